"""Tags and filters of every page: icons, theme, and dates, durations, amounts and sizes as French writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from beffroi.ui.icons import PATHS
from beffroi.ui.views import COOKIE, THEMES

register = template.Library()
THIN, SOLID = "\u202f", "\u00a0"
"""The French narrow space (before ; : ! ? and between thousands) and the ordinary no-break space."""


@register.simple_tag
def icon(name: str) -> SafeString:
    """The named icon, hidden from screen readers: a word beside it says the same. Raises KeyError."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        PATHS[name],
    )


def _theme(context: Context) -> str:
    request = context.get("request")
    chosen = request.COOKIES.get(COOKIE, "") if request else ""
    return chosen if chosen in THEMES else ""


@register.simple_tag(takes_context=True)
def theme_attribute(context: Context) -> str:
    """The theme that the person chose, as an attribute of the page (nothing: as the device says)."""
    theme = _theme(context)
    return mark_safe(f' data-theme="{theme}"') if theme else ""  # noqa: S308 - one of THEMES


@register.simple_tag(takes_context=True)
def theme_choices(context: Context) -> list[tuple[str, str, bool]]:
    chosen = _theme(context)
    return [(value, label, value == chosen) for value, label in THEMES.items()]


@register.filter
def when(moment: datetime | None) -> str:
    """ "jeudi 11 décembre 2025 à 19 h 30"; the day alone at midnight, which stands for an hour nobody gave."""
    if not moment:
        return "date à préciser"
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    if (local.hour, local.minute) == (0, 0):
        return day(moment)
    return f"{day(moment)} à {clock_time(moment)}"


@register.filter
def day(moment: datetime | date | None) -> str:
    """ "jeudi 11 décembre 2025" ("1er" for the first of a month)."""
    if not moment:
        return ""
    local = timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment
    number = "1er" if local.day == 1 else str(local.day)
    return f"{date_format(local, 'l')} {number}{SOLID}{date_format(local, 'F Y')}"


@register.filter
def clock_time(moment: datetime | None) -> str:
    """ "19 h 30", "8 h"."""
    if not moment:
        return ""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    minutes = f"{SOLID}{local:%M}" if local.minute else ""
    return f"{local.hour}{SOLID}h{minutes}"


@register.filter
def duration(seconds: float | None) -> str:
    """ "1 h 23 min", "12 min", "45 s"."""
    if seconds is None:
        return ""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}{SOLID}s"
    hours, minutes = divmod(round(whole / 60), 60)
    if not hours:
        return f"{minutes}{SOLID}min"
    return f"{hours}{SOLID}h{f'{SOLID}{minutes:02d}{SOLID}min' if minutes else ''}"


@register.filter
def timecode(seconds: float | None) -> str:
    """Where in a recording: "3:07", "1:02:45"; nothing when unknown."""
    if seconds is None:
        return ""
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", THIN)


@register.filter
def euros(amount: Any) -> str:
    """ "278 400 €", "12,50 €"."""
    cents = round(float(amount) * 100)
    decimals = f",{cents % 100:02d}" if cents % 100 else ""
    return f"{_grouped(cents // 100)}{decimals}{SOLID}€"


@register.filter
def file_size(size: int) -> str:
    """ "45 Mo", "1,2 Go", in decimal units as screens of phones and computers say them."""
    for unit, power in (("Go", 9), ("Mo", 6), ("ko", 3)):
        if size >= 10**power:
            value = size / 10**power
            shown = f"{value:.1f}".replace(".", ",").removesuffix(",0") if value < 10 else str(round(value))
            return f"{shown}{SOLID}{unit}"
    return f"{size}{SOLID}octets"


@register.filter
def several(count: int, ending: str = "s") -> str:
    """The plural ending after two or more (French: 0 and 1 are singular)."""
    return ending if count >= 2 else ""


@register.filter
def cut_words(text: str) -> list[str]:
    """The words of a constant of a template: {% for fmt in "pdf docx"|cut_words %}."""
    return text.split()
