"""How values of a record are drawn: always as escaped text, links only where an address may be followed."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from beffroi.register.domain.dates import said
from beffroi.register.domain.fields import STATUS_NAMES, Kind, Status
from beffroi.register.domain.sheet import Shown
from beffroi.register.domain.values import in_words, is_address, links

register = template.Library()
TAGS = {Status.DEPLOYED: "done", Status.STOPPED: "", Status.TEST: "", Status.PROJECT: ""}


@register.filter
def iso_said(iso: str) -> str:
    """ "12 mars 2025", "mars 2025", "2025"."""
    return said(iso)


@register.filter
def drawn(shown: Shown) -> SafeString | str:
    """The value of a field, for a page."""
    field, value = shown.field, shown.value
    if field.kind == Kind.DATE or field.choices is not None:
        return in_words(field, value)
    if field.kind == Kind.LINKS:
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_link(*each),) for each in links(value)))
        )
    if field.kind == Kind.LIST:
        return ", ".join(value.splitlines())
    if is_address(value):
        return _link(value, value)
    return mark_safe(linebreaks(value, autoescape=True))  # noqa: S308 - escaped


def _link(title: str, address: str) -> SafeString | str:
    return format_html('<a href="{}" rel="noopener nofollow">{}</a>', address, title) if address else title


@register.filter
def status_tag(status: str) -> SafeString:
    """The state as a word in its tag; one that is not told is a gap."""
    if not status:
        return mark_safe('<span class="tag check">État à compléter</span>')
    code = Status(status)
    return format_html('<span class="tag {}">{}</span>', TAGS[code], STATUS_NAMES[code].capitalize())


@register.filter
def unsaid(fields: list[Shown]) -> str:
    """Labels of the optional fields that nobody filled in: told together, never hidden."""
    return ", ".join(shown.field.label for shown in fields if not shown.value and not shown.is_gap)


@register.filter
def dialled(phone: str) -> str:
    """The number as a telephone takes it."""
    return "".join(char for char in phone if char in "+0123456789")
