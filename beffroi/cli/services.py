"""`beffroi serve`, `worker`, `engine`: the processes of an installation."""

from __future__ import annotations

import argparse
import errno
import signal
import socket
import subprocess
import sys
import time

from . import setup
from .errors import Explained

STOP_SECONDS = 15


def work(chosen: argparse.Namespace) -> int:
    setup.start(migrate=True)
    from beffroi.work import worker

    worker.run(batch=chosen.once)
    return 0


def engine(chosen: argparse.Namespace) -> int:
    setup.start()
    from beffroi.engines import registry

    return registry.run_text_server()


def must_be_free(host: str, port: int) -> None:
    """Raises Explained when the pages could not be served there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Explained(f"Le port {port} est déjà pris par un autre programme. Essayez --port {port + 1}.")
        if error.errno == errno.EACCES:
            raise Explained(f"Le port {port} est réservé au système. Choisissez-en un au-dessus de 1023, avec --port.")
        raise Explained(f"« {host} » n’est pas une adresse de cette machine : corrigez --host.")


def serve(chosen: argparse.Namespace) -> int:
    """Pages and worker as one: both start, and both stop when either does or on Ctrl-C."""
    must_be_free(chosen.host, chosen.port)
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
        "Les pages ou les travaux se sont arrêtés d’eux-mêmes (voir ci-dessus) : tout a été arrêté. "
        "Rien n’est perdu ; relancez la commande."
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
