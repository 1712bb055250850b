"""Whose data is being read: a commune, set once for a request or a task, that every query then carries.

A query on a commune's data made without a scope is refused, so that forgetting to filter is an error in a
test and never a leak.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models

if TYPE_CHECKING:
    from .models import Commune

_current: ContextVar[Commune | None] = ContextVar("commune", default=None)


class UnscopedQuery(RuntimeError):
    """A query on a commune's data was made without saying which commune."""


class WrongCommune(RuntimeError):
    """Something of one commune was about to be written among another's."""


def current_commune() -> Commune | None:
    return _current.get()


def commune_in_scope(asked: str = "La page est demandée") -> Commune:
    """``asked`` begins the French sentence of a refusal: « Le journal est demandé ». Raises UnscopedQuery."""
    commune = current_commune()
    if commune is None:
        raise UnscopedQuery(f"{asked} sans dire pour quelle commune.")
    return commune


@contextmanager
def scope(commune: Commune | None) -> Iterator[None]:
    """Everything read and written inside belongs to ``commune`` (None: no commune, so refused)."""
    token = _current.set(commune)
    try:
        yield
    finally:
        _current.reset(token)


class ScopedManager(models.Manager[Any]):
    """Rows of the commune in scope. Raises UnscopedQuery when there is none."""

    def get_queryset(self) -> models.QuerySet[Any]:
        commune = current_commune()
        if commune is None:
            raise UnscopedQuery(f"{self.model.__name__} est demandé sans dire pour quelle commune.")
        return super().get_queryset().filter(commune_id=commune.pk)


class CommuneOwned(models.Model):
    """Base of everything that belongs to a commune. ``objects`` is scoped; ``unscoped`` is for housekeeping
    that spans communes (lease recovery, retention) and is named so that a reviewer sees it."""

    commune = models.ForeignKey("town.Commune", on_delete=models.PROTECT, related_name="+", editable=False)

    objects: ClassVar[models.Manager[Any]] = ScopedManager()
    unscoped: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"

    def save(self, *args: Any, **kwargs: Any) -> None:
        commune = current_commune()
        if self.commune_id is None:
            if commune is None:
                raise UnscopedQuery(f"{type(self).__name__} est écrit sans dire pour quelle commune.")
            self.commune = commune
        elif commune is not None and self.commune_id != commune.pk:
            raise WrongCommune(f"{type(self).__name__} appartient à une autre commune.")
        super().save(*args, **kwargs)

    @classmethod
    def in_scope(cls) -> models.QuerySet[Self]:
        return cls.objects.all()
