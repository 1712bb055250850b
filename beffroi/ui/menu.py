"""The menu: each room registers its entries, so that the base page imports no room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Entry:
    order: int
    label: str
    url_name: str


_entries: list[Entry] = []


def register(label: str, url_name: str, *, order: int) -> None:
    entry = Entry(order, label, url_name)
    if entry not in _entries:
        _entries.append(entry)


def menu(request: HttpRequest) -> dict[str, Any]:
    """``menu`` for every template: label, address, and whether it is the page being read."""
    if not request.user.is_authenticated:
        return {"menu": []}
    return {
        "menu": [
            {
                "label": entry.label,
                "url": (url := reverse(entry.url_name)),
                "current": request.path == url,
            }
            for entry in sorted(_entries, key=lambda entry: entry.order)
        ]
    }
