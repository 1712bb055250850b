from django.db import migrations

from beffroi.minutes.triggers import GATE_TRIGGERS
from beffroi.town.triggers import installed


class Migration(migrations.Migration):
    dependencies = [("minutes", "0002_initial")]
    operations = [installed(GATE_TRIGGERS)]
