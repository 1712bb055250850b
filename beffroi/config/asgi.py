import os
import warnings

from django.core.asgi import get_asgi_application

# WhiteNoise hands static files over as plain iterators; they are small. Our own views stream asynchronously.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beffroi.config.settings")
application = get_asgi_application()
