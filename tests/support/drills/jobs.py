"""What the children of the fork server do. Each job prepares, calls `start()` and then does the work to be killed."""

from __future__ import annotations

import io
import itertools
import os
import pickle
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import event

from loyalty_desktop.app.cli.main import main as command_line
from loyalty_desktop.domain.kinds import KeyOrigin
from loyalty_desktop.services import backups
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.applying import PART_SIZES
from loyalty_desktop.storage import workspace
from tests.support.drills import second_revision
from tests.support.drills.keyed import Ids, send
from tests.support.drills.shop import NOW, imports_over, opened, state_of
from tests.support.import_sheets import SMALL_PARTS

Start = Callable[[], None]
LATER = NOW + timedelta(days=60)
"""When the days of the drill's workspace are closed."""


def apply_import(start: Start, place: Path, *, parts: bool) -> None:
    """Apply the rehearsal that lies beside the workspace."""
    with opened(place / "shop.loyalty") as services:
        sizes = SMALL_PARTS if parts else PART_SIZES
        imports = imports_over(services, place / "staging", sizes)
        rehearsal = pickle.loads((place / "rehearsal").read_bytes())
        start()
        imports.apply(rehearsal)


def undo_import(start: Start, place: Path, batch: int) -> None:
    """Undo a batch."""
    with opened(place / "shop.loyalty") as services:
        imports = imports_over(services, place / "staging")
        start()
        imports.undo(batch)


def close_days(start: Start, place: Path) -> None:
    """Close the days of two months."""
    with opened(place / "shop.loyalty", LATER) as services:
        start()
        services.closing.close_day()


def make_backups(start: Start, place: Path) -> None:
    """Make two backups in the folder beside the workspace and one under a name of its own."""
    with opened(place / "shop.loyalty") as services:
        start()
        services.backups.make()
        services.backups.make(reason="daily")
        services.backups.make(to=place / "own.loyalty")


def restore(start: Start, place: Path, source: Path) -> None:
    """Restore a backup over the workspace."""
    start()
    backups.restore(place / "shop.loyalty", source, actor="drill")


def migrate(start: Start, place: Path, scripts: Path) -> None:
    """Open a workspace of the first revision with a program that knows a second one."""
    second_revision.know(scripts)
    start()
    workspace.open_workspace(place / "shop.loyalty", now=datetime.now(UTC)).database.close()


def init(start: Start, place: Path) -> None:
    """Make a workspace by the command line."""
    start()
    code = command_line(["init", "--quick-start", "--workspace", str(place / "shop.loyalty")])
    assert code == 0


def init_on_server(start: Start, url: str) -> None:
    """Make a workspace on a server by the command line."""
    start()
    assert command_line(["init", "--quick-start", "--workspace", url]) == 0


def read_migrated(start: Start, place: Path, scripts: Path, to: Path) -> None:
    """Write the pickled state of a migrated workspace to a file."""
    second_revision.know(scripts)
    start()
    to.write_bytes(pickle.dumps(state_of(place / "shop.loyalty", to.with_name("lists"))))


def work_and_record(start: Start, place: Path, synchronous: str) -> None:
    """Run commands one after another and write what reached the disk, with a note after each answer, to `recording`.

    The note is the number of audit records; the clock moves, so that they lie in the order of their making. Checkpoints
    come more often than in the program, so that cuts hit them; `synchronous` other than FULL weakens the program's own
    setting.
    """
    from tests.support.drills.recording_disk import RecordingDisk

    disk = RecordingDisk()
    path = place / "shop.loyalty"
    settings: set[int] = set()
    start()
    for session, now in enumerate((NOW, LATER)):
        with opened(path, now) as services:
            engine = services.storage.database.engine
            engine.dispose()
            event.listen(engine, "connect", lambda conn, _: _weaken(conn, synchronous, settings))
            services = Services(services.storage.at(_moving_clock(now)))
            for number in range(60):
                command(services, session * 600 + number)
                disk.note(len(services.audit.entries(limit=10_000)))
            services.closing.close_day()
            disk.note(len(services.audit.entries(limit=10_000)))
    (place / "recording").write_bytes(pickle.dumps((settings, disk.log)))


def _moving_clock(start: datetime) -> Callable[[], datetime]:
    seconds = itertools.count(1)
    return lambda: start + timedelta(seconds=next(seconds))


def _weaken(conn: Any, synchronous: str, settings: set[int]) -> None:
    if synchronous != "FULL":
        conn.execute(f"PRAGMA synchronous={synchronous}")
    conn.execute("PRAGMA wal_autocheckpoint=100")
    settings.add(conn.execute("PRAGMA synchronous").fetchone()[0])


def command(services: Services, number: int) -> None:
    """One points command of a till, another kind each time."""
    program = services.programs.list()[0].id
    points, status = (int(kind.id or 0) for kind in services.programs.get(program).points_types)
    giver = {2: number - 2, 4: number - 1}.get(
        number % 6, number
    )  # who spends was given points before
    person = services.participants.find(program, f"c{giver % 7:03d}")
    other = services.participants.find(program, f"c{number % 5 + 10:03d}")
    key = f"till{number}"
    external = KeyOrigin.EXTERNAL
    match number % 6:
        case 0 | 3:
            services.points.accrue(
                person, points, Decimal(20 + number % 9), key=key, origin=external
            )
        case 1:
            services.points.accrue(person, status, Decimal(100), key=key, origin=external)
        case 2:
            services.points.redeem(person, points, Decimal(1), key=key, origin=external)
        case 4:
            services.points.transfer(person, other, points, Decimal(2), key=key, origin=external)
        case _:
            given = services.points.accrue(
                other, points, Decimal(3), key=key, origin=external
            ).value
            services.points.cancel(other, given.id, key=f"{key}-back", reason="returned")


def record(start: Start, place: Path, job: str, arguments: dict[str, Any]) -> None:
    """Run another job and write what reached the disk to `recording`; the note 1 says that it has answered."""
    from tests.support.drills.recording_disk import RecordingDisk

    disk = RecordingDisk()
    globals()[job](start=start, place=place, **arguments)
    disk.note(1)
    (place / "recording").write_bytes(pickle.dumps(disk.log))


def till() -> None:
    """Run commands until killed. Arguments: workspace, first number, file that takes each number once it is answered.

    A process of its own: `sys.argv` has the arguments.
    """
    path, first, answered = sys.argv[1:]
    with opened(Path(path)) as services, Path(answered).open("a", encoding="utf-8") as out:
        for number in itertools.count(int(first)):
            command(services, number)
            out.write(f"till{number}\n")
            out.flush()


def send_and_die(start: Start, target: str, what: str, ids: Ids, *, before: bool) -> None:
    """Send a keyed command and be killed at its commit: just before, or just after and before anybody was told."""
    with opened(target) as services:
        dialect: Any = services.storage.database.engine.dialect
        real = dialect.do_commit

        def do_commit(connection: Any) -> None:
            if not before:
                real(connection)
            os.kill(os.getpid(), signal.SIGKILL)

        dialect.do_commit = do_commit
        start()
        send(services, what, ids)


def command_line_and_die(start: Start, arguments: list[str]) -> None:
    """Run a command and be killed at the first word of its answer."""

    class Deadly(io.StringIO):
        def write(self, _text: str) -> int:
            os.kill(os.getpid(), signal.SIGKILL)
            return 0

    sys.stdout = Deadly()
    start()
    command_line(arguments)
