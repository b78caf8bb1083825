"""Store matchings of columns that people gave a name. They are rows of `import_memory` beside the remembered headers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.text import fold
from loyalty_desktop.storage.unit_of_work import UnitOfWork

NAMED = "named:"
"""How the key of a named matching begins; the key of a remembered header is a hash."""
_COLUMNS = "SELECT kind, headers, matching, used_at FROM import_memory"


@dataclass(frozen=True, slots=True)
class NamedMatching:
    """A named matching: the field of each header ("" for a column that is left out) and how the sheet is read.

    `fields` has one field for each of `headers`, in sheet order. `options` are names and values of an ImportRequest.
    `used_at` is in microseconds.
    """

    name: str
    kind: ImportKind
    headers: tuple[str, ...]
    fields: tuple[str, ...]
    options: Mapping[str, Any]
    used_at: int


def key_of(kind: ImportKind, name: str) -> str:
    """Return the key of a name; upper and lower case are the same name."""
    return f"{NAMED}{kind.value}:{fold(name)}"


def listed(conn: Connection) -> list[NamedMatching]:
    """Return all named matchings by kind and name."""
    rows = conn.execute(
        text(f"{_COLUMNS} WHERE fingerprint LIKE :begin ORDER BY fingerprint"),
        {"begin": f"{NAMED}%"},
    )
    return [_matching(row) for row in rows]


def found(conn: Connection, kind: ImportKind, name: str) -> NamedMatching | None:
    """Return the matching with a name, or None."""
    row = conn.execute(
        text(f"{_COLUMNS} WHERE fingerprint = :key"), {"key": key_of(kind, name)}
    ).one_or_none()
    return None if row is None else _matching(row)


def save(
    uow: UnitOfWork,
    *,
    name: str,
    kind: ImportKind,
    headers: Sequence[str],
    fields: Sequence[str],
    options: Mapping[str, Any],
) -> None:
    """Save a matching under its name, in place of an earlier one of the same name."""
    body = {"name": name, "fields": list(fields), "options": dict(options)}
    uow.conn.execute(
        text(
            "INSERT INTO import_memory (fingerprint, kind, headers, matching, used_at)"
            " VALUES (:key, :kind, :headers, :matching, :now)"
            " ON CONFLICT (fingerprint) DO UPDATE SET headers = excluded.headers,"
            " matching = excluded.matching, used_at = excluded.used_at"
        ),
        {
            "key": key_of(kind, name),
            "kind": kind.value,
            "headers": json.dumps(list(headers), ensure_ascii=False),
            "matching": json.dumps(body, ensure_ascii=False),
            "now": uow.now_us,
        },
    )


def delete(uow: UnitOfWork, kind: ImportKind, name: str) -> None:
    """Delete the matching with a name."""
    uow.conn.execute(
        text("DELETE FROM import_memory WHERE fingerprint = :key"), {"key": key_of(kind, name)}
    )


def _matching(row: Row[Any]) -> NamedMatching:
    body = json.loads(row.matching)
    return NamedMatching(
        body["name"],
        ImportKind(row.kind),
        tuple(json.loads(row.headers)),
        tuple(body["fields"]),
        body["options"],
        int(row.used_at),
    )
