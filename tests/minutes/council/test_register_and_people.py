"""The year's register, the commune's own templates, and what the rules may need to know of a member."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Docx

from beffroi.minutes.actions.deliberations import validate
from beffroi.minutes.actions.paper_documents import attendance_act
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.proceedings import enter_opening
from beffroi.minutes.actions.public_mask import PublicMask
from beffroi.minutes.actions.public_presence import presence_of
from beffroi.minutes.actions.sitting import context_of
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.models import CouncilSettings, Sitting
from beffroi.town.models import Commune
from tests.doubles.sitting import HELD, a_deliberation, a_held_sitting, a_sitting, keys


def docx(*paragraphs: str) -> bytes:
    made, out = Docx(), io.BytesIO()
    for words in paragraphs:
        made.add_paragraph(words)
    made.save(out)
    return out.getvalue()


def settings_form(**more: Any) -> dict[str, Any]:
    return {
        "regime": "general",
        "population": "900",
        "numbering": "{année}-{rang:03d}",
        "publication_mode": "electronic",
        "has_website": "on",
    } | more


def test_the_tables_of_a_year_hold_its_validated_deliberations(
    in_valbrume: Any, alice: Any, bob: Any, as_alice: Any, as_charlie: Any
) -> None:
    sitting = a_held_sitting(alice)
    validate(a_deliberation(sitting, alice), user=bob)
    address = reverse("minutes:register", args=[2025, "docx"])
    response = as_alice.get(address)
    text = "\n".join(
        cell.text for table in Docx(io.BytesIO(response.content)).tables for row in table.rows for cell in row.cells
    )
    assert "2025-001" in text and "Travaux de la salle des fêtes" in text
    assert as_charlie.get(address).status_code == 404
    assert as_alice.get(reverse("minutes:register", args=[2024, "pdf"])).status_code == 404


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"population": "12000"}, 422),
        ({"regime": "epci"}, 422),
        ({"regime": "epci", "syndicate": "on"}, 302),
        ({"population": ""}, 302),
        ({}, 302),
    ],
)
def test_only_a_small_commune_or_a_syndicate_may_choose_to_post_its_acts(
    changed: dict[str, str], answer: int, in_valbrume: Any, as_bob: Any
) -> None:
    response = as_bob.post(reverse("minutes:council_settings"), settings_form(publication_mode="posting", **changed))
    assert response.status_code == answer
    assert ("sur son site internet" in response.content.decode()) == (changed == {"regime": "epci"})


@pytest.mark.parametrize(("code", "department"), [("70001", "070"), ("2a004", "02A"), ("97411", "974"), ("", "")])
def test_the_insee_code_given_in_the_settings_tells_the_department_of_the_prefecture(
    code: str, department: str, in_valbrume: Commune, as_bob: Any
) -> None:
    assert as_bob.post(reverse("minutes:council_settings"), settings_form(insee_code=code)).status_code == 302
    assert CouncilSettings.objects.get().department_code == department
    assert code.upper() in as_bob.get(reverse("minutes:council_settings")).content.decode()


@pytest.mark.parametrize("code", ["7000", "70 001", "2C004", "Vesoul"])
def test_what_is_no_insee_code_is_refused(code: str, in_valbrume: Commune, as_bob: Any) -> None:
    answer = as_bob.post(reverse("minutes:council_settings"), settings_form(insee_code=code))
    assert answer.status_code == 422 and "cinq caractères" in answer.content.decode()
    in_valbrume.refresh_from_db()
    assert in_valbrume.insee_code == ""


def test_a_template_with_an_unknown_field_is_refused_and_says_which(in_valbrume: Any, as_bob: Any) -> None:
    file = SimpleUploadedFile("papier.docx", docx("{{ contenu }}", "{{ blason }}"))
    response = as_bob.post(reverse("minutes:council_settings"), settings_form(docx_template=file))
    assert response.status_code == 422
    assert "blason" in response.content.decode()


def test_a_template_is_kept_and_every_act_goes_into_it(
    in_valbrume: Any, alice: Any, as_alice: Any, as_bob: Any
) -> None:
    file = SimpleUploadedFile("papier.docx", docx("Mairie de Valbrume, papier à en-tête", "{{ contenu }}"))
    response = as_bob.post(reverse("minutes:council_settings"), settings_form(docx_template=file))
    assert response.status_code == 302, response.content.decode()[-3000:]
    assert CouncilSettings.objects.get().docx_template
    sitting = a_held_sitting(alice)
    made = as_alice.get(reverse("minutes:paper", args=[sitting.meeting_id, "liste", "docx"]))
    assert "papier à en-tête" in "\n".join(each.text for each in Docx(io.BytesIO(made.content)).paragraphs)


def test_a_member_may_have_a_date_of_birth_and_a_term(in_valbrume: Any, alice: Any, as_alice: Any) -> None:
    sitting = a_sitting(alice)
    people = list(sitting.meeting.participants.all())
    data: dict[str, Any] = {"form-TOTAL_FORMS": len(people), "form-INITIAL_FORMS": len(people)}
    for rank, person in enumerate(people):
        data |= {f"form-{rank}-id": person.pk, f"form-{rank}-role": person.role}
    data |= {"form-0-born": "1960-05-01", "form-1-in_office_until": "2025-06-30"}
    assert as_alice.post(reverse("minutes:people", args=[sitting.meeting_id]), data).status_code == 302
    members = context_of(Sitting.objects.get()).members
    assert (members[0].born, members[1].in_office_until) == (date(1960, 5, 1), date(2025, 6, 30))


def test_the_date_of_a_sitting_held_before_is_read_in_its_procès_verbal(
    in_valbrume: Any, alice: Any, as_alice: Any
) -> None:
    sitting = a_sitting(alice)
    text = "PROCÈS-VERBAL DU CONSEIL MUNICIPAL DU 13 NOVEMBRE 2025\n\nPrésents : A. Dupont, B. Martin.\n"
    form = {
        "title": sitting.meeting.title, "starts_at_0": "2025-12-11", "starts_at_1": "19:30", "place": "Mairie",
        "regime": "general", "previous_pv": SimpleUploadedFile("pv.txt", text.encode()),
    }  # fmt: skip
    response = as_alice.post(reverse("minutes:sitting_settings", args=[sitting.meeting_id]), form)
    assert response.status_code == 302, response.content.decode()[-3000:]
    assert Sitting.objects.get().previous_held_on == date(2025, 11, 13)


def test_a_deputy_who_sits_is_written_in_the_papers_beside_the_member_replaced(in_valbrume: Any, alice: Any) -> None:
    sitting = a_sitting(alice)
    deputy = sitting.meeting.participants.get(last_name="Viard")
    deputy.deputy_of = "Anne Urbain"
    deputy.save()
    who = keys(sitting)
    roll = e.RollCall((*who[:12], who[14]), (), (who[12], who[13]))
    enter_opening(sitting, [e.Opened(), e.ChairTaken(who[0]), roll], at=HELD, in_office=14, user=alice)
    papers = Papers(sitting)
    assert [(each.member.last_name, each.deputy.last_name) for each in papers.roll(None).substitutes] == [
        ("Urbain", "Viard")
    ]
    assert [each.last_name for each in papers.roll(None).absent] == ["Thomas"]
    assert attendance_act(papers).substitutes == papers.roll(None).substitutes
    shown = presence_of(papers, PublicMask(())).groups
    assert ("Suppléances", "Mme\u00a0Anne Urbain, suppléée par M.\u00a0Marc Viard") in shown
