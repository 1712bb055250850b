"""The automatic styles of OpenDocument tables, and the width of their columns."""

from __future__ import annotations

from beffroi.documents.writers import look
from beffroi.documents.writers.odf import Element, element

TEXT_WIDTH = 162.0
"""Millimetres between the margins of a page of ours."""


def add_table_styles(automatic: Element) -> None:
    """The automatic styles that every table of ours shares."""
    rule, fill = f"0.5pt solid #{look.RULE}", f"#{look.TINT}"
    air = {"fo:padding": "1.6mm"}
    parts = (
        (
            "Beffroi.Tableau",
            "table",
            "style:table-properties",
            {"style:width": f"{TEXT_WIDTH}mm", "table:align": "margins"},
        ),
        (
            "Beffroi.Petit",
            "table",
            "style:table-properties",
            {"style:width": f"{TEXT_WIDTH}mm", "table:align": "margins", "style:may-break-between-rows": "false"},
        ),
        ("Beffroi.Cellule", "table-cell", "style:table-cell-properties", {"fo:border-bottom": rule, **air}),
        (
            "Beffroi.Case",
            "table-cell",
            "style:table-cell-properties",
            {"fo:border": rule, "style:vertical-align": "middle", **air},
        ),
        (
            "Beffroi.Titre",
            "table-cell",
            "style:table-cell-properties",
            {"fo:border-top": rule, "fo:border-bottom": rule, "fo:background-color": fill, **air},
        ),
        ("Beffroi.Signature", "table-cell", "style:table-cell-properties", {"fo:border": "none"}),
        ("Beffroi.Ligne", "table-row", "style:table-row-properties", {"fo:keep-together": "always"}),
        ("Beffroi.Noms", "table-row", "style:table-row-properties", {"style:min-row-height": "0mm"}),
    )
    for called, family, tag, values in parts:
        attributes = {"style:name": called, "style:family": family}
        automatic.append(element("style:style", attributes, element(tag, values)))


def column_width(width: float) -> dict[str, str]:
    """As a share too: a template may have other margins."""
    return {"style:column-width": f"{width:.1f}mm", "style:rel-column-width": f"{width * 100:.0f}*"}
