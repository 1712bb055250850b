"""`beffroi verify FILE`: whether a file is the sealed one."""

from __future__ import annotations

import argparse

from . import setup
from .errors import Explained


def run(chosen: argparse.Namespace) -> int:
    """Exit status 0 for a sealed file, 1 otherwise. Raises Explained for a file that cannot be read."""
    try:
        content = chosen.file.read_bytes()
    except OSError:
        raise Explained(f"« {chosen.file} » n’a pas pu être lu : vérifiez son nom et votre droit de le lire.")
    setup.start(migrate=True)
    from beffroi.minutes.actions.verify_issued import verify_everywhere

    verdict = verify_everywhere(content)
    print(verdict.sentence)
    return 0 if verdict.authentic else 1
