"""`beffroi serve`, `worker`, `engine`: the processes of an installation."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time

from . import setup
from .errors import Explained

STOP_SECONDS = 15


def work(chosen: argparse.Namespace) -> int:
    setup.start()
    from beffroi.work import worker

    worker.run(batch=chosen.once)
    return 0


def engine(chosen: argparse.Namespace) -> int:
    setup.start()
    from beffroi.engines import registry

    return registry.run_text_server()


def serve(chosen: argparse.Namespace) -> int:
    """Pages and worker as one: both start, and both stop when either does or on Ctrl-C."""
    setup.start(migrate=True)
    return run_together(chosen.host, chosen.port)


def run_together(host: str, port: int) -> int:
    web = [sys.executable, "-m", "uvicorn", "beffroi.config.asgi:application", "--host", host, "--port", str(port)]
    commands = [[*web, "--log-level", "warning"], [sys.executable, "-m", "beffroi.cli", "worker"]]
    # SIGTERM stops both children, as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    children = [subprocess.Popen(command) for command in commands]  # noqa: S603
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(children)
        stop_text_server()
    raise Explained(
        f"Les pages ou les travaux se sont arrêtés. Le port {port} est peut-être pris : essayez --port {port + 1}."
    )


def stop_text_server() -> None:
    """The text model goes with the command that needed it, rather than after its idle minutes."""
    from beffroi.engines import registry

    registry.stop_text_server()


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
