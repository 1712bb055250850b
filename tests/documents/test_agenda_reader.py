"""From the agendas that town halls write to the items of a sitting."""

from __future__ import annotations

import io
import os
from pathlib import Path

import docx
import pytest
import typst

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document, ListBlock, Paragraph, Provenance, Run
from beffroi.documents.readers.agenda import agenda_text, read_agenda
from beffroi.documents.writers.odt import write_odt
from tests.documents.samples import written

DATA = Path(os.environ.get("BEFFROI_DATA", "../shared/data"))

LETTER = """MAIRIE DE VALBOURG
12, place de la Mairie
74000 VALBOURG
Tél. 04 50 00 00 00 – mairie@valbourg.fr

Madame, Monsieur,
J'ai l'honneur de vous inviter à la séance du conseil municipal qui aura lieu le jeudi
11 décembre 2025 à 19 h 30, avec l'ordre du jour suivant :

{items}

Je vous prie d'agréer, Madame, Monsieur, mes salutations distinguées.
Le Maire,
Philippe Martin
Page 1/1
"""


def titles(text: str) -> list[str]:
    return [item.title for item in agenda_text(text)]


@pytest.mark.parametrize(
    "numbers",
    [
        ("1.", "2.", "3."),
        ("1)", "2)", "3)"),
        ("1 -", "2 -", "3 -"),
        ("1 –", "2 –", "3 –"),
        ("1°", "2°", "3°"),
        ("1/", "2/", "3/"),
        ("I.", "II.", "III."),
        ("I -", "II -", "III -"),
        ("A.", "B.", "C."),
        ("N° 2025-01 :", "N° 2025-02 :", "N° 2025-03 :"),
        ("2025-12-01 –", "2025-12-02 –", "2025-12-03 –"),
        ("Délibération n° 1 :", "Délibération n° 2 :", "Délibération n° 3 :"),
        ("Point n°1 -", "Point n°2 -", "Point n°3 -"),
        ("-", "-", "-"),
        ("•", "•", "•"),
    ],
)
def test_items_are_found_whatever_their_numbering(numbers):
    wanted = ["Désignation du secrétaire de séance", "Tarifs de la cantine", "Vente d'un terrain"]
    items = "\n".join(f"{number} {title}" for number, title in zip(numbers, wanted, strict=True))
    assert titles(LETTER.format(items=items)) == wanted
    assert titles(items) == wanted


def test_the_letter_around_the_list_is_left_out():
    items = agenda_text(LETTER.format(items="1. Budget\n2. Questions diverses"))
    assert [(item.number, item.title) for item in items] == [(1, "Budget"), (2, "Questions diverses")]


@pytest.mark.parametrize(
    "line",
    [
        "1. Budget principal (rapporteur : Mme Dubois)",
        "1. Budget principal (rapporteure : Mme Dubois)",
        "1. Budget principal – Rapporteur : Mme Dubois",
        "1. Budget principal. Rapporteur : Mme Dubois",
        "1. Budget principal\n   Rapporteur : Mme Dubois",
        "1. Budget principal (Mme Dubois)",
        "1. Budget principal – Mme Dubois, rapporteure",
        "1. Budget principal, présenté par Mme Dubois",
    ],
)
def test_who_presents_is_told_from_the_title(line):
    first, second = agenda_text(line + "\n2. Questions diverses")
    assert (first.title, first.presenter) == ("Budget principal", "Mme Dubois")
    assert second.presenter == ""


def test_brackets_that_are_no_name_stay_in_the_title():
    assert titles("1. Plan local d'urbanisme (PLU)\n2. Vote des taux (état 1259)") == [
        "Plan local d'urbanisme (PLU)",
        "Vote des taux (état 1259)",
    ]


def test_a_title_cut_at_the_end_of_a_line_is_joined():
    assert titles("1. Choix de l'entreprise pour la\nréfection de la toiture\n2. Budget") == [
        "Choix de l'entreprise pour la réfection de la toiture",
        "Budget",
    ]


def test_a_number_alone_on_its_line_numbers_the_next():
    assert titles("1\nApprobation du compte rendu\n2\nBudget primitif") == [
        "Approbation du compte rendu",
        "Budget primitif",
    ]


