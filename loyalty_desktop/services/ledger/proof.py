"""The proof: recompute everything that can be recomputed, and count and list the differences.

A ProofReport with 0 differences means: lots are the sums of their movements, accounts of their lots, transactions of
their movements; each balance follows from the previous one; holds are open temporary redemptions; the daily summary,
tiers, keys and the audit trail follow from their sources; and opening + moves = closing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import day_number
from loyalty_desktop.domain.kinds import Flow
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.domain.seals import Seal
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.audit_seals import last_seal
from loyalty_desktop.storage.proof import ledger, months, people, sums, tiers, whole
from loyalty_desktop.storage.proof.checks import Found, run
from loyalty_desktop.storage.proof.sums import Connection, DaySum, SummaryKey
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
    """Opening + moves = closing of one points type, in points. `moves` are the changes by flow."""

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
    """The result of the proof. `rows` are from `day_from` (None: from the start) until now; `seal` is the last one."""

    differences: int
    checks: tuple[ProofCheck, ...]
    rows: tuple[RollForward, ...]
    day_from: date | None = None
    transactions: int = 0
    seal: Seal | None = None

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
        chunks = people.ranges(conn, CHUNK)
        totals = _Totals(sums.points_types(conn))
        days = sums.days_sql(conn)
        keys = people.OtherKeys(conn)
        all_checks = (*ledger.LEDGER, months.month_check(conn), *people.PEOPLE, *tiers.TIERS)
        progress.phase("proof.ledger", len(chunks) * (len(all_checks) + 2))
        found.made(code for check in all_checks for code in check.codes)
        found.made(["proof.digest"])
        for first, last in chunks:
            for check in all_checks:
                found.add_all(run(conn, check, first, last))
                progress.advance()
            found.add("proof.digest", people.wrong_digests(conn, keys, first, last))
            progress.advance()
            for row in sums.sums_by_day(conn, days, first, last):
                totals.add(row)
            progress.advance()
        found.add("proof.summary", totals.different(sums.summary(conn)))
        progress.phase("proof.keys", len(whole.WHOLE))
        for code, sql in whole.WHOLE.items():
            found.add(code, whole.failing_whole(conn, sql))
            progress.advance()
        found.made(people.MISSING_KEYS.codes)
        if totals.keys != sums.external_keys(conn):
            for first, last in chunks:
                found.add_all(run(conn, people.MISSING_KEYS, first, last))
        found.add("proof.house", whole.wrong_house(conn))
        progress.phase("proof.audit")
        found.add("proof.audit", whole.broken_seal_names(conn))
        for first, last in chunks:
            found.add("proof.audit", whole.broken_audit(conn, first, last))
            progress.advance()
        progress.phase("proof.database")
        found.add("proof.database", whole.integrity(conn))
        rows = totals.roll_forward(sums.account_totals(conn), day_from)
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
            totals.transactions,
            last_seal(conn),
        )


class _Findings:
    """Counts differences by check, with examples."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, list[str]]] = {}

    def made(self, codes: Iterable[str]) -> None:
        """Record that these checks were made."""
        for code in codes:
            self.add(code, [])

    def add_all(self, found: Found) -> None:
        """Add differences by code."""
        for code, names in found.items():
            self.add(code, names)

    def add(self, code: str, names: list[str]) -> None:
        """Add differences (none means that the check was made)."""
        count, examples = self._found.setdefault(code, (0, []))
        self._found[code] = (count + len(names), (examples + names)[:EXAMPLES])

    def checks(self) -> tuple[ProofCheck, ...]:
        """Return all checks that were made."""
        return tuple(
            ProofCheck(code, count, tuple(names)) for code, (count, names) in self._found.items()
        )


class _Totals:
    """Sums of all transactions: by key of the daily summary, and by day and flow for the roll-forward."""

    def __init__(self, types: list[tuple[int, str, int, str, int]]) -> None:
        self._types = types
        self._programs = {row[2]: row[0] for row in types}
        self._folded: dict[SummaryKey, list[int]] = {}
        self._moves: dict[tuple[int, int, int], int] = {}
        self._days: dict[int, int] = {}
        self.transactions = 0
        self.keys = 0

    def add(self, row: DaySum) -> None:
        """Add the sums of some people."""
        self.keys += row.keys
        if row.flow == codes.FLOWS[Flow.NONE]:
            return
        day = self._day(row.day)
        move = (row.points_type_id, day, row.flow)
        self._moves[move] = self._moves.get(move, 0) + row.amount
        self.transactions += row.transactions
        if row.folded:
            program_id = self._programs.get(row.points_type_id, 0)
            key = (program_id, row.points_type_id, day, self._day(row.recorded_day), *row[3:7])
            known = self._folded.setdefault(key, [0, 0, 0])
            for place, units in enumerate(row[8:11]):
                known[place] += units

    def different(self, summary: dict[SummaryKey, tuple[int, int, int]]) -> list[str]:
        """Return the keys whose sums are not those of the stored summary."""
        none = (0, 0, 0)
        wrong = [
            key
            for key in self._folded.keys() | summary.keys()
            if tuple(self._folded.get(key, none)) != summary.get(key, none)
        ]
        return ["/".join(str(part) for part in key) for key in sorted(wrong)]

    def roll_forward(
        self, balances: dict[int, int], day_from: date | None
    ) -> tuple[RollForward, ...]:
        """Return opening + moves = closing of every points type."""
        start = day_number(day_from) if day_from is not None else 0
        opening: dict[int, int] = {}
        moves: dict[int, dict[str, int]] = {}
        for (points_type_id, day, flow), amount in self._moves.items():
            if day < start:
                opening[points_type_id] = opening.get(points_type_id, 0) + amount
            else:
                by_flow = moves.setdefault(points_type_id, {})
                word = codes.FLOW_OF[flow].value if flow in codes.FLOW_OF else str(flow)
                by_flow[word] = by_flow.get(word, 0) + amount
        rows = []
        for program_id, program, number, name, decimals in self._types:
            by_flow = moves.get(number, {})
            closing = opening.get(number, 0) + sum(by_flow.values())
            held = balances.get(number, 0)
            rows.append(
                RollForward(
                    program_id,
                    program,
                    number,
                    name,
                    from_units(opening.get(number, 0), decimals),
                    {flow: from_units(units, decimals) for flow, units in sorted(by_flow.items())},
                    from_units(closing, decimals),
                    from_units(held, decimals),
                    closing == held,
                )
            )
        return tuple(rows)

    def _day(self, days: int) -> int:
        found = self._days.get(days)
        if found is None:
            found = self._days[days] = day_number(_START + timedelta(days=days))
        return found
