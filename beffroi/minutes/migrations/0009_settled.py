from django.db import migrations

from beffroi.minutes.triggers import SETTLED_TRIGGERS
from beffroi.town.triggers import installed


class Migration(migrations.Migration):
    dependencies = [("minutes", "0008_members")]
    operations = [installed(SETTLED_TRIGGERS)]