def test_a_title_may_begin_with_a_number():
    assert titles("1. 25 ans du jumelage\n2 - 2 logements communaux à vendre") == [
        "25 ans du jumelage",
        "2 logements communaux à vendre",
    ]


def test_the_items_of_a_group_bear_its_title():
    items = agenda_text("1 - Finances :\n1-1 : Budget primitif\n1-2 : Emprunt\n2 - Urbanisme :\n- Révision du PLU")
    assert [item.title for item in items] == [
        "Finances – Budget primitif",
        "Finances – Emprunt",
        "Urbanisme – Révision du PLU",
    ]
    assert [(item.number, item.label, item.heading) for item in items[:2]] == [
        (1, "1-1", "Finances"),
        (2, "1-2", "Finances"),
    ]


def test_the_details_of_an_item_are_not_items():
    assert titles("1. Vente d'un terrain\n - prix : 45 000 €\n - notaire : Me Durand\n2. Budget") == [
        "Vente d'un terrain",
        "Budget",
    ]


def test_a_last_item_without_a_number_is_kept():
    assert titles("1. Budget\n2. Tarifs\nQuestions diverses") == ["Budget", "Tarifs", "Questions diverses"]


def test_an_agenda_without_numbers_gives_an_item_a_line():
    text = "Réunion d'équipe du mardi 3 mars\n\nPlanning des vacances\nRemplacement du serveur\n"
    assert titles(text) == ["Planning des vacances", "Remplacement du serveur"]


def test_a_table_gives_its_columns():
    text = "N°\tObjet\tRapporteur\n1\tTarifs de la cantine\tM. Martin\n2\tBudget\t"
    assert [(i.title, i.presenter) for i in agenda_text(text)] == [
        ("Tarifs de la cantine", "M. Martin"),
        ("Budget", ""),
    ]


def test_word_numbers_that_are_not_in_the_text_are_read():
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("Ordre du jour")
    for title in ("Budget principal", "Tarifs de la cantine"):
        made.add_paragraph(title, style="List Number")
    made.add_paragraph("Veuillez agréer mes salutations.")
    made.save(out)
    assert [i.title for i in read_agenda(out.getvalue(), "odj.docx")] == ["Budget principal", "Tarifs de la cantine"]


def test_the_numbered_list_of_a_libreoffice_file_is_read():
    items = ((Run("Budget principal"),), (Run("Tarifs de la cantine"),))
    blocks = (Paragraph((Run("Ordre du jour"),)), ListBlock(items, ordered=True))
    data = written(write_odt, Document("Convocation", blocks, Provenance(ai_assisted=False)))
    assert [i.title for i in read_agenda(data, "odj.odt")] == ["Budget principal", "Tarifs de la cantine"]


def test_the_header_and_footer_of_a_pdf_are_no_items():
    source = """#set page(header: [Mairie du Bourg], footer: context [Page #counter(page).display()])
    = Ordre du jour
    1. Budget principal
    #pagebreak()
    2. Tarifs de la cantine"""
    data = typst.compile(source.encode())
    assert [i.title for i in read_agenda(data, "odj.pdf")] == ["Budget principal", "Tarifs de la cantine"]


def test_a_scanned_pdf_says_that_it_cannot_be_read():
    with pytest.raises(DocumentError, match="sans lecteur d’images"):
        read_agenda(typst.compile(b"#rect()"), "odj.pdf")


def test_a_file_without_any_item_says_how_to_write_one():
    with pytest.raises(DocumentError, match="Aucun point"):
        read_agenda("Veuillez agréer mes salutations.".encode(), "odj.txt")


@pytest.mark.skipif(not (DATA / "communes/corte").is_dir(), reason="no shared data (BEFFROI_DATA)")
def test_real_convocations_give_their_items():
    folder = DATA / "communes/corte"
    found = {path.name: read_agenda(path.read_bytes(), path.name) for path in folder.glob("*convocation*.md")}
    assert found
    february = [i.title for name, items in found.items() if "02-13" in name for i in items]
    assert february[0] == "Finances Communales – Rapport d’Orientations Budgétaires 2023"
    assert february[7:8] == [
        "Gestion du Personnel – Indemnités pour travaux dangereux, insalubres, incommodes ou salissants"
    ]
    everything = " ".join(i.title for items in found.values() for i in items)
    assert "20250" not in everything and "Cours Paoli - 21" not in everything and "@" not in everything
