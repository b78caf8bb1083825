"""The ledger: accounts, points transactions, lots, movements and idempotency keys.

Every table of a participant has the participant first in its primary key. Movements never change (triggers). A lot and
an account carry the sums of their movements in three buckets: pending (not active yet), active (can be spent; negative
when in debt) and held (reserved by temporary redemptions). Total = pending + active + held.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Text
from sqlalchemy import text as sql

from loyalty_desktop.storage.models.base import Int, key, number, table, text

account = table(
    "account",
    key("participant_id"),
    key("points_type_id"),
    number("pending", default=0),
    number("active", default=0),
    number("held", default=0),
    number("debt", default=0),  # what lots below zero owe; 0 or more
    number(
        "inactive_after", null=True
    ),  # YYYYMMDD: last valid day of points that expire by inactivity
    number("version", default=1),
    CheckConstraint("pending >= 0", name="pending"),
    CheckConstraint("held >= 0", name="held"),
    CheckConstraint("debt >= 0", name="debt"),
    CheckConstraint("active >= -debt", name="active"),
    with_rowid=False,
)
Index("ix_account_points_type", account.c.points_type_id, account.c.active)
Index(
    "ix_account_inactive",
    account.c.points_type_id,
    account.c.inactive_after,
    sqlite_where=sql("inactive_after IS NOT NULL"),
    postgresql_where=sql("inactive_after IS NOT NULL"),
)

points_transaction = table(
    "points_transaction",
    key("participant_id"),
    key("id"),
    number("program_id"),
    number("points_type_id"),
    text("uuid"),
    text("external_id", null=True),
    text("type"),
    text("state"),
    number(
        "amount"
    ),  # signed units: change of the total balance (of a temporary one: what it reserves)
    number(
        "written_off", default=0
    ),  # units not moved: spent already (cancel) or above the largest balance
    number("total_before"),
    number("total_after"),
    number("active_before"),
    number("active_after"),
    number("occurred_at"),
    number("recorded_at"),
    number("timeout_at", null=True),
    number("reverses_id", null=True),  # the transaction it cancels, of the same participant
    number("settles_id", null=True),  # the temporary transaction it commits or rolls back
    text("transfer_uuid", null=True),  # joins the two legs of a transfer
    text("source_type", null=True),
    text("source_id", null=True),
    text("description", default=""),
    text("external_data", null=True),  # JSON
    text("actor"),
    number("promotion_id", null=True),
    number("promotion_version", null=True),
    number("import_batch_id", null=True),
    CheckConstraint(
        "state IN ('temporary','permanent','committed','rolled_back','cancelled')", name="state"
    ),
    with_rowid=False,
)
Index(
    "uq_points_transaction_reverses",
    points_transaction.c.participant_id,
    points_transaction.c.reverses_id,
    unique=True,
    sqlite_where=sql("reverses_id IS NOT NULL"),
    postgresql_where=sql("reverses_id IS NOT NULL"),
)
Index(
    "ix_points_transaction_timeout",
    points_transaction.c.program_id,
    points_transaction.c.timeout_at,
    sqlite_where=sql("state = 'temporary'"),
    postgresql_where=sql("state = 'temporary'"),
)
Index(
    "ix_points_transaction_batch",
    points_transaction.c.import_batch_id,
    sqlite_where=sql("import_batch_id IS NOT NULL"),
    postgresql_where=sql("import_batch_id IS NOT NULL"),
)

transaction_key = table(
    "transaction_key",
    key("program_id"),
    Column("external_id", Text, primary_key=True),
    number("participant_id"),
    number("transaction_id"),
    text("body"),  # hash of the request: the same key with another body is an error
    with_rowid=False,
)

lot = table(
    "lot",
    key("participant_id"),
    key("id"),
    number("program_id"),
    number("points_type_id"),
    number("transaction_id"),
    number("amount"),  # units it was opened with
    number("pending"),
    number("active"),
    number("held"),
    number("accrued_at"),
    number("activates_on", null=True),  # YYYYMMDD; null: active from the start
    number(
        "expires_on", null=True
    ),  # YYYYMMDD, valid through that day; null: never, or by inactivity
    CheckConstraint("pending >= 0", name="pending"),
    CheckConstraint("held >= 0", name="held"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("pending + active + held <= amount", name="amount_left"),
    with_rowid=False,
)
Index(
    "ix_lot_open",
    lot.c.participant_id,
    lot.c.points_type_id,
    lot.c.expires_on,
    lot.c.accrued_at,
    sqlite_where=sql("pending <> 0 OR active <> 0 OR held <> 0"),
    postgresql_where=sql("pending <> 0 OR active <> 0 OR held <> 0"),
)
Index(
    "ix_lot_expiry",
    lot.c.program_id,
    lot.c.expires_on,
    lot.c.participant_id,
    sqlite_where=sql("expires_on IS NOT NULL AND (pending > 0 OR active > 0)"),
    postgresql_where=sql("expires_on IS NOT NULL AND (pending > 0 OR active > 0)"),
)
Index(
    "ix_lot_activation",
    lot.c.program_id,
    lot.c.activates_on,
    lot.c.participant_id,
    sqlite_where=sql("pending > 0"),
    postgresql_where=sql("pending > 0"),
)

movement = table(
    "movement",
    key("participant_id"),
    key("id"),
    number("transaction_id"),
    number("lot_id"),
    number("points_type_id"),
    number("pending"),  # signed units
    number("active"),
    number("held"),
    with_rowid=False,
)

initial_grant = table(
    "initial_grant",
    key("points_type_id"),
    Column("profile_id", Int, primary_key=True, autoincrement=False),
    number("participant_id"),
    with_rowid=False,
)
"""Initial balances that were given: once per profile and points type, even after leaving and joining again."""

daily_close = table(
    "daily_close",
    key("program_id"),
    key("day"),  # YYYYMMDD
    number("closed_at"),
    number("activated"),  # lots
    number("expired"),  # lots
    number("timed_out"),  # transactions
    number("reviewed"),  # participants
    number("tier_changes"),
)

daily_summary = table(
    "daily_summary",
    key("program_id"),
    key("points_type_id"),
    key("day"),  # local day of occurrence
    Column("type", Text, primary_key=True),
    number("amount"),  # signed units, sum of permanent and cancelled transactions
    number("count"),
    with_rowid=False,
)
"""The ledger updates it in the same transaction, so that monthly reports need not scan the movements."""
