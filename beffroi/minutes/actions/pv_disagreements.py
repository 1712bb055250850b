"""The text of the procès-verbal against the ledger: the reader may have corrected one and not the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from beffroi.minutes.domain.passages import cut
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import SentenceKind, Utterance
from beffroi.minutes.domain.votes import find_ballots
from beffroi.minutes.models import Sentence

from .paper_votes import figures_of
from .papers import Papers


def disagreements(papers: Papers) -> list[str]:
    """Votes that the text words otherwise than the ledger has them, each with both figures."""
    found = []
    people = People(papers.meeting.members(), ())
    rows = Sentence.objects.filter(section__minutes__meeting=papers.meeting, kind=SentenceKind.VOTE).exclude(text="")
    for row in rows.select_related("section"):
        outcomes = papers.ledger.ballots_of(row.section.item_number)
        written = find_ballots(cut([Utterance(0, row.text)]), people)
        if not outcomes or not written:
            continue
        said = written[0].ballot
        pairs = [(said.votes_for, "votes_for"), (said.against, "against"), (said.abstain, "abstain")]
        if all(_differs(pairs, outcome) for outcome in outcomes):
            figures = figures_of(outcomes[-1])
            shown = (
                f"{figures.votes_for} pour, {figures.against} contre, {figures.abstain} abstentions" if figures else "?"
            )
            found.append(f"Point {row.section.item_number} : le texte dit « {row.text} », la séance compte {shown}.")
    return found


def _differs(pairs: Sequence[tuple[int | None, str]], outcome: Any) -> bool:
    return any(
        said is not None and getattr(outcome, name) is not None and said != getattr(outcome, name)
        for said, name in pairs
    )
