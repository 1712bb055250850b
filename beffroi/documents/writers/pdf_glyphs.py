"""Which signs the fonts of a PDF can show: Typst refuses to make a PDF/A or PDF/UA with a sign that none has."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import typst

_PICTURE = re.compile(
    "(?P<flag>[\U0001f1e6-\U0001f1ff]{2})|(?P<picture>[\U0001f300-\U0001faff])[\U0001f3fb-\U0001f3ff]?"
    "(?:\u200d[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]?)*"
)
_WORDS = {
    **dict.fromkeys("😀😃😄😁😊🙂😉☺", "sourire"),
    **dict.fromkeys("😂🤣😅", "rire"),
    **dict.fromkeys("😢😭🙁", "tristesse"),
    **dict.fromkeys("😠😡", "colère"),
    **{"👍": "pouce levé", "👎": "pouce baissé", "👏": "applaudissements", "🙏": "merci", "👋": "salut"},
    **{"📅": "date", "🎉": "fête", "📍": "lieu", "📞": "téléphone", "📧": "courriel", "💶": "euros", "🔴": "rouge"},
    **{"🟢": "vert", "🟠": "orange", "🎤": "micro", "📢": "annonce", "🏫": "école", "🏛": "mairie", "🚲": "vélo"},
}
_SYMBOL_FONT = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→", "\uf06e": "■"})
"""Bullets that Word draws with its Symbol and Wingdings fonts, in a text pasted from it."""
MISSING = "\u25a1"
"""An empty square, in the place of a sign that cannot be shown."""
_FONTS = Path(__file__).parent.parent / "fonts"
_JOINERS = {"\u200c", "\u200d", *(chr(code) for code in range(0xFE00, 0xFE10))}
_SURE = frozenset("\n\t\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac\u202f\u0153\u0152\u2011")
_PROBE = b"""#set document(title: "x", date: datetime(year: 2025, month: 1, day: 1))
#set text(font: ("Beffroi Serif", "Atkinson Hyperlegible Next", "Libertinus Serif", "DejaVu Sans Mono"))
#text(json(bytes(sys.inputs.signs)))"""


def displayable(text: str) -> str:
    """``text`` where each sign that no font has is replaced: a picture by a word in brackets, another by its plain
    form, or else by an empty square."""
    if all(sign.isascii() or sign in _SURE or "\xa0" <= sign <= "\xff" for sign in text):
        return text
    text = _PICTURE.sub(_in_words, text).translate(_SYMBOL_FONT)
    kept = [sign for sign in text if sign not in _JOINERS]
    return "".join(sign if _is_shown(sign) else _plain(sign) for sign in kept)


def _in_words(found: re.Match[str]) -> str:
    """A picture as minutes note it, "[sourire]": read aloud, and not lost. A flag gives the letters of its country."""
    if found["flag"]:
        return "[drapeau " + "".join(chr(ord(sign) - 0x1F1E6 + ord("A")) for sign in found["flag"]) + "]"
    return f"[{_WORDS.get(found['picture'], 'pictogramme')}]"


def _plain(sign: str) -> str:
    simple = unicodedata.normalize("NFKC", sign)
    return simple if simple != sign and all(map(_is_shown, simple)) else MISSING


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Our fonts and those inside Typst, opened once."""
    return typst.Fonts(include_system_fonts=False, font_paths=[_FONTS])


@lru_cache(maxsize=4096)
def _is_shown(sign: str) -> bool:
    if sign.isascii() or sign in _SURE:
        return True
    if ord(sign) >= 0x2E80:  # beyond the scripts of our fonts: emoji, ideograms, private use
        return False
    try:
        typst.compile(
            _PROBE,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"signs": json.dumps(sign)},
            pdf_standards=["a-2a", "ua-1"],
        )
    except typst.TypstError:
        return False
    return True
