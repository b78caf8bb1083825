"""The program being edited: its draft, the findings, who would change tiers, and the save. It words nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Controller, gone
from loyalty_desktop.controllers.jobs import JobLink
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import PartnerDraft, ProgramDraft, TierGroupDraft
from loyalty_desktop.domain.errors import Conflict, InvalidInput, LoyaltyError
from loyalty_desktop.domain.merging import Clash, merge_programs
from loyalty_desktop.domain.programs import (
    NO_FACTS,
    ProgramFacts,
    changed_expiry,
    changed_ladders,
    fixed_time_zone,
    validate,
)
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.domain.validation import Finding, ValidationReport
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.rule_changes import LotsRedated


@dataclass(frozen=True, slots=True)
class ProgramOpened:
    """A program as it was read: its row with the figures, its draft, the participants on each tier."""

    row: Any  # storage.queries.programs.ProgramRow
    draft: ProgramDraft
    facts: ProgramFacts
    tier_counts: dict[int, int]


@dataclass(frozen=True, slots=True)
class GroupMoves:
    """Who would change tiers in one tier group when the draft is saved (`preview` is the tier service's TierPreview)."""

    group: TierGroupDraft
    preview: Any


@dataclass(frozen=True, slots=True)
class SavePreview:
    """What saving the draft would do to what is there: who moves, and lots that could get another last day."""

    moves: list[GroupMoves]
    lots: Sequence[LotsRedated] = ()

    @property
    def asks(self) -> bool:
        """Return whether there is something to confirm or to choose."""
        moving = any(m.preview.up or m.preview.down or m.preview.later for m in self.moves)
        return moving or any(found.lots.lots for found in self.lots)


@dataclass(frozen=True, slots=True)
class Conflicting:
    """Somebody else saved first, and changed what the draft changes too: `theirs` is what is stored now."""

    theirs: ProgramOpened
    clashes: tuple[Clash, ...]


class ProgramEditorController(Controller):
    """Holds the draft of one program. The view shows `draft` and calls `edit` with a changed copy."""

    opened = Signal(object)  # ProgramOpened
    checked = Signal(object)  # ValidationReport, after each edit
    refused = Signal(object)  # ValidationReport with errors: the save did not start
    moves_found = Signal(object)  # SavePreview: confirm, then save(confirmed=True)
    saved = Signal(object)  # int: program id
    conflicted = Signal(object)  # Conflicting: ask, then settle()
    merged = Signal()  # the draft holds the changes of somebody else beside the edits
    joined = Signal(object)  # int: how many participants joined

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self._services: Services = app.services
        self.program_id = 0
        self.row: Any = None
        self.stored: ProgramDraft | None = None
        self.draft: ProgramDraft | None = None
        self.tier_counts: dict[int, int] = {}
        self._facts = NO_FACTS
        self.unread: dict[
            str, Finding
        ] = {}  # fields whose text cannot be read as a value, by dotted path

    @property
    def dirty(self) -> bool:
        """Return whether there is something to save."""
        return self.draft != self.stored or bool(self.unread)

    @property
    def used_points_types(self) -> frozenset[int]:
        """Return the ids of points types that participants hold: these are archived instead of removed."""
        return self._facts.used_points_types

    @property
    def fixed_time_zone(self) -> Finding | None:
        """Return why the time zone cannot change any more, None while it can."""
        return fixed_time_zone(self._facts)

    def open(self, program_id: int) -> None:
        """Read the program and drop all edits; `opened` follows."""
        self.program_id = program_id

        self.read(self._load, self._opened, key="program")

    def refresh_numbers(self) -> None:
        """Read the figures again and keep the edits; `opened` follows unless the draft has no edits before and after."""
        if not self.dirty:
            self.open(self.program_id)
            return

        def work(_progress: object) -> Any:
            return self._services.programs.details(self.program_id)

        def done(row: Any) -> None:
            self.row = row
            if self.draft is not None:
                opened = ProgramOpened(row, self.draft, self._facts, self.tier_counts)
                self.opened.emit(opened)

        self.read(work, done, key="program.row")

    def edit(self, draft: ProgramDraft) -> None:
        """Take a changed copy of the draft and check it; `checked` follows at once."""
        self.draft = draft
        self.checked.emit(self.report())

    def mark_unread(self, path: str, error: InvalidInput | None) -> None:
        """Remember that the text of a field cannot be read as a value, or forget it (None)."""
        if error is None:
            self.unread.pop(path, None)
        else:
            self.unread[path] = Finding(path, error.code, params=error.params)

    def unread_texts(self, prefix: str) -> dict[str, str]:
        """Return the texts of unreadable fields under a path, to show them again; their names come without the path."""
        return {
            path[len(prefix) :]: str(finding.params.get("found", ""))
            for path, finding in self.unread.items()
            if path.startswith(prefix)
        }

    def forget_unread(self, prefix: str) -> None:
        """Forget the unreadable fields under a path, because its row was removed or replaced."""
        self.unread = {k: v for k, v in self.unread.items() if not k.startswith(prefix)}

    def report(self) -> ValidationReport:
        """Return the findings of the draft, unreadable fields first."""
        if self.draft is None:
            return ValidationReport()
        found = validate(self.draft, self._facts).findings
        unread = tuple(self.unread.values())
        return ValidationReport(unread + tuple(f for f in found if f.field not in self.unread))

    def revert(self) -> None:
        """Drop all edits and go back to what is stored."""
        if self.stored is not None and self.row is not None:
            self.unread.clear()
            self.draft = self.stored
            self.opened.emit(ProgramOpened(self.row, self.stored, self._facts, self.tier_counts))

    def save(self, *, confirmed: bool = False, redate: Sequence[int] = ()) -> None:
        """Save the draft: `refused`, `moves_found` (until confirmed), `conflicted`, `failed` or `saved` follows.

        `redate` are points types whose changed rule of expiry holds for open lots too. When somebody else saved first, changes that do not clash are put together and saved without a question.
        """
        draft = self.draft
        if draft is None or not self.dirty:
            return
        report = self.report()
        if report.errors:
            self.refused.emit(report)
            return
        changed = self.changed_ladders()
        expiry = self.stored is not None and changed_expiry(self.stored, draft)
        populated = self.row is not None and self.row.participants
        if (changed or expiry) and not confirmed and populated:
            self._preview(changed, draft)
            return

        def work(_progress: object) -> Outcome[int]:
            return self._services.programs.update(draft, redate=redate)

        def done(outcome: Outcome[int]) -> None:
            self.stored = self.draft
            self.saved.emit(outcome.value)
            self.open(self.program_id)

        self.write(work, done, title="program.save", failed=self._save_failed)

    def settle(self, conflicting: Conflicting, kept: Mapping[str, Any]) -> None:
        """Put the edits and what is stored together, with a value for each clash by its field, and save."""
        base, mine, theirs = self.stored, self.draft, conflicting.theirs
        if base is None or mine is None:
            return
        draft, _ = merge_programs(base, mine, theirs.draft, kept)
        self._hold(theirs)
        self.draft = draft
        self.opened.emit(replace(theirs, draft=draft))
        self.merged.emit()
        if self.dirty:
            self.save()
        else:  # only what is stored already was kept
            self.saved.emit(self.program_id)

    def changed_ladders(self) -> tuple[TierGroupDraft, ...]:
        """Return the tier groups of the draft that are new or place participants by other rules than the stored ones."""
        if self.draft is None or self.stored is None:
            return ()
        return changed_ladders(self.stored, self.draft)

    def save_partner(
        self, draft: PartnerDraft, *, remove: bool, failed: Callable[[Any], None]
    ) -> None:
        """Add, change or remove one partner at once, apart from the other edits; `saved` follows.

        When somebody else saved first, it is saved on top of that, unless they changed the same partner.
        """
        stored, edited = self.stored, self.draft
        if stored is None or edited is None:
            return
        others = tuple(p for p in stored.partners if p.id != draft.id or draft.id is None)
        partners = others if remove else (*others, draft)
        wanted = replace(stored, partners=partners)

        def again(error: Conflict, theirs: ProgramOpened) -> None:
            merged, clashes = merge_programs(stored, wanted, theirs.draft)
            if not clashes:
                self._store_partners(merged, refused)
            elif not gone(failed):
                failed(error)

        def refused(error: BaseException) -> None:
            if isinstance(error, Conflict) and error.code == "program.changed":
                self.read(self._load, partial(again, error), key="program", failed=failed)
            elif not gone(failed):
                failed(error)

        self._store_partners(wanted, refused)

    def join_all(self) -> None:
        """Let every profile of the database join; `joined` follows with how many did."""

        def work(progress: Progress) -> Outcome[int]:
            return self._services.participants.join_all(self.program_id, progress)

        def done(outcome: Outcome[int]) -> None:
            self.joined.emit(outcome.value)
            self.refresh_numbers()

        self.write(work, done, title="participants.join")

    def _store_partners(self, draft: ProgramDraft, failed: Callable[[BaseException], None]) -> None:
        def work(_progress: object) -> Outcome[int]:
            return self._services.programs.update(draft)

        def done(outcome: Outcome[int]) -> None:
            self.saved.emit(outcome.value)
            self._reload_stored()

        self.write(work, done, title="program.save", failed=failed)

    def _reload_stored(self) -> None:
        """Read the program again after a partner was saved: the other edits are kept, on top of the new version.

        Edits that clash with what somebody else changed stay on the version they began with: saving them asks.
        """
        base, edits = self.stored, self.draft if self.draft != self.stored else None

        def done(opened: ProgramOpened) -> None:
            fresh = opened.draft
            self._opened(opened)
            if base is None or edits is None:
                return
            self.draft, clashes = merge_programs(base, edits, fresh)
            if clashes:
                self.stored = replace(base, partners=fresh.partners)
                self.draft = replace(edits, partners=fresh.partners)
            self.opened.emit(replace(opened, draft=self.draft))
            self.merged.emit()

        self.read(self._load, done, key="program")

    def _opened(self, opened: ProgramOpened) -> None:
        self._hold(opened)
        self.opened.emit(opened)

    def _hold(self, opened: ProgramOpened) -> None:
        self.row = opened.row
        self.stored = self.draft = opened.draft
        self._facts = opened.facts
        self.tier_counts = opened.tier_counts
        self.unread.clear()

    def _load(self, _progress: object) -> ProgramOpened:
        programs, program_id = self._services.programs, self.program_id
        draft, facts = programs.get(program_id), programs.facts(program_id)
        counts = programs.tier_counts(program_id)
        return ProgramOpened(programs.details(program_id), draft, facts, counts)

    def _merge(self, theirs: ProgramOpened) -> None:
        """Somebody saved first: put both changes together, and ask about what both changed."""
        if self.stored is None or self.draft is None:
            return
        _, clashes = merge_programs(self.stored, self.draft, theirs.draft)
        found = Conflicting(theirs, tuple(clashes))
        if clashes:
            self.conflicted.emit(found)
        else:
            self.settle(found, {})

    def _preview(self, groups: tuple[TierGroupDraft, ...], draft: ProgramDraft) -> None:
        tiers, programs = self._services.tiers, self._services.programs

        def work(_progress: object) -> SavePreview:
            moves = [GroupMoves(group, tiers.preview(self.program_id, group)) for group in groups]
            return SavePreview(moves, programs.redating(draft))

        self.read(work, self.moves_found.emit, key="program.preview")

    def _save_failed(self, error: Any) -> None:
        if isinstance(error, Conflict) and error.code == "program.changed":
            self.read(self._load, self._merge, key="program")
        elif isinstance(error, InvalidInput) and "field" in error.params:
            params = {k: v for k, v in error.params.items() if k != "field"}
            finding = Finding(str(error.params["field"]), error.code, params=params)
            self.refused.emit(ValidationReport((finding,)))
        else:
            self.failed.emit(error)


def write_partners(
    controller: ProgramEditorController, path: Path, done: Callable[[Any], None]
) -> None:
    """Write the partners of the program to a workbook or a CSV file."""
    exports, program_id = controller.app.services.exports, controller.program_id
    controller.read(
        lambda progress: exports.export("partners", program_id, path, progress),
        done,
        title="export",
        params={"file": path.name},
        failed=controller.failed.emit,
        links=lambda _report: [JobLink.to_file(path)],
    )


def write_partners_template(
    controller: ProgramEditorController, path: Path, language: str, done: Callable[[Any], None]
) -> None:
    """Write the template of a partners sheet in a language."""
    exports, program_id = controller.app.services.exports, controller.program_id
    controller.read(
        lambda _progress: exports.template(
            "partners", path, program_id=program_id, language=language
        ),
        done,
        title="template",
        params={"file": path.name},
        failed=controller.failed.emit,
        links=lambda _answer: [JobLink.to_file(path)],
    )


def scoped(report: ValidationReport, prefix: str) -> ValidationReport:
    """Return the findings under a path, with the path cut off, for one panel."""
    return ValidationReport(
        tuple(
            replace(finding, field=finding.field[len(prefix) :])
            for finding in report.findings
            if finding.field.startswith(prefix)
        )
    )


def as_error(finding: Finding) -> LoyaltyError:
    """Return a finding as the error that reports it."""
    return InvalidInput(finding.code, field=finding.field, **finding.params)
