"""What goes in comes out: rows of other registers, records of ours, cells of a table, dates."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.register.domain import dates
from beffroi.register.domain.fields import BY_NAME, FIELDS, Kind
from beffroi.register.domain.files import read_file
from beffroi.register.domain.html_text import plain
from beffroi.register.domain.standards import STANDARDS, Standard, algoritmeregister
from beffroi.register.domain.tables import guarded, to_csv, unguarded
from beffroi.register.domain.values import clean, links

ALL = pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS.keys())
JSON = [each for each in STANDARDS.values() if each.form == "json"]
CSV = [each for each in STANDARDS.values() if each.form == "csv"]
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXT
ANYTHING = st.recursive(
    SCALARS | st.floats(allow_nan=False, allow_infinity=False),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXT, inside, max_size=3),
    max_leaves=6,
)
WORDS = st.sampled_from(
    ["", "In gebruik", "in gebruik", "Buiten gebruik", "2024-05", "2024-13", "tb_date", "Public Beta", "Retired"]
    + [
        "<p>Un</p><p>Deux</p>",
        "Overige algoritmes",
        "Overige algoritmes (Categorie C)",
        "a;b",
        "a; b",
        " espaces ",
        "NLD",
    ]
)


def rows_of(standard: Standard) -> st.SearchStrategy[dict[str, Any]]:
    hidden = {"slug", "code", "published_at"}
    known = st.sampled_from([each.key for each in standard.columns if not each.key.startswith("(")])
    pairs = st.sampled_from(["legal_basis_title", "legal_basis_link", "impact_assessments", "impact_assessment_link"])
    keys = known | pairs | TEXT.filter(lambda key: key not in hidden and not key.startswith("("))
    link = st.fixed_dictionaries({"title": TEXT}, optional={"link": st.just("https://loi.example/a") | TEXT})
    return st.dictionaries(
        keys, ANYTHING | WORDS | st.lists(link, max_size=3) | st.lists(WORDS, max_size=3), max_size=8
    )


@ALL
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_row_read_and_written_again_says_all_that_it_said(standard: Standard, data: st.DataObject) -> None:
    row = data.draw(rows_of(standard))
    read = standard.read(row)
    back = standard.write(read.values, read.kept, {"organisation": "Valbrume", "contact": "mairie"})
    assert {key: json.dumps(back.get(key), sort_keys=True) for key in row} == {
        key: json.dumps(value, sort_keys=True) for key, value in row.items()
    }
    assert all(key in back for key in row)


VALUES = st.fixed_dictionaries(
    {"name": st.sampled_from(["Trier le courrier", "=SOMME(A1)", "'cité", "Caméras <b>"])},
    optional={
        "summary": TEXT,
        "purpose": TEXT,
        "risks": TEXT,
        "operations": TEXT,
        "people": TEXT,
        "contest": TEXT,
        "status": st.sampled_from(["project", "deployed", "stopped"]),
        "category": st.sampled_from(["high_risk", "impactful", "other"]),
        "started_on": st.sampled_from(["2024-05", "2019-12"]),
    },
)


def cleaned(values: dict[str, str]) -> dict[str, str]:
    return {name: found for name, text in values.items() if (found := clean(BY_NAME[name], plain(text)))}


@ALL
@settings(max_examples=100, deadline=None)
@given(values=VALUES)
def test_a_record_written_and_read_again_is_the_same_for_every_field_of_the_format(
    standard: Standard, values: dict[str, str]
) -> None:
    values = cleaned(values)
    mapped = {column.field for column in standard.columns}
    back = standard.read(standard.write(values, {}))
    assert {name: back.values.get(name, "") for name in values if name in mapped} == {
        name: value for name, value in values.items() if name in mapped
    }


@ALL
def test_what_a_person_changes_goes_before_what_was_kept(standard: Standard) -> None:
    row = {next(each.key for each in standard.columns if each.field == "name"): "  Ancien   nom "}
    read = standard.read(row)
    assert read.values["name"] == "Ancien nom"
    written = standard.write({"name": "Nouveau nom"}, read.kept)
    assert "Nouveau nom" in written.values() and "  Ancien   nom " not in written.values()


def test_a_state_that_ours_does_not_tell_apart_is_given_back_until_it_changes() -> None:
    standard = STANDARDS["uk"]
    read = standard.read({"tool_name": "A", "phase": "Private Beta"})
    assert read.values["status"] == "test"
    assert standard.write(read.values, read.kept)["phase"] == "Private Beta"
    assert standard.write({**read.values, "status": "stopped"}, read.kept)["phase"] == "Retired"


def test_what_makes_no_sense_is_kept_aside_and_told() -> None:
    read = STANDARDS["nl"].read({"name": "A", "begin_date": "tb_date", "status": "onbekend", "goal": {"a": 1}})
    assert read.values == {"name": "A"}
    assert read.kept == {"begin_date": "tb_date", "status": "onbekend", "goal": {"a": 1}}
    assert len(read.notes) == 3 and all("\u00a0" in note or "attendu" in note for note in read.notes)


def test_html_of_another_register_becomes_text_and_comes_back_as_it_was() -> None:
    standard = STANDARDS["nl"]
    html = "<p>Tri du courrier</p><ul><li>postal</li><li>électronique</li></ul><script>alert(1)</script>"
    read = standard.read({"name": "A", "goal": html})
    assert read.values["purpose"] == "Tri du courrier\n- postal\n- électronique"
    assert standard.write(read.values, read.kept)["goal"] == html


@pytest.mark.parametrize("odd", ["x", [], ["a", "b"], [{}, {}], [{"title": {}}], 5, None, {"a": 1}])
def test_a_row_that_bears_a_name_of_ours_breaks_nothing(odd: Any) -> None:
    standard = algoritmeregister.PUBLICATION_STANDARD
    read = standard.read({"name": "A", "(legal_basis)": odd})
    assert standard.write(read.values, read.kept)["name"] == "A"


def test_the_json_schema_takes_one_link_of_several_and_every_title() -> None:
    written = algoritmeregister.PUBLICATION_STANDARD.write(
        {"legal_links": "Loi A | https://loi.example/a\nLoi B | https://loi.example/b"}, {}
    )
    assert written["legal_basis_title"] == "Loi A ; Loi B"
    assert written["legal_basis_link"] == "https://loi.example/a"


@pytest.mark.parametrize("standard", CSV, ids=lambda each: each.code)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_table_written_and_read_again_holds_the_same_cells(standard: Standard, data: st.DataObject) -> None:
    keys = [each.key for each in standard.columns]
    cell = TEXT | st.sampled_from(["=1+1", "'=1", "''", "a,b", 'un "mot"', "deux\nlignes", "-5", "@x", "＝1"])
    name = next(each.key for each in standard.columns if each.field == "name")
    rows = data.draw(
        st.lists(
            st.fixed_dictionaries({name: st.just("A")}, optional=dict.fromkeys(set(keys) - {name}, cell)),
            min_size=1,
            max_size=4,
        )
    )
    read = read_file(to_csv(rows, standard).encode(), standard)
    assert [{key: value for key, value in line.row.items() if value} for line in read] == [
        {key: value for key, value in row.items() if value} for row in rows
    ]


@given(st.text(max_size=12))
def test_no_cell_begins_a_formula_and_each_comes_back(cell: str) -> None:
    assert guarded(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize(
    ("given_date", "kept", "said"),
    [
        ("2025", "2025", "2025"),
        ("03/2025", "2025-03", "mars 2025"),
        ("2025-03", "2025-03", "mars 2025"),
        ("1/3/2025", "2025-03-01", "1er mars 2025"),
        ("12-03-2025", "2025-03-12", "12 mars 2025"),
        ("2025-06-26T07:39:09Z", "2025-06-26", "26 juin 2025"),
    ],
)
def test_a_date_keeps_its_precision(given_date: str, kept: str, said: str) -> None:
    assert dates.parse(given_date) == kept
    assert dates.said(kept).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    "text", ["", "hier", "31/02/2025", "2025-13", "00/2025", "1899", "2025-3", "٢٠٢٥", "2025-03-12x", "12/03/25"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(dates.BadDate):
        dates.parse(text)


def test_only_web_addresses_become_links() -> None:
    text = "Loi | https://loi.example/a\nPiège | javascript:alert(1)\nhttps://seul.example/"
    assert links(text) == [
        ("Loi", "https://loi.example/a"),
        ("Piège | javascript:alert(1)", ""),
        ("https://seul.example/", "https://seul.example/"),
    ]


def test_every_format_maps_fields_that_exist_and_each_once() -> None:
    for standard in STANDARDS.values():
        fields = [column.field for column in standard.columns]
        assert set(fields) <= set(BY_NAME) and len(fields) == len(set(fields)), standard.code
        assert len({column.key for column in standard.columns}) == len(fields)
    ours = {column.field for column in STANDARDS["beffroi"].columns}
    assert ours == set(BY_NAME), "Beffroi's own format forgets a field"
    assert all(field.choices for field in FIELDS if field.kind == Kind.CHOICE)
