"""The open formats of registers, by code: each is a table of columns and what its file looks like."""

from . import algoritmeregister, atrs, etalab, ours
from .base import Standard

STANDARDS: dict[str, Standard] = {
    standard.code: standard
    for standard in (
        ours.STANDARD,
        algoritmeregister.STANDARD,
        algoritmeregister.PUBLICATION_STANDARD,
        etalab.STANDARD,
        atrs.STANDARD,
    )
}

__all__ = ["STANDARDS", "Standard"]
