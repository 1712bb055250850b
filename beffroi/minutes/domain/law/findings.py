"""What a check of the law says: one sentence in French, its rule, its article, and whether it may block."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from beffroi.minutes.domain.law.regimes import Regime, Rule, is_verified
from beffroi.minutes.domain.typography import typographic


class Severity(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """``article`` is a code of ``references.ARTICLES``; ``verified`` false: the page says so and nothing is blocked."""

    key: str
    rule: Rule
    severity: Severity
    text: str
    article: str
    verified: bool


def finding(key: str, rule: Rule, regime: Regime, severity: Severity, text: str, article: str) -> Finding:
    """The finding with French typography; one that rests on an unverified rule is lowered to a warning."""
    verified = is_verified(rule, regime)
    if not verified and severity is Severity.BLOCKING:
        severity = Severity.WARNING
    return Finding(key, rule, severity, typographic(text), article, verified)
