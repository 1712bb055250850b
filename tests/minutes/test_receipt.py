"""The prefecture's acknowledgement is read, and whatever is not one is refused with what to do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.minutes.domain.law.transmission import TransmissionFacts, check_receipt
from beffroi.minutes.exports.receipt import ReceiptRefused, parse_receipt

NAMESPACE = "http://www.interieur.gouv.fr/ACTES#v1.1-20040216"
ACKNOWLEDGED = f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<actes:ARActe xmlns:actes="{NAMESPACE}"
    actes:IDActe="034-123456782-20260604-2026_012-DE" actes:DateReception="2026-06-08">
  <actes:ActeRecu actes:Date="2026-06-04" actes:NumeroInterne="2026_012" actes:CodeNatureActe="1">
    <actes:CodeMatiere1 actes:CodeMatiere="7"/>
    <actes:CodeMatiere2 actes:CodeMatiere="5"/>
    <actes:Objet>Réfection de la toiture de l'école</actes:Objet>
    <actes:ClassificationDateVersion>2019-08-29</actes:ClassificationDateVersion>
    <actes:Document><actes:NomFichier>99_DE-034-123456782-20260604-2026_012-DE-1-1_1.pdf</actes:NomFichier></actes:Document>
    <actes:Annexes actes:Nombre="1">
      <actes:Annexe><actes:NomFichier>/envoi/12/99_AU-034-123456782-20260604-2026_012-DE-1-1_2.pdf</actes:NomFichier></actes:Annexe>
    </actes:Annexes>
    <actes:DocumentPapier>N</actes:DocumentPapier>
  </actes:ActeRecu>
  <actes:ClassificationDateVersionEnCours>2019-08-29</actes:ClassificationDateVersionEnCours>
</actes:ARActe>"""


def refused(data: bytes) -> str:
    with pytest.raises(ReceiptRefused) as caught:
        parse_receipt(data)
    return str(caught.value)


def test_a_receipt_in_latin_letters_is_read_whole() -> None:
    receipt = parse_receipt(ACKNOWLEDGED.encode("iso-8859-1"))
    assert receipt.act_id == "034-123456782-20260604-2026_012-DE"
    assert (receipt.received_on, receipt.decided_on) == (date(2026, 6, 8), date(2026, 6, 4))
    assert (receipt.number, receipt.nature, receipt.matter_code) == ("2026_012", "DE", "7.5")
    assert receipt.subject == "Réfection de la toiture de l'école"
    assert [name[:5] for name in receipt.files] == ["99_DE", "99_AU"]


def test_it_is_the_receipt_of_the_act_that_was_sent() -> None:
    facts = TransmissionFacts("2026-012", "Toiture", date(2026, 6, 4), "7.5", "123456782", "034")
    assert check_receipt(parse_receipt(ACKNOWLEDGED.encode("iso-8859-1")), facts) == []


def test_a_receipt_without_its_namespace_is_read_too() -> None:
    bare = (
        ACKNOWLEDGED.replace("actes:", "")
        .replace(f' xmlns="{NAMESPACE}"', "")
        .replace(f'xmlns:actes="{NAMESPACE}"', "")
    )
    bare = bare.replace(f'xmlns="{NAMESPACE}"', "")
    assert parse_receipt(bare.encode("iso-8859-1")).received_on == date(2026, 6, 8)


def test_a_receipt_that_only_names_the_act_gives_what_its_identifier_says() -> None:
    short = '<ARActe IDActe="02A-123456782-20260604-2026_012-DE" DateReception="2026-06-08"/>'
    receipt = parse_receipt(short.encode())
    assert (receipt.number, receipt.nature, receipt.decided_on) == ("2026_012", "DE", None)


@pytest.mark.parametrize(
    ("root", "said"),
    [
        ("Acte", "l’envoi de l’acte"),
        ("ARAnnulation", "annulation"),
        ("AnomalieActe", "n’est pas reçu"),
        ("EnveloppeMISILLCL", "l’autre fichier XML"),
        ("facture", "n’est pas un accusé"),
    ],
)
def test_another_message_of_the_prefecture_is_told_apart(root: str, said: str) -> None:
    message = refused(f'<a:{root} xmlns:a="{NAMESPACE}"/>'.encode())
    assert said in message
    assert "à la main" in message


def test_an_anomaly_gives_its_reason() -> None:
    data = f'<a:AnomalieActe xmlns:a="{NAMESPACE}"><a:Detail>Matière inconnue</a:Detail></a:AnomalieActe>'
    assert "Motif : Matière inconnue" in refused(data.encode())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "XML lisible"),
        (b"Bonjour", "XML lisible"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<ARActe", "XML lisible"),
        (b"\xff\xfe\x00", "XML lisible"),
        (b'<?xml version="1.0" encoding="klingon"?><ARActe/>', "XML lisible"),
        (b"<ARActe/>", "identifiant"),
        (b'<ARActe IDActe="034-123456782-20260604-2026_012-DE" DateReception="hier"/>', "identifiant"),
        (b'<ARActe IDActe="034-1" DateReception="2026-06-08"/>', "identifiant"),
        (b"<ARActe>" + b" " * 1_100_000 + b"</ARActe>", "trop gros"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    message = refused(data)
    assert said in message
    assert "saisir à la main" in message


def test_an_entity_that_would_open_a_file_or_swell_is_never_followed() -> None:
    steal = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><ARActe>&x;</ARActe>'
    swell = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><ARActe>&y;</ARActe>'
    for data in (steal, swell):
        assert "XML lisible" in refused(data)


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"<ARActe>{text}</ARActe>".encode()))
def test_no_file_however_strange_does_anything_but_be_refused(data: bytes) -> None:
    with pytest.raises(ReceiptRefused):
        parse_receipt(data)
