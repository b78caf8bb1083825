"""The check page of an import: its rows, corrections one after another, and their undo. It words nothing.

Corrections wait for each other, because each one checks the sheet again; those that came meanwhile are done together. What
was corrected can be taken back as long as the same rehearsal is open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Controller
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.imports.types import (
    FieldInfo,
    IssueGroup,
    MatchProposal,
    Rehearsal,
    Verdict,
)

if TYPE_CHECKING:
    from loyalty_desktop.services.imports.correcting import Cells

_Back = Callable[[Rehearsal], Rehearsal]
"""Takes a correction back."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done: the rehearsal, how many rows, and how each correction is taken back, with its number of rows."""

    rehearsal: Rehearsal
    rows: int
    back: tuple[tuple[_Back, int], ...] = ()


_Work = Callable[[Rehearsal], _Done]


class OpenImport(Controller):
    """What the check page needs of an import: how its columns were matched, and the rehearsal that it shows."""

    rehearsed = Signal(object)  # Rehearsal
    step_failed = Signal(object)

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self.proposal: MatchProposal | None = None
        self.rehearsal: Rehearsal | None = None


class ImportChecking(Controller):
    """Rows and corrections of the rehearsal of one wizard."""

    rows_loaded = Signal(object)  # RehearsalPage
    mended = Signal(int)  # the number of rows that were checked again
    began = Signal(bool)  # always True: a correction; the wizard's `rehearsed` follows

    def __init__(self, wizard: OpenImport) -> None:
        super().__init__(wizard.app, wizard)
        self._wizard = wizard
        self._imports = wizard.app.services.imports
        self._waiting: list[_Work] = []
        self._cells: list[Mapping[int, Mapping[str, str]]] = []
        self._rows = 0
        self._working = False
        self._steps: list[tuple[str, _Back, int]] = []
        self.words: dict[str, dict[str, str]] = {}
        """Words of the sender and the values of lists that a person has put in their place, by field."""

    def load_rows(
        self,
        *,
        verdict: Verdict | None,
        search: str = "",
        code: str | None = None,
        field: str | None = None,
        value: str | None = None,
        offset: int = 0,
        limit: int = 200,
    ) -> None:
        """Read rows of the check grid; `rows_loaded` follows."""
        rehearsal = self._wizard.rehearsal
        if rehearsal is None:
            return
        self.read(
            lambda _progress: self._imports.rehearsal_rows(
                rehearsal,
                verdict=verdict,
                search=search,
                code=code,
                field=field,
                value=value,
                offset=offset,
                limit=limit,
            ),
            self.rows_loaded.emit,
            key="rows",
            failed=self._wizard.step_failed.emit,
        )

    def info(self, field: str) -> FieldInfo | None:
        """Return what is known about a field of the sheet."""
        proposal = self._wizard.proposal
        fields = proposal.fields if proposal is not None else ()
        return next((f for f in fields if f.name == field), None)

    @property
    def busy(self) -> bool:
        """Return whether a correction is not finished; nothing should be applied until then."""
        return self._working

    @property
    def can_undo(self) -> bool:
        """Return whether a correction of this rehearsal can be taken back."""
        rehearsal = self._wizard.rehearsal
        return rehearsal is not None and any(step[0] == rehearsal.id for step in self._steps)

    def put(self, cells: Mapping[int, Mapping[str, str]]) -> None:
        """Put texts (row number -> field -> text) into cells; `rehearsed` and `mended` of the rows follow."""
        new = _places(cells)
        if any(new & _places(waiting) for waiting in self._cells):
            self._flush()  # a cell is written twice: both can be taken back
        self._cells.append(cells)
        if self._waiting:
            self._flush()  # in the order in which they were made
        self._next()

    def mend(self, row_no: int, cells: Sequence[tuple[str, str, str]], *, alike: bool) -> None:
        """Correct cells (field, old text, new text) of a row, or with `alike` every faulty cell with the same text.

        `rehearsed` and `mended` follow.
        """
        words = [cell for cell in cells if alike and self._is_list(cell[0])]

        def work(found: Rehearsal) -> _Done:
            done = self._put(found, [self._imports.correction(found, row_no, cells, alike=alike)])
            self._learn(words)
            (back, rows) = done.back[0]

            def unlearn(later: Rehearsal) -> Rehearsal:
                self._forget(words)
                return back(later)

            return replace(done, back=((unlearn, rows),))

        self._add(work)

    def _is_list(self, field: str) -> bool:
        info = self.info(field)
        return info is not None and bool(info.choices)

    def _learn(self, cells: Sequence[tuple[str, str, str]]) -> None:
        """Remember what words of the sender mean, for a matching that is saved later."""
        for field, old, new in cells:
            self.words.setdefault(field, {})[old] = new

    def _forget(self, cells: Sequence[tuple[str, str, str]]) -> None:
        for field, old, _new in cells:
            self.words.get(field, {}).pop(old, None)

    def leave_out(self, group: IssueGroup, *, out: bool) -> None:
        """Leave the rows of a group of problems out, or with `out` False take them in; `rehearsed` and `mended` follow."""
        imports = self._imports

        def work(found: Rehearsal) -> _Done:
            rows = imports.rows_of(found, group)
            again = imports.leave_rows_out(found, rows, out=out)

            def back(later: Rehearsal) -> Rehearsal:
                return imports.leave_rows_out(later, rows, out=not out)

            return _Done(again, len(rows), ((back, len(rows)),))

        self._add(work)

    def undo(self) -> None:
        """Take the last correction back; `rehearsed` and `mended` follow."""

        def work(found: Rehearsal) -> _Done:
            mine = [step for step in self._steps if step[0] == found.id]
            if not mine:
                return _Done(found, 0)
            self._steps.remove(mine[-1])
            return _Done(mine[-1][1](found), mine[-1][2])

        self._add(work)

    def _put(self, rehearsal: Rehearsal, corrections: Sequence[Cells]) -> _Done:
        """Make corrections that share no cell; each is taken back alone."""
        together: dict[int, dict[str, Any]] = {}
        for cells in corrections:
            for row_no, texts in cells.items():
                together.setdefault(row_no, {}).update(texts)
        again, before = self._imports.put_cells(rehearsal, together)

        def back(cells: Cells) -> _Back:
            old = {n: {name: before[n][name] for name in texts} for n, texts in cells.items()}
            return lambda later: self._imports.put_cells(later, old)[0]

        backs = tuple((back(cells), len(cells)) for cells in corrections)
        return _Done(again, len(together), backs)

    def _add(self, work: _Work) -> None:
        self._flush()
        self._waiting.append(work)
        self._next()

    def _flush(self) -> None:
        """Let the cells that wait be one correction."""
        if self._cells:
            cells, self._cells = self._cells, []
            self._waiting.append(lambda found: self._put(found, cells))

    def _next(self) -> None:
        rehearsal = self._wizard.rehearsal
        if self._working:
            return
        self._flush()
        if rehearsal is None or not self._waiting:
            self._waiting.clear()
            return
        work = self._waiting.pop(0)
        self._working = True
        self.began.emit(True)

        def run(_progress: Progress) -> _Done:
            return work(rehearsal)

        def done(answer: _Done) -> None:
            self._working = False
            now = self._wizard.rehearsal
            if now is None or now.id != rehearsal.id:
                self._waiting.clear()
                self._cells.clear()
                return
            self._steps += [(rehearsal.id, back, rows) for back, rows in answer.back]
            self._rows += answer.rows
            self._wizard.rehearsal = answer.rehearsal
            if self._waiting or self._cells:
                self._next()  # what is shown would be old in a moment
                return
            rows, self._rows = self._rows, 0
            self._wizard.rehearsed.emit(answer.rehearsal)
            self.mended.emit(rows)

        def failed(error: Any) -> None:
            self._working = False
            self._waiting.clear()
            self._cells.clear()
            now = self._wizard.rehearsal
            if now is not None:
                self._wizard.rehearsed.emit(now)  # the cells show again what they hold
            self._wizard.step_failed.emit(error)

        self.read(run, done, failed=failed)


def _places(cells: Cells) -> set[tuple[int, str]]:
    return {(row_no, name) for row_no, texts in cells.items() for name in texts}
