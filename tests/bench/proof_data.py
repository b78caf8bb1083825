"""Fill a workspace with people and their points by one statement a table, as an import would have left them.

For measuring the proof at sizes that an import would take minutes to make. Every person has two accruals, a redemption from
the first of them, a tier and a key for each transaction; the numbers are made from the person's, so that a run can be
repeated. `fill` needs a program with a standard points type and a tier group.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import Flow, KeyOrigin, ParticipantState, TierReason
from loyalty_desktop.storage.codes import (
    ACCRUAL,
    FLOWS,
    ORIGINS,
    PARTICIPANT_STATES,
    PERMANENT,
    REDEMPTION,
    TIER_REASONS,
)
from loyalty_desktop.storage.row_hash import (
    KEY,
    LOT,
    PARTICIPANT,
    TABLES,
    TIER_STEP,
    TRANSACTION,
    stored_hash_sql,
)
from loyalty_desktop.storage.sql import is_sqlite

DAY = 86_400_000_000
START = 1_483_228_800_000_000
"""1 January 2017, UTC."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Ids of the set-up that the made rows belong to. `tiers` are the ids of the group's tiers, lowest first."""

    database: int
    program: int
    points_type: int
    group: int
    tiers: tuple[int, ...]


def fill(conn: Connection, ground: Ground, people: int) -> None:
    """Write `people` persons with three transactions each. Their ids are 1, 2, ..."""
    for statement in _statements(conn, ground, people):
        conn.execute(text(statement))


