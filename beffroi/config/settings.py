"""Settings: everything that an installation changes comes from the environment (see docs/reglages.md)."""

from __future__ import annotations

import secrets
from pathlib import Path

from . import database
from .env import boolean, declare, declare_as, folder

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = folder("BEFFROI_VAR", BASE_DIR.parent / "var", "Dossier des données : base, fichiers, modèles.")
VAR.mkdir(parents=True, exist_ok=True)
MODELS_DIR = folder("BEFFROI_MODELS_DIR", VAR / "models", "Dossier des modèles d’IA embarqués.")


def _kept_secret() -> str:
    """A key made once for the installation and kept in its data folder, readable by its owner alone."""
    path = VAR / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = declare("BEFFROI_SECRET_KEY", "", "Clé secrète ; créée et gardée dans le dossier des données si absente.")
SECRET_KEY = SECRET_KEY or _kept_secret()
DEBUG = declare_as("BEFFROI_DEBUG", "0", "Mode de mise au point ; jamais en production.", boolean, "0 ou 1")
ALLOWED_HOSTS = [
    host.strip()
    for host in declare(
        "BEFFROI_HOSTS",
        "localhost,127.0.0.1,[::1]",
        "Noms sous lesquels les pages sont servies, séparés par des virgules.",
    ).split(",")
    if host.strip()
]
BASE_URL = declare("BEFFROI_URL", "http://127.0.0.1:8000", "Adresse publique, écrite dans les courriels.")
HTTPS = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []

DATABASES = {
    "default": declare_as(
        "BEFFROI_DATABASE",
        f"sqlite:///{VAR / 'beffroi.sqlite3'}",
        "Base de données : sqlite:///FICHIER ou postgresql://utilisateur:mot-de-passe@serveur/base.",
        database.from_url,
        "une adresse sqlite:///FICHIER ou postgresql://…",
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "beffroi.ui",
    "beffroi.town",
    "beffroi.audit",
    "beffroi.work",
    "beffroi.charter",
    "beffroi.register",
    "beffroi.minutes",
    "beffroi.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "beffroi.town.middleware.CommuneMiddleware",
    "beffroi.audit.middleware.RefusalsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "beffroi.ui.middleware.ContentSecurityPolicyMiddleware",
]
ROOT_URLCONF = "beffroi.config.urls"
ASGI_APPLICATION = "beffroi.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "beffroi.town.context.commune",
                "beffroi.ui.menu.menu",
                "beffroi.charter.context.ai_switch",
            ],
        },
    }
]
FORM_RENDERER = "beffroi.town.forms.Renderer"

