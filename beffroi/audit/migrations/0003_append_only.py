from django.db import migrations

from beffroi.audit.triggers import FIRST_ENTRY_TRIGGERS
from beffroi.town.triggers import installed


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_initial")]
    operations = [installed(FIRST_ENTRY_TRIGGERS)]
