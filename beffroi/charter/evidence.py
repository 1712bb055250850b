"""What rooms know that proves a clause: each room's ``evidence.py`` registers providers, as ``ai_uses.py`` declares
uses. The table of proof, the control file, the register and the surveys read only this.

A provider is asked within the scope of a commune. One that fails is shown as a gap: proof is never invented, and the
table is never lost because one room is out of order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from .domain.rubber_stamp import Validation

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("La période finit avant de commencer.")


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """``label`` is French (« Attestations de formation »). ``details``: short French lines, never about an agent's
    speed or worth, never personal data. ``missing`` True: this is a gap, and ``label`` says which."""

    clause: int
    label: str
    count: int
    period: Period
    details: tuple[str, ...] = ()
    missing: bool = False
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    """(name, content) to be put in the control file."""


Provider = Callable[[Period], Sequence[EvidenceItem]]
Trained = Callable[[Any, str], bool | None]
"""(user, use code) -> trained for it; None: this room cannot tell."""

Validations = Callable[[Period], Iterable[Validation]]

_providers: dict[str, Provider] = {}
_validations: dict[str, Validations] = {}
_trained: dict[str, Trained] = {}


def provides(name: str) -> Callable[[Provider], Provider]:
    """Register a provider under the room's name: ``@provides("training")``."""

    def keep(provider: Provider) -> Provider:
        _providers[name] = provider
        return provider

    return keep


def tells_training(name: str) -> Callable[[Trained], Trained]:
    """Register what tells whether a person was trained for a use (clause 20)."""

    def keep(trained: Trained) -> Trained:
        _trained[name] = trained
        return trained

    return keep


def tells_validations(name: str) -> Callable[[Validations], Validations]:
    """Register what tells the texts validated in a period, by service and without any name (rubber-stamp alarm)."""

    def keep(told: Validations) -> Validations:
        _validations[name] = told
        return told

    return keep


def validations(period: Period) -> list[Validation]:
    """Of every room; a room that fails is left out, and its evidence shows the gap."""
    found: list[Validation] = []
    for name, told in sorted(_validations.items()):
        try:
            with transaction.atomic():
                found += list(told(period))
        except Exception:
            logger.exception("The validations of %s could not be read", name)
    return found


def collect(period: Period) -> list[EvidenceItem]:
    """Everything that rooms bring for the commune in scope, by clause."""
    found: list[EvidenceItem] = []
    for name, provider in sorted(_providers.items()):
        found += _asked(name, provider, period)
    return sorted(found, key=lambda item: (item.clause, item.missing, item.label))


def missing(period: Period) -> list[EvidenceItem]:
    """The gaps alone."""
    return [item for item in collect(period) if item.missing]


def is_trained(user: Any, use: str) -> bool:
    """Somebody who keeps trainings says yes. Nobody to say so, or a failure: no."""
    return any(_safely(name, trained, user, use) for name, trained in _trained.items())


def _asked(name: str, provider: Provider, period: Period) -> Sequence[EvidenceItem]:
    try:
        with transaction.atomic():
            return provider(period)
    except Exception:
        logger.exception("The evidence of %s could not be read", name)
        return [EvidenceItem(0, f"Les preuves de « {name} » n’ont pas pu être lues", 0, period, missing=True)]


def _safely(name: str, trained: Trained, user: Any, use: str) -> bool:
    try:
        return trained(user, use) is True
    except Exception:
        logger.exception("Training kept by %s could not be read", name)
        return False
