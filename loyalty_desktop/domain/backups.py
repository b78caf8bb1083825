"""A backup of a workspace, as described by its manifest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, as described by its manifest. `rows` counts the main tables, `made_at` is ISO 8601 in UTC."""

    path: Path
    workspace: str
    reason: str
    made_at: str
    revision: str
    size: int
    sha256: str
    rows: dict[str, int]
