"""The blocks of a document as OpenDocument paragraphs, lists and tables."""

from __future__ import annotations

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
from beffroi.documents.writers import look, odt_pictograms
from beffroi.documents.writers.mentioned import mention_runs
from beffroi.documents.writers.odf import Element, element, name, write_text
from beffroi.documents.writers.odt_styles import BULLETS, EMPHASIS, NUMBERS, STRONG, style_name
from beffroi.documents.writers.odt_tables import TEXT_WIDTH, column_width
from beffroi.documents.writers.plain import abreast, column_shares, is_small, warned


class BlockBuilder:
    """Makes elements; ``automatic`` receives the styles that tables need (their columns differ)."""

    def __init__(self, automatic: Element) -> None:
        self._automatic = automatic
        self._tables = 0

    def title_block(self, document: Document) -> list[Element]:
        made = [paragraph(look.TITLE, (Run(document.title),))]
        if document.organisation:
            made.insert(0, paragraph(look.ORGANISATION, (Run(document.organisation),)))
        made[:0] = [paragraph(look.LETTERHEAD, (Run(line),)) for line in document.letterhead]
        if document.subtitle:
            made.append(paragraph(look.SUBTITLE, (Run(document.subtitle),)))
        return made

    def blocks(self, document: Document) -> list[Element]:
        mention = mention_runs(document)
        made = [paragraph(look.NOTE, mention)] if mention else []
        for each in made:
            odt_pictograms.draw(each, document.pictogram)
        new_page = False
        for block in document.blocks:
            if isinstance(block, PageBreak):
                new_page = True
                continue
            added = self._block(block)
            if new_page and added:
                if added[0].tag == name("table:table"):
                    added.insert(0, paragraph(look.NOTE, ()))
                self._derive(added[0], "Page", {"fo:break-before": "page"})
                new_page = False
            made.extend(added)
        return made

    def _block(self, block: Block) -> list[Element]:
        match block:
            case Heading():
                return [_heading(block)]
            case Paragraph():
                runs = warned(block.runs) if block.style == "warning" else block.runs
                made = paragraph(look.PARAGRAPHS.get(block.style, look.BODY), runs)
                if block.keep_next:
                    self._derive(made, "Suivi", {"fo:keep-with-next": "always"})
                return [made]
            case ListBlock():
                return [_list(block)] if block.items else []
            case Table():
                return self._table(block) if block.header else []
            case SignatureBlock():
                return self._signatures(block) if block.people else []
            case Columns():
                return self._columns(block) if block.items else []
            case FillIn():
                return [paragraph(look.FILL_IN, (Run(f"{block.label}\t"),))]
            case PageBreak():
                return []

    def _table(self, block: Table) -> list[Element]:
        style = self._tall_row(block.row_height)
        cell_style = "Beffroi.Case" if block.row_height else "Beffroi.Cellule"
        rows = [_row([_cell(look.CELL, cell, style=cell_style) for cell in row], style) for row in block.rows]
        head = _row([_cell(look.CELL_HEAD, cell, style="Beffroi.Titre") for cell in block.header])
        table = self._new_table([TEXT_WIDTH * share for share in column_shares(block)], block.caption)
        if is_small(block):
            table.set(name("table:style-name"), "Beffroi.Petit")
        table.append(element("table:table-header-rows", {}, head))
        table.extend(rows)
        caption = [paragraph(look.CAPTION, (Run(block.caption),))] if block.caption else []
        for made in caption:
            self._derive(made, "Suivi", {"fo:keep-with-next": "always"})  # a template's own style may not
        return [*caption, table, paragraph(look.NOTE, ())]

    def _derive(self, made: Element, suffix: str, values: dict[str, str]) -> None:
        """Give ``made`` a style like its own with these properties."""
        parent = str(made.get(name("text:style-name")))
        called = f"Beffroi.{parent}.{suffix}"
        made.set(name("text:style-name"), called)
        if all(style.get(name("style:name")) != called for style in self._automatic):
            properties = element("style:paragraph-properties", values)
            attributes = {"style:name": called, "style:family": "paragraph", "style:parent-style-name": parent}
            self._automatic.append(element("style:style", attributes, properties))

    def _tall_row(self, height: float) -> str:
        """Name of the style of rows of this height at least; the usual one for 0."""
        if not height:
            return "Beffroi.Ligne"
        called = f"Beffroi.Ligne{height:g}".replace(".", "_")
        if all(style.get(name("style:name")) != called for style in self._automatic):
            values = {"style:min-row-height": f"{height}mm", "fo:keep-together": "always"}
            properties = element("style:table-row-properties", values)
            self._automatic.append(
                element("style:style", {"style:name": called, "style:family": "table-row"}, properties)
            )
        return called

    def _signatures(self, block: SignatureBlock) -> list[Element]:
        columns = abreast(block)
        table = self._new_table([TEXT_WIDTH / columns] * columns, "")
        places = [(person, block.name(position)) for position, person in enumerate(block.people)]
        places += [("", "")] * (-len(places) % columns)
        for start in range(0, len(places), columns):
            cells = [
                _cell(look.CELL_HEAD, person, *([signs] if signs else []), style="Beffroi.Signature")
                for person, signs in places[start : start + columns]
            ]
            table.append(_row(cells, self._tall_row(block.room + 12)))
        return [paragraph(look.NOTE, ()), table, paragraph(look.NOTE, ())]

    def _columns(self, block: Columns) -> list[Element]:
        columns = [list(column) for column in block.split()]
        columns += [[""]] * (block.columns - len(columns))
        table = self._new_table([TEXT_WIDTH / block.columns] * block.columns, "")
        cells = [_cell(look.NAMES, *column, style="Beffroi.Signature", after=look.NAMES) for column in columns]
        table.append(_row(cells, "Beffroi.Noms"))
        return [table, paragraph(look.NOTE, ())]

    def _new_table(self, widths: list[float], title: str) -> Element:
        self._tables += 1
        called = f"Beffroi{self._tables}"
        table = element("table:table", {"table:name": called, "table:style-name": "Beffroi.Tableau"})
        if title:
            table.append(element("table:title", text=title))
        for number, width in enumerate(widths, start=1):
            column = f"{called}.{number}"
            properties = element("style:table-column-properties", column_width(width))
            attributes = {"style:name": column, "style:family": "table-column"}
            self._automatic.append(element("style:style", attributes, properties))
            table.append(element("table:table-column", {"table:style-name": column}))
        return table


