"""The digest of the house: one sum over set-up, import batches and closed days, kept in the row of person 0.

These tables are small and rarely written, always with a record in the chain of the house, whose lock orders the writers.
The digest is computed anew with each such record (storage/unit_of_work.py), and again by the proof.
"""

from __future__ import annotations

from sqlalchemy import Connection, LargeBinary, Table, text

from loyalty_desktop.storage.sql import is_sqlite

_JOINT = "\x1f"


def covered() -> tuple[Table, ...]:
    """Return the tables that the digest covers, every column of theirs."""
    from loyalty_desktop.storage.models import imports, ledger, profiles, programs

    return (
        profiles.profile_database,
        profiles.custom_field,
        programs.program,
        programs.points_type,
        programs.tier_group,
        programs.tier,
        programs.partner,
        programs.program_close,
        programs.money_rate,
        ledger.daily_close,
        imports.import_batch,
    )


def digest(conn: Connection) -> int:
    """Return the sum of the hashes of all rows: 40 bits of sha256 over the table's name and the row's values as text."""
    parts = [_sum_sql(conn, table) for table in covered()]
    return sum(int(units) for units in conn.execute(text(" UNION ALL ".join(parts))).scalars())


def _sum_sql(conn: Connection, table: Table) -> str:
    sqlite = is_sqlite(conn)
    values = [f"'{table.name}'"]
    for column in table.columns:
        if isinstance(column.type, LargeBinary):
            raise TypeError(f"{table.name}.{column.name}: bytes are not covered")
        values.append(f"COALESCE(CAST(\"{column.name}\" AS TEXT), '')")
    whole = f" || '{_JOINT}' || ".join(values)
    if sqlite:
        units = f"row_hash(CAST({whole} AS BLOB))"
    else:
        digits = f"substr(encode(sha256(convert_to({whole}, 'UTF8')), 'hex'), 1, 10)"
        units = f"CAST(CAST('x' || {digits} AS BIT(40)) AS BIGINT)"
    return f"SELECT COALESCE(SUM({units}), 0) FROM {table.name}"
