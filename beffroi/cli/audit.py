"""`beffroi audit`: verify the journal here or in an exported file, sign it, export it, its key."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import setup
from .errors import Explained


def verify(chosen: argparse.Namespace) -> int:
    """Exit status 1 when something of the journal was altered. Raises Explained for a file that is no journal."""
    setup.start(migrate=True)
    if (chosen.file is None) != (chosen.key is None):
        raise Explained("Pour vérifier un fichier, donnez aussi la clé publique : --file JOURNAL.zip --key CLE.pem.")
    found = _in_file(chosen.file, chosen.key) if chosen.file else _here()
    altered = False
    for name, problems in found.items():
        print(f"{name} : {'intact' if not problems else 'altéré'}")
        for problem in problems:
            print(f"  {problem}")
        altered = altered or bool(problems)
    return int(altered)


def _here() -> dict[str, list[str]]:
    """The chains, and whether what stops or limits AI in each commune is what its chain says."""
    from beffroi.audit.journal import verify as verify_chains
    from beffroi.charter.agreement import disagreements
    from beffroi.town.models import Commune
    from beffroi.town.scope import scope

    found = verify_chains()
    for commune in Commune.objects.order_by("slug"):
        with scope(commune):
            if unsaid := disagreements():
                found[commune.slug] = [*found.get(commune.slug, []), *unsaid]
    return found


def _in_file(file: Path, key: Path) -> dict[str, list[str]]:
    from beffroi.audit.exchange import NotAJournal, verify_export

    try:
        return verify_export(file.read_bytes(), key.read_text())
    except (OSError, UnicodeDecodeError):
        raise Explained("Le fichier du journal ou la clé n’a pas pu être lu : vérifiez leurs noms.")
    except NotAJournal as error:
        raise Explained(str(error))


def export(chosen: argparse.Namespace) -> int:
    """Write the journal to a file, signed as it stands."""
    setup.start(migrate=True)
    from beffroi.audit import checkpoints, exchange
    from beffroi.audit.models import Entry

    for name in set(Entry.objects.order_by().values_list("chain", flat=True)):
        checkpoints.sign_now(name)
    _write(chosen.out, exchange.export())
    print(f"Journal écrit dans {chosen.out}. Il se vérifie avec la clé publique : beffroi audit key --out cle.pem")
    return 0


def key(chosen: argparse.Namespace) -> int:
    """Write the public key, to be kept elsewhere."""
    setup.start(migrate=True)
    from beffroi.audit import keys

    try:
        name, _ = keys.current()
    except keys.KeyMissing as error:
        raise Explained(str(error))
    pem = next(each.pem for each in keys.known_keys() if each.key == name)
    if chosen.out is None:
        print(pem, end="")
    else:
        _write(chosen.out, pem.encode())
        print(f"Clé publique {name} écrite dans {chosen.out}. Gardez-la hors de cette machine.")
    return 0


def rotate(chosen: argparse.Namespace) -> int:
    """Another key from now on."""
    setup.start(migrate=True)
    from beffroi.audit import keys
    from beffroi.audit.journal import record

    name = keys.rotate()
    record("journal_key_changed", key=name)
    print(
        f"Nouvelle clé du journal : {name}. La précédente l’atteste ; les anciens points de contrôle restent valables."
    )
    return 0


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError:
        raise Explained(f"« {path} » n’a pas pu être écrit : vérifiez le dossier et la place sur le disque.")
