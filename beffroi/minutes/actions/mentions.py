"""The mandatory mentions of a sitting (L2121-15): what the ledger and the text give, what a person adds or marks
"néant"."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.domain.law import mentions as law
from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.sitting.events import BallotAsked, BallotKind, ItemKind
from beffroi.minutes.models import AgendaItem, Deliberation, MentionAnswer, Section, Sitting

from .adopted import require_not_adopted
from .deliberations import AlreadyValidated
from .papers import Papers
from .rights import is_member

OUTCOMES = {
    "adopted": law.Outcome.ADOPTED,
    "elected": law.Outcome.ADOPTED,
    "rejected": law.Outcome.REFUSED,
    "tied": law.Outcome.REFUSED,
    "postponed": law.Outcome.POSTPONED,
    "withdrawn": law.Outcome.WITHDRAWN,
}
ASKED = {
    BallotKind.PUBLIC: "scrutin public",
    BallotKind.SECRET: "scrutin secret",
    BallotKind.ORDINARY: "vote ordinaire",
}


class CannotBeNil(Exception):
    """The mention is one that a procès-verbal always has; the message says so in French."""

    retry = False


def mentions_of(papers: Papers) -> list[law.Mention]:
    """One a mention of the article, in its order."""
    return law.check_mentions(facts_of(papers))


def facts_of(papers: Papers) -> law.PvFacts:
    """What the sitting says of each mention, then what a person added."""
    ledger, meeting = papers.ledger, papers.meeting
    answers = {answer.key: answer for answer in MentionAnswer.objects.filter(sitting=papers.sitting)}
    items = tuple(items_of(papers).values())
    starts_at = timezone.localtime(ledger.opened_at or meeting.starts_at) if meeting.starts_at else None
    opening = next((each for each in ledger.quorums if each.moment == "opening"), None)
    return law.PvFacts(
        regime=Regime(papers.sitting.regime),
        date=starts_at.date() if starts_at else None,
        hour=starts_at.time() if starts_at else None,
        president=papers.person(ledger.chair).named if ledger.chair else _text(answers, "president"),
        present=tuple(each.named for each in papers.persons(ledger.opening.present)) or _texts(answers, "present"),
        represented=tuple(
            law.Represented(papers.person(giver).named, papers.person(holder).named)
            for giver, holder in ledger.opening.represented
        ),
        secretaries=tuple(each.named for each in papers.persons(ledger.secretaries)) or _texts(answers, "secretaries"),
        quorum=law.Quorum(opening.in_office, opening.needed, opening.present, opening.reached)
        if opening
        else law.Quorum(),
        agenda=tuple(item.title for item in papers.items),
        items=items,
        ballots=tuple(_ballots(papers)),
        particular_requests=tuple(_requests(papers)) or _texts(answers, "requests"),
        nil=_nil(answers, items),
        sources={key: f"Saisi par {answer.by}" for key, answer in answers.items() if answer.by},
        contradictions=_contradictions(papers),
    )


def _nil(answers: dict[str, MentionAnswer], items: tuple[law.PvItem, ...]) -> frozenset[str]:
    """What a person marked "néant"; the reports follow what was said of each item, one by one."""
    nil = {key for key, answer in answers.items() if answer.nothing}
    adopted = [item for item in items if item.outcome is law.Outcome.ADOPTED]
    if any(item.reports for item in adopted):
        nil.discard("reports")
    elif adopted and all(item.no_report for item in adopted):
        nil.add("reports")
    return frozenset(nil)


def _text(answers: dict[str, MentionAnswer], key: str) -> str:
    return answers[key].text if key in answers and not answers[key].nothing else ""


def _texts(answers: dict[str, MentionAnswer], key: str) -> tuple[str, ...]:
    text = _text(answers, key)
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def items_of(papers: Papers) -> dict[int, law.PvItem]:
    """By number, in the order of the agenda."""
    tenors = tenors_of(papers)
    return {item.number: _item(papers, item, tenors.get(item.number, "")) for item in papers.items}


def _item(papers: Papers, item: AgendaItem, tenor: str) -> law.PvItem:
    deliberation = getattr(item, "deliberation", None)
    reports = tuple(line for line in deliberation.report.splitlines() if line.strip()) if deliberation else ()
    none = bool(reports) and all(line.strip(" .").lower() in {"néant", "neant", "aucun"} for line in reports)
    return law.PvItem(
        number=str(item.number),
        title=item.title,
        outcome=OUTCOMES.get(papers.state(item).fate, law.Outcome.NO_BALLOT),
        reports=() if none else reports,
        no_report=none or item.kind == ItemKind.PREVIOUS_MINUTES,
        tenor=tenor,
        no_discussion=item.no_discussion,
    )


def tenors_of(papers: Papers) -> dict[int, str]:
    """What the text says of each item's debate, by number: its first words are enough to show that it is there."""
    found: dict[int, str] = {}
    for section in Section.objects.filter(minutes__meeting=papers.meeting).prefetch_related("sentences"):
        words = " ".join(each.text for each in section.sentences.all() if each.text)[:300]
        found.setdefault(section.item_number, words)
    return found


