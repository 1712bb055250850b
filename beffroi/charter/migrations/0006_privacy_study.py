import beffroi.charter.models.assurance
from beffroi.charter.triggers import FIRST_TRIGGERS
from beffroi.town.triggers import dropped, installed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('charter', '0005_answers_kept'),
    ]

    operations = [
        dropped(FIRST_TRIGGERS),
        migrations.AddField(
            model_name='assessment',
            name='privacy_name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='assessment',
            name='privacy_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='assessment',
            name='privacy_file',
            field=models.FileField(blank=True, max_length=300, upload_to=beffroi.charter.models.assurance.study_path),
        ),
        installed(FIRST_TRIGGERS),
    ]
