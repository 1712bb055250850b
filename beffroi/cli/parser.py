"""Every command, its arguments and its help. Commands import what they run, so that help stays instant."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from beffroi.minutes.domain.types import MeetingKind, Template

from .french import Parser

DESCRIPTION = (
    "Beffroi : ce qu’une commune installe pour utiliser l’IA générative et en garder la maîtrise.\n\n"
    "Rien de ce que l’IA écrit ne part sans qu’une personne nommée l’ait relu."
)


KINDS = {
    "conseil": MeetingKind.COUNCIL,
    "commission": MeetingKind.COMMITTEE,
    "service": MeetingKind.TEAM,
    "publique": MeetingKind.PUBLIC,
}
TEMPLATES = {
    "proces-verbal": Template.COUNCIL,
    "compte-rendu": Template.TEAM,
    "reunion-publique": Template.PUBLIC,
    "releve-de-decisions": Template.DECISIONS,
}


def _later(module: str, function: str = "run") -> Callable[[argparse.Namespace], Any]:
    return lambda chosen: getattr(importlib.import_module(f"beffroi.cli.{module}"), function)(chosen)


def build_parser() -> argparse.ArgumentParser:
    parser = Parser(prog="beffroi", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", parser_class=Parser)
    _minutes(commands)
    _models(commands)
    _demo(commands)
    _services(commands)
    _audit(commands)
    _keys(commands)
    _verify(commands)
    _check_pv(commands)
    return parser


def _people(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 200:
        raise argparse.ArgumentTypeError(f"« {text} » : indiquez un nombre de 1 à 200")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"« {text} » : indiquez un nombre de 1 à 65535")
    return int(text)


def _minutes(commands: Any) -> None:
    command = commands.add_parser(
        "minutes",
        help="écrit le projet de compte rendu d’un enregistrement",
        description="Écrit un projet de procès-verbal (conseil) ou de compte rendu, marqué non relu à chaque page.",
    )
    command.add_argument("recording", metavar="ENREGISTREMENT", type=Path, help="son, vidéo ou transcription")
    command.add_argument("--agenda", metavar="FICHIER", type=Path, help="ordre du jour (txt, docx, odt, pdf)")
    command.add_argument(
        "--roster", metavar="FICHIER", type=Path, help="liste des personnes (csv : nom;prenom;fonction…)"
    )
    command.add_argument(
        "--out", metavar="FICHIER", type=Path, required=True, help="document à écrire : .docx, .odt ou .pdf"
    )
    command.add_argument("--title", metavar="TITRE", default="", help="titre de la réunion")
    command.add_argument("--date", metavar="JJ/MM/AAAA", default="", help="date de la réunion")
    command.add_argument(
        "--kind", choices=list(KINDS), help="nature de la réunion ; sans indication, déduite de l’ordre du jour"
    )
    command.add_argument("--template", choices=list(TEMPLATES), help="modèle de document")
    command.add_argument(
        "--speakers", metavar="N", type=_people, help="nombre de personnes qui parlent, si on le connaît"
    )
    command.add_argument("--force", action="store_true", help="remplace le document s’il existe")
    command.set_defaults(run=_later("minutes"))


def _models(commands: Any) -> None:
    command = commands.add_parser("models", help="liste, installe et vérifie les modèles d’IA embarqués")
    actions = command.add_subparsers(title="actions", metavar="ACTION", parser_class=Parser, required=True)
    actions.add_parser("list", help="montre les modèles et leur état").set_defaults(run=_later("models", "show"))
    install = actions.add_parser("install", help="télécharge et vérifie les modèles (tous, ou ceux nommés)")
    install.add_argument("names", metavar="MODÈLE", nargs="*", help="nom du modèle")
    install.set_defaults(run=_later("models", "install"))
    verify = actions.add_parser("verify", help="relit chaque fichier et compare son empreinte")
    verify.add_argument("names", metavar="MODÈLE", nargs="*", help="nom du modèle")
    verify.set_defaults(run=_later("models", "verify"))


def _demo(commands: Any) -> None:
    command = commands.add_parser("demo", help="prépare la commune d’essai, traite l’exemple et ouvre les pages")
    command.add_argument("--port", metavar="PORT", type=_port, default=8000, help="port des pages (8000)")
    command.add_argument("--text", choices=["0", "1"], default="1", help="0 : sans le modèle de texte de 1,1 Go")
    command.add_argument("--serve", choices=["0", "1"], default="1", help="0 : s’arrête après le traitement")
    command.add_argument("--fresh", choices=["0", "1"], default="0", help="1 : refait le traitement de l’exemple")
    command.set_defaults(run=_later("demo"))


def _services(commands: Any) -> None:
    serve = commands.add_parser("serve", help="sert les pages et fait les travaux, ensemble")
    serve.add_argument("--port", metavar="PORT", type=_port, default=8000, help="port des pages (8000)")
    serve.add_argument("--host", default="127.0.0.1", help="adresse d’écoute (127.0.0.1 : cette machine seule)")
    serve.set_defaults(run=_later("services", "serve"))
    worker = commands.add_parser("worker", help="fait les travaux longs et les envois")
    worker.add_argument("--once", action="store_true", help="s’arrête quand il n’y a plus rien à faire")
    worker.set_defaults(run=_later("services", "work"))
    commands.add_parser("engine", help="sert le modèle de texte embarqué aux autres processus").set_defaults(
        run=_later("services", "engine")
    )
    person = commands.add_parser("person", help="crée le compte d’une personne dans une commune")
    person.add_argument("username", metavar="IDENTIFIANT")
    person.add_argument("--name", metavar="NOM", default="", help="prénom et nom")
    person.add_argument("--email", metavar="COURRIEL", default="")
    person.add_argument("--commune", metavar="NOM", default="", help="nom de la commune, créée si elle est nouvelle")
    person.add_argument("--role", choices=["agent", "reader", "admin"], default="agent")
    person.add_argument("--new-password", action="store_true", help="change le mot de passe d’un compte qui existe")
    person.set_defaults(run=_later("people"))


def _audit(commands: Any) -> None:
    command = commands.add_parser("audit", help="vérifie le journal")
    actions = command.add_subparsers(title="actions", metavar="ACTION", parser_class=Parser, required=True)
    verify = actions.add_parser(
        "verify", help="relit le journal et dit chaque ligne altérée, ôtée, ajoutée ou déplacée"
    )
    verify.add_argument("--file", metavar="JOURNAL.zip", type=Path, help="un journal exporté, au lieu de celui d’ici")
    verify.add_argument("--key", metavar="CLE.pem", type=Path, help="la clé publique en qui l’on a confiance")
    verify.set_defaults(run=_later("audit", "verify"))
    export = actions.add_parser("export", help="écrit le journal signé dans un fichier vérifiable ailleurs")
    export.add_argument("--out", metavar="JOURNAL.zip", type=Path, required=True)
    export.set_defaults(run=_later("audit", "export"))
    key = actions.add_parser("key", help="donne la clé publique du journal")
    key.add_argument("--out", metavar="CLE.pem", type=Path)
    key.set_defaults(run=_later("audit", "key"))
    actions.add_parser("rotate", help="change la clé qui signe le journal").set_defaults(run=_later("audit", "rotate"))


def _keys(commands: Any) -> None:
    command = commands.add_parser("key", help="fait, montre et révoque les clés des autres outils")
    actions = command.add_subparsers(title="actions", metavar="ACTION", parser_class=Parser, required=True)
    create = actions.add_parser("create", help="fait une clé et la montre, cette seule fois")
    create.add_argument("label", metavar="OUTIL", help="l’outil qui s’en servira : « LibreOffice du secrétariat »")
    create.add_argument("--service", metavar="NOM", required=True, help="service, inscrit s’il est nouveau")
    create.add_argument(
        "--use", dest="uses", metavar="USAGE", action="append", required=True, help="door.writing… ; peut se répéter"
    )
    create.add_argument("--responsible", metavar="IDENTIFIANT", required=True, help="la personne qui en répond")
    create.add_argument("--until", metavar="JJ/MM/AAAA", type=_day, help="dernier jour (dans un an)")
    create.set_defaults(run=_later("keys", "create"))
    shown = actions.add_parser("list", help="montre les clés, jamais leur secret")
    shown.set_defaults(run=_later("keys", "show"))
    revoke = actions.add_parser("revoke", help="révoque une clé, dès maintenant")
    revoke.add_argument("public", metavar="CLÉ", help="son identifiant, donné par « beffroi key list »")
    revoke.set_defaults(run=_later("keys", "revoke"))
    for action in (create, shown, revoke):
        action.add_argument("--commune", metavar="NOM", default="", help="commune (celle de l’installation)")


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » : indiquez une date, comme 31/12/2026")


def _verify(commands: Any) -> None:
    command = commands.add_parser(
        "verify", help="dit si un fichier est celui qui a été scellé (délibération, liste, PV)"
    )
    command.add_argument("file", metavar="FICHIER", type=Path)
    command.set_defaults(run=_later("verify"))


def _check_pv(commands: Any) -> None:
    command = commands.add_parser(
        "check-pv",
        help="dit ce que contient un procès-verbal et ce qui s’y contredit",
        description=(
            "Lit un procès-verbal qui existe (PDF, DOCX, ODT, Markdown, texte) : séance, présents, pouvoirs, "
            "quorum, votes, "
            "mentions obligatoires et contradictions, chacun avec la ligne où il est écrit. Rien n’est enregistré."
        ),
    )
    command.add_argument("pv", metavar="FICHIER", type=Path, help="le procès-verbal")
    command.add_argument("--json", action="store_true", help="écrit des données plutôt qu’un texte")
    command.add_argument(
        "--in-office", metavar="N", type=_people, help="nombre de membres en exercice, si le document ne le dit pas"
    )
    command.add_argument(
        "--population", metavar="N", type=_inhabitants, help="nombre d’habitants, pour le délai de convocation"
    )
    command.set_defaults(run=_later("check_pv"))


def _inhabitants(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"« {text} » : indiquez un nombre d’habitants")
    return int(text)
