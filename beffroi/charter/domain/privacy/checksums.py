"""Control keys of the numbers that identify people and companies."""

from __future__ import annotations


def nir_key(body: str) -> int:
    """The key of 13 characters of a NIR: 97 - n mod 97; for Corsica 2A is read 19 and 2B 18 (INSEE)."""
    return 97 - int(body.upper().replace("2A", "19", 1).replace("2B", "18", 1)) % 97


def is_nir_body(body: str) -> bool:
    """Whether 13 characters have the shape of a NIR: sex, year, month (or its stand-ins), department, town, order."""
    figures = body[:5] + body[5:7].upper().replace("2A", "19").replace("2B", "18") + body[7:]
    if len(body) != 13 or not figures.isdigit() or figures[0] not in "123478":
        return False
    month = int(figures[3:5])
    return 1 <= month <= 12 or 20 <= month <= 42 or 50 <= month <= 99


def is_nir(number: str) -> bool:
    """Whether 15 characters are a NIR with its right key."""
    return (
        len(number) == 15
        and is_nir_body(number[:13])
        and number[13:].isdigit()
        and nir_key(number[:13]) == int(number[13:])
    )


def is_iban(account: str) -> bool:
    """ISO 13616: the first four characters put last, letters read as 10 to 35, modulo 97 is 1."""
    if not 15 <= len(account) <= 34:
        return False
    return int("".join(str(int(char, 36)) for char in account[4:] + account[:4])) % 97 == 1


def is_luhn(digits: str) -> bool:
    """The Luhn key of SIREN, SIRET and bank cards."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_company(digits: str) -> bool:
    """A SIREN (9) or SIRET (14). La Poste's establishments have a plain sum that 5 divides instead."""
    if len(digits) == 14 and digits.startswith("356000000") and sum(map(int, digits)) % 5 == 0:
        return True
    return len(digits) in (9, 14) and is_luhn(digits)
