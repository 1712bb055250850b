from django.db import migrations

from beffroi.minutes.domain.item_kind import usual_kind


def tell_kinds(apps, schema_editor):
    """Agendas written before items had a kind: each takes the one that its title tells, as a new one would. Where a
    sitting was opened, a person may have chosen: nothing changes."""
    items = apps.get_model("minutes", "AgendaItem").objects.filter(kind="deliberation", meeting__sitting=None)
    for item in items.only("title").iterator():
        kind = usual_kind(item.title)
        if kind != "deliberation":
            items.filter(pk=item.pk).update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [("minutes", "0006_council_gate")]
    operations = [migrations.RunPython(tell_kinds, migrations.RunPython.noop)]
