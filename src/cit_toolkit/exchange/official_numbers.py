"""SIRET, SIREN and codes of places as spreadsheets spoil them: numbers with decimals, lost zeros, lost digits."""

import re
from dataclasses import dataclass
from decimal import Decimal

_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_NO_DECIMALS = re.compile(r"(\d+)[.,]0*")
_SPACES = re.compile(r"[\s\u00a0\u202f.'’]")
_ZEROS_AT_MOST = 2
"""Zeros that a number may have lost at its beginning before it is another number altogether."""
_LA_POSTE = "356000000"
"""Its establishments have a key of their own: the sum of the digits is a multiple of five."""


@dataclass(frozen=True, slots=True)
class OfficialNumber:
    """A number as it should be, and what is doubtful of it."""

    digits: str
    """Empty when it cannot be known."""
    doubt: str = ""
    """The code of a remark: `zeros-restored`, `digits-lost`, `not-a-number`, `key-wrong`."""


def official_number(written: str, length: int) -> OfficialNumber:
    """A SIREN (9 digits) or a SIRET (14)."""
    number = _digits(written, length)
    if number.digits and not _has_its_key(number.digits):
        # A number with a zero before it that fails its check lacks another digit than that zero.
        return OfficialNumber(number.digits, "key-wrong") if not number.doubt else OfficialNumber("", "not-a-number")
    return number


def sure_number(written: str, length: int) -> str:
    """A SIREN or a SIRET that is whole and passes its check as it is written; empty for any other."""
    number = official_number(written, length)
    return "" if number.doubt else number.digits


def place_code(written: str) -> OfficialNumber:
    """A postal code or the INSEE code of a municipality: five characters, of which Corsica's second is a letter."""
    text = written.strip().upper()
    if re.fullmatch(r"2[AB]\d{3}", text):
        return OfficialNumber(text)
    return _digits(text, 5, zeros=1)


def telephone(written: str) -> OfficialNumber:
    """A telephone number as written; one that a spreadsheet took for a number has its zero again."""
    text = " ".join(written.split())
    bare = _NO_DECIMALS.fullmatch(text)
    digits = bare[1] if bare else text
    if re.fullmatch(r"[1-9]\d{8}", digits):
        return OfficialNumber(f"0{digits}", "zeros-restored")
    return OfficialNumber(digits)


def _digits(written: str, length: int, zeros: int = _ZEROS_AT_MOST) -> OfficialNumber:
    text = written.strip()
    if found := _SCIENTIFIC.fullmatch(text):
        told = 1 + len(found[2] or "")
        digits = str(int(Decimal(text.replace(",", "."))))
        if told < len(digits):
            return OfficialNumber("", "digits-lost")
    elif found := _NO_DECIMALS.fullmatch(text):
        digits = found[1]
    else:
        digits = _SPACES.sub("", text)
    if not digits.isascii() or not digits.isdigit() or not length - zeros <= len(digits) <= length:
        return OfficialNumber("", "not-a-number")
    return OfficialNumber(digits.zfill(length), "zeros-restored" if len(digits) < length else "")


def _has_its_key(digits: str) -> bool:
    """Luhn's key, by which a mistyped digit is found; zeros alone would pass it, and are nobody's number."""
    if not digits.strip("0"):
        return False
    if digits.startswith(_LA_POSTE) and len(digits) > len(_LA_POSTE):
        return sum(map(int, digits)) % 5 == 0
    doubled = [int(digit) * (2 if rank % 2 else 1) for rank, digit in enumerate(reversed(digits))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
