"""How each kind of try is played. A play prepares the stage, says ``stage.ready()``, tries, and tells how it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..stage import Stage
from ..tries import End

Play = Callable[[Stage, Mapping[str, Any]], End]
PLAYS: dict[str, Play] = {}


def plays(name: str) -> Callable[[Play], Play]:
    def keep(play: Play) -> Play:
        assert PLAYS.setdefault(name, play) is play, f"two plays are named {name}"
        return play

    return keep
