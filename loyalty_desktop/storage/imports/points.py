"""Points sheets: find participant and points type of rows that are not sorted out by blocks; read rows for the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import TransactionType
from loyalty_desktop.domain.uuids import owner, uuid_bytes
from loyalty_desktop.storage.codes import TYPES
from loyalty_desktop.storage.imports import slices
from loyalty_desktop.storage.imports.plan import Problem
from loyalty_desktop.storage.imports.points_sorting import OWN_TYPES, PointsPlan
from loyalty_desktop.storage.imports.staging import Staged, StagingFile
from loyalty_desktop.storage.sql import among, at_pairs, id_list, json_text_of

_COLUMNS = ("row_no", "verdict", "profile_id", "participant_id", "points_type_id")
_CHUNK = 10_000


def check_keys_in_file(staging: StagingFile) -> list[Problem]:
    """Mark rows that reading rejected; find rows that repeat another row's external ID."""
    with staging.open() as conn:
        conn.execute(
            "INSERT OR IGNORE INTO verdict (row_no, verdict) SELECT row_no, 'rejected' FROM row WHERE ok = 0"
        )
        have = {r[1] for r in conn.execute("PRAGMA table_info(row)")}
        if "external_id" not in have:
            return []
        found = conn.execute(
            "SELECT r.row_no, d.external_id, d.first FROM row AS r JOIN (SELECT external_id, MIN(row_no) AS first"
            " FROM row WHERE ok = 1 AND external_id IS NOT NULL GROUP BY external_id HAVING COUNT(*) > 1) AS d"
            " ON d.external_id = r.external_id WHERE r.ok = 1 AND r.row_no > d.first"
        )
        return [(n, "external_id", "import.repeated", {"found": v, "row": f}) for n, v, f in found]


def match(staged: Staged, staging: StagingFile, plan: PointsPlan) -> None:
    """Find each row's participant and points type. With the key external_id, an email or phone is accepted too."""
    key = plan.key
    params: dict[str, Any] = {
        "database_id": plan.database_id,
        "program_id": plan.program_id,
        "points_type_id": plan.points_type_id,
    }
    one = "SELECT CASE WHEN COUNT(*) = 1 THEN MIN(f.id) END FROM profile AS f WHERE f.profile_database_id = :database_id AND"
    by_email = f"({one} f.email_key = r.participant_email)"
    by_phone = f"({one} f.phone = r.participant_phone)"
    join = ""
    if plan.key_custom:
        params["key_name"] = key
        value = json_text_of(staged.sqlite, "f.custom", "key_name")
        join = (
            f" LEFT JOIN (SELECT {value} AS value, MIN(f.id) AS id FROM profile AS f"
            " WHERE f.profile_database_id = :database_id AND f.custom IS NOT NULL GROUP BY 1 HAVING COUNT(*) = 1) AS q"
            " ON q.value = r.participant"
        )
        profile = "q.id"
    elif key == "email":
        profile = by_email
    elif key == "phone":
        profile = by_phone
    else:
        join = (
            " LEFT JOIN profile_key AS k"
            " ON k.profile_database_id = :database_id AND k.external_id = r.participant"
        )
        profile = f"COALESCE(k.profile_id, {by_email}, {by_phone})"
    kind = "CAST(:points_type_id AS BIGINT)"
    if "points_type" in staged.columns:
        join += " LEFT JOIN points_type AS t ON t.program_id = :program_id AND t.external_id = r.points_type"
        kind = f"CASE WHEN r.points_type IS NULL THEN {kind} ELSE t.id END"
    query = (
        "SELECT c.row_no, 'new', c.profile_id, m.id, c.points_type_id FROM"
        f" (SELECT r.row_no AS row_no, {profile} AS profile_id, {kind} AS points_type_id FROM {staged.row} AS r {join}"
        f" WHERE r.ok = 1 AND NOT EXISTS (SELECT 1 FROM {staged.verdict} AS v WHERE v.row_no = r.row_no)) AS c"
        " LEFT JOIN participant AS m ON m.id = c.profile_id AND m.program_id = :program_id"
    )
    if staged.sqlite:
        statement = f"INSERT INTO {staged.verdict} ({', '.join(_COLUMNS)}) {query}"
        staged.conn.execute(text(statement), params)
    else:
        rows = staged.conn.execute(text(query), params, execution_options={"yield_per": 10_000})
        staging.add_verdicts(_COLUMNS, (tuple(r) for r in rows))


_OWN_ONLY = f"({', '.join(repr(name) for name in OWN_TYPES)})"


def exported(conn: Connection, staging: StagingFile) -> list[int]:
    """Return matched rows that name an existing transaction of the participant, as our export does.

    The name is its UUID or, for types that only the program makes, its external ID.
    """
    have = staging.columns()
    if "external_id" not in have:
        return []
    kind = "r.type" if "type" in have else "NULL"
    made = f"r.type NOT IN {_OWN_ONLY}" if "type" in have else "0"
    with staging.open() as source:
        asked = source.execute(
            f"SELECT v.row_no, v.participant_id, r.external_id, CASE WHEN {made} THEN {kind} END"
            " FROM verdict AS v JOIN row AS r ON r.row_no = v.row_no WHERE v.verdict = 'new'"
            " AND v.participant_id IS NOT NULL AND r.external_id IS NOT NULL"
            f" AND (length(r.external_id) = 36 OR {made})"
        )
        found: list[int] = []
        while chunk := asked.fetchmany(_CHUNK):
            found += _by_uuid(conn, chunk)
            found += _by_external_id(conn, chunk)
    return sorted(set(found))


