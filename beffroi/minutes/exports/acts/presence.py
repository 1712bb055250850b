"""Who was there, as blocks: figures in a table, names in columns."""

from __future__ import annotations

from collections.abc import Sequence

from beffroi.documents.model import Block
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.deliberation_wording import proxy_line, substitute_line
from beffroi.minutes.domain.acts.phrases import hour, named
from beffroi.minutes.domain.acts.roll import Move, Roll
from beffroi.minutes.exports.acts import parts


def presence_figures(roll: Roll, quorum: int | None, voters: int | None, caption: str) -> Block:
    """``quorum`` and ``voters``: left out where None."""
    pairs: list[tuple[str, int | str]] = [
        ("En exercice", roll.in_office),
        ("Présents", len(roll.present)),
        ("Représentés", len(roll.proxies)),
    ]
    if voters is not None:
        pairs.append(("Votants", voters))
    if quorum is not None:
        pairs.insert(1, ("Quorum", quorum))
    return parts.figures(caption, pairs)


def presence_names(roll: Roll) -> list[Block]:
    """Present, represented and by whom, deputies, excused and absent; long lists in columns."""
    return [*parts.names("Présents", [person.with_role for person in roll.present]), *_away(roll)]


def presence_in_line(roll: Roll) -> list[Block]:
    """The same in running text, for an extract that must stay short."""
    return [parts.labelled(f"Présents ({len(roll.present)})", _line(roll.present)), *_away(roll)]


def _away(roll: Roll) -> list[Block]:
    return [
        *_others("Représentés", [proxy_line(proxy) for proxy in roll.proxies], always=True),
        *_others("Suppléances", [substitute_line(each) for each in roll.substitutes]),
        *_others("Excusés", [person.named for person in roll.excused]),
        *_others("Absents", [person.named for person in roll.absent]),
    ]


def _line(people: Sequence[Person]) -> str:
    return f"{named(people)}." if people else "néant."


def _others(label: str, lines: list[str], *, always: bool = False) -> list[Block]:
    if not lines:
        return [parts.labelled(label, "néant.")] if always else []
    return [parts.labelled(f"{label} ({len(lines)})", f"{' ; '.join(lines)}.")]


def move_sentence(move: Move) -> str:
    """ "M. Hugo Petit rejoint la séance à 20 h 05, au point 3."; says so when nobody noted the hour."""
    verb = "rejoint la séance" if move.arrives else "quitte la séance"
    at = f" à {hour(move.at)}" if move.at else " (heure non notée)"
    item = f", au {move.item}" if move.item else ""
    return f"{move.person.named} {verb}{at}{item}."
