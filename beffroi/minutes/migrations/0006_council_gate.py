from django.db import migrations

from beffroi.minutes.triggers import COUNCIL_TRIGGERS
from beffroi.town.triggers import installed


class Migration(migrations.Migration):
    dependencies = [("minutes", "0005_council")]
    operations = [installed(COUNCIL_TRIGGERS)]
