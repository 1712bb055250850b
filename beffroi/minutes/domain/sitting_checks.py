"""Checks of the sitting as a whole: quorum, pouvoirs, items of the agenda that nobody heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from beffroi.minutes.domain.extraction import Talk
from beffroi.minutes.domain.heard_apart import heard_apart
from beffroi.minutes.domain.types import Draft, Fact, FactKind, Flag, FlagKind, Item, MeetingKind


def sitting_flags(
    draft: Draft,
    talk: Talk,
    facts: Sequence[Fact],
    items: Sequence[Item],
    kind: MeetingKind,
    *,
    with_ledger: bool = False,
) -> Iterator[Flag]:
    """Flags that belong to no sentence of the debate."""
    if kind is MeetingKind.COUNCIL and not with_ledger:
        place = _presence_place(draft)
        yield from (
            Flag(
                each.kind, each.message, *place, each.written, each.heard, each.arithmetic, each.blocking, each.sources
            )
            for each in (*quorum_flags(facts), *proxy_flags(facts, talk), *stranger_flags(facts, talk))
        )
    if kind is MeetingKind.COUNCIL:
        yield from heard_apart(draft, talk.passages, talk.people)
    heard = {passage.item for passage in talk.passages}
    for number, section in enumerate(draft.sections):
        if section.item and section.item not in heard:
            yield Flag(
                FlagKind.SOURCE,
                f"Le point {section.item} «\u00a0{section.title}\u00a0» n'a pas été repéré dans l'enregistrement.",
                number,
            )
    drafted = {section.item for section in draft.sections}
    for item in items:
        if item.number not in drafted:
            yield Flag(FlagKind.SOURCE, f"Le point {item.number} «\u00a0{item.title}\u00a0» n'est pas dans le texte.")


def _presence_place(draft: Draft) -> tuple[int | None, int | None]:
    for number, section in enumerate(draft.sections):
        for index, sentence in enumerate(section.sentences):
            if sentence.kind == "presence" and "présent" in sentence.text:
                return number, index
    return None, None


def quorum_flags(facts: Sequence[Fact]) -> Iterator[Flag]:
    """Half of the members in office, and one more, must be there in person: pouvoirs do not count."""
    values: dict[str, object] = {}
    sources: list[int] = []
    for fact in facts:
        if fact.kind is FactKind.PRESENCE and "event" not in fact.values:
            values = {**fact.values, **values}
            sources += fact.sources
    present, in_office, quorum = values.get("present"), values.get("in_office"), values.get("quorum")
    if not isinstance(present, int) or not isinstance(in_office, int):
        if quorum is False:
            yield Flag(FlagKind.VOTE, "Il a été dit que le quorum n'est pas atteint.", sources=tuple(sources))
        return
    needed = in_office // 2 + 1
    sum_ = f"{in_office} en exercice\u00a0: il faut {needed} présents ; {present} le sont"
    if present > in_office:
        yield Flag(
            FlagKind.FIGURE,
            "Plus de présents que de membres en exercice.",
            written=str(present),
            heard=str(in_office),
            arithmetic=sum_,
            sources=tuple(sources),
        )
    elif present < needed and quorum is not False:
        yield Flag(
            FlagKind.VOTE,
            "Le quorum ne semble pas atteint.",
            written=str(present),
            arithmetic=sum_,
            sources=tuple(sources),
        )
    elif present >= needed and quorum is False:
        yield Flag(
            FlagKind.VOTE,
            "Il a été dit que le quorum n'est pas atteint ; le compte dit le contraire.",
            written=str(present),
            arithmetic=sum_,
            sources=tuple(sources),
        )


def stranger_flags(facts: Sequence[Fact], talk: Talk) -> Iterator[Flag]:
    """Who signs or gives a pouvoir is a member: a name that the roster does not have was probably misheard."""
    if not talk.people.members:
        return
    for fact in facts:
        keys = {FactKind.SECRETARY: ("name",), FactKind.PROXY: ("giver", "holder")}.get(fact.kind, ())
        for name in (str(fact.values[key]) for key in keys):
            if talk.people.by_key(name) is None:
                yield Flag(
                    FlagKind.NAME,
                    f"«\u00a0{name}\u00a0» n'est pas dans la liste des élus.",
                    written=name,
                    sources=fact.sources,
                )


def proxy_flags(facts: Sequence[Fact], talk: Talk) -> Iterator[Flag]:
    """A member holds one pouvoir at most (CGCT L2121-20); who gave one is not in the room."""
    proxies = list(
        {(fact.values["giver"], fact.values["holder"]): fact for fact in facts if fact.kind is FactKind.PROXY}.values()
    )
    holders = Counter(str(fact.values["holder"]) for fact in proxies)
    for holder, number in holders.items():
        own = [fact for fact in proxies if fact.values["holder"] == holder]
        if number > 1:
            yield Flag(
                FlagKind.VOTE,
                f"{holder} porterait {number} pouvoirs\u00a0: un seul est permis.",
                written=holder,
                sources=tuple(sorted({source for fact in own for source in fact.sources})),
            )
    said = next((fact for fact in facts if fact.kind is FactKind.PRESENCE and "proxies" in fact.values), None)
    if said and proxies and said.values["proxies"] != len(proxies):
        yield Flag(
            FlagKind.FIGURE,
            f"{said.values['proxies']} pouvoirs annoncés, {len(proxies)} nommés.",
            written=str(said.values["proxies"]),
            heard=str(len(proxies)),
            sources=said.sources,
        )
    speakers = {passage.speaker: passage.utterance for passage in reversed(talk.passages)}
    for fact in proxies:
        giver = talk.people.by_key(str(fact.values["giver"]))
        for speaker, utterance in speakers.items():
            if giver and talk.people.of_speaker(speaker) == giver:
                yield Flag(
                    FlagKind.NAME,
                    f"{giver.full_name} a donné pouvoir, mais prend la parole.",
                    written=giver.full_name,
                    sources=(*fact.sources, utterance),
                )
