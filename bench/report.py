"""A table for people, then one JSON object for machines."""

from __future__ import annotations

import json
from typing import Any


def show(title: str, figures: dict[str, Any]) -> None:
    print(f"\n{title}")
    for name, value in figures.items():
        print(f"  {name:<24} {value}")
    print(json.dumps(figures, ensure_ascii=False))
