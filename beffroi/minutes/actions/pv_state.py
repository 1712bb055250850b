"""Where a procès-verbal stands, among its five states (L2121-15)."""

from __future__ import annotations

from beffroi.minutes.domain.law.steps import PvState
from beffroi.minutes.models import Minutes, PvStepDone, Sitting


def state_of(sitting: Sitting) -> PvState:
    """Where the procès-verbal stands."""
    last = sitting.pv_steps.last()
    if last is not None:
        return PvState(last.step)
    minutes = Minutes.objects.filter(meeting=sitting.meeting).first()
    return PvState.PROOFREAD if minutes and minutes.is_approved else PvState.DRAFT


def step(sitting: Sitting, name: str) -> PvStepDone | None:
    found: PvStepDone | None = sitting.pv_steps.filter(step=name).first()
    return found
