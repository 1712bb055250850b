"""What a field may hold: how a value is kept, what contradicts itself, which lines are links, what is still missing."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from . import dates
from .fields import FIELDS, Field, Kind, Status, Values

LONGEST = 20_000
"""Characters of one value, whatever its field: beyond, it is not read."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ADDRESSES = frozenset({"source_code", "website", "record_url", "processing_register"})


class FieldRefused(ValueError):
    """A value that its field cannot hold; the message is French."""


def clean(field: Field, text: str) -> str:
    """The value as it is kept. Raises FieldRefused: what cannot be kept, and what is not of the field."""
    text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
    if _CONTROL.search(text) or any(0xD800 <= ord(char) < 0xE000 for char in text):
        raise FieldRefused(f"{field.label} : ce texte contient des caractères illisibles.")
    if len(text) > LONGEST:
        raise FieldRefused(f"{field.label} : plus de 20 000 caractères, c’est trop long.")
    if not text:
        return ""
    if field.kind == Kind.DATE:
        return _date(field, text)
    if field.choices is not None and text not in field.choices:
        raise FieldRefused(f"{field.label} : « {text[:40]} » n’est pas un choix possible.")
    if field.kind == Kind.LINE:
        return " ".join(text.split())
    return unicodedata.normalize("NFC", text)


def _date(field: Field, text: str) -> str:
    try:
        return dates.parse(text)
    except dates.BadDate as error:
        raise FieldRefused(f"{field.label} : {error}") from None


def in_words(field: Field, value: str) -> str:
    """The value for a person: dates and choices in French."""
    if field.kind == Kind.DATE:
        return dates.said(value)
    return (field.choices or {}).get(value, value)


def too_long(field: Field, text: str) -> str:
    """Why a person is asked to shorten, or nothing."""
    if len(text) <= field.longest:
        return ""
    return f"{len(text)} caractères : {field.longest} au plus, pour que la fiche entre dans les formats ouverts."


def check(values: Values) -> list[tuple[str, str]]:
    """What contradicts itself in a record: (field, what is wrong), in French."""
    started, stopped = values.get("started_on", ""), values.get("stopped_on", "")
    faults = []
    if started and stopped and dates.before(stopped, started):
        faults.append(("stopped_on", "L’usage s’arrêterait avant d’avoir commencé."))
    if stopped and values.get("status") not in ("", None, Status.STOPPED):
        faults.append(("stopped_on", "Une date d’arrêt est donnée, mais l’état n’est pas « arrêté »."))
    for name in sorted(_ADDRESSES):
        if values.get(name) and not is_address(values[name]):
            faults.append((name, "Une adresse de page commence par https:// ou http://."))
    return faults


def is_address(text: str) -> bool:
    """Whether this may be made a link: a web address and nothing else."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(char.isspace() for char in text)


def links(text: str) -> list[tuple[str, str]]:
    """(title, address) of each line; the address is empty when the line has none that may be followed."""
    found = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        title, _, address = line.rpartition("|")
        title, address = title.strip(), address.strip()
        if is_address(address):
            found.append((title or address, address))
        else:
            found.append((line, ""))
    return found


def applies(field: Field, values: Values) -> bool:
    """Whether a record has anything to say there: the end of a use that goes on is no gap, nor the beginning of a
    project."""
    if field.name == "started_on" and values.get("status") == Status.PROJECT:
        return bool(values.get("started_on"))
    return field.name != "stopped_on" or values.get("status") == Status.STOPPED or bool(values.get("stopped_on"))


def gaps(values: Values) -> list[Field]:
    """What is still to be filled in, in the order of the record."""
    return [
        field
        for field in FIELDS
        if not field.optional and applies(field, values) and not values.get(field.name, "").strip()
    ]
