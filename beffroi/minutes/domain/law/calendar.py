"""The calendar of a sitting: what must be done, by whom, by when, under which article, and what happens if it passes.

Dates are computed as ``days`` says; sources of the texts in ``references``. A deadline that hangs on something not done
yet (the next sitting, the publication of an act) has no date and says what it waits for. "Within a week" runs from the
day when the sitting opened, even when it ended after midnight: the shorter count is always regular. Where a text sets
no delay (transmission of a deliberation, signature) the deadline says "sans délai" and is never late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beffroi.minutes.domain.law.convocation import ConvocationFacts, delay_article, latest_sending
from beffroi.minutes.domain.law.days import DAY, add_months, next_working_day, within_a_week
from beffroi.minutes.domain.law.publication import PublicationMode, online_until
from beffroi.minutes.domain.law.regimes import Regime, Rule, is_verified, names
from beffroi.minutes.domain.law.steps import ActFacts
from beffroi.minutes.domain.typography import typographic


class Status(StrEnum):
    DONE = "done"
    DONE_LATE = "done_late"
    LATE = "late"
    OPEN = "open"
    WAITING = "waiting"
    HELD = "held"

    @property
    def label(self) -> str:
        return _STATUS[self]


_STATUS = {
    Status.DONE: "Fait",
    Status.DONE_LATE: "Fait en retard",
    Status.LATE: "En retard",
    Status.OPEN: "À faire",
    Status.WAITING: "En attente",
    Status.HELD: "Suspendu",
}


class Nature(StrEnum):
    """A duty is something to do; a limit is a date that only passes, and which people want to know."""

    DUTY = "duty"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class SittingFacts:
    """What is known of a sitting and of what followed it; a date is None until the thing is done.

    ``acts``: its deliberations, with their own dates. ``sound_kept``: a recording exists. ``sound_hold``: why its
    deletion is suspended (an access request, a dispute), or "".
    """

    sitting_date: date
    regime: Regime = Regime.GENERAL
    population: int | None = None
    urgent: bool = False
    first_sitting: bool = False
    after_failed_quorum: bool = False
    has_website: bool = True
    publication_mode: PublicationMode = PublicationMode.ELECTRONIC
    convocation_sent_on: date | None = None
    list_displayed_on: date | None = None
    list_online_on: date | None = None
    register_signed_on: date | None = None
    acts: tuple[ActFacts, ...] = ()
    next_sitting_date: date | None = None
    pv_adopted_on: date | None = None
    pv_signed_on: date | None = None
    pv_published_on: date | None = None
    pv_paper_on: date | None = None
    list_to_communes_on: date | None = None
    pv_to_communes_on: date | None = None
    sound_kept: bool = False
    sound_hold: str = ""
    sound_deletion_authorised_on: date | None = None
    sound_deleted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due``: the last day, included; None where it is not known yet or where no text sets one, and ``when`` says so.
    ``not_before``: the first day when the thing may be done. Texts are French sentences ready to be shown."""

    key: str
    nature: Nature
    rule: Rule
    title: str
    by: str
    due: date | None
    when: str
    not_before: date | None
    article: str
    if_missed: str
    status: Status
    done_on: date | None
    verified: bool


def deadlines(facts: SittingFacts, today: date) -> list[Deadline]:
    """Every deadline of the sitting, in the order in which they fall; those without a date last."""
    found = [
        *_convocation(facts, today),
        *_list(facts, today),
        *_register(facts, today),
        *_acts(facts, today),
        *_minutes(facts, today),
        *_communes(facts, today),
        *_sound(facts, today),
    ]
    return sorted(found, key=lambda each: (each.due is None, each.due or date.max))


def latest_contestation(published_on: date, *, alsace_moselle: bool = False) -> date:
    """The last day to contest an act before the administrative court: two months from its publication (CJA R421-1), a
    clear delay, put off to the next working day when it ends on a Saturday, a Sunday or a holiday. An administrative
    appeal made in time starts it again: this date is the earliest at which nobody can contest any more."""
    return next_working_day(add_months(published_on, 2) + DAY, alsace_moselle=alsace_moselle)


