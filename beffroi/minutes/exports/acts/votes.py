"""A vote as blocks: its result set apart, its figures in a table, names where the ballot has some."""

from __future__ import annotations

from beffroi.documents.model import Block, Paragraph, Run, Table
from beffroi.minutes.domain.acts.ballots import Ballot, BallotRequest, Election
from beffroi.minutes.domain.acts.phrases import count, named
from beffroi.minutes.domain.acts.vote_wording import VoteWording, round_rows, vote_wording
from beffroi.minutes.exports.acts import parts


def vote_blocks(ballot: Ballot, council: str, *, feminine: bool = True) -> list[Block]:
    said = vote_wording(ballot, council, feminine=feminine)
    if isinstance(ballot, Election):
        return [*_rounds(ballot, said), parts.para(parts.strong(said.result), style="vote")]
    return [Paragraph(_runs(said), "vote")]


def _runs(said: VoteWording) -> tuple[Run, ...]:
    """Result, figures and names in one box: nothing of a vote is left alone on the next page."""
    if not said.figures:
        return (parts.strong(said.result),)
    figures = ", ".join(f"{label.lower()}\u00a0:\u00a0{number}" for label, number in said.figures)
    runs = [parts.strong(said.result), Run(f"\n{said.mode} – {figures}.")]
    for label, names in said.names:
        runs += [parts.strong(f"\n{label}\u00a0: "), Run(f"{names}.")]
    return tuple(runs)


def _rounds(election: Election, said: VoteWording) -> list[Block]:
    blocks: list[Block] = [parts.para(f"{said.mode}.")]
    for title, rows in round_rows(election):
        shown = tuple((label, str(number)) for label, number in rows)
        blocks.append(Table(("Résultats", "Nombre"), shown, title, shares=(0.75, 0.25)))
    return blocks


def request_sentence(request: BallotRequest) -> str:
    """ "Le scrutin public est demandé par 6 membres (M. Roux...) : il y est procédé."."""
    kind = "secret" if request.secret else "public"
    who = f" ({named(request.by)})" if request.by else ""
    done = "il y est procédé" if request.granted else "il n’y est pas procédé"
    return f"Le scrutin {kind} est demandé par {count(request.count, 'membre', 'membres')}{who} : {done}."
