"""The `beffroi` command: what an installation does from a terminal, in French."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beffroi.config.settings")
    from .parser import build_parser

    parser = build_parser()
    chosen = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    if not hasattr(chosen, "run"):
        parser.print_help()
        return 0
    from .errors import Explained

    try:
        return int(chosen.run(chosen) or 0)
    except Explained as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nArrêté. Ce qui était fait est gardé.", file=sys.stderr)
        return 130
