"""Write single profiles: the row, its unique external ID, and updates that check the version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, text, update

from loyalty_desktop.storage.models.profiles import profile, profile_key
from loyalty_desktop.storage.unit_of_work import UnitOfWork


def claim_external_id(
    uow: UnitOfWork, *, database_id: int, external_id: str, profile_id: int
) -> bool:
    """Reserve an external ID for a profile. Returns False when another profile has it."""
    done = uow.conn.execute(
        text(
            "INSERT INTO profile_key (profile_database_id, external_id, profile_id) VALUES (:database, :key, :id)"
            " ON CONFLICT (profile_database_id, external_id) DO NOTHING"
        ),
        {"database": database_id, "key": external_id, "id": profile_id},
    )
    return done.rowcount == 1


def release_external_id(uow: UnitOfWork, *, database_id: int, external_id: str) -> None:
    """Release an external ID."""
    uow.conn.execute(
        profile_key.delete().where(
            profile_key.c.profile_database_id == database_id,
            profile_key.c.external_id == external_id,
        )
    )


def insert_profile(uow: UnitOfWork, values: Mapping[str, Any]) -> None:
    """Store a new profile (all columns except version)."""
    uow.conn.execute(insert(profile).values(**values))


def update_profile(
    uow: UnitOfWork, profile_id: int, *, version: int, values: Mapping[str, Any]
) -> bool:
    """Change a profile of this version. Returns False when somebody changed it first."""
    done = uow.conn.execute(
        update(profile)
        .where(profile.c.id == profile_id, profile.c.version == version)
        .values(version=version + 1, **values)
    )
    return done.rowcount == 1
