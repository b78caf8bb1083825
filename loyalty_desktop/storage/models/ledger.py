"""The ledger: accounts, points transactions, lots, movements, idempotency keys, and sums by month and by day.

Every table of a person has the person first in its primary key; ids of transactions and lots are numbers of the person,
taken under the person's lock. Movements never change (triggers). A lot and an account carry the sums of their movements
in three buckets: pending (not active yet), active (can be spent; negative when in debt) and held (reserved by temporary
redemptions). Total = pending + active + held. The points type names the program.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Text
from sqlalchemy import text as sql

from loyalty_desktop.storage.models.base import (
    COORDINATOR,
    binary,
    by_person,
    by_value,
    day,
    key,
    number,
    small,
    table,
    text,
)

account = table(
    "account",
    key("participant_id"),
    key("points_type_id"),
    number("pending", default=0),
    number("active", default=0),
    number("held", default=0),
    number("debt", default=0),  # what lots below zero owe; 0 or more
    day("inactive_after", null=True),  # last valid day of points that expire by inactivity
    number("last_at", null=True),  # the latest occurred_at of its transactions
    number("version", default=1),
    CheckConstraint("pending >= 0", name="pending"),
    CheckConstraint("held >= 0", name="held"),
    CheckConstraint("debt >= 0", name="debt"),
    CheckConstraint("active >= -debt", name="active"),
    place=by_person(),
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
    key("id"),  # 1, 2, ... of the person, in the order of recording
    number("points_type_id"),
    binary("uuid"),  # names the person and the number (domain/uuids.py): found without an index
    small("type"),  # codes.TransactionType
    small("state"),  # codes.TransactionState
    small("flow"),  # codes.Flow: the line of the reports; 0 for none
    number("amount"),  # signed units: change of the total (of a temporary one: what it reserves)
    number(
        "written_off", default=0
    ),  # units not moved: spent already, or above the largest balance
    number("total_before"),
    number("active_before"),
    number("active_after"),
    number("occurred_at"),
    number("tier_id", null=True),  # the tier just before it, in the program's first tier group
    number("import_batch_id", null=True),
    number("recorded_at", null=True),  # null: when its batch started
    text("actor", null=True),  # null: who made its batch
    text("external_id", null=True),  # the key that the caller gave
    number("timeout_at", null=True),  # of a temporary one; null: it waits for ever
    day("activates_on", null=True),  # of a temporary accrual: days of the lot to come
    day("expires_on", null=True),
    number("reverses_id", null=True),  # the transaction it cancels, whole or in part
    number("settles_id", null=True),  # the temporary transaction it commits or rolls back
    binary("transfer_uuid", null=True),  # joins the two legs of a transfer
    text("source_type", null=True),
    text("source_id", null=True),
    text("description", null=True),
    text("external_data", null=True),  # JSON
    number("promotion_id", null=True),
    number("promotion_version", null=True),
    number("channel_id", null=True),
    CheckConstraint("state BETWEEN 1 AND 5", name="state"),
    CheckConstraint("written_off >= 0", name="written_off"),
    place=by_person(),
    with_rowid=False,
)
Index(
    "ix_points_transaction_reverses",
    points_transaction.c.participant_id,
    points_transaction.c.reverses_id,
    sqlite_where=sql("reverses_id IS NOT NULL"),
    postgresql_where=sql("reverses_id IS NOT NULL"),
)
Index(
    "ix_points_transaction_temporary",
    points_transaction.c.participant_id,
    points_transaction.c.timeout_at,
    points_transaction.c.points_type_id,
    sqlite_where=sql("state = 1"),
    postgresql_where=sql("state = 1"),
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
    small("origin", primary_key=True, autoincrement=False),  # codes.KeyOrigin
    Column("text", Text, primary_key=True),
    number("participant_id"),
    number("transaction_id"),
    binary("body"),  # 16-byte hash of the request: the same key with another body is an error
    place=by_value("text"),
    with_rowid=False,
)

lot = table(
    "lot",
    key("participant_id"),
    key("id"),  # 1, 2, ... of the person
    number("points_type_id"),
    number("transaction_id"),
    number("amount"),  # units it was opened with
    number("pending"),
    number("active"),
    number("held"),
    number("written_off", default=0),  # spent when its accrual was cancelled; never given back
    number("accrued_at"),
    day("activates_on", null=True),  # null: active from the start
    day("expires_on", null=True),  # valid through that day; null: never, or by inactivity
    CheckConstraint("pending >= 0", name="pending"),
    CheckConstraint("held >= 0", name="held"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("written_off BETWEEN 0 AND amount", name="written_off"),
    CheckConstraint("pending + active + held <= amount", name="amount_left"),
    place=by_person(),
    with_rowid=False,
)
Index(
    "ix_lot_expiry",
    lot.c.points_type_id,
    lot.c.expires_on,
    lot.c.participant_id,
    sqlite_where=sql("expires_on IS NOT NULL AND (pending > 0 OR active > 0)"),
    postgresql_where=sql("expires_on IS NOT NULL AND (pending > 0 OR active > 0)"),
)
Index(
    "ix_lot_activation",
    lot.c.points_type_id,
    lot.c.activates_on,
    lot.c.participant_id,
    sqlite_where=sql("pending > 0"),
    postgresql_where=sql("pending > 0"),
)

movement = table(
    "movement",
    key("participant_id"),
    key("transaction_id"),
    key("lot_id"),
    number("points_type_id"),
    number("pending"),  # signed units
    number("active"),
    number("held"),
    number("written_off", default=0),  # on the lot
    place=by_person(),
    with_rowid=False,
)

initial_grant = table(
    "initial_grant",
    key("participant_id"),
    key("points_type_id"),
    place=by_person(),
    with_rowid=False,
)
"""Initial balances that were given: once per person and points type, even after leaving and joining again."""

participant_month = table(
    "participant_month",
    key("participant_id"),
    key("points_type_id"),
    day("month", primary_key=True, autoincrement=False),  # YYYYMM, local month of occurrence
    number("accrued", default=0),  # signed units by flow, as in the daily summary
    number("initial", default=0),
    number("imported", default=0),
    number("given_back", default=0),
    number("redeemed", default=0),
    number("expired", default=0),
    number("cancelled", default=0),
    number("transferred", default=0),
    number("adjusted", default=0),
    number("accruals", default=0),  # transactions that stand: cancelled ones are not counted
    number("redemptions", default=0),
    number("transfers_out", default=0),
    place=by_person(),
    with_rowid=False,
)
"""What a person did in a month; the command that moves the points writes it, because it is that person's row."""

