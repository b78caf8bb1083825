"""Convert text for searching: lower case, without differences that people do not type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SAME = str.maketrans({"ё": "е", "Ё": "е", "\u00a0": " ", "\u202f": " ", "\u2007": " "})

_NOT_DIGITS = re.compile(r"\D+")
_PHONE = re.compile(r"\+?[\d\s().\-\u00a0]{4,}")


def fold(text: str) -> str:
    """Return text for comparing and searching: case, compatibility forms and ё/е folded, spaces reduced and trimmed."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text).translate(_SAME).casefold().translate(_SAME)
    return " ".join(folded.split())


def search_text(*parts: str | None) -> str:
    """Return the search column of a profile: external ID, names, email, phone, each folded, joined by one space.

    A part that looks like a phone (+ and digits) is reduced to its digits, so that a phone typed as "8 916 ..." is
    found by its last digits. Empty parts are left out.
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


def search_texts(columns: Sequence[Sequence[str | None]], count: int) -> list[str]:
    """Return `search_text` of `count` rows given as columns, computed for all of them at once where no text is unusual."""
    if not columns:
        return [""] * count
    bare = [[p[1:] if p and p[0] == "+" and p[1:].isdigit() else p for p in c] for c in columns]
    joined = "\n".join([" ".join(filter(None, row)) for row in zip(*bare, strict=True)])
    if "  " not in joined and joined.count("\n") == count - 1:
        if joined.isascii():
            folded = joined.lower()
        else:
            folded = unicodedata.normalize("NFKC", joined).casefold().replace("ё", "е")
        made = folded.split("\n")
        plain = folded.replace("\n", "").replace(" ", "")
        if len(made) == count and plain.isprintable() and "  " not in folded:
            return made
    return [search_text(*row) for row in zip(*columns, strict=True)]


def email_key(email: str) -> str:
    """Return an email for comparison, which ignores case."""
    return fold(email)


def digits(text: str) -> str:
    """Return only the digits of a text."""
    return _NOT_DIGITS.sub("", text)


def search_words(query: str) -> list[str]:
    """Return the words of a quick search in the form of `search_text`; a phone in any format is one word of digits.

    A Russian trunk 8 before ten digits is dropped, as phones are kept in international form.
    """
    if _PHONE.fullmatch(query.strip()):
        number = digits(query)
        return [number[1:] if len(number) == 11 and number.startswith("8") else number]
    return fold(query).split()
