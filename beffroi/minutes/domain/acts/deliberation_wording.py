"""The sentences of a deliberation: its opening, its visas, its dispositif, what follows the signature."""

from __future__ import annotations

import re

from beffroi.minutes.domain.acts.ballots import NoVote, Outcome, Recusal, WithoutBallot
from beffroi.minutes.domain.acts.body import Body, Person
from beffroi.minutes.domain.acts.deliberation import Deliberation, Enforceability
from beffroi.minutes.domain.acts.phrases import agreed, capital, day, hour, listed, stopped, title_of
from beffroi.minutes.domain.acts.roll import Proxy, SittingHead, Substitute

_ARTICLE = re.compile(r"^\s*article\s+(?:1er|\d+|premier|unique)\s*[-–—:.]*\s*", re.IGNORECASE)
_VU = re.compile(r"^\s*vu\b\s*[,:]?\s*", re.IGNORECASE)
_CONSIDERING = re.compile(r"^\s*considérant\b\s*[,:]?\s*", re.IGNORECASE)


def opening(head: SittingHead) -> str:
    """ "Le jeudi 11 décembre 2025 à 19 h 30, le conseil municipal, convoqué le 5 décembre 2025, s'est réuni..."."""
    called = f", convoqué le {day(head.convened_on, weekday=False)}," if head.convened_on else ""
    kind = " en séance extraordinaire" if head.extraordinary else ""
    chair = f"{head.chair.named}{f', {head.chair.role}' if head.chair.role else ''}"
    return (
        f"Le {day(head.starts_at)} à {hour(head.starts_at)}, le {head.body.council}{called} s’est réuni{kind} "
        f"{head.place.strip().rstrip('.')}, sous la présidence de {chair}."
    )


def secretaries(head: SittingHead) -> str:
    """ "Mme Anne Roux est désignée secrétaire de séance."; empty when nobody was."""
    people = head.secretaries
    if not people:
        return ""
    feminine, plural = all(person.feminine for person in people), len(people) > 1
    done = agreed("désigné", feminine=feminine, plural=plural)
    verb, word = ("sont", "secrétaires") if plural else ("est", "secrétaire")
    return f"{listed([person.named for person in people])} {verb} {done} {word} de séance."


def proxy_line(proxy: Proxy) -> str:
    """ "Mme Petit (pouvoir à M. Roux)"."""
    return f"{proxy.giver.named} (pouvoir à {proxy.holder.named})"


def substitute_line(substitute: Substitute) -> str:
    """ "Mme Petit, suppléée par M. Roux"."""
    done = agreed("suppléé", feminine=substitute.member.feminine)
    return f"{substitute.member.named}, {done} par {substitute.deputy.named}"


def recusal_sentence(recusal: Recusal) -> str:
    who = recusal.person
    concerned = agreed("intéressé", feminine=who.feminine)
    why = f" ({recusal.reason.strip().rstrip('.')})" if recusal.reason else ""
    room = " et quitte la salle" if recusal.left_room else ""
    return f"{who.named}, {concerned} à l’affaire{why}, ne prend part ni au débat ni au vote{room}."


def visa(text: str) -> str:
    """ "Vu le code général des collectivités territoriales ;", whatever the clerk typed of it."""
    return f"Vu {_VU.sub('', text).strip().rstrip(' .;,')} ;"


def recital(text: str) -> str:
    """ "Considérant que la toiture doit être refaite ;"."""
    return f"Considérant {_CONSIDERING.sub('', text).strip().rstrip(' .;,')} ;"


def article_label(position: int, count: int) -> str:
    """ "Article 1er", "Article 2"; "Article unique" where there is one."""
    if count == 1:
        return "Article unique"
    return "Article 1er" if position == 1 else f"Article {position}"


def article_text(text: str) -> str:
    """The article without the number that the clerk typed, first letter raised, with its stop."""
    return stopped(capital(_ARTICLE.sub("", text)))


def decides(act: Deliberation) -> str:
    """What announces the dispositif: a rejected proposal is not written as decided."""
    council = f"Le {act.head.body.council}"
    if act.ballot is None:
        return f"Il est proposé au {act.head.body.council} de délibérer ainsi :"
    if isinstance(act.ballot, WithoutBallot):
        if act.ballot.kind is NoVote.ACKNOWLEDGED:
            return f"{council} prend acte :"
        if act.ballot.kind is NoVote.NAMED:
            return f"{council} désigne :"
        if act.ballot.kind in (NoVote.WITHDRAWN, NoVote.POSTPONED):
            return "Le projet suivant n’a pas été soumis au vote :"
    elif getattr(act.ballot, "outcome", Outcome.ADOPTED) is Outcome.REJECTED:
        return f"{council}, après en avoir délibéré, n’adopte pas le projet suivant :"
    return f"{council}, après en avoir délibéré, décide :"


def enforceability_lines(known: Enforceability) -> tuple[str, ...]:
    """The dates known, one a line; empty until there is one."""
    lines = []
    if known.received_on:
        receipt = f" (accusé de réception n° {known.receipt})" if known.receipt else ""
        lines.append(f"Reçu par le représentant de l’État le {day(known.received_on, weekday=False)}{receipt}.")
    if known.published_on:
        lines.append(f"Publié le {day(known.published_on, weekday=False)}.")
    if known.notified_on:
        lines.append(f"Notifié le {day(known.notified_on, weekday=False)}.")
    return tuple(lines)


def is_enforceable(known: Enforceability | None) -> bool:
    """Received by the prefect, and published or notified (L2131-1)."""
    return bool(known and known.received_on and (known.published_on or known.notified_on))


def certificate(body: Body, signatory: Person) -> str:
    """The chair's certificate (L2131-1: the mayor certifies "sous sa responsabilité" that the act is enforceable)."""
    return f"{title_of(signatory, body)} certifie, sous sa responsabilité, le caractère exécutoire de cet acte."


def appeal_notice(body: Body) -> str:
    """Ways and delays of appeal. The two months run from publication or notification (CJA R421-1, R421-5). Wording
    usual in real extracts; no official model was found."""
    court = body.court or "tribunal administratif territorialement compétent"
    where = f" ({body.court_address})" if body.court_address else ""
    return (
        f"La présente délibération peut faire l’objet, dans un délai de deux mois à compter de sa publication ou de sa "
        f"notification, d’un recours gracieux auprès du {body.chair}, ou d’un recours pour excès de pouvoir devant le "
        f"{court}{where}, par courrier ou sur www.telerecours.fr."
    )
