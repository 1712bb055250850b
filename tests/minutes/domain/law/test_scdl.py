"""The open data of adopted deliberations keeps its schema, or is not written."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.minutes.domain.law.matters import MATTERS
from beffroi.minutes.domain.law.scdl import (
    FIELDS,
    REQUIRED,
    VOTES,
    OpenDeliberation,
    RowsRefused,
    Votes,
    cells,
    check_row,
    counted_votes,
    matter_name,
    to_csv,
)
from beffroi.minutes.domain.law.siret import is_siren, is_siret

SIRET = "12345678200010"
ROW = OpenDeliberation(
    body="Commune de Saint-Aubin-des-Prés",
    siret=SIRET,
    number="2026-012",
    adopted_on=date(2026, 6, 4),
    matter_code="7.5",
    subject="Subvention à l’association « Les Amis, du lavoir »",
    budget_year="2026",
    budget_name="Budget principal",
    prefecture="PREF034",
    received_on=date(2026, 6, 8),
    votes=Votes(15, 11, 2, 1),
    url="https://www.saint-aubin.example/deliberations/2026-012.pdf",
)


def test_a_siret_has_two_keys() -> None:
    assert is_siren("123456782") and not is_siren("123456789") and not is_siren("12345678")
    assert is_siret(SIRET) and not is_siret("12345678200011") and not is_siret("12345678900013")
    assert not is_siret("１２３４５６７８２０００１０")


def test_a_row_in_order_keeps_the_schema_and_the_order_of_its_columns() -> None:
    assert check_row(cells(ROW)) == []
    assert tuple(cells(ROW)) == FIELDS
    assert len(FIELDS) == 17 and len(REQUIRED) == 7


def test_the_matter_is_named_as_the_schema_asks() -> None:
    assert matter_name("7.9") == "finances locales/prise de participation sem etc."
    assert matter_name("8.4") == "domaines de compétences par thèmes/aménagement du territoire"
    for code in MATTERS:
        name = matter_name(code)
        assert name == name.lower() and name.count("/") == 1
        assert not set(name) & set("(),") and " /" not in name and "/ " not in name


@pytest.mark.parametrize("name", REQUIRED)
def test_each_compulsory_column_is_asked_for(name: str) -> None:
    said = check_row({**cells(ROW), name: " "})
    assert any(name in each and "obligatoire" in each for each in said)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"COLL_SIRET": "12345678200011"}, "SIRET"),
        ({"DELIB_DATE": "04/06/2026"}, "AAAA-MM-JJ"),
        ({"DELIB_DATE": "2026-02-30"}, "AAAA-MM-JJ"),
        ({"DELIB_MATIERE_CODE": "7"}, "deux niveaux"),
        ({"DELIB_MATIERE_CODE": "7.11"}, "deux niveaux"),
        ({"DELIB_MATIERE_NOM": "urbanisme/documents d’urbanisme"}, "ne correspond pas"),
        ({"DELIB_MATIERE_NOM": "finances locales / subventions"}, "aucune espace"),
        ({"BUDGET_ANNEE": ""}, "il manque BUDGET_ANNEE"),
        ({"BUDGET_NOM": ""}, "il manque BUDGET_NOM"),
        ({"BUDGET_ANNEE": "2026/2025"}, "une année"),
        ({"PREF_ID": "34"}, "PREF"),
        ({"PREF_DATE": "2026-06-01"}, "précède"),
        ({"VOTE_POUR": ""}, "il manque VOTE_POUR"),
        ({"VOTE_POUR": "12"}, "12 + 2 + 1 = 15"),
        ({"VOTE_EFFECTIF": "13"}, "dépasse"),
        ({"VOTE_ABSTENTION": "-1"}, "nombre entier"),
        ({"VOTE_ABSTENTION": "une"}, "nombre entier"),
        ({"DELIB_URL": "www.saint-aubin.example"}, "http"),
        ({"DELIB_URL": "javascript:alert(1)"}, "http"),
        ({"DELIB_OBSERVATION": "x"}, "pas dans le schéma"),
    ],
)
def test_each_check_of_the_schema_is_made(changed: dict[str, str], said: str) -> None:
    found = check_row({**cells(ROW), **changed})
    assert len(found) == 1
    assert said in found[0]


def test_two_years_and_a_matter_of_the_commune_are_accepted() -> None:
    own = {**cells(ROW), "BUDGET_ANNEE": "2026/2027", "DELIB_MATIERE_NOM": "Associations"}
    assert check_row(own) == []


def test_corsica_and_a_sub_prefecture_are_accepted() -> None:
    for prefecture in ("PREF02A", "SPREF0382", "PREF974", "SGAR032"):
        assert check_row({**cells(ROW), "PREF_ID": prefecture}) == []


@pytest.mark.parametrize("where", [{"blanks": 1}, {"nulls": 2}])
def test_a_blank_or_null_vote_leaves_every_vote_empty(where: dict[str, int]) -> None:
    votes = counted_votes(15, 10, 2, 1, **where)
    row = cells(replace(ROW, votes=votes))
    assert [row[name] for name in VOTES] == [""] * 5
    assert check_row(row) == []


def test_a_file_is_written_whole_or_not_at_all() -> None:
    with pytest.raises(RowsRefused) as refused:
        to_csv([ROW, replace(ROW, number="2026-013", siret="0"), replace(ROW, number="2026-014", matter_code="")])
    assert [number for number, _ in refused.value.faults] == ["2026-013", "2026-014"]
    assert "2026-013" in str(refused.value)


def test_two_deliberations_do_not_bear_the_same_number() -> None:
    with pytest.raises(RowsRefused) as refused:
        to_csv([ROW, ROW])
    assert refused.value.faults == [("2026-012", ["Ce numéro est donné deux fois."])]


_TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip)


@settings(deadline=None)
@given(
    subject=_TEXTS,
    body=_TEXTS,
    code=st.sampled_from(sorted(MATTERS)),
    counts=st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)),
)
def test_whatever_is_written_is_read_back_and_its_votes_add_up(
    subject: str, body: str, code: str, counts: tuple[int, int, int, int] | None
) -> None:
    votes = Votes(sum(counts), *counts[1:]) if counts else None
    text = to_csv([replace(ROW, subject=subject, body=body, matter_code=code, votes=votes)])
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert check_row(row) == []
    said = " ".join(subject.split())
    # A spreadsheet must not compute what somebody typed.
    assert row["DELIB_OBJET"] == (f"'{said}" if said.startswith(("=", "+", "-", "@")) else said)
    if votes:
        assert int(row["VOTE_REEL"]) == sum(int(row[name]) for name in VOTES[2:])
    else:
        assert {row[name] for name in VOTES} == {""}


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20)))
def test_no_row_however_strange_is_beyond_the_check(row: dict[str, str]) -> None:
    said = check_row(row)
    assert all(each.endswith(".") for each in said)
