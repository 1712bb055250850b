"""Elections by rounds, always secret: absolute majority in the first two, relative in the third, the eldest in a tie.

- L2122-7 (doctrine.fr LEGIARTI000006389921): "Le maire est élu au scrutin secret et à la majorité absolue. Si, après
  deux tours de scrutin, aucun candidat n'a obtenu la majorité absolue, il est procédé à un troisième tour de scrutin et
  l'élection a lieu à la majorité relative. En cas d'égalité de suffrages, le plus âgé est déclaré élu." L2121-21 says
  the same of appointments and presentations (answer to question 25053, senat.fr).
- By list (L2122-7-2, as quoted at lafeve.fr in the version of law 2013-403): the same majorities; in a tie "les
  candidats de la liste ayant la moyenne d'âge la plus élevée sont élus". The members of a list are not known here: in
  a tie of lists the one declared is kept, and a person checks the ages.
- In an EPCI the president and the members of the bureau are elected one by one (L5211-2 refers to L2122-7: answer of 20
  October 2005, qSEQ050718641, senat.fr; no list: CE, 3 June 2009, no. 319101, as quoted in question 11811, senat.fr).
- Blank and null papers are not votes cast: see ``ballots``.
"""

from __future__ import annotations

from datetime import date

from .agenda import needs_quorum, open_item
from .articles import EPCI, Rule
from .events import ElectionRound, Entry
from .findings import computed, said
from .ledger import ElectionOutcome
from .presence import presence
from .quorum import majority
from .recusal import out_of_vote
from .state import Record, Sitting
from .stated import compare_majority

LAST_ROUND = 3


def election_round(sitting: Sitting, entry: Entry, event: ElectionRound) -> None:
    record = open_item(sitting, entry) if entry.item is not None else None
    room = presence(sitting, out_of_vote(sitting, record))
    voters = room.voters if sitting.room.known else sitting.voters_said
    cast = sum(max(score.votes, 0) for score in event.scores)
    needed = majority(cast) if event.round < LAST_ROUND else None
    elected, by_age, explanation = _elected(sitting, entry, event, cast, needed)
    _papers(sitting, entry, event, cast, voters)
    _declared(sitting, entry, event, cast, needed, elected, explanation)
    sitting.elections.append(
        ElectionOutcome(entry.id, entry.item, event, voters, cast, needed, elected, by_age, explanation)
    )
    if record is not None:
        needs_quorum(sitting, record, entry)
        _order(sitting, record, entry, event)
        _keep(sitting, record, entry, event, elected, cast, needed)
        record.at_vote, record.presided = room, sitting.chair


def _keep(
    sitting: Sitting,
    record: Record,
    entry: Entry,
    event: ElectionRound,
    elected: str | None,
    cast: int,
    needed: int | None,
) -> None:
    record.ballots.append(entry.id)
    record.posts[event.post] = (event.round, elected or "")
    if elected:
        record.fate = "elected"
    for stated, value in record.majorities:
        compare_majority(sitting, stated, value, needed, cast)
    record.majorities.clear()


def _elected(
    sitting: Sitting, entry: Entry, event: ElectionRound, cast: int, needed: int | None
) -> tuple[str | None, bool, str]:
    """Who is elected, whether by age, and why."""
    best = max((score.votes for score in event.scores), default=0)
    first = [score.candidate for score in event.scores if score.votes == best]
    if best <= 0 or cast <= 0:
        return None, False, "Aucun suffrage exprimé\u00a0: personne n’est élu."
    if needed is not None and best < needed:
        return None, False, f"{cast} suffrages exprimés, majorité absolue {needed}\u00a0: personne n’est élu à ce tour."
    if len(first) == 1:
        how = f"majorité absolue {needed}" if needed is not None else "majorité relative"
        return first[0], False, f"{best} voix sur {cast} suffrages exprimés, {how}."
    return _eldest(sitting, entry, event, first, best)


