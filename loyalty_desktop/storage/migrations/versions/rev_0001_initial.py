"""The first schema: all tables, and the triggers that keep the ledger and the audit trail append-only.

The tables stand in initial_sqlite.sql and initial_postgresql.sql as they were when this revision was made; the moving
metadata of storage/models is not used here.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

from loyalty_desktop.storage import search_index

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("movement", "audit_record", "audit_seal", "tier_history", "membership")
UNDELETABLE = {
    # The first tier (reason 1, joined) goes when the import that enrolled somebody is undone; the proof sees any other.
    "tier_history": "OLD.reason <> 1",
}
KEPT_COLUMNS = {
    # A transaction may only change its state and its tier, a lot only what is left of it.
    "points_transaction": (
        "participant_id",
        "id",
        "points_type_id",
        "uuid",
        "type",
        "flow",
        "amount",
        "written_off",
        "total_before",
        "active_before",
        "active_after",
        "occurred_at",
        "import_batch_id",
        "recorded_at",
        "actor",
        "external_id",
        "timeout_at",
        "activates_on",
        "expires_on",
        "reverses_id",
        "settles_id",
        "transfer_uuid",
        "source_type",
        "source_id",
        "description",
        "external_data",
        "promotion_id",
        "promotion_version",
        "channel_id",
    ),
    "lot": (
        "participant_id",
        "id",
        "points_type_id",
        "transaction_id",
        "amount",
        "accrued_at",
        "activates_on",
    ),
}


def upgrade() -> None:
    """Make everything."""
    engine = op.get_bind().dialect.name
    script = Path(__file__).with_name(f"initial_{engine}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n\n"):
        op.get_bind().exec_driver_sql(statement.strip().removesuffix(";"))
    for statement in _sqlite_triggers() if engine == "sqlite" else _postgresql_triggers():
        op.get_bind().exec_driver_sql(statement)
    search_index.create(op.get_bind())


def _sqlite_triggers() -> list[str]:
    made = []
    for table in APPEND_ONLY:
        made += [_sqlite(table, "UPDATE"), _sqlite(table, "DELETE", UNDELETABLE.get(table, ""))]
    for table, columns in KEPT_COLUMNS.items():
        made += [_sqlite(table, f"UPDATE OF {', '.join(columns)}"), _sqlite(table, "DELETE")]
    return made


def _sqlite(table: str, event: str, when: str = "") -> str:
    name = f"tr_{table}_no_{event.split(maxsplit=1)[0].lower()}"
    condition = f"WHEN {when} " if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition}BEGIN "
        f"SELECT RAISE(ABORT, 'append_only: {table}'); END"
    )


_FIRST_TIER_FUNCTION = f"""
CREATE FUNCTION loyalty_tier_history_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF {UNDELETABLE["tier_history"]} THEN
RAISE EXCEPTION USING MESSAGE = 'append_only: ' || TG_TABLE_NAME, ERRCODE = '23514'; END IF;
RETURN OLD; END $$
"""
_FIRST_TIER_TRIGGER = (
    "CREATE TRIGGER tr_tier_history_kept BEFORE DELETE ON tier_history "
    "FOR EACH ROW EXECUTE FUNCTION loyalty_tier_history_kept()"
)

_FUNCTION = """
CREATE FUNCTION loyalty_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION USING MESSAGE = 'append_only: ' || TG_TABLE_NAME, ERRCODE = '23514'; END $$
"""


def _postgresql_triggers() -> list[str]:
    made = [_FUNCTION]
    for table in APPEND_ONLY:
        event = "UPDATE" if table in UNDELETABLE else "UPDATE OR DELETE"
        made.append(_postgresql(table, event, "ROW"))
    made += [_FIRST_TIER_FUNCTION, _FIRST_TIER_TRIGGER]
    for table, columns in KEPT_COLUMNS.items():
        made.append(_postgresql(table, f"UPDATE OF {', '.join(columns)} OR DELETE", "ROW"))
    for table in (*APPEND_ONLY, *KEPT_COLUMNS):
        made.append(_postgresql(table, "TRUNCATE", "STATEMENT"))
        made.append(f"REVOKE TRUNCATE ON {table} FROM PUBLIC")
    return made


def _postgresql(table: str, event: str, level: str) -> str:
    name = f"tr_{table}_{'no_truncate' if event == 'TRUNCATE' else 'append_only'}"
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
        f"FOR EACH {level} EXECUTE FUNCTION loyalty_append_only()"
    )
