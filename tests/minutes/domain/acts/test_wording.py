"""The sentences of acts, as a secretary would sign them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from beffroi.minutes.domain.acts import deliberation_wording as wording
from beffroi.minutes.domain.acts.ballots import Figures, NoVote, OrdinaryBallot, Outcome, Recusal, WithoutBallot
from beffroi.minutes.domain.acts.body import Person, ccas, commune, intercommunality, syndicate
from beffroi.minutes.domain.acts.deliberation import Enforceability
from beffroi.minutes.domain.acts.minutes import MinutesState
from beffroi.minutes.domain.acts.minutes_wording import (
    decision_label,
    mark_of,
    name_of,
    quorum_sentence,
    state_sentences,
)
from beffroi.minutes.domain.acts.phrases import secretaries_title, stopped, title_of
from beffroi.minutes.domain.acts.roll import Proxy, Quorum, SittingHead, Substitute
from tests.minutes.acts_samples import HEAD, ITEMS, MAYOR, ROOF, VALBOURG, minutes_act

REJECTED = OrdinaryBallot(Figures(9, 16), Outcome.REJECTED)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_opening_gives_date_hour_place_convocation_and_president():
    assert plain(wording.opening(HEAD)) == (
        "Le jeudi 11 décembre 2025 à 19 h 30, le conseil municipal, convoqué le 5 décembre 2025, s’est réuni à la "
        "mairie, salle du conseil, sous la présidence de Mme Claire Dubois, maire."
    )


def test_an_unknown_date_of_convocation_is_not_made_up():
    assert "convoqué" not in wording.opening(replace(HEAD, convened_on=None))


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ((), ""),
        ((Person("Roux", "Anne", "Mme"),), "Mme Anne Roux est désignée secrétaire de séance."),
        (
            (Person("Roux", "Anne", "Mme"), Person("Petit", "Hugo", "M.")),
            "Mme Anne Roux et M. Hugo Petit sont désignés",
        ),
        ((Person("Roux", "Anne", "Mme"), Person("Petit", "Léa", "Mme")), "sont désignées secrétaires de séance."),
    ],
)
def test_secretaries_are_appointed_in_their_gender_and_number(people, said):
    assert said in plain(wording.secretaries(replace(HEAD, secretaries=people)))


@pytest.mark.parametrize(
    "typed", ["le budget 2025", "Vu le budget 2025 ;", "vu le budget 2025.", "VU : le budget 2025"]
)
def test_a_visa_is_written_once_whatever_the_clerk_typed(typed):
    assert wording.visa(typed) == "Vu le budget 2025 ;"


@pytest.mark.parametrize(
    "typed", ["que la toiture fuit", "Considérant que la toiture fuit,", "considérant que la toiture fuit ;"]
)
def test_a_recital_is_written_once_whatever_the_clerk_typed(typed):
    assert wording.recital(typed) == "Considérant que la toiture fuit ;"


@pytest.mark.parametrize(
    "typed", ["approuve le projet", "Article 2 : approuve le projet.", "ARTICLE 1er – Approuve le projet"]
)
def test_an_article_is_numbered_by_its_place_alone(typed):
    assert wording.article_text(typed) == "Approuve le projet."


def test_a_text_that_begins_like_an_article_of_a_code_keeps_its_words():
    assert wording.article_text("L'article 3 du bail est modifié") == "L'article 3 du bail est modifié."


def test_one_article_is_the_only_one():
    assert [wording.article_label(1, 1), wording.article_label(1, 2), wording.article_label(2, 2)] == [
        "Article unique",
        "Article 1er",
        "Article 2",
    ]


@pytest.mark.parametrize(
    ("ballot", "said"),
    [
        (ROOF.ballot, "Le conseil municipal, après en avoir délibéré, décide :"),
        (REJECTED, "n’adopte pas le projet suivant :"),
        (WithoutBallot(NoVote.ACKNOWLEDGED), "Le conseil municipal prend acte :"),
        (WithoutBallot(NoVote.WITHDRAWN), "n’a pas été soumis au vote"),
        (None, "Il est proposé au conseil municipal"),
    ],
)
def test_only_what_was_adopted_is_written_as_decided(ballot, said):
    assert said in wording.decides(replace(ROOF, ballot=ballot))


def test_minutes_never_call_a_rejected_text_a_decision():
    assert decision_label(replace(ITEMS[0], ballot=REJECTED)) == "Projet non adopté"
    assert decision_label(ITEMS[0]) == "Décision"


def test_an_act_is_enforceable_once_received_and_published():
    received = Enforceability(received_on=date(2025, 12, 15))
    assert not wording.is_enforceable(None)
    assert not wording.is_enforceable(received)
    assert not wording.is_enforceable(Enforceability(published_on=date(2025, 12, 16)))
    assert wording.is_enforceable(replace(received, published_on=date(2025, 12, 16)))
    assert wording.is_enforceable(replace(received, notified_on=date(2025, 12, 16)))


def test_the_appeal_notice_names_the_court_only_where_it_is_known():
    assert "tribunal administratif de Limoges" in wording.appeal_notice(VALBOURG)
    assert "territorialement compétent" in wording.appeal_notice(commune("Commune de Valbourg"))


def test_a_reason_of_recusal_is_written_only_where_it_is_given():
    assert plain(wording.recusal_sentence(Recusal(MAYOR, False))) == (
        "Mme Claire Dubois, intéressée à l’affaire, ne prend part ni au débat ni au vote."
    )
    assert "quitte la salle" in wording.recusal_sentence(Recusal(MAYOR, True, "vice-présidente du club"))


def test_pouvoirs_and_deputies_are_told_apart():
    one, other = Person("Roux", "Anne", "Mme"), Person("Petit", "Hugo", "M.")
    assert plain(wording.proxy_line(Proxy(one, other))) == "Mme Anne Roux (pouvoir à M. Hugo Petit)"
    assert plain(wording.substitute_line(Substitute(one, other))) == "Mme Anne Roux, suppléée par M. Hugo Petit"


@pytest.mark.parametrize(
    ("person", "body", "title"),
    [
        (MAYOR, VALBOURG, "La maire"),
        (Person("Roux", "Jean", "M."), VALBOURG, "Le maire"),
        (Person("Roux", "Anne", "Mme"), intercommunality("Communauté de communes du Val"), "La présidente"),
        (Person("Roux", "Jean", "M.", "premier adjoint"), VALBOURG, "Le premier adjoint"),
        (Person("Roux", "Anne", "Mme", "adjointe aux finances"), VALBOURG, "L’adjointe aux finances"),
        (Person("Roux", "Anne", "Mme", "le maire"), VALBOURG, "Le maire"),
    ],
)
def test_people_sign_under_their_own_title(person, body, title):
    assert title_of(person, body) == title


def test_the_secretary_signs_in_her_gender():
    assert secretaries_title((MAYOR,)) == "La secrétaire de séance"
    assert secretaries_title(()) == "Le secrétaire de séance"


@pytest.mark.parametrize(
    ("body", "council"),
    [
        (intercommunality("Communauté de communes du Val"), "conseil communautaire"),
        (syndicate("Syndicat des eaux"), "comité syndical"),
        (ccas("CCAS de Valbourg"), "conseil d’administration"),
        (intercommunality("Métropole du Val", council="conseil métropolitain"), "conseil métropolitain"),
    ],
)
def test_each_body_has_its_own_words(body, council):
    head = SittingHead(body, datetime(2025, 12, 11, 18), "au siège", Person("Roux", "Anne", "Mme", "présidente"))
    assert f"le {council} s’est réuni" in wording.opening(head)
    assert "maire" not in wording.opening(head) + wording.appeal_notice(body)


@pytest.mark.parametrize(
    ("state", "name", "mark"),
    [
        (MinutesState.DRAFT, "Projet de procès-verbal", "PROJET non relu"),
        (MinutesState.READ, "Projet de procès-verbal, relu", "PROJET relu"),
        (MinutesState.ADOPTED, "Procès-verbal", ""),
        (MinutesState.SIGNED, "Procès-verbal", ""),
        (MinutesState.PUBLISHED, "Procès-verbal", ""),
    ],
)
def test_minutes_are_a_project_until_the_council_adopts_them(state, name, mark):
    act = minutes_act(state)
    assert name_of(act) == name
    assert mark_of(act).startswith(mark) and bool(mark_of(act)) == bool(mark)


def test_each_state_says_what_was_done_before_it_and_nothing_after():
    said = [" ".join(state_sentences(minutes_act(state))) for state in MinutesState]
    assert [sum(word in each for word in ("Relu", "Arrêté", "Signé", "Publié")) for each in said] == [0, 1, 1, 2, 3]
    assert plain(said[-1]).endswith("Publié le 26 janvier 2026.")


def test_a_date_that_is_missing_is_said_to_be():
    assert "(date à compléter)" in " ".join(state_sentences(minutes_act(MinutesState.ADOPTED, adopted_on=None)))


def test_the_quorum_gives_both_figures():
    assert (
        plain(quorum_sentence(Quorum(14, 23))) == "23 membres présents, pour un quorum de 14 : le quorum est atteint."
    )
    assert "n’est pas atteint" in quorum_sentence(Quorum(14, 13))
    assert "sans condition" in quorum_sentence(Quorum(14, 5, not_required=True))


def test_a_sentence_is_stopped_once():
    assert [stopped("fin"), stopped("fin."), stopped("fin ?"), stopped("")] == ["fin.", "fin.", "fin ?", ""]
