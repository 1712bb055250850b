"""What follows a sitting for its procès-verbal: adoption, signature, publication, communication; and its sound."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from beffroi.minutes.domain.law.days import add_months, within_a_week
from beffroi.minutes.domain.law.deadline import STILL_DUE, Deadline, Maker, SittingFacts, Status
from beffroi.minutes.domain.law.delays import latest_sending
from beffroi.minutes.domain.law.regimes import Regime, Rule, names
from beffroi.minutes.domain.law.steps import who_signs


def of_minutes(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    make, head = Maker(facts, today), names(facts.regime).head
    yield _adoption(facts, make)
    title = "Signer le procès-verbal arrêté"
    yield _after_adoption(
        facts, make, "pv_signature", Rule.PV_ADOPTION, title, who_signs(facts.regime), facts.pv_signed_on
    )
    if facts.has_website:
        title = "Publier le procès-verbal sur le site internet, de manière permanente et gratuite"
        yield _after_adoption(facts, make, "pv_publication", Rule.PV_PUBLICATION, title, head, facts.pv_published_on)
    title = "Mettre un exemplaire du procès-verbal sur papier à la disposition du public"
    yield _after_adoption(facts, make, "pv_paper", Rule.PV_PUBLICATION, title, head, facts.pv_paper_on)


def _adoption(facts: SittingFacts, make: Maker) -> Deadline:
    known = facts.next_sitting_date or facts.pv_adopted_on
    return make(
        "pv_adoption",
        Rule.PV_ADOPTION,
        "L2121-15",
        "Faire arrêter le procès-verbal au commencement de la séance suivante",
        names(facts.regime).council,
        "Le procès-verbal reste un projet : il ne peut être ni signé ni publié.",
        due=facts.next_sitting_date,
        when="" if known else "À la prochaine séance, dont la date n'est pas connue.",
        done_on=facts.pv_adopted_on,
        status=None if known else Status.WAITING,
    )


def _after_adoption(
    facts: SittingFacts, make: Maker, key: str, rule: Rule, title: str, by: str, done_on: date | None
) -> Deadline:
    """Within the week that follows the sitting that adopted it. The text sets that delay for publication: the paper
    copy goes with it, and the signature must come before."""
    adopted = facts.pv_adopted_on
    return make(
        key,
        rule,
        "L2121-15",
        title,
        by,
        STILL_DUE,
        due=within_a_week(adopted) if adopted else None,
        when="" if adopted else "Dans la semaine qui suit la séance où il sera arrêté.",
        done_on=done_on,
        not_before=adopted,
        status=None if adopted or done_on else Status.WAITING,
    )


def of_communes(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    """To the municipal councillors who do not sit in the EPCI: a copy of the convocation, the list within a month of
    the sitting, the procès-verbal within a month of the sitting that adopted it (L5211-40-2)."""
    if facts.regime is not Regime.EPCI:
        return
    make, adopted = Maker(facts, today), facts.pv_adopted_on
    sent_by = latest_sending(facts.sitting_date, facts.population, facts.regime, urgent=facts.urgent)
    yield _to_communes(make, "convocation", "Adresser une copie de la convocation", sent_by, facts)
    yield _to_communes(make, "list", "Communiquer la liste des délibérations", add_months(facts.sitting_date, 1), facts)
    yield _to_communes(
        make, "pv", "Communiquer le procès-verbal arrêté", add_months(adopted, 1) if adopted else None, facts
    )


def _to_communes(make: Maker, what: str, title: str, due: date | None, facts: SittingFacts) -> Deadline:
    done = {
        "convocation": facts.convocation_to_communes_on,
        "list": facts.list_to_communes_on,
        "pv": facts.pv_to_communes_on,
    }[what]
    return make(
        f"communes_{what}",
        Rule.COMMUNES,
        "L5211-40-2",
        f"{title} aux conseillers municipaux des communes membres",
        names(facts.regime).head,
        STILL_DUE,
        due=due,
        when="" if due else "Dans le mois qui suit la séance où il sera arrêté.",
        done_on=done,
        not_before=facts.pv_adopted_on if what == "pv" else None,
        status=None if due or done else Status.WAITING,
    )


def of_sound(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    """No text sets a date: the house keeps the sound until the procès-verbal is adopted, and no longer; as long as it
    is kept, anyone may ask for it once the procès-verbal is adopted (CADA, opinion 20130134)."""
    if not facts.sound_kept and facts.sound_deleted_on is None:
        return
    status, when = _sound_waits(facts)
    yield Maker(facts, today)(
        "sound",
        Rule.SOUND,
        "CADA 20130134",
        "Supprimer l'enregistrement sonore de la séance",
        names(facts.regime).head,
        "Tant qu'il est gardé, l'enregistrement est communicable à qui le demande.",
        due=None,
        when=when,
        done_on=facts.sound_deleted_on,
        not_before=facts.pv_adopted_on,
        status=status,
    )


def _sound_waits(facts: SittingFacts) -> tuple[Status | None, str]:
    if facts.sound_deleted_on:
        return None, ""
    if facts.sound_hold:
        return Status.HELD, f"Suppression suspendue : {facts.sound_hold}."
    if facts.pv_adopted_on is None:
        return Status.WAITING, "Après l'adoption du procès-verbal, jamais avant."
    if facts.sound_deletion_authorised_on is None:
        return Status.WAITING, "Le procès-verbal est arrêté : la suppression attend son autorisation."
    return None, "Le procès-verbal est arrêté et la suppression autorisée : vous pouvez le supprimer."
