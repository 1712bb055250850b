"""Clause 4: data classes by where a model runs, up to the host's qualification and the European Union."""

from __future__ import annotations

from .base import Call, Clause, DataClass, Event, Parameter, Proof, Ruling, Values, elsewhere, listed, mask, refuse
from .zones import QUALIFICATIONS, ZONE_NAMES, ZONES, places_within, within, zone_of

_CLASSES = (
    (DataClass.PUBLIC.value, "les données publiques", "anywhere"),
    (DataClass.INTERNAL.value, "les données internes", "eu"),
    (DataClass.PERSONAL.value, "les données personnelles", "commune"),
    (DataClass.SENSITIVE.value, "les données sensibles", "commune"),
)
_NAMES = {key: name for key, name, _ in _CLASSES}
_CHOICES = (("nowhere", "aucun modèle"), *ZONES)


def _write(values: Values) -> str:
    rows = [f"{name} vont au plus loin vers {dict(_CHOICES)[values[key]]}" for key, name, _ in _CLASSES]
    text = f"Selon l’endroit où tourne un modèle : {' ; '.join(rows)}."
    if values["qualifications"]:
        text += f" Un hébergeur est qualifié s’il est {listed(values['qualifications'], 'ou')}."
    if values["masked_as"] != "same":
        text += f" Un texte masqué suit la règle des {_NAMES[values['masked_as']].removeprefix('les ')}."
    return text


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Call):
        return None
    zone = zone_of(event, values["qualifications"])
    furthest = values[event.data.value]
    if within(zone, furthest):
        return None
    if _masked_may_go(event, zone, values):
        return mask("Ce texte ne peut aller là que masqué.")
    why = f"La demande contient {_NAMES[event.data]}, et elle irait vers {_said(event, zone)}."
    if places := places_within(furthest):
        allowed = " ou ".join(ZONE_NAMES[place] for place in places)
        return elsewhere(why, f"Faites la demande avec un modèle qui tourne sur {allowed}.", *places)
    return refuse(why, "Retirez ces données de la demande, ou faites ce travail sans IA.")


def _masked_may_go(call: Call, zone: str, values: Values) -> bool:
    if values["masked_as"] == "same" or not call.maskable:
        return False
    personal = call.data in (DataClass.PERSONAL, DataClass.SENSITIVE)
    return personal and within(zone, values[values["masked_as"]])


def _said(call: Call, zone: str) -> str:
    outside = " dont rien ne dit qu’il est dans l’Union européenne" if zone == "anywhere" else ""
    name = ZONE_NAMES[zone] if zone != "anywhere" else "un hébergeur"
    return f"{name}{f' ({call.host})' if call.host else ''}{outside}"


def _foresee(values: Values) -> list[str]:
    lines = []
    for key, name, _ in _CLASSES:
        if values[key] == "nowhere":
            lines.append(f"Aucune IA ne reçoit {name} : les usages qui en ont besoin s’arrêtent.")
        elif values[key] == "anywhere" and key in ("personal", "sensitive"):
            lines.append(f"Attention : {name} peuvent quitter l’Union européenne. Le RGPD l’encadre strictement.")
    if not within("machine", values["sensitive"]) or not within("machine", values["personal"]):
        lines.append("La transcription des réunions s’arrête : un enregistrement contient des données personnelles.")
    return lines or ["Chaque donnée a sa limite ; au-delà, l’appel est masqué, envoyé ailleurs ou refusé."]


CLAUSE = Clause(
    4,
    "places",
    "Où vont les données",
    _write,
    _judge,
    _foresee,
    (
        *(
            Parameter(key, f"{name[:1].upper()}{name[1:]} vont au plus loin vers", "choice", furthest, _CHOICES)
            for key, name, furthest in _CLASSES
        ),
        Parameter("qualifications", "Qualifications reconnues", "lines", list(QUALIFICATIONS)),
        Parameter(
            "masked_as",
            "Un texte masqué suit la règle",
            "choice",
            "internal",
            (
                ("same", "de ce qu’il était : le masquage ne l’autorise pas à aller plus loin"),
                ("internal", "des données internes"),
                ("public", "des données publiques"),
            ),
        ),
    ),
    proofs=(
        Proof("Appels restés sur une machine de la commune", ("ai_call",), {"place": ("machine", "commune")}),
        Proof("Appels à un hébergeur", ("ai_call",), {"place": "host"}),
        Proof("Appels refusés pour le lieu", ("ai_call_refused",), {"refused_by": 4}, role="exception"),
    ),
)
