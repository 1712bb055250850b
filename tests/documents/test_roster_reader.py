"""The list of elected members, as a clerk types it in a spreadsheet."""

from __future__ import annotations

import pytest

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers.roster import RosterLine, read_roster


def read(text: str, encoding: str = "utf-8") -> list[RosterLine]:
    return read_roster(text.encode(encoding), "elus.csv")


def test_every_column_is_read():
    (member,) = read("nom;prenom;fonction;groupe;alias\nMartin;Philippe;maire;majorité;monsieur le maire|Phil\n")
    assert member == RosterLine("Martin", "Philippe", "maire", "majorité", ("monsieur le maire", "Phil"))


def test_the_name_alone_is_enough():
    assert read("nom\nMartin\nMoreau\n") == [RosterLine("Martin"), RosterLine("Moreau")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_spreadsheets_save_is_read(delimiter, encoding):
    text = (
        delimiter.join(["Prénom", " NOM ", "Fonction"])
        + "\r\n"
        + delimiter.join(["Hélène", "Rousseau", "élue"])
        + "\r\n"
    )
    assert read(text, encoding) == [RosterLine("Rousseau", "Hélène", "élue")]


def test_a_quoted_cell_may_hold_the_delimiter():
    assert read('nom,alias\nMartin,"le maire, Phil"\n')[0].aliases == ("le maire", "Phil")


def test_the_separator_line_of_excel_is_skipped():
    assert read("sep=;\nnom;prenom\nMartin;Philippe\n") == [RosterLine("Martin", "Philippe")]


def test_a_wrong_column_is_named_with_those_expected():
    with pytest.raises(DocumentError, match="« telephone ».*nom, prénom, fonction, groupe, alias"):
        read("nom;telephone\nMartin;0450\n")


def test_a_column_nearly_right_is_suggested():
    with pytest.raises(DocumentError, match="Vouliez-vous dire « fonction »"):
        read("nom;fonctions\nMartin;maire\n")


def test_a_list_without_headings_says_what_is_expected():
    with pytest.raises(DocumentError, match="« Martin »"):
        read("Martin;Philippe\nMoreau;Isabelle\n")


def test_a_list_without_the_name_column_is_refused():
    with pytest.raises(DocumentError, match="« nom » manque"):
        read("prenom;fonction\nPhilippe;maire\n")


def test_the_same_person_twice_is_told_with_both_lines():
    with pytest.raises(DocumentError, match=r"philippe MARTIN.*lignes 2 et 4"):
        read("nom;prenom\nMartin;Philippe\nMoreau;Isabelle\nMARTIN;philippe\n")


def test_two_people_of_one_name_are_kept():
    assert len(read("nom;prenom\nMartin;Philippe\nMartin;Claire\n")) == 2


def test_a_line_without_a_name_is_told():
    with pytest.raises(DocumentError, match="ligne 3"):
        read("nom;prenom\nMartin;Philippe\n;Claire\n")


def test_a_line_with_a_cell_too_many_is_told():
    with pytest.raises(DocumentError, match="ligne 2.*3 cases pour 2 colonnes"):
        read("nom;alias\nMartin;le maire;Phil\n")


def test_empty_lines_are_nothing():
    assert len(read("nom;prenom\n\nMartin;Philippe\n;\n")) == 1


def test_headings_alone_are_not_a_list():
    with pytest.raises(DocumentError, match="que sa ligne de titres"):
        read("nom;prenom\n")
