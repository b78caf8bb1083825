"""Facts about the workspace and shared settings: the `meta` table."""

from __future__ import annotations

from sqlalchemy import Connection, text


def value(connection: Connection, name: str) -> str | None:
    """One value, None when there is none."""
    found = connection.execute(
        text("SELECT value FROM meta WHERE name = :name"), {"name": name}
    ).scalar()
    return None if found is None else str(found)


def store(connection: Connection, name: str, new: str) -> None:
    """Set one value, within a unit of work."""
    connection.execute(
        text(
            "INSERT INTO meta (name, value) VALUES (:name, :value) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        ),
        {"name": name, "value": new},
    )
