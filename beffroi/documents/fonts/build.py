"""Makes the static TTF files of this folder from the variable WOFF2 files of the two npm packages.

Run once by a developer, never by the product: ``pip install fonttools brotli``, then
``python build.py ATKINSON/package/files SOURCE_SERIF/package/files OUT``. Typst does not take variable fonts well,
so four static styles are cut out of each family and its latin and latin-ext parts are joined.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# A modified font may not bear Adobe's reserved name "Source" (OFL, condition 3), hence "Beffroi Serif".
FAMILIES = (
    ("Atkinson Hyperlegible Next", "atkinson-hyperlegible-next"),
    ("Beffroi Serif", "source-serif-4"),
)
STYLES = (
    ("Regular", "normal", 400),
    ("Bold", "normal", 700),
    ("Italic", "italic", 400),
    ("Bold Italic", "italic", 700),
)
# French needs the narrow no-break space and the no-break hyphen: drawn by the thin space and the hyphen.
SAME_GLYPH = {0x202F: 0x2009, 0x2011: 0x2010}


def cut(source: Path, stem: str, slope: str, weight: int, folder: Path) -> list[str]:
    paths = []
    for subset in ("latin", "latin-ext"):
        font = TTFont(source / f"{stem}-{subset}-wght-{slope}.woff2")
        font.flavor = None
        axes = {a.axisTag: weight if a.axisTag == "wght" else a.defaultValue for a in font["fvar"].axes}
        path = folder / f"{stem}-{subset}-{slope}-{weight}.ttf"
        instantiateVariableFont(font, axes).save(path)
        paths.append(str(path))
    return paths


def name(font: TTFont, family: str, style: str, weight: int) -> None:
    table, compact = font["name"], f"{family}-{style}".replace(" ", "")
    table.names = [record for record in table.names if record.nameID in (0, 13, 14)]
    for name_id, value in ((1, family), (2, style), (3, compact), (4, f"{family} {style}"), (6, compact)):
        table.setName(value, name_id, 3, 1, 0x409)
    bold, italic = weight == 700, "Italic" in style
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (
        italic | bold << 5 | (not bold and not italic) << 6
    )
    font["head"].macStyle = bold | italic << 1


def main() -> None:
    sources, out = (Path(sys.argv[1]), Path(sys.argv[2])), Path(sys.argv[3])
    for (family, stem), source in zip(FAMILIES, sources, strict=True):
        for style, slope, weight in STYLES:
            with tempfile.TemporaryDirectory() as folder:
                parts = cut(source, stem, slope, weight, Path(folder))
                font = Merger(Options(drop_tables=["STAT", "MVAR", "HVAR", "DSIG", "meta"])).merge(parts)
            for table in font["cmap"].tables:
                for missing, like in SAME_GLYPH.items():
                    if like in table.cmap or like == 0x2010:
                        table.cmap.setdefault(missing, table.cmap.get(like, table.cmap[0x2D]))
            name(font, family, style, weight)
            font.save(out / f"{family}-{style}.ttf".replace(" ", ""))


if __name__ == "__main__":
    main()