def _eldest(
    sitting: Sitting, entry: Entry, event: ElectionRound, tied: list[str], votes: int
) -> tuple[str | None, bool, str]:
    born: dict[str, date] = {}
    for key in tied:
        day = sitting.roster.born(key)
        if day is not None:
            born[key] = day
    names = ", ".join(sitting.roster.name(key) for key in tied)
    if not event.by_list and len(born) == len(tied) == len(set(born.values())):
        eldest = min(born, key=lambda key: born[key])
        return eldest, True, f"Égalité à {votes} voix ({names})\u00a0: l’élection est acquise au plus âgé."
    what = "la moyenne d’âge des listes" if event.by_list else "l’âge de chacun"
    rule = Rule.LIST_ELECTION if event.by_list else Rule.ELECTION
    text = f"Égalité à {votes} voix entre {names}\u00a0: {what} n’est pas connu ici, vérifiez qui est élu."
    kept = event.declared_elected if event.declared_elected in tied else None
    sitting.findings.add("tie_by_age_unknown", text, rule, entry, blocking=kept is None)
    return kept, kept is not None, text


def _papers(sitting: Sitting, entry: Entry, event: ElectionRound, cast: int, voters: int | None) -> None:
    """Papers against envelopes, envelopes against voters."""
    negative = [each for each in (event.blank, event.null, event.not_voting, *_votes(event)) if each < 0]
    if negative:
        text = f"Un nombre de voix négatif est indiqué\u00a0: {negative[0]}."
        sitting.findings.add("negative_figure", text, Rule.ELECTION, entry)
    papers = cast + max(event.blank, 0) + max(event.null, 0)
    if event.envelopes is not None and event.envelopes != papers:
        text = f"{event.envelopes} enveloppes, mais {papers} bulletins\u00a0: {cast} exprimés, blancs et nuls compris."
        figures = (said("enveloppes", event.envelopes, entry, True), computed("bulletins", papers))
        sitting.findings.add("envelopes_differ", text, Rule.ELECTION, entry, *figures)
    total = max(papers, event.envelopes or 0) + max(event.not_voting, 0)
    if voters is None:
        text = "Le nombre de votants n’est pas connu\u00a0: le total des bulletins ne peut pas être vérifié."
        sitting.findings.add("voters_unknown", text, Rule.ELECTION, entry, blocking=False)
    elif total != voters:
        code = "more_votes_than_voters" if total > voters else "fewer_votes_than_voters"
        text = f"{total} bulletins et refus de vote pour {voters} votants."
        figures = (said("bulletins", total, entry, True), computed("votants", voters))
        sitting.findings.add(code, text, Rule.ELECTION, entry, *figures, blocking=total > voters)


def _votes(event: ElectionRound) -> list[int]:
    return [score.votes for score in event.scores]


def _declared(
    sitting: Sitting,
    entry: Entry,
    event: ElectionRound,
    cast: int,
    needed: int | None,
    elected: str | None,
    explanation: str,
) -> None:
    if event.declared_majority is not None:
        compare_majority(sitting, entry, event.declared_majority, needed, cast)
    if event.declared_elected and event.declared_elected != elected:
        one = sitting.roster.name(event.declared_elected)
        other = sitting.roster.name(elected) if elected else "personne"
        text = f"Élu annoncé\u00a0: {one}. Élu d’après les voix\u00a0: {other}. {explanation}"
        figures = (said("élu annoncé", one, entry, True), computed("élu calculé", other, explanation))
        sitting.findings.add("elected_differs", text, Rule.ELECTION, entry, *figures)


def _order(sitting: Sitting, record: Record, entry: Entry, event: ElectionRound) -> None:
    """Rounds follow one another, and stop once somebody is elected."""
    last, elected = record.posts.get(event.post, (0, ""))
    if not 1 <= event.round <= LAST_ROUND:
        text = f"Un {event.round}ᵉ tour n’existe pas\u00a0: il y en a trois au plus."
        sitting.findings.add("no_such_round", text, Rule.ELECTION, entry)
    elif event.by_list and sitting.context.regime == EPCI:
        text = "Dans une intercommunalité, l’élection du président et du bureau a lieu poste par poste, sans liste."
        sitting.findings.add("list_in_epci", text, Rule.ELECTION, entry, blocking=False)
    elif elected:
        text = f"Un tour de plus a lieu, alors que {sitting.roster.name(elected)} était déjà élu ou élue."
        sitting.findings.add("round_after_election", text, Rule.ELECTION, entry)
    elif event.round != last + 1:
        text = f"Tour {event.round} après le tour {last}." if last else f"Le tour {event.round} vient en premier."
        sitting.findings.add("rounds_out_of_order", text, Rule.ELECTION, entry)
