"""How public pages, feed and files name a sitting."""

from __future__ import annotations

from beffroi.minutes.domain.public import PublicSitting
from beffroi.ui.templatetags.ui import day


def sitting_name(sitting: PublicSitting) -> str:
    """ "Conseil municipal du jeudi 11 décembre 2025"."""
    council = sitting.council[:1].upper() + sitting.council[1:]
    return f"{council} du {day(sitting.starts_at)}" if sitting.starts_at else council
