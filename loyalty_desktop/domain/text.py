"""Text as people search for it: one lower-case form without the differences nobody types."""

from __future__ import annotations

import re
import unicodedata

_SAME = str.maketrans({"ё": "е", "Ё": "е", "\u00a0": " ", "\u202f": " ", "\u2007": " "})

_NOT_DIGITS = re.compile(r"\D+")
_PHONE = re.compile(r"\+?[\d\s().\-\u00a0]{4,}")


def fold(text: str) -> str:
    """Case, compatibility forms and ё/е folded; runs of spaces made one; ends trimmed. For comparing and searching."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text).translate(_SAME).casefold().translate(_SAME)
    return " ".join(folded.split())


def search_text(*parts: str | None) -> str:
    """The search column of a profile: external ID, names, email, phone, each folded, joined by one space.

    A part that looks like a phone (+ and digits) is kept as its digits, so that "8 916" style typing finds it by its
    tail. Empty parts are left out.
    """
    words = []
    for part in parts:
        if not part:
            continue
        if part[0] == "+" and part[1:].isdigit():
            words.append(part[1:])
        else:
            words.append(fold(part))
    return " ".join(words)


def email_key(email: str) -> str:
    """An email as it is compared: without regard to case."""
    return fold(email)


def digits(text: str) -> str:
    """Only the digits of a text."""
    return _NOT_DIGITS.sub("", text)


def search_words(query: str) -> list[str]:
    """Words of a quick search in the form of `search_text`; a phone in any writing is one word of digits.

    A Russian trunk 8 before ten digits is dropped, as phones are kept in international form.
    """
    if _PHONE.fullmatch(query.strip()):
        number = digits(query)
        return [number[1:] if len(number) == 11 and number.startswith("8") else number]
    return fold(query).split()
