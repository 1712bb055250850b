# ruff: noqa: E501  (patterns read best whole)
"""What someone is to do after the meeting: who, what, by when, as it was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beffroi.minutes.domain.deadlines import Deadline, find_deadline
from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Fact, FactKind

_BODIES = (r"(?:la commission(?: (?!qui|est|a\b|se\b|s'|exam|etud|va|doit|trav\w+er)[a-z']+){0,3}?|les services(?: techniques| municipaux| administratifs)?|le service(?: [a-z']+){1,3}?"
           r"|le secretariat|la secretaire(?: de mairie)?|le bureau(?: d'etudes)?|la mairie|le maire|la maire|l'adjointe?(?: [a-z']+){0,3}?"
           r"|le groupe de travail|le comite(?: [a-z']+){0,2}?|la direction(?: [a-z']+){0,3}?|le prestataire|l'architecte|le syndicat)")  # fmt: skip
_DO = (r"(?:s'occup\w+|se charg\w+|prend(?:s|ra|re|rai)?|prepar\w+|envo\w+|enverr\w+|contact\w+|redig\w+|previen\w*|previendr\w+|preven\w+"
       r"|transmet\w*|present\w+|verifi\w+|examin\w+|etudi\w+|chiffr\w+|organis\w+|appel\w+|relanc\w+|recens\w+|rencontr\w+|propos\w+"
       r"|fai(?:s|t|re)\w*|fer(?:a|ont|ai)|fass\w+|rend\w*|regard\w+|travaill\w+|instrui\w+|planifi\w+|reserv\w+|command\w+|install\w+|diffus\w+"
       r"|convoqu\w+|consult\w+|demand\w+|rappel\w+|inform\w+|estim\w+|etabli\w+|lanc\w+|publi\w+|corrig\w+|finalis\w+|boucl\w+|recoi\w+|recev\w+"
       r"|mett?(?:ra|re|e|rai|s)|complet\w+|achet\w+|signal\w+|ecri\w+|sollicit\w+|coordonn\w+|recontact\w+|revien\w*|dress\w+|donn\w+|remet\w+|voi[rst]|voie)")  # fmt: skip
_OBJECT = r"(?:vous |te |le |la |les |l'|leur |lui |en |nous |y )*"
_WILL = r"(?:va|vont|doit|doivent|devra|devront|est charge\w* de|sont charge\w* de)"
_ASKED = re.compile(rf"\b(?:je|nous|on|il faut|il faudra|il faudrait) ?(?:{_OBJECT})?(?:propose|demande|souhaite|suggere|proposons|demandons)? ?(?:donc )?"
                    rf"(?:que |qu'|a |au |aux )(?P<who>{_BODIES}|(?:monsieur |madame |m\. |mme )?[a-z]+(?: [a-z]+)?) (?:de |d')?(?P<what>{_OBJECT}{_DO}\b.*)")  # fmt: skip
_CHARGED = re.compile(
    rf"\b(?:je|nous|on) (?:charge|chargeons|mandate) (?P<who>{_BODIES}|(?:monsieur |madame |m\. |mme )?[a-z]+) (?:de |d')(?P<what>.+)"
)
_PLEDGE = re.compile(r"\bje (?:m'(?:en )?occupe\b|m'en charge\b|me charge\b|m'engage a\b)")
_FUTURE = re.compile(rf"\bje (?P<what>(?:ne )?{_OBJECT}(?P<verb>[a-z]+r)ai)\b")
_NOT_DOING = re.compile(
    r"^(?:ser|aur|voter|abstiendr|pourr|voudr|devr|dir|rappeller|commencer|terminer|finir|conclur|ajouter|parler|preciser|laisser"
    r"|passer|repondr|demander|souhaiter|aimer|revendr|insister|irai|ir|tenter|rester|essaier|essayer|poser|saur|croir|reviendr)$"
)
_NOW = re.compile(rf"\b(?:je|j') ?(?:vais )?{_OBJECT}{_DO}\b")
_WE = re.compile(rf"\b(?:nous|on) {_OBJECT}(?:allons |va )?{_OBJECT}{_DO}\b")
_GIVEN = re.compile(r"\b(?:tu auras|vous aurez|vous recevrez|tu recevras)\b")
_TOLD = re.compile(rf"^(?:[a-z' ]+, )?(?P<name>[a-z]+(?: [a-z]+)?),? (?P<what>tu (?!es\b|as\b|sais|penses?|proposes?|crois|veux|dis\b|parles|etais|avais)"
                   rf"{_OBJECT}(?:t')?(?:en )?(?![a-z]+(?:ais|rais)\b)[a-z]+|vous (?!{_OBJECT}[a-z]+iez\b){_OBJECT}{_DO}\b"
                   r"|(?:peux tu|pouvez vous|pourriez vous|pourras tu|pourrez vous|merci de|il faut que tu|il faudrait que tu)\b)")  # fmt: skip
_REQUEST = re.compile(
    r"\b(?:pouvez vous|peut on|peux tu|pourriez vous|tu peux|tu t'en|vous en charger|vous en occuper|est ce qu'on peut)\b"
)
_PASSIVE = re.compile(r"\b(?P<what>[^,.;:]+\b(?:sera|seront) [a-z]+ee?s?\b)")
_NOTED = re.compile(r"\b(?:c'est note|nous en prenons note|je note|bien note)\b[^.]*\b(?:sera|seront|ferons|fera)\b")
_SAYING = re.compile(
    r"\b(?:rappel|inform|propos|signal|demand)\w* (?:que|qu'|si)\b|\bla parole\b|\bdemande a (?:m\.|mme|monsieur|madame)|\bje (?:vous )?(?:rappelle|propose|demande (?:le|la|si|pourquoi))\b"
)
_NOT = re.compile(
    r"\b(?:n'est pas|ne (?:va|doit|peut|sera|fera)|n'a|deja|avait|si (?:la|le|on|nous|vous|vos|elle|il)|pourquoi|a (?:deja )?(?:rendu|examine|etudie|envoye)"
    r"|voter(?:ai|ons)|permett?r\w+|je vous propose de)\b"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """``needs``: what deadline must go with it to be an action: "", "any" or "firm"."""

    who: str
    start: int
    needs: str = ""


def action_facts(passages: Sequence[Passage], people: People) -> Iterator[Fact]:
    """Actions with who ("" where nobody was named), what (the words) and by when ("" where not said)."""
    found = [(passage, fact) for passage in passages for fact in _action(passages, passage, people)]
    for index, (passage, fact) in enumerate(found):
        taken_up = any(later.values["who"] == fact.values["who"] and 0 < other.utterance - passage.utterance <= 2
                       for other, later in found[index + 1 : index + 4])  # fmt: skip
        if not ("?" in passage.text and taken_up):
            yield fact


def _action(passages: Sequence[Passage], passage: Passage, people: People) -> Iterator[Fact]:
    folded = passage.folded
    if len(folded) > 600 or _NOT.search(folded):
        return
    deadline = find_deadline(passage.text)
    readers = (_asked, _told, _promised, _named)
    found = next((hit for reader in readers if (hit := reader(folded, passage, people))), None)
    found = found or _answered(passages, passage, deadline, people)
    if (
        found is None
        or not _enough(found, deadline)
        or ("?" in passage.text and not deadline and "occup" not in folded)
    ):
        return
    values: dict[str, object] = {
        "who": found.who,
        "what": passage.text[found.start :].strip(" .!?"),
        "deadline": passage.text[deadline.start : deadline.end] if deadline else "",
        "text": passage.text,
        "speaker": passage.speaker,
    }
    yield Fact(FactKind.ACTION, passage.item, values, (passage.utterance,))


def _enough(found: _Found, deadline: Deadline | None) -> bool:
    if found.needs == "firm":
        return deadline is not None and deadline.firm
    return not found.needs or deadline is not None


def _asked(folded: str, passage: Passage, people: People) -> _Found | None:
    for pattern in (_ASKED, _CHARGED):
        hit = pattern.search(folded)
        if hit is None:
            continue
        said = passage.text[hit.start("who") : hit.end("who")]
        member = _member(said, people)
        if member or re.match(_BODIES, hit["who"]):
            return _Found(member or said, hit.start("what"))
    return None


def _told(folded: str, passage: Passage, people: People) -> _Found | None:
    """ "Karim, tu préviens le transporteur"; "Tu auras la liste le neuf octobre"."""
    hit = _TOLD.match(folded)
    if hit:
        who = _member(passage.text[hit.start("name") : hit.end("name")], people)
        if who:
            return _Found(who, hit.start("what"))
    given = _GIVEN.search(folded)
    return _Found(people.name_of(passage.speaker), given.start(), "any") if given else None


def _promised(folded: str, passage: Passage, people: People) -> _Found | None:
    who = people.name_of(passage.speaker)
    pledge = _PLEDGE.search(folded)
    if pledge:
        return _Found(who, pledge.start())
    future = _FUTURE.search(folded)
    if (
        future
        and not _NOT_DOING.match(future["verb"])
        and len(folded.split()) <= 25
        and " ne " not in f" {future['what']}"
    ):
        return _Found(who, future.start(), "" if len(folded.split()) <= 15 else "any")
    now = _NOW.search(folded)
    if now and not _SAYING.search(folded):
        return _Found(who, now.start(), "any")
    noted = _NOTED.search(folded)
    if noted:
        return _Found("", passage.text.find(",") + 1 if "," in passage.text else 0)
    together = _WE.search(folded)
    return _Found(who, together.start(), "firm") if together and re.search(r"\b\w+(?:rons|allons)\b", folded) else None


def _named(folded: str, passage: Passage, people: People) -> _Found | None:
    """ "Isabelle s'occupe de l'affichage", "les services techniques vont chiffrer les travaux"."""
    for pattern, needs in ((rf"(?P<who>{_BODIES}) (?P<what>{_WILL} {_OBJECT}{_DO}\b|{_OBJECT}[a-z]+(?:era|ira|ront)\b)", "any"),
                           (rf"(?P<who>{_BODIES}) (?P<what>s'occupe\w*|se charge\w*|s'en \w+)\b", "")):  # fmt: skip
        hit = re.search(pattern, folded)
        if hit:
            return _Found(passage.text[hit.start("who") : hit.end("who")], hit.start("what"), needs)
    for member in people.called(passage.text):
        name = rf"(?:{re.escape(fold(member.last_name))}|{re.escape(fold(member.first_name) or member.last_name)})"
        hit = re.search(rf"\b{name},? (?:qui )?(?P<what>(?:s'(?:en )?(?:occup|charg)\w+|se charg\w+|{_WILL} {_OBJECT}{_DO}\b"
                        rf"|{_OBJECT}{_DO}))", folded)  # fmt: skip
        if hit:
            strong = re.match(rf"s'|se |{_WILL}", hit["what"])
            return _Found(people.shown(member), hit.start("what"), "" if strong else "any")
    return None


def _answered(
    passages: Sequence[Passage], passage: Passage, deadline: Deadline | None, people: People
) -> _Found | None:
    """ "La page sera corrigée avant vendredi", said by whom it was just asked of."""
    hit = _PASSIVE.search(passage.folded)
    if hit is None or deadline is None:
        return None
    before = [
        other for other in passages[max(0, passage.position - 5) : passage.position] if other.speaker != passage.speaker
    ]
    asked = any(_REQUEST.search(other.folded) for other in before[-3:])
    return _Found(people.name_of(passage.speaker), hit.start("what")) if asked else None


def _member(said: str, people: People) -> str:
    """The one member of that name or first name, as the minutes name them; "" where there is none."""
    members = people.called(said)
    return people.shown(members[0]) if len(members) == 1 else ""
