"""Settings read from the environment. Each one is declared once, here, with what it is for, in French:
the documentation page and the system checks are made from this table."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    purpose: str
    """One French sentence: what it changes."""
    choices: tuple[str, ...] = ()


SETTINGS: dict[str, Setting] = {}
PROBLEMS: list[str] = []
"""French sentences about values that could not be used; shown by ``manage.py check`` and at start."""


def declare(name: str, default: str, purpose: str, choices: tuple[str, ...] = ()) -> str:
    """Declare a setting and return its value (its default when unset or not among ``choices``)."""
    SETTINGS[name] = Setting(name, default, purpose, choices)
    value = os.environ.get(name, default).strip()
    if choices and value not in choices:
        PROBLEMS.append(
            f"{name} vaut « {value} », qui n’est pas reconnu. Valeurs possibles : {', '.join(choices)}. "
            f"La valeur « {default} » est utilisée."
        )
        return default
    return value


def declare_as(name: str, default: str, purpose: str, convert: Callable[[str], Any], expected: str) -> Any:
    """As ``declare``, converted; a value that ``convert`` refuses with ValueError is reported in French."""
    value = declare(name, default, purpose)
    try:
        return convert(value)
    except ValueError:
        PROBLEMS.append(f"{name} vaut « {value} », mais il faut {expected}. La valeur « {default} » est utilisée.")
        return convert(default)


def boolean(value: str) -> bool:
    if value.lower() in {"1", "true", "oui", "yes"}:
        return True
    if value.lower() in {"0", "false", "non", "no", ""}:
        return False
    raise ValueError(value)


def folder(name: str, default: Path, purpose: str) -> Path:
    return Path(declare(name, str(default), purpose)).expanduser().resolve()
