"""The frame of a Word table: rules, tints, widths of columns, rows to sign."""

from __future__ import annotations

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.table import Table as DocxTable

from beffroi.documents.writers import look
from beffroi.documents.writers.docx_styles import element


def set_widths(table: DocxTable, shares: list[float], width: int) -> None:
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(int(width * share))
        for cell in column.cells:
            cell.width = Emu(int(width * share))


def raise_rows(table: DocxTable, height: float) -> None:
    """Rows to sign: tall, with rules between the cells."""
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    for side in ("left", "right", "insideV"):
        line = element(f"w:{side}", val="single", sz="4", space="0", color=look.RULE)
        borders.append(line)
    for row in list(table.rows)[1:]:
        row.height = Mm(height)
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def frame(table: DocxTable, caption: str) -> None:
    """Thin horizontal rules, a tint behind the headings, room in the cells, and words for a screen reader."""
    properties = table._tbl.tblPr
    borders = element("w:tblBorders")
    for side, size in (("top", "8"), ("bottom", "8"), ("insideH", "4")):
        borders.append(element(f"w:{side}", val="single", sz=size, space="0", color=look.RULE))
    margins = element("w:tblCellMar")
    for side, width in (("top", "60"), ("left", "100"), ("bottom", "60"), ("right", "100")):
        margins.append(element(f"w:{side}", w=width, type="dxa"))
    layout = properties.find(qn("w:tblLook"))
    for made in (borders, margins):
        layout.addprevious(made) if layout is not None else properties.append(made)
    if layout is not None:
        for attribute in list(layout.attrib):
            del layout.attrib[attribute]
        for key, value in (("val", "0020"), ("firstRow", "1"), ("firstColumn", "0"), ("noHBand", "0")):
            layout.set(qn(f"w:{key}"), value)
    if caption:
        properties.append(element("w:tblCaption", val=caption))
    for cell in table.rows[0].cells:
        cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=look.TINT))
