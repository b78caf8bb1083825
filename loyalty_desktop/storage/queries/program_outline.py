"""What lists, exports and cards need to know of a program: its currency and zone, points types, tier groups."""

from __future__ import annotations

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import PointsKind
from loyalty_desktop.domain.program_rows import (
    PointsTypeOutline,
    ProgramOutline,
    TierGroupOutline,
    TierOutline,
)


def program(conn: Connection, program_id: int) -> ProgramOutline | None:
    """The program's facts, or None."""
    row = conn.execute(
        text(
            "SELECT program.id, profile_database_id, program.name, state, currency, time_zone, d.name AS database_name"
            " FROM program JOIN profile_database d ON d.id = profile_database_id WHERE program.id = :id"
        ),
        {"id": program_id},
    ).one_or_none()
    return None if row is None else ProgramOutline(*row)


def points_types(conn: Connection, program_id: int) -> tuple[PointsTypeOutline, ...]:
    """Points types that are in use, standard ones first."""
    rows = conn.execute(
        text(
            "SELECT id, name, external_id, kind, decimals, money_rate FROM points_type"
            " WHERE program_id = :program AND archived = 0"
            " ORDER BY CASE kind WHEN 'standard' THEN 0 ELSE 1 END, position, id"
        ),
        {"program": program_id},
    )
    return tuple(
        PointsTypeOutline(r.id, r.name, r.external_id, PointsKind(r.kind), r.decimals, r.money_rate)
        for r in rows
    )


def tier_groups(conn: Connection, program_id: int) -> tuple[TierGroupOutline, ...]:
    """Tier groups in their order with their tiers from the lowest."""
    tiers: dict[int, list[TierOutline]] = {}
    for r in conn.execute(
        text(
            "SELECT tier.id, tier_group_id, tier.name, colour, tier.position, threshold FROM tier"
            " JOIN tier_group g ON g.id = tier_group_id WHERE g.program_id = :program ORDER BY tier.position"
        ),
        {"program": program_id},
    ):
        tiers.setdefault(r.tier_group_id, []).append(TierOutline(*r))
    groups = conn.execute(
        text(
            "SELECT id, name, points_type_id FROM tier_group WHERE program_id = :program ORDER BY position, id"
        ),
        {"program": program_id},
    )
    return tuple(
        TierGroupOutline(g.id, g.name, g.points_type_id, tuple(tiers.get(g.id, ()))) for g in groups
    )
