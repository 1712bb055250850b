"""The journal as a file that anybody can verify with the public key alone: lines, checkpoints, keys."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from . import chain as chains
from . import checkpoints, keys
from .models import Entry

LINES, POINTS, KEYS, README = "journal.jsonl", "points-de-controle.jsonl", "cles.json", "LISEZMOI.txt"
LARGEST = 2**31
TEXT = """Journal de Beffroi

journal.jsonl               une ligne du journal par ligne, par chaîne (la commune, ou l'installation)
points-de-controle.jsonl    l'empreinte de chaque chaîne, signée chaque jour (Ed25519)
cles.json                   les clés publiques, chacune attestée par la précédente

Vérifier, avec la seule clé publique remise à l'installation :
    beffroi audit verify --file CE-FICHIER.zip --key cle-publique.pem

Aucune ligne ne contient le texte d'une demande, d'une réponse ou d'un document.
"""


class NotAJournal(Exception):
    """The file is not an export that can be read; the message says so in French."""

    retry = False


def export(names: list[str] | None = None) -> bytes:
    """A zip of the chains named, or of all."""
    wanted = names or sorted(set(Entry.objects.order_by().values_list("chain", flat=True)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(LINES, "w") as file:
            for name in wanted:
                for line in lines_of(name):
                    file.write(_json({"chain": name, **asdict(line)}))
        points = [point for name in wanted for point in checkpoints.of_chain(name)]
        archive.writestr(POINTS, b"".join(_json(asdict(each)) for each in points))
        archive.writestr(KEYS, json.dumps([asdict(each) for each in keys.known_keys()], indent=1))
        archive.writestr(README, TEXT)
    return out.getvalue()


def lines_of(name: str) -> Iterator[chains.Line]:
    """The lines of a chain in order, streamed."""
    fields = ("sequence", "at", "actor", "action", "subject", "data", "previous", "digest", "purged")
    rows = Entry.objects.filter(chain=name).order_by("sequence").values_list(*fields)
    for row in rows.iterator(chunk_size=5000):
        yield chains.Line(*row)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def verify_export(content: bytes, public_key: str) -> dict[str, list[str]]:
    """Problems by chain, trusting ``public_key`` (PEM) and the keys that it endorsed. Raises NotAJournal."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                raise NotAJournal("Ce fichier est trop gros pour un journal.")
            raw = [json.loads(line) for line in archive.read(LINES).splitlines()]
            points = [chains.Checkpoint(**json.loads(line)) for line in archive.read(POINTS).splitlines()]
            known = [keys.Endorsed(**each) for each in json.loads(archive.read(KEYS))]
        trusted = keys.trusted_from(public_key, known)
        by_chain: dict[str, list[chains.Line]] = {}
        for each in raw:
            by_chain.setdefault(each.pop("chain"), []).append(chains.Line(**each))
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAJournal("Ce fichier n’est pas un journal exporté par Beffroi, ou la clé n’en est pas une.") from error
    signed = keys.checker(trusted)
    names = sorted({*by_chain, *(each.chain for each in points)})
    return {
        name: chains.verify(
            name, by_chain.get(name, []), [each for each in points if each.chain == name], signed
        )
        for name in names
    }  # fmt: skip
