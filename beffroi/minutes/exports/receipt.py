"""The prefecture's acknowledgement (XML « ARActe » of @ctes), read into the receipt that the domain checks.

Shape: schema actesv1_1.xsd (see ``domain.law.transmission``); tools write it with qualified attributes, some without
their namespace: both are taken. Anything else is refused with the reason and what to do.
"""

from __future__ import annotations

import re
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from beffroi.minutes.domain.law.transmission import ACT_ID, ActNature, Receipt

MAX_BYTES = 1024 * 1024
BY_HAND = "Vous pouvez aussi saisir à la main la date de réception et l’identifiant de l’acte."
_OTHERS = {
    "Acte": "Ce fichier est l’envoi de l’acte, pas l’accusé de réception.",
    "ARAnnulation": "Ce fichier est l’accusé d’une annulation : l’acte n’est plus transmis.",
    "AnomalieActe": "La préfecture signale une anomalie : l’acte n’est pas reçu. Corrigez-le et renvoyez-le.",
    "AnomalieEnveloppe": "La préfecture signale une anomalie de l’envoi : l’acte n’est pas reçu.",
    "EnveloppeMISILLCL": "Ce fichier est l’enveloppe de l’accusé : choisissez l’autre fichier XML reçu avec elle.",
    "EnveloppeCLMISILL": "Ce fichier est l’enveloppe de l’envoi, pas l’accusé de réception.",
}


class ReceiptRefused(ValueError):
    """The file is not an acknowledgement that can be read; the message is French and says what to do."""


def parse_receipt(data: bytes) -> Receipt:
    """The acknowledgement in this file. Raises ReceiptRefused."""
    root = _root(data)
    kind = _local(root.tag)
    if kind != "ARActe":
        reason = _OTHERS.get(kind, "Ce fichier n’est pas un accusé de réception de la préfecture.")
        detail = _text(root, "Detail")
        raise ReceiptRefused(f"{reason}{f' Motif : {detail}.' if detail else ''} {BY_HAND}")
    identifier = _attribute(root, "IDActe")
    parts = ACT_ID.fullmatch(identifier)
    received = _day(_attribute(root, "DateReception"))
    if parts is None or received is None:
        raise ReceiptRefused(f"L’accusé ne donne pas l’identifiant de l’acte ou sa date de réception. {BY_HAND}")
    act = next((child for child in root if _local(child.tag) == "ActeRecu"), root)
    return Receipt(
        act_id=identifier,
        received_on=received,
        decided_on=_day(_attribute(act, "Date")),
        number=_attribute(act, "NumeroInterne") or parts[4],
        nature=_nature(_attribute(act, "CodeNatureActe")) or parts[5],
        matter_code=_matter(act),
        subject=_text(act, "Objet"),
        files=tuple(name.rpartition("/")[2] for name in _texts(act, "NomFichier")),
    )


def _root(data: bytes) -> Element:
    if len(data) > MAX_BYTES:
        raise ReceiptRefused(f"Ce fichier est trop gros pour un accusé de réception. {BY_HAND}")
    if data.lstrip()[:5] == b"%PDF-":
        raise ReceiptRefused(f"Ce PDF est une copie de l’accusé : choisissez le fichier XML reçu avec lui. {BY_HAND}")
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise ReceiptRefused(f"Ce fichier n’est pas un XML lisible. Rien n’a été enregistré. {BY_HAND}") from None
    return root


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(node: Element, name: str) -> str:
    return next((value.strip() for key, value in node.attrib.items() if _local(key) == name), "")


def _texts(node: Element, name: str) -> list[str]:
    return [(child.text or "").strip() for child in node.iter() if _local(child.tag) == name and child.text]


def _text(node: Element, name: str) -> str:
    return next(iter(_texts(node, name)), "")


def _matter(act: Element) -> str:
    levels = {
        _local(child.tag): _attribute(child, "CodeMatiere")
        for child in act
        if re.fullmatch(r"CodeMatiere[1-5]", _local(child.tag))
    }
    return ".".join(levels[name] for name in sorted(levels) if levels[name])


def _nature(code: str) -> str:
    return next((nature.value for nature in ActNature if str(nature.code) == code), "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