def paragraph(style: look.Look, runs: tuple[Run, ...]) -> Element:
    """A paragraph of one style, with its emphasis."""
    made = element("text:p", {"text:style-name": style_name(style)})
    for run in runs:
        spans = [STRONG] * run.bold + [EMPHASIS] * run.italic
        holder = made
        for span in spans:
            inner = element("text:span", {"text:style-name": span})
            holder.append(inner)
            holder = inner
        write_text(holder, run.text)
    return made


def number_sheets(automatic: Element, first: Element, number: int) -> None:
    """Make ``first``, the paragraph that begins the text, begin a page of that number."""
    style = name("text:style-name")
    begins = element("style:paragraph-properties", {"style:page-number": str(number)})
    attributes = {"style:name": "Beffroi.Premier", "style:family": "paragraph", "style:master-page-name": "Standard"}
    attributes["style:parent-style-name"] = str(first.get(style))
    automatic.append(element("style:style", attributes, begins))
    first.set(style, "Beffroi.Premier")


def _heading(block: Heading) -> Element:
    style = style_name(look.HEADINGS[block.level - 1])
    attributes = {"text:style-name": style, "text:outline-level": str(block.level)}
    return element("text:h", attributes, text=block.text)


def _list(block: ListBlock) -> Element:
    style = look.NUMBER if block.ordered else look.BULLET
    items = [element("text:list-item", {}, paragraph(style, item)) for item in block.items]
    return element("text:list", {"text:style-name": NUMBERS if block.ordered else BULLETS}, *items)


def _cell(
    first: look.Look, text: str, *more: str, style: str = "Beffroi.Cellule", after: look.Look = look.CELL
) -> Element:
    """A cell: its first paragraph, then one for each text of ``more``."""
    lines = [paragraph(first, (Run(text),)), *(paragraph(after, (Run(each),)) for each in more)]
    return element("table:table-cell", {"table:style-name": style, "office:value-type": "string"}, *lines)


def _row(cells: list[Element], style: str = "Beffroi.Ligne") -> Element:
    return element("table:table-row", {"table:style-name": style}, *cells)
