"""From a convocation to who is called, when, where, by whom, and on what."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers.agenda_convocation import Convocation, ConvocationItem, convocation_of, read_convocation
from beffroi.documents.readers.text import TextLine, clean
from tests.documents.convocations import EVERY, LETTER, Case
from tests.documents.pdfs import changed, made, scanned


def outline(convocation: Convocation) -> list[str]:
    return [line for item in convocation.items for line in _outline(item, 0)]


def _outline(item: ConvocationItem, depth: int) -> list[str]:
    flags = " (QD)" * item.other_business + " (HC)" * item.closed
    by = f" | {item.presenter}" if item.presenter and not item.children else ""
    own = f"{'  ' * depth}{item.label} | {item.title}{flags}{by}"
    return [own, *(line for child in item.children for line in _outline(child, depth + 1))]


def read(case: Case) -> Convocation:
    return read_convocation(case.text.encode(), "convocation.txt")


def said(value) -> str:
    return "" if value is None else str(value.value)


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_the_items_of_a_convocation_keep_their_sections_numbers_and_presenters(case: Case) -> None:
    assert outline(read(case)) == case.outline.strip("\n").split("\n")


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_a_convocation_says_who_is_called_when_where_and_by_whom(case: Case) -> None:
    found = read(case)
    signatory = found.signatory.value if found.signatory else None
    assert {
        "body": said(found.body),
        "day": said(found.day),
        "hour": said(found.hour)[:5],
        "place": said(found.place),
        "dated": said(found.dated),
        "role": signatory.role if signatory else "",
        "signed": signatory.name if signatory else "",
    } == {name: getattr(case, name) for name in ("body", "day", "hour", "place", "dated", "role", "signed")}


LINES = st.one_of(
    st.text(max_size=30),
    st.sampled_from([line for case in EVERY for line in case.text.split("\n")]),
    st.sampled_from(
        ["I.", "II -", "1", "1-1 :", "- ", "4 ", "IT. X", ":", "POUVOIR", "\t", "1\t\tM. Brun", "Ordre du jour :"]
    ),
)


@given(st.lists(LINES, max_size=25))
def test_whatever_the_lines_each_item_has_a_title_and_comes_from_one_of_them(lines: list[str]) -> None:
    found = convocation_of([TextLine(line) for line in clean("\n".join(lines)).split("\n")])
    for item in found.leaves():
        assert item.title.strip() and 1 <= item.line <= len(found.lines)


def test_a_day_without_its_year_takes_that_of_the_letter() -> None:
    text = "Fait à Valbourg, le 20 décembre 2025\nConseil municipal du mardi 6 janvier à 20 h\n1. Budget"
    assert read_convocation(text.encode(), "odj.txt").day.value == date(2026, 1, 6)


def test_a_book_is_no_convocation() -> None:
    with pytest.raises(DocumentError, match="Gardez les pages"):
        read_convocation(b"a line\n" * 10_001, "livre.txt")


def test_what_the_paper_does_not_say_is_not_made_up() -> None:
    found = read_convocation(b"1. Budget primitif\n2. Questions diverses", "odj.txt")
    assert (found.body, found.day, found.hour, found.place, found.dated, found.signatory) == (None,) * 6


def test_each_value_keeps_the_line_it_was_read_from() -> None:
    found = read(LETTER)
    assert found.lines[found.day.line - 1].endswith("le jeudi")
    assert "19 h 30" in found.lines[found.hour.line - 1]
    assert found.lines[found.signatory.line - 1] == "Le Maire,"
    assert [found.lines[item.line - 1][:2] for item in found.leaves()] == [f"{n}." for n in range(1, 7)]


def test_a_scanned_page_that_nobody_could_read_is_told_with_the_others() -> None:
    both = changed(made("Ordre du jour\n\n1. Budget"), lambda writer: writer.append(io.BytesIO(scanned("= Suite"))))
    found = read_convocation(both, "odj.pdf")
    assert [item.title for item in found.leaves()] == ["Budget"]
    assert found.unreadable[0].startswith("Page 2 : ") and found.pages_by_ocr == ()
    assert read_convocation(both, "odj.pdf", ocr=lambda image: "2. Tarifs").pages_by_ocr == (2,)
