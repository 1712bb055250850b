from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CharterConfig(AppConfig):
    name = "beffroi.charter"
    label = "charter"
    verbose_name = "Charte"

    def ready(self) -> None:
        autodiscover_modules("ai_uses", "evidence")
