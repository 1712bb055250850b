import os
import warnings

from django.core.asgi import get_asgi_application

# WhiteNoise hands static files over as plain iterators; they are small. Our own views stream asynchronously.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beffroi.config.settings")
django_application = get_asgi_application()

# Only now: what bounds the door reads models, which need the applications loaded.
from beffroi.charter.door.bounds import Bounded  # noqa: E402

application = Bounded(django_application)
