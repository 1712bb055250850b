from django.apps import AppConfig


class TownConfig(AppConfig):
    name = "beffroi.town"
    label = "town"
    verbose_name = "Communes et personnes"
