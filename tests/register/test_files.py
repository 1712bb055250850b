"""Files that people give: wrong, huge, badly encoded, doubled. Each is refused with what to do, or read for what it
holds."""

from __future__ import annotations

import json

import pytest

from beffroi.register.domain.files import LARGEST, read_file
from beffroi.register.domain.lines import FileRefused
from beffroi.register.domain.planning import Fate, Known, plan
from beffroi.register.domain.standards import STANDARDS

NL, UK, FR, OURS = (STANDARDS[code] for code in ("nl", "uk", "fr", "beffroi"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"   \n", "vide"),
        (b"{", "ligne 1"),
        (b'[{"name": "A",}]', "JSON"),
        (b'[{"name": NaN}]', "NaN"),
        (b'[{"name": "A", "name": "B"}]', "deux fois"),
        (b"[" * 100_000, "emboîté"),
        (b'"un texte"', "fiches"),
        (b"12", "fiches"),
        (b"[]", "aucune fiche"),
        (b'[{"name": 1' + b"0" * 5000 + b"}]", "démesuré"),
        (b"\xff\xfe\x00", "UTF-8"),
        ('[{"name": "été"}]'.encode("latin-1"), "UTF-8"),
        (b'[{"name": "A\x00"}]', "UTF-8"),
        (b"PK\x03\x04\x00\x00", "archive.*UTF-8"),
        (b" " * (LARGEST + 1), "10"),
        (json.dumps([{"name": str(rank)} for rank in range(2_001)]).encode(), "2001"),
    ],
)
def test_a_file_that_is_no_json_of_records_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        read_file(content, NL)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"tool_name,tool_name\nA,B\n", "deux fois"),
        (b"couleur,taille\nrouge,2\n", "Aucune colonne"),
        (b'tool_name,url\n"A,https://a.example\n', "guillemet"),
        (b"tool_name\n", "aucune fiche"),
        (b"\x81\x8d\x8f\x90\x9d", "UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        read_file(content, UK)


@pytest.mark.parametrize(
    "content",
    [
        "Nom de l'algorithme;Finalité de l'algorithme\nTri;Trier l’été\n".encode(),
        "﻿NOM DE L’ALGORITHME,finalite de l'algorithme\r\nTri,Trier l’été\r\n".encode(),
        "Nom de l'algorithme\tFinalité de l'algorithme\nTri\tTrier l’été\n".encode("utf-16"),
        "Nom de l'algorithme;Finalité de l'algorithme\nTri;Trier l’été\n".encode("cp1252"),
    ],
)
def test_a_table_is_read_whatever_its_separator_its_encoding_and_its_capitals(content: bytes) -> None:
    (line,) = read_file(content, FR)
    assert FR.read(line.row).values == {"name": "Tri", "purpose": "Trier l’été"}


def test_records_are_found_wherever_the_file_puts_them() -> None:
    for wrapped in ([{"name": "A"}], {"name": "A"}, {"uses": [{"name": "A"}]}, {"results": [{"name": "A"}]}):
        assert read_file(json.dumps(wrapped).encode(), NL)[0].row == {"name": "A"}


def fates(content: object, known: dict[str, Known] | None = None) -> list[tuple[Fate, str]]:
    return [(each.fate, each.refused) for each in plan(read_file(json.dumps(content).encode(), NL), NL, known or {})]


def test_each_refused_row_says_why_and_the_others_stand() -> None:
    deep: object = "x"
    for _ in range(20):
        deep = [deep]
    found = fates(
        [
            {"name": "Bonne", "source_id": "1"},
            "pas un objet",
            {"goal": "sans nom"},
            {"name": "   "},
            {"name": "Doublon", "source_id": "1"},
            {"name": "x" * 201},
            {"name": "A", "goal": "\ud800"},
            {"name": "B", "goal": "\u0000"},
            {"name": "C", "goal": "x" * 20_001},
            {"name": "D", "extra": deep},
            {"name": "bonne"},
            {"name": "BONNE"},
            {"name": "E", "n": 10**30},
        ]
    )
    assert [fate for fate, _ in found] == [
        Fate.CREATED if rank in (0, 10) else Fate.REFUSED for rank in range(len(found))
    ]
    assert all(why.endswith(".") for fate, why in found if fate == Fate.REFUSED)
    assert "ligne 1" in found[4][1] and "ligne 11" in found[11][1]


def test_a_shifted_line_of_a_table_is_refused_alone() -> None:
    lines = read_file(b"tool_name,url\nA,https://a.example,de trop\nB,https://b.example\nC\n", UK)
    assert ["décalée" in line.refused for line in lines] == [True, False, False]


def test_a_row_that_is_already_there_changes_nothing_or_says_what_it_changes() -> None:
    known = {"1": Known("a", {"name": "A", "risks": "vieux"}, {"source_id": "1"})}
    assert fates([{"name": "A", "source_id": "1"}], known) == [(Fate.SAME, "")]
    assert fates([{"name": "A", "source_id": "1", "risks": "neuf"}], known) == [(Fate.CHANGED, "")]


def test_what_contradicts_itself_is_kept_and_told() -> None:
    (planned,) = plan(
        read_file(b'[{"name": "A", "begin_date": "2024-05", "end_date": "2023-01", "status": "In gebruik"}]', NL),
        NL,
        {},
    )
    assert planned.fate == Fate.CREATED and planned.values["stopped_on"] == "2023-01"
    assert any("avant d’avoir commencé" in note for note in planned.notes)


def test_aliases_and_prefixes_of_the_british_publisher_are_known() -> None:
    (line,) = read_file(
        b"title,algorithmic_transparency_record_organisation,algorithmic_transparency_record_phase,colour\n"
        b"Tool,Some Council,Public Beta,red\n",
        UK,
    )
    read = UK.read(line.row)
    assert read.values == {"name": "Tool", "organisation": "Some Council", "status": "test"}
    assert read.kept == {"phase": "Public Beta", "colour": "red"}


def test_html_and_formulas_in_a_table_stay_text() -> None:
    (line,) = read_file(b"tool_name,description\n'=cmd(),<img src=x onerror=alert(1)>Bonjour\n", UK)
    assert UK.read(line.row).values == {"name": "=cmd()", "summary": "Bonjour"}
