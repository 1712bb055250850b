"""Makes the PNG files of this folder, for DOCX and ODT, from its SVG files. Run by a developer who changes a drawing,
never by the product: ``python build.py``."""

from __future__ import annotations

import json
from pathlib import Path

import typst

FOLDER = Path(__file__).parent
HEIGHT = 128
"""Pixels: sharp in print at 6 millimetres."""
PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(json(bytes(sys.inputs.drawing))), format: "svg", height: 24pt)"""


def main() -> None:
    for source in sorted(FOLDER.glob("*.svg")):
        drawing = {"drawing": json.dumps(source.read_text(encoding="utf-8"))}
        made = typst.compile(PAGE, format="png", ppi=HEIGHT * 72 / 24, sys_inputs=drawing)
        assert isinstance(made, bytes)
        source.with_suffix(".png").write_bytes(made)


if __name__ == "__main__":
    main()
