# ruff: noqa: E501  (patterns read best whole)
"""The figures of a vote, each bound to its side: a sentence is read as a run of numbers and sides, either number
first ("15 voix pour, 3 contre") or side first ("pour : 15, contre : 3")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beffroi.minutes.domain.vote_binding import Atom, Count, bound

__all__ = ["SUBJECT", "Count", "Voters", "counts", "number"]

SUBJECT = (
    r"(?:sous amendements?|amendements?|motions?|voeux?|proces verba(?:l|ux)|deliberations?|contre propositions?|propositions?|conventions?"
    r"|elections?|resolutions?|rapports?|budgets?|projets?|points?|comptes?|textes?|decisions?|dossiers?|questions?|avenants?|plans?"
    r"|subventions?|tarifs?|articles?)"
)
_SIDES = {
    "not_voting": r"(?:qui )?ne (?:prends?|prennent|prenant|prendra|participe|participent|participant|vote|votent) pas(?: part)?(?: aux? votes?)?"
                  r"|non participations?|refus de (?:vote|prendre part)|ne souhaite(?:nt)? pas prendre part(?: au vote)?",
    "abstain": r"(?:qui )?(?:se sont |s'est |s'etant |se |s'|nous nous )?(?:abstien\w*|abstenue?s?|abstenant|abstentions?|abstentionnistes?)",
    "against": r"(?:qui )?(?:(?:se sont |s'est |s'y |s')?oppos(?:ent?|ee?s?)|oppositions?|opposants?|defavorables?|contraires?|contre|negatives?|negatifs?)",
    "for": r"(?:favorables?|approbations?|pour|affirmati(?:fs?|ves?)|approuvent)",
    "blank": r"(?:blancs?|blanches?)",
    "null": r"nuls?",
}  # fmt: skip
_NUMBER = r"(?:pas|ni) d(?:e |')|(?:\d+|aucune?s?|zeros?|neant|sans|ni|personne|nulle|unes?|un)(?![a-z0-9])"
_REST = (
    r"(?:tou(?:s|te|tes|t) )?(?:le reste|les autres)(?: \w+){0,3}? (?=est|sont|vote|pour|contre|s'abst)|(?:tou(?:s|t|tes) )?(?:le reste|les autres)"
    r"|tout le monde|l'ensemble du conseil|l'ensemble des (?:elus|membres|presents|votants|conseillers|groupes)"
)
_UNIT = (
    r"voix|votes?|suffrages?|bulletins?|avis|mains?|elue?s?|conseillere?s?|membres?|personnes|votants?|collegues?"
    r"|presents?|delegues?|deleguees?"
)
_WORDS_OF_BALLOT_UNIT = """
    voix vote votes suffrage suffrages bulletin bulletins avis
"""
_BALLOT_UNIT = frozenset(_WORDS_OF_BALLOT_UNIT.split())
_WORDS_OF_GLUE = """
    est sont a ont ete vote votent votes exprimes exprime qui y il en donc et dont soit seulement ainsi levees
    levee aussi egalement prononce prononcent prononces se on compte decompte tout juste uniquement declares
    declarees celle celles celui ceux meme moi autres autre ayant etant seul seule simple municipaux communautaires la fois
    obtenu je j' ai nous avons ne n' d' l' c' exactement puis enfin encore ou
