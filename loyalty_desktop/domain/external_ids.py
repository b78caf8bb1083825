"""Propose external IDs from names: short, Latin, lower case, unique in their list. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    "ё": "e",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
}
LENGTH = 48


def external_id_from(name: str, *, taken: Container[str] = (), otherwise: str = "item") -> str:
    """Return `star-club` for `Star Club`; a number is added when the list already has that ID."""
    lowered = "".join(_CYRILLIC.get(letter, letter) for letter in name.casefold())
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode("ascii")
    base = re.sub(r"[^a-z0-9_]+", "-", plain.casefold()).strip("-_")[:LENGTH].strip("-_")
    base = base or otherwise
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found