def _ballots(papers: Papers) -> list[law.PvBallot]:
    made = [
        law.PvBallot(
            item=str(outcome.item or ""),
            kind=outcome.kind,
            result=papers.sentences.vote(outcome) if outcome.result else "",
            voters=_voters(papers, outcome) if outcome.kind is BallotKind.PUBLIC else (),
        )
        for outcome in papers.ledger.ballots
    ]
    made += [
        law.PvBallot(str(each.item or ""), BallotKind.SECRET, " ".join(papers.sentences.election(each)))
        for each in papers.ledger.elections
    ]
    return made


def _voters(papers: Papers, outcome: Any) -> tuple[tuple[str, str], ...]:
    return tuple((papers.person(key).named, sense.value) for key, sense in outcome.ballot.senses)


def _requests(papers: Papers) -> list[str]:
    made = []
    for entry in papers.entries:
        if isinstance(entry.event, BallotAsked):
            who = ", ".join(each.named for each in papers.persons(entry.event.askers))
            count = f"{entry.event.count} membres" if entry.event.count else ""
            where = f", point {entry.item}" if entry.item else ""
            made.append(f"{ASKED[entry.event.ballot]} demandé par {who or count or 'des membres'}{where}")
    return made


ABOUT = {
    "L2121-17": "quorum",
    "L2121-20": "represented",
    "L2121-21": "results",
    "L2121-14": "results",
}
"""Which mention an open contradiction of the ledger touches, by its article."""


def _contradictions(papers: Papers) -> dict[str, tuple[str, ...]]:
    """The disagreements that nobody settled, under the mention that they touch."""
    found: dict[str, list[str]] = {}
    for flag in papers.sitting.flags.filter(answer="", blocking=True):
        key = next((mention for article, mention in ABOUT.items() if article in flag.article), "present")
        found.setdefault(key, []).append(flag.message)
    return {key: tuple(messages) for key, messages in found.items()}


def lacking(papers: Papers, key: str) -> list[AgendaItem]:
    """The items that a mention waits for: a report ("reports"), or what was said ("tenor")."""
    read = items_of(papers)
    if key == "reports":
        return [
            item
            for item in papers.items
            if (each := read[item.number]).outcome is law.Outcome.ADOPTED and not each.reports and not each.no_report
        ]
    return [
        item for item in papers.items if not (each := read[item.number]).tenor and not each.no_discussion
    ]  # fmt: skip


@transaction.atomic
def settle_report(item: AgendaItem, report: str, *, user: Any) -> None:
    """The report on which a deliberation rests; "néant" where there is none. Raises PermissionDenied."""
    if not is_member(user, item.commune):
        raise PermissionDenied("Votre compte ne permet pas de modifier cette séance.")
    require_not_adopted(item.meeting)
    found, _ = Deliberation.objects.get_or_create(item=item, defaults={"object": item.title})
    if found.is_validated and found.report:
        raise AlreadyValidated("Cette délibération est validée avec son rapport : il ne se remplace plus.")
    found.report = report.strip()
    found.save(update_fields=["report"])
    record("report_recorded", actor=user, subject=item.meeting.subject, item=item.number)


@transaction.atomic
def nobody_spoke(item: AgendaItem, *, user: Any) -> None:
    """A person says that an item was not discussed. Raises PermissionDenied."""
    if not is_member(user, item.commune):
        raise PermissionDenied("Votre compte ne permet pas de modifier cette séance.")
    require_not_adopted(item.meeting)
    item.no_discussion = True
    item.save(update_fields=["no_discussion"])
    record("no_discussion", actor=user, subject=item.meeting.subject, item=item.number)


@transaction.atomic
def answer_mention(sitting: Sitting, key: str, *, user: Any, text: str = "", nothing: bool = False) -> MentionAnswer:
    """Fill a mention, or mark it "néant". Raises PermissionDenied, CannotBeNil, KeyError for an unknown mention."""
    if not is_member(user, sitting.commune):
        raise PermissionDenied("Votre compte ne permet pas de modifier cette séance.")
    require_not_adopted(sitting.meeting)
    rule = next((each for each in law.MENTIONS if each.key == key), None)
    if rule is None:
        raise KeyError(key)
    if nothing and not rule.may_be_nil:
        raise CannotBeNil(
            f"« {rule.label} » ne peut pas être portée « néant » : un procès-verbal la contient toujours."
        )
    if not nothing and not text.strip():
        MentionAnswer.objects.filter(sitting=sitting, key=key).delete()
        return MentionAnswer(sitting=sitting, key=key)
    found, _ = MentionAnswer.objects.update_or_create(
        sitting=sitting, key=key, defaults={"text": text.strip(), "nothing": nothing, "by": user}
    )
    record("mention_answered", actor=user, subject=sitting.subject, mention=key, nothing=nothing)
    return MentionAnswer.objects.get(pk=found.pk)


def missing_mentions(papers: Papers) -> tuple[str, ...]:
    """Labels of those that still stand in the way of adoption."""
    return law.missing(mentions_of(papers))