"""
_GLUE = frozenset(_WORDS_OF_GLUE.split())
_TOKEN = re.compile(
    r"(?P<sep>[;:,!?.…()])"
    + "".join(f"|(?P<{slot}>\\b(?:{words})(?![a-z0-9]))" for slot, words in _SIDES.items())
    + rf"|(?P<rest>\b(?:{_REST})\b)|(?P<unit>\b(?:{_UNIT})\b(?! \d+ ?:))|(?P<number>\b(?:{_NUMBER}))"
    + r"|(?P<word>[a-z0-9€%]+'?)"
)
_NO_COUNT = re.compile(r" ?(?:euros?|€|%|pour cent|000|ans?|mois|jours?|heures?|h\b|metres?|km|fois)\b")
_ONE = re.compile(
    rf"(?! avis (?:fav|defav))\s*(?:$|[,.;:!?)…]|(?:seule? |autre )?(?:{_UNIT}|contre|pour|abst|s'abst|oppos|qui|blanc|nul|ne |non|le reste|les autres|refus|defav|favor|personne|adopt|rejet|approuv|c'est"
    rf"|elle est|et |(?:la|le|l'|cette|ce) ?{SUBJECT})\w*)"
)
"""What may follow "un" or "une" where it counts votes."""
_RIVAL = re.compile(r" (?:voix )?(?:a|pour) (?:madame|monsieur|mme|m\.) ")
_ORDINAL = re.compile(r"\b(?:numeros?|n|no|articles?|points?|page|tour|rapport|delib\w*|question|chapitre|alinea) ?$")
_VERDICT = r"(?:adopt|approuv|rejet|repouss|accept|valid|unanim|majorit)"
_ENDS = re.compile(
    rf"\s*(?:$|[,.;:!?)…]|(?:et|dont|donc|avec|merci|celles?|c'est|elle|il|je|l'unanimite|a l'unan|a la maj|est|pas|personne|aucune?|zero|ni"
    rf"|(?:une?|\d+) (?:seule? )?(?:{_UNIT}|contre|abst|s'abst|oppos|blanc|nul|qui|ne |defav|non )|\d+(?= ?[,.;]|\s*$)|le reste|les autres|monsieur|madame|mme|m\.|qui|contre|pour|abst|(?:la |le |l'|cette |ce |cet )(?:{SUBJECT}\b|(?:conseil|comite|bureau)\b[^.?!]* "
    rf"(?:approuve|adopte|autorise|decide|valide|accepte|rejette)\b)|(?:la|ma) voix\b|{_VERDICT}))"
)


@dataclass(frozen=True, slots=True)
class Voters:
    """People named one after the other; ``count`` is None where they stand for a group."""

    start: int
    end: int
    count: int | None


def number(word: str) -> int:
    """The count said by a figure or a word ("21", "une", "aucune", "pas d'")."""
    if word.isdigit():
        return int(word)
    return 1 if word in ("un", "une") else 0


def counts(sentence: str, rejected: bool = False, voters: Sequence[Voters] = ()) -> list[Count]:
    """The figures of one sentence (folded, mended, numbers in digits), in order. ``rejected``: the sentence says
    that it is rejected, so that "par 12 voix contre 9" counts those against first. ``voters``: who is named in it."""
    return [count for run in _runs(sentence, voters) for count in bound(run, rejected)]


def _runs(sentence: str, voters: Sequence[Voters]) -> Iterator[list[Atom]]:
    run: list[Atom] = []
    loose, linked, unit, number_before, skip = False, False, "", False, -1
    for token in _TOKEN.finditer(sentence):
        kind, text = token.lastgroup or "", token[0]
        if token.start() < skip:
            continue
        people = next((each for each in voters if each.start <= token.start() < each.end), None)
        if people is None and (kind == "unit" or (kind == "number" and text == "personne" and number_before)):
            unit, number_before = text, False
            continue
        if people is None and kind == "sep":
            loose, unit, number_before = True, "", False
            if text in ".!?…":
                yield run
                run = []
            continue
        if people is not None:
            atom: Atom | None = Atom("", people.count, people.start, people.end, named=True)
            skip = people.end
        else:
            atom = _atom(sentence, token, kind, unit, run, voters)
        if atom is None and not _is_glue(text, token.end(), voters):
            yield run
            run, loose, linked = [], False, False
        elif atom is None:
            linked = linked or text in ("et", "puis", "dont")
        else:
            atom.loose, atom.linked = loose, linked
            if _turns(run, atom):
                yield run
                run = []
            run.append(atom)
            loose = linked = False
        unit, number_before = "", bool(atom and not atom.slot and not atom.named)
    yield run


def _is_glue(text: str, end: int, voters: Sequence[Voters]) -> bool:
    if text in ("de", "du", "d'", "des", "par"):
        return any(0 <= each.start - end <= 1 for each in voters)
    return text in _GLUE


def _turns(run: Sequence[Atom], atom: Atom) -> bool:
    """A total before the sides ("29 votants, pour 26, contre 3"): the sides begin another run."""
    plain = [each for each in run if not each.named]
    return bool(
        plain and atom.slot and atom.loose and run[-1] is plain[-1] and not plain[-1].slot and not plain[0].slot
    )


def _atom(
    sentence: str, token: re.Match[str], kind: str, unit: str, run: Sequence[Atom], voters: Sequence[Voters]
) -> Atom | None:
    start, end = token.span()
    if kind == "number":
        if token[0] in ("un", "une", "uns", "unes") and not _ONE.match(sentence[end:]):
            return None
        kept = not _NO_COUNT.match(sentence[end:]) and not (token[0].isdigit() and _ORDINAL.search(sentence[:start]))
        rival = bool(_RIVAL.match(sentence[end:]))
        return None if not kept else Atom("", number(token[0].strip()), start, end, rival=rival)
    if kind == "rest":
        return Atom("", None, start, end)
    called = re.match(r"\s*[:,]\s*", sentence[end:])
    beside = called is not None and any(each.start == end + called.end() for each in voters)
    if kind not in _SIDES or not (beside or _is_side(sentence, token, kind, unit, run)):
        return None
    return Atom(kind, None, start, end)


def _is_side(sentence: str, token: re.Match[str], kind: str, unit: str, run: Sequence[Atom]) -> bool:
    """Whether "pour" or "contre" is a side here rather than a preposition."""
    if token[0] not in ("pour", "contre", "blanches", "blanche", "contraire"):
        return True
    after = sentence[token.end() :]
    counted = bool(run) and not run[-1].slot
    if re.match(r" (?:que\b|qu'|l'emporter|etre|avoir|obtenir|faire|pouvoir)", after):
        return False
    if counted and any(atom.slot for atom in run):
        return True
    if unit in _BALLOT_UNIT and (counted or re.match(r"\s*[:,]?\s*(?:\d|une?\b|zero|aucune?\b|neant|le reste)", after)):
        return True
    if (
        unit in _BALLOT_UNIT
        and re.match(r"\s*:| (?:du|de|d'|des) ?[a-z]", after)
        and not after.startswith((" de la ", " des "))
    ):
        return True
    if (counted or (run and token[0] == "contre")) and _ENDS.match(after):
        return True
    first = not re.search(r"[a-z0-9] *$", sentence[: token.start()]) or bool(run) or unit in _BALLOT_UNIT
    told = re.match(
        r"\s*[:,]?\s*(?:\d+|une?|zero|aucune?|neant|personne|le reste|tou\w+ (?:le|les) \w+)(?: voix| votes?)?", after
    )
    listed = told and re.match(r"[\s,;:]*(?:contre|abst|pour|blanc|nul)", after[told.end() :])
    return bool(told and (listed or (first and _ENDS.match(after[told.end() :]))))
