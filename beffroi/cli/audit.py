"""`beffroi audit verify`."""

from __future__ import annotations

import argparse

from . import setup


def verify(chosen: argparse.Namespace) -> int:
    """Exit status 1 when a line of the journal was altered."""
    setup.start()
    from beffroi.audit.journal import verify as verify_chains

    altered = False
    for name, problems in verify_chains().items():
        print(f"{name} : {'intact' if not problems else 'altéré'}")
        for problem in problems:
            print(f"  {problem}")
        altered = altered or bool(problems)
    return int(altered)
