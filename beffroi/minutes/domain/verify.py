# ruff: noqa: E501  (patterns and messages read best whole)
"""What a person must look at before approving: found by code, said in a sentence, with where to listen.

Few and true: a flag costs a reader's minute. Every figure, date, name and vote of every sentence is looked for in
the utterances that the sentence rests on; the votes are counted against who could vote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from beffroi.facts.writing import format_number
from beffroi.minutes.domain import tally
from beffroi.minutes.domain.doubtful import BadSum, Unsure, bad_sums, broken_figures, unsure_figures, unsure_words
from beffroi.minutes.domain.extraction import Talk, extract_facts, read
from beffroi.minutes.domain.passages import Passage, cut
from beffroi.minutes.domain.people import is_unnamed
from beffroi.minutes.domain.sitting_checks import sitting_flags
from beffroi.minutes.domain.support import figures_missing, missing
from beffroi.minutes.domain.types import (
    Ballot,
    Draft,
    DraftSentence,
    Fact,
    FactKind,
    Flag,
    FlagKind,
    Item,
    MeetingKind,
    Member,
    SentenceKind,
    Utterance,
)
from beffroi.minutes.domain.votes import find_ballots
from beffroi.minutes.domain.writing import listed

_NAME_UNSURE = 0.3
_MESSAGES = {
    FlagKind.FIGURE: "Le nombre «\u00a0{written}\u00a0» n'a pas été entendu dans ce passage.",
    FlagKind.DATE: "La date ou l'heure «\u00a0{written}\u00a0» n'a pas été entendue dans ce passage.",
    FlagKind.NAME: "Le nom «\u00a0{written}\u00a0» n'a pas été entendu dans ce passage.",
}


def verify(draft: Draft, utterances: Sequence[Utterance], members: Sequence[Member], items: Sequence[Item],
           kind: MeetingKind, *, with_ledger: bool = False) -> list[Flag]:  # fmt: skip
    """The flags of a text, in its order; those of the whole sitting last. The facts are established again from
    the words, never taken from the draft. ``with_ledger``: presence, pouvoirs and quorum are checked by the ledger of
    the sitting, and are not asked here a second time."""
    talk = read(utterances, items, members)
    checker = _Checker(talk, utterances, extract_facts(utterances, items, members, kind))
    flags: list[Flag] = []
    for number, section in enumerate(draft.sections):
        if section.cut:
            flags.append(
                Flag(
                    FlagKind.CUT,
                    f"Une partie du débat du point «\u00a0{section.title}\u00a0» n'a pas été reprise.",
                    number,
                )
            )
        for index, sentence in enumerate(section.sentences):
            flags += [
                Flag(
                    flag.kind,
                    flag.message,
                    number,
                    index,
                    flag.written,
                    flag.heard,
                    flag.arithmetic,
                    flag.blocking,
                    flag.sources,
                )
                for flag in checker.sentence(sentence)
            ]
    flags += speaker_flags(draft, utterances)
    flags += sitting_flags(draft, talk, checker.facts, items, kind, with_ledger=with_ledger)
    return _once(flags)


class _Checker:
    """Checks sentences against the words of one meeting."""

    def __init__(self, talk: Talk, utterances: Sequence[Utterance], facts: list[Fact]) -> None:
        self.talk = talk
        self.facts = facts
        self.by_index = {utterance.index: utterance for utterance in utterances}
        self.sums = list(bad_sums_by_item(talk.passages))
        self._unsure: dict[int, list[Unsure]] = {}

    def sentence(self, sentence: DraftSentence) -> Iterator[Flag]:
        """Flags of one sentence (where it stands is added by the caller)."""
        sources = [self.by_index[index] for index in sentence.sources if index in self.by_index]
        if not sources:
            yield Flag(
                FlagKind.SOURCE, "Cette phrase ne repose sur aucun passage de l'enregistrement.", written=sentence.text
            )
            return
        if sentence.kind is SentenceKind.VOTE:
            yield from self._vote(sentence, sources)
        else:
            yield from self._values(sentence, sources)
            yield from self._sums(sentence)
        for broken in broken_figures(sentence.text):
            message = (
                f"«\u00a0{broken}\u00a0» n'est pas un mot\u00a0: une date ou un nombre s'y cache, écoutez ce passage."
            )
            yield Flag(FlagKind.FIGURE, message, written=broken, sources=sentence.sources)
        yield from self._heard(sentence, sources)

    def _values(
        self, sentence: DraftSentence, sources: Sequence[Utterance], names_only: bool = False
    ) -> Iterator[Flag]:
        for lost in missing(sentence.text, sources, self.talk.people):
            if lost.kind is FlagKind.NAME or not names_only:
                yield Flag(lost.kind, _MESSAGES[lost.kind].format(written=lost.written), written=lost.written, heard=lost.heard,
                           sources=sentence.sources)  # fmt: skip

    def _sums(self, sentence: DraftSentence) -> Iterator[Flag]:
        for bad in self.sums:
            written = format_number(bad.said)
            if written in sentence.text and bad.utterances[-1] in sentence.sources:
                yield Flag(
                    FlagKind.FIGURE,
                    f"Le compte ne tombe pas juste\u00a0: {written} est écrit, le calcul donne {format_number(bad.expected)}.",
                    written=written,
                    heard=format_number(bad.expected),
                    arithmetic=bad.arithmetic,
                    sources=bad.utterances,
                )

    def _vote(self, sentence: DraftSentence, sources: Sequence[Utterance]) -> Iterator[Flag]:
        facts = self._votes_at(sentence)
        if not facts:
            yield Flag(
                FlagKind.VOTE,
                "Aucun vote n'a été entendu dans ce passage.",
                written=sentence.text,
                sources=sentence.sources,
            )
            return
        written = _written_ballot(sentence.text, self.talk)
        fact = min(facts, key=lambda each: len(list(tally.differences(written, each.ballot or Ballot()))))
        heard = fact.ballot or Ballot()
        sum_ = tally.arithmetic(heard, self.facts, _voters(fact))
        differs = list(tally.differences(written, heard))
        for label, one, other in differs:
            yield Flag(
                FlagKind.VOTE,
                f"Vote\u00a0: {label}, «\u00a0{one}\u00a0» est écrit et «\u00a0{other}\u00a0» a été entendu.",
                written=one,
                heard=other,
                arithmetic=sum_,
                sources=fact.sources,
            )
        elsewhere = tally.other_total(fact, self.facts)
        if elsewhere:
            yield Flag(FlagKind.VOTE, elsewhere.message, written=sentence.text, heard=self._words(fact), arithmetic=elsewhere.arithmetic,
                       sources=sentence.sources)  # fmt: skip
        for doubt in tally.doubts(fact, self.facts):
            yield Flag(
                FlagKind.VOTE,
                doubt.message,
                written=sentence.text,
                heard=self._words(fact),
                arithmetic=doubt.arithmetic,
                sources=fact.sources,
            )
        yield from self._values(sentence, sources, names_only=True)

    def _votes_at(self, sentence: DraftSentence) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is FactKind.VOTE and set(fact.sources) & set(sentence.sources)]

    def _words(self, fact: Fact) -> str:
        return " ".join(self.by_index[index].text for index in fact.sources[-1:])[:300]

    def _heard(self, sentence: DraftSentence, sources: Sequence[Utterance]) -> Iterator[Flag]:
        """Figures and names of the sentence that the recogniser was unsure of."""
        kind = FlagKind.VOTE if sentence.kind is SentenceKind.VOTE else FlagKind.FIGURE
        for source in sources:
            heard = self._unsure.setdefault(source.index, unsure_figures(source))
            least = 2 if kind is FlagKind.VOTE else 10
            unsure = [each for each in heard if each.value >= least and _is_written(each, sentence.text)]
            if unsure:
                said = listed([f"«\u00a0{each.said}\u00a0»" for each in unsure])
                verb, these = (
                    ("ont été mal entendus", "ces nombres") if len(unsure) > 1 else ("a été mal entendu", "ce nombre")
                )
                yield Flag(kind, f"{said} {verb}\u00a0: écoutez {these}.", written=listed([format_number(each.value) for each in unsure]),
                           heard=listed([each.said for each in unsure]), sources=(source.index,))  # fmt: skip
            for member in self.talk.people.mentioned(sentence.text):
                if unsure_words(source, member.last_name, _NAME_UNSURE) is not None:
                    yield Flag(
                        FlagKind.NAME,
                        f"Le nom «\u00a0{member.last_name}\u00a0» a été mal entendu.",
                        written=member.full_name,
                        heard=member.last_name,
                        sources=(source.index,),
                    )


def _is_written(figure: Unsure, text: str) -> bool:
    return not figures_missing(figure.said, [text])


def _voters(fact: Fact) -> int | None:
    voters = fact.values.get("voters")
    return voters if isinstance(voters, int) else None


def _written_ballot(text: str, talk: Talk) -> Ballot:
    found = find_ballots(cut([Utterance(0, text)]), talk.people)
    return found[0].ballot if found else Ballot()


def bad_sums_by_item(passages: Sequence[Passage]) -> Iterator[BadSum]:
    """The sums that do not fall right, item by item."""
    by_item: dict[int, list[Passage]] = {}
    for passage in passages:
        by_item.setdefault(passage.item, []).append(passage)
    for own in by_item.values():
        yield from bad_sums(own)


def speaker_flags(draft: Draft, utterances: Sequence[Utterance]) -> Iterator[Flag]:
    """One a voice that nobody has named and that the text quotes."""
    labels = {utterance.index: utterance.speaker or utterance.voice for utterance in utterances}
    seen: dict[str, list[tuple[int, int]]] = {}
    for number, section in enumerate(draft.sections):
        for index, sentence in enumerate(section.sentences):
            for label in {labels.get(source, "") for source in sentence.sources}:
                if label and is_unnamed(label) and label in sentence.text:
                    seen.setdefault(label, []).append((number, index))
    for label, places in seen.items():
        longest = sorted(
            (each for each in utterances if labels[each.index] == label), key=lambda each: -len(each.text)
        )[:3]
        much = "une phrase lui est attribuée" if len(places) == 1 else f"{len(places)} phrases lui sont attribuées"
        yield Flag(
            FlagKind.SPEAKER,
            f"{label} n'est pas nommé\u00a0: {much}.",
            *places[0],
            written=label,
            sources=tuple(sorted(each.index for each in longest)),
        )


def _once(flags: Iterable[Flag]) -> list[Flag]:
    """One flag a thing to look at: the same figure of the same sentence is asked once."""
    kept: dict[tuple[object, ...], Flag] = {}
    for flag in flags:
        same_value = flag.kind in (FlagKind.FIGURE, FlagKind.DATE, FlagKind.NAME) and flag.written
        key = (flag.section, flag.sentence, flag.kind, flag.written if same_value else flag.message)
        kept.setdefault(key, flag)
    return list(kept.values())
