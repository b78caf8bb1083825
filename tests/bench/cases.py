"""The benchmarks by name. Each prints `what: ours s / floor s = ratio`, and the aim of docs/performance.md beside it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from loyalty_desktop.app import bootstrap
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.participants import ParticipantColumn, ParticipantSort
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.storage import workspace
from tests.bench import data, floors, proving, writers
from tests.bench.watch import Watch
from tests.support import postgres

START = datetime(2017, 1, 1, tzinfo=UTC)
END = datetime(2018, 1, 1, tzinfo=UTC)


def say(what: str, ours: float, floor: float, aim: str) -> None:
    """One line of a result."""
    print(f"{what}: {ours:.2f} s / {floor:.2f} s = {ours / floor:.2f}x   aim {aim}", flush=True)


def tell(what: str, seconds: float, aim: str = "") -> None:
    """One line of a figure that has no other side."""
    print(f"{what}: {seconds:.3f} s   {aim}", flush=True)


def median(work: Callable[[], object]) -> float:
    """CPU seconds of the middle one of five runs: what somebody who types again and again meets."""
    taken = []
    for _ in range(5):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return sorted(taken)[2]


def fresh(folder: Path, name: str = "bench") -> Services:
    """A new workspace whose clock stands at the end of the year of the data."""
    path = folder / f"{name}.loyalty"
    workspace.create(path, now=START)
    return Services(bootstrap.open_services(path).services.storage.at(lambda: END))


def imports(services: Services) -> ImportsService:
    """The import service without automatic backups, which the other side does not make either."""
    return ImportsService(services.storage, back_up=services.backups.make_before)


def import_profiles(folder: Path, rows: int | None) -> None:
    """Profiles from .xlsx and .csv into an empty database."""
    count = rows or 100_000
    for ending, aim in (
        ("xlsx", "<= 1.5x, preflight included"),
        ("csv", "<= 2.5x; with `fast` 1.6x at 100,000, 1.3x at 1 M"),
    ):
        path = folder / f"profiles.{ending}"
        write = data.write_xlsx if ending == "xlsx" else data.write_csv
        write(path, data.PROFILE_HEADER, data.profile_rows(count))
        with Watch() as floor:
            source = floors.calamine_rows(path) if ending == "xlsx" else floors.csv_rows(path)
            assert floors.upsert(folder / f"{ending}.sqlite", data.PROFILE_HEADER, source) == count
        services = fresh(folder, ending)
        base = services.databases.create(
            ProfileDatabaseDraft(name="Customers", external_id="customers")
        ).value
        with Watch() as ours:
            report = (
                imports(services)
                .run(ImportRequest(kind=ImportKind.PROFILES, path=path, database_id=base))
                .value
            )
        assert report.new == count, report
        say(f"import of {count:,} profiles, .{ending}", ours.seconds, floor.seconds, aim)


def enrolled(services: Services, participants: int, folder: Path) -> int:
    """A quick-start program with that many participants; its id."""
    program_id = services.quick_start(QuickStartDraft()).value.program_id
    path = folder / "people.csv"
    header = ("participant", "first_name", "last_name", "city", "registered_at")
    data.write_csv(
        path,
        header,
        ((r[0], r[3], r[4], r[7], "2017-01-01") for r in data.profile_rows(participants)),
    )
    report = imports(services).run(
        ImportRequest(kind=ImportKind.PARTICIPANTS, path=path, program_id=program_id)
    )
    assert report.value.new == participants, report.value
    return program_id


def import_points(folder: Path, rows: int | None) -> None:
    """Points transactions over a tenth as many participants, one in five a redemption; rules, lots and movements included.

    Two floors: the narrow tables of the first release, and the program's own tables with their indexes, filled by
    executemany from rows that are typed and matched already. CPU seconds of all processes.
    """
    count = rows or 1_000_000
    participants = max(count // 10, 1)
    path = folder / "points.csv"
    data.write_csv(path, data.POINTS_HEADER, data.points_rows(count, participants))
    with Watch() as narrow:
        made = floors.post_points(folder / "floor.sqlite", floors.csv_rows(path), participants)
    assert made == count
    same = fresh(folder, "same")
    enrolled(same, participants, folder)
    with Watch() as own:
        made = floors.post_points_same_tables(same.storage, floors.csv_rows(path))
    assert made == count
    same.storage.database.close()
    services = fresh(folder)
    program_id = enrolled(services, participants, folder)
    with Watch() as ours:
        report = (
            imports(services)
            .run(ImportRequest(kind=ImportKind.POINTS, path=path, program_id=program_id))
            .value
        )
    print(f"  {report.new:,} posted, {report.rejected:,} refused by the rules")
    say(
        f"import of {count:,} points, narrow tables",
        ours.seconds,
        narrow.seconds,
        "<= 3.4x (1 M), 4.0x",
    )
    say("  the same tables", ours.seconds, own.seconds, "")
    print(
        f"  wall {ours.wall:.1f} s, peak {ours.peak >> 20} MiB of all processes   aim <= 500 at 1 M",
        flush=True,
    )
    with Watch() as proof:
        proven = services.proof.prove()
    assert proven.differences == 0, proven.checks
    tell(f"proof of them, {proven.differences} differences", proof.seconds, "30 s at 3 million")
    with Watch() as undone:
        back = imports(services).undo(report.batch or 0).value
    each = undone.seconds / max(back.cancelled, 1) * 1e6
    print(
        f"  undo of {back.cancelled:,}: {undone.seconds:.2f} s CPU, {each:.1f} us each   aim <= 24"
    )


def import_points_postgres(folder: Path, rows: int | None) -> None:
    """The same import, its undo and the proof on a private PostgreSQL server, beside SQLite. CPU of client and server."""
    count = rows or 100_000
    participants = max(count // 10, 1)
    path = folder / "points.csv"
    data.write_csv(path, data.POINTS_HEADER, data.points_rows(count, participants))
    binaries = postgres.find_binaries()
    if binaries is None:
        print("  no PostgreSQL server on this machine")
        return
    cluster = postgres.start(binaries)
    try:
        for name in ("sqlite", "postgresql"):
            if name == "sqlite":
                services, server = fresh(folder), None
            else:
                url = cluster.url(cluster.fresh())
                opened = bootstrap.open_services(url).services
                services, server = Services(opened.storage.at(lambda: END)), cluster.process.pid
            program_id = enrolled(services, participants, folder)
            request = ImportRequest(kind=ImportKind.POINTS, path=path, program_id=program_id)
            service = imports(services)
            with Watch(server) as ours:
                report = service.run(request).value
            with Watch(server) as proof:
                proven = services.proof.prove()
            assert proven.differences == 0, proven.checks
            with Watch(server) as undone:
                service.undo(report.batch or 0)
            for what, watch in (("import", ours), ("proof", proof), ("undo", undone)):
                each = watch.seconds / count * 1e6
                print(
                    f"  {name}: {what} of {count:,}: {watch.seconds:.2f} s CPU, {each:.1f} us each,"
                    f" {watch.wall:.1f} s wall",
                    flush=True,
                )
            services.storage.database.close()
    finally:
        cluster.stop()


def export(folder: Path, rows: int | None) -> None:
    """The participants list to .xlsx against plain XlsxWriter writing the same cells."""
    count = rows or 100_000
    services = fresh(folder)
    program_id = enrolled(services, count, folder)
    out = folder / "out.xlsx"
    with Watch() as ours:
        services.exports.export("participants", program_id, out)
    import python_calamine

    sheet = python_calamine.CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0)
    cells = [tuple(row) for row in sheet.iter_rows()]
    with Watch() as floor:
        made = floors.export_xlsx(folder / "floor.xlsx", tuple(map(str, cells[0])), iter(cells[1:]))
    assert made == count == len(cells) - 1
    say(f"export of {count:,} participants", ours.seconds, floor.seconds, "<= 0.5x")
    print(
        f"  most memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


def close(folder: Path, rows: int | None) -> None:
    """The daily close of a day on which every participant has a lot to expire, and the review of everybody's tier."""
    from loyalty_desktop.domain.drafts import PointsTypeDraft, TierDraft, TierGroupDraft
    from loyalty_desktop.domain.kinds import ExpiryKind, PointsKind, TierGroupKind

    count = rows or 1_000_000
    services = fresh(folder)
    database = services.databases.create(
        ProfileDatabaseDraft(name="Customers", external_id="customers")
    ).value
    from decimal import Decimal

    from loyalty_desktop.domain.drafts import ProgramDraft

    program_id = services.programs.create(
        ProgramDraft(
            name="Bench",
            external_id="bench",
            profile_database_id=database,
            points_types=(
                PointsTypeDraft(
                    name="Points",
                    external_id="points",
                    initial_balance=Decimal(10),
                    expiry_kind=ExpiryKind.FIXED_DATE,
                    expiry_date=date(2018, 1, 31),
                ),
                PointsTypeDraft(name="Status", external_id="status", kind=PointsKind.QUALIFICATION),
            ),
            tier_groups=(
                TierGroupDraft(
                    name="Levels",
                    external_id="levels",
                    points_type="status",
                    kind=TierGroupKind.PERIODIC,
                    review_months=1,
                    review_day=date(2018, 2, 1),
                    tiers=(
                        TierDraft(name="Member", external_id="member"),
                        TierDraft(name="Gold", external_id="gold", threshold=Decimal(100)),
                    ),
                ),
            ),
        )
    ).value
    services.programs.activate(program_id)
    path = folder / "people.csv"
    data.write_csv(
        path,
        ("participant", "registered_at"),
        ((f"{i:08d}", "2017-06-01") for i in range(count)),
    )
    with Watch() as joined:
        imports(services).run(
            ImportRequest(kind=ImportKind.PARTICIPANTS, path=path, program_id=program_id)
        )
    tell(f"{count:,} participants joined with an initial balance", joined.seconds)
    services.closing.close_day(date(2018, 1, 31), ahead=True)
    copy = folder / "floor.loyalty"
    services.backups.make(to=copy)
    with Watch() as floor:
        written = floors.expire_and_review(copy, 20180131)
    assert written == count, written
    with Watch() as ours:
        report = services.closing.close_day(date(2018, 2, 1), ahead=True).value
    print(f"  {report}")
    print(f"  {ours.seconds / count * 1e6:.1f} us a lot   aim <= 25")
    say(
        f"daily close, {count:,} lots due and {count:,} reviews",
        ours.seconds,
        floor.seconds,
        "<= 1.3x",
    )


