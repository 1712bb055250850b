# ruff: noqa: E501  (patterns read best whole)
"""The questions of a vote and their answers: "qui est contre ?", "des abstentions ?", "trois", "personne"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.minutes.domain.vote_counts import SUBJECT

_WORDS = {
    "against": r"(?:contre|oppose\w*|s'y oppose\w*|s'oppose\w*|oppositions?|defavorables?|objections?|objecte\w*|avis contraires?|opposants?|hostiles?|contraires?)",
    "abstain": r"(?:s'abstien\w*|s'abstenir|abstentions?|abstenants?)",
    "for": r"(?:pour|favorables?|d'accord|approuve(?:nt)?)",
    "not_voting": r"(?:ne (?:prend|prennent|participe|participent|vote|votent|souhaite prendre) pas(?: part)?(?: au vote)?)",
}
_ANY = "|".join(_WORDS.values())
_VERBS = (
    r"(?:est ce qui |donc |alors |maintenant |est |et |vote |votent |voter |sont |serait |seraient |y est |souhaite(?:nt)? |veut |veulent |desire(?:nt)? "
    r"|voudrait |se prononce |se declare |se |en est |aussi |d'autre )*"
)
_WHO = r"(?:qui|(?:(?:quels|quelles|qui) sont )?(?:celles et ceux|ceux et celles|ceux|celles|les elus|les personnes|les collegues|les conseillers|ceux d'entre vous) qui)"
_SUBJECT_SAID = rf"(?: (?:sur |a |contre )?(?:la|le|l'|cette|ce|cet) ?{SUBJECT})?"
_ASKED = (
    rf"(?={_SUBJECT_SAID}\s*(?:[?.,!:;…]|$)|\s+(?:personne|aucune?|neant|non|oui|zero|\d|une?\b|je\b|j'en|il y a|il y en a|y en a|il n'y|on en|pas|rien|monsieur|madame|mme|m\.|messieurs"
    rf"|mesdames|qui|ou\b|lev\w+|merci|le groupe|l'opposition|les elus|le conseil|elle est|c'est|adopt|approuv|rejet|unanim|a l'unan|et qui|(?:cette|ce|la|le|l') ?{SUBJECT}))"
)
_NOT_A_QUESTION = re.compile(
    r"(?:\b(?:monsieur|madame|mme|m\.|messieurs|mesdames|groupe|majorite|opposition|maire|adjointe?|elus?) (?:[a-z']+ ){0,2}|\bet (?:de )?ceux )$"
)
_LEADS = re.compile(
    r"(?:^|[.?!,:;…(«] ?|\b(?:votes?|voix|alors|donc|et|bon|bien|merci|personne|aucune?|zero|non|neant|contre|pour|abstentions?|\d+|une?|levees?|plus|pas|demande|question|ok|mains?"
    r"|vois|maintenant|vu|c'est|ou|puis|ensuite|euh|deliberation|scrutin|rapport|est ce|savoir|vote|animite|unanimite|adoptee?) )$"
)
_THEN = re.compile(r"\s*,? (?:lev|personne|aucun|zero|neant|non\b|\d|une?\b)")
_PLURAL = re.compile(r"(?:sont|votent|abstiennent|opposent)")
_DIRECT = {slot: re.compile(rf"\b{_WHO} {_VERBS}{words}\b{_ASKED}") for slot, words in _WORDS.items()}
_SOMEBODY = {
    slot: re.compile(
        rf"\b(?:quelqu'un|une personne|certains|d'autres?|quelqu'une|personne|nul) (?:ne )?(?:qui )?{_VERBS}(?:qui )?{_VERBS}(?:contre|{words})\b[^.!?]{{0,30}}\?"
    )
    if slot == "against"
    else re.compile(
        rf"\b(?:quelqu'un|une personne|certains|d'autres?|personne) (?:ne )?(?:qui )?{_VERBS}{words}\b[^.!?]{{0,30}}\?"
    )
    for slot, words in _WORDS.items()
}
_FILLER = (
    r"(?:alors|donc|et|ou|ni|des|de|les|le|la|l'|y a t il|il y a|y a|y a t'il|y aurait t il|il y en a|y en a t il|y en a|ca fait|ca nous fait|en avons nous|en a t on|est ce qu'il y a|est ce que|on a|avons nous|a t on|avez vous|vous avez|d'autres|d'autre|autres?|une?|1|pas de|pas d'|pas"
    r"|souhaite|certains|d'|votes?|voix|avis|bon|bien|ok|tres|maintenant|ensuite|enfin|memes?|questions?|sur ce point|sur ce rapport|sur cette delib\w*|combien|combien y a t il|eventuelles?|je vois|j'ai|toujours"
    r"|aucune?|sans|qui|du cote des|cote|parmi vous|dans la salle|pareil|merci|d'accord|quelles?|quels?|sont|c'est|non|oui|en|pour les|pour|vous|encore|que|ce|monsieur le maire)"
)
_NOMINAL = re.compile(rf"^(?:(?:{_FILLER}|{_ANY})\b(?<!')|(?:d|l)'|[ ,:…])+\?$")
_UNMARKED = re.compile(
    rf"^(?:(?:alors|donc|et|bon|bien|maintenant|ensuite|voila|on a|pour|concernant|quant aux?|les|des|d'autres|votes?|voix|avis|du cote des|qui sont)[ ,]+)*(?:{_ANY})(?:,? (?:levez|leve|merci de lever)[^.?!]*|,? s'il vous plait)? ?[.,:;…]?$"
)
"""A question whose mark was lost: "les abstentions." """
_LISTED = re.compile(
    rf"(?:^|[.?!,:;…] ?|\bvote |(?<=\d) |\b(?:personne|zero|non|aucune?|une?) )(?P<question>(?:alors |donc |et |bon |y a t il |y a |il y a |est ce qu'il y a |avez vous )*(?:des |d'autres |y a t il |y a |est ce qu'il y a )(?:votes? |voix |avis )*(?:{_ANY})\b){_ASKED[:-1]}|\s+(?:et )?(?:des|d'autres)\b)"
)
_PAIR = re.compile(
    r"(?<!\d )(?<!\bd')(?<!\bni )(?<!\baucune )(?<!\bsans )(?<!\bde )(?:(?:votes? )?contre|oppositions?|objections?),? (?:et |ou )?(?:des )?abstentions?\b(?!,? (?:\d|une?\b|zero|aucune?|neant|personne|de|du|d'|madame|monsieur|[:,]))"
)
"""Both questions in a breath: "oppositions, abstentions"."""
_SIDE = re.compile("|".join(rf"(?P<{slot}>\b{words}\b)" for slot, words in _WORDS.items()))
_NO_VOTE = re.compile(
    r"\b(?:pourquoi|comment|quand|etes|tu|voulez|faut|peut|pouvez|si|seriez|voudriez)\b|\bpour ou contre\b|\bavis (?:pour|sur)\b"
)
_EVERYBODY = re.compile(
    r"\btout le monde (?:est |vote )(?:d'accord|pour|favorable)[^.?!]{0,25}\?|\bvous etes tous (?:d'accord|pour|favorables)[^.?!]{0,20}\?"
)


def questions(sentence: str) -> list[tuple[int, int, str]]:
    """(start, end, side) of each question that a sentence (folded, mended) asks the voters."""
    found: set[tuple[int, int, str]] = set()
    direct = [(hit.start(), slot, hit) for slot, ask in _DIRECT.items() for hit in ask.finditer(sentence)]
    for start, slot, hit in sorted(direct, key=lambda each: each[0]):
        # A question already asked, the next one runs on from its answer ("qui est contre madame Roux qui s'abstient").
        runs_on = (
            bool(found) and hit[0].startswith("qui") and not _PLURAL.search(hit[0]) and "?" not in sentence[:start]
        )
        if runs_on or _is_asked(sentence, hit):
            found.add((start, hit.end(), slot))
    for slot, ask in _SOMEBODY.items():
        found |= {(hit.start(), hit.end(), slot) for hit in ask.finditer(sentence) if not _NO_VOTE.search(sentence)}
    if not found:
        found = set(_nominal(sentence))
    found |= {(hit.start(), hit.end(), "for") for hit in _EVERYBODY.finditer(sentence)}
    return sorted(found)


def _is_asked(sentence: str, hit: re.Match[str]) -> bool:
    """Not "monsieur Roux qui vote contre", nor "trois qui s'abstiennent"; "deux qui s'abstient" runs on."""
    before = sentence[: hit.start()]
    if re.search(r"\d $", before) and _PLURAL.search(hit[0]):
        return False
    if re.search(r"\b(?:une?) $", before) and not re.match(
        r"\s*(?:\?|\d|personne|aucun|zero|une?\b|pas)", sentence[hit.end() :]
    ):
        return False
    if _NO_VOTE.search(before.rpartition(".")[2]):
        return False
    marked = "?" in sentence[hit.end() : hit.end() + 2]
    if (
        not hit[0].startswith(("qui", "quel"))
        and not marked
        and len(sentence.split()) > 9
        and not _THEN.match(sentence[hit.end() :])
    ):
        return False
    return bool(_LEADS.search(before)) or (marked and not _NOT_A_QUESTION.search(before))


def _nominal(sentence: str) -> Iterator[tuple[int, int, str]]:
    """ "Des oppositions ? Des abstentions ?", and the same without its question marks."""
    start = max(sentence.rfind(mark, 0, -1) for mark in ".!;?") + 1
    clause = sentence[start:].strip()
    for begin in (start, sentence.rfind(",", 0, -1) + 1, sentence.rfind(":", 0, -1) + 1):
        clause = sentence[begin:].strip()
        if (
            _NOMINAL.match(clause)
            and _SIDE.search(clause)
            and len(clause.split()) <= 12
            and not _NO_VOTE.search(clause)
        ):
            yield from _each(sentence, begin, len(sentence))
            return
    if _UNMARKED.match(sentence):
        yield from _each(sentence, 0, len(sentence))
        return
    for hit in _PAIR.finditer(sentence):
        yield from _each(sentence, hit.start(), hit.end())
    for hit in _LISTED.finditer(sentence):
        yield from ((hit.start("question"), end, slot) for _, end, slot in _each(sentence, hit.start(), hit.end()))


def _each(sentence: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for hit in _SIDE.finditer(sentence, start, end):
        slot = hit.lastgroup or ""
        follows = re.match(r" (?:les|la|le|ce|cette)\b", sentence[hit.end() :])
        if not (slot == "for" and (follows or hit[0] == "d'accord")):
            yield hit.start(), hit.end(), slot


_OPENING = r"^(?:alors|donc|bien|bon|euh|oui|et|ok|tres bien|la|je compte|j'en compte|j'en ai|j'en vois|je vois|j'ai|je note|il y en a|il y a|ils sont|nous sommes|vous etes|on en a|on a|nous avons|nous en avons|ca fait|en voila|voila|c'est|soit|toujours|encore|les|[ ,:…])*"
_NIL = re.compile(
    _OPENING
    + r"(?:personne|aucune?|neant|non|zero|0|pas une?|pas (?:de|d')|je n'en (?:vois|ai|compte)(?: pas| aucune?| toujours pas| point)?|il n'y en a (?:pas|aucune?|plus)|je ne vois (?:personne|rien|pas|aucune)"
    r"|rien|pas|nul|on n'en (?:voit|a) pas|y en a pas|aucune main)\b(?! besoin)"
)
_BARE = re.compile(
    _OPENING
    + r"(\d+|une?)(?: (?:mains?|voix|personnes?|votes?|elue?s?|conseillere?s?|membres?|collegues?))?(?: (?:levees?|qui levent? la main|contraires?))?"
    r"(?: egalement| aussi| exactement| encore| donc| seule?| toujours| je crois)*(?=\s*[,.:!;…]|\s*$|\s+(?:monsieur|madame|mme|merci|toujours|les memes|le groupe|comme|adopt|approuv|rejet|c'est|elle|donc|la|qui|et)\w*)"
)
_INSIDE = re.compile(
    r"\b(\d+|une) (?:voix|votes?|mains?|personnes|elus?|membres|abstentions?)\b(?! (?:pour|contre|de|par|abst))"
)
_THUS = re.compile(
    r"(?:\b(?:donc|soit|ca fait|font|c'est a dire)|,) (\d+|une?)(?: donc| au total| en tout)?\s*[.,;!]?$"
)
_GROUP = re.compile(
    r"\b(?:groupes?|l'opposition|la minorite|la majorite|minoritaires?|elus (?:du|de|d'|d)|liste|les memes|collegues|camarades|toute la|tous les|une partie|certains|quelques|plusieurs|les autres|le reste|elus communistes|les elus|les ecologistes)\b"
)
_ALL = re.compile(
    r"^(?:alors |donc |bien |bon |oui |et |ok |ben |c'est |je vois |[ ,])*(?:tout le monde|tous|toutes|l'ensemble|tout le conseil|toutes les mains)\b"
)


def nothing(sentence: str) -> bool:
    """Whether an answer says that nobody is."""
    return bool(_NIL.match(sentence))


def everybody(sentence: str) -> bool:
    """Whether an answer says that all are."""
    return bool(_ALL.match(sentence)) and len(sentence.split()) <= 8


def bare_count(sentence: str) -> str:
    """The figure of an answer ("trois, merci"), or nothing."""
    hit = _BARE.match(sentence)
    if hit is None and len(sentence.split()) <= 12:
        hit = _INSIDE.search(sentence) or _THUS.search(sentence)
    return hit[1] if hit else ""


def nobody_counted(sentence: str) -> bool:
    """Whether an answer names a group that nobody counted ("les élus de l'opposition")."""
    return bool(_GROUP.search(sentence)) and len(sentence.split()) <= 16