daily_close = table(
    "daily_close",
    key("program_id"),
    day("day", primary_key=True, autoincrement=False),
    number("closed_at"),
    number("activated"),  # lots
    number("expired"),  # lots
    number("timed_out"),  # transactions
    number("reviewed"),  # participants
    number("tier_changes"),
    place=COORDINATOR,
)

daily_summary = table(
    "daily_summary",
    key("program_id"),
    key("points_type_id"),
    day("day", primary_key=True, autoincrement=False),  # local day of occurrence
    day("recorded_day", primary_key=True, autoincrement=False),  # local day of recording
    small("flow", primary_key=True, autoincrement=False),
    key("tier_id"),  # 0: none
    key("promotion_id"),  # 0: none
    key("channel_id"),  # 0: none
    number("amount"),  # signed units
    number("written_off"),
    number("count"),
    place=COORDINATOR,
    with_rowid=False,
)
"""Sums of transactions that a job has folded in (storage/ledger/summary.py); no command writes them.

A report reads these and the transactions above `person.folded`.
"""

tier_correction = table(
    "tier_correction",
    key("participant_id"),
    key("transaction_id"),
    number("tier_id"),  # the tier under which the transaction is folded; 0: none
    place=by_person(),
    with_rowid=False,
)
"""Folded transactions whose tier was dated anew: the next fold moves their amounts to the tier they have now."""