def listing(folder: Path, rows: int | None) -> None:
    """The participants list: first answer, a random jump, searches in Cyrillic."""
    count = rows or 1_000_000
    services = fresh(folder)
    program_id = enrolled(services, count, folder)
    service = services.participants
    with Watch() as ids:
        snapshot = service.list_ids(program_id, ListQuery(), ParticipantSort())
    assert snapshot.total == count
    tell(f"open a list of {count:,}: ids in order", ids.seconds, "in the background")
    with Watch() as named:
        service.list_ids(program_id, ListQuery(), ParticipantSort(column=ParticipantColumn.NAME))
    tell("the same sorted by name", named.seconds, "in the background")
    with Watch() as page:
        for n in range(20):
            at = n * 48_271 % max(count - 100, 1)
            assert len(service.page(program_id, list(snapshot.ids[at : at + 100]))) == 100
    tell("a random jump: page of 100", page.seconds / 20, "<= 0.016 s")
    for words in ("королёва", "петров казань", f"{count // 2:08d}", "ан"):
        searching(services, program_id, words)


def searching(services: Services, program_id: int, words: str) -> None:
    """One search while typing: its first page against LIKE with ORDER BY; its count and all its ids beside it."""
    service, query = services.participants, ListQuery(words)

    def like() -> None:
        with services.storage.read() as connection:
            connection.exec_driver_sql(
                "SELECT id FROM profile WHERE search LIKE ? ORDER BY search LIMIT 100",
                (f"%{words.split(maxsplit=1)[0]}%",),
            ).fetchall()

    def page() -> Sequence[int]:
        first = service.first_ids(program_id, query, 100) or ()
        service.page(program_id, first)
        return first

    found = service.list_ids(program_id, query, ParticipantSort())
    assert list(page()) == list(found.ids[:100])
    ours, floor = median(page), median(like)
    print(f"  «{words}» finds {len(found.ids):,}")
    print(
        f"  page {ours * 1000:.1f} ms, LIKE {floor * 1000:.1f} ms = {ours / floor:.3f}x   aim <= 0.2x"
    )
    counted = median(lambda: service.count_matching(program_id, query, 10_001))
    tell("  its count, 10,000 at most", counted, "beside the page")
    tell("  all its ids", median(lambda: service.list_ids(program_id, query, ParticipantSort())))


