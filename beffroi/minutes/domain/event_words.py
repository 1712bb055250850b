"""An event of the sitting in a few French words, as its clerk reads it back. The documents' own sentences are made
from the ledger, not from here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from beffroi.minutes.domain.sitting import events as e

BALLOTS = {
    e.BallotKind.ORDINARY: "vote à main levée",
    e.BallotKind.PUBLIC: "scrutin public",
    e.BallotKind.SECRET: "scrutin secret",
}
PURPOSES = {
    "text": "",
    "revote": "à nouveau",
    "amendment": "sur un amendement",
    "addition": "sur l’ajout du point",
    "closed_doors": "sur le huis clos",
    "urgency": "sur l’urgence",
    "waiver": "sur le renoncement au scrutin secret",
    "other": "sur la procédure",
}
REASONS = {
    e.RecusalReason.PERSONAL: "intérêt personnel",
    e.RecusalReason.APPOINTED_BODY: "représente la commune dans l’organisme",
    e.RecusalReason.OWN_CHOICE: "par choix",
    e.RecusalReason.ACCOUNT: "compte de son propre mandat",
}
FIGURES = {
    e.StatedFigure.IN_OFFICE: "membres en exercice",
    e.StatedFigure.PRESENT: "présents",
    e.StatedFigure.PROXIES: "pouvoirs",
    e.StatedFigure.EXCUSED: "excusés",
    e.StatedFigure.ABSENT: "absents",
    e.StatedFigure.VOTERS: "votants",
    e.StatedFigure.QUORUM: "pour le quorum",
    e.StatedFigure.ABSOLUTE_MAJORITY: "pour la majorité absolue",
}
RESULTS = {e.Outcome.ADOPTED: "adopté", e.Outcome.REJECTED: "rejeté", e.Outcome.TIED: "partage des voix"}
SENSES = {
    e.Sense.FOR: "pour",
    e.Sense.AGAINST: "contre",
    e.Sense.ABSTAIN: "abstention",
    e.Sense.NOT_VOTING: "sans participation",
}
KINDS = {
    "opened": "Ouverture",
    "suspended": "Suspension",
    "resumed": "Reprise",
    "closed": "Clôture",
    "roll_call": "Appel",
    "arrived": "Arrivée",
    "left": "Départ",
    "proxy_given": "Pouvoir",
    "proxy_revoked": "Pouvoir repris",
    "chair_taken": "Présidence",
    "secretary_named": "Secrétaire",
    "item_opened": "Mise en discussion",
    "item_added": "Ajout",
    "item_withdrawn": "Retrait",
    "item_postponed": "Report",
    "acknowledged": "Prise d’acte",
    "recused": "Déport",
    "doors_closed": "Huis clos",
    "doors_opened": "Fin du huis clos",
    "ballot_asked": "Scrutin demandé",
    "secret_waived": "Scrutin secret écarté",
    "ballot_held": "Vote",
    "election_round": "Élection",
    "figure_stated": "Nombre annoncé",
    "quorum_stated": "Quorum annoncé",
    "correction_asked": "Rectification",
}


def describe(event: e.Event, names: Mapping[str, str]) -> str:
    """What happened, without a final stop; ``names`` by key, a key that is not there being shown as it is."""

    def who(key: str) -> str:
        return names.get(key, key)

    def all_of(keys: Iterable[str]) -> str:
        return ", ".join(who(key) for key in keys)

    match event:
        case e.RollCall(present, excused, absent):
            said = [(len(present), "présent"), (len(excused), "excusé"), (len(absent), "absent")]
            return ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in said if count)
        case e.Arrived(member) | e.Left(member) | e.ProxyRevoked(member):
            return who(member)
        case e.ProxyGiven(giver, holder, written, rank):
            extra = "" if written else " (non écrit)"
            extra += f" (séance n° {rank} de suite)" if rank > 1 else ""
            return f"{who(giver)} donne pouvoir à {who(holder)}{extra}"
        case e.ChairTaken(member, elected):
            return f"{who(member)} préside" + (", après élection" if elected else "")
        case e.SecretaryNamed(members):
            return all_of(members)
        case e.ItemAdded(title, accepted):
            return (title or "point ajouté") + ("" if accepted else " (refusé par le conseil)")
        case e.ItemWithdrawn(reason) | e.ItemPostponed(reason):
            return reason
        case e.Recused(member, reason, leaves):
            return f"{who(member)} ({REASONS[reason]}), " + ("quitte la salle" if leaves else "reste dans la salle")
        case e.DoorsClosed(askers):
            return f"demandé par {all_of(askers)}" if askers else ""
        case e.BallotAsked(ballot, askers, count):
            by = all_of(askers) or (f"{count} membres" if count else "")
            return BALLOTS[ballot] + (f", par {by}" if by else "")
        case e.SecretWaived(unanimous):
            return "à l’unanimité" if unanimous else "sans unanimité"
        case e.BallotHeld():
            return _ballot(event, names)
        case e.ElectionRound():
            return _round(event, names)
        case e.FigureStated(figure, value):
            return f"{value} {FIGURES[figure]}"
        case e.QuorumStated(reached):
            return "atteint" if reached else "non atteint"
        case e.CorrectionAsked(member, text):
            return f"{who(member)}\u00a0: {text}" if member else text
        case _:
            return ""


def _ballot(event: e.BallotHeld, names: Mapping[str, str]) -> str:
    counted = (
        (event.votes_for, "pour", "pour"),
        (event.against, "contre", "contre"),
        (event.abstain, "abstention", "abstentions"),
        (event.blank, "blanc", "blancs"),
        (event.null, "nul", "nuls"),
        (event.not_voting, "sans participation", "sans participation"),
    )
    figures = ", ".join(f"{n} {many if n > 1 else one}" for n, one, many in counted if n is not None)
    parts = [
        f"{BALLOTS[event.ballot]} {PURPOSES.get(event.purpose, '')}".strip()
        + (f" « {event.label} »" if event.label else ""),
        "unanimité" if event.unanimous else "",
        figures,
        RESULTS[event.declared] if event.declared else "",
        f"voix du président\u00a0: {SENSES[event.chair_casting]}" if event.chair_casting else "",
    ]
    if event.senses and event.ballot is not e.BallotKind.SECRET:
        told = [(names.get(key, key), sense) for key, sense in event.senses if sense is not e.Sense.FOR]
        parts.append(", ".join(f"{name} ({SENSES[sense]})" for name, sense in told))
    return "\u00a0; ".join(part for part in parts if part)


def _round(event: e.ElectionRound, names: Mapping[str, str]) -> str:
    scores = ", ".join(f"{names.get(each.candidate, each.candidate)} {each.votes}" for each in event.scores)
    others = [(event.blank, "blanc"), (event.null, "nul")]
    extra = ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in others if count)
    elected = (
        f"\u00a0; élu\u00a0: {names.get(event.declared_elected, event.declared_elected)}"
        if event.declared_elected
        else ""
    )
    return f"{event.post}, tour {event.round}\u00a0: {scores}" + (f", {extra}" if extra else "") + elected
