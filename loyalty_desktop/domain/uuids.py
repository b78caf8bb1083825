"""UUIDs of 16 bytes that name the row they belong to, so that it is found without an index.

Layout (RFC 9562, version 8): bytes 0-5 the person's id (signed), the version, 12 random bits, the variant, 30 random
bits, 32 bits for the number of the row (of a transaction its id, of a participant its program). The random bits keep
two workspaces apart.
"""

from __future__ import annotations

import os

_VERSION = 0x8000
_VARIANT = 0x80000000
_MISSING_DASHES = 32


def new_uuid(person_id: int, number: int) -> bytes:
    """Return a new UUID for row `number` (below 2**32) of a person (id within 48 bits, signed)."""
    return new_uuids([(person_id, number)])[0]


def new_uuids(rows: list[tuple[int, int]]) -> list[bytes]:
    """Return a new UUID for each (person, number)."""
    noise = os.urandom(6 * len(rows))
    found = []
    at = 0
    for person_id, number in rows:
        high = _VERSION | (noise[at] << 8 | noise[at + 1]) & 0x0FFF
        low = _VARIANT | int.from_bytes(noise[at + 2 : at + 6], "big") & 0x3FFFFFFF
        whole = ((person_id & 0xFFFFFFFFFFFF) << 80) | (high << 64) | (low << 32) | number
        found.append(whole.to_bytes(16, "big"))
        at += 6
    return found


def owner(value: bytes) -> tuple[int, int]:
    """Return the (person, number) that a UUID names; the row may not exist, or have another UUID."""
    return int.from_bytes(value[:6], "big", signed=True), int.from_bytes(value[12:], "big")


def uuid_text(value: bytes) -> str:
    """Return a UUID as text with dashes."""
    h = value.hex()
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"


def uuid_bytes(text: str) -> bytes | None:
    """Return the bytes of a UUID written as text, with or without dashes; None when it is none."""
    digits = text.strip().replace("-", "")
    if len(digits) != _MISSING_DASHES:
        return None
    try:
        return bytes.fromhex(digits)
    except ValueError:
        return None
