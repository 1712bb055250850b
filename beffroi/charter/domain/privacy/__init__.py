"""Personal data of a French text: found by rules, without any model. Plain Python, no I/O.

Masking lowers the risk; it is not anonymisation: what a text tells of somebody may name them without any name."""

from .classes import classify
from .find import find
from .spans import DataClass, Heard, Kind, Span

__all__ = ["DataClass", "Heard", "Kind", "Span", "classify", "find"]
