"""The mentions that a procès-verbal must hold, each found, written as "néant", missing or contradictory.

CGCT L2121-15 as in force since 1 July 2022 (ordinance 2021-1310, article 1; wording read on jussecourt-minecourt.info,
which quotes Légifrance): « la date et l'heure de la séance, les noms du président, des membres du conseil municipal
présents ou représentés et du ou des secrétaires de séance, le quorum, l'ordre du jour de la séance, les délibérations
adoptées et les rapports au vu desquels elles ont été adoptées, les demandes de scrutin particulier, le résultat des
scrutins précisant, s'agissant des scrutins publics, le nom des votants et le sens de leur vote, et la teneur des
discussions au cours de la séance ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.minutes.domain.pv.items import Outline
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.types import Mention, MentionState, PvBallot, PvPresence, PvSitting, Quotes, Word

_REPORTS = re.compile(
    r"\bvu (?:le|les|l'|la) (?:rapport|projet|expose|note|budget|compte)|rapporteu(?:r|se)|\brapports?\b"
    r"|\bexpose\w*|note (?:explicative )?de synthese|\bpresent(?:e|ent|ation|ee|es)\b"
)
_REQUESTS = re.compile(
    r"(?:demande|reclam|a la demande|sollicit)\w*[^.\n]{0,80}(?:scrutin|vote)s?\s+(?:a\s+bulletins?\s+)?(?:secret"
    r"|public|nominal)|(?:scrutin|vote)\s+(?:a\s+bulletins?\s+)?(?:secret|public|nominal)[^.\n]{0,60}(?:demande"
    r"|reclame)"
    r"|demandes?\s+de\s+scrutin\s+(?:particulier|secret|public)|(?:scrutin|vote"
    r"|bulletins?)\s+(?:a\s+bulletins?\s+)?secrets?"
)
_NO_REQUEST = re.compile(
    r"demandes?\s+de\s+scrutin\s+(?:particulier|secret|public)\w*\s*(?:n'a\s+ete\s+(?:formulee|presentee)"
    r"|:\s*(?:neant|aucune?|sans objet|/|non))|aucune?\s+(?:demande\s+de\s+)?scrutin\s+(?:particulier|secret"
    r"|public)|(?:pas|sans)\s+(?:de\s+)?demande\s+de\s+scrutin"
)
_DEBATES = re.compile(
    r"\b(?:demande(?:nt)?\s+(?:si|pourquoi|comment|quand|ce|que|quel|des|a\s+(?:savoir|ce)|la parole|une precision"
    r"|s'il)|s'inquiete|s'interroge|interroge|repond(?:ent)?|(?<!etant )(?<!est )(?<!ete )precise(?:nt)?\s+(?:que"
    r"|qu')|estime(?:nt)?|regrette(?:nt)?|souligne"
    r"|intervient|interviennent|rappelle\s+(?:que|qu')|explique\s+(?:que|qu')|indique\s+(?:egalement\s+)?(?:que"
    r"|qu')|s'etonne|craint|considere\s+que|propose\s+(?:que|qu'|de|d'|plutot|la|le|les|\d)|suggere|remarque"
    r"|fait\s+(?:remarquer|observer|valoir)|objecte|soutient"
    r"|s'oppose\s+a|plaide|ajoute\s+(?:que|qu')|conteste|evoque|signale|a\s+evoque|discussions?"
    r"|debats?\b(?!\s+d'orientation)|echanges?\s+(?:de\s+vues|entre)|questionn\w+|observations?\s+de"
    r"|plusieurs\s+(?:elus|conseillers|points|remarques)|certains\s+(?:elus|conseillers|trouvent|pensent)"
    r"|il\s+(?:a\s+ete|est|a\s+été)\s+(?:souligne|indique|fait\s+remarquer|rappele|demande)|tour\s+de\s+table"
    r"|(?<!se )trouve(?:nt)?\s+(?:que|qu'|le|la|les|l')|prefere(?:nt|rait)?\b|pense(?:nt)?\s+(?:que|qu')"
    r"|\b(?:m\.|mme|mr)\s+(?:[\w'-]+\s+){1,3}demande(?:nt)?\s"
    r"|juge(?:nt)?\s+(?:que|qu'|le|la|les)|deplore(?:nt)?\b|se\s+felicite|met\s+en\s+garde|s'alarme"
    r"|aurai(?:t|ent) (?:souhaite|prefere|aime|voulu)\b|denonce(?:nt)?\b|reproche(?:nt)?\b|critique(?:nt)?\b"
    r"|salue(?:nt)?\b|insiste(?:nt)?\s+sur|se\s+dit\b"
    r"|annonce\s+(?:que|qu')|souhaite(?:nt|rait)?\s+(?:que|qu')"
    r"|question\s*:|reponse\s*:)"
    r"|(?:^|\n)[ \t]*(?:m\.|mme|monsieur|madame)[ \t]+[^\n:.]{2,40}[ \t]*(?::|\.[ \t]*[-–—])[ \t]*[^\s\d][^\n]{30,}"
    r"|(?:^|\n)[ \t]*[a-z][a-z' .-]{3,40}[ \t]*:[ \t]*[«\"][^\n]{12,}"
)
_NO_DEBATE = re.compile(
    r"(?:debats?|discussions?|observations?|questions?)\s*:\s*neant|sans (?:debat|discussion|observation)"
    r"|aucun(?:e)? (?:debat|discussion|observation|question)"
)


def mentions(
    paper: Paper, sitting: PvSitting, presence: PvPresence, plan: Outline, votes: Sequence[PvBallot]
) -> tuple[Mention, ...]:
    """The mentions in the order of the law; contradictions are added by the checks."""
    secretary = tuple(quote for word in sitting.secretaries for quote in word.quotes)
    return (
        _named("date", "La date de la séance", sitting.date_said),
        _named("hour", "L’heure de la séance", sitting.opening),
        _named("president", "Le nom du président", sitting.president),
        _members(presence),
        _simple("secretary", "Le nom du ou des secrétaires de séance", bool(sitting.secretaries), secretary),
        _named("quorum", "Le quorum", sitting.quorum),
        _agenda(plan, paper),
        _deliberations(plan, votes),
        _searched(paper, "reports", "Les rapports au vu desquels les délibérations sont adoptées", _REPORTS, None),
        _searched(paper, "ballot_requests", "Les demandes de scrutin particulier", _REQUESTS, _NO_REQUEST),
        _results(plan, votes),
        _searched(
            paper,
            "debates",
            "La teneur des discussions",
            _DEBATES,
            _NO_DEBATE,
            after=plan.starts[0] if plan.starts else 0,
        ),
    )


def _named(key: str, label: str, word: Word | None) -> Mention:
    return _simple(key, label, word is not None, word.quotes if word else ())


def _simple(key: str, label: str, here: bool, quotes: Quotes | None) -> Mention:
    return Mention(key, label, MentionState.PRESENT if here else MentionState.MISSING, "", quotes or ())


def _members(presence: PvPresence) -> Mention:
    label = "Les noms des membres présents ou représentés"
    if presence.present_listed:
        quotes = tuple(dict.fromkeys(quote for each in presence.present_people for quote in each.quotes))[:4]
        return Mention("members", label, MentionState.PRESENT, "", quotes)
    note = "les présents sont comptés, mais pas nommés" if presence.present else ""
    return Mention("members", label, MentionState.MISSING, note, presence.present.quotes if presence.present else ())


def _agenda(plan: Outline, paper: Paper) -> Mention:
    label = "L’ordre du jour"
    if plan.agenda_at is not None:
        return Mention("agenda", label, MentionState.PRESENT, "", paper.quoted(plan.agenda_at, plan.agenda_at + 1))
    numbered = [item for item in plan.items if item.number and not item.deliberation and len(item.number) <= 3]
    points = [item for item in numbered if any("point" in quote.text.lower() for quote in item.quotes)]
    if len(points) >= 1 or re.search(r"l'ordre du jour\s+(?:est le suivant|comporte|comprend|appelle)", paper.folded):
        note = "pas de liste : les points sont donnés par les titres"
        return Mention("agenda", label, MentionState.PRESENT, note, points[0].quotes if points else ())
    return Mention("agenda", label, MentionState.MISSING)


def _deliberations(plan: Outline, votes: Sequence[PvBallot]) -> Mention:
    quotes = next((item.quotes for item in plan.items if item.deliberation), votes[0].quotes if votes else ())
    return _simple(
        "deliberations", "Les délibérations", bool(votes) or any(item.deliberation for item in plan.items), quotes
    )


def _searched(
    paper: Paper, key: str, label: str, pattern: re.Pattern[str], none: re.Pattern[str] | None, after: int = 0
) -> Mention:
    nil = none.search(paper.folded) if none else None
    found = next(
        (
            match
            for match in pattern.finditer(paper.folded, after)
            if not (nil and nil.start() <= match.start() < nil.end())
        ),
        None,
    )
    if found and not (nil and key == "ballot_requests"):
        return Mention(key, label, MentionState.PRESENT, "", paper.quoted(found.start(), found.end()))
    if nil:
        return Mention(key, label, MentionState.NONE, "", paper.quoted(nil.start(), nil.end()))
    return Mention(key, label, MentionState.MISSING)


def _results(plan: Outline, votes: Sequence[PvBallot]) -> Mention:
    return _simple("results", "Le résultat des scrutins", bool(votes), votes[0].quotes if votes else ())
