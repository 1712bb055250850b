"""Drawings of ours that say who wrote a text, with the words that stand for each."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent
WORDS = {
    "person": "Écrit par une personne",
    "ai_read": "Préparé avec une IA, relu par une personne",
    "ai": "Écrit par une IA, non relu",
}
"""Each pictogram and its words: written next to it, and read aloud in its place."""
TITLE = "Pictogramme"
HEIGHT = 6
"""Millimetres, in every format."""


def svg(pictogram: str) -> str:
    return (_FOLDER / f"{pictogram}.svg").read_text(encoding="utf-8")


def png(pictogram: str) -> bytes:
    return (_FOLDER / f"{pictogram}.png").read_bytes()


def png_width(picture: bytes) -> float:
    """Width of a PNG in millimetres once it is ``HEIGHT`` tall; its size in pixels is in bytes 16 to 24."""
    pixels_wide, pixels_tall = int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
    return HEIGHT * pixels_wide / pixels_tall
