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
    from .errors import Explained, explained
    from .stopping import heed

    heed()
    try:
        return int(chosen.run(chosen) or 0)
    except KeyboardInterrupt as stop:
        print(f"\nArrêté. {' '.join(map(str, stop.args))}".rstrip(), file=sys.stderr)
        return 130
    except Explained as error:
        print(f"\n{error}", file=sys.stderr)
    except BrokenPipeError:  # « beffroi … | head »: nobody reads any more
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except Exception as error:
        print(f"\n{explained(error)}", file=sys.stderr)
    return 1
