"""Rights of a PostgreSQL role that works with a workspace and does not own it.

The role can do everything that the program does and cannot rewrite the past, even by plain SQL: no change of what is
append-only, no other column of a transaction or a lot than what changes in it, no TRUNCATE, no triggers, no schema. The
triggers of the first revision stay as second defence, against the owner's mistakes.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.storage.models import all_tables

ADDED_TO = frozenset({"movement", "audit_record", "audit_seal", "membership"})
"""Tables whose rows are never changed or deleted."""

NEVER_CHANGED = frozenset({"tier_history", "transaction_key", "initial_grant"})
"""Tables whose rows are never changed; an undone import deletes its own (a trigger says which steps of tiers)."""

CHANGING_COLUMNS: dict[str, tuple[str, ...]] = {
    "points_transaction": ("state", "tier_id"),
    "lot": ("pending", "active", "held", "written_off", "expires_on"),
}
"""Tables whose rows are never deleted, with the columns that change."""


def grant_work(conn: Connection, role: str) -> None:
    """Give a role the rights to work here, in place of any rights on these tables that it had. Run by the owner.

    To be run again after an update of the program that migrated the workspace. Raises StorageProblem `storage.no_role`
    (there is no such role), `storage.role_owns` (a superuser, or a member of the owner: no rights can bind it),
    `storage.not_owner` (who asks does not own the workspace; the server would only warn).
    """
    if conn.dialect.name != "postgresql":
        raise StorageProblem("storage.grant_file")
    _check_role(conn, role)
    quoted = _quoted(role)
    schema = _quoted(conn.execute(text("SELECT current_schema()")).scalar_one())
    database = _quoted(conn.execute(text("SELECT current_database()")).scalar_one())
    run = conn.exec_driver_sql
    run(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {quoted}")
    run(f"REVOKE CREATE ON SCHEMA {schema} FROM {quoted}")
    run(f"GRANT USAGE ON SCHEMA {schema} TO {quoted}")
    run(f"GRANT TEMPORARY ON DATABASE {database} TO {quoted}")
    run(f"GRANT SELECT ON alembic_version TO {quoted}")
    for name in all_tables().tables:
        run(f"GRANT {rights(name)} ON {name} TO {quoted}")


def rights(table: str) -> str:
    """Return the rights on a table as GRANT names them."""
    if table in ADDED_TO:
        return "SELECT, INSERT"
    if table in NEVER_CHANGED:
        return "SELECT, INSERT, DELETE"
    if table in CHANGING_COLUMNS:
        return f"SELECT, INSERT, UPDATE ({', '.join(CHANGING_COLUMNS[table])})"
    return "SELECT, INSERT, UPDATE, DELETE"


def _check_role(conn: Connection, role: str) -> None:
    found = conn.execute(
        text(
            "SELECT r.rolsuper OR pg_has_role(r.oid, c.relowner, 'MEMBER') AS owns,"
            " pg_has_role(c.relowner, 'USAGE') AS may FROM pg_roles r, pg_class c"
            " WHERE r.rolname = :role AND c.oid = to_regclass('audit_record')"
        ),
        {"role": role},
    ).one_or_none()
    if found is None:
        raise StorageProblem("storage.no_role", role=role)
    if not found.may:
        raise StorageProblem("storage.not_owner")
    if found.owns:
        raise StorageProblem("storage.role_owns", role=role)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
