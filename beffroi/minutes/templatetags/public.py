"""Filters of the public pages."""

from __future__ import annotations

from datetime import date

from django import template

from beffroi.facts.dates import format_date
from beffroi.minutes.domain.public import PublicationLine, PublicDocument

register = template.Library()


@register.filter
def seconds(value: float) -> str:
    """A place in a recording, for an address: "187.5"."""
    return f"{value:.1f}".removesuffix(".0")


@register.filter
def date_alone(value: date) -> str:
    """ "jeudi 12 février 2026"."""
    return format_date(value)


@register.filter
def documents(line: PublicationLine) -> list[PublicDocument]:
    return [line.document] if line.document else []
