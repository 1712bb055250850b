"""What a person does with what a model made: judged by the charter, then in the rooms themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied

from beffroi.charter.acts import require
from beffroi.charter.domain.events import Act, ActKind
from beffroi.charter.domain.rubber_stamp import Validation, alarms
from beffroi.charter.refusals import Refused
from beffroi.minutes.actions.approve import NotReady, approve, content_of, digest_of
from beffroi.minutes.actions.sitting import refresh_flags, sitting_of
from beffroi.minutes.exports.content import document
from beffroi.minutes.models import Minutes
from tests.doubles.ready import a_ready_meeting

from ..stage import Stage
from ..tries import End
from . import plays


@plays("act")
def act(stage: Stage, given: Mapping[str, Any]) -> End:
    stage.charter(given["charter"])
    asked = dict(given["act"])
    for name in ("checklist",):
        asked[name] = frozenset(asked.get(name, ()))
    stage.ready()
    try:
        require(Act(ActKind(asked.pop("kind")), **asked), actor=stage.alice, subject="meeting:1")
    except Refused as refused:
        assert "article" in str(refused), str(refused)
        return End.REFUSED
    return End.THROUGH


def cleared(minutes: Minutes, reader: Any) -> None:
    """Nothing is left to check in a text."""
    refresh_flags(sitting_of(minutes.meeting))
    minutes.flags.update(answer="right", cleared_by=reader, cleared_at=minutes.drafted_at)
    flags = sitting_of(minutes.meeting).flags.filter(answer="")
    flags.update(answer="stands", reason="essai", cleared_by=reader, cleared_at=minutes.drafted_at)


@plays("approve")
def approve_minutes(stage: Stage, given: Mapping[str, Any]) -> End:
    """A text ready to be approved, unless « left »: then a point is still to be checked. « by »: who tries. « read »:
    the text as that person saw it, when it changed since."""
    stage.settings.AI_PLACES = ("machine",)
    stage.charter(given.get("charter"))
    writer = getattr(stage, given.get("written_by", "alice"))
    minutes = a_ready_meeting(writer, sound=False).minutes
    Minutes.objects.filter(pk=minutes.pk).update(engines=["petit"])
    minutes.refresh_from_db()
    if not given.get("left"):
        cleared(minutes, stage.bob)
    digest = "0" * 64 if given.get("stale") else digest_of(content_of(minutes))
    stage.ready()
    try:
        approve(Minutes.objects.get(pk=minutes.pk), user=getattr(stage, given["by"]), digest=digest)
    except (Refused, NotReady, PermissionDenied):
        return End.REFUSED
    return End.THROUGH


@plays("mention")
def mention(stage: Stage, given: Mapping[str, Any]) -> End:
    """The final text of a team meeting, with what was « set » on the commune: the mention is asked for."""
    stage.charter(given.get("charter", "open"))
    meeting = a_ready_meeting(stage.alice, sound=False)
    meeting.template = given.get("template", "team")
    meeting.save()
    stage.ready()
    for name, value in given.get("set", {}).items():
        setattr(stage.valbrume, name, value)
    stage.valbrume.save()
    minutes = Minutes.objects.get(meeting=meeting)
    minutes.engines = ["modèle d’essai"]
    made = document(minutes, final=True)
    assert made.provenance.ai_assisted, "the metadata always say it"
    return End.HARMLESS if "intelligence artificielle" in made.mention else End.THROUGH


@plays("rubber stamp")
def rubber_stamp(stage: Stage, given: Mapping[str, Any]) -> End:
    """« validations » of a service of « people »: [words, seconds, edited] each."""
    stage.ready()
    made = [Validation("Accueil", words, seconds, edited) for words, seconds, edited in given["validations"]]
    found = alarms(made * given.get("times", 1), {"Accueil": given["people"]})
    assert all(each.reasons for each in found)
    return End.SEEN if found else End.THROUGH
