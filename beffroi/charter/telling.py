"""A refusal of the charter told on a page: why, a lawful way, and the referent to ask."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html

from .refusals import Refused


def tell_refusal(request: HttpRequest, refused: Refused) -> None:
    """On the next page that the person sees, with the button of article 8."""
    stopped = refused.decision.applied[:1] if refused.decision else ()
    asked = {"use_code": refused.use, "clause": stopped[0].number if stopped else 0}
    button = render_to_string("charter/parts/ask_button.html", asked)
    messages.error(request, format_html("{} {}", str(refused), button))
