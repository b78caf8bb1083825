"""A note beside a workspace file while a backup is put back, so that the audit record of it is written in every case.

The record belongs into the restored file, so it is written after the restore; a process that is killed between the two leaves
the note, and the next opening writes the record (services/backups.py). The note holds where the house's chain of the backup
ends: a workspace whose chain ends elsewhere was not restored, or has its record already.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.storage.audit_chain import HOUSE
from loyalty_desktop.storage.syncing import sync

_END = "SELECT audit_seq, lower(hex(audit_hash)) FROM person WHERE id = {house}"


@dataclass(frozen=True, slots=True)
class RestoreNote:
    """A restore: the backup's name, the name of the backup of the state before (None: there was none), who, and the chain's end."""

    source: str
    saved: str | None
    actor: str
    audit_seq: int
    audit_hash: str

    def end(self) -> tuple[int, str]:
        """Return where the chain of the restored file ends."""
        return self.audit_seq, self.audit_hash


def path_of(workspace: Path) -> Path:
    """Return where the note of a workspace lies."""
    return workspace.with_name(workspace.name + "-restored")


def write(workspace: Path, note: RestoreNote) -> None:
    """Write the note; it is on the disk when this returns."""
    draft = path_of(workspace).with_name(path_of(workspace).name + ".part")
    draft.write_text(json.dumps(asdict(note)), encoding="utf-8")
    sync(draft)
    draft.replace(path_of(workspace))


def read(workspace: Path) -> RestoreNote | None:
    """Return the note of a workspace; None when there is none that can be read."""
    try:
        return RestoreNote(**json.loads(path_of(workspace).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def remove(workspace: Path) -> None:
    """Remove the note."""
    path_of(workspace).unlink(missing_ok=True)


def end_of_file(connection: Any) -> tuple[int, str]:
    """Return where the house's chain ends in a file that a driver's connection reads."""
    row = connection.execute(_END.format(house=HOUSE)).fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def end_of(conn: Connection) -> tuple[int, str]:
    """Return where the house's chain ends in an open SQLite workspace."""
    row = conn.execute(text(_END.format(house=HOUSE))).one_or_none()
    return (0, "") if row is None else (int(row[0]), str(row[1]))