def _statements(conn: Connection, g: Ground, people: int) -> list[str]:
    sqlite = is_sqlite(conn)
    if sqlite:
        numbers = (
            "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c"
            f" WHERE n < {people}) SELECT n FROM c) c"
        )
    else:
        numbers = f"(SELECT n FROM generate_series(CAST(1 AS BIGINT), {people}) n) c"
    uuid = _uuid_sql(sqlite)
    registered = f"({START} + n % 1000 * 1000000)"
    # Amounts and moments of the three transactions by the person's number.
    first, second, spent = (
        "(1000000 + n % 9000 * 100)",
        "(500000 + n % 7 * 10000)",
        "(200000 + n % 11 * 10000)",
    )
    moments = [f"({START} + (n % 90 + {k * 100}) * {DAY} + n % 24 * 3600000000)" for k in range(3)]
    kinds = [(ACCRUAL, FLOWS[Flow.ACCRUED])] * 2 + [(REDEMPTION, FLOWS[Flow.REDEEMED])]
    amounts = [first, second, f"(-{spent})"]
    before = ["0", first, f"({first} + {second})"]
    after = [first, f"({first} + {second})", f"({first} + {second} - {spent})"]
    made = [
        (
            f"INSERT INTO import_batch (id, kind, state, program_id, file_name, file_hash, mode, options, actor, started_at)"
            f" VALUES (1, 'points', 'applied', {g.program}, 'made.csv', 'x', 'both', '{{}}', 'bench', {START + 300 * DAY})"
        ),
        (
            "INSERT INTO profile (id, profile_database_id, external_id, search, created_at, updated_at)"
            f" SELECT n, {g.database}, 'P' || n, 'p' || n, {START}, {START} FROM {numbers}"
        ),
        (
            "INSERT INTO profile_key (profile_database_id, external_id, profile_id)"
            f" SELECT {g.database}, external_id, id FROM profile ORDER BY 2"
        ),
        (
            "INSERT INTO participant (id, program_id, uuid, state, registered_at, created_at)"
            f" SELECT n, {g.program}, {uuid.format(number=g.program)}, {PARTICIPANT_STATES[ParticipantState.ACTIVE]},"
            f" {registered}, {START} FROM {numbers}"
        ),
        (
            "INSERT INTO tier_state (participant_id, tier_group_id, tier_id, reached_at, period_start)"
            f" SELECT n, {g.group}, {g.tiers[0]}, {registered}, 20170101 FROM {numbers}"
        ),
        (
            "INSERT INTO tier_history (participant_id, id, tier_group_id, tier_id, reached_at, recorded_at, reason, actor)"
            f" SELECT n, 1, {g.group}, {g.tiers[0]}, {registered}, {START},"
            f" {TIER_REASONS[TierReason.JOINED]}, 'bench' FROM {numbers}"
        ),
    ]
    columns = (
        "participant_id, id, points_type_id, uuid, type, state, flow, amount, total_before, active_before,"
        " active_after, occurred_at, tier_id, import_batch_id, external_id"
    )
    made += [
        f"INSERT INTO points_transaction ({columns}) SELECT n, {k + 1}, {g.points_type}, {uuid.format(number=k + 1)},"
        f" {kinds[k][0]}, {PERMANENT}, {kinds[k][1]}, {amounts[k]}, {before[k]}, {before[k]}, {after[k]},"
        f" {moments[k]}, {g.tiers[0]}, 1, 'T' || n || '-{k + 1}' FROM {numbers}"
        for k in range(3)
    ]
    made += [
        f"INSERT INTO lot (participant_id, id, points_type_id, transaction_id, amount, pending, active, held, accrued_at)"
        f" SELECT n, {k + 1}, {g.points_type}, {k + 1}, {amounts[k]}, 0, {left}, 0, {moments[k]} FROM {numbers}"
        for k, left in ((0, f"{first} - {spent}"), (1, second))
    ]
    made += [
        f"INSERT INTO movement (participant_id, transaction_id, lot_id, points_type_id, pending, active, held)"
        f" SELECT n, {k + 1}, {1 if k == 2 else k + 1}, {g.points_type}, 0, {amounts[k]}, 0 FROM {numbers}"
        for k in range(3)
    ]
    made += [
        (
            f"INSERT INTO account (participant_id, points_type_id, active, last_at)"
            f" SELECT n, {g.points_type}, {after[2]}, {moments[2]} FROM {numbers}"
        ),
        (
            "INSERT INTO transaction_key (program_id, origin, text, participant_id, transaction_id, body)"
            f" SELECT {g.program}, {ORIGINS[KeyOrigin.EXTERNAL]}, external_id, participant_id, id, uuid"
            " FROM points_transaction ORDER BY external_id"
        ),
        (
            f"INSERT INTO participant_month (participant_id, points_type_id, month, accrued, accruals, redeemed, redemptions)"
            f" SELECT participant_id, points_type_id, {_month_sql(sqlite)}, {_only(ACCRUAL, 'amount')},"
            f" {_only(ACCRUAL, '1')}, {_only(REDEMPTION, 'amount')}, {_only(REDEMPTION, '1')}"
            " FROM points_transaction GROUP BY 1, 2, 3"
        ),
        "INSERT INTO person (id, transactions, lots, folded) SELECT n, 3, 2, 3 FROM " + numbers,
    ]
    for tag in (TRANSACTION, LOT, TIER_STEP, PARTICIPANT, KEY):
        who = "id" if tag == PARTICIPANT else "participant_id"
        made.append(
            "UPDATE person SET digest = digest + h.units FROM"
            f" (SELECT x.{who} AS who, CAST(SUM({stored_hash_sql(conn, tag, 'x')}) AS BIGINT) AS units"
            f" FROM {TABLES[tag]} x GROUP BY x.{who}) h WHERE h.who = person.id"
        )
    day = _day_sql(sqlite)
    recorded = 20171028  # the local day of the batch's start
    made.append(
        "INSERT INTO daily_summary (program_id, points_type_id, day, recorded_day, flow, tier_id, promotion_id, channel_id,"
        ' amount, written_off, "count")'
        f" SELECT {g.program}, points_type_id, {day}, {recorded}, flow, tier_id, 0, 0, SUM(amount), SUM(written_off), COUNT(*)"
        " FROM points_transaction GROUP BY 1, 2, 3, 4, 5, 6"
    )
    return made


def _only(kind: int, value: str) -> str:
    return f"SUM(CASE WHEN type = {kind} THEN {value} ELSE 0 END)"


def _uuid_sql(sqlite: bool) -> str:
    """SQL for the UUID of row `number` of person n (domain/uuids.py) without its random bits."""
    if sqlite:
        return "unhex(format('%012X', n) || '80008000' || '0000' || format('%08X', {number}))"
    return "decode(lpad(to_hex(n), 12, '0') || '800080000000' || lpad(to_hex({number}), 8, '0'), 'hex')"


def _day_sql(sqlite: bool) -> str:
    if sqlite:
        return "CAST(strftime('%Y%m%d', occurred_at / 1000000, 'unixepoch') AS INTEGER)"
    return "CAST(to_char(to_timestamp(occurred_at / 1000000) AT TIME ZONE 'UTC', 'YYYYMMDD') AS INTEGER)"


def _month_sql(sqlite: bool) -> str:
    return f"{_day_sql(sqlite)} / 100"
