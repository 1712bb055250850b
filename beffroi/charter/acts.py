"""What a person does with what a model made, judged by the charter in force: validate, send, publish, answer...

Rooms call ``require`` before they do it, inside or outside their transaction."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from beffroi.audit.journal import record

from . import state
from .domain.decisions import STOPS, refused_for
from .domain.events import Act, ActKind, Dossier
from .domain.rulings import Decision
from .refusals import Refused

logger = logging.getLogger(__name__)
_UNSURE = "La charte n’a pas pu être lue : dans le doute, rien n’est fait. Rien n’est perdu. Réessayez."


def judge(act: Act) -> Decision:
    """What the charter answers; nothing is written. The dossier of the use is read where the act has none."""
    policy = state.policy_in_force()
    if policy.settings is not None and act.use and act.dossier == Dossier():
        act = replace(act, dossier=state.dossier_of(act.use))
    return policy.decide(act)


def require(act: Act, *, actor: Any, subject: str = "") -> Decision:
    """The same, written to the journal. Raises Refused: what is missing, how to get it, and the article.

    A refusal's line goes with the caller's transaction: raise out of it, and it is rolled back with the rest."""
    try:
        decision = judge(act)
    except Exception as error:
        logger.exception("An act could not be judged")
        decision = refused_for(_UNSURE)
        _write("act_refused", act, decision, actor, subject, error=type(error).__name__)
        raise Refused(decision.reason, decision, act.use) from error
    if not decision.allowed:
        stopped = sorted({each.number for each in decision.applied if each.ruling.verdict in STOPS})
        _write("act_refused", act, decision, actor, subject, refused_by=stopped)
        raise Refused(decision.reason, decision, act.use)
    if decision.version and act.with_ai:
        _write("act_allowed", act, decision, actor, subject)
    return decision


def pictogram_for(kind: ActKind) -> bool:
    """Whether the charter in force asks for the pictogram on that act (clause 10)."""
    article = next((each for each in state.policy_in_force().articles() if each.clause.code == "pictograms"), None)
    return article is not None and article.on and kind.value in article.values["acts"]


def _write(action: str, act: Act, decision: Decision, actor: Any, subject: str, **more: Any) -> None:
    record(
        action,
        actor=actor,
        subject=subject,
        act=act.kind.value,
        use=act.use,
        charter=decision.version,
        mention=act.mention,
        pictogram=act.pictogram,
        crpa_mention=act.crpa_mention,
        checklist=sorted(act.checklist),
        **more,
    )
