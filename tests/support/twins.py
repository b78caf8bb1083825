"""Compare all that is stored about people with what is stored about their twins."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from loyalty_desktop.storage.unit_of_work import Storage

TABLES = {
    "points_transaction": "id, points_type_id, type, state, flow, amount, written_off, total_before, active_before,"
    " active_after, occurred_at, tier_id, import_batch_id, recorded_at, actor, reverses_id, settles_id, timeout_at,"
    " activates_on, expires_on, source_type, source_id, description, external_data",
    "lot": "id, points_type_id, transaction_id, amount, pending, active, held, written_off, accrued_at, activates_on,"
    " expires_on",
    "movement": "transaction_id, lot_id, points_type_id, pending, active, held, written_off",
    "account": "points_type_id, pending, active, held, debt, inactive_after, version, last_at",
    "participant_month": "points_type_id, month, accrued, initial, imported, given_back, redeemed, expired, cancelled,"
    " transferred, adjusted, accruals, redemptions, transfers_out",
    "tier_history": "tier_group_id, id, from_tier_id, tier_id, reached_at, recorded_at, reason, replaces_id,"
    " floor_tier_id, floor_until, comment",
    "tier_state": "tier_group_id, tier_id, earned_tier_id, reached_at, period_start, next_review, grace_until,"
    " floor_tier_id, floor_until",
    "transaction_key": "transaction_id, origin, program_id",
}
"""Tables of a person and their columns; left out: who it is, and what is drawn by lot."""


def stored(storage: Storage, people: list[int]) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of these people, by table, person after person."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with storage.read() as conn:
        for table, columns in TABLES.items():
            query = text(
                f"SELECT {columns} FROM {table} WHERE participant_id = :who ORDER BY 1, 2, 3"
            )
            found[table] = [
                (place, *row)
                for place, who in enumerate(people)
                for row in conn.execute(query, {"who": who})
            ]
        counts = text("SELECT transactions, lots FROM person WHERE id = :who")
        found["person"] = [tuple(conn.execute(counts, {"who": who}).one()) for who in people]
    return found
