"""A backup of a workspace, as described by its manifest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, as described by its manifest. `rows` counts the main tables, `made_at` is ISO 8601 in UTC.

    `seal` and `seal_hash` are number and hash of the last seal of its audit trail; 0 and "" while nothing was sealed.
    """

    path: Path
    workspace: str
    reason: str
    made_at: str
    revision: str
    size: int
    sha256: str
    rows: dict[str, int]
    seal: int = 0
    seal_hash: str = ""
