"""Real purchases brought in, in many orders, and compared with a second calculation: `python -m tests.bench.truth`.

Shops: `grocery`, the Complete Journey (every basket with the `bench` extra, else the cut of the demo), and with
`--purchases FILE` the customers of a music shop: the text file of the CDNOW data (customer, day, number, value).
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from loyalty_desktop.app import bootstrap
from loyalty_desktop.domain.drafts import (
    PointsTypeDraft,
    ProfileDatabaseDraft,
    ProgramDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.kinds import (
    Downgrade,
    ExpiryKind,
    ImportKind,
    PointsKind,
    TierGroupKind,
)
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.storage import workspace
from loyalty_desktop.storage.unit_of_work import Storage
from tests.bench.exact import Exact, Row
from tests.bench.holdings import stored
from tests.bench.shops import (
    Purchase,
    Shop,
    by_month,
    customers,
    demo_cut,
    every_basket,
    grocery,
    music,
    shuffled,
)
from tests.support import postgres


@dataclass(slots=True)
class Clock:
    """The time that the workspace sees."""

    now: datetime

    def __call__(self) -> datetime:
        """Return it."""
        return self.now


class Trial:
    """A workspace of a shop and the second calculation beside it."""

    def __init__(self, shop: Shop, storage: Storage, folder: Path) -> None:
        self.shop, self.folder = shop, folder
        self.clock = Clock(shop.rules.morning(shop.rules.registered) + timedelta(hours=1))
        self.services = Services(storage.at(self.clock))
        self.imports = ImportsService(self.services.storage, back_up=lambda _reason: None)
        self.exact = Exact(shop.rules, shop.people)
        self.batches: list[int] = []
        self.read = self.refused = self.sheets = 0
        self.differ: Counter[str] = Counter()
        self.program_id = self._program()
        path = self._write(
            ("participant", "registered_at"), ((who, shop.rules.registered) for who in shop.people)
        )
        request = ImportRequest(ImportKind.PARTICIPANTS, path, program_id=self.program_id)
        assert self.imports.run(request).value.new == len(shop.people)

    def _program(self) -> int:
        rules, services = self.shop.rules, self.services
        base = services.databases.create(
            ProfileDatabaseDraft(name="Customers", external_id="customers")
        ).value
        draft = ProgramDraft(
            name="Card",
            external_id="card",
            profile_database_id=base,
            time_zone=rules.zone.key,
            points_types=tuple(self._points_type(name) for name in ("points", "status")),
            tier_groups=(self._group(),),
        )
        program_id = services.programs.create(draft).value
        services.programs.activate(program_id)
        return program_id

    def _points_type(self, name: str) -> PointsTypeDraft:
        months = self.shop.rules.months.get(name)
        return PointsTypeDraft(
            name=name.title(),
            external_id=name,
            kind=PointsKind.STANDARD if name == "points" else PointsKind.QUALIFICATION,
            expiry_kind=ExpiryKind.NEVER if months is None else ExpiryKind.AFTER_MONTHS,
            expiry_count=months or 0,
        )

    def _group(self) -> TierGroupDraft:
        rules = self.shop.rules
        yearly = rules.reviewed
        return TierGroupDraft(
            name="Levels",
            external_id="levels",
            points_type=rules.ladder,
            kind=TierGroupKind.PERIODIC if yearly else TierGroupKind.CUMULATIVE,
            review_months=12,
            review_day=date(rules.registered.year + 1, 1, 1) if yearly else None,
            reset=yearly,
            downgrade=Downgrade.ONE_STEP if yearly else Downgrade.BY_BALANCE,
            grace_days=rules.grace,
            tiers=tuple(
                TierDraft(name=f"T{n}", external_id=f"t{n}", threshold=Decimal(cents).scaleb(-2))
                for n, cents in enumerate(rules.thresholds)
            ),
        )

    def bring(self, sheet: Sequence[Row], now: datetime) -> None:
        """Bring a sheet in on both sides."""
        self.clock.now = now
        path = self._write(
            ("external_id", "participant", "points_type", "type", "amount", "occurred_at"),
            (
                (
                    row.key,
                    row.person,
                    row.points,
                    "redemption" if row.cents < 0 else "accrual",
                    f"{abs(row.cents) // 100}.{abs(row.cents) % 100:02d}",
                    row.at,
                )
                for row in sheet
            ),
        )
        request = ImportRequest(ImportKind.POINTS, path, program_id=self.program_id)
        report = self.imports.run(request).value
        assert report.new + report.rejected == report.read == len(sheet), report
        self.batches.append(report.batch or 0)
        self.read += report.read
        self.refused += report.rejected
        self.exact.bring(sheet)

    def close(self, now: datetime) -> None:
        """Close every day until then."""
        self.clock.now = now
        self.services.closing.close_day()

    def end(self) -> None:
        """Close the history's last day, compare, and close far enough for everything to end."""
        self.close(self.shop.end)
        check(self, "at the end")
        self.close(self.shop.closed)
        check(self, "closed")

    def undo(self) -> None:
        """Undo every import, the last one first."""
        for batch in reversed(self.batches):
            self.imports.undo(batch)
        self.batches.clear()
        self.exact = Exact(self.shop.rules, self.shop.people)
        self.read = self.refused = 0

    def _write(self, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
        self.sheets += 1
        path = self.folder / f"sheet-{self.sheets}.csv"
        with path.open("w", newline="", encoding="utf-8") as handle:
            out = csv.writer(handle)
            out.writerow(header)
            out.writerows(rows)
        return path


# --- orders ---------------------------------------------------------------------------------------------------------


def whole(trial: Trial) -> None:
    """One sheet, then one close."""
    trial.bring(trial.shop.rows, trial.shop.end)
    trial.end()


def months(trial: Trial) -> None:
    """A sheet a month on the second of the next one, and a close after each."""
    for sheet in by_month(trial.shop.rows):
        last = max(row.at for row in sheet)
        now = datetime(last.year, last.month, 2, tzinfo=UTC) + timedelta(days=31)
        trial.bring(sheet, min(now, trial.shop.end))
        trial.close(trial.clock.now)
    trial.end()


def mixed(trial: Trial) -> None:
    """One sheet whose rows are in no order."""
    (sheet,) = shuffled(trial.shop.rows, 1)
    trial.bring(sheet, trial.shop.end)
    trial.end()


def three(trial: Trial) -> None:
    """Three sheets, each with a third of the rows in no order."""
    for sheet in shuffled(trial.shop.rows, 3):
        trial.bring(sheet, trial.shop.end)
    trial.end()


def late(trial: Trial) -> None:
    """A tenth of the rows comes after the closes."""
    mixed = shuffled(trial.shop.rows, 10)
    trial.bring(sorted((row for one in mixed[1:] for row in one), key=_when), trial.shop.end)
    trial.close(trial.shop.end)
    trial.bring(mixed[0], trial.shop.end)
    trial.end()


def again(trial: Trial) -> None:
    """One sheet, closed and undone; then three sheets in no order, undone; then month by month.

    Tiers are not compared: rows that were undone count in the history of tiers until the moment of the undo.
    """
    trial.bring(trial.shop.rows, trial.shop.end)
    trial.close(trial.shop.end)
    trial.undo()
    check(trial, "undone", tiers=False)
    for sheet in shuffled(trial.shop.rows, 3):
        trial.bring(sheet, trial.shop.end)
    trial.close(trial.shop.end)
    check(trial, "again in three sheets", tiers=False)
    trial.undo()
    check(trial, "undone again", tiers=False)
    for sheet in by_month(trial.shop.rows):
        trial.bring(sheet, trial.shop.end)
    trial.close(trial.shop.end)
    check(trial, "again by months", tiers=False)


def _when(row: Row) -> tuple[datetime, str]:
    return row.at, row.key


ORDERS: tuple[Callable[[Trial], None], ...] = (whole, months, mixed, three, late, again)


# --- comparing ------------------------------------------------------------------------------------------------------


def check(trial: Trial, what: str, *, tiers: bool = True) -> None:
    """Compare everything of everybody, and print how many people and rows differ."""
    have, taken = stored(trial.services.storage)
    refused = {row.key for row in trial.shop.rows} - taken
    differ: Counter[str] = Counter(balance=0, expired=0, lots=0)
    examples = []
    for who, mine in have.items():
        exact = trial.exact.held(who, trial.clock.now)
        parts: dict[str, tuple[object, object]] = {
            "balance": (mine.balance, exact.balance),
            "expired": (mine.expired, exact.expired),
            "lots": (mine.lots, exact.lots),
        }
        if tiers:
            parts["tiers"] = (mine.steps, exact.steps)
        for part, (ours, theirs) in parts.items():
            differ[part] += ours != theirs
            if ours != theirs:
                examples.append((who, part, ours, theirs))
    if trial.read:
        differ["refused"] = len(refused ^ trial.exact.refused)
    proven = trial.services.proof.prove()
    differ["proof"] = proven.differences
    lots = sum(len(mine.lots) for mine in have.values())
    told = ", ".join(f"{part} {count}" for part, count in differ.items())
    print(
        f"  {what}: {len(have):,} people, {trial.read:,} rows, {trial.refused:,} refused, {lots:,} lots;"
        f" differences: {told}",
        flush=True,
    )
    for example in examples[:3]:
        print("   ", *example, sep="\n      ")
    trial.differ += differ


@contextmanager
def places(on_server: bool, folder: Path) -> Iterator[Callable[[], Storage]]:
    """Provide empty workspaces: files, or databases of a private server."""
    opened: list[Services] = []

    def file() -> Storage:
        path = folder / f"truth-{len(opened)}.loyalty"
        workspace.create(path, now=datetime(1997, 1, 1, tzinfo=UTC))
        opened.append(bootstrap.open_services(path).services)
        return opened[-1].storage

    binaries = postgres.find_binaries() if on_server else None
    cluster = postgres.start(binaries) if binaries else None

    def database() -> Storage:
        assert cluster is not None, "no PostgreSQL server on this machine"
        opened.append(bootstrap.open_services(cluster.url(cluster.fresh())).services)
        return opened[-1].storage

    try:
        yield database if on_server else file
    finally:
        for services in opened:
            services.storage.database.close()
        if cluster is not None:
            cluster.stop()


def main() -> int:
    """Compare the shops in all orders; the exit code is 1 when anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--purchases", type=Path, help="the CDNOW file: adds the shop `music`")
    parser.add_argument("--postgres", action="store_true", help="on a private PostgreSQL server")
    parser.add_argument("--people", type=int, help="only so many people of each shop")
    parser.add_argument("--order", choices=[one.__name__ for one in ORDERS], help="only this order")
    parser.add_argument("--cut", action="store_true", help="the demo's cut of the grocery shop")
    parser.add_argument("--shop", choices=["grocery", "music"], help="only this shop")
    arguments = parser.parse_args()
    makers: list[tuple[Callable[[Iterable[Purchase]], Shop], Iterable[Purchase]]] = []
    if arguments.shop != "music":
        makers.append((grocery, demo_cut() if arguments.cut else every_basket()))
    if arguments.shop != "grocery" and arguments.purchases:
        makers.append((music, customers(arguments.purchases)))
    total = 0
    for make, found in makers:
        purchases = list(found)
        chosen = set(sorted({one[0] for one in purchases})[: arguments.people])
        shop = make(one for one in purchases if one[0] in chosen)
        print(f"{shop.name}: {len(shop.people):,} people, {len(shop.rows):,} rows")
        for order in ORDERS:
            if arguments.order in {None, order.__name__}:
                with (
                    tempfile.TemporaryDirectory(prefix="loyalty-truth-") as folder,
                    places(arguments.postgres, Path(folder)) as place,
                ):
                    trial = Trial(shop, place(), Path(folder))
                    print(f" {order.__name__}")
                    order(trial)
                    total += trial.differ.total()
    return 1 if total else 0


if __name__ == "__main__":
    raise SystemExit(main())
