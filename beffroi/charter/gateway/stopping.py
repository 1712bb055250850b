"""Whether a call must end before its end: nobody waits for it any more, or AI was switched off in the commune."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from beffroi.charter import state
from beffroi.engines.protocols import Cancellable, Cancelled
from beffroi.town.scope import current_commune, scope

logger = logging.getLogger(__name__)
SWITCH_SECONDS = 2.0
"""How often the switch is looked at while a call lasts."""
NOT_WANTED = "La demande a été annulée."
SWITCHED_OFF = "L’IA vient d’être arrêtée dans la commune : la demande en cours est abandonnée. Rien n’est perdu."
UNSURE = "L’interrupteur de l’IA ne se lit plus : dans le doute, la demande en cours est abandonnée. Réessayez."


class Stopping:
    """Asked by whoever calls the engine, and by the thread that watches over the exchange."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self.why = ""
        self._cancelled = cancelled
        self._commune = current_commune()
        self._home = threading.get_ident()
        self._next = time.monotonic() + SWITCH_SECONDS

    def __call__(self) -> bool:
        if not self.why:
            self.why = NOT_WANTED if self._cancelled() else self._switched_off()
        return bool(self.why)

    def check(self) -> None:
        """Raises Cancelled."""
        if self():
            raise Cancelled(self.why)

    @contextmanager
    def said(self) -> Iterator[None]:
        """An engine that was stopped does not know why: the person is told."""
        try:
            yield
        except Cancelled as error:
            raise Cancelled(self.why or NOT_WANTED) from error

    def _switched_off(self) -> str:
        if self._commune is None or time.monotonic() < self._next:
            return ""
        self._next = time.monotonic() + SWITCH_SECONDS
        try:
            with scope(self._commune):
                return SWITCHED_OFF if state.switched_off() else ""
        except Exception:
            logger.exception("The switch could not be read during a call")
            return UNSURE
        finally:
            if threading.get_ident() != self._home:
                connection.close()


def stoppable(engine: Any, stopping: Stopping) -> Any:
    """``engine``, stopped in the middle of a call where it can be."""
    return engine.until(stopping) if isinstance(engine, Cancellable) else engine
