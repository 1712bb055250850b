"""Settings of a charter, as plain JSON, read without trusting them: what makes no sense never opens anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ClauseSetting:
    on: bool
    values: Mapping[str, Any] = field(default_factory=dict)


def setting_of(settings: Any, code: str, default_on: bool) -> ClauseSetting:
    """How ``code`` is set in a version's JSON; what is missing keeps its default, what is no boolean counts as on."""
    found = settings.get(code) if isinstance(settings, Mapping) else None
    if not isinstance(found, Mapping):
        return ClauseSetting(default_on)
    values = found.get("values")
    on = found.get("on", default_on)
    return ClauseSetting(on is not False, values if isinstance(values, Mapping) else {})
