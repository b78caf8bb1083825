"""The list of a program's participants: program, filter and sort, facets, sums, and bulk actions. It words nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Done, Failed
from loyalty_desktop.controllers.jobs import JobLink
from loyalty_desktop.controllers.lists import ListController, ListSum, Sort
from loyalty_desktop.domain import participant_links
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.domain.list_filters import (
    ColumnFilter,
    DistinctValues,
    FilterOp,
    ListQuery,
)
from loyalty_desktop.domain.participants import (
    AllMatching,
    BulkResult,
    ParticipantColumn,
    ParticipantKey,
    ParticipantSort,
    Selection,
)
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.domain.programs import program_in_front
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.participant_lists import ListLayout, ParticipantRow
from loyalty_desktop.services.participants import ParticipantsService


def new_key(prefix: str) -> str:
    """Return a new idempotency key; dialogs make one when they open."""
    return f"{prefix}-{uuid.uuid4()}"


def service_sort(sort: Sort | None) -> ParticipantSort:
    """Return the list's own sort ("active:7": points type 7) as the service takes it."""
    if sort is None:
        return ParticipantSort()
    column, _, target = sort.column.partition(":")
    if column not in set(ParticipantColumn):
        if column not in PROFILE.names:
            return ParticipantSort()
        return ParticipantSort(ParticipantColumn.PROFILE_FIELD, sort.descending, field=column)
    return ParticipantSort(
        ParticipantColumn(column), sort.descending, int(target) if target else None
    )


