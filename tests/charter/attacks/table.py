"""The table of ``docs/attaques.md``, from a run: ``python -m tests.charter.attacks.table``.

Prints one JSON object at the end; exits 1 when a try does not end as its line says."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from .tries import End, Try, every_try, families

DOC = Path(__file__).parents[3] / "docs" / "attaques.md"
BEGIN, FINISH = "<!-- tableau -->", "<!-- fin du tableau -->"
NAMES = {
    "adresses": "Renvois et adresses forgées",
    "autre-commune": "Objets d’une autre commune",
    "autre-operation": "Un usage employé pour une autre opération",
    "cle": "Clés de la porte",
    "decision-individuelle": "Décisions, agents, habitants",
    "demesure": "Demandes démesurées",
    "fichiers": "Fichiers et JSON piégés",
    "formats": "Formules, en-têtes, balises, noms de fichiers",
    "formulaire-force": "Formulaires forcés, deux onglets, chiffres impossibles",
    "horloge": "Horloge reculée ou avancée",
    "injection": "Ordres cachés dans les paroles, modèle obéissant",
    "interrupteur": "IA arrêtée",
    "journal": "Journal réécrit, coupé, rejoué",
    "lieu-interdit": "Lieux non permis",
    "liens-signes": "Liens signés forgés",
    "masquage-oral": "Données dites à voix haute",
    "masquage-unicode": "Écritures qui trompent le masquage",
    "mention-retiree": "Mention retirée",
    "modele-non-approuve": "Modèles non approuvés",
    "preuves-manquantes": "Formation, évaluation, refus d’un agent",
    "quotas": "Limites",
    "redemande": "Données masquées redemandées",
    "sans-droit": "Pages sans le droit",
    "sql": "SQL direct",
    "tampon": "Validations de pure forme",
    "usage-non-declare": "Usages non déclarés",
    "validation": "Validation et relecture",
    "votes": "Voix impossibles",
}


class Kept:
    """What each try said of its end, as the run goes."""

    def __init__(self) -> None:
        self.ends: dict[str, str] = {}
        self.wrong: list[str] = []

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when != "call" or "[" not in report.nodeid:
            return
        name = report.nodeid.rsplit("[", 1)[1].rstrip("]")
        told = dict(report.user_properties)
        if report.outcome == "failed":
            self.wrong.append(name)
        elif hasattr(report, "wasxfail"):
            self.ends[name] = End.THROUGH.value
        else:
            self.ends[name] = told.get("end", "")


def table(ends: dict[str, str]) -> str:
    lines = [
        "| Famille | Essais | Refusés | Masqués | Vus | Sans effet | Passent | Ligne au journal |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for family in families():
        of = [each for each in every_try() if each.family == family]
        lines.append(f"| {NAMES[family]} | {_figures(of, ends)} |")
    lines.append(f"| **Ensemble** | {_figures(every_try(), ends)} |")
    return "\n".join(lines)


def _figures(of: list[Try], ends: dict[str, str]) -> str:
    count = Counter(ends[each.name] for each in of)
    kinds = (End.REFUSED, End.MASKED, End.SEEN, End.HARMLESS, End.THROUGH)
    written = sum(1 for each in of if each.journal)
    return " | ".join(str(figure) for figure in (len(of), *(count[kind.value] for kind in kinds), written))


def through() -> str:
    known = [each for each in every_try() if each.known_failure]
    return "\n".join(f"- **{each.title}.** {each.known_failure}" for each in known) or "Rien de connu."


def main() -> int:
    kept = Kept()
    pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", str(Path(__file__).parent / "test_tries.py")], [kept])
    if kept.wrong:
        print(json.dumps({"wrong": kept.wrong}))
        return 1
    before, _, rest = DOC.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(FINISH)
    said = f"{BEGIN}\n\n{table(kept.ends)}\n\n## Ce qui passe encore\n\n{through()}\n\n{FINISH}"
    DOC.write_text(before + said + after, encoding="utf-8")
    print(json.dumps({"tries": len(kept.ends), **Counter(kept.ends.values())}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
