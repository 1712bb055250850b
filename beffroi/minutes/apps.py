from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "beffroi.minutes"
    label = "minutes"
    verbose_name = "Comptes rendus"
