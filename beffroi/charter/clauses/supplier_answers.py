"""Clause 19: what suppliers answered is recorded. The questions are ours."""

from __future__ import annotations

from .base import Call, Clause, Event, Parameter, Proof, Ruling, Values, require

QUESTIONS = {
    "location": "Dans quel pays nos données sont-elles traitées et gardées ?",
    "training": "Nos données servent-elles à entraîner un modèle ?",
    "retention": "Combien de temps nos demandes et leurs réponses sont-elles gardées ?",
    "subcontractors": "Qui sont vos sous-traitants, et où sont-ils ?",
    "law": "Quelles lois étrangères pourraient donner accès à nos données ?",
    "model": "Quel modèle répond, sous quelle licence, et comment prévenez-vous quand il change ?",
    "measure": "Comment la qualité et les biais ont-ils été mesurés, en français ?",
    "energy": "Quelle est la consommation d’un appel ?",
    "exit": "Comment récupérons-nous nos données, et sous quel délai sont-elles effacées ?",
    "incident": "Sous quel délai nous prévenez-vous d’un incident ?",
}


def _write(values: Values) -> str:
    stop = " Sans réponses, il n’est pas employé." if values["block"] else ""
    return (
        f"Chaque fournisseur répond par écrit à {len(QUESTIONS)} questions : lieu, entraînement, conservation, "
        f"sous-traitants, lois applicables, modèle, mesures, énergie, sortie, incidents. Ses réponses sont "
        f"gardées.{stop}"
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Call) or event.place != "host" or not values["block"] or event.engine.supplier_answered:
        return None
    return require(
        f"Le fournisseur de {event.host or 'ce modèle'} n’a pas répondu à toutes les questions de la commune.",
        "Envoyez-lui le questionnaire et inscrivez ses réponses ; en attendant, employez un modèle de la commune.",
        "supplier_answers",
    )


def _foresee(values: Values) -> list[str]:
    if values["block"]:
        return ["Un hébergeur qui n’a pas répondu à toutes les questions est arrêté."]
    return ["Les réponses qui manquent sont montrées comme des manques dans le registre."]


CLAUSE = Clause(
    19,
    "supplier_answers",
    "Les réponses des fournisseurs",
    _write,
    _judge,
    _foresee,
    (Parameter("block", "Arrêter un hébergeur qui n’a pas répondu", "yes_no", False),),
    proofs=(Proof("Réponses de fournisseurs inscrites", ("supplier_answered",)),),
)
