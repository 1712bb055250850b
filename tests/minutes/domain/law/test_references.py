"""The table of sources says where each wording was read, and is the only place where regimes are told apart."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.law.references import ARTICLES, citation
from beffroi.minutes.domain.law.regimes import Regime, Rule, is_verified, names, notice


def test_what_is_called_verified_has_an_address() -> None:
    for article in ARTICLES.values():
        assert article.source.startswith("http") or not article.verified
        assert article.says.endswith(".") and "'" not in article.says


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("L2121-15", "article L2121-15 du CGCT"),
        ("L5211-40-2", "article L5211-40-2 du CGCT"),
        ("R421-1 CJA", "article R421-1 du CJA"),
        ("L133-5 CASF", "article L133-5 du CASF"),
        ("CE 142691", "Conseil d’État, 16 juin 1997, Pfister"),
    ],
)
def test_an_article_is_cited_as_documents_cite_it(code: str, written: str) -> None:
    assert citation(code) == written


def test_nothing_is_verified_for_a_body_that_is_neither_commune_nor_epci() -> None:
    assert not any(is_verified(rule, Regime.OTHER) for rule in Rule)
    assert all(is_verified(rule, Regime.GENERAL) for rule in Rule)


def test_alsace_has_its_own_convocation_and_unverified_minutes() -> None:
    assert is_verified(Rule.CONVOCATION_DELAY, Regime.ALSACE_MOSELLE)
    assert not is_verified(Rule.PV_CONTENT, Regime.ALSACE_MOSELLE)


def test_every_regime_names_its_people_and_its_house() -> None:
    assert names(Regime.EPCI).head == "le président"
    assert names(Regime.GENERAL).at_house == "à la mairie"
    assert {names(each).head for each in Regime} == {"le maire", "le président"}


def test_a_regime_with_an_unverified_rule_has_a_notice_and_the_others_none() -> None:
    for regime in Regime:
        assert bool(notice(regime)) == (not all(is_verified(rule, regime) for rule in Rule))
    assert "CCAS" in notice(Regime.OTHER) and "secret" in notice(Regime.OTHER)
