from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from beffroi.charter.triggers import FIRST_TRIGGERS, TOLD_TRIGGERS
from beffroi.town.triggers import dropped, installed

SAID = {True: "ai_switched_off", False: "ai_switched_on"}


def lines_found(apps: Any, schema_editor: Any) -> None:
    """Each turn and each limit made before is given its line: they were written together."""
    for commune in apps.get_model("town", "Commune").objects.all():
        lines = apps.get_model("audit", "Entry").objects.filter(commune=commune).order_by("sequence")
        for row, line in [*_turns(apps, commune, lines), *_limits(apps, commune, lines)]:
            type(row)._base_manager.filter(pk=row.pk).update(entry=line)


def _turns(apps: Any, commune: Any, lines: Any) -> Iterator[tuple[Any, Any]]:
    turns = list(apps.get_model("charter", "SwitchTurn")._base_manager.filter(commune=commune).order_by("pk"))
    said = list(lines.filter(action__in=SAID.values()))
    if [SAID[turn.off] for turn in turns] == [line.action for line in said]:
        yield from zip(turns, said, strict=True)


def _limits(apps: Any, commune: Any, lines: Any) -> Iterator[tuple[Any, Any]]:
    for budget in apps.get_model("charter", "Budget")._base_manager.filter(commune=commune):
        if line := lines.filter(action="budget_changed", subject=f"budget:{budget.pk}").last():
            yield budget, line


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0005_refused_accesses'),
        ('charter', '0006_privacy_study'),
    ]

    operations = [
        dropped(FIRST_TRIGGERS),
        migrations.AddField(
            model_name='budget',
            name='entry',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.entry'),
        ),
        migrations.AddField(
            model_name='switchturn',
            name='entry',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.entry'),
        ),
        migrations.RunPython(lines_found, migrations.RunPython.noop),
        installed(FIRST_TRIGGERS),
        installed(TOLD_TRIGGERS),
    ]
