"""A council of twenty-seven members that does not exist, and its documents."""

from __future__ import annotations

from datetime import date, datetime

from beffroi.minutes.domain.acts.attendance import AttendanceSheet
from beffroi.minutes.domain.acts.ballots import (
    BallotRequest,
    Election,
    Figures,
    NamedVote,
    NoVote,
    OrdinaryBallot,
    Outcome,
    PublicBallot,
    Recusal,
    Round,
    SecretBallot,
    Sense,
    Tally,
    WithoutBallot,
)
from beffroi.minutes.domain.acts.body import Body, Person, commune
from beffroi.minutes.domain.acts.convocation import AgendaLine, Convocation
from beffroi.minutes.domain.acts.deliberation import Deliberation, Enforceability
from beffroi.minutes.domain.acts.listing import DeliberationList, Examined, ListLine
from beffroi.minutes.domain.acts.minutes import (
    Detail,
    MinutesAct,
    MinutesItem,
    MinutesState,
    PreviousMinutes,
    Question,
    Speech,
)
from beffroi.minutes.domain.acts.recording_notice import RecordingNotice
from beffroi.minutes.domain.acts.register import RegisterLine, RegisterSitting, RegisterTables
from beffroi.minutes.domain.acts.roll import Move, Proxy, Quorum, Roll, SittingHead

