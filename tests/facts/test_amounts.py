"""Amounts of money, said and written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.facts import find_amounts, format_amount, to_words


def amounts(text: str) -> list[tuple[str, str]]:
    return [(f"{amount.value:f}", amount.currency) for amount in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("62 000 €", "62000"),
        ("soixante-deux mille euros", "62000"),
        ("1,2 million d'euros", "1200000"),
        ("1,2 million d’euros", "1200000"),
        ("un million et demi d'euros", "1500000"),
        ("3 M€", "3000000"),
        ("2,5 Md€", "2500000000"),
        ("15 k€", "15000"),
        ("12 euros 50", "12.5"),
        ("douze euros cinquante", "12.5"),
        ("12 € 50 par mois", "12.5"),
        ("trois cents euros et vingt centimes", "300.2"),
        ("vingt centimes", "0.2"),
        ("un euro symbolique", "1"),
        ("solde de -12 000 €", "-12000"),
        ("10€/pièce", "10"),
        ("413 500,00 €", "413500"),
    ],
)
def test_it_reads_an_amount(text: str, value: str) -> None:
    assert amounts(text) == [(value, "EUR")]


def test_both_ends_of_a_range_are_amounts() -> None:
    assert amounts("de quatre-vingt-dix mille à cent vingt-cinq mille euros") == [("90000", "EUR"), ("125000", "EUR")]
    assert amounts("entre deux et trois millions d'euros") == [("2000000", "EUR"), ("3000000", "EUR")]
    assert amounts("passé de 900 à mille euros") == [("900", "EUR"), ("1000", "EUR")]


def test_taxes_are_kept() -> None:
    taxes = [amount.tax for amount in find_amounts("100 € HT, 120 € TTC, 5 € H.T. et 6 euros hors taxes, 7 €")]
    assert taxes == ["HT", "TTC", "HT", "HT", ""]


def test_full_days_are_not_francs() -> None:
    assert amounts("15 jours francs") == []
    assert amounts("10 euros 12 personnes") == [("10", "EUR")]


@given(st.integers(0, 10**9), st.integers(0, 99), st.sampled_from(["", "HT", "TTC"]))
def test_a_formatted_amount_is_read_back(euros: int, cents: int, tax: str) -> None:
    value = euros + Decimal(cents) / 100
    [amount] = find_amounts(f"soit {format_amount(value, tax=tax)}.")
    assert (amount.value, amount.tax) == (value, tax)


@given(st.integers(2, 999_999_999))
def test_an_amount_in_words_is_worth_the_same(euros: int) -> None:
    link = " d'" if euros % 10**6 == 0 else " "
    assert amounts(f"la somme de {to_words(euros)}{link}euros") == [(f"{euros}", "EUR")]


def test_amounts_are_written_as_in_france() -> None:
    assert format_amount(278400) == "278\u202f400\u00a0€"
    assert format_amount(Decimal("12.5"), tax="HT") == "12,50\u00a0€\u00a0HT"
