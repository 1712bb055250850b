"""What each mention of a procès-verbal says, what it lacks, and where the procès-verbal contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator

from beffroi.facts.dates import format_date
from beffroi.facts.times import format_time
from beffroi.minutes.domain.law.pv_facts import BallotKind, Outcome, PvFacts, PvItem
from beffroi.minutes.domain.law.regimes import Regime

# Each reader gives what was read, and what is lacking; both may be empty.
_Read = tuple[str, str]
NONE_PUBLIC = "Aucun scrutin public."
# What is lacking here was counted or voted all the same: "néant" cannot answer it.
NIL_DENIED = frozenset({"represented", "results", "voters"})


def _date(facts: PvFacts) -> _Read:
    return (format_date(facts.date), "") if facts.date else ("", "")


def _hour(facts: PvFacts) -> _Read:
    return (format_time(facts.hour.hour, facts.hour.minute), "") if facts.hour else ("", "")


def _president(facts: PvFacts) -> _Read:
    return facts.president, ""


def _present(facts: PvFacts) -> _Read:
    return ", ".join(facts.present), ""


def _represented(facts: PvFacts) -> _Read:
    lacking = [each.member for each in facts.represented if not each.holder]
    read = ", ".join(f"{each.member} (pouvoir à {each.holder})" for each in facts.represented if each.holder)
    return read, f"À qui le pouvoir est-il donné : {', '.join(lacking)} ?" if lacking else ""


def _secretaries(facts: PvFacts) -> _Read:
    return ", ".join(facts.secretaries), ""


def _quorum(facts: PvFacts) -> _Read:
    said, quorum = [], facts.quorum
    if quorum.in_office is not None:
        said.append(f"{quorum.in_office} membres en exercice")
    if quorum.required is not None:
        said.append(f"quorum : {quorum.required}")
    if quorum.present is not None:
        said.append(f"{quorum.present} présents")
    if quorum.reached is not None:
        said.append("quorum atteint" if quorum.reached else "quorum non atteint")
    return ", ".join(said), ""


def _agenda(facts: PvFacts) -> _Read:
    return " ; ".join(facts.agenda), ""


def _adopted(facts: PvFacts) -> list[PvItem]:
    return [item for item in facts.items if item.outcome is Outcome.ADOPTED]


def _deliberations(facts: PvFacts) -> _Read:
    return " ; ".join(f"{item.number} {item.title}".strip() for item in _adopted(facts)), ""


def _reports(facts: PvFacts) -> _Read:
    without = [item.number for item in _adopted(facts) if not item.reports and not item.no_report]
    read = " ; ".join(report for item in _adopted(facts) for report in item.reports)
    return read, f"Rapport à indiquer, ou à dire absent : point {_points(without)}." if without else ""


def _requests(facts: PvFacts) -> _Read:
    return " ; ".join(facts.particular_requests), ""


def _results(facts: PvFacts) -> _Read:
    voted = {ballot.item for ballot in facts.ballots if ballot.result}
    expected = [item.number for item in facts.items if item.outcome in (Outcome.ADOPTED, Outcome.REFUSED)]
    without = [number for number in expected if number not in voted]
    without += [each.item for each in facts.ballots if not each.result and each.item not in without + list(voted)]
    read = " ; ".join(ballot.result for ballot in facts.ballots if ballot.result)
    return read, f"Résultat du scrutin à indiquer : point {_points(without)}." if without else ""


def _voters(facts: PvFacts) -> _Read:
    public = [ballot for ballot in facts.ballots if ballot.kind is BallotKind.PUBLIC]
    if facts.ballots and not public:
        return NONE_PUBLIC, ""
    without = [each.item for each in public if not each.voters or any(not (who and how) for who, how in each.voters)]
    read = " ; ".join(f"point {each.item} : {len(each.voters)} votants" for each in public if each.voters)
    lacking = f"Nom et sens du vote de chaque votant à indiquer : point {_points(without)}." if without else ""
    return read, lacking


def _tenor(facts: PvFacts) -> _Read:
    without = [item.number for item in facts.items if not item.tenor and not item.no_discussion]
    told = [item.number for item in facts.items if item.tenor or item.no_discussion]
    lacking = f"Teneur des discussions à indiquer, ou à dire absente : point {_points(without)}." if without else ""
    return f"Point {_points(told)}." if told else "", lacking


def _points(numbers: list[str]) -> str:
    return ", ".join(numbers)


READERS = {
    "date": _date,
    "hour": _hour,
    "president": _president,
    "present": _present,
    "represented": _represented,
    "secretaries": _secretaries,
    "quorum": _quorum,
    "agenda": _agenda,
    "deliberations": _deliberations,
    "reports": _reports,
    "requests": _requests,
    "results": _results,
    "voters": _voters,
    "tenor": _tenor,
}


def contradictions(key: str, facts: PvFacts) -> Iterator[str]:
    """What the procès-verbal says against itself, both sides shown."""
    check = _CHECKS.get(key)
    return iter(()) if check is None else check(facts)


def _there(facts: PvFacts) -> tuple[str, ...]:
    """All who took part, the president included even where the list leaves him or her out."""
    named = not facts.president or facts.president in facts.present
    return facts.present if named else (facts.president, *facts.present)


def _president_there(facts: PvFacts) -> Iterator[str]:
    left_out = facts.present and _there(facts) != facts.present
    if left_out and facts.quorum.present == len(facts.present) - len(facts.arrived_later):
        yield f"{facts.president} préside, et ne figure ni parmi les présents ni dans leur nombre."


def _secretaries_there(facts: PvFacts) -> Iterator[str]:
    if facts.regime is Regime.ALSACE_MOSELLE:  # L2541-6: the secretary need not be a member
        return
    for name in facts.secretaries:
        if facts.present and name not in _there(facts):
            yield f"{name} est secrétaire de séance et ne figure pas parmi les présents."


def _present_once(facts: PvFacts) -> Iterator[str]:
    for name in sorted({name for name in facts.present if facts.present.count(name) > 1}):
        yield f"{name} figure deux fois parmi les présents."


def _represented_away(facts: PvFacts) -> Iterator[str]:
    for each in facts.represented:
        if each.member in facts.present:
            yield f"{each.member} figure à la fois parmi les présents et les représentés."
        if each.holder and facts.present and each.holder not in _there(facts):
            yield f"{each.holder} porte le pouvoir de {each.member} et ne figure pas parmi les présents."


def _quorum_adds_up(facts: PvFacts) -> Iterator[str]:
    quorum = facts.quorum
    named = {len(facts.present) - len(facts.arrived_later), len(_there(facts)) - len(facts.arrived_later)}
    if quorum.present is not None and facts.present and quorum.present not in named:
        yield f"Le texte compte {quorum.present} présents à l'ouverture et en nomme {max(named)}."
    if quorum.in_office is not None and quorum.required is not None and quorum.required != quorum.in_office // 2 + 1:
        right = quorum.in_office // 2 + 1
        yield f"Pour {quorum.in_office} membres en exercice le quorum est de {right}, le texte dit {quorum.required}."
    if quorum.required is None or quorum.present is None or quorum.reached is None:
        return
    if (quorum.present >= quorum.required) != quorum.reached:
        said = "atteint" if quorum.reached else "non atteint"
        yield f"{quorum.present} présents pour un quorum de {quorum.required} : le texte le dit {said}."


def _secret_stays_secret(facts: PvFacts) -> Iterator[str]:
    for ballot in facts.ballots:
        if ballot.kind is BallotKind.SECRET and ballot.voters:
            yield f"Point {ballot.item} : scrutin secret, et des votes y sont nominatifs. Retirez les noms."


_CHECKS = {
    "president": _president_there,
    "secretaries": _secretaries_there,
    "present": _present_once,
    "represented": _represented_away,
    "quorum": _quorum_adds_up,
    "voters": _secret_stays_secret,
}
