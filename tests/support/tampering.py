"""What somebody with the file could change by SQL, with the check of the proof that must find it.

The world is tests/support/busy_club.py: two people; every statement changes something there.
"""

from __future__ import annotations

_FIRST = "participant_id = (SELECT MIN(id) FROM person WHERE id > 0)"
_YEARS = "100000"  # ten years in a day's number

LEDGER = [
    ("UPDATE movement SET active = active + 1 WHERE transaction_id = 1", "proof.lot"),
    ("UPDATE movement SET written_off = written_off + 1 WHERE transaction_id = 1", "proof.lot"),
    ("DELETE FROM movement WHERE transaction_id = 1", "proof.lot"),
    (
        "UPDATE movement SET points_type_id = points_type_id + 1 WHERE transaction_id = 1",
        "proof.lot",
    ),
    ("UPDATE movement SET lot_id = 999 WHERE transaction_id = 1", "proof.lot"),
    (
        "UPDATE movement SET transaction_id = 999 WHERE transaction_id = 1",
        "proof.transaction_amount",
    ),
    ("UPDATE lot SET active = active - 1 WHERE active > 0", "proof.lot"),
    ("UPDATE lot SET active = active - 1, pending = pending + 1 WHERE active > 0", "proof.lot"),
    ("UPDATE lot SET written_off = 1 WHERE id = 1", "proof.lot"),
    ("DELETE FROM lot WHERE id = 1", "proof.lot"),
    ("UPDATE lot SET transaction_id = 999 WHERE id = 1", "proof.lot_opening"),
    ("UPDATE lot SET amount = amount + 1 WHERE id = 1", "proof.lot_opening"),
    ("UPDATE account SET active = active + 1", "proof.account"),
    ("UPDATE account SET debt = debt + 1", "proof.account"),
    ("DELETE FROM account", "proof.account"),
    ("UPDATE account SET held = held + 1 WHERE held > 0", "proof.held"),
    ("UPDATE points_transaction SET amount = amount + 1 WHERE id = 1", "proof.transaction_amount"),
    ("UPDATE points_transaction SET amount = amount - 1 WHERE state = 1", "proof.held"),
    (
        "UPDATE points_transaction SET total_before = total_before + 1 WHERE id = 1",
        "proof.balance_chain",
    ),
    ("UPDATE points_transaction SET active_after = active_after + 1", "proof.balance_last"),
    ("UPDATE points_transaction SET state = 5 WHERE type = 3 AND state = 2", "proof.reversal"),
    ("UPDATE points_transaction SET state = 2 WHERE state = 5", "proof.reversal"),
    (
        "UPDATE points_transaction SET reverses_id = NULL WHERE reverses_id IS NOT NULL",
        "proof.reversal",
    ),
    (
        "UPDATE points_transaction SET reverses_id = 1 WHERE reverses_id IS NOT NULL",
        "proof.reversal",
    ),
    (
        "UPDATE points_transaction SET settles_id = NULL WHERE settles_id IS NOT NULL",
        "proof.settlement",
    ),
    ("UPDATE points_transaction SET state = 4 WHERE state = 3", "proof.settlement"),
    ("UPDATE points_transaction SET state = 3 WHERE state = 4", "proof.settlement"),
    ("UPDATE points_transaction SET state = 1 WHERE type = 5", "proof.settlement"),
    ("DELETE FROM initial_grant", "proof.initial"),
    ("UPDATE initial_grant SET points_type_id = points_type_id + 1", "proof.initial"),
]
"""Sums and links of the ledger."""