VALBOURG: Body = commune(
    "Commune de Valbourg",
    department="Haute-Vienne",
    arrondissement="Bellac",
    address="1 place de la Mairie, 87999 Valbourg",
    city="Valbourg",
    phone="05 55 00 00 00",
    email="mairie@valbourg.example",
    website="www.valbourg.example",
    court="tribunal administratif de Limoges",
)
_NAMES = (
    "Mme|Claire|Dubois|maire",
    "M.|Hugo|Petit|premier adjoint",
    "Mme|Anne-Sophie|Roux-Delacroix|deuxième adjointe",
    "M.|Jean-Baptiste|Garnier|conseiller municipal délégué",
    *("Mme|Lucie|Moreau|", "M.|Paul|Lefort|", "Mme|Inès|Benali|", "M.|Marc|Tessier|", "Mme|Zoé|Charron|"),
    *("M.|Luc|Vasseur|", "Mme|Maud|Perrin|", "M.|Théo|Blanchard|", "Mme|Eva|Colin|", "M.|Noé|Marchand|"),
    *("Mme|Jade|Renault|", "M.|Éric|Fabre|", "Mme|Alix|Guérin|", "M.|Omar|Haddad|", "Mme|Rose|Jacquet|"),
    *("M.|Yves|Lacombe|", "Mme|Nora|Maillard|", "M.|Gilles|Noël|", "Mme|Odile|Pascal|", "M.|Rémi|Quentin|"),
    *("Mme|Sarah|Rivière|", "M.|Tom|Sellier|", "Mme|Ursule|Thibault|"),
)
MEMBERS = tuple(
    Person(last, first, civility, role) for civility, first, last, role in (line.split("|") for line in _NAMES)
)
MAYOR, FIRST_DEPUTY, SECOND_DEPUTY, GARNIER, MOREAU, *_ = MEMBERS
HEAD = SittingHead(
    VALBOURG,
    datetime(2025, 12, 11, 19, 30),
    "à la mairie, salle du conseil",
    MAYOR,
    (SECOND_DEPUTY,),
    convened_on=date(2025, 12, 5),
)
PROXIES = (Proxy(MEMBERS[23], MEMBERS[1]), Proxy(MEMBERS[24], MEMBERS[2]))
ROLL = Roll(27, MEMBERS[:23], PROXIES, excused=(MEMBERS[25],), absent=(MEMBERS[26],))
UNANIMOUS = OrdinaryBallot(Figures(25), Outcome.ADOPTED)
MAJORITY = OrdinaryBallot(Figures(21, 0, 4), Outcome.ADOPTED, abstain_names=MEMBERS[4:8])
PUBLIC = PublicBallot(
    (
        *(NamedVote(person, Sense.FOR) for person in MEMBERS[:18]),
        *(NamedVote(person, Sense.AGAINST) for person in MEMBERS[18:23]),
        NamedVote(MEMBERS[23], Sense.FOR, MEMBERS[1]),
        NamedVote(MEMBERS[24], Sense.ABSTAIN, MEMBERS[2]),
    ),
    Outcome.ADOPTED,
)
SECRET = SecretBallot(Figures(14, 8, 0, 2, 1), Outcome.ADOPTED)
ELECTION = Election(
    "troisième adjoint au maire",
    (
        Round((Tally("M. Paul Lefort", 12), Tally("Mme Inès Benali", 11)), blank=2),
        Round((Tally("M. Paul Lefort", 14), Tally("Mme Inès Benali", 11)), elected=("M. Paul Lefort",)),
    ),
    tellers=(MOREAU, GARNIER),
)
LONG_TITLE = (
    "Convention d'objectifs avec l'association « Les Amis du Lavoir » pour la restauration, l'entretien et l'animation "
    "du lavoir communal, et autorisation donnée au maire de la signer"
)
NOTE = (
    "La décision modificative ajuste les crédits de la section d'investissement : 278 400 € de dépenses nouvelles pour "
    "la toiture de l'école.",
    "Elle est financée par une subvention de 120 000 € et par un virement de la section de fonctionnement.",
)
AGENDA = (
    AgendaLine("1", "Décision modificative n° 2 du budget principal", FIRST_DEPUTY, "Finances", note=NOTE),
    AgendaLine("2", "Admission en non-valeur de créances irrécouvrables", FIRST_DEPUTY, "Finances"),
    AgendaLine("3", LONG_TITLE, SECOND_DEPUTY, "Vie associative", note=("La convention est conclue pour trois ans.",)),
    AgendaLine("4", "Élection du troisième adjoint", MAYOR, "Administration générale"),
    AgendaLine("5", "Rapport annuel sur le prix de l'eau", GARNIER, "Administration générale", for_information=True),
)
CONVOCATION = Convocation(
    HEAD,
    AGENDA,
    date(2025, 12, 5),
    MAYOR,
    MEMBERS[4],
    note_due=True,
    recorded=True,
    attachments=("Projet de convention",),
)
ROOF = Deliberation(
    HEAD,
    ROLL,
    "2025-12-01",
    "Décision modificative n° 2 du budget principal",
    MAJORITY,
    (
        "Approuve la décision modificative n° 2 du budget principal, pour un montant de 278 400 €",
        "Article 2 : autorise le maire à signer tout document nécessaire à l'exécution de la présente délibération.",
    ),
    order=1,
    matter="7.1 – Décisions budgétaires",
    rapporteur=FIRST_DEPUTY,
    visas=(
        "le code général des collectivités territoriales, notamment son article L. 1612-11",
        "Vu le budget primitif 2025 ;",
    ),
    recitals=(
        "Considérant que la toiture de l'école doit être refaite avant l'hiver",
        "la subvention de 120 000 € attribuée par le département",
    ),
    debate=("M. Paul Lefort demande si les entreprises locales ont été consultées. M. Hugo Petit répond que oui.",),
    annexes=("Tableau de la décision modificative n° 2",),
    enforceability=Enforceability(
        date(2025, 12, 15), date(2025, 12, 16), receipt="087-218700000-20251211-2025-12-01-DE"
    ),
    quorum_needed=14,
)
LIST = DeliberationList(
    HEAD,
    (
        ListLine("2025-12-01", AGENDA[0].title, Examined.ADOPTED, "21\u00a0pour, 4\u00a0abstentions"),
        ListLine("2025-12-02", AGENDA[1].title, Examined.REJECTED, "9 pour, 16 contre"),
        ListLine("2025-12-03", AGENDA[2].title, Examined.ADOPTED, "unanimité (25 voix)"),
        ListLine("2025-12-04", AGENDA[4].title, Examined.ACKNOWLEDGED),
        ListLine("2025-12-05", "Vente de la parcelle AB 112", Examined.POSTPONED),
    ),
    displayed_on=date(2025, 12, 15),
    online_on=date(2025, 12, 15),
)
NOTICE = RecordingNotice(
    VALBOURG,
    "la mairie, secrétariat général, mairie@valbourg.example ou 05 55 00 00 00",
    officer="dpo@valbourg.example",
)
ATTENDANCE = AttendanceSheet(HEAD, MEMBERS, len(MEMBERS), PROXIES, excused=(MEMBERS[25],))


