"""Read and write profile databases and their custom fields."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, exists, func, insert, literal, select, update

from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDatabaseDraft
from loyalty_desktop.domain.entities.profiles import CUSTOM_FIELD, PROFILE_DATABASE
from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.program_rows import ProfileDatabaseRow
from loyalty_desktop.storage.field_codec import from_row, to_columns
from loyalty_desktop.storage.models.profiles import custom_field, profile, profile_database
from loyalty_desktop.storage.models.programs import program
from loyalty_desktop.storage.unit_of_work import UnitOfWork


def profile_database_rows(conn: Connection) -> list[ProfileDatabaseRow]:
    """Return all profile databases, by name."""

    def counts(owner: object) -> dict[int, int]:
        query = select(owner, func.count()).group_by(owner)  # type: ignore[call-overload]
        return {int(key): int(count) for key, count in conn.execute(query)}

    profiles = counts(profile.c.profile_database_id)
    fields = counts(custom_field.c.profile_database_id)
    programs = counts(program.c.profile_database_id)
    query = select(profile_database).order_by(
        func.lower(profile_database.c.name), profile_database.c.id
    )
    return [
        ProfileDatabaseRow(
            id=row["id"],
            name=row["name"],
            external_id=row["external_id"],
            profiles=profiles.get(row["id"], 0),
            fields=fields.get(row["id"], 0),
            programs=programs.get(row["id"], 0),
            version=row["version"],
        )
        for row in conn.execute(query).mappings()
    ]


def load_profile_database(conn: Connection, database_id: int) -> ProfileDatabaseDraft | None:
    """Return a profile database with its fields in order; None when there is none."""
    row = (
        conn.execute(select(profile_database).where(profile_database.c.id == database_id))
        .mappings()
        .one_or_none()
    )
    if row is None:
        return None
    return ProfileDatabaseDraft(
        id=database_id,
        version=row["version"],
        fields=custom_fields(conn, database_id),
        **from_row(PROFILE_DATABASE, row),
    )


def custom_fields(conn: Connection, database_id: int) -> tuple[CustomFieldDraft, ...]:
    """Return the custom fields of a profile database in order."""
    rows = conn.execute(
        select(custom_field)
        .where(custom_field.c.profile_database_id == database_id)
        .order_by(custom_field.c.position, custom_field.c.id)
    ).mappings()
    return tuple(
        CustomFieldDraft(
            id=row["id"],
            options=tuple(json.loads(row["options"] or "[]")),
            **from_row(CUSTOM_FIELD, row),
        )
        for row in rows
    )


def database_by_external_id(conn: Connection, external_id: str) -> int | None:
    """Return the id of a profile database; None when there is none."""
    return conn.execute(
        select(profile_database.c.id).where(profile_database.c.external_id == external_id)
    ).scalar_one_or_none()


def taken_external_ids(conn: Connection, *, but: int | None = None) -> frozenset[str]:
    """Return the external IDs of all profile databases except `but`."""
    query = select(profile_database.c.external_id)
    if but is not None:
        query = query.where(profile_database.c.id != but)
    return frozenset(conn.execute(query).scalars())


def used_fields(conn: Connection, stored: ProfileDatabaseDraft) -> frozenset[int]:
    """Return the ids of the custom fields in which some profile has a value."""
    found = set()
    for item in stored.fields:
        key = json.dumps(item.name, ensure_ascii=False).replace("\\", "\\\\")
        pattern = "%" + key.replace("%", "\\%").replace("_", "\\_") + ":%"
        here = exists().where(
            profile.c.profile_database_id == stored.id,
            profile.c.custom.like(pattern, escape="\\"),
        )
        if item.id is not None and conn.execute(select(here)).scalar_one():
            found.add(item.id)
    return frozenset(found)


def insert_profile_database(uow: UnitOfWork, draft: ProfileDatabaseDraft) -> int:
    """Store a new profile database with its fields. Returns its id."""
    database_id = uow.ids.one("profile_database")
    uow.conn.execute(
        insert(profile_database).values(
            id=database_id,
            **to_columns(PROFILE_DATABASE, draft),
            created_at=uow.now_us,
        )
    )
    _save_fields(uow, database_id, (), draft.fields)
    return database_id


def save_profile_database(
    uow: UnitOfWork, stored: ProfileDatabaseDraft, draft: ProfileDatabaseDraft
) -> None:
    """Store the differences. Raises Conflict `profile_database.changed` when the version differs from the draft's."""
    assert stored.id is not None  # noqa: S101 - a stored database has an id
    done = uow.conn.execute(
        update(profile_database)
        .where(profile_database.c.id == stored.id, profile_database.c.version == draft.version)
        .values(
            **to_columns(PROFILE_DATABASE, draft),
            version=profile_database.c.version + 1,
        )
    )
    if done.rowcount != 1:
        raise Conflict("profile_database.changed", name=stored.name)
    _save_fields(uow, stored.id, stored.fields, draft.fields)


def _save_fields(
    uow: UnitOfWork,
    database_id: int,
    stored: tuple[CustomFieldDraft, ...],
    fields: tuple[CustomFieldDraft, ...],
) -> None:
    before = {item.id: item for item in stored}
    gone = sorted(key for key in before.keys() - {item.id for item in fields} if key is not None)
    if gone:
        uow.conn.execute(delete(custom_field).where(custom_field.c.id.in_(gone)))
    for item in fields:  # names may be swapped: give them temporary names first
        if item.id in before and before[item.id].name != item.name:
            uow.conn.execute(
                update(custom_field)
                .where(custom_field.c.id == item.id)
                .values(name=literal(f"\u00a0{item.id}"))
            )
    for place, item in enumerate(fields):
        columns = {
            **to_columns(CUSTOM_FIELD, item),
            "options": json.dumps(
                [o.strip() for o in item.options if o.strip()], ensure_ascii=False
            ),
            "position": place,
        }
        if item.id in before:
            uow.conn.execute(
                update(custom_field).where(custom_field.c.id == item.id).values(**columns)
            )
        else:
            new_id = uow.ids.one("custom_field")
            uow.conn.execute(
                insert(custom_field).values(id=new_id, profile_database_id=database_id, **columns)
            )
