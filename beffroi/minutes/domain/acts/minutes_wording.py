"""The sentences of a procès-verbal that follow from its values: its name and mentions in each state, the quorum."""

from __future__ import annotations

from datetime import date

from beffroi.minutes.domain.acts.ballots import NoVote, Outcome, WithoutBallot
from beffroi.minutes.domain.acts.minutes import MinutesAct, MinutesItem, MinutesState
from beffroi.minutes.domain.acts.phrases import count, day, hour, title_of
from beffroi.minutes.domain.acts.roll import Quorum

_NAMES = {
    MinutesState.DRAFT: "Projet de procès-verbal",
    MinutesState.READ: "Projet de procès-verbal, relu",
    MinutesState.ADOPTED: "Procès-verbal",
    MinutesState.SIGNED: "Procès-verbal",
    MinutesState.PUBLISHED: "Procès-verbal",
}
_MARKS = {
    MinutesState.DRAFT: "PROJET non relu – ne pas diffuser",
    MinutesState.READ: "PROJET relu – sera arrêté à la prochaine séance",
}


def name_of(act: MinutesAct) -> str:
    """ "Projet de procès-verbal" until its council adopts it, whoever read it; never "compte rendu"."""
    return _NAMES[act.state]


def mark_of(act: MinutesAct) -> str:
    """The banner on each page until the council adopts it; empty afterwards."""
    return _MARKS.get(act.state, "")


def state_sentences(act: MinutesAct) -> tuple[str, ...]:
    """What has been done of it, in order: read, adopted, signed, published. A date that the state asks for and that
    nobody gave is said to be missing rather than left out."""
    said = []
    if act.state is MinutesState.READ and act.reader:
        said.append(f"Relu par {act.reader.named}.")
    reached = _rank(act.state)
    if reached >= _rank(MinutesState.ADOPTED):
        said.append(f"Arrêté par le {act.head.body.council} {_on(act.adopted_on)}.")
    if reached >= _rank(MinutesState.SIGNED):
        chair = title_of(act.signatory or act.head.chair, act.head.body)
        people = "les secrétaires" if len(act.head.secretaries) > 1 else "le secrétaire de séance"
        if len(act.head.secretaries) == 1 and act.head.secretaries[0].feminine:
            people = "la secrétaire de séance"
        said.append(f"Signé par {chair[:1].lower()}{chair[1:]} et {people} {_on(act.signed_on)}.")
    if reached >= _rank(MinutesState.PUBLISHED):
        said.append(f"Publié {_on(act.published_on)}.")
    return tuple(said)


def _rank(state: MinutesState) -> int:
    return list(MinutesState).index(state)


def _on(when: date | None) -> str:
    return f"le {day(when, weekday=False)}" if when else "(date à compléter)"


def quorum_sentence(quorum: Quorum) -> str:
    """Both figures, and what follows from them (L2121-17)."""
    present = count(quorum.present, "membre présent", "membres présents")
    if quorum.not_required:
        return f"{present} : seconde convocation, le conseil délibère sans condition de quorum."
    verdict = "le quorum est atteint" if quorum.reached else "le quorum n’est pas atteint"
    return f"{present}, pour un quorum de {quorum.needed} : {verdict}."


def item_opening(item: MinutesItem) -> str:
    """ "Point mis en discussion à 20 h 05 ; 22 membres présents, pour un quorum de 14 : ..."; empty when unknown."""
    at = f"Point mis en discussion à {hour(item.opened_at)}" if item.opened_at else ""
    if item.quorum is None:
        return f"{at}." if at else ""
    return f"{at} ; {quorum_sentence(item.quorum)}" if at else quorum_sentence(item.quorum)


def item_title(item: MinutesItem) -> str:
    return f"{item.number}. {item.title}"


def decision_label(item: MinutesItem) -> str:
    """ "Décision", or what became of a text that the council did not adopt."""
    outcome = getattr(item.ballot, "outcome", Outcome.ADOPTED)
    if isinstance(item.ballot, WithoutBallot) and item.ballot.kind in (NoVote.WITHDRAWN, NoVote.POSTPONED):
        return "Projet non soumis au vote"
    return "Décision" if outcome is Outcome.ADOPTED else "Projet non adopté"
