"""The proof: recompute everything that can be recomputed, and count and list the differences.

A ProofReport with 0 differences means: lots are the sums of their movements, accounts of their lots, transactions of
their movements; each balance follows from the previous one; holds are open temporary redemptions; sums by day and month,
tiers, states, keys and the audit trail follow from their sources; nothing is open that a closed day should have ended;
what was written once (lots, transactions, tier steps, changes of state, keys, set-up, batches, closed days) is what the
digests say; and opening + moves = closing. Not covered: texts of profiles and comments, settings of the workspace, the
values that an undo of a batch would restore, and what nobody can compute again (the row versions; the day until which a
grace period runs, within its limits).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TypeVar

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import day_number
from loyalty_desktop.domain.kinds import Flow
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.domain.seals import Seal
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.audit_seals import last_seal
from loyalty_desktop.storage.proof import closing, ledger, months, people, sums, tiers, whole
from loyalty_desktop.storage.proof.attempt import UnreadableError, attempt, prepare
from loyalty_desktop.storage.proof.checks import Check, Found, run
from loyalty_desktop.storage.proof.sums import Connection, DaySum, SummaryKey
from loyalty_desktop.storage.unit_of_work import Storage

EXAMPLES = 20
CHUNK = 20_000
"""How many participants are checked at a time."""

T = TypeVar("T")

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
        return _Proof(conn, progress).run(day_from)


class _Proof:
    """A proof in progress: each step adds what it finds; a step that damage prevents is found as unreadable."""

    def __init__(self, conn: Connection, progress: Progress) -> None:
        self.conn = conn
        self._progress = progress
        self.found = _Findings()
        self.found.made(["proof.unreadable"])
        prepare(conn)
        self._chunks = self.read("proof.person", lambda: people.ranges(conn, CHUNK)) or []
        self.totals = _Totals(self.read("proof.summary", lambda: sums.points_types(conn)) or [])

    def read(self, code: str, work: Callable[[], T]) -> T | None:
        """Return what is read for the check `code`; None when it cannot be read."""
        try:
            return attempt(self.conn, work)
        except UnreadableError as error:
            self.found.add("proof.unreadable", [f"{code}: {error}"])
            return None

    def step(self, code: str, work: Callable[[], list[str]]) -> None:
        """Make the check `code`, which returns the names of what differs."""
        self.found.add(code, self.read(code, work) or [])

    def check(self, check: Check, low: int, high: int) -> None:
        """Make a check of a range of people."""
        found = self.read(check.codes[0], partial(run, self.conn, check, low, high))
        self.found.add_all(found or {})

    def run(self, day_from: date | None) -> ProofReport:
        """Prove."""
        self._people()
        self._keys()
        self._audit()
        self._progress.phase("proof.database")
        self.step("proof.database", lambda: whole.integrity(self.conn))
        rows = self._roll_forward(day_from)
        checks = self.found.checks()
        return ProofReport(
            sum(check.differences for check in checks),
            checks,
            rows,
            day_from,
            self.totals.transactions,
            self.read("proof.audit", lambda: last_seal(self.conn)),
        )

    def _people(self) -> None:
        """Check everything that belongs to people, a range after the other."""
        conn = self.conn
        month = self.read("proof.month", lambda: [months.month_check(conn)]) or []
        ladders = self.read("proof.tier_balance", lambda: tiers.ladder_checks(conn)) or []
        checks = (*ledger.LEDGER, *month, *people.PEOPLE, *tiers.TIERS, *ladders, closing.OVERDUE)
        idle = self.read("proof.activity", lambda: closing.rules_by_inactivity(conn)) or []
        keys = self.read("proof.digest", lambda: people.OtherKeys(conn))
        days = self.read("proof.summary", lambda: sums.days_sql(conn))
        self.found.made(code for check in checks for code in check.codes)
        self.found.made(["proof.digest", "proof.tier_review"])
        self._progress.phase("proof.ledger", len(self._chunks) * (len(checks) + 3))
        for low, high in self._chunks:
            for check in checks:
                self.check(check, low, high)
                self._progress.advance()
            self.step("proof.tier_review", partial(tiers.wrong_periods, conn, low, high))
            self.step("proof.activity", partial(closing.wrong_inactivity, conn, idle, low, high))
            self._progress.advance()
            if keys is not None:
                self.step("proof.digest", partial(people.wrong_digests, conn, keys, low, high))
            self._progress.advance()
            if days is not None:
                rows = self.read("proof.summary", partial(sums.sums_by_day, conn, days, low, high))
                for row in rows or []:
                    self.totals.add(row)
            self._progress.advance()
        self.step("proof.summary", lambda: self.totals.different(sums.summary(conn)))

    def _keys(self) -> None:
        """Check idempotency keys, set-up, batches and closed days."""
        conn = self.conn
        self._progress.phase("proof.keys", len(whole.WHOLE))
        for code, sql in whole.WHOLE.items():
            self.step(code, partial(whole.failing_whole, conn, sql))
            self._progress.advance()
        self.found.made(people.MISSING_KEYS.codes)
        if self.totals.keys != self.read("proof.key", lambda: sums.external_keys(conn)):
            for low, high in self._chunks:
                self.check(people.MISSING_KEYS, low, high)
        self.step("proof.house", lambda: whole.wrong_house(conn))
        self.step("proof.import_change", lambda: whole.wrong_changes(conn))
        self.step("proof.closed_days", lambda: closing.wrong_days(conn))
        self.step("proof.money_rate", lambda: closing.wrong_rates(conn))

    def _audit(self) -> None:
        """Check the audit trail: the chains of everybody, and the seals over them."""
        conn = self.conn
        self._progress.phase("proof.audit")
        self.step("proof.audit", lambda: whole.broken_seal_names(conn))
        for low, high in self._chunks:
            self.step("proof.audit", partial(whole.broken_audit, conn, low, high))
            self._progress.advance()

    def _roll_forward(self, day_from: date | None) -> tuple[RollForward, ...]:
        """Return opening + moves = closing of every points type."""
        balances = self.read("proof.roll_forward", lambda: sums.account_totals(self.conn)) or {}
        rows = self.read("proof.roll_forward", lambda: self.totals.roll_forward(balances, day_from))
        wrong = [
            f"{row.program_id}/{row.points_type_id}" for row in rows or () if not row.reconciled
        ]
        self.found.add("proof.roll_forward", wrong)
        return rows or ()


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
