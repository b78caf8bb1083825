"""What the children of the fork server do. Each job prepares, calls `start()` and then does the work to be killed."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from loyalty_desktop.app.cli.main import main as command_line
from loyalty_desktop.services import backups
from loyalty_desktop.services.imports.applying import PART_SIZES
from loyalty_desktop.storage import workspace
from tests.support.drills import second_revision
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


def read_migrated(start: Start, place: Path, scripts: Path, to: Path) -> None:
    """Write the pickled state of a migrated workspace to a file."""
    second_revision.know(scripts)
    start()
    to.write_bytes(pickle.dumps(state_of(place / "shop.loyalty", to.with_name("lists"))))
