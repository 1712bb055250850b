from django.db import migrations

from beffroi.charter.triggers import ANSWER_TRIGGERS
from beffroi.town.triggers import installed


class Migration(migrations.Migration):
    dependencies = [("charter", "0004_door_keys")]
    operations = [installed(ANSWER_TRIGGERS)]
