"""Facts about the workspace and shared settings: the `meta` table."""

from __future__ import annotations

from sqlalchemy import Connection, text


def value(conn: Connection, name: str) -> str | None:
    """Return one value; None when there is none."""
    found = conn.execute(text("SELECT value FROM meta WHERE name = :name"), {"name": name}).scalar()
    return None if found is None else str(found)


def store(conn: Connection, name: str, new: str) -> None:
    """Set one value, in a unit of work."""
    conn.execute(
        text(
            "INSERT INTO meta (name, value) VALUES (:name, :value) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        ),
        {"name": name, "value": new},
    )
