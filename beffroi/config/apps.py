from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "beffroi.config"

    def ready(self) -> None:
        from . import checks  # noqa: F401
