"""The proof: recompute everything that can be recomputed, and count and list the differences.

A ProofReport with 0 differences means: lots are the sums of their movements, accounts of their lots, transactions of
their movements; each balance follows from the previous one; holds are open temporary redemptions; the daily summary,
tiers, keys and the audit trail follow from their sources; and opening + moves = closing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import day_number, zone
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.storage.queries import proof as queries
from loyalty_desktop.storage.queries.proof import Connection
from loyalty_desktop.storage.unit_of_work import Storage

EXAMPLES = 20
CHUNK = 20_000
"""How many participants are checked at a time."""

_START = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class ProofCheck:
    """One check: how many rows differ, and the keys of some ((participant, lot or transaction or type))."""

    code: str
    differences: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RollForward:
    """Opening + moves = closing of one points type, in points. `moves` are the changes by transaction type."""

    program_id: int
    program: str
    points_type_id: int
    points_type: str
    opening: Decimal
    moves: dict[str, Decimal]
    closing: Decimal
    balances: Decimal  # the present sum of all accounts
    reconciled: bool


@dataclass(frozen=True, slots=True)
class ProofReport:
    """The result of the proof. `rows` are from `day_from` (None: from the start) until now."""

    differences: int
    checks: tuple[ProofCheck, ...]
    rows: tuple[RollForward, ...]
    day_from: date | None = None
    transactions: int = 0

    @property
    def proven(self) -> bool:
        """Return whether there are no differences."""
        return self.differences == 0


class ProofService:
    """Proves the ledger. Reads one snapshot, writes nothing."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def prove(
        self, progress: Progress = NO_PROGRESS, *, day_from: date | None = None
    ) -> ProofReport:
        """Check everything; `day_from` is the first day of the roll-forward. Can be cancelled."""
        with self._storage.read() as conn:
            return self.prove_in(conn, progress, day_from=day_from)

    def prove_in(
        self, conn: Connection, progress: Progress = NO_PROGRESS, *, day_from: date | None = None
    ) -> ProofReport:
        """Check everything through the caller's connection, including what it has not committed."""
        found = _Findings()
        low, high = queries.participant_range(conn)
        chunks = [(n, min(n + CHUNK - 1, high)) for n in range(low, high + 1, CHUNK)]
        types = queries.points_types(conn)
        zones = {row[0]: zone(row[5]) for row in types}
        day_sql = queries.local_days_sql(zones, *queries.occurred_range(conn, low, high))
        sums: dict[tuple[int, int, int, str], list[int]] = {}
        moved: dict[int, int] = {}
        progress.phase("proof.ledger", len(chunks) * (len(queries.PER_PARTICIPANT) + 2))
        for first, last in chunks:
            for code, sql in queries.PER_PARTICIPANT.items():
                found.add_pairs(code, queries.failing(conn, sql, first, last))
                progress.advance()
            for row in queries.sums_by_day(conn, day_sql, first, last):
                known = sums.setdefault((row[0], row[1], _day(row[2]), row[3]), [0, 0])
                known[0] += row[4]
                known[1] += row[5]
            progress.advance()
            for points_type_id, units in queries.movement_totals(conn, first, last):
                moved[points_type_id] = moved.get(points_type_id, 0) + units
            progress.advance()
        progress.phase("proof.keys", len(queries.WHOLE))
        for code in queries.PER_PARTICIPANT:
            found.add(code, [])
        for code, sql in queries.WHOLE.items():
            found.add_pairs(code, queries.failing(conn, sql, low, high))
            progress.advance()
        found.add("proof.summary", _different(sums, queries.summary(conn)))
        progress.phase("proof.audit")
        for broken in queries.broken_audit(conn):
            found.add("proof.audit", [] if broken is None else [str(broken)])
            progress.advance()
        found.add("proof.audit", [])
        progress.phase("proof.database")
        found.add("proof.database", queries.integrity(conn))
        rows = _roll_forward(types, sums, moved, queries.account_totals(conn), day_from)
        unreconciled = [
            f"{row.program_id}/{row.points_type_id}" for row in rows if not row.reconciled
        ]
        found.add("proof.roll_forward", unreconciled)
        checks = found.checks()
        return ProofReport(
            sum(check.differences for check in checks),
            checks,
            rows,
            day_from,
            sum(count for _, count in sums.values()),
        )


class _Findings:
    """Counts differences by check, with examples."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, list[str]]] = {}

    def add_pairs(self, code: str, pairs: list[tuple[int, int]]) -> None:
        """Add differences, each named by two numbers."""
        if pairs:
            self.add(code, [f"{one}/{other}" for one, other in pairs])

    def add(self, code: str, names: list[str]) -> None:
        """Add differences (none means that the check was made)."""
        count, examples = self._found.setdefault(code, (0, []))
        self._found[code] = (count + len(names), (examples + names)[:EXAMPLES])

    def checks(self) -> tuple[ProofCheck, ...]:
        """Return all checks that were made."""
        return tuple(
            ProofCheck(code, count, tuple(names)) for code, (count, names) in self._found.items()
        )


def _day(days: int) -> int:
    return day_number(_START + timedelta(days=days))


def _different(
    sums: dict[tuple[int, int, int, str], list[int]],
    summary: dict[tuple[int, int, int, str], tuple[int, int]],
) -> list[str]:
    wrong = [
        key
        for key in sums.keys() | summary.keys()
        if tuple(sums.get(key, (0, 0))) != summary.get(key, (0, 0))
    ]
    return ["/".join(str(part) for part in key) for key in sorted(wrong)]


def _roll_forward(
    types: list[tuple[int, str, int, str, int, str]],
    sums: dict[tuple[int, int, int, str], list[int]],
    moved: dict[int, int],
    balances: dict[int, int],
    day_from: date | None,
) -> tuple[RollForward, ...]:
    start = day_number(day_from) if day_from is not None else 0
    opening: dict[int, int] = {}
    moves: dict[int, dict[str, int]] = {}
    for (_, points_type_id, day, kind), (amount, _count) in sums.items():
        if day < start:
            opening[points_type_id] = opening.get(points_type_id, 0) + amount
        else:
            by_type = moves.setdefault(points_type_id, {})
            by_type[kind] = by_type.get(kind, 0) + amount
    rows = []
    for program_id, program, number, name, decimals, _zone in types:
        by_type = moves.get(number, {})
        closing = opening.get(number, 0) + sum(by_type.values())
        held = balances.get(number, 0)
        rows.append(
            RollForward(
                program_id,
                program,
                number,
                name,
                from_units(opening.get(number, 0), decimals),
                {kind: from_units(units, decimals) for kind, units in sorted(by_type.items())},
                from_units(closing, decimals),
                from_units(held, decimals),
                closing == held == moved.get(number, 0),
            )
        )
    return tuple(rows)
