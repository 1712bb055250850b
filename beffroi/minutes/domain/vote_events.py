# ruff: noqa: E501  (patterns read best whole)
"""What happens in a vote, in the order it is said: it is opened, asked, answered, counted, declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import BallotResult
from beffroi.minutes.domain.vote_asks import bare_count, everybody, nobody_counted, nothing, questions
from beffroi.minutes.domain.vote_counts import SUBJECT, counts, number
from beffroi.minutes.domain.vote_hearing import mend
from beffroi.minutes.domain.vote_names import answering_names, own_names, voters
from beffroi.minutes.domain.vote_results import ALL_OF, declared, is_rejected, subject
from beffroi.minutes.domain.vote_totals import by_yes_and_no, candidates, equal, of_the_group, without_side
from beffroi.minutes.domain.vote_words import (
    SEPARATOR,
    corrected,
    is_reported,
    without_intentions,
    without_memories,
)


@dataclass(frozen=True, slots=True)
class Event:
    """``kind``: open, ask, count, nil, bare, all, uncounted, names, candidate, result,
    secret, consent, same, next, called, voiced."""

    kind: str
    at: int
    slot: str = ""
    count: int = 0
    names: tuple[str, ...] = ()
    result: BallotResult | None = None
    unanimous: bool = False
    majority: bool = False
    cast_only: bool = False
    subject: str = ""
    casting: bool = False
    implied: bool = False
    strong: bool = True
    """False for words that are a result only where a vote is under way ("c'est validé")."""


_OPEN = re.compile(
    r"\b(?:(?:je |nous |on )?(?:mets|met|mettons|mettre|mises?|soumets|soumettons|soumettre|passons|passe|passer|procedons"
    r"|proceder|procede)(?: donc| maintenant| alors| ca| cela| cette \w+| la \w+| ce \w+| le \w+| l'\w+| a votre)*"
    r" (?:aux voix|au vote|aux votes|au scrutin|a un vote|au depouillement|vote)|passage au vote|mise aux voix|vote a main levee"
    r"|on vote|nous votons maintenant|votons)\b"
)
_SECRET = re.compile(
    r"\b(?:scrutin|bulletins?|vote) (?:a )?(?:bulletins? )?secrets?\b|\ba bulletins? secrets?\b|\burne\b|\bdans l'isoloir\b|\bdepouillement\b"
)
_NOT_SECRET = re.compile(r"\b(?:pas|ne pas|renonc\w+|sans)\b[^.?!]*\bsecrets?\b|\bsecrets? ?\?")
_SAME = re.compile(
    r"\b(?:memes? (?:votes?|resultats?|scrutin|decompte|score)|(?:vote|resultat|scrutin) (?:identique|inchange)|identique au (?:precedent|vote))\b"
)
_ALIKE = re.compile(
    r"^(?:(?:c'est|donc|et|oui|la|on a|alors|toujours|les|je suppose|avec|ce sont) )*(?:idem|pareil|identique|memes? (?:jeu|oppositions?|abstentions?|voix|repartition|topo|regime|chose|position|configuration)"
    r"|comme (?:tout a l'heure|precedemment|pour (?:le|la) precedente?|avant))\b(?=(?:\W*\w+){0,7}\W*$)"
)
_CALLED = re.compile(r"(?:et |alors )?(?:monsieur|madame|mme|m\.) (?:[a-z'-]+ ?){1,3}\?")
_VOICED = re.compile(
    r"(?:alors |moi |donc |je suis |je vote |vote |oui |non |[ ,])*(?:(?P<against>contre)|(?P<abstain>abstention|je m'abstiens|m'abstiens|s'abstient)|(?P<for>pour))[ ,]*(?:monsieur le maire|madame le maire|madame la maire)?[ .!]*"
)
"""A name called, and the vote that is answered: a public ballot."""
_NEXT = re.compile(
    rf"\b(?:premiere?|deuxieme|seconde?|troisieme|[a-z]{{4,}}ieme|derniere?|prochaine?) {SUBJECT}\b|\b{SUBJECT} (?:suivante?s?|numero \d+|n \d+|\d+)\b"
    rf"|\b(?:on|nous) (?:passe|passons|continue|continuons|enchaine|enchainons) (?:a|au|aux|avec|sur|par) (?!vote|voix|main|scrutin)|\bsur l'ensemble du\b"
)
"""Another thing is dealt with: a vote whose result is known is over."""
_ABOUT = re.compile(
    r"unani|anim|humanit|abst|apst|obst|\d attention|voix|\bvoies|\bvoi [a-z]|\d voi[est]|aux? voi|\bvot(?!res?\b)|au votre|adopt|dopt|adapt|approuv|rejet|jete|repouss|refus|scrutin|bulletin|contr|\bop+os|\baup+os|object"
    r"|majorit|egalite|partag|\belu|valid|accept|secret|blanc|prend\w* (?:pas|part)|\bidem|pareil|identique|tout le monde|l'emport|favorable|partout|\bpasse\b|\ba dopt|\d compte"
    r"|\d[^.;]{0,15}\bpour|\bpour ?[?,:]|\bpour \d|\b(?:tous|sont|est|et|monde) pour|\b(?:qui|ki|quis|quit|quiet|ceux)\b ?(?:est|et|es|s|c|ne|qui|pour|ai)\b|\bqui (?:s'|sa|ca|c'|est|et) ?(?:a|compt|pour)"
    r"|\bmemes? (?:vot|resul|scrut|jeu|score|decompt|repart|topo|regime|chose|posi|conf)|(?:monsieur|madame|mme|m\.) [a-z '-]+\?$|\b(?:oui|non) ?:"
)
"""What every sentence about a vote has, misheard or not: the others are not looked at unless a vote is under way."""
_STOPS = re.compile(r"(?<=[?!])\s+|\s\.\s+|(?<=[a-z0-9]{3}\.)\s+|(?<=\b\d\.)\s+|(?<=\b\d\d\.)\s+|\s*…\s*|\.\.\.\s*")
"""Recognisers forget the capital after a full stop; "m." and "mme." do not end a sentence."""


def read(block: Sequence[Passage], people: People, voting: bool) -> Iterator[tuple[Event, Passage]]:
    """The events of a few sentences said in one go by one voice, in order. ``voting``: a vote is under way."""
    pieces: list[str] = []
    about = False
    for passage in block:
        # A sentence after one about a vote may complete or correct it ("une abstention. Euh, deux").
        before, about = about, bool(_ABOUT.search(passage.plain))
        sentence = mend(passage.plain) if voting or about or before else ""
        voting = voting or bool(sentence and (_OPEN.search(sentence) or questions(sentence)))
        told = is_reported(sentence, voting)
        pieces.append("" if told else _punctuated(without_intentions(without_memories(sentence))))
    # A figure may be taken back in the next sentence: corrections are read over the whole block.
    for passage, piece in zip(block, corrected(SEPARATOR.join(pieces)).split(SEPARATOR), strict=True):
        for sentence in filter(None, map(str.strip, _STOPS.split(piece))):
            events = sorted(_sentence(sentence, passage, people), key=lambda event: event.at)
            yield from ((event, passage) for event in events)


_WHOLE = re.compile(r"qui\b|ceux|celles|quels| ?(?:et )?(?:des|d'autres|y a t il)\b")
_NOUN = re.compile(r"oppositions?|objections?|abstentions?|contre\b")
_HOLDS = re.compile(
    r"(?:'|\b(?:de|des|les|pas|une?|aucune?|ni|sans|en|et|ou|il y a|combien|1)) \w+$|\b(?:votes?|voix|avis) contre$"
)
"""What goes on with the noun that follows it."""


def _punctuated(text: str) -> str:
    """Every question of a vote made a sentence: recognisers run them into their answers ("qui est contre 12 voix")."""
    made = text
    for start, end, _ in reversed(questions(text)):
        follows = made[end:].lstrip(" ,:;…")
        if follows and follows[0] not in ".?!":
            made = f"{made[:end]} ? {follows}"
        before = made[:start].rstrip()
        noun = _NOUN.match(made[start:])
        whole = _WHOLE.match(made[start:]) or (noun and not _HOLDS.search(f"{before} {noun[0][:6]}"))
        if before and before[-1] not in ".?!,:;" and whole:
            made = f"{before} . {made[start:]}"
    return made


def _sentence(sentence: str, passage: Passage, people: People) -> Iterator[Event]:
    hit = _OPEN.search(sentence)
    if hit:
        yield Event("open", hit.start(), subject=subject(sentence))
    if _SECRET.search(sentence) and not _NOT_SECRET.search(sentence):
        yield Event("secret", 0)
    turned = _NEXT.search(sentence)
    if turned:
        yield Event("next", turned.start())
    same = _SAME.search(sentence) or _ALIKE.search(sentence)
    if same:
        yield Event("same", same.start())
    called, voiced = _CALLED.fullmatch(sentence), _VOICED.fullmatch(sentence)
    if called:
        yield Event("called", 0, names=own_names(sentence, passage, people))
    if voiced:
        yield Event("voiced", -1, voiced.lastgroup or "")
    asked = questions(sentence)
    yield from (Event("ask", start, slot) for start, _, slot in asked)
    counted = list(_counts(sentence, asked, passage, people))
    yield from counted
    yield from (Event("candidate", at, names=(name,), count=votes) for at, name, votes in candidates(sentence))
    if not asked and not called:
        first = min((event.at for event in counted), default=len(sentence))
        yield from _answers(sentence[:first] if counted else sentence, passage, people)
    if not any(end >= len(sentence) - 2 and sentence.endswith("?") for _, end, _ in asked):
        yield from _results(sentence, passage, people, bool(counted))


def _counts(sentence: str, asked: list[tuple[int, int, str]], passage: Passage, people: People) -> Iterator[Event]:
    free, rejected = sentence, is_rejected(sentence)
    for start, end, _ in asked:
        free = free[:start] + "?" * (end - start) + free[end:]
    everyone = ALL_OF.search(free)
    if everyone:
        yield Event("count", everyone.start(1), "for", int(everyone[1]))
    found = [*counts(free, rejected, voters(free, passage, people)), *by_yes_and_no(free)]
    for each in found:
        if each.named and each.slot != "for":
            yield Event("names", each.end, each.slot, names=own_names(free[each.start : each.end], passage, people))
    found = [each for each in found if not each.named]
    for each in found:
        free = free[: each.start] + "_" * (each.end - each.start) + free[each.end :]
    sides = {each.slot for each in found}
    alone = [] if any(candidates(sentence)) else without_side(free, sides, rejected)
    if [each.value for each in found] == [None]:
        alone = of_the_group(free, found[0])
    for each in [*found, *equal(sentence), *alone]:
        if each.value is None:
            yield Event("uncounted", each.start, each.slot)
        else:
            yield Event("count", each.start, each.slot, each.value)


def _answers(sentence: str, passage: Passage, people: People) -> Iterator[Event]:
    figure = bare_count(sentence)
    if figure:
        yield Event("bare", 0, count=number(figure), names=own_names(sentence, passage, people))
    elif everybody(sentence):
        yield Event("all", 0)
    elif nothing(sentence):
        yield Event("nil", 0)
    else:
        names, certain = answering_names(sentence, passage, people)
        if names:
            yield Event("names", 0, names=names, strong=certain)
        elif nobody_counted(sentence):
            yield Event("uncounted", 0)


def _results(sentence: str, passage: Passage, people: People, counted: bool) -> Iterator[Event]:
    found = declared(sentence, counted)
    if found is not None:
        yield Event(
            "consent" if found.consent else "result",
            found.at,
            result=found.result,
            unanimous=found.unanimous,
            majority=found.majority,
            cast_only=found.cast_only,
            subject=subject(sentence),
            strong=found.strong,
            names=people.names(passage.text)[:1] if found.elected else (),
            casting=found.casting,
            implied=found.implied,
        )
