"""Text as searching and comparing sees it: casefolded, ё as е, compatibility forms and zero-width characters folded."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_NOT_DIGITS = re.compile(r"\D+")
_PHONE = re.compile(r"\+?[\d\s().\-\u00a0]{4,}")


def fold(text: str) -> str:
    """Normal form for comparing without regard to case; spaces of any kind become one space."""
    if text.isascii():
        return " ".join(text.lower().split())
    shaped = unicodedata.normalize("NFKC", text).translate(_UNSEEN).casefold()
    return " ".join(shaped.replace("ё", "е").split())


def email_key(email: str) -> str:
    """An email as it is compared: without regard to case."""
    return email.strip().casefold()


def digits(text: str) -> str:
    """Only the digits of a text."""
    return _NOT_DIGITS.sub("", text)


def search_text(
    external_id: str | None,
    email: str | None,
    phone: str | None,
    last_name: str | None,
    first_name: str | None,
    middle_name: str | None,
) -> str:
    """What quick search looks in: the `search` column of a profile. The phone is kept as its digits."""
    parts = (
        external_id,
        email,
        digits(phone) if phone else None,
        last_name,
        first_name,
        middle_name,
    )
    return fold(" ".join(part for part in parts if part))


def search_words(query: str) -> list[str]:
    """Words of a quick search in the form of `search_text`; a phone in any writing is one word of digits.

    A Russian trunk 8 before ten digits is dropped, as phones are kept in international form.
    """
    if _PHONE.fullmatch(query.strip()):
        number = digits(query)
        return [number[1:] if len(number) == 11 and number.startswith("8") else number]
    return fold(query).split()
