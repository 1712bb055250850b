from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "beffroi.register"
    label = "register"
    verbose_name = "Registre des IA"
