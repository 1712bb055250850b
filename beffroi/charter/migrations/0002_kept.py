from django.db import migrations

from beffroi.charter.triggers import FIRST_TRIGGERS
from beffroi.town.triggers import installed


class Migration(migrations.Migration):
    dependencies = [("charter", "0001_initial")]
    operations = [installed(FIRST_TRIGGERS)]
