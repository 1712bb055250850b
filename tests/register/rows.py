"""Records that tests enter in one line, all fictional."""

from __future__ import annotations

from typing import Any

from beffroi.register.actions.publish import publish
from beffroi.register.actions.write import create
from beffroi.register.models import Record, RegisterSettings

CHATBOT = {
    "name": "Répondre aux questions du soir",
    "summary": "Un robot répond quand la mairie est fermée.",
    "status": "deployed",
    "started_on": "2025-03",
    "purpose": "Répondre aux questions pratiques en dehors des heures d’ouverture.",
    "people": "Les habitants qui écrivent sur le site.",
    "data": "La question posée, gardée 30 jours.",
    "human_check": "Un agent relit les réponses chaque lundi.",
    "without_ai": "Le téléphone et le guichet.",
    "supplier": "Parlebot SAS",
    "contact": "accueil@valbrume.example",
    "legal_links": "Code du commerce | https://loi.example/commerce",
    "themes": "Accueil\nVie pratique",
    "category": "impactful",
}


def a_use(user: Any, **values: str) -> Record:
    return create({**CHATBOT, **values}, user=user)


def a_published_use(user: Any, **values: str) -> Record:
    row = a_use(user, **values)
    return publish(row.slug, user=user, seen=1)


def a_contact() -> RegisterSettings:
    return RegisterSettings.objects.create(
        service="Accueil de la mairie", email="mairie@valbrume.example", phone="03 84 00 00 00"
    )
