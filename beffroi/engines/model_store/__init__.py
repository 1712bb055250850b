"""The models' files: where they are, where they come from, and whether they are the publisher's."""

from .errors import DiskFull, ModelMissing, ModelRefused, StoreError, size_in_words
from .hub import ModelHub
from .sources import LocalFolder, PackageIndex
from .store import ModelStore, Problem, Progress, Status

__all__ = [
    "DiskFull",
    "LocalFolder",
    "ModelHub",
    "ModelMissing",
    "ModelRefused",
    "ModelStore",
    "PackageIndex",
    "Problem",
    "Progress",
    "Status",
    "StoreError",
    "size_in_words",
]
