"""The register of AI uses: records, what changed in them, imports, and whom residents may write to."""

from .imports import Import, ImportState
from .record import Change, ChangeKind, Record
from .settings import RegisterSettings

__all__ = ["Change", "ChangeKind", "Import", "ImportState", "Record", "RegisterSettings"]
