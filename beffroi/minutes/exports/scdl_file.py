"""The open data of a commune's adopted deliberations: one file in the SCDL schema, made of its published items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from django.urls import reverse

from beffroi.minutes.domain.law.scdl import OpenDeliberation, cells, check_row, to_csv
from beffroi.minutes.domain.public import PublicCommune, PublicItem, PublicSitting

MEDIA_TYPE = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class OpenDataFile:
    """``left_out``: numbers of the deliberations whose row would break the schema (no matter code, no SIRET...), with
    what is missing: the file is valid without them rather than refused with them."""

    content: str
    rows: int
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()


def scdl_file(commune: PublicCommune, sittings: Iterable[PublicSitting], base_url: str) -> OpenDataFile:
    """``base_url``: what each address begins with."""
    rows = [
        replace(item.open_data, url=urljoin(base_url, address(commune, sitting, item)))
        for sitting in sittings
        for item in sitting.items
        if item.open_data is not None
    ]
    kept: dict[str, OpenDeliberation] = {}
    left_out = []
    for row in rows:
        faults = check_row(cells(row)) or (["Ce numéro est donné deux fois."] if row.number in kept else [])
        if faults:
            left_out.append((row.number, tuple(faults)))
        else:
            kept[row.number] = row
    return OpenDataFile(to_csv(kept.values()), len(kept), tuple(left_out))


def address(commune: PublicCommune, sitting: PublicSitting, item: PublicItem) -> str:
    """Where the act can be read: its own file, else its page."""
    if item.documents:
        return reverse("minutes:public_file", args=[commune.slug, item.documents[-1].address])
    return reverse("minutes:public_item", args=[commune.slug, sitting.slug, item.number])
