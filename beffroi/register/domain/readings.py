"""How values of other registers are read and written: text, choices, lists, links, months. Each raises Unreadable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import dates
from .html_text import plain
from .lens import Column, Unreadable
from .values import links


def text(raw: Any) -> str:
    """Text, HTML made plain; nothing for null; a number as it is written."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return plain(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return str(raw)
    raise Unreadable("un texte était attendu.")


def same(value: str) -> str:
    return value


def text_column(key: str, field: str, *, required: bool = False) -> Column:
    return Column(key, field, text, same, required)


def date_column(key: str, field: str) -> Column:
    return Column(key, field, date, dates.month_of)


def date(raw: Any) -> str:
    """Raises Unreadable."""
    given = text(raw).strip()
    try:
        return dates.parse(given) if given else ""
    except dates.BadDate as error:
        raise Unreadable(str(error)) from None


def choice_column(
    key: str, field: str, ours: Mapping[str, str], theirs: Mapping[str, str], *, required: bool = False
) -> Column:
    """``ours``: their word (in lower case) -> our code; ``theirs``: our code -> their word."""

    def read(raw: Any) -> str:
        given = " ".join(text(raw).split())
        if given and given.lower() not in ours:
            raise Unreadable(f"« {given[:40]} » n’est pas un choix connu.")
        return ours.get(given.lower(), "")

    return Column(key, field, read, lambda code: theirs.get(code, ""), required)


def list_column(key: str, field: str, separator: str | None = None, *, required: bool = False) -> Column:
    """One item a line for us; for them an array, or a text cut by ``separator``."""

    def read(raw: Any) -> str:
        if separator and isinstance(raw, str):
            raw = raw.split(separator)
        items = [raw] if isinstance(raw, str) else [] if raw is None else raw
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise Unreadable("une liste de textes était attendue.")
        return "\n".join(line for item in items if (line := " ".join(plain(item).split())))

    def write(value: str) -> Any:
        items = value.split("\n") if value else []
        return f"{separator} ".join(items) if separator else items

    return Column(key, field, read, write, required)


def links_column(key: str, field: str, *, required: bool = False) -> Column:
    """Their array of {"title", "link"}: one "title | address" a line for us."""

    def read(raw: Any) -> str:
        if raw in (None, ""):
            return ""
        if not isinstance(raw, list) or not all(isinstance(each, dict) for each in raw):
            raise Unreadable("une liste de titres et de liens était attendue.")
        return "\n".join(line for each in raw if (line := _link(each)))

    def write(value: str) -> list[dict[str, str]]:
        return [{"title": title, "link": address} if address else {"title": title} for title, address in links(value)]

    return Column(key, field, read, write, required)


def _link(each: Mapping[str, Any]) -> str:
    title, address = (" ".join(text(each.get(name)).split()) for name in ("title", "link"))
    return f"{title} | {address}" if title and address else title or address