WRITTEN = [
    (f"UPDATE lot SET {change} WHERE {_FIRST} AND id = 1", "proof.digest")
    for change in (
        f"expires_on = expires_on + {_YEARS}",
        "expires_on = NULL",
        "activates_on = 20260301",
        "accrued_at = accrued_at + 86400000000",
    )
]
WRITTEN += [
    (f"UPDATE points_transaction SET {change} WHERE {_FIRST} AND id = 1", "proof.digest")
    for change in (
        "occurred_at = occurred_at + 60000000",  # within its day
        "recorded_at = recorded_at - 1",
        "actor = 'someone'",
        "description = 'x'",
        "external_data = '{}'",
        "written_off = 777",
        "import_batch_id = 7",
        "type = 7",
        "flow = 9",
        "timeout_at = 1",
        "expires_on = 20300101",
        "source_type = 'order'",
        "promotion_id = 1",
        "channel_id = 1",
    )
]
WRITTEN += [
    (
        "UPDATE points_transaction SET uuid = (SELECT p.uuid FROM participant p WHERE p.id = participant_id)",
        "proof.digest",
    ),
    ("UPDATE points_transaction SET transfer_uuid = NULL WHERE type = 8", "proof.digest"),
    ("UPDATE points_transaction SET external_id = 'r9' WHERE external_id = 'r0'", "proof.digest"),
    (f"UPDATE tier_history SET recorded_at = recorded_at + 1 WHERE {_FIRST}", "proof.digest"),
    ("UPDATE tier_history SET actor = 'someone'", "proof.digest"),
    ("UPDATE tier_history SET reason = 2 WHERE reason = 1", "proof.digest"),
    ("DELETE FROM tier_history WHERE id = 1", "proof.digest"),
    ("UPDATE participant SET registered_at = registered_at - 86400000000", "proof.digest"),
    ("UPDATE participant SET import_batch_id = 7", "proof.digest"),
    ("UPDATE membership SET since = since - 1", "proof.digest"),
    ("UPDATE membership SET reason = 'other'", "proof.digest"),
    ("DELETE FROM membership", "proof.membership"),
    ("UPDATE person SET digest = digest + 1 WHERE id > 0", "proof.digest"),
]
"""What was written once and never changes."""

KEYS = [
    ("UPDATE points_transaction SET external_id = 'other' WHERE external_id = 'r0'", "proof.key"),
    ("DELETE FROM transaction_key WHERE text = 'r0'", "proof.key_missing"),
    ("UPDATE transaction_key SET transaction_id = 999 WHERE text = 'r0'", "proof.key"),
    ("UPDATE transaction_key SET transaction_id = 1 WHERE text = 'bulk'", "proof.digest"),
    (
        "UPDATE transaction_key SET body = (SELECT k.body FROM transaction_key k WHERE k.text = 'r1') WHERE text = 'r0'",
        "proof.digest",
    ),
    ("UPDATE transaction_key SET origin = 3 WHERE text = 'bulk'", "proof.digest"),
    ("UPDATE transaction_key SET origin = 1 WHERE text = 'bulk'", "proof.key"),
    ("UPDATE transaction_key SET text = 'bulk2' WHERE text = 'bulk'", "proof.digest"),
    ("DELETE FROM transaction_key WHERE text = 'bulk'", "proof.digest"),
]

SUMS = [
    (
        "UPDATE points_transaction SET occurred_at = occurred_at + 86400000000 WHERE id = 1",
        "proof.summary",
    ),
    ("UPDATE points_transaction SET tier_id = NULL WHERE id = 1", "proof.summary"),
    ("UPDATE daily_summary SET amount = amount + 1", "proof.summary"),
    ("UPDATE daily_summary SET written_off = written_off + 1", "proof.summary"),
    ('UPDATE daily_summary SET "count" = "count" + 1', "proof.summary"),
    ("UPDATE daily_summary SET recorded_day = 20200101 WHERE flow = 5", "proof.summary"),
    ("UPDATE daily_summary SET channel_id = 1", "proof.summary"),
    ("DELETE FROM daily_summary", "proof.summary"),
    ("UPDATE person SET folded = 0 WHERE id > 0", "proof.summary"),
    ("UPDATE person SET folded = transactions + 1 WHERE id > 0", "proof.person"),
    ("UPDATE participant_month SET accrued = accrued + 1", "proof.month"),
    (
        "UPDATE participant_month SET accrued = accrued + 1, redeemed = redeemed - 1",
        "proof.month",
    ),
    ("UPDATE participant_month SET accruals = accruals + 1", "proof.month"),
    ("UPDATE participant_month SET transfers_out = 9", "proof.month"),
    ("UPDATE participant_month SET month = month + 1", "proof.month"),
    ("DELETE FROM participant_month", "proof.month"),
]

