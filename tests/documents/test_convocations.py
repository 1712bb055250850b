"""From a convocation to who is called, when, where, by whom, and on what."""

from __future__ import annotations

import pytest

from beffroi.documents.readers.agenda_convocation import Convocation, ConvocationItem, read_convocation
from tests.documents.convocations import CASES, LAST, LATER, Case


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


@pytest.mark.parametrize("case", (*CASES, *LATER, *LAST), ids=lambda case: case.name)
def test_the_items_of_a_convocation_keep_their_sections_numbers_and_presenters(case: Case) -> None:
    assert outline(read(case)) == case.outline.strip("\n").split("\n")


@pytest.mark.parametrize("case", (*CASES, *LATER, *LAST), ids=lambda case: case.name)
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
