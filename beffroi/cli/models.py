"""`beffroi models`: what is installed, what is missing, what is damaged."""

from __future__ import annotations

import argparse

from beffroi.engines.catalogue import CATALOGUE
from beffroi.engines.model_store import ModelStore, StoreError, size_in_words

from . import setup
from .errors import Explained

STATES = {"installed": "installé", "missing": "absent", "refused": "refusé : fichiers altérés"}


def store() -> ModelStore:
    from beffroi.config.settings import MODELS_DIR

    return ModelStore.from_environment(MODELS_DIR)


def speech_must_be_here() -> None:
    """Before anything is listened to. Raises Explained when the speech model is missing or is not its publisher's."""
    from beffroi.engines import registry
    from beffroi.engines.settings import KNOWN

    chosen = registry.current()
    if chosen.speech == "embedded" and chosen.embedded_speech_model in KNOWN:
        try:
            registry.store().path(chosen.embedded_speech_model)
        except StoreError as error:
            raise Explained(str(error))


def show(chosen: argparse.Namespace) -> int:
    for status in store().status():
        model = status.model
        print(f"{model.name}")
        print(f"    {model.purpose}, {size_in_words(model.size)}, licence {model.licence} : {STATES[status.state]}")
        print(f"    {model.editions[0].publisher}")
    return 0


def install(chosen: argparse.Namespace) -> int:
    every = tuple(model.name for model in CATALOGUE)
    install_named(tuple(chosen.names) or every)
    return 0


def install_named(names: tuple[str, ...]) -> None:
    """Install what is not here yet, with a bar. Raises Explained."""
    bar = setup.Bar()
    for name in names:
        try:
            store().install(name, lambda done, total, label: bar.show(label, done, total))
        except StoreError as error:
            bar.end()
            raise Explained(str(error))
    bar.end()


def verify(chosen: argparse.Namespace) -> int:
    """Exit status 1 when a file of an installed model is not the publisher's, or a named model is missing."""
    known = store()
    names = tuple(chosen.names) or tuple(each.model.name for each in known.status() if each.state != "missing")
    try:
        wrong = {name: known.verify(name) for name in names}
    except StoreError as error:
        raise Explained(str(error))
    for name, problems in wrong.items():
        print(f"{name} : {'intact' if not problems else 'altéré'}")
        for problem in problems:
            print(f"    {problem.message}")
    if not names:
        print("Aucun modèle n’est installé. Lancez « beffroi models install ».")
    return int(any(wrong.values()))
