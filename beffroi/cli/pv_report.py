"""A reading of a procès-verbal as a person reads it on a terminal, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from beffroi.facts import format_date
from beffroi.minutes.domain.pv.presence_checks import clock
from beffroi.minutes.domain.pv.types import Figure, MentionState, Person, PvBallot, PvReading, Quotes, Severity, Word

MARKS = {Severity.CONTRADICTION: "contradiction", Severity.CHECK: "à vérifier", Severity.MISSING: "manque"}
RESULTS = {"adopted": "adopté", "rejected": "rejeté", "tied": "partage égal des voix"}
SIDES = (("votes_for", "pour"), ("against", "contre"), ("abstain", "abstention"), ("blank", "blanc ou nul"))
FIGURES = {
    "in_office": "en exercice",
    "present": "présents",
    "represented": "représentés",
    "excused": "excusés",
    "absent": "absents",
    "voters": "votants",
}


def report(reading: PvReading) -> str:
    """The whole reading, in French."""
    parts = [
        *_sitting(reading),
        *_presence(reading),
        *_items(reading),
        *_ballots(reading),
        *_mentions(reading),
        *_findings(reading),
    ]
    return "\n".join(parts)


def _where(quotes: Quotes) -> str:
    return f"  [{quotes[0].where}]" if quotes else ""


def _said(name: str, word: Word | None, text: str = "") -> str:
    return f"  {name:<18} {text or word.text}{_where(word.quotes)}" if word else f"  {name:<18} non trouvé"


def _sitting(reading: PvReading) -> Iterator[str]:
    sitting = reading.sitting
    yield f"\n{reading.name}"
    body = " ".join(part for part in (sitting.body, sitting.place_name and f"({sitting.place_name})") if part)
    yield f"\nLa séance\n  {'Assemblée':<18} {body or 'non trouvée'}"
    yield _said("Date", sitting.date_said, format_date(sitting.date) if sitting.date else "")
    yield _said("Ouverture", sitting.opening, clock(sitting.opening.text) if sitting.opening else "")
    yield _said("Clôture", sitting.closing, clock(sitting.closing.text) if sitting.closing else "")
    yield _said("Lieu", sitting.place)
    yield _said("Convocation", sitting.convocation, _day(sitting.convocation))
    yield _said("Président", sitting.president)
    for secretary in sitting.secretaries or (None,):
        yield _said("Secrétaire", secretary)
    yield _said("Quorum", sitting.quorum)


def _day(word: Word | None) -> str:
    import datetime

    return format_date(datetime.date.fromisoformat(word.text)) if word else ""


def _presence(reading: PvReading) -> Iterator[str]:
    here = reading.presence
    yield "\nLes présents"
    for field, name in FIGURES.items():
        figure: Figure | None = getattr(here, field)
        if figure is not None:
            how = f"  ({figure.how})" if figure.derived and figure.how else ""
            yield f"  {name:<18} {figure.value}{how}{_where(figure.quotes)}"
    lists = (("présents", here.present_people), ("excusés", here.excused_people), ("absents", here.absent_people))
    for name, people in lists:
        if people:
            yield f"  noms des {name} : {_names(people)}"
    for proxy in here.proxies:
        holder = proxy.holder.name.full if proxy.holder else "non nommé"
        late = ", en cours de séance" if proxy.late else ""
        yield f"  pouvoir            {proxy.giver.name.full} → {holder}{late}{_where(proxy.quotes)}"
    for move in here.movements:
        word = "arrivée" if move.move == "arrival" else "départ"
        hour = f" à {clock(move.time.strftime('%H:%M'))}" if move.time else ""
        yield f"  {word:<18} {move.person.name.full}{hour}{_where(move.quotes)}"


def _names(people: Iterable[Person]) -> str:
    return ", ".join(each.name.full for each in people)


def _items(reading: PvReading) -> Iterator[str]:
    yield f"\nLes points ({len(reading.items)}, dont {reading.deliberations} délibérations)"
    for item in reading.items:
        yield f"  {item.number:<12} {item.title[:90]}{_where(item.quotes)}"


def _ballots(reading: PvReading) -> Iterator[str]:
    yield f"\nLes votes ({len(reading.ballots)})"
    for ballot in reading.ballots:
        item = ballot.item
        yield f"  {(item.number or item.title[:40]) if item else '-':<12} {told(ballot)}{_where(ballot.quotes)}"


def told(ballot: PvBallot) -> str:
    """ "adopté : 11 pour, 2 contre, 1 abstention"."""
    counts = [
        f"{value} {word}{'s' if value > 1 and word == 'abstention' else ''}"
        for field, word in SIDES
        if (value := getattr(ballot, field)) is not None and field not in ballot.derived
    ]
    if ballot.not_voting:
        counts.append(f"{ballot.not_voting} sans prendre part au vote")
    words = [RESULTS.get(ballot.result or "", "résultat non dit")]
    if ballot.election:
        words = [f"élection, {', '.join(ballot.elected) or 'personne n’est élu'}"]
        counts = [f"{name} {votes}" for name, votes in ballot.candidates]
    words += (
        ["à l’unanimité"] * ballot.unanimous + ["à la majorité"] * ballot.majority + ["scrutin secret"] * ballot.secret
    )
    return ", ".join(words) + (f" : {', '.join(counts)}" if counts else "")


def _mentions(reading: PvReading) -> Iterator[str]:
    yield "\nLes mentions obligatoires (CGCT L2121-15)"
    for mention in reading.mentions:
        note = f" : {mention.note}" if mention.note and mention.state is not MentionState.CONTRADICTORY else ""
        yield f"  {mention.word:<14} {mention.label}{note}{_where(mention.quotes)}"


def _findings(reading: PvReading) -> Iterator[str]:
    found = [(title, findings) for title, findings in reading.grouped() if title != "Les mentions obligatoires"]
    if not found:
        yield "\nRien de contradictoire n’a été trouvé. Seule une relecture par une personne vaut vérification."
        return
    yield "\nÀ regarder"
    for title, findings in found:
        yield f"\n  {title}"
        for finding in findings:
            article = f" ({finding.article})" if finding.article else ""
            yield f"  - {MARKS[finding.severity]} : {finding.message}{article}"
            yield from (f"      {quote.where} : « {quote.text[:160]} »" for quote in finding.quotes)


# -- data


def as_data(reading: PvReading) -> dict[str, Any]:
    """The reading as JSON: the fields of ``bench.pv``, the mentions and findings with their lines."""
    sitting, here = reading.sitting, reading.presence
    return {
        "file": reading.name,
        "body": sitting.body,
        "place_name": sitting.place_name,
        "date": sitting.date.isoformat() if sitting.date else None,
        "opening": sitting.opening.text if sitting.opening else None,
        "closing": sitting.closing.text if sitting.closing else None,
        "place": sitting.place.text if sitting.place else None,
        "convocation": sitting.convocation.text if sitting.convocation else None,
        "president": sitting.president.text if sitting.president else None,
        "secretary": [word.text for word in sitting.secretaries],
        "quorum": sitting.quorum.text if sitting.quorum else None,
        **{name: figure.value if (figure := getattr(here, name)) else None for name in FIGURES},
        "names": {name: [each.name.full for each in getattr(here, f"{name}_people")] for name in _LISTS},
        "proxies": [[each.giver.name.full, each.holder.name.full if each.holder else None] for each in here.proxies],
        "movements": [
            {"move": move.move, "name": move.person.name.full, "time": move.time and move.time.strftime("%H:%M")}
            for move in here.movements
        ],
        "items": [{"number": item.number, "title": item.title, "lines": _lines(item.quotes)} for item in reading.items],
        "ballots": [_ballot(ballot) for ballot in reading.ballots],
        "mentions": [
            {"key": each.key, "state": each.state, "note": each.note, "lines": _lines(each.quotes)}
            for each in reading.mentions
        ],
        "findings": [
            {
                "code": each.code,
                "severity": each.severity,
                "message": each.message,
                "article": each.article,
                "lines": _lines(each.quotes),
            }
            for each in reading.findings
        ],
        "unread_pages": dict(reading.unread),
        "legible": round(reading.legible, 3),
    }


_LISTS = ("present", "represented", "excused", "absent")


def _lines(quotes: Quotes) -> list[dict[str, Any]]:
    return [{"page": quote.page or None, "line": quote.line, "text": quote.text} for quote in quotes]


def _ballot(ballot: PvBallot) -> dict[str, Any]:
    return {
        "item": (ballot.item.number or ballot.item.title) if ballot.item else None,
        "result": ballot.result,
        "for": ballot.votes_for,
        "against": ballot.against,
        "abstain": ballot.abstain,
        "blank": ballot.blank,
        "not_voting": ballot.not_voting,
        "secret": ballot.secret,
        "unanimous": ballot.unanimous,
        "derived": list(ballot.derived),
        "names": {side: list(names) for side, names in ballot.names},
        "candidates": [list(each) for each in ballot.candidates],
        "lines": _lines(ballot.quotes),
    }
