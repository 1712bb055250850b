"""The numbers that a word processor shows before the paragraphs of a list, and keeps out of their text."""

from __future__ import annotations

from dataclasses import dataclass, field

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def shown(value: int, shape: str) -> str:
    """``value`` as ``shape`` writes it: "1", "01", "I", "i", "A", "a"; nothing for a shape without numbers."""
    if shape in ("I", "i"):
        text = roman(value)
    elif shape in ("A", "a"):
        text = chr(ord("A") + (value - 1) % 26)
    elif shape in ("1", "01"):
        return str(value).zfill(len(shape))
    else:
        return ""
    return text.lower() if shape.islower() else text


def roman(value: int) -> str:
    """1 to 39; beyond, digits: no agenda has forty sections."""
    if not 0 < value < 40:
        return str(value)
    text = ""
    for size, sign in _ROMAN:
        text += sign * (value // size)
        value %= size
    return text


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of a list is numbered: ``pattern`` has "%1" where the number of depth 1 comes ("%1.%2)")."""

    shape: str
    pattern: str
    start: int = 1


@dataclass(slots=True)
class Counter:
    """The numbers of one list, from the outermost depth (0)."""

    levels: dict[int, Level]
    values: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        """The number of the next paragraph at ``depth``, as shown; empty for a bullet."""
        level = self.levels.get(depth)
        if level is None or not shown(1, level.shape):
            return ""
        self.values[depth] = self.values.get(depth, level.start - 1) + 1
        for deeper in [other for other in self.values if other > depth]:
            del self.values[deeper]
        text = level.pattern
        for other in range(depth + 1):
            shape = self.levels[other].shape if other in self.levels else "1"
            text = text.replace(f"%{other + 1}", shown(self.values.get(other, 1), shape))
        return text.strip()
