"""The real files of the three registers, where they are (``BEFFROI_DATA``): read, written again, nothing lost; and what
we write obeys the Dutch schemas. Nothing of them is kept here."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from beffroi.register.actions.exporting import whole
from beffroi.register.actions.imports import confirm, preview
from beffroi.register.actions.write import save
from beffroi.register.domain.standards import STANDARDS, etalab
from beffroi.register.models import Record

from .rows import a_use

DATA = Path(os.environ.get("BEFFROI_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data") / "register"
here = pytest.mark.skipif(not DATA.exists(), reason="the registers are not here: set BEFFROI_DATA to their folder")
pytestmark = here
ATRS, NL, ETALAB = DATA / "uk-atrs", DATA / "nl-algoritmeregister", DATA / "fr-etalab"


def imported(content: bytes, code: str, user: Any) -> Any:
    return confirm(preview(content, "registre", code, user=user).pk, user=user)


def rows_of(content: str) -> list[dict[str, str]]:
    return sorted(csv.DictReader(io.StringIO(content)), key=lambda row: row["url"])


def test_every_british_record_comes_in_and_goes_out_without_loss(in_valbrume: Any, bob: Any) -> None:
    (path,) = ATRS.glob("*.csv")
    given = path.read_bytes().decode()
    rows = rows_of(given)
    found = imported(given.encode(), "uk", bob)
    assert [row for row in found.rows if row["fate"] != "created" or row["notes"]] == []
    assert Record.objects.count() == len(rows) >= 100
    exported = [row for row in rows_of(whole(in_valbrume, STANDARDS["uk"]).content) if row["url"]]
    assert [{key: row[key] for key in rows[0]} for row in exported] == rows


def test_every_british_record_survives_our_own_format(in_valbrume: Any, bob: Any) -> None:
    (path,) = ATRS.glob("*.csv")
    imported(path.read_bytes(), "uk", bob)
    whole_register = whole(in_valbrume, STANDARDS["beffroi"]).content
    before = {row.slug: (row.values, row.extra) for row in Record.objects.all()}
    again = imported(whole_register.encode(), "beffroi", bob)
    assert {row["fate"] for row in again.rows} <= {"same", "changed", "created"}
    after = {row.slug: (row.values, row.extra.get("uk", {})) for row in Record.objects.filter(code="")}
    for slug, (values, extra) in before.items():
        assert {name: after[slug][0][name] for name in values} == values
        assert after[slug][1] == extra.get("uk", {})


def test_every_phase_of_the_british_publisher_is_known() -> None:
    (path,) = ATRS.glob("*.json")
    facets = {facet["key"]: facet for facet in json.loads(path.read_bytes())["facets"]}
    for phase in facets["algorithmic_transparency_record_phase"]["allowed_values"]:
        for word in (phase["label"], phase["value"]):
            assert STANDARDS["uk"].read({"tool_name": "A", "phase": word}).values.get("status"), word


@pytest.mark.parametrize("name", ["example-algorithm_1_v1_0.json", "supplier-template-Xxllnc.json"])
def test_a_dutch_file_comes_in_and_goes_out_without_loss(name: str, in_valbrume: Any, bob: Any) -> None:
    given = json.loads((NL / name).read_bytes())
    rows = given if isinstance(given, list) else [given]
    found = imported(json.dumps(given).encode(), "nl", bob)
    assert [row["fate"] for row in found.rows] == ["created"] * len(rows)
    exported = {row["name"]: row for row in json.loads(whole(in_valbrume, STANDARDS["nl"]).content)}
    for row in rows:
        assert {key: exported[row["name"]][key] for key in row} == row


def problems(row: Any, rules: dict[str, Any]) -> list[str]:
    """The part of JSON Schema (draft 7) that the Dutch schema uses."""
    found = [f"{key} manque" for key in rules["required"] if key not in row]
    for key, rule in rules["properties"].items():
        if key not in row:
            continue
        value = row[key]
        if "enum" in rule and value not in rule["enum"] or "const" in rule and value != rule["const"]:
            found.append(f"{key} : {value!r}")
        if "type" in rule and not isinstance(value, {"string": str, "array": list}[rule["type"]]):
            found.append(f"{key} n’est pas {rule['type']}")
        if isinstance(value, str):
            if len(value) > rule.get("maxLength", len(value)):
                found.append(f"{key} est trop long")
            if "pattern" in rule and not re.search(rule["pattern"], value):
                found.append(f"{key} : {value!r}")
            if rule.get("format") == "uri" and not re.match(r"[a-z]+:\S+$", value):
                found.append(f"{key} n’est pas une adresse")
        if isinstance(value, list) and not all(isinstance(each, str) for each in value):
            found.append(f"{key} : textes")
    return found


def test_what_we_write_obeys_the_dutch_json_schema(in_valbrume: Any, bob: Any) -> None:
    rules = json.loads((NL / "schema-root.json").read_bytes())
    a_use(bob)
    a_use(bob, name="x" * 100, started_on="2024")
    a_use(bob, name="Presque vide", status="", purpose="")
    save("minutes-transcribe", {"status": "test", "started_on": "2025-03-12", "category": "other"}, user=bob, seen=0)
    file = whole(in_valbrume, STANDARDS["nl-schema"])
    rows = json.loads(file.content)
    assert {row["name"] for row in rows} == {
        "Répondre aux questions du soir",
        "Écrire ce qui est dit pendant une réunion",
    }
    assert [problems(row, rules) for row in rows] == [[], []]
    assert problems({**rows[0], "status": "?"}, rules), "the check itself refuses"
    assert file.rows + len(file.left_out) == len(json.loads(whole(in_valbrume, STANDARDS["nl"]).content))


@pytest.mark.parametrize("config", ["schema-v1_0.json", "standard-config-v1_0.json"])
def test_what_we_write_obeys_the_dutch_configuration(config: str, in_valbrume: Any, bob: Any) -> None:
    found = json.loads((NL / config).read_bytes())
    rules = found.get("AlgorithmIn", found)["properties"]
    a_use(bob)
    (row,) = [
        each for each in json.loads(whole(in_valbrume, STANDARDS["nl"]).content) if each["source_id"].startswith("rep")
    ]
    for key, rule in rules.items():
        if rule.get("required") is True:
            assert row.get(key), key
        if key in row and "permitted_values" in rule and not isinstance(row[key], list):
            assert row[key] in rule["permitted_values"], key
        if key in row and isinstance(row[key], str):
            assert len(row[key]) <= rule.get("max_length", len(row[key])), key


def test_every_line_of_the_french_guide_has_its_column() -> None:
    guide = (ETALAB / "2-inventaire.md").read_text()
    lines = re.findall(r"^\|\s+([A-ZÀ-Ý][^|]*?)\s*\|", guide, re.MULTILINE)
    asked = [line.strip(" *") for line in lines if line != "Information" and not line.startswith("Ressources")]
    columns = {re.sub(r"\W+", " ", column.key).lower() for column in etalab.STANDARD.columns}
    assert len(asked) >= 17
    assert [
        line for line in asked if re.sub(r"\W+", " ", line).strip().lower() not in {c.strip() for c in columns}
    ] == []
