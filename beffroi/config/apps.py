from django.apps import AppConfig
from django.conf import settings


class ConfigApp(AppConfig):
    name = "beffroi.config"

    def ready(self) -> None:
        from beffroi.engines import registry

        from . import checks  # noqa: F401
        from .engines import engine_settings

        registry.configure(engine_settings(settings))
