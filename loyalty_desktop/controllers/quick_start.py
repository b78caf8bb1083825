"""The quick-start wizard: its answers, the checks of each step, and the run that makes everything. It words nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Controller
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import Conflict, LoyaltyError
from loyalty_desktop.domain.external_ids import external_id_from
from loyalty_desktop.domain.profile_databases import validate_profile_database
from loyalty_desktop.domain.programs import validate
from loyalty_desktop.domain.quick_start import (
    FirstParticipant,
    QuickStartDone,
    QuickStartDraft,
    database_of,
    program_of,
)
from loyalty_desktop.domain.validation import Finding, ValidationReport
from loyalty_desktop.services.container import Services


class WayIn(StrEnum):
    """How the first participants are added."""

    BY_HAND = "by_hand"
    FILE = "file"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of the wizard. `first_points` is accrued to the participant entered by hand."""

    draft: QuickStartDraft = field(default_factory=QuickStartDraft)
    with_tiers: bool = True
    way_in: WayIn = WayIn.LATER
    profile: ProfileDraft = field(default_factory=ProfileDraft)
    first_points: Decimal | None = Decimal(100)


STEPS = ("program", "points", "status", "tiers", "participants", "first")
_STEP_FIELDS = {
    "program": ("name", "external_id", "description", "currency", "time_zone", "database."),
    "points": ("points_types.0.",),
    "status": ("points_types.1.",),
    "tiers": ("tier_groups.",),
    "participants": ("profile.",),
    "first": ("first_points",),
}


class QuickStartController(Controller):
    """The view replaces `answers` as fields are edited; nothing is written before `finish`."""

    done = Signal(object)  # QuickStartDone
    refused = Signal(object)  # ValidationReport: jump to the step of its first error
    prepared = Signal()  # the proposed name and external ID changed: show them
    other_active = Signal(object)  # str: name of the active program in the way

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        self._services: Services = app.services
        self.phone_region = ""  # what the workspace already has
        self.reset()

    def reset(self) -> None:
        """Start over with the defaults."""
        self.answers = Answers()
        self.unread: dict[str, Finding] = {}
        self._key = (
            f"quick-start-{uuid.uuid4()}"  # one first accrual, however often `finish` is called
        )

    def prepare(self) -> None:
        """Propose an external ID that is free; `prepared` follows when it had to change."""

        def work(_progress: object) -> tuple[set[str], str]:
            taken = {row.external_id for row in self._services.programs.list()}
            return taken, self._services.settings.phone_region()

        def done(found: tuple[set[str], str]) -> None:
            taken, region = found
            if region and region != self.phone_region:
                self.phone_region = region
                changed = replace(self.answers.draft, phone_region=region)
                self.answers = replace(self.answers, draft=changed)
                self.prepared.emit()
            draft = self.answers.draft
            wanted = draft.program_external_id
            if wanted in taken:
                free = external_id_from(wanted, taken=taken)
                number = free.rpartition("-")[2]
                self.answers = replace(
                    self.answers,
                    draft=replace(
                        draft,
                        program_external_id=free,
                        program_name=f"{draft.program_name} {number}",
                    ),
                )
                self.prepared.emit()

        self.read(work, done, key="prepare")

    def draft(self) -> QuickStartDraft:
        """Return the answers as the service takes them."""
        answers = self.answers
        return answers.draft if answers.with_tiers else replace(answers.draft, status=None)

    def report(self) -> ValidationReport:
        """Return the findings by the paths of the program draft; those of the database under "database."."""
        draft = self.draft()
        found = list(self.unread.values())
        found += validate(program_of(draft, 1)).findings
        base = validate_profile_database(database_of(draft)).findings
        found += [replace(item, field=f"database.{item.field}") for item in base]
        if self.answers.way_in is WayIn.BY_HAND and not self.answers.profile.external_id.strip():
            found.append(Finding("profile.external_id", "setup.missing"))
        return ValidationReport(tuple(found))

    def step_errors(self, step: int) -> ValidationReport:
        """Return the errors of one step only."""
        return ValidationReport(
            tuple(finding for finding in self.report().errors if step_of(finding) == step)
        )

    def finish(self, *, pause_other: bool = False) -> None:
        """Make the program and activate it, then the participant and the first accrual; `done` follows."""
        report = self.report()
        if report.errors:
            self.refused.emit(report)
            return
        answers, draft = self.answers, replace(self.draft(), pause_other=pause_other)

        first = None
        if answers.way_in is WayIn.BY_HAND:
            first = FirstParticipant(answers.profile, answers.first_points)

        def work(_progress: object) -> Outcome[QuickStartDone]:
            return self._services.quick_start_with(draft, first, key=self._key)

        def done(outcome: Outcome[QuickStartDone]) -> None:
            self.done.emit(outcome.value)

        self.write(work, done, title="quick_start", failed=self._failed)

    def _failed(self, error: Any) -> None:
        if isinstance(error, Conflict) and error.code == "program.other_active":
            self.other_active.emit(error.params["other"])
        elif isinstance(error, LoyaltyError) and "field" in error.params:
            params = {key: value for key, value in error.params.items() if key != "field"}
            finding = Finding(str(error.params["field"]), error.code, params=params)
            self.refused.emit(ValidationReport((finding,)))
        else:
            self.failed.emit(error)


def step_of(finding: Finding) -> int:
    """Return the step whose form shows this finding."""
    for step, name in enumerate(STEPS):
        if any(
            finding.field == start or (start.endswith(".") and finding.field.startswith(start))
            for start in _STEP_FIELDS[name]
        ):
            return step
    return 0
