"""Words that every document of a council shares: dates, hours, names, titles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from beffroi import facts
from beffroi.minutes.domain.acts.body import Body, Person
from beffroi.minutes.domain.writing import count, listed

__all__ = ["agreed", "capital", "count", "day", "hour", "listed", "moment", "named", "stopped", "title_of"]

_FEMININE = {"président": "présidente"}


def day(on: date, *, weekday: bool = True) -> str:
    """ "jeudi 11 décembre 2025"; "11 décembre 2025" without the weekday."""
    return facts.format_date(on, weekday=weekday)


def hour(at: datetime) -> str:
    """ "19 h 30"."""
    return facts.format_time(at.hour, at.minute)


def moment(at: datetime) -> str:
    """ "jeudi 11 décembre 2025 à 19 h 30"."""
    return f"{day(at)} à {hour(at)}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """``text`` with a stop at its end, unless something ends it already."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…»" else f"{text}."


def named(people: Iterable[Person]) -> str:
    """ "Mme Claire Dubois, M. Hugo Petit et M. Jean Roux"."""
    return listed([person.named for person in people])


def agreed(word: str, *, feminine: bool, plural: bool = False) -> str:
    """ "désigné" agreed: "désignée", "désignés"."""
    return f"{word}{'e' if feminine else ''}{'s' if plural else ''}"


def title_of(person: Person, body: Body) -> str:
    """The title under which this person signs for the body, with its article: "Le maire", "La présidente", or the
    role that the roster gives to someone else ("Le premier adjoint")."""
    role = person.role or body.chair
    if role == body.chair and person.feminine:
        role = _FEMININE.get(role, role)
    if role[:1].isupper() or role.lower().startswith(("le ", "la ", "l’")):
        return capital(role)
    article = "L’" if role[:1].lower() in "aeéèiouyh" else "La " if person.feminine else "Le "
    return f"{article}{role}"


def secretaries_title(secretaries: tuple[Person, ...]) -> str:
    """ "La secrétaire de séance", "Le secrétaire de séance", "Les secrétaires de séance"."""
    if len(secretaries) > 1:
        return "Les secrétaires de séance"
    feminine = bool(secretaries) and secretaries[0].feminine
    return f"{'La' if feminine else 'Le'} secrétaire de séance"
