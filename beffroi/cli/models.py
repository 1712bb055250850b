"""`beffroi models`: what is installed, what is missing, what is damaged."""

from __future__ import annotations

import argparse

from beffroi.engines.catalogue import MODELS
from beffroi.engines.model_store import ModelProblem, ModelStore

from . import setup
from .errors import Explained

FOR_TESTS = ("whisper-base",)


def store() -> ModelStore:
    from beffroi.config.settings import MODELS_DIR

    return ModelStore(MODELS_DIR)


def show(chosen: argparse.Namespace) -> int:
    for status in store().status():
        print(f"{status}")
    return 0


def install(chosen: argparse.Namespace) -> int:
    names = FOR_TESTS if chosen.for_tests else tuple(chosen.names) or tuple(MODELS)
    install_named(names)
    return 0


def install_named(names: tuple[str, ...]) -> None:
    bar = setup.Bar()
    for name in names:
        try:
            store().install(name, lambda done, total, label: bar.show(label, done, total))
        except ModelProblem as error:
            raise Explained(str(error))
    bar.end()


def verify(chosen: argparse.Namespace) -> int:
    problems = [problem for name in tuple(chosen.names) or tuple(MODELS) for problem in store().verify(name)]
    for problem in problems:
        print(problem)
    if not problems:
        print("Tous les modèles installés sont intacts.")
    return 1 if problems else 0
