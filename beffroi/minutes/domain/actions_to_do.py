# ruff: noqa: E501  (patterns read best whole)
"""What someone is to do after the meeting: who, what, by when, as it was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import Fact, FactKind

_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_WHEN = (
    rf"(?:(?:{_DAY} )?(?:\d{{1,2}}|premier|1er|[a-z]+(?: et un| un| deux| trois| quatre| cinq| six| sept| huit| neuf)?) {_MONTH}"
    rf"(?: (?:\d{{4}}|deux mille(?: [a-z]+){{1,2}}))?"
    rf"|{_DAY}(?: prochain| en huit| matin| soir| midi)?|demain|apres demain|ce soir"
    rf"|(?:la |le |les )?(?:fin|debut|mi)(?: de| du| de la| d')? ?(?:{_MONTH}|mois|semaine|annee|l'annee|trimestre|semestre)(?: prochaine?)?"
    rf"|(?:la |le |l')?(?:semaine|mois|annee|trimestre|printemps|ete|automne|hiver|rentree)(?: prochaine?)?"
    rf"|(?:la |le )?prochaine? (?:seance|reunion|conseil|fois|commission|bureau|comite)(?: municipal| de [a-z]+)?"
    rf"|{_MONTH}(?: prochain| \d{{4}})?|noel|(?:\d+|deux|trois|quatre|huit|dix|quinze) (?:jours|semaines|mois)|quinzaine|huitaine)"
)
_DEADLINE = re.compile(
    rf"\b(?:avant|d'ici(?: a| la)?|pour|au plus tard|sous|jusqu'(?:a|au)|dans|des|courant|des le)"
    rf" (?:le |la |l'|les |au |a la )?{_WHEN}\b|\b(?:{_DAY} (?:prochain|matin|soir)|demain|la semaine prochaine"
    rf"|le mois prochain|lors (?:de la |du )prochaine? (?:seance|reunion|conseil))\b"
)

_BODIES = (
    r"(?:la commission(?: (?!qui|est|a\b|se\b|s'|exam|etud|va|doit|trav\w+er)[a-z']+){0,3}?|les services(?: techniques| municipaux| administratifs)?|le service(?: [a-z']+){1,3}?"
    r"|le secretariat|la secretaire(?: de mairie)?|le bureau(?: d'etudes)?|la mairie|le maire|la maire|l'adjointe?(?: [a-z']+){0,3}?"
    r"|le groupe de travail|le comite(?: [a-z']+){0,2}?|la direction(?: [a-z']+){0,3}?|le prestataire|l'architecte|le syndicat)"
)
_DO = (
    r"(?:s'occup\w+|se charg\w+|s'en charg\w+|s'en occup\w+|prend en charge|prendra|prepar\w+|envo\w+|enverr\w+|contact\w+|redig\w+"
    r"|transmet\w*|present\w+|verifi\w+|examin\w+|etudi\w+|chiffr\w+|organis\w+|appel\w+|relanc\w+|recens\w+|rencontr\w+|propos\w+"
    r"|fer(?:a|ont|ai)|fass\w+|rend\w*|regard\w+|travaill\w+|instrui\w+|planifi\w+|reserv\w+|command\w+|install\w+|diffus\w+"
    r"|convoqu\w+|consult\w+|demand\w+|rappel\w+|inform\w+|estim\w+|etabli\w+|lanc\w+|publi\w+|corrig\w+|finalis\w+|boucl\w+"
    r"|mett(?:ra|re|e|rai)|met a jour|complet\w+|achet\w+|not\w+|signal\w+|ecri\w+|sollicit\w+|coordonn\w+|recontact\w+|revien\w*|dress\w+)"
)
_FUTURE = r"(?:va|vont|doit|doivent|devra|devront|est charge\w* de|sont charge\w* de|est chargee? d'|peut)"

_ASKED = re.compile(
    rf"\b(?:je (?:vous )?(?:propose|demande|souhaite|suggere)|nous (?:proposons|demandons)|il faut|il faudra(?:it)?|on demande) (?:donc )?"
    rf"(?:que |qu'|a |aux? )(?P<who>{_BODIES}|[a-z]+(?: [a-z]+)?) (?:de |d')?(?P<what>{_DO}\b.*)"
)
_CHARGED = re.compile(
    rf"\b(?:je|nous|on) (?:charge|chargeons|confie|confions a|mandate|demande a|demandons a) (?P<who>{_BODIES}|[a-z]+) (?:de |d')(?P<what>.+)"
)
_FIRST = re.compile(
    rf"\b(?:je (?:m'(?:en )?occupe\b|m'en charge\b|me charge\b|m'engage a|vais (?:vous |le |la |les |leur |lui |en )?{_DO}\b|vous "
    r"(?:enverrai|transmettrai|ferai|tiendrai|communiquerai|apporterai)|(?:l'|le |la |les |leur |lui )?(?:enverrai|appellerai|ferai|contacterai|preparerai"
    r"|verifierai|demanderai|transmettrai|redigerai|relancerai|regarderai|presenterai|mettrai|prendrai)\b))"
)
_TOLD = re.compile(
    rf"\b(?:tu (?:peux|t'occupes|te charges|t'en occupes|t'en charges|nous|vas|feras|enverras|prepares|regardes|envoies|vois|relances)\b"
    rf"|(?:pouvez|pourrez) vous {_DO}\b|peux tu {_DO}\b)"
)
_NOTED = re.compile(r"\b(?:c'est note|nous en prenons note|je note|bien note)\b[^.]*\b(?:sera|seront|ferons|fera)\b")
_NOT = re.compile(
    r"\b(?:n'est pas|ne (?:va|doit|peut|sera|fera)|n'a|deja|avait|si (?:la|le|on|nous|vous|vos)|pourquoi|c'est la commission|a (?:deja )?(?:rendu|examine|etudie|envoye)|voter(?:ai|ons)|permett?r\w+)\b"
)


@dataclass(frozen=True, slots=True)
class _Found:
    who: str
    start: int
    strong: bool


def action_facts(passages: Sequence[Passage], people: People) -> Iterator[Fact]:
    """Actions with who ("" where nobody was named), what (the words) and by when ("" where not said)."""
    for passage in passages:
        folded = passage.folded
        if len(folded) > 600 or _NOT.search(folded):
            continue
        found = _asked(folded, passage, people) or _promised(folded, passage, people) or _named(folded, passage, people)
        if not found:
            continue
        deadline = _DEADLINE.search(folded)
        if not found.strong and not deadline:
            continue
        if "?" in passage.text and not (found.strong and deadline):
            continue
        yield Fact(
            FactKind.ACTION,
            passage.item,
            {
                "who": found.who,
                "what": passage.text[found.start :].strip(" .!?"),
                "deadline": passage.text[deadline.start() : deadline.end()] if deadline else "",
                "text": passage.text,
                "speaker": passage.speaker,
            },
            (passage.utterance,),
        )


def _asked(folded: str, passage: Passage, people: People) -> _Found | None:
    for pattern in (_ASKED, _CHARGED):
        hit = pattern.search(folded)
        if hit and (re.match(_BODIES, hit["who"]) or people.mentioned(hit["who"]) or _first_name(hit["who"], people)):
            return _Found(_who(passage.text[hit.start("who") : hit.end("who")], people), hit.start("what"), True)
    return None


def _promised(folded: str, passage: Passage, people: People) -> _Found | None:
    hit = _FIRST.search(folded)
    if hit:
        strong = bool(re.search(r"m'en|m'occupe|me charge|m'engage", hit[0]))
        return _Found(people.name_of(passage.speaker), hit.start(), strong)
    hit = _TOLD.search(folded)
    if hit:
        members = people.mentioned(passage.text) or _by_first_name(folded, people)
        who = people.shown(members[0]) if len(members) == 1 else ""
        return _Found(who, hit.start(), bool(members) or "occup" in hit[0] or "charg" in hit[0]) if who else None
    hit = _NOTED.search(folded)
    return _Found("", passage.text.find(",") + 1 if "," in passage.text else 0, True) if hit else None


def _named(folded: str, passage: Passage, people: People) -> _Found | None:
    """ "Isabelle s'occupe de l'affichage", "les services techniques vont chiffrer"."""
    for pattern, strong in (
        (
            rf"(?P<who>{_BODIES}) (?P<what>{_FUTURE} (?:nous |vous |en |la |le |l'|les )?{_DO}\b|(?:nous |vous )?{_DO}(?<=ra|nt)\b)",
            False,
        ),
        (rf"(?P<who>{_BODIES}) (?P<what>s'occupe\w*|se charge\w*|s'en \w+)\b", True),
    ):
        hit = re.search(pattern, folded)
        if hit:
            return _Found(passage.text[hit.start("who") : hit.end("who")], hit.start("what"), strong)
    members = people.mentioned(passage.text) or _by_first_name(folded, people)
    if len(members) != 1:
        return None
    name = rf"(?:{re.escape(_fold_last(members[0].last_name))}|{re.escape(_fold_last(members[0].first_name) or 'xxx')})"
    hit = re.search(
        rf"\b{name},? (?:qui )?(?P<what>(?:s'(?:en )?(?:occup\w+|charg\w+)|se charg\w+|{_FUTURE} (?:nous |vous |en |la |le |l'|les )?{_DO}\b"
        rf"|(?:nous |vous )?{_DO}(?<=ra)\b|prend en charge|prepare|envoie|contacte|redige|relance|verifie))",
        folded,
    )
    if hit:
        return _Found(
            people.shown(members[0]), hit.start("what"), bool(re.match(r"s'|se |prend en|va |doit |devra", hit["what"]))
        )
    return None


def _fold_last(name: str) -> str:
    from beffroi.minutes.domain.text import fold

    return fold(name)


def _by_first_name(folded: str, people: People) -> list:  # type: ignore[type-arg]
    return [
        member
        for member in people.members
        if member.first_name and re.search(rf"\b{re.escape(_fold_last(member.first_name))}\b", folded)
    ]


def _first_name(who: str, people: People) -> bool:
    return bool(_by_first_name(who, people))


def _who(text: str, people: People) -> str:
    members = people.mentioned(text) or _by_first_name(_fold_last(text), people)
    return people.shown(members[0]) if len(members) == 1 else text