def _status(due: date | None, done_on: date | None, today: date) -> Status:
    if done_on is not None:
        return Status.DONE_LATE if due and done_on > due else Status.DONE
    if due is None:
        return Status.OPEN
    return Status.LATE if today > due else Status.OPEN


@dataclass(frozen=True, slots=True)
class _Maker:
    """Writes the deadlines of one sitting: typography, status and verification in one place."""

    facts: SittingFacts
    today: date

    def __call__(
        self,
        key: str,
        rule: Rule,
        article: str,
        title: str,
        by: str,
        if_missed: str,
        *,
        due: date | None,
        done_on: date | None,
        when: str = "",
        not_before: date | None = None,
        status: Status | None = None,
        nature: Nature = Nature.DUTY,
    ) -> Deadline:
        return Deadline(
            key=key,
            nature=nature,
            rule=rule,
            title=typographic(title),
            by=typographic(by),
            due=due,
            when=typographic(when),
            not_before=not_before,
            article=article,
            if_missed=typographic(if_missed),
            status=status or _status(due, done_on, self.today),
            done_on=done_on,
            verified=is_verified(rule, self.facts.regime),
        )


def _convocation(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    due = latest_sending(
        facts.sitting_date,
        facts.population,
        facts.regime,
        urgent=facts.urgent,
        first_sitting=facts.first_sitting,
        after_failed_quorum=facts.after_failed_quorum,
    )
    yield _Maker(facts, today)(
        "convocation",
        Rule.CONVOCATION_DELAY,
        _convocation_article(facts),
        f"Envoyer la convocation aux {names(facts.regime).members}",
        names(facts.regime).head,
        "Les délibérations de la séance peuvent être annulées par le juge.",
        due=due,
        done_on=facts.convocation_sent_on,
    )


def _convocation_article(facts: SittingFacts) -> str:
    failed = facts.sitting_date if facts.after_failed_quorum else None
    return delay_article(
        ConvocationFacts(
            facts.sitting_date,
            facts.regime,
            facts.population,
            urgent=facts.urgent,
            first_sitting=facts.first_sitting,
            failed_quorum_on=failed,
        )
    )


def _list(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    make, due = _Maker(facts, today), within_a_week(facts.sitting_date)
    by, place = names(facts.regime).head, names(facts.regime).house
    missed = "Aucune sanction n'est prévue, mais l'obligation demeure : faites-le sans attendre."
    yield make(
        "list_display",
        Rule.DELIBERATION_LIST,
        "L2121-25",
        f"Afficher la liste des délibérations examinées : {place}",
        by,
        missed,
        due=due,
        done_on=facts.list_displayed_on,
    )
    if facts.has_website:
        yield make(
            "list_online",
            Rule.DELIBERATION_LIST,
            "L2121-25",
            "Mettre en ligne la liste des délibérations examinées",
            by,
            missed,
            due=due,
            done_on=facts.list_online_on,
        )


def _register(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    yield _Maker(facts, today)(
        "register",
        Rule.REGISTER,
        "R2121-9",
        "Inscrire les délibérations au registre et signer le feuillet de clôture de la séance",
        f"{names(facts.regime).head} et le ou les secrétaires de séance",
        "Les délibérations restent valables, mais leur preuve est fragile.",
        due=None,
        when="Sans délai fixé par un texte ; le registre est relié au plus tard en fin d'année.",
        done_on=facts.register_signed_on,
    )


def _acts(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    for act in facts.acts:
        if act.adopted is False:
            continue
        if act.must_be_transmitted:
            yield _transmission(facts, act, today)
            yield from _after_transmission(facts, act, today)
        yield _publication(facts, act, today)
        if act.published_on:
            yield from _after_publication(facts, act, act.published_on, today)


def _transmission(facts: SittingFacts, act: ActFacts, today: date) -> Deadline:
    return _Maker(facts, today)(
        f"transmission:{act.number}",
        Rule.TRANSMISSION,
        "L2131-2",
        f"Transmettre la délibération {act.number} au contrôle de légalité",
        names(facts.regime).head,
        "La délibération n'est pas exécutoire tant qu'elle n'est pas transmise.",
        due=None,
        when="Sans délai fixé par un texte : elle n'entre en vigueur qu'après.",
        done_on=act.sent_to_prefect_on,
    )


def _after_transmission(facts: SittingFacts, act: ActFacts, today: date) -> Iterator[Deadline]:
    """Two months for the prefect from the day of reception, put off as any contestation (L2131-6)."""
    if act.received_on is None:
        return
    due = latest_contestation(act.received_on, alsace_moselle=facts.regime is Regime.ALSACE_MOSELLE)
    yield _Maker(facts, today)(
        f"prefect:{act.number}",
        Rule.CONTESTATION,
        "L2131-6",
        f"Fin du délai du préfet pour contester la délibération {act.number}",
        "le préfet",
        "Passé ce jour, et sauf demande de pièces ou recours gracieux du préfet, il ne peut plus la déférer au juge.",
        due=due,
        done_on=None,
        status=Status.DONE if today > due else Status.OPEN,
        nature=Nature.LIMIT,
    )


def _publication(facts: SittingFacts, act: ActFacts, today: date) -> Deadline:
    return _Maker(facts, today)(
        f"publication:{act.number}",
        Rule.PUBLICATION,
        "L2131-1",
        f"Publier la délibération {act.number} ({facts.publication_mode.label.lower()})",
        names(facts.regime).head,
        "La délibération n'est pas exécutoire et le délai de recours ne court pas.",
        due=None,
        when="Sans délai fixé par un texte : elle n'entre en vigueur qu'après.",
        done_on=act.known_on,
    )


def _after_publication(facts: SittingFacts, act: ActFacts, published: date, today: date) -> Iterator[Deadline]:
    make = _Maker(facts, today)
    local = facts.regime is Regime.ALSACE_MOSELLE
    limits = [
        (
            "contestation",
            Rule.CONTESTATION,
            "R421-1 CJA",
            f"Fin du délai de recours contre la délibération {act.number}",
            "toute personne intéressée",
            "Passé ce jour, et sauf recours administratif, la délibération ne peut plus être attaquée directement.",
            latest_contestation(published, alsace_moselle=local),
        )
    ]
    if facts.publication_mode is PublicationMode.ELECTRONIC:
        limits.append(
            (
                "online",
                Rule.PUBLICATION,
                "R2131-1",
                f"Laisser en ligne la délibération {act.number} jusqu'à ce jour au moins",
                names(facts.regime).head,
                "Retirée plus tôt, sa publication n'est pas régulière.",
                online_until(published),
            )
        )
    for key, rule, article, title, by, missed, due in limits:
        passed = Status.DONE if today > due else Status.OPEN
        yield make(
            f"{key}:{act.number}",
            rule,
            article,
            title,
            by,
            missed,
            due=due,
            done_on=None,
            status=passed,
            nature=Nature.LIMIT,
        )


def _minutes(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    make, adopted = _Maker(facts, today), facts.pv_adopted_on
    waits = Status.WAITING if adopted is None else None
    published_by = within_a_week(adopted) if adopted else None
    yield make(
        "pv_adoption",
        Rule.PV_ADOPTION,
        "L2121-15",
        "Faire arrêter le procès-verbal au commencement de la séance suivante",
        names(facts.regime).council,
        "Le procès-verbal reste un projet : il ne peut être ni signé ni publié.",
        due=facts.next_sitting_date,
        when="" if facts.next_sitting_date else "À la prochaine séance, dont la date n'est pas connue.",
        done_on=adopted,
        status=None if facts.next_sitting_date or adopted else Status.WAITING,
    )
    after = "" if adopted else "Dans la semaine qui suit la séance où il sera arrêté."
    missed = "Aucune sanction n'est prévue, mais l'obligation demeure : faites-le sans attendre."
    steps = (
        ("pv_signature", "Signer le procès-verbal arrêté", _signers(facts), facts.pv_signed_on, Rule.PV_ADOPTION),
        (
            "pv_publication",
            "Publier le procès-verbal sur le site internet, de manière permanente et gratuite",
            names(facts.regime).head,
            facts.pv_published_on,
            Rule.PV_PUBLICATION,
        ),
        (
            "pv_paper",
            "Mettre un exemplaire du procès-verbal sur papier à la disposition du public",
            names(facts.regime).head,
            facts.pv_paper_on,
            Rule.PV_PUBLICATION,
        ),
    )
    for key, title, by, done, rule in steps:
        if key == "pv_publication" and not facts.has_website:
            continue
        yield make(
            key,
            rule,
            "L2121-15",
            title,
            by,
            missed,
            due=published_by,
            when=after,
            done_on=done,
            not_before=adopted,
            status=None if done else waits,
        )


def _signers(facts: SittingFacts) -> str:
    return f"{names(facts.regime).head} et le ou les secrétaires de la séance"


def _communes(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    """To the municipal councillors who do not sit in the EPCI: list within a month of the sitting, procès-verbal
    within a month of the sitting that adopted it (L5211-40-2)."""
    if facts.regime is not Regime.EPCI:
        return
    make, adopted = _Maker(facts, today), facts.pv_adopted_on
    missed = "Aucune sanction n'est prévue, mais l'obligation demeure : faites-le sans attendre."
    yield make(
        "communes_list",
        Rule.DELIBERATION_LIST,
        "L5211-40-2",
        "Communiquer la liste des délibérations aux conseillers municipaux des communes membres",
        "le président",
        missed,
        due=add_months(facts.sitting_date, 1),
        done_on=facts.list_to_communes_on,
    )
    yield make(
        "communes_pv",
        Rule.PV_PUBLICATION,
        "L5211-40-2",
        "Communiquer le procès-verbal arrêté aux conseillers municipaux des communes membres",
        "le président",
        missed,
        due=add_months(adopted, 1) if adopted else None,
        when="" if adopted else "Dans le mois qui suit la séance où il sera arrêté.",
        done_on=facts.pv_to_communes_on,
        not_before=adopted,
        status=None if adopted or facts.pv_to_communes_on else Status.WAITING,
    )


def _sound(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    """No text sets a date: the house keeps the sound until the procès-verbal is adopted, and no longer; as long as it
    is kept, anyone may ask for it once the procès-verbal is adopted (CADA, opinion 20130134)."""
    if not facts.sound_kept:
        return
    adopted, deleted = facts.pv_adopted_on, facts.sound_deleted_on
    when, status = "Dès que le procès-verbal est arrêté et que la suppression est autorisée.", None
    if deleted is None and facts.sound_hold:
        when, status = f"Suppression suspendue : {facts.sound_hold}.", Status.HELD
    elif deleted is None and adopted is None:
        when, status = "Après l'adoption du procès-verbal, jamais avant.", Status.WAITING
    elif deleted is None and facts.sound_deletion_authorised_on is None:
        when, status = "Le procès-verbal est arrêté : la suppression attend son autorisation.", Status.WAITING
    yield _Maker(facts, today)(
        "sound",
        Rule.SOUND,
        "CADA 20130134",
        "Supprimer l'enregistrement sonore de la séance",
        names(facts.regime).head,
        "Tant qu'il est gardé, l'enregistrement est communicable à qui le demande.",
        due=None,
        when=when,
        done_on=deleted,
        not_before=adopted,
        status=status,
    )