AUTH_USER_MODEL = "town.User"
LOGIN_URL = "town:sign_in"
LOGIN_REDIRECT_URL = "minutes:today"
LOGOUT_REDIRECT_URL = "town:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
TIMESTAMP_URL = declare(
    "BEFFROI_TIMESTAMP_URL",
    "",
    "Adresse d’une autorité d’horodatage (RFC 3161) pour le journal ; vide : aucune n’est appelée.",
)
MEDIA_ROOT = folder("BEFFROI_FILES", VAR / "files", "Dossier des enregistrements et des documents.")
UPLOADS_DIR = MEDIA_ROOT / "uploads"
STORAGES = {
    # Not served by the web server: every file goes through a page that checks who asks.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

EMAIL_HOST = declare("BEFFROI_SMTP_HOST", "", "Serveur SMTP ; vide : aucun courriel ne part, et les pages le disent.")
EMAIL_PORT = declare_as("BEFFROI_SMTP_PORT", "587", "Port du serveur SMTP.", int, "un nombre")
EMAIL_HOST_USER = declare("BEFFROI_SMTP_USER", "", "Compte sur le serveur SMTP.")
EMAIL_HOST_PASSWORD = declare("BEFFROI_SMTP_PASSWORD", "", "Mot de passe du compte SMTP.")
EMAIL_USE_TLS = declare_as(
    "BEFFROI_SMTP_TLS", "1", "Chiffre l’échange avec le serveur SMTP (STARTTLS).", boolean, "0 ou 1"
)
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = declare("BEFFROI_FROM", "beffroi@localhost", "Expéditeur des courriels.")

MAX_RECORDING_BYTES = 4 * 2**30
MAX_RECORDING_SECONDS = 6 * 3600

# --- engines -----------------------------------------------------------------------------------------------
ENGINES = {
    "speech": declare("BEFFROI_SPEECH", "embedded", "Reconnaissance de la parole : embedded, ou openai:ADRESSE."),
    "speech_model": declare(
        "BEFFROI_SPEECH_MODEL", "", "Modèle de parole : nom au catalogue, dossier local, ou nom donné par le serveur."
    ),
    "speech_key": declare("BEFFROI_SPEECH_KEY", "", "Clé du moteur de parole."),
    "speech_place": declare(
        "BEFFROI_SPEECH_PLACE",
        "host",
        "Où tourne le moteur de parole distant.",
        ("machine", "commune", "host"),
    ),
    "speech_device": declare(
        "BEFFROI_SPEECH_DEVICE", "cpu", "Où calcule le moteur de parole embarqué.", ("cpu", "cuda")
    ),
    "diarization": declare("BEFFROI_DIARIZATION", "embedded", "Qui parle : embedded ou none."),
    "text": declare("BEFFROI_TEXT", "embedded", "Moteur de texte : embedded, none, ou openai:ADRESSE."),
    "text_model": declare(
        "BEFFROI_TEXT_MODEL", "", "Modèle de texte : nom au catalogue, fichier local, ou nom donné par le serveur."
    ),
    "text_context": declare("BEFFROI_TEXT_CONTEXT", "8192", "Longueur que le modèle de texte lit et écrit, en jetons."),
    "text_key": declare("BEFFROI_TEXT_KEY", "", "Clé du moteur de texte."),
    "text_place": declare(
        "BEFFROI_TEXT_PLACE", "host", "Où tourne le moteur de texte distant.", ("machine", "commune", "host")
    ),
    "text_qualification": declare(
        "BEFFROI_TEXT_QUALIFICATION", "", "Qualification de l’hébergeur du moteur de texte (SecNumCloud…)."
    ),
    "entities": declare(
        "BEFFROI_ENTITIES", "auto", "Recherche des noms de personnes avant masquage : auto, rules ou spacy."
    ),
    "embeddings": declare("BEFFROI_EMBEDDINGS", "none", "Moteur de vecteurs : none, ou openai:ADRESSE."),
    "embeddings_model": declare("BEFFROI_EMBEDDINGS_MODEL", "", "Modèle de vecteurs : nom donné par le serveur."),
    "embeddings_key": declare("BEFFROI_EMBEDDINGS_KEY", "", "Clé du moteur de vecteurs."),
    "embeddings_place": declare(
        "BEFFROI_EMBEDDINGS_PLACE", "host", "Où tourne le moteur de vecteurs distant.", ("machine", "commune", "host")
    ),
    "embeddings_qualification": declare(
        "BEFFROI_EMBEDDINGS_QUALIFICATION", "", "Qualification de l’hébergeur du moteur de vecteurs."
    ),
    "ocr": declare("BEFFROI_OCR", "auto", "Lecture des pages numérisées : auto, tesseract ou none."),
    "speech_qualification": declare(
        "BEFFROI_SPEECH_QUALIFICATION", "", "Qualification de l’hébergeur du moteur de parole."
    ),
    "speech_other": declare(
        "BEFFROI_SPEECH_OTHER", "none", "Second moteur de parole, pour ce que la charte ne laisse pas au premier."
    ),
    "speech_other_model": declare("BEFFROI_SPEECH_OTHER_MODEL", "", "Modèle du second moteur de parole."),
    "speech_other_key": declare("BEFFROI_SPEECH_OTHER_KEY", "", "Clé du second moteur de parole."),
    "speech_other_place": declare(
        "BEFFROI_SPEECH_OTHER_PLACE", "host", "Où tourne le second moteur de parole.", ("machine", "commune", "host")
    ),
    "speech_other_qualification": declare(
        "BEFFROI_SPEECH_OTHER_QUALIFICATION", "", "Qualification de l’hébergeur du second moteur de parole."
    ),
    "text_other": declare(
        "BEFFROI_TEXT_OTHER", "none", "Second moteur de texte, pour ce que la charte ne laisse pas au premier."
    ),
    "text_other_model": declare("BEFFROI_TEXT_OTHER_MODEL", "", "Modèle du second moteur de texte."),
    "text_other_key": declare("BEFFROI_TEXT_OTHER_KEY", "", "Clé du second moteur de texte."),
    "text_other_place": declare(
        "BEFFROI_TEXT_OTHER_PLACE", "host", "Où tourne le second moteur de texte.", ("machine", "commune", "host")
    ),
    "text_other_qualification": declare(
        "BEFFROI_TEXT_OTHER_QUALIFICATION", "", "Qualification de l’hébergeur du second moteur de texte."
    ),
    "text_other_context": declare(
        "BEFFROI_TEXT_OTHER_CONTEXT", "8192", "Longueur que le second modèle de texte lit et écrit, en jetons."
    ),
    "embeddings_other": declare(
        "BEFFROI_EMBEDDINGS_OTHER", "none", "Second moteur de vecteurs, pour ce que la charte ne laisse pas au premier."
    ),
    "embeddings_other_model": declare("BEFFROI_EMBEDDINGS_OTHER_MODEL", "", "Modèle du second moteur de vecteurs."),
    "embeddings_other_key": declare("BEFFROI_EMBEDDINGS_OTHER_KEY", "", "Clé du second moteur de vecteurs."),
    "embeddings_other_place": declare(
        "BEFFROI_EMBEDDINGS_OTHER_PLACE",
        "host",
        "Où tourne le second moteur de vecteurs.",
        ("machine", "commune", "host"),
    ),
    "embeddings_other_qualification": declare(
        "BEFFROI_EMBEDDINGS_OTHER_QUALIFICATION", "", "Qualification de l’hébergeur du second moteur de vecteurs."
    ),
}
declare("BEFFROI_MODELS_SOURCE", "", "Dossier local où prendre les modèles avant de les télécharger.")
declare("BEFFROI_MODEL_HUB", "", "Adresse d’un dépôt de modèles, jamais appelé sans ce réglage.")
AI_PLACES = tuple(
    place.strip()
    for place in declare(
        "BEFFROI_AI_PLACES",
        "machine,commune",
        "Où une IA peut tourner : machine, commune, host (hébergeur extérieur). Tout le reste est refusé.",
    ).split(",")
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": declare(
            "BEFFROI_LOG", "WARNING", "Détail du journal technique.", ("DEBUG", "INFO", "WARNING", "ERROR")
        ),
    },
}
