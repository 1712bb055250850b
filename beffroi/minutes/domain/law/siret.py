"""SIREN and SIRET numbers of public bodies: nine and fourteen digits with a Luhn key (INSEE)."""

from __future__ import annotations

import re


def is_siren(number: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{9}", number)) and _luhn(number)


def is_siret(number: str) -> bool:
    """Fourteen digits whose first nine are a SIREN, both keys right. La Poste's own exception is not for councils."""
    return bool(re.fullmatch(r"[0-9]{14}", number)) and is_siren(number[:9]) and _luhn(number)


def _luhn(digits: str) -> bool:
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if rank % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
