"""A vote as the public reads it: in the words of the acts, with no more names than the law publishes.

Sources: CGCT L2121-15 and L2121-21 (the names of the voters and the sense of their votes for a public ballot; none for
a secret one). For an ordinary ballot the acts may name who was against: these pages do not repeat it.
"""

from __future__ import annotations

from collections.abc import Callable

from beffroi.minutes.domain.acts.ballots import Ballot, Election, PublicBallot
from beffroi.minutes.domain.acts.vote_wording import round_rows, vote_in_brief, vote_wording
from beffroi.minutes.domain.public import PublicVote, Rows
from beffroi.minutes.domain.typography import typographic

Mask = Callable[[str], str]
"""A text without what the public must not read."""


def public_vote(ballot: Ballot, council: str, mask: Mask, *, feminine: bool = True) -> PublicVote:
    said = vote_wording(ballot, council, feminine=feminine)
    named = said.names if isinstance(ballot, PublicBallot) else ()
    rounds = round_rows(ballot) if isinstance(ballot, Election) else ()
    return PublicVote(
        result=_shown(said.result, mask),
        mode=_shown(said.mode, mask),
        figures=said.figures,
        names=tuple((label, mask(names)) for label, names in named),
        rounds=tuple((title, _rows(rows, mask)) for title, rows in rounds),
        brief=_shown(vote_in_brief(ballot), mask),
    )


def _shown(text: str, mask: Mask) -> str:
    return typographic(mask(text))


def _rows(rows: Rows, mask: Mask) -> Rows:
    """A candidate may be masked too."""
    return tuple((mask(label), number) for label, number in rows)
