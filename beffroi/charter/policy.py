"""A version of the charter as something that decides: the floor first, then each clause that is on. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .clauses import CLAUSES
from .clauses.base import Clause
from .domain.decisions import floor, together
from .domain.events import Call, Event
from .domain.rulings import Applied, Decision, Ruling, Verdict
from .domain.settings import setting_of
from .domain.wording import french


@dataclass(frozen=True, slots=True)
class Article:
    """A clause as a version sets it."""

    clause: Clause
    on: bool
    values: Mapping[str, Any]

    @property
    def text(self) -> str:
        return self.clause.text(self.values)

    @property
    def consequences(self) -> list[str]:
        return self.clause.consequences(self.values)


@dataclass(frozen=True, slots=True)
class Policy:
    """``version`` 0 with no articles: no charter was voted, and the floor alone holds."""

    version: int = 0
    settings: Mapping[str, Any] | None = None
    places: frozenset[str] = field(default_factory=frozenset)
    """Where the installation lets models run; no charter goes beyond."""

    def articles(self) -> list[Article]:
        """Every clause as it is set, in order; none where no charter was voted."""
        return [] if self.settings is None else [article_of(clause, self.settings) for clause in CLAUSES]

    def decide(self, event: Event) -> Decision:
        """The floor and every article that is on. A clause that fails refuses: doubt never opens a door."""
        below = floor(event, self.places) if isinstance(event, Call) else []
        return together([*below, *self._rulings(event)], self.version)

    def _rulings(self, event: Event) -> Iterator[Applied]:
        for article in self.articles():
            if article.on and (applied := _applied(article, event)):
                yield applied


def policy_for(version: int, settings: Mapping[str, Any] | None, places: Collection[str]) -> Policy:
    return Policy(version, settings, frozenset(places))


def article_of(clause: Clause, settings: Any) -> Article:
    """``clause`` as ``settings`` has it; values that make no sense give way to their defaults."""
    setting = setting_of(settings, clause.code, clause.default_on)
    known = {each.key: each for each in clause.parameters}
    sound = {key: value for key, value in setting.values.items() if key in known and not known[key].problem(value)}
    return Article(clause, setting.on, clause.filled(sound))


def problems(settings: Any) -> list[str]:
    """French sentences: what in ``settings`` cannot be voted; empty when all is well."""
    if not isinstance(settings, Mapping):
        return ["Les réglages de la charte ne se lisent pas."]
    codes = {each.code: each for each in CLAUSES}
    found = [french(f"« {code} » n’est pas un article connu.") for code in settings if code not in codes]
    for code, clause in codes.items():
        setting = settings.get(code, {})
        if not isinstance(setting, Mapping) or not isinstance(setting.get("values", {}), Mapping):
            found.append(french(f"Article {clause.number} : ses réglages ne se lisent pas."))
        elif not isinstance(setting.get("on", True), bool):
            found.append(french(f"Article {clause.number} : dites s’il est retenu ou non."))
        else:
            found += [
                french(f"Article {clause.number} : {each}") for each in clause.problems(setting.get("values", {}))
            ]
    return found


def _applied(article: Article, event: Event) -> Applied | None:
    clause = article.clause
    try:
        ruling = clause.enforce(event, article.values)
        text = article.text
    except Exception:
        why = "Cet article n’a pas pu être appliqué : dans le doute, c’est non."
        ruling, text = Ruling(Verdict.REFUSE, why, "Prévenez la personne qui s’occupe de l’informatique."), ""
    return Applied(clause.number, clause.title, text, ruling) if ruling else None
