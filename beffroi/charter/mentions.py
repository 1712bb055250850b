"""The mention of an aid of AI that the charter in force asks for (clause 9). No template and no setting removes it."""

from __future__ import annotations

from . import state
from .clauses import BY_CODE
from .clauses.residents_told import CLAUSE
from .domain.events import ActKind
from .policy import article_of


def mention_for(kind: ActKind) -> str:
    """French; empty where no charter asks for one on such an act. A mention voted empty is the default one."""
    version = state.version_in_force()
    if version is None:
        return ""
    article = article_of(BY_CODE[CLAUSE.code], version.settings)
    if not article.on or kind.value not in article.values["where"]:
        return ""
    return str(article.values["mention"]).strip() or str(CLAUSE.defaults()["mention"])
