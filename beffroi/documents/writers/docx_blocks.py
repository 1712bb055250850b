"""The blocks of a document as Word paragraphs and tables, made in place before a given paragraph."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Emu, Mm
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from beffroi.documents.model import (
    Block,
    Columns,
    Document,
    FillIn,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
)
from beffroi.documents.writers import docx_pictograms, look
from beffroi.documents.writers.docx_lists import new_list
from beffroi.documents.writers.docx_styles import element
from beffroi.documents.writers.docx_tables import frame, raise_rows, set_widths
from beffroi.documents.writers.mentioned import mention_runs
from beffroi.documents.writers.plain import abreast, column_shares, is_small, warned


class BlockWriter:
    """Writes blocks one after the other, before ``anchor`` or at the end of the body."""

    def __init__(self, target: DocxDocument, anchor: DocxParagraph | None = None) -> None:
        self._target = target
        self._anchor = anchor
        self._new_page = False

    def title_block(self, document: Document) -> None:
        """Who publishes, the title and its subtitle."""
        for line in document.letterhead:
            self.paragraph(look.LETTERHEAD.name, (Run(line),))
        if document.organisation:
            self.paragraph(look.ORGANISATION.name, (Run(document.organisation),))
        self.paragraph(look.TITLE.name, (Run(document.title),))
        if document.subtitle:
            self.paragraph(look.SUBTITLE.name, (Run(document.subtitle),))

    def blocks(self, document: Document) -> None:
        mention = mention_runs(document)
        if mention:
            docx_pictograms.draw(self.paragraph(look.NOTE.name, mention), document.pictogram)
        following = (*document.blocks[1:], None)
        for block, after in zip(document.blocks, following, strict=False):
            self._block(block)
            if isinstance(block, Table | SignatureBlock | Columns) and not isinstance(after, Heading | PageBreak):
                self.paragraph(look.NOTE.name, ())  # Word joins two tables that nothing parts

    def paragraph(self, style: str, runs: tuple[Run, ...]) -> DocxParagraph:
        made = self._target.add_paragraph(style=self._target.styles[style])
        for run in runs:
            written = made.add_run(run.text)
            written.bold, written.italic = run.bold or None, run.italic or None
        if self._new_page:
            made.paragraph_format.page_break_before, self._new_page = True, False
        self._place(made._p)
        return made

    def _place(self, made: object) -> None:
        if self._anchor is not None:
            self._anchor._p.addprevious(made)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self.paragraph(look.HEADINGS[block.level - 1].name, (Run(block.text),))
            case Paragraph():
                style = look.PARAGRAPHS.get(block.style, look.BODY)
                made = self.paragraph(style.name, warned(block.runs) if block.style == "warning" else block.runs)
                if block.keep_next:
                    made.paragraph_format.keep_with_next = True
            case ListBlock():
                self._list(block)
            case Table():
                self._table(block)
            case SignatureBlock():
                self._signatures(block)
            case Columns():
                self._columns(block)
            case FillIn():
                self._fill_in(block)
            case PageBreak():
                self._new_page = True

    def _width(self) -> int:
        """Width of the text, in EMU."""
        section = self._target.sections[-1]
        return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)

    def _list(self, block: ListBlock) -> None:
        style = look.NUMBER if block.ordered else look.BULLET
        number = new_list(self._target, ordered=block.ordered) if block.items else None
        for item in block.items:
            made = self.paragraph(style.name, item)
            if number is not None:
                properties = made._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number

    def _table(self, block: Table) -> None:
        if block.caption or self._new_page:
            caption = self.paragraph(look.CAPTION.name, (Run(block.caption),))
            caption.paragraph_format.keep_with_next = True  # a template's own style may not
        table = self._new_table(len(block.rows) + 1, len(block.header))
        frame(table, block.caption)
        set_widths(table, column_shares(block), self._width())
        for column, text in enumerate(block.header):
            self._cell(table, 0, column, text, look.CELL_HEAD.name)
        for position, row in enumerate(block.rows, start=1):
            for column, text in enumerate(row):
                self._cell(table, position, column, text, look.CELL.name)
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for made in table.rows:
            made._tr.get_or_add_trPr().insert(0, element("w:cantSplit"))
        if block.row_height:
            raise_rows(table, block.row_height)
        if is_small(block):
            for row in list(table.rows)[:-1]:
                for cell in row.cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True

    def _signatures(self, block: SignatureBlock) -> None:
        columns = abreast(block)
        lines = -(-len(block.people) // columns)
        table = self._new_table(lines, columns)
        for position, person in enumerate(block.people):
            place = position // columns, position % columns
            cell = self._cell(table, *place, person, look.CELL_HEAD.name)
            cell.paragraph_format.space_before = Mm(6)
            if block.name(position):
                added = table.cell(*place).add_paragraph(block.name(position), self._target.styles[look.CELL.name])
                added.paragraph_format.keep_with_next = True
        for row in table.rows:
            row.height = Mm(block.room + 12)
            row._tr.get_or_add_trPr().insert(0, element("w:cantSplit"))

    def _columns(self, block: Columns) -> None:
        """One row whose cells hold a column each: read from top to bottom, then the next one."""
        if not block.items:
            return
        table = self._new_table(1, block.columns)
        if len(block.split()[0]) <= 40:
            table.rows[0]._tr.get_or_add_trPr().insert(0, element("w:cantSplit"))
        for column, items in enumerate(block.split()):
            cell = table.cell(0, column)
            for number, item in enumerate(items):
                made = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                made.style = self._target.styles[look.NAMES.name]
                made.add_run(item)

    def _fill_in(self, block: FillIn) -> None:
        made = self.paragraph(look.FILL_IN.name, (Run(f"{block.label}\t"),))
        stops = made.paragraph_format.tab_stops
        stops.add_tab_stop(Emu(self._width()), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)

    def _new_table(self, rows: int, columns: int) -> DocxTable:
        table = self._target.add_table(rows=rows, cols=columns)
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        self._place(table._tbl)
        return table

    def _cell(self, table: DocxTable, row: int, column: int, text: str, style: str) -> DocxParagraph:
        made = table.cell(row, column).paragraphs[0]
        made.style = self._target.styles[style]
        made.add_run(text)
        return made
