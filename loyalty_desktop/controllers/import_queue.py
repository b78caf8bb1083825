"""Several files that are imported one after another: which is next, and what became of those before. It words nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.messages import Worded
from loyalty_desktop.services.imports.types import ImportReport, ImportRequest

_CARRIED = (
    "key",
    "mode",
    "empty_cells",
    "unknown_profiles",
    "database_id",
    "program_id",
    "points_type_id",
    "date_order",
    "decimal_sign",
    "phone_region",
)
"""What one file passes to the next; its columns are matched as remembered for its own header."""
_OF_ANY_KIND = frozenset({"date_order", "decimal_sign", "phone_region"})
"""What a file passes to one of another kind, too."""


@dataclass(frozen=True, slots=True)
class QueuedFile:
    """One file: its report when it was imported, or why it was put aside; neither while it waits. `skipped` by a person."""

    path: Path
    report: ImportReport | None = None
    refusal: Worded | None = None
    skipped: bool = False

    @property
    def over(self) -> bool:
        """Return whether nothing is left to do with it."""
        return self.report is not None or self.refusal is not None or self.skipped


@dataclass(slots=True)
class ImportQueue:
    """The files in their order. A queue of one file is an ordinary import."""

    files: list[QueuedFile] = field(default_factory=list)
    carried: dict[str, Any] = field(default_factory=dict)
    kind: ImportKind | None = None  # of the file that answered

    @property
    def active(self) -> bool:
        """Return whether there are several files."""
        return len(self.files) > 1

    @property
    def place(self) -> int:
        """Return the place (0-based) of the file that is worked on; the number of files when all are over."""
        return next((n for n, f in enumerate(self.files) if not f.over), len(self.files))

    @property
    def waiting(self) -> Sequence[Path]:
        """Return the files that are not over, the one that is worked on first."""
        return [each.path for each in self.files if not each.over]

    def begin(self, paths: Sequence[Path]) -> None:
        """Queue these files in place of others."""
        self.files = [QueuedFile(path) for path in paths]
        self.carried, self.kind = {}, None

    def settle(self, **values: Any) -> None:
        """Say what became of the file that is worked on: `report`, `refusal` or `skipped`."""
        place = self.place
        if place < len(self.files):
            self.files[place] = replace(self.files[place], **values)

    def keep(self, request: ImportRequest) -> None:
        """Remember the answers of this file for the next one."""
        self.carried = {name: getattr(request, name) for name in _CARRIED}
        self.kind = request.kind

    def answers(self, kind: ImportKind) -> dict[str, Any]:
        """Return the answers that hold for a file of this kind."""
        return {
            name: value
            for name, value in self.carried.items()
            if kind == self.kind or name in _OF_ANY_KIND
        }

    def answered(self, kind: ImportKind) -> bool:
        """Return whether an earlier file of this kind has answered what is asked of a whole file."""
        return bool(self.carried) and kind == self.kind
