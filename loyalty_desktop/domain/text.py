"""Text as people search for it: one lower-case form without the differences nobody types."""

from __future__ import annotations

import unicodedata

_SAME = str.maketrans({"ё": "е", "Ё": "е", "\u00a0": " ", "\u202f": " ", "\u2007": " "})


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