_Named = Sequence[tuple[int, int, str, str | None]]
"""(row_no, participant, name, type): the type only where the program alone makes transactions of it."""


def _by_uuid(conn: Connection, rows: _Named) -> Iterator[int]:
    """Yield rows whose name is the UUID of a transaction of their participant."""
    wanted: dict[tuple[int, int], list[tuple[int, bytes]]] = {}
    for row_no, who, name, _ in rows:
        value = uuid_bytes(name)
        if value is not None and owner(value)[0] == who:
            wanted.setdefault(owner(value), []).append((row_no, value))
    for found in at_pairs(
        conn,
        "SELECT t.participant_id, t.id, t.uuid FROM {pairs} JOIN points_transaction AS t"
        " ON t.participant_id = pair.a AND t.id = pair.b",
        wanted,
    ):
        for row_no, named in wanted[found[0], found[1]]:
            if named == found[2]:
                yield row_no


def _by_external_id(conn: Connection, rows: _Named) -> Iterator[int]:
    """Yield rows that name a transaction which the program made itself, with its type."""
    wanted: dict[tuple[int, str, int], list[int]] = {}
    for row_no, who, name, kind in rows:
        number = TYPES.get(TransactionType(kind)) if kind in set(TransactionType) else None
        if number is not None:
            wanted.setdefault((who, name, number), []).append(row_no)
    if not wanted:
        return
    query = (
        "SELECT participant_id, external_id, type FROM points_transaction AS t"
        f" WHERE {among(conn, 't.participant_id', 'people')} AND t.external_id IS NOT NULL"
    )
    people = sorted({who for who, _, _ in wanted})
    for row in conn.execute(text(query), {"people": id_list(conn, people)}):
        yield from wanted.get((row[0], row[1], row[2]), ())


def program_made(staging: StagingFile) -> list[Problem]:
    """Return rows of types that only the program makes, but which it did not make."""
    with staging.open() as conn:
        if "type" not in {r[1] for r in conn.execute("PRAGMA table_info(row)")}:
            return []
        found = conn.execute(
            "SELECT v.row_no, r.type FROM verdict AS v JOIN row AS r ON r.row_no = v.row_no"
            f" WHERE v.verdict = 'new' AND r.type NOT IN {_OWN_ONLY}"
        )
        return [(n, "type", "import.program_made", {"found": kind}) for n, kind in found]


def unmatched(staging: StagingFile) -> list[Problem]:
    """Return rows without a profile, a participant or a points type."""
    with staging.open() as conn:
        found = conn.execute(
            "SELECT v.row_no, r.participant, v.profile_id, v.participant_id FROM verdict AS v"
            " JOIN row AS r ON r.row_no = v.row_no WHERE v.verdict = 'new'"
            " AND (v.participant_id IS NULL OR v.points_type_id IS NULL)"
        )
        problems: list[Problem] = []
        for row_no, who, profile_id, participant_id in found:
            if participant_id is None:
                code = (
                    "import.unknown_profile" if profile_id is None else "import.unknown_participant"
                )
                problems.append((row_no, "participant", code, {"found": who}))
            else:
                problems.append((row_no, "points_type", "import.choose_points_type", {}))
        return problems


def rows(
    staging: StagingFile, *, after: int, upto: int, now_us: int, also: Collection[int] = ()
) -> list[tuple[Any, ...]]:
    """Return the new rows of the participants with `after` < id <= `upto`, with the fields of PointsRow, in no order.

    Of the participants in `also` the rows that the ledger did not take are returned too.
    """
    with staging.open() as conn:
        not_taken = {
            row_no
            for row_no, who in conn.execute(
                "SELECT row_no, participant_id FROM verdict WHERE ledger = 1"
                " AND participant_id > ? AND participant_id <= ?",
                (after, upto),
            )
            if who not in also
        }
        found = slices.rows(conn, after=after, upto=upto, now_us=now_us)
    return [row for row in found if row[0] not in not_taken] if not_taken else found


def mark_unchanged(staging: StagingFile, row_nos: Iterable[int]) -> None:
    """Mark these rows as unchanged: they were imported before."""
    with staging.open() as conn:
        conn.execute("BEGIN")
        conn.executemany(
            "UPDATE verdict SET verdict = 'unchanged' WHERE row_no = ?", [(n,) for n in row_nos]
        )
        conn.execute("COMMIT")


def sums(staging: StagingFile) -> dict[str, int]:
    """Return the units of new rows by transaction type; a negative accrual is a redemption."""
    with staging.open() as conn:
        found = slices.sums(conn)
        have = {r[1] for r in conn.execute("PRAGMA table_info(row)")}
        kind = "COALESCE(NULLIF(r.type, ''), 'accrual')" if "type" in have else "'accrual'"
        refused = conn.execute(
            f"SELECT CASE WHEN {kind} = 'accrual' AND r.amount < 0 THEN 'redemption' ELSE {kind} END, SUM(ABS(r.amount))"
            " FROM verdict AS v JOIN row AS r ON r.row_no = v.row_no"
            " WHERE v.posted = 1 AND v.verdict <> 'new' GROUP BY 1"
        )
        found.subtract({str(name): int(units) for name, units in refused})
    return {name: units for name, units in found.items() if units}
