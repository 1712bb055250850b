"""What stands in the metadata of every exported file, in words that machines read: that an AI helped, with which
engines, and who read the text when."""

from __future__ import annotations

from beffroi.documents.cleaning import clean
from beffroi.documents.model import Provenance

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
"""IPTC's term for a work that a person composed with what a trained model produced."""


def marking(provenance: Provenance, *, draft: bool) -> dict[str, str]:
    """Names and values of the properties; times are ISO 8601."""
    unread = "draft-read" if provenance.read_by else "draft-unread"
    values = {
        "Beffroi:Generator": provenance.generator,
        "Beffroi:Status": unread if draft else "read",
        "Beffroi:AIAssisted": "true" if provenance.ai_assisted else "false",
    }
    if provenance.ai_assisted:
        values["Iptc4xmpExt:DigitalSourceType"] = SOURCE_TYPE
    if provenance.engines:
        values["Beffroi:Engines"] = ", ".join(provenance.engines)
    if provenance.read_by:
        values["Beffroi:ReadBy"] = provenance.read_by
    if provenance.read_at:
        values["Beffroi:ReadAt"] = provenance.read_at.isoformat(timespec="seconds")
    return {name: clean(value) for name, value in values.items()}
