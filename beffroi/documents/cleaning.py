"""Text that any format can hold: no control character, no half character, one kind of line end."""

from __future__ import annotations

import re
import unicodedata

# XML 1.0 forbids the controls and the surrogates; the invisible marks of direction can make a text lie
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """``text`` composed (NFC), with "\\n" for line ends and without what XML or a reader could not bear."""
    for end in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return unicodedata.normalize("NFC", _UNFIT.sub("", text))
