"""The council's documents, read again as the people who receive them do."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document, Heading, Table
from beffroi.documents.readers.text import read_lines
from beffroi.minutes.domain.acts.ballots import (
    Figures,
    NamedVote,
    NoVote,
    OrdinaryBallot,
    Outcome,
    PublicBallot,
    Recusal,
    SecretBallot,
    Sense,
    WithoutBallot,
)
from beffroi.minutes.domain.acts.body import Person, ccas, intercommunality
from beffroi.minutes.domain.acts.deliberation import Enforceability
from beffroi.minutes.domain.acts.doubts import ActError
from beffroi.minutes.domain.acts.minutes import Detail, MinutesState
from beffroi.minutes.domain.acts.roll import Move, Roll, SittingHead, Substitute
from beffroi.minutes.domain.acts.transmission import BundleFile, TransmissionBundle
from beffroi.minutes.exports import acts
from tests.minutes import acts_samples as samples

STATES = list(MinutesState)
EVERY = {
    "convocation": lambda: acts.convocation_document(samples.CONVOCATION),
    "attendance": lambda: acts.attendance_sheet(samples.ATTENDANCE),
    "notice": lambda: acts.recording_notice_document(samples.NOTICE),
    "deliberation": lambda: acts.deliberation_document(samples.ROOF),
    "extract": lambda: acts.deliberation_document(samples.ROOF, extract=True),
    "list": lambda: acts.deliberation_list(samples.LIST),
    "register": lambda: acts.register_sheets(samples.REGISTER),
    "tables": lambda: acts.register_tables(samples.TABLES),
    **{f"minutes-{state}": lambda state=state: acts.minutes_document(samples.minutes_act(state)) for state in STATES},
}


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def words(document: Document, fmt: str = "odt") -> str:
    return plain(" ".join(line.text for line in read_lines(acts.act_file(document, fmt), f"x.{fmt}")))


def pdf(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(acts.act_file(document, "pdf")))


def in_order(text: str, *expected: str) -> None:
    at = 0
    for each in expected:
        found = text.find(each, at)
        assert found >= 0, f"« {each} » ne suit pas : {text[at : at + 200]}"
        at = found + len(each)


@pytest.mark.parametrize("name", EVERY)
def test_every_document_is_a_pdf_to_keep_and_to_be_read_by_all(name):
    reader = pdf(EVERY[name]())
    packet = reader.root_object["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet and "<pdfuaid:part>1" in packet
    assert reader.root_object["/Lang"] == "fr-FR" and reader.metadata.title
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        shown = plain(page.extract_text())
        assert f"page {number} sur {total}" in shown or "feuillet" in shown
        assert "□" not in shown


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("fmt", ["docx", "odt"])
def test_every_document_says_the_same_in_word_and_libreoffice(name, fmt):
    document = EVERY[name]()
    text = words(document, fmt)
    assert plain(document.title) in text
    for block in document.blocks:
        if isinstance(block, Heading):
            assert plain(block.text) in text


@pytest.mark.parametrize("name", EVERY)
def test_no_document_of_a_council_is_called_compte_rendu(name):
    document = EVERY[name]()
    assert "compte rendu" not in f"{document.title} {document.subject} {words(document)}".lower()


@pytest.mark.parametrize("name", EVERY)
def test_french_typography_is_kept(name):
    text = acts.act_file(EVERY[name](), "odt")
    body = zipfile.ZipFile(io.BytesIO(text)).read("content.xml").decode()
    shown = re.sub(r"<[^>]+>", "", body)
    assert "'" not in shown
    assert not re.search(r"\w [:;?!»]|« ", shown)


def test_a_convocation_says_what_when_where_who_and_how_to_give_a_pouvoir():
    text = words(EVERY["convocation"]())
    in_order(
        text,
        *("Convocation du conseil municipal", "Mme Lucie Moreau", "jeudi 11 décembre 2025 à 19 h 30"),
        *("à la mairie, salle du conseil", "Ordre du jour", "Finances", "1. Décision modificative", "M. Hugo Petit"),
        *("5. Rapport annuel", "pour information", "un seul pouvoir", "sera enregistrée", "Projet de convention"),
        *("Fait à Valbourg, le 5 décembre 2025", "La maire", "Pouvoir", "Je soussigné(e) Mme Lucie Moreau"),
        *("trois séances consécutives", "Note explicative de synthèse", "278 400 €"),
    )


def test_a_small_commune_sends_no_note_and_a_council_that_is_not_recorded_says_nothing_of_it():
    act = replace(samples.CONVOCATION, note_due=False, recorded=False, pouvoir_form=False, attachments=())
    text = words(acts.convocation_document(act))
    assert "Note explicative" not in text and "enregistré" not in text and "soussigné" not in text
    assert "À savoir" not in text


def test_the_copy_to_display_is_addressed_to_all():
    text = words(acts.convocation_document(replace(samples.CONVOCATION, addressee=None)))
    assert "À l’attention de tous les conseillers municipaux Madame, Monsieur" in text


def test_an_urgent_convocation_says_why_and_that_the_council_will_decide():
    text = words(acts.convocation_document(replace(samples.CONVOCATION, urgency="rupture d'une canalisation")))
    assert "Convocation d’urgence : rupture d’une canalisation" in text and "se prononcera sur l’urgence" in text


def test_a_second_convocation_says_that_no_quorum_is_needed():
    head = replace(samples.HEAD, second_call=True)
    assert "sans condition de quorum" in words(acts.convocation_document(replace(samples.CONVOCATION, head=head)))


def test_the_attendance_sheet_has_a_row_for_each_member_and_what_is_known():
    table = next(block for block in EVERY["attendance"]().blocks if isinstance(block, Table))
    assert len(table.rows) == 27
    known = {plain(row[1]): plain(row[3]) for row in table.rows if row[3]}
    assert known == {
        "M. Rémi Quentin": "Pouvoir à M. Hugo Petit",
        "Mme Sarah Rivière": "Pouvoir à Mme Anne-Sophie Roux-Delacroix",
        "M. Tom Sellier": "Excusé",
    }
    assert all(row[2] == "" for row in table.rows)


def test_each_page_of_the_attendance_sheet_repeats_its_head():
    pages = [page.extract_text() for page in pdf(EVERY["attendance"]()).pages]
    assert len(pages) > 1 and all("signature" in page for page in pages)


def test_the_notice_says_who_why_how_long_and_what_the_public_may_do():
    reader = pdf(EVERY["notice"]())
    assert len(reader.pages) == 1
    in_order(
        plain(reader.pages[0].extract_text()),
        *("Cette séance est enregistrée", "Qui ?", "Commune de Valbourg", "Pourquoi ?", "Combien de temps ?"),
        *("jusqu’à l’adoption du procès-verbal", "vous opposer", "Vos droits", "mairie@valbourg.example", "CNIL"),
    )


def test_the_notice_never_says_that_the_sound_is_not_broadcast_when_it_is():
    text = words(acts.recording_notice_document(replace(samples.NOTICE, broadcast=True)))
    assert "aussi diffusé" in text and "n’est pas diffusé" not in text


def test_a_deliberation_has_its_parts_in_their_order():
    in_order(
        words(EVERY["deliberation"]()),
        *("Commune de Valbourg", "Délibération n° 2025-12-01", "Objet : Décision modificative", "7.1"),
        *("convoqué le 5 décembre 2025", "En exercice", "Présents (23)", "Représentés (2)", "désignée secrétaire"),
        *("Rapporteur", "Vu le code général", "Considérant que la toiture", "Débat", "décide :", "Article 1er"),
        *("278 400 €", "Article 2 – Autorise", "Adoptée à l’unanimité des suffrages exprimés", "abstentions : 4"),
        *("Fait et délibéré à Valbourg, le 11 décembre 2025", "La maire", "La secrétaire de séance"),
        *("Acte certifié exécutoire", "Reçu par le représentant de l’État le 15 décembre 2025", "La maire certifie"),
        *("délai de deux mois", "tribunal administratif de Limoges"),
    )


def test_an_extract_is_certified_by_the_chair_alone():
    text = words(EVERY["extract"]())
    assert "Extrait du registre des délibérations du conseil municipal" in text
    assert "Pour extrait conforme" in text and "La secrétaire de séance" not in text


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (None, ()),
        (Enforceability(), ()),
        (Enforceability(received_on=date(2025, 12, 15)), ("Reçu par le représentant",)),
    ],
)
def test_an_act_is_not_certified_before_it_is_received_and_published(known, expected):
    text = words(acts.deliberation_document(replace(samples.ROOF, enforceability=known)))
    assert "certifié exécutoire" not in text
    assert all(each in text for each in expected)


def test_a_draft_deliberation_is_marked_on_each_page_and_nobody_signs_it():
    act = replace(samples.ROOF, draft=True, ballot=None)
    pages = [page.extract_text() for page in pdf(acts.deliberation_document(act)).pages]
    assert all("PROJET de délibération" in page for page in pages)
    assert not any("Fait et délibéré" in page or "recours" in page for page in pages)


def test_a_rejected_text_is_never_written_as_decided():
    act = replace(samples.ROOF, ballot=OrdinaryBallot(Figures(9, 16), Outcome.REJECTED))
    text = words(acts.deliberation_document(act))
    assert "n’adopte pas le projet suivant" in text and "décide :" not in text
    assert "Rejetée à la majorité" in text


def test_a_public_ballot_names_all_its_voters_and_a_secret_one_none():
    shown = words(acts.deliberation_document(replace(samples.ROOF, ballot=samples.PUBLIC)))
    vote = shown[shown.index("Scrutin public") : shown.index("Annexes")]
    assert all(plain(vote_.voter.named) in vote for vote_ in samples.PUBLIC.votes)
    shown = words(acts.deliberation_document(replace(samples.ROOF, ballot=samples.SECRET)))
    vote = shown[shown.index("Adoptée") : shown.index("Annexes")]
    assert not any(plain(member.plain) in vote for member in samples.MEMBERS)


def test_a_deliberation_whose_figures_disagree_is_not_issued():
    with pytest.raises(ActError, match="26 voix comptées pour 25 votants"):
        acts.deliberation_document(replace(samples.ROOF, ballot=OrdinaryBallot(Figures(26), Outcome.ADOPTED)))


def test_an_acknowledgement_has_no_vote():
    text = words(acts.deliberation_document(replace(samples.ROOF, ballot=WithoutBallot(NoVote.ACKNOWLEDGED))))
    assert "prend acte" in text and "otants" not in text and "pour :" not in text


def test_the_voters_of_the_head_are_those_of_the_ballot():
    away = Recusal(samples.MEMBERS[9], left_room=True)
    act = replace(samples.ROOF, ballot=OrdinaryBallot(Figures(24), Outcome.ADOPTED), recusals=(away,))
    text = words(acts.deliberation_document(act))
    assert "Votants 27 14 23 2 24" in text and "votants : 24" in text


def test_the_list_gives_number_object_and_result_and_where_it_is_displayed():
    text = words(EVERY["list"]())
    in_order(text, "2025-12-01", "Adoptée", "2025-12-02", "Rejetée", "9 pour, 16 contre", "Prise d’acte", "Ajournée")
    assert "Affichée à la mairie le 15 décembre 2025" in text and "Mise en ligne le 15 décembre 2025" in text


def test_a_provisional_list_says_so_on_each_page_and_is_not_signed():
    document = acts.deliberation_list(replace(samples.LIST, provisional=True, displayed_on=None, online_on=None))
    assert all("PROVISOIRE" in page.extract_text() for page in pdf(document).pages)
    assert "La maire" not in words(document)


def test_the_register_numbers_its_sheets_and_closes_each_sitting():
    pages = [plain(page.extract_text()) for page in pdf(EVERY["register"]()).pages]
    for at, page in enumerate(pages):
        assert f"feuillet {45 + at}" in page and "Commune de Valbourg" in page and "11 décembre 2025" in page
    in_order(
        pages[-1], "Feuillet de clôture", "1 (n° 2025-12-01)", "3 (n° 2025-12-03)", "Membres présents (23)", "La maire"
    )
    assert all(plain(member.named) in pages[-1] for member in samples.MEMBERS[:23])


def test_no_draft_enters_the_register():
    act = replace(samples.REGISTER, deliberations=(replace(samples.ROOF, draft=True),))
    with pytest.raises(ActError, match="encore un projet"):
        acts.register_sheets(act)


def test_the_tables_list_each_deliberation_by_date_then_by_subject():
    document = EVERY["tables"]()
    first, *others = [block for block in document.blocks if isinstance(block, Table)]
    assert [row[1] for row in first.rows] == ["2025-01-01", "2025-06-02", "2025-12-01", "2025-12-03"]
    assert sorted(row[1] for table in others for row in table.rows) == sorted(row[1] for row in first.rows)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        "Table par date",
        "Table par objet",
        "Autres objets",
        "Domaine et patrimoine",
        "Finances locales",
    ]


def test_the_minutes_hold_the_mentions_of_the_law_in_their_order():
    in_order(
        words(EVERY["minutes-published"]()),
        *("jeudi 11 décembre 2025 à 19 h 30", "sous la présidence de Mme Claire Dubois", "Présents (23)"),
        *(
            "Représentés (2)",
            "désignée secrétaire",
            "Quorum",
            "Ordre du jour",
            "Procès-verbal de la séance du 6 novembre",
        ),
        *("« 12 400 € »", "1. Décision modificative", "Délibération : n° 2025-12-01", "Au vu de : rapport n° 1"),
        *("Demande de scrutin particulier : néant", "Adoptée", "Décision", "à 20 h 05", "« Je ne voterai pas"),
        *(
            "Le scrutin public est demandé par 6 membres",
            "Scrutin public",
            "huis clos",
            "Scrutin secret",
            "Premier tour",
        ),
        *("prend acte", "Questions", "La séance est levée à 21 h 40", "La maire", "La secrétaire de séance"),
    )


def test_what_is_empty_in_the_minutes_is_written_neant():
    act = samples.minutes_act(questions=())
    bare = replace(act, roll=Roll(27, samples.MEMBERS[:23]), head=replace(act.head, secretaries=()), agenda=())
    text = words(acts.minutes_document(bare))
    for mention in ("Représentés : néant", "Secrétaire de séance : néant", "Ordre du jour Néant", "Questions Néant"):
        assert mention in text


def test_an_item_keeps_the_detail_that_was_chosen_for_it():
    item = replace(samples.ITEMS[0], detail=Detail.DECISION)
    text = words(acts.minutes_document(replace(samples.minutes_act(), items=(item,))))
    assert "entreprises locales" not in text and "278 400 €" in text


def test_corrections_asked_at_adoption_are_appended():
    text = words(acts.minutes_document(samples.minutes_act(corrections=("Page 2, lire « 21 h 10 ».",))))
    in_order(text, "La séance est levée", "Corrections demandées lorsque", "« 21 h 10 »", "La maire")


def test_an_hour_that_nobody_noted_is_said_to_be_missing():
    act = samples.minutes_act(closed_at=None)
    act = replace(act, roll=replace(act.roll, moves=(Move(samples.MEMBERS[25], True),)))
    text = words(acts.minutes_document(act))
    assert "levée à (heure à compléter)" in text and "rejoint la séance (heure non notée)" in text


def test_a_sitting_past_midnight_ends_on_the_next_day():
    text = words(acts.minutes_document(samples.minutes_act(closed_at=datetime(2025, 12, 12, 0, 20))))
    assert "levée à 0 h 20, le vendredi 12 décembre 2025" in text


def test_a_draft_shows_its_contradictions_and_adopted_minutes_refuse_them():
    wrong = replace(samples.ITEMS[0], ballot=OrdinaryBallot(Figures(10, 15), Outcome.ADOPTED))
    draft = samples.minutes_act(MinutesState.DRAFT)
    text = words(acts.minutes_document(replace(draft, items=(wrong,))))
    assert "À vérifier : Point 1 : dite adoptée avec 10 pour et 15 contre" in text
    with pytest.raises(ActError, match="Point 1"):
        acts.minutes_document(replace(samples.minutes_act(MinutesState.ADOPTED), items=(wrong,)))


def test_every_page_of_a_project_bears_its_mark_and_no_adopted_one_does():
    for state in STATES:
        pages = [page.extract_text() for page in pdf(EVERY[f"minutes-{state}"]()).pages]
        assert all(("PROJET" in page) == (state in (MinutesState.DRAFT, MinutesState.READ)) for page in pages)


def test_an_intercommunality_speaks_of_its_president_its_council_and_its_deputies():
    body = intercommunality("Communauté de communes du Val", city="Valbourg")
    chair = Person("Roux", "Jean", "M.", "président")
    head = SittingHead(body, datetime(2025, 12, 11, 18), "au siège", chair, (samples.MOREAU,))
    roll = replace(samples.ROLL, substitutes=(Substitute(samples.MEMBERS[26], samples.MEMBERS[22]),), absent=())
    text = words(acts.deliberation_document(replace(samples.ROOF, head=head, roll=roll, signatory=chair)))
    in_order(
        text, "Délibération n° 2025-12-01 du conseil communautaire", "Mme Ursule Thibault, suppléée par", "Le président"
    )
    assert "au président" in text or "du président" in text
    assert "La maire" not in text and "le conseil municipal" not in text


def test_a_ccas_has_a_board_and_no_article_that_is_not_its_own():
    body = ccas("CCAS de Valbourg", city="Valbourg")
    text = words(acts.convocation_document(replace(samples.CONVOCATION, head=replace(samples.HEAD, body=body))))
    assert "Convocation du conseil d’administration" in text and "L. 2121-20" not in text


BUNDLE = TransmissionBundle(
    "218700000",
    "2025-12-01",
    "=Décision modificative",
    date(2025, 12, 11),
    "1",
    "Délibérations",
    "7.1",
    "Décisions budgétaires",
    (BundleFile("acte.pdf", b"%PDF-1", main=True, label="Délibération"), BundleFile("annexe.pdf", b"%PDF-2")),
)


def test_the_bundle_holds_the_act_its_annexes_and_what_they_are():
    archive = zipfile.ZipFile(io.BytesIO(acts.transmission_zip(BUNDLE)))
    assert set(archive.namelist()) == {"acte.pdf", "annexe.pdf", "descriptif.json", "descriptif.csv"}
    said = json.loads(archive.read("descriptif.json"))
    assert (said["matiere"]["code"], said["nature"]["code"], said["date"]) == ("7.1", "1", "2025-12-11")
    assert [(each["fichier"], each["role"]) for each in said["fichiers"]] == [
        ("acte.pdf", "acte"),
        ("annexe.pdf", "annexe"),
    ]
    rows = list(csv.reader(io.StringIO(archive.read("descriptif.csv").decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3 and rows[1][2] == "'=Décision modificative"


def test_the_same_bundle_is_the_same_bytes():
    assert acts.transmission_zip(BUNDLE) == acts.transmission_zip(BUNDLE)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), "un acte, et un seul"),
        ((BUNDLE.files[0], BUNDLE.files[0]), "un acte, et un seul"),
        ((BUNDLE.files[0], replace(BUNDLE.files[1], name="ACTE.pdf")), "le même nom"),
        ((BUNDLE.files[0], replace(BUNDLE.files[1], name="descriptif.csv")), "le même nom"),
    ],
)
def test_a_bundle_that_the_prefecture_could_not_read_is_refused(files, said):
    with pytest.raises(DocumentError, match=said):
        acts.transmission_zip(replace(BUNDLE, files=files))


def test_a_file_is_named_after_its_day_and_a_draft_says_so_first():
    assert (
        acts.act_file_name(EVERY["list"](), "pdf", "2025-12-11") == "2025-12-11-liste-des-deliberations-examinees.pdf"
    )
    assert acts.act_file_name(EVERY["minutes-draft"](), "odt", "2025-12-11").startswith("PROJET-2025-12-11-projet-de-")


def test_an_act_goes_on_the_paper_of_the_commune():
    made, out = docx.Document(), io.BytesIO()
    made.sections[0].header.paragraphs[0].text = "{{ commune }} – {{ departement }}"
    made.add_paragraph("{{ titre }}, séance du {{ date_seance }}, {{ lieu }}")
    made.add_paragraph("{{ contenu }}")
    made.save(out)
    for name in EVERY:
        filled = docx.Document(io.BytesIO(acts.act_file(EVERY[name](), "docx", template=out.getvalue())))
        assert filled.sections[0].header.paragraphs[-1].text.startswith("Commune de Valbourg")
        assert "{{" not in "".join(p.text for p in filled.paragraphs)


senses = st.lists(st.sampled_from(Sense), min_size=1, max_size=23)


@settings(max_examples=15, deadline=None)
@given(senses)
def test_the_figures_of_a_public_ballot_are_those_of_the_names_printed(chosen):
    votes = tuple(NamedVote(person, sense) for person, sense in zip(samples.MEMBERS, chosen, strict=False))
    outcome = Outcome.ADOPTED if chosen.count(Sense.FOR) > chosen.count(Sense.AGAINST) else Outcome.REJECTED
    text = words(acts.deliberation_document(replace(samples.ROOF, ballot=PublicBallot(votes, outcome))))
    vote = text[text.index("Scrutin public") : text.index("Annexes")]
    assert f"votants : {len(votes)}, " in vote
    assert f"pour : {chosen.count(Sense.FOR)}, contre : {chosen.count(Sense.AGAINST)}" in vote


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 12), st.integers(0, 12))
def test_a_secret_ballot_is_printed_without_a_name_whatever_its_figures(votes_for, against):
    outcome = Outcome.ADOPTED if votes_for > against else Outcome.REJECTED
    act = replace(samples.ROOF, ballot=SecretBallot(Figures(votes_for, against), outcome))
    text = words(acts.deliberation_document(act))
    vote = text[text.rindex("Article 2") : text.index("Annexes")]
    assert not any(plain(member.plain) in vote for member in samples.MEMBERS)
