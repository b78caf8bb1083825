"""A seal over the chains of the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal: its number (1, 2, ...), when (UTC), by whom and why it was made, and how many chains had moved.

    `root` is the Merkle root over their ends, `hash` chains the seal to the one before; both are 64 hex digits. Whoever
    keeps number and hash elsewhere can see later that nothing sealed by then was removed.
    """

    number: int
    at: datetime
    actor: str
    reason: str
    people: int
    root: str
    hash: str
