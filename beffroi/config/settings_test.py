"""The suite's settings: fake engines, a database of its own, jobs run at once, mail kept in memory."""

import os
import tempfile
from pathlib import Path

_var = Path(tempfile.mkdtemp(prefix="beffroi-test-"))
# The embedded models are large: the suite uses those of the checkout, read only.
os.environ.setdefault("BEFFROI_MODELS_DIR", str(Path(__file__).resolve().parents[2] / "var" / "models"))
os.environ["BEFFROI_VAR"] = str(_var)
for _name in ("BEFFROI_SPEECH", "BEFFROI_DIARIZATION", "BEFFROI_TEXT", "BEFFROI_ENTITIES", "BEFFROI_OCR"):
    os.environ[_name] = "fake"

from .settings import *  # noqa: E402, F403
from .settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(_var / "test.sqlite3")}
# The tables come from the models, in a second: tests/upgrade proves that the migrations end with the same.
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_HOST = "localhost"
ALLOWED_HOSTS = ["*"]