def start_up(folder: Path, rows: int | None) -> None:
    """The window on a workspace against a bare window over an engine; medians of five cold processes."""
    del rows
    services = fresh(folder)
    enrolled(services, 1_000, folder)
    services.storage.database.close()
    path = folder / "bench.loyalty"
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "LOYALTY_DESKTOP_HOME": str(folder / "home"),
    }
    bare, full = [], []
    for _ in range(5):
        bare.append(_seconds([sys.executable, "-c", floors.START_UP, str(path)], environment))
        full.append(_seconds([sys.executable, "-c", floors.OUR_START_UP, str(path)], environment))
    say("first window, in the process", sorted(full)[2], sorted(bare)[2], "<= 1.5x")


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return float(ended.stdout.strip().splitlines()[-1])


def year(folder: Path, rows: int | None) -> None:
    """The full real year: all baskets of 2,469 households through the import path, closed and proven (bench extra)."""
    import pandas as pd

    from loyalty_desktop.app import demo
    from tests.bench.demo_cut import baskets

    services = fresh(folder)
    every = baskets()
    every = every[(every["cents"] > 0) & (every["at"] < pd.Timestamp("2018-01-01"))].head(
        rows or len(every)
    )
    frame = pd.DataFrame(
        {
            "external_id": "B" + every["basket_id"].astype(str),
            "participant": every["household_id"].astype(str),
            "points_type": "points",
            "type": "accrual",
            "amount": every["cents"] / 100,
            "occurred_at": every["at"].dt.floor("s"),
        }
    )
    path = folder / "baskets.csv"
    frame.to_csv(path, index=False)
    services = Services(services.storage.at(lambda: START))
    base = services.databases.create(demo.demo_database()).value
    program_id = services.programs.create(demo.demo_program(base)).value
    services.programs.activate(program_id)
    people = folder / "people.csv"
    people.write_text(
        "participant\n" + "\n".join(sorted(set(frame["participant"]), key=int)) + "\n",
        encoding="utf-8",
    )
    imports(services).run(
        ImportRequest(kind=ImportKind.PARTICIPANTS, path=people, program_id=program_id)
    )
    after = demo.DEMO_NOW.replace(year=2018, month=1, day=1)
    services = Services(services.storage.at(lambda: after))
    with Watch() as floor:
        floors.post_points(folder / "floor.sqlite", floors.csv_rows(path), 3_000)
    with Watch() as ours:
        report = (
            imports(services)
            .run(ImportRequest(kind=ImportKind.POINTS, path=path, program_id=program_id))
            .value
        )
    print(f"  {report.read:,} baskets read, {report.new:,} posted, {report.rejected:,} refused")
    say("the year's baskets", ours.seconds, floor.seconds, "<= 4.3x (narrow tables)")
    with Watch() as closed:
        services.closing.close_day()
    tell("daily close through the year", closed.seconds)
    with Watch() as proof:
        proven = services.proof.prove()
    assert proven.differences == 0, proven.checks
    tell(f"proof, {proven.differences} differences", proof.seconds)


CASES: dict[str, Callable[[Path, int | None], None]] = {
    "import-profiles": import_profiles,
    "import-points": import_points,
    "import-points-postgres": import_points_postgres,
    "export": export,
    "close": close,
    "list": listing,
    "start-up": start_up,
    "year": year,
    "prove": proving.prove,
    "single": writers.single,
    "clients": writers.clients,
    "writers": writers.writers,
    "beside": writers.beside,
}
