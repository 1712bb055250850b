"""Who is named: titles, the roster, misheard names."""

from __future__ import annotations

import pytest

from beffroi.facts import KnownName, find_names, match_name

COUNCIL = ["Philippe Martin", "Isabelle Moreau", "Claire Dubois", "Laurent Garnier", "Nathalie Lefebvre",
           "Jean-Marc Petit", "Hélène Rousseau", "Samia Benali"]  # fmt: skip


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("Lefèvre", "Nathalie Lefebvre"),
        ("Benalli", "Samia Benali"),
        ("Rousso", "Hélène Rousseau"),
        ("Duboie", "Claire Dubois"),
        ("madame Morault", "Isabelle Moreau"),
        ("Garnié", "Laurent Garnier"),
        ("Nathalie Lefèvre", "Nathalie Lefebvre"),
        ("Jean Marc Petit", "Jean-Marc Petit"),
    ],
)
def test_a_misheard_name_finds_its_owner(heard: str, name: str) -> None:
    match = match_name(heard, COUNCIL)
    assert match is not None
    assert COUNCIL[match.index] == match.name.full == name


@pytest.mark.parametrize("heard", ["Dupond", "Renard", "Claire Lefèvre", "Marin", "Martine", "Grenier", ""])
def test_another_name_finds_nobody(heard: str) -> None:
    assert match_name(heard, COUNCIL) is None


def test_two_people_as_near_are_not_chosen_between() -> None:
    assert match_name("Martin", ["Paul Martin", "Anne Martin"]) is None
    match = match_name("Anne Martin", ["Paul Martin", "Anne Martin"])
    assert match is not None
    assert match.index == 1


@pytest.mark.parametrize(
    ("text", "title", "first", "last"),
    [
        ("madame Lefebvre a dit", "Mme", "", "Lefebvre"),
        ("M. Garnier", "M.", "", "Garnier"),
        ("Mme Claire Dubois", "Mme", "Claire", "Dubois"),
        ("hier, Jean-Marc Petit a dit", "", "Jean-Marc", "Petit"),
        ("Jean-Marc Petit a dit", "", "Jean-Marc", "Petit"),
        ("M. de La Tour", "M.", "", "de La Tour"),
        ("Jean de La Tour", "", "Jean", "de La Tour"),
        ("Mme NICOLAS Chantal", "Mme", "Chantal", "NICOLAS"),
        ("Mme Dupont-Aignan", "Mme", "", "Dupont-Aignan"),
        ("M. J.-M. Petit", "M.", "J.-M.", "Petit"),
    ],
)
def test_it_reads_a_name(text: str, title: str, first: str, last: str) -> None:
    [name] = find_names(text)
    assert (name.title, name.first, name.last) == (title, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "monsieur le maire",
        "Le Conseil Municipal de la Ville de Corte",
        "Conformément Aux Usages",
        "madame la présidente",
    ],
)
def test_a_role_or_an_institution_is_nobody(text: str) -> None:
    assert find_names(text) == []


def test_a_role_is_somebody_when_the_roster_says_so() -> None:
    mayor = KnownName("Martin", "Philippe", ("monsieur le maire",))
    [name] = find_names("Monsieur le maire ouvre la séance", [mayor])
    assert name.known == mayor


def test_a_misheard_name_after_a_title_is_known() -> None:
    names = find_names("Madame Lefèvre a donné pouvoir à madame benalli.", COUNCIL)
    assert [name.full for name in names] == ["Nathalie Lefebvre", "Samia Benali"]
    assert [name.text for name in names] == ["Madame Lefèvre", "madame benalli"]


def test_an_everyday_word_is_not_a_councillor() -> None:
    names = find_names("Petit rappel : un petit point de M. Petit", COUNCIL)
    assert [name.text for name in names] == ["M. Petit"]


def test_another_first_name_is_another_person() -> None:
    [name] = find_names("Paul Dubois", COUNCIL)
    assert name.known is None


def test_each_name_of_a_list_is_read() -> None:
    names = find_names("MM. Garnier, Petit et Mme Rousseau", COUNCIL)
    assert [name.full for name in names] == ["Laurent Garnier", "Jean-Marc Petit", "Hélène Rousseau"]
