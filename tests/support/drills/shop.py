"""The workspace of the drills: a program with points that expire, forty people, some history; and its whole state."""

from __future__ import annotations

import csv
import difflib
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from loyalty_desktop.domain.kinds import ExpiryKind, ImportKind
from loyalty_desktop.domain.quick_start import POINTS, QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.applying import PART_SIZES, PartSizes
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.storage import workspace
from loyalty_desktop.storage.ledger import summary
from loyalty_desktop.storage.unit_of_work import Actor, Storage

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
PEOPLE = 40
_FIRST_DAY = date(2025, 12, 1)


@contextmanager
def opened(target: Path | str, now: datetime = NOW) -> Iterator[Services]:
    """The services over a workspace, opened as the program opens it, with a fixed clock."""
    found = workspace.open_workspace(target, now=now)
    try:
        yield Services(Storage(found.database, actor=Actor("drill"), clock=lambda: now))
    finally:
        found.database.close()


def imports_over(
    services: Services, staging: Path, sizes: PartSizes = PART_SIZES
) -> ImportsService:
    """Imports with staging files in a folder of the test and no backups."""
    return ImportsService(
        services.storage, staging_folder=staging, back_up=lambda _reason: None, sizes=sizes
    )


def build(target: Path | str, folder: Path) -> int:
    """Fill an empty workspace. Returns the program's id; sheets and staging files are left in `folder`."""
    points = replace(
        POINTS,
        expiry_kind=ExpiryKind.AFTER_DAYS,
        expiry_count=50,
        initial_balance=Decimal(10),
    )
    with opened(target) as services:
        program_id = services.quick_start(QuickStartDraft(points=points)).value.program_id
        imports = imports_over(services, folder / "staging")
        for kind, rows in (
            (ImportKind.PARTICIPANTS, people(range(PEOPLE))),
            (ImportKind.POINTS, points_rows("base", 80)),
        ):
            sheet = write_sheet(folder / f"{kind.value}.csv", rows)
            done = imports.run(ImportRequest(kind, sheet, program_id=program_id)).value
            assert done.rejected == 0
    return program_id


def people(numbers: Sequence[int], note: str = "") -> list[list[str]]:
    """Rows of a participants or profiles sheet; `note` makes the city of people who are there another one."""
    head = ["external_id", "first_name", "last_name", "email", "city"]
    return [head] + [
        [f"c{n:03d}", f"Name{n}", f"Family{n}", f"c{n}@example.com", f"Town{n % 7}{note}"]
        for n in numbers
    ]


def points_rows(prefix: str, count: int) -> list[list[str]]:
    """Rows of a points sheet over 45 days: accruals of both types, and redemptions that are covered."""
    head = ["external_id", "participant", "points_type", "type", "amount", "occurred_at"]
    rows = [head]
    for n in range(count):
        day, who, which = _FIRST_DAY + timedelta(days=n * 7 % 45), n % PEOPLE, "points"
        kind, amount = "accrual", str(20 + n)
        if n % 9 == 8:  # by somebody who has points by then
            kind, amount, day = "redemption", "3.5", _FIRST_DAY + timedelta(days=44)
            who -= 2 if n % 4 == 2 else 1
        elif n % 4 == 1:
            which = "status"
        rows.append([f"{prefix}{n}", f"c{who:03d}", which, kind, amount, f"{day} 10:{n % 60:02d}"])
    return rows


def write_sheet(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write a CSV file."""
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    return path


@dataclass(frozen=True, slots=True)
class State:
    """What a workspace says through its services: its lists as exported, its batches, its audit trail, its row counts.

    `rows` are all tables' contents as digests: equal only when not a byte of a row differs. Ids and staging names that a
    second attempt may give anew are in `rows` only.
    """

    lists: dict[str, str]
    batches: tuple[tuple[object, ...], ...]
    actions: tuple[str, ...]
    counts: dict[str, int]
    rows: dict[str, str]
    differences: int

    def unlike(self, other: State) -> list[str]:
        """What both say differently, ids and digests left out: lines of the other with "-", of this one with "+"."""
        found = difflib.unified_diff(other.lines(), self.lines(), lineterm="", n=0)
        return [line for line in found if line[0] in "+-" and line[:3] not in {"+++", "---"}][:20]

    def lines(self) -> list[str]:
        """Everything but the digests."""
        return [
            *(f"{name}: {line}" for name, text in self.lists.items() for line in text.splitlines()),
            *(f"batch {batch}" for batch in self.batches),
            *(f"did {action}" for action in self.actions),
            *(f"{name}: {count} rows" for name, count in self.counts.items()),
            f"{self.differences} differences",
        ]


def state_of(target: Path | str, folder: Path, now: datetime = NOW) -> State:
    """Open a workspace as the program does, prove it and read everything. `folder` takes the exported lists."""
    with opened(target, now) as services:
        return state(services, folder)


def state(services: Services, folder: Path) -> State:
    """Prove an open workspace and read everything. A job may have been killed before its transactions were folded."""
    summary.fold(services.storage)
    folder.mkdir(parents=True, exist_ok=True)
    lists = {}
    for program in services.programs.list():
        for kind, of in (
            ("profiles", services.programs.get(program.id).profile_database_id),
            ("participants", program.id),
            ("transactions", program.id),
        ):
            path = folder / f"{kind}.csv"
            services.exports.export(kind, int(of or 0), path)
            lists[f"{program.id} {kind}"] = _MADE_UP.sub("(key)", path.read_text(encoding="utf-8"))
            path.unlink()
    batches = tuple(
        (b.id, b.kind, b.state, b.read, b.new, b.changed, b.unchanged, b.rejected, b.applied_rows)
        for b in imports_over(services, folder).batches()
    )
    actions = tuple(e.action for e in services.audit.entries(limit=10_000))
    counts, rows = _tables(services)
    return State(lists, batches, actions, counts, rows, services.proof.prove().differences)


_MADE_UP = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")
"""Keys that the program makes: random, and others at a second attempt."""

_BESIDE = ("profile_search", "audit_seal", "meta")
"""Tables that may differ: the search index catches up after the commit, a backup seals the audit trail first, and the
workspace numbers its commits."""


def _tables(services: Services) -> tuple[dict[str, int], dict[str, str]]:
    """The only SQL of the drills: rows and digest of every table (SQLite), without naming one."""
    counts, digests = {}, {}
    with services.storage.read() as conn:
        names = conn.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).scalars()
        for name in sorted(n for n in names if not n.startswith(_BESIDE)):
            digest = hashlib.sha256()
            found = sorted(map(repr, conn.exec_driver_sql(f'SELECT * FROM "{name}"')))
            for row in found:
                digest.update(row.encode())
            counts[name], digests[name] = len(found), digest.hexdigest()
    return counts, digests
