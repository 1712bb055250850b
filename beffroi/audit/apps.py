from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "beffroi.audit"
    label = "audit"
    verbose_name = "Journal"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
