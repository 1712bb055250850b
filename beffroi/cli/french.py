"""argparse in French: its own words go through gettext, whose table for them is here."""

from __future__ import annotations

import argparse
from typing import Any

WORDS = {
    "usage: ": "emploi : ",
    "options": "options",
    "positional arguments": "à indiquer",
    "show this help message and exit": "montre cette aide",
    "show program's version number and exit": "montre la version",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "non reconnu : %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r n’existe pas (au choix : %(choices)s)",
    "invalid %(type)s value: %(value)r": "valeur incorrecte : %(value)r",
    "expected one argument": "une valeur est attendue",
    "%(prog)s: error: %(message)s\n": "%(prog)s : %(message)s\n",
    "not allowed with argument %s": "incompatible avec %s",
}
argparse._ = lambda text: WORDS.get(text, text)  # type: ignore[attr-defined]


class Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._positionals.title = "à indiquer"
        self._optionals.title = "options"
