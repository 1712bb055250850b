from django.db import migrations, models

from beffroi.minutes.domain.seats import is_member_by_function


def keep_the_adopted(apps, schema_editor):
    """Whoever a procès-verbal already adopted counted as a member stays so: what the council adopted does not change."""
    people = apps.get_model("minutes", "Participant").objects
    adopted = people.filter(meeting__sitting__pv_steps__step="adopted")
    counted = [pk for pk, role in adopted.values_list("pk", "role").distinct() if not is_member_by_function(role)]
    people.filter(pk__in=counted).update(member=True)


class Migration(migrations.Migration):
    dependencies = [("minutes", "0007_usual_kinds")]
    operations = [
        migrations.AddField(
            "participant", "member", models.BooleanField(null=True, verbose_name="membre de l’assemblée")
        ),
        migrations.RunPython(keep_the_adopted, migrations.RunPython.noop),
    ]
