"""Queries of profiles: one profile, ids in sort order, pages, and finding by any key."""

from __future__ import annotations

import dataclasses
import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, bindparam, text

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.profiles import ProfileColumn
from loyalty_desktop.domain.text import search_words
from loyalty_desktop.storage.field_codec import from_row
from loyalty_desktop.storage.search_index import search_clause
from loyalty_desktop.storage.sql import among, id_list

ReadConnection: TypeAlias = Connection
"""For services that only pass an open connection on."""

_ORDERS = {
    ProfileColumn.ID: ("profile.id",),
    ProfileColumn.EXTERNAL_ID: ("LENGTH(profile.external_id)", "profile.external_id"),
    ProfileColumn.NAME: ("COALESCE(profile.last_name, '')", "COALESCE(profile.first_name, '')"),
    ProfileColumn.EMAIL: ("COALESCE(profile.email_key, '')",),
    ProfileColumn.PHONE: ("COALESCE(profile.phone, '')",),
    ProfileColumn.CITY: ("COALESCE(profile.city, '')",),
}


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One profile. Its custom values are as stored in JSON; instants are UTC microseconds."""

    profile: ProfileDraft
    id: int
    profile_database_id: int
    registered_at: int | None
    consent_marketing_at: int | None
    consent_program_at: int | None
    created_at: int
    updated_at: int
    version: int
    import_batch_id: int | None


_BESIDE = tuple(f.name for f in dataclasses.fields(ProfileRow) if f.name != "profile")
_COLUMNS = ", ".join(dict.fromkeys((*_BESIDE, *PROFILE.names, "custom")))


def profile_draft(row: Mapping[Any, Any]) -> ProfileDraft:
    """Return the profile in a row of the table `profile`, with its custom values as stored in JSON."""
    custom = json.loads(row["custom"]) if row["custom"] else {}
    return ProfileDraft(
        id=row["id"], version=row["version"], custom=custom, **from_row(PROFILE, row)
    )


def _row(row: Any) -> ProfileRow:
    values = row._mapping  # noqa: SLF001 - the public name of SQLAlchemy's row mapping
    return ProfileRow(profile_draft(values), **{name: values[name] for name in _BESIDE})


def profile(conn: Connection, profile_id: int) -> ProfileRow | None:
    """Return one profile, or None."""
    found = conn.execute(
        text(f"SELECT {_COLUMNS} FROM profile WHERE id = :id"), {"id": profile_id}
    ).one_or_none()
    return None if found is None else _row(found)


def profiles(conn: Connection, ids: Sequence[int]) -> list[ProfileRow]:
    """Return a page of profiles in the order of `ids`; ids that no longer exist are left out."""
    if not ids:
        return []
    statement = text(f"SELECT {_COLUMNS} FROM profile WHERE {among(conn, 'id')}")
    found = {row.id: _row(row) for row in conn.execute(statement, {"ids": id_list(conn, ids)})}
    return [found[i] for i in ids if i in found]


def database_exists(conn: Connection, database_id: int) -> bool:
    """Return whether the profile database exists."""
    return (
        conn.execute(
            text("SELECT 1 FROM profile_database WHERE id = :id"), {"id": database_id}
        ).scalar_one_or_none()
        is not None
    )


def count(conn: Connection, database_id: int) -> int:
    """Return how many profiles a database has."""
    return int(
        conn.execute(
            text("SELECT COUNT(*) FROM profile WHERE profile_database_id = :id"),
            {"id": database_id},
        ).scalar_one()
    )


def list_ids(
    conn: Connection, database_id: int, *, query: str, column: ProfileColumn, descending: bool
) -> array[int]:
    """Return ids of the profiles that match a search, in sort order."""
    clause, params = search_clause(conn, search_words(query))
    way = " DESC" if descending else ""
    order = ", ".join(f"{part}{way}" for part in _ORDERS[column])
    # Find the ids first and sort them afterwards: otherwise SQLite walks an index in sort order and searches every row.
    sql = (
        f"WITH found AS MATERIALIZED (SELECT profile.id FROM profile WHERE profile.profile_database_id = :database"
        f" AND {clause}) SELECT profile.id FROM found JOIN profile ON profile.id = found.id"
        f" ORDER BY {order}, profile.id{way}"
    )
    return fetch_ids(conn, sql, {"database": database_id, **params})


def fetch_ids(conn: Connection, sql: str, params: dict[str, Any], *lists: str) -> array[int]:
    """Return the first column of a query as a 64-bit array; `lists` names the parameters that are lists."""
    statement = text(sql)
    if lists:
        statement = statement.bindparams(*(bindparam(n, expanding=True) for n in lists))
    result = conn.execute(statement, params)
    # The driver's own rows: a million ids in half the time of wrapped rows.
    try:
        return array("q", chain.from_iterable(cast("Iterable[tuple[int]]", result.cursor)))
    finally:
        result.close()


def id_by_external(conn: Connection, database_id: int, external_id: str) -> int | None:
    """Return a profile by external ID, or None."""
    return conn.execute(
        text(
            "SELECT profile_id FROM profile_key WHERE profile_database_id = :database AND external_id = :key"
        ),
        {"database": database_id, "key": external_id},
    ).scalar_one_or_none()


def ids_by(
    conn: Connection, database_id: int, *, email_key: str | None = None, phone: str | None = None
) -> list[int]:
    """Return at most three profiles with this case-folded email or this E.164 phone."""
    name, value = ("email_key", email_key) if email_key is not None else ("phone", phone)
    return list(
        conn.execute(
            text(
                f"SELECT id FROM profile WHERE profile_database_id = :database AND {name} = :value"
                f" AND {name} IS NOT NULL ORDER BY id LIMIT 3"
            ),
            {"database": database_id, "value": value},
        ).scalars()
    )


def setting(conn: Connection, name: str) -> str | None:
    """Return a shared setting of the workspace, or None."""
    return conn.execute(
        text("SELECT value FROM meta WHERE name = :name"), {"name": f"setting.{name}"}
    ).scalar_one_or_none()
