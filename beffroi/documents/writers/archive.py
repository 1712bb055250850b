"""Zip files that are the same, byte for byte, each time the same document is written."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

EPOCH = (1980, 1, 1, 0, 0, 0)
Target = str | os.PathLike[str] | IO[bytes]


def repack(data: bytes, replaced: Mapping[str, bytes] | None = None, first: str = "") -> bytes:
    """The same archive without the time at which it was made; ``first`` comes first and is not packed, as
    OpenDocument asks of its ``mimetype``; ``replaced`` gives new contents to some entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        contents = {name: source.read(name) for name in source.namelist() if not name.endswith("/")}
        contents |= replaced or {}
        for name in sorted(contents, key=lambda name: (name != first, name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, contents[name])
    return out.getvalue()


def write(data: bytes, target: Target) -> None:
    """Write ``data`` to a file, or to an open binary stream. A file is whole or is not there: it is written aside,
    then renamed."""
    if not isinstance(target, (str, os.PathLike)):
        target.write(data)
        return
    path = Path(target)
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(data)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