TIERS = [
    ("UPDATE tier_state SET tier_id = tier_id - 1 WHERE floor_tier_id IS NULL", "proof.tier"),
    ("UPDATE tier_state SET tier_id = 999", "proof.tier_group"),
    ("UPDATE tier_state SET reached_at = reached_at - 1", "proof.tier"),
    ("DELETE FROM tier_state", "proof.tier_missing"),
    ("DELETE FROM tier_history", "proof.tier"),
    ("UPDATE tier_state SET earned_tier_id = floor_tier_id", "proof.tier_balance"),
    ("UPDATE tier_state SET earned_tier_id = NULL", "proof.tier_floor"),
    (
        "UPDATE tier_state SET earned_tier_id = tier_id WHERE floor_tier_id IS NULL",
        "proof.tier_floor",
    ),
    (f"UPDATE tier_state SET floor_until = floor_until + {_YEARS}", "proof.tier_floor"),
    (
        "UPDATE tier_state SET floor_reason = 'x' WHERE floor_tier_id IS NOT NULL",
        "proof.tier_floor",
    ),
    ("UPDATE tier_state SET floor_tier_id = floor_tier_id - 1", "proof.tier_floor"),
    (
        (
            "UPDATE tier_state SET floor_tier_id = NULL, floor_until = NULL, floor_reason = NULL,"
            " earned_tier_id = NULL"
        ),
        "proof.tier_floor",
    ),
    # Tier and history raised together.
    (
        (
            "UPDATE tier_history SET tier_id = (SELECT MAX(id) FROM tier) WHERE floor_tier_id IS NULL;"
            " UPDATE tier_state SET tier_id = (SELECT MAX(id) FROM tier) WHERE floor_tier_id IS NULL"
        ),
        "proof.tier_balance",
    ),
    ("UPDATE tier_state SET period_start = period_start - 1", "proof.tier_review"),
    ("UPDATE tier_state SET next_review = 20300101", "proof.tier_review"),
    ("UPDATE tier_state SET grace_until = 20300101", "proof.tier_review"),
    ("UPDATE points_transaction SET tier_id = 1 WHERE id > 3", "proof.transaction_tier"),
    ("UPDATE points_transaction SET tier_id = NULL WHERE id = 1", "proof.transaction_tier"),
]

PEOPLE = [
    ("DELETE FROM person WHERE id > 0", "proof.person"),
    ("UPDATE person SET transactions = transactions + 1 WHERE id > 0", "proof.person"),
    ("UPDATE person SET lots = lots - 1 WHERE id > 0", "proof.person"),
    ("DELETE FROM profile", "proof.profile"),
    ("UPDATE profile SET profile_database_id = 99", "proof.profile"),
    ("UPDATE participant SET state = 2", "proof.membership"),
    ("UPDATE participant SET state = 1, blocked_reason = NULL", "proof.membership"),
    ("UPDATE participant SET blocked_reason = 'x' WHERE state = 2", "proof.membership"),
    ("UPDATE participant SET left_at = 5", "proof.membership"),
    ("UPDATE account SET participant_id = participant_id + 50", "proof.owner"),
    (
        "UPDATE account SET inactive_after = 20990101 WHERE inactive_after IS NOT NULL",
        "proof.activity",
    ),
    ("UPDATE account SET inactive_after = NULL WHERE inactive_after IS NOT NULL", "proof.activity"),
    ("UPDATE account SET inactive_after = 20270101 WHERE inactive_after IS NULL", "proof.activity"),
    ("UPDATE account SET last_at = last_at + 1", "proof.activity"),
    (
        (
            f"DELETE FROM movement WHERE {_FIRST}; DELETE FROM lot WHERE {_FIRST}; DELETE FROM account WHERE {_FIRST};"
            f" DELETE FROM points_transaction WHERE {_FIRST}; DELETE FROM transaction_key WHERE {_FIRST}"
        ),
        "proof.person",
    ),
]