class ParticipantsController(ListController):
    """Lists the participants of one program at a time."""

    opened = Signal(object)  # ListLayout; None: there is no program

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self._participants: ParticipantsService = app.services.participants
        self.program_id: int | None = None
        self.layout: ListLayout | None = None
        self.programs: list[Any] = []
        app.program.changed.connect(self._chosen)

    def _chosen(self, program_id: int) -> None:
        """Show the program that was chosen elsewhere, if the list is visible."""
        if self.program_id not in {None, program_id}:
            self.open(program_id)

    def open(self, program_id: int | None = None) -> None:
        """Show a program (if none is named, the last one or the active one); `opened` follows."""
        wanted = program_id or self.app.program.id

        def work(_progress: Progress) -> tuple[list[Any], ListLayout | None]:
            programs = [
                p for p in self.app.services.programs.list() if p.state != ProgramState.ARCHIVED
            ]
            chosen = program_in_front(programs, wanted)
            layout = None if chosen is None else self._participants.layout(chosen)
            return programs, layout

        self.read(work, self._opened, key="layout")

    def _opened(self, answer: tuple[list[Any], ListLayout | None]) -> None:
        self.programs, self.layout = answer
        if self.layout is not None and self.layout.program.id != self.program_id:
            self.program_id = self.layout.program.id
            self.app.program.choose(self.program_id)
        self.opened.emit(self.layout)

    def linked(self, params: Mapping[str, Any]) -> ListQuery:
        """Return the query of a link: `query`, `state`, `tier_id`, `batch_id`, and those of domain/participant_links.py."""
        filters = participant_links.conditions(params)
        if params.get("state"):
            filters.append(ColumnFilter("state", FilterOp.IN, (str(params["state"]),)))
        if params.get("tier_id") and self.layout is not None:
            tier = int(params["tier_id"])
            filters += [
                ColumnFilter(f"tier:{group.id}", FilterOp.IN, (tier,))
                for group in self.layout.tier_groups
                if any(each.id == tier for each in group.tiers)
            ]
        if params.get("batch_id"):
            filters.append(ColumnFilter("batch", FilterOp.IN, (int(params["batch_id"]),)))
        return ListQuery(str(params.get("query") or ""), tuple(filters))

    def selection(self, ids: Sequence[int], *, everything: bool) -> Selection:
        """Return what a bulk action works on: these participants, or all who match, as a query."""
        return AllMatching(self.query) if everything else tuple(ids)

    def load_ids(self, query: ListQuery, sort: Sort | None) -> Sequence[int]:
        """Return the ids in sort order. Runs in a reader thread."""
        if self.program_id is None:
            return []
        return self._participants.list_ids(self.program_id, query, service_sort(sort)).ids

    def load_first(self, query: ListQuery, limit: int) -> Sequence[int] | None:
        """Return the first ids of a search. Runs in a reader thread."""
        if self.program_id is None:
            return []
        return self._participants.first_ids(self.program_id, query, limit)

    def load_count(self, query: ListQuery, limit: int) -> int:
        """Return how many match, counted up to `limit`. Runs in a reader thread."""
        if self.program_id is None:
            return 0
        return self._participants.count_matching(self.program_id, query, limit)

    def load_distinct(self, column: str, query: ListQuery, search: str) -> DistinctValues:
        """Return the values of a column with counts. Runs in a reader thread."""
        if self.program_id is None:
            return DistinctValues(())
        return self._participants.distinct(self.program_id, column, query, search=search)

    def load_sum(self, column: str, ids: Sequence[int] | None, query: ListQuery) -> ListSum | None:
        """Return the sum of a number column over a selection. Runs in a reader thread."""
        if self.program_id is None:
            return None
        selection: Selection = AllMatching(query) if ids is None else tuple(ids)
        found = self._participants.sums(self.program_id, selection, column)
        return None if found is None else ListSum(column, found.count, found.total)

    def load_page(self, ids: Sequence[int]) -> list[ParticipantRow]:
        """Return the rows of these participants. Runs in a reader thread."""
        if self.program_id is None:
            return []
        return self._participants.page(self.program_id, ids)

    def block_all(
        self,
        selection: Selection,
        reason: str,
        *,
        done: Done[BulkResult] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Block the selected participants."""
        assert self.program_id is not None  # noqa: S101 - rows are shown, so there is a program
        program_id = self.program_id

        self.write(
            lambda progress: self._participants.block_all(program_id, selection, reason, progress),
            done,
            title="participant.state",
            failed=failed,
        )

    def accrue_all(
        self,
        selection: Selection,
        draft: PointsDraft,
        *,
        key: str,
        done: Done[BulkResult] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Accrue points to all selected participants; a second try repeats nobody."""
        assert self.program_id is not None  # noqa: S101 - rows are shown, so there is a program
        program_id, bulk = self.program_id, self.app.services.bulk_points
        self.write(
            lambda progress: bulk.accrue(program_id, selection, draft, key=key, progress=progress),
            done,
            title="points.accrue",
            failed=failed,
        )

    def leave(self, who: ParticipantKey) -> None:
        """Let one participant leave its program; points and history stay."""
        self.write(lambda _progress: self._participants.leave(*who), title="participant.state")

    def named(self, participant_id: int) -> ParticipantKey:
        """Return what names a participant of the program that the list shows."""
        assert self.program_id is not None  # noqa: S101 - rows are shown, so there is a program
        return ParticipantKey(self.program_id, participant_id)

    def load_fields(self, done: Callable[[tuple[CustomFieldDraft, ...]], None]) -> None:
        """Read the custom fields of the program's database."""
        assert self.layout is not None  # noqa: S101 - asked by a dialog over the list
        database_id = self.layout.program.profile_database_id
        self.read(
            lambda _progress: self.app.services.profiles.fields(database_id), done, key="fields"
        )

    def find_profile(
        self, text: str, done: Callable[[Any], None], failed: Callable[[Any], None]
    ) -> None:
        """Find a profile of the program's database by any key, so that it can join."""
        assert self.layout is not None  # noqa: S101 - asked by a dialog over the list
        database_id = self.layout.program.profile_database_id
        profiles = self.app.services.profiles

        def work(_progress: Progress) -> Any:
            return profiles.details(profiles.find(database_id, text))

        self.read(work, done, key="find", failed=failed)

    def join(
        self,
        profile: int | ProfileDraft,
        *,
        registered_at: datetime | None,
        comment: str,
        done: Callable[[Outcome[int]], None],
        failed: Callable[[Any], None],
    ) -> None:
        """Let a profile join: an existing one by id, or a new one."""
        assert self.program_id is not None  # noqa: S101 - asked by a dialog over the list
        program_id = self.program_id

        def work(_progress: Progress) -> Outcome[int]:
            if isinstance(profile, ProfileDraft):
                return self._participants.join_new(
                    program_id, profile, registered_at=registered_at, comment=comment
                )
            return self._participants.join(
                program_id, profile, registered_at=registered_at, comment=comment
            )

        self.write(work, done, title="participants.join", failed=failed)

    def join_everyone(self, done: Callable[[Outcome[int]], None]) -> None:
        """Let every profile of the database join."""
        assert self.program_id is not None  # noqa: S101 - asked by a view with a program
        program_id = self.program_id
        self.write(
            lambda progress: self._participants.join_all(program_id, progress),
            done,
            title="participants.join",
        )

    def export(
        self,
        path: Path,
        wanted: ListQuery,
        done: Callable[[Any], None],
        failed: Callable[[Any], None],
    ) -> None:
        """Write the participants that a filter matches to a workbook or a CSV file."""
        assert self.program_id is not None  # noqa: S101 - asked by a dialog over the list
        exports, program_id = self.app.services.exports, self.program_id
        self.read(
            lambda progress: exports.participants(program_id, path, wanted, progress=progress),
            done,
            title="export",
            params={"file": path.name},
            failed=failed,
            links=lambda _report: [JobLink.to_file(path)],
        )

    def save_template(self, path: Path, language: str, done: Callable[[Any], None]) -> None:
        """Write the template of a participants sheet in a language."""
        exports, program_id = self.app.services.exports, self.program_id
        self.read(
            lambda _progress: exports.template(
                "participants", path, program_id=program_id, language=language
            ),
            done,
            title="template",
            params={"file": path.name},
            links=lambda _answer: [JobLink.to_file(path)],
        )
