"""The entity engine of this machine, as masking listens to it."""

from __future__ import annotations

from collections.abc import Sequence

from beffroi.engines import registry
from beffroi.engines.protocols import EngineError, Entity


def heard(text: str) -> Sequence[Entity]:
    """Entities of ``text``; none where no engine is installed. One that runs elsewhere than on this
    machine is never asked: it would be given what masking is there to hide. Raises EngineError."""
    engine = registry.entities()
    if engine is None:
        return ()
    if engine.info.place != "machine":
        raise EngineError("Le moteur d’entités doit tourner sur cette machine : il lit ce qui doit être masqué.")
    return list(engine.entities(text))
