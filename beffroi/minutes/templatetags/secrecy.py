"""What the pages of a meeting say of its sound: why it is kept, and whether this person may hear the original."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from beffroi.minutes.actions.keep import Keeping, keeping
from beffroi.minutes.actions.sound_access import may_hear
from beffroi.minutes.models import Recording

register = template.Library()


@register.simple_tag
def keeping_of(recording: Recording) -> Keeping:
    return keeping(recording)


@register.simple_tag(takes_context=True)
def hears(context: Context, recording: Recording | None) -> bool:
    """Whether there is a sound that the person who looks at the page may open."""
    user: Any = context["user"]
    return recording is not None and recording.can_be_heard and may_hear(user, recording.meeting)
