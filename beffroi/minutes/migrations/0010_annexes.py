from django.db import migrations, models

KINDS = [
    ("convocation", "Convocation"),
    ("attendance", "Feuille de présence"),
    ("notice", "Affichette : séance enregistrée"),
    ("deliberation", "Délibération"),
    ("list", "Liste des délibérations"),
    ("register", "Registre des délibérations"),
    ("transmission", "Dossier pour la préfecture"),
    ("pv_read", "Procès-verbal relu"),
    ("pv_adopted", "Procès-verbal arrêté"),
    ("pv_signed", "Procès-verbal signé"),
    ("deliberation_signed", "Délibération signée"),
    ("pv_public", "Procès-verbal, version publique"),
    ("deliberation_public", "Délibération, version publique"),
    ("annex", "Annexe"),
    ("receipt", "Accusé de réception de la préfecture"),
]


class Migration(migrations.Migration):
    dependencies = [("minutes", "0009_settled")]
    operations = [
        migrations.AddField("deliberation", "annexes", models.JSONField(null=True, verbose_name="annexes")),
        migrations.AlterField("issueddocument", "kind", models.CharField(choices=KINDS, max_length=20)),
    ]
