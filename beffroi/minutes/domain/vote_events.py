# ruff: noqa: E501  (patterns read best whole)
"""What happens in a vote, in the order it is said: it is opened, asked, answered, counted, declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import BallotResult
from beffroi.minutes.domain.vote_words import (
    SEPARATOR,
    N,
    corrected,
    is_reported,
    mend,
    punctuated,
    without_intentions,
    without_memories,
)

SLOTS = ("for", "against", "abstain", "blank", "not_voting")
_UNITS = r"(?:voix |votes? |suffrages? |avis |bulletins? |elu(?:e?s)? |personnes? |conseillere?s? |membres? |mains? )?"
_STOP = (
    r"(?=\s*[,.;:!?)]|\s+(?:et|contre|pour|dont|donc|avec|celles?|merci|pas)\b|\s+(?:\d+|une?|aucune?|zero)"
    r" (?:voix |votes? )?(?:contre|pour|abst|blanc|bulletin)|\s*$)"
)


@dataclass(frozen=True, slots=True)
class Event:
    """``kind``: open, ask, count, nil, bare, names, result, secret, consent."""

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
    strong: bool = True
    """False for words that are a result only where a vote is under way ("c'est validé")."""


_OPEN = re.compile(
    r"\b(?:(?:je |nous )?(?:mets|met|mettons|mettre|mises?|soumets|soumettons|soumettre|passons|passe|passer|procedons"
    r"|proceder|procede)(?: donc| maintenant| alors| ca| cela| cette \w+| la \w+| ce \w+| le \w+| l'\w+)*"
    r" (?:aux voix|au vote|au scrutin|a un vote|au depouillement)|passage au vote|mise aux voix|vote a main levee"
    r"|on vote|nous votons maintenant|votons)\b"
)
_ASKED = r"(?=\s*(?:[?.,!:;]|$)|\s(?:personne|aucune?|\d|une?\b|monsieur|madame|qui|cette|ce\b|la delib|le budget|la motion|l'amend|le voeu|ou\b|pas))"
_ASKS = {
    "against": re.compile(
        r"(?<!\d )\bqui (?:est ce qui )?(?:est |vote |votent |sont |serait )(?:donc )?contre\b" + _ASKED + r"|\bqui (?:s'y |s')oppose"
        r"|\b(?:ceux|celles) qui sont contre\b" + _ASKED + r""
        r"|(?:^|[.?!,:;] ?)(?:(?:alors|donc|et|des|les|y a t il|il y a|d'autres|est ce qu'il y a|avez vous|une?|pas de|pas d'"
        r"|d'|des|votes?|voix|avis) ?){0,5}(?:contre|oppositions?|contraires?) ?\?"),
    "abstain": re.compile(
        r"(?<!\d )\bqui (?:est ce qui )?s'abstient\b|\bqui (?:souhaite|veut|desire) s'abstenir\b"
        r"|(?:^|[.?!,:;] ?)(?:(?:alors|donc|et|des|les|y a t il|il y a|d'autres|est ce qu'il y a|avez vous|une?|pas de|pas d'"
        r"|d'|des|votes?) ?){0,5}abstentions? ?\?"),
    "for": re.compile(
        r"(?<!\d )\bqui (?:est ce qui )?(?:est |vote |votent |sont )(?:donc )?(?:pour|favorable|d'accord)\b" + _ASKED + r""
        r"|\bqui approuve\b|\b(?:ceux|celles) qui sont (?:pour|favorables)\b"
        r"|(?:^|[.?!,:;] ?)(?:(?:alors|donc|et|des|les|y a t il|il y a|votes?|voix) ?){0,4}pour ?\?"),
    "not_voting": re.compile(r"\bqui ne (?:prend|participe|vote) pas(?: part)?\b"),
}  # fmt: skip
_TWO_SIDES = re.compile(
    rf"\b({N}) (?:voix |votes? )(?:pour )?(?:et )?contre ({N})\b(?! ?(?:abstention|blanc|bulletin))(?: voix)?"
)
_BY_SIDE = re.compile(rf"\bpar ({N}) (?:voix )?contre ({N})\b(?! ?(?:abstention|blanc))")
_COUNTS = {
    "for": [re.compile(rf"\b({N}) ?{_UNITS}(?:qui (?:sont|votent) |favorables? )?pour{_STOP}"),
            re.compile(rf"\b({N}) ?(?:voix|votes?|avis) (?:pour|favorables?)\b(?! cent)"),
            re.compile(rf"(?:^|[,.;:] ?|\bvotes? |\bvoix )pour ?:? ?({N}) ?(?:voix|votes?)?{_STOP}"),
            re.compile(rf"\b(?:adopte|approuve|vote|elu|acquis|obtient|recueille|obtenu|reuni)e?s? "
                       rf"(?:a la majorite,? )?(?:par |avec |a )?({N}) voix\b(?! contre)(?! pour)")],
    "against": [re.compile(rf"\b({N}) ?{_UNITS}(?:qui (?:sont|votent) |votent |vote |sont )?contre{_STOP}"),
                re.compile(rf"\b({N}) ?(?:voix|votes?|avis) (?:contre|defavorables?|contraires?)\b"),
                re.compile(rf"\b({N}) (?:oppositions?|opposants?)\b"),
                re.compile(rf"(?:^|[,.;:] ?|\bvotes? |\bvoix )contre ?[:,]? ?({N}) ?(?:voix|votes?)?{_STOP}")],
    "abstain": [re.compile(rf"\b({N}) ?(?:votes? |voix )?abstentions?\b"),
                re.compile(rf"\b({N}) ?{_UNITS}(?:qui )?s'(?:abstient|abstiennent)\b"),
                re.compile(rf"(?:^|[,.;:] ?)abstentions? ?[:,]? ?({N}) ?(?:voix|votes?)?{_STOP}")],
    "blank": [re.compile(rf"\b({N}) (?:votes? |bulletins? |suffrages? )?blancs?\b"),
              re.compile(rf"\b(?:votes?|bulletins?) blancs? ?:? ?({N}){_STOP}")],
    "not_voting": [re.compile(rf"\b({N}) {_UNITS}(?:qui )?ne (?:prennent|prend|participent|participe) pas(?: part)?\b"),
                   re.compile(rf"\b({N}) non participations?\b|\b({N}) refus de vote\b")],
}  # fmt: skip
_YES, _NO = re.compile(r"\b(\d+) oui\b"), re.compile(r"\b(\d+) non\b")
_NOBODY = {
    "against": re.compile(r"\bpersonne (?:n'est |ne vote |ne s'|n'y est )?(?:contre|oppose)|\bpas d'oppositions?(?! ?\?)\b"
                          r"|\bpas de (?:vote |voix )?contre\b(?! ?\?)|\bni (?:vote |voix )?contre\b"),
    "abstain": re.compile(r"\bpersonne ne s'abstient\b|\bni abstentions?\b"),
}  # fmt: skip
_ANSWER = r"^(?:alors|donc|bien|bon|euh|oui|et|ok|tres bien|la|je compte|j'en compte|j'en vois|je vois|il y en a|ils sont|nous sommes|on en a|nous avons|il y a|ca fait|[ ,])*"
_NIL = re.compile(_ANSWER + r"(?:personne|aucune?|neant|non|zero|0|pas une?|pas (?:de|d')|je n'en vois (?:pas|aucune?)|il n'y en a pas"
                  r"|je ne vois personne|rien|pas)\b(?! besoin)")  # fmt: skip
_BARE = re.compile(_ANSWER + r"(\d+|une?)(?: (?:mains?|voix|personnes?|votes?|elue?s?|conseillere?s?))?(?: levees?)?(?: egalement| aussi| exactement| encore| donc)?"
                   r"(?=\s*[,.:!;]|\s*$|\s+(?:monsieur|madame|merci)\b)")  # fmt: skip
_LIST_WORDS = frozenset(
    [
        "monsieur",
        "madame",
        "messieurs",
        "mesdames",
        "m",
        "mme",
        "et",
        "par",
        "procuration",
        "puis",
        "ainsi",
        "que",
        "aussi",
        "le",
        "la",
        "de",
        "d",
    ]
)
_CALLED = re.compile(r"\b(?:madame|monsieur|mme|m\.?) (?:(?:le|la|de|du|des|d') ?)?[a-z]+")
_SOME = re.compile(r"\b(\d+|une) (?:voix|votes?|mains?|personnes)\b(?! (?:pour|contre|de|par))")
_UNANIMOUS = re.compile(r"\bunanim(?:ite|ement|e)\b|\btout le monde (?:est|vote) pour\b|\bvote unanime\b")
_ALMOST = re.compile(rf"\bunanimite[^.]{{0,40}} (?:moins|sauf|excepte|hormis) ({N})?")
_CAST = re.compile(r"\bsuffrages? exprimes?\b|\bexprimes\b")
_ALL_OF = re.compile(r"\bunanimite des (\d+) (?:votants|presents|membres|voix|suffrages|conseillers|elus)\b")
_CASTING = re.compile(r"\bvoix (?:\w+ ){0,4}preponderante\b")
_MAJORITY = re.compile(
    r"\ba (?:la|une) (?:tres )?(?:large |courte |grande )?majorite\b(?! (?:absolue|municipale|relative|des|inverse|qualifiee|simple|parlement|presidentielle|elue|silencieuse|de\b))"
)
_DONE = r"(?:adopte|approuve|accepte|valide|vote|acquis)e?s?"
_REJECTED = re.compile(
    r"\b(?:est|sont|reste|c'est) (?:donc |ainsi )?(?:rejet|repouss|refus)ee?s?\b|\bn(?:'est|e sont) (?:donc )?pas (?:adopt|approuv|accept|reten)(?:ee?|ue?)s?\b"
    r"|\b(?:deliberation|motion|amendement|proposition|v(?:oe|œ)u) (?:donc )?(?:rejete|repousse)e?s?\b"
    r"|\b(?:rejette|repousse|refuse|desapprouve)(?:nt)?\b,? (?:a l'unan|a la maj|la |le |cette |ce |cet |l'|par )"
    r"|(?:^|[.,;:] ?)(?:donc )?(?:rejet|repouss)ee?s?\b"
)
_ADOPTED = re.compile(
    rf"\b(?:est|sont|c'est) (?:donc |ainsi |bien |par consequent |alors |de fait |[,] )*{_DONE}\b"
    r"|\b(?:deliberation|motion|amendement|proposition|rapport|budget|convention|v(?:oe|œ)u) (?:donc )?(?:adopte|approuve)e?s?\b"
    r"|\b(?:remercie|merci|personne|abstentions?|contre|oppositions?) (?:adopt|approuv)ee?s?\b"
    rf"|\b{_DONE} (?:donc )?(?:a l'unan|a la maj|par \d|avec \d|par une? |avec une? )"
    rf"|(?:^|[.,;:!?] ?)(?:c'est |donc |bien |alors )*(?:adopt|approuv)ee?s?(?: donc)?(?=[ ]*[.,;!]|\s*$| merci| je vous)"
    r"|\ba ete (?:adopt|approuv)ee?s?\b"
)
_BODY_DECIDES = re.compile(
    r"\ble (?:conseil|comite|bureau)\b[^.?!]*\b(?:autorise|decide|approuve|adopte|fixe|accepte|valide|designe|emet|prend acte|vote|instaure|attribue)\b"
)
_TIED = re.compile(
    r"\bpartage (?:egal )?des voix\b|\bvoix (?:sont|etant) a egalite\b|\ba egalite de voix\b|\begalite (?:des|de) voix\b|\bil y a egalite\b|\begalite parfaite\b"
    r"|\b(\d+) (?:voix )?partout\b"
)
_ELECTED = re.compile(r"\b(?:est|sont) (?:donc |ainsi )?(?:proclamee?s? )?elue?s?\b")
_SECRET = re.compile(
    r"\b(?:scrutin|bulletins?|vote) (?:a )?(?:bulletins? )?secrets?\b|\ba bulletins? secrets?\b|\burne\b"
    r"|\bdans l'isoloir\b"
)
_NOT_SECRET = re.compile(r"\b(?:pas|ne pas|renonc\w+|sans)\b[^.?!]*\bsecrets?\b|\bsecrets? ?\?")
_CONSENT = re.compile(
    r"\b(?:s'|si )il n'y (?:en )?a (?:donc )?(?:pas|plus|aucune?)\b|\bsans (?:observation|opposition|objection|remarque)s?\b"
)
_SUBJECT = re.compile(r"\b(sous amendement|amendement|motion|v(?:oe|œ)u|proces verbal|deliberation|contre proposition|proposition|convention|election|resolution)\b")  # fmt: skip


_ABOUT = re.compile(r"unani|animi|abst|apst|obst|attention|voix|voi[est]|vot|adopt|dopt|approuv|rejet|repouss|refus|scrutin|bulletin|contre|compte|oppos"
                    r"|majorit|egalite|partag|\belu|\bpour\b|qui est|valid|accept|secret|blanc|part\b")  # fmt: skip
"""What every sentence about a vote has, misheard or not: the others are not looked at unless a vote is under way."""


def number(word: str) -> int:
    """The count said by a figure or a word ("21", "une", "aucune", "pas d'")."""
    if word.isdigit():
        return int(word)
    return 1 if word in ("un", "une") else 0


def read(block: Sequence[Passage], people: People, voting: bool) -> Iterator[tuple[Event, Passage]]:
    """The events of a few sentences said in one go by one voice, in order. ``voting``: a vote is under way."""
    pieces: list[str] = []
    for passage in block:
        about = voting or _ABOUT.search(passage.plain)
        sentence = mend(passage.plain) if about else ""
        voting = voting or bool(_OPEN.search(sentence)) or any(ask.search(sentence) for ask in _ASKS.values())
        told = is_reported(sentence, voting)
        pieces.append("" if told else punctuated(without_intentions(without_memories(sentence))))
    # A figure may be taken back in the next sentence: corrections are read over the whole block.
    for passage, piece in zip(block, corrected(SEPARATOR.join(pieces)).split(SEPARATOR), strict=True):
        for sentence in filter(None, map(str.strip, _STOPS.split(piece))):
            events = sorted(_sentence(sentence, passage, people), key=lambda event: event.at)
            yield from ((event, passage) for event in events)


_STOPS = re.compile(r"(?<=[?!])\s+|\s\.\s+|(?<=[a-z0-9]{3}\.)\s+")
"""Recognisers forget the capital after a full stop; "m." and "mme." do not end a sentence."""


def _sentence(sentence: str, passage: Passage, people: People) -> Iterator[Event]:
    hit = _OPEN.search(sentence)
    if hit:
        yield Event("open", hit.start(), subject=_subject(sentence))
    if _SECRET.search(sentence) and not _NOT_SECRET.search(sentence):
        yield Event("secret", 0)
    taken = [hit.span() for ask in _ASKS.values() for hit in ask.finditer(sentence)]
    for slot, ask in _ASKS.items():
        for hit in ask.finditer(sentence):
            yield Event("ask", hit.start(), slot)
    counted = list(_counts(sentence, taken))
    yield from counted
    if not taken:
        first = min((event.at for event in counted), default=len(sentence))
        yield from _answers(sentence[:first] if counted else sentence, passage, people)
    yield from _named_votes(sentence, passage, people, counted)
    yield from _declared(sentence, passage, people, bool(counted))


def _own_names(sentence: str, passage: Passage, people: People) -> tuple[str, ...]:
    """Names of the passage that are said in this part of it."""
    kept: list[str] = []
    for mention in people.mentions(passage.text):
        if fold(mention.text).split()[-1] in sentence:
            member = people.member(mention)
            kept.append(member.full_name if member else mention.full)
    return tuple(dict.fromkeys(kept))


def _subject(sentence: str) -> str:
    hit = _SUBJECT.search(sentence)
    return hit[1] if hit else ""


def _counts(sentence: str, taken: list[tuple[int, int]]) -> Iterator[Event]:
    free = sentence
    for start, end in taken:
        free = free[:start] + " " * (end - start) + free[end:]
    for pattern in (_TWO_SIDES, _BY_SIDE):
        hit = pattern.search(free)
        if hit:
            sides = (
                ("against", "for")
                if _REJECTED.search(sentence) and number(hit[1]) > number(hit[2])
                else ("for", "against")
            )
            yield Event("count", hit.start(1), sides[0], number(hit[1]))
            yield Event("count", hit.start(2), sides[1], number(hit[2]))
            free = free[: hit.start()] + " " * (hit.end() - hit.start()) + free[hit.end() :]
    everyone = _ALL_OF.search(free)
    if everyone:
        yield Event("count", everyone.start(1), "for", int(everyone[1]))
    for slot, nobody in _NOBODY.items():
        hit = nobody.search(free)
        if hit:
            yield Event("count", hit.start(), slot, 0)
            free = free[: hit.start()] + " " * (hit.end() - hit.start()) + free[hit.end() :]
    yes, no = _YES.search(free), _NO.search(free)
    if yes and no:
        yield Event("count", yes.start(1), "for", number(yes[1]))
        yield Event("count", no.start(1), "against", number(no[1]))
    for slot, patterns in _COUNTS.items():
        for pattern in patterns:
            for hit in list(pattern.finditer(free)):
                group = next(index for index in range(1, (hit.re.groups or 1) + 1) if hit[index])
                if _is_money(free, hit.end(group)):
                    continue
                yield Event("count", hit.start(group), slot, number(hit[group]))
                free = free[: hit.start()] + " " * (hit.end() - hit.start()) + free[hit.end() :]


def _is_money(text: str, end: int) -> bool:
    return bool(re.match(r" ?(?:euros?|€|%|pour cent|000)", text[end:]))


def _answers(sentence: str, passage: Passage, people: People) -> Iterator[Event]:
    hit = _BARE.match(sentence)
    if hit or len(sentence.split()) <= 12 and (hit := _SOME.search(sentence)):
        yield Event("bare", 0, count=number(hit[1]), names=_own_names(sentence, passage, people))
    elif _NIL.match(sentence):
        yield Event("nil", 0)
    else:
        names = _own_names(sentence, passage, people)
        if names and len(sentence.split()) <= 4 * len(names) + 4:
            bare = {word for mention in people.mentions(passage.text) for word in fold(mention.text).split()}
            yield Event(
                "names",
                0,
                names=names,
                strong=set(re.findall(r"[a-z]+", _CALLED.sub(" ", sentence))) <= bare | _LIST_WORDS,
            )


_NAMED = {
    "against": re.compile(r"\b(?:vote|votent|voter|est|sont) contre\b|\bont vote contre\b|\ba vote contre\b"),
    "abstain": re.compile(r"\bs'(?:abstient|abstiennent|abstenant)\b"),
    "not_voting": re.compile(r"\bne (?:prend|prennent|participe|participent) pas(?: part)?\b|\bse deporte\b"),
}


def _named_votes(sentence: str, passage: Passage, people: People, counted: list[Event]) -> Iterator[Event]:
    """Who voted how: names after the count of their side, or before "s'abstient"."""
    names = _own_names(sentence, passage, people)
    if not names or re.search(r"\bqui (?:s'abst|est contre|vote contre)", sentence):
        return
    sides = [event for event in counted if event.slot in ("against", "abstain", "not_voting")]
    if len(sides) == 1:
        after = _own_names(sentence[sides[0].at :], passage, people)
        share = after[: sides[0].count] if " dont " not in sentence else ()
        if share:
            yield Event("names", sides[0].at + 1, sides[0].slot, names=share)
    elif len(sides) > 1:
        yield from _names_by_side(passage, people)
    elif any(pattern.search(sentence) for pattern in _NAMED.values()):
        yield from _names_by_clause(passage, people)


def _names_by_clause(passage: Passage, people: People) -> Iterator[Event]:
    """ "Monsieur A vote contre, madame B et monsieur C s'abstiennent": names, then what they do."""
    waiting: list[str] = []
    for index, clause in enumerate(re.split(r"[,;:]", passage.text)):
        names = people.names(clause)
        said = [slot for slot, pattern in _NAMED.items() if pattern.search(mend(fold(clause)))]
        waiting = [*waiting, *names] if names else waiting
        if len(said) == 1 and waiting:
            yield Event("names", 20_000 + index, said[0], names=tuple(waiting))
            waiting = []


def _names_by_side(passage: Passage, people: People) -> Iterator[Event]:
    pieces = re.split(r"(contre|abst\w+|opposition\w*|part)", mend(passage.folded))
    cuts = re.split(r"([Cc]ontre|[Aa]bst\w+|[Oo]pposition\w*|part)", passage.text)
    if len(pieces) != len(cuts):
        return
    for index in range(1, len(cuts) - 1, 2):
        names = people.names(cuts[index + 1])
        word = cuts[index].lower()
        slot = "abstain" if word.startswith("abst") else "not_voting" if word == "part" else "against"
        if names:
            yield Event("names", 10_000 + index, slot, names=names)


def _declared(sentence: str, passage: Passage, people: People, counted: bool) -> Iterator[Event]:
    unanimous = _UNANIMOUS.search(sentence)
    almost = _ALMOST.search(sentence)
    majority = _MAJORITY.search(sentence)
    consent = _CONSENT.search(sentence)
    at = min((hit.start() for hit in (unanimous, majority) if hit), default=len(sentence))
    rejected = _REJECTED.search(sentence)
    adopted = _ADOPTED.search(sentence)
    elected = bool(_ELECTED.search(sentence))
    result: BallotResult | None = None
    if rejected:
        result, at = BallotResult.REJECTED, min(at, rejected.start())
    elif adopted or unanimous or majority or elected or (counted and _BODY_DECIDES.search(sentence)):
        result, at = BallotResult.ADOPTED, min(at, adopted.start() if adopted else at)
    elif _TIED.search(sentence):
        result = BallotResult.TIED
    if result is None:
        return
    yield Event(
        "consent" if consent and not unanimous and not majority else "result",
        at,
        result=result,
        unanimous=bool(unanimous) and not almost,
        majority=bool(majority),
        cast_only=bool(unanimous and _CAST.search(sentence)),
        subject=_subject(sentence),
        strong=_is_strong(sentence, bool(unanimous)),
        names=people.names(passage.text)[:1] if elected else (),
        casting=bool(_CASTING.search(sentence)),
    )


_STRONG = re.compile(r"\badopt\w*|\bunanimement (?:adopt|approuv)|\b(?:approuv|vot|accept|valid|decid|autoris|rejet|repouss|refus)\w*,? "
                     r"(?:\w+ ){0,6}a (?:l'unan|la maj)|\ba l'unanimite\b")  # fmt: skip


def _is_strong(sentence: str, unanimous: bool) -> bool:
    voted = _STRONG.search(sentence) or re.match(r"(?:donc |bien )?c'est (?:donc )?vote\b", sentence)
    named = _SUBJECT.search(sentence) and (_ADOPTED.search(sentence) or _REJECTED.search(sentence))
    return bool(voted or named or (unanimous and len(sentence.split()) <= 5))