def other(number: str, order: int, subject: str, ballot: object = UNANIMOUS) -> Deliberation:
    return Deliberation(
        HEAD, ROLL, number, subject, ballot, ("Approuve la proposition présentée",), order=order, rapporteur=GARNIER
    )


REGISTER = RegisterSitting(
    HEAD, ROLL, (ROOF, other("2025-12-02", 2, AGENDA[2].title), other("2025-12-03", 3, AGENDA[3].title, ELECTION)), 45
)
TABLES = RegisterTables(
    VALBOURG,
    "Année 2025",
    (
        RegisterLine("2025-01-01", date(2025, 1, 16), "Débat d'orientation budgétaire", "Finances locales", 3),
        RegisterLine("2025-12-01", date(2025, 12, 11), AGENDA[0].title, "Finances locales", 45),
        RegisterLine("2025-12-03", date(2025, 12, 11), AGENDA[2].title, "Domaine et patrimoine", 47),
        RegisterLine("2025-06-02", date(2025, 6, 12), "Tarifs de la cantine", "", 22),
    ),
)
ITEMS = (
    MinutesItem(
        "1", AGENDA[0].title, MAJORITY, rapporteur=FIRST_DEPUTY, reports=("rapport n° 1 du 4 décembre 2025",),
        deliberation="2025-12-01", opened_at=datetime(2025, 12, 11, 19, 48), quorum=Quorum(14, 23),
        speeches=(
            Speech("M. Paul Lefort demande si les entreprises locales ont été consultées."),
            Speech("Quatre entreprises l'ont été, dont deux de la commune.", FIRST_DEPUTY),
        ),
        decision=ROOF.articles,
    ),
    MinutesItem(
        "2", AGENDA[1].title, PUBLIC, Detail.VERBATIM, FIRST_DEPUTY, deliberation="2025-12-02",
        speeches=(Speech("Je ne voterai pas l'effacement d'une dette inexpliquée.", MOREAU, verbatim=True),),
        requests=(BallotRequest(False, 6, MEMBERS[4:10]),),
        moves=(Move(MEMBERS[25], True, datetime(2025, 12, 11, 20, 5)),),
        decision=("Admet en non-valeur les créances présentées",),
    ),
    MinutesItem(
        "3", AGENDA[2].title, SECRET, Detail.DECISION, SECOND_DEPUTY, deliberation="2025-12-03", closed_doors=True,
        recusals=(Recusal(MEMBERS[9], True, "président de l'association"),),
        decision=("Approuve la convention", "Autorise le maire à la signer"), requests=(BallotRequest(True, 9),),
    ),
    MinutesItem("4", AGENDA[3].title, ELECTION, rapporteur=MAYOR, deliberation="2025-12-04",
                incidents=("La séance est suspendue de 20 h 30 à 20 h 40 ; à la reprise, le quorum est vérifié.",)),
    MinutesItem("5", AGENDA[4].title, WithoutBallot(NoVote.ACKNOWLEDGED), rapporteur=GARNIER),
)  # fmt: skip
PREVIOUS = PreviousMinutes(date(2025, 11, 6), UNANIMOUS, ("Page 3, lire « 12 400 € » au lieu de « 14 200 € ».",))


def minutes_act(state: MinutesState = MinutesState.PUBLISHED, **changes: object) -> MinutesAct:
    values: dict[str, object] = {
        "state": state,
        "previous": PREVIOUS,
        "decisions_by_delegation": ("Décision n° 2025-14 : bail du logement communal, 420 € par mois.",),
        "questions": (
            Question(MOREAU, "Quand la bibliothèque rouvrira-t-elle ?", "Le 15 janvier 2026", SECOND_DEPUTY),
        ),
        "closed_at": datetime(2025, 12, 11, 21, 40),
        "reader": SECOND_DEPUTY,
        "adopted_on": date(2026, 1, 22),
        "signed_on": date(2026, 1, 23),
        "published_on": date(2026, 1, 26),
    }
    return MinutesAct(HEAD, ROLL, Quorum(14, 23), AGENDA, ITEMS, **values | changes)