HOUSE = [
    ("UPDATE program_close SET closed_through = 20990101", "proof.house"),
    ("UPDATE program_close SET closed_through = 20200101", "proof.closed_days"),
    (
        (
            "INSERT INTO daily_close (program_id, day, closed_at, activated, expired, timed_out, reviewed, tier_changes)"
            " VALUES (1, 19990101, 0, 5, 5, 5, 5, 5)"
        ),
        "proof.house",
    ),
    ("UPDATE daily_close SET expired = expired + 1", "proof.house"),
    ("DELETE FROM daily_close", "proof.house"),
    ("UPDATE tier SET threshold = threshold + 1", "proof.house"),
    ("UPDATE points_type SET expiry_count = expiry_count + 1", "proof.house"),
    ("UPDATE program SET state = 'paused'", "proof.house"),
    ("UPDATE tier_group SET downgrade = 'none'", "proof.house"),
    ("UPDATE money_rate SET rate = '7'", "proof.money_rate"),
    ("UPDATE points_type SET money_rate = '7'", "proof.money_rate"),
    ("DELETE FROM money_rate", "proof.money_rate"),
    (
        (
            "INSERT INTO import_batch (id, kind, state, file_name, file_hash, mode, options, actor, started_at)"
            " VALUES (9, 'points', 'applied', 'x.csv', '', 'both', '{}', 'x', 1)"
        ),
        "proof.house",
    ),
    # An expired lot and a timed-out hold that no close has ended: their own days are told by the digest as well.
    ("UPDATE lot SET expires_on = 20260110, accrued_at = 1 WHERE active > 0", "proof.overdue"),
    ("UPDATE lot SET activates_on = 20260110 WHERE pending > 0", "proof.overdue"),
    ("UPDATE audit_record SET actor = 'somebody else' WHERE seq = 2", "proof.audit"),
    ("DELETE FROM audit_record WHERE seq = 2", "proof.audit"),
    (
        "DELETE FROM audit_record WHERE seq = (SELECT MAX(seq) FROM audit_record)",
        "proof.audit",
    ),
    ("UPDATE person SET audit_seq = audit_seq + 1", "proof.audit"),
    ("UPDATE audit_seal SET people = people + 1", "proof.audit"),
    ("DELETE FROM audit_sealed", "proof.audit"),
]

CHANGES = [
    ("UPDATE profile_key SET profile_id = profile_id + 1", "proof.profile_key"),
    ("DELETE FROM profile_key WHERE external_id = 's0001'", "proof.profile_key"),
    ("UPDATE profile SET external_id = external_id || 'x'", "proof.profile_key"),
    ('UPDATE import_change SET before = \'{"last_name": "Other"}\'', "proof.import_change"),
    ("UPDATE import_change SET after = after || ' '", "proof.import_change"),
    ("UPDATE import_change SET entity_id = entity_id + 1000", "proof.import_change"),
    ("UPDATE import_change SET version_after = version_after + 1", "proof.import_change"),
    ("UPDATE import_change SET entity = 'x' || entity", "proof.import_change"),
    ("DELETE FROM import_change", "proof.import_change"),
    ("UPDATE import_batch SET changes_digest = changes_digest + 1", "proof.house"),
]
"""What imports made and changed, which an undo would write back; needs a workspace with such imports."""

EVERY = [*LEDGER, *WRITTEN, *KEYS, *SUMS, *TIERS, *PEOPLE, *HOUSE]
_CONTACTS = (
    "birth_date city consent_marketing consent_marketing_at consent_program consent_program_at created_at custom email"
    " email_key first_name gender import_batch_id language last_name middle_name phone postal_code region registered_at"
    " search tags updated_at"
)
_BESIDE = (
    "account.version participant.version participant.comment profile.version"  # guards against lost updates; a note
    " id_counter.name id_counter.next_id"  # a wrong counter makes the next insert fail
    " meta.name meta.value"  # read at every opening
    " import_memory.fingerprint import_memory.kind import_memory.headers import_memory.matching import_memory.used_at"
)

UNPROVEN = {*(f"profile.{name}" for name in _CONTACTS.split()), *_BESIDE.split()}
"""Columns in which a changed value is no difference of the proof: contacts, which people edit, and what has no value."""
