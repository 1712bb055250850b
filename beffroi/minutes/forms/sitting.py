"""What a clerk enters of a sitting gives events of ``domain/sitting``: nothing is computed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from beffroi.minutes.domain.sitting import events as e

Choices = Sequence[tuple[str, str]]


def at_of(starts_at: datetime | None, value: time | None) -> datetime | None:
    """The hour given, on the day of the sitting, or on the next one for a sitting that goes past midnight."""
    if value is None or starts_at is None:
        return None
    local = timezone.localtime(starts_at)
    at = timezone.make_aware(datetime.combine(local.date(), value))
    return at + timedelta(days=1) if at < local - timedelta(hours=6) else at


class SittingForm(forms.Form):
    """``members``: (key, name) of the roster; ``starts_at``: of the sitting."""

    def __init__(self, *args: Any, members: Choices = (), starts_at: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members, self.starts_at = list(members), starts_at
        self.build()

    def build(self) -> None:
        """Fields that depend on the roster."""

    def at(self) -> datetime | None:
        return at_of(self.starts_at, self.cleaned_data.get("time"))

    def events(self) -> Iterator[e.Event]:
        raise NotImplementedError


def member_field(label: str, members: Choices, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "Choisir"), *members], **kwargs)


def members_field(label: str, members: Choices, **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(members), required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )
