"""Two people changed the same thing: what each changed, where they clash, and the two put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed, differently."""

    field: str
    base: Any
    mine: Any
    theirs: Any


def merge(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Clash]]:
    """Returns both changes together, theirs where they clash, and the clashes."""
    merged: dict[str, Any] = {}
    clashes = []
    for field in {**base, **theirs, **mine}:
        old, own, other = base.get(field), mine.get(field), theirs.get(field)
        if own in (other, old):
            merged[field] = other
        elif other == old:
            merged[field] = own
        else:
            merged[field] = other
            clashes.append(Clash(field, old, own, other))
    return merged, clashes
