from django.db import migrations

from beffroi.register.triggers import HISTORY_TRIGGERS
from beffroi.town.triggers import installed


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [installed(HISTORY_TRIGGERS)]
