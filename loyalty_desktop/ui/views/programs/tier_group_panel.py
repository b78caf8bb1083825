"""The form of one tier group: the picture of its ladder, its tiers, and when they are reviewed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loyalty_desktop.controllers.program_editor import scoped
from loyalty_desktop.domain.drafts import ProgramDraft, TierDraft, TierGroupDraft
from loyalty_desktop.domain.entities.programs import TIER_GROUP
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import PointsKind, ReviewAnchor, TierGroupKind
from loyalty_desktop.domain.summary import summarise_tiers
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui.program_fields import side_by_side
from loyalty_desktop.ui.views.programs.tier_rows import TierRows
from loyalty_desktop.ui.widgets import (
    CheckBox,
    Choice,
    DayEdit,
    Form,
    LadderStep,
    LineEdit,
    Note,
    NumberEdit,
    RadioGroup,
    Text,
    TierLadder,
)
from loyalty_desktop.ui.words import programs as words
from loyalty_desktop.ui.words.i18n import message, translate


class TierGroupPanel(QWidget):
    """Edits a TierGroupDraft. `edited` carries the changed copy, `unread` a field whose text cannot be read as a value."""

    edited = Signal(object)  # TierGroupDraft
    unread = Signal(str, object)  # field, InvalidInput | None
    renumbered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = TierGroupDraft("", "", "")
        self._people: Mapping[int, int] = {}
        self._filling = False
        self._build_ui()
        self._readers: dict[str, Callable[[], Any]] = {
            "name": self._name.text,
            "external_id": lambda: self._external_id.text().strip(),
            "points_type": lambda: self._points_type.value() or "",
            "kind": self._kind.value,
            "review_months": self._months.value,
            "review_anchor": self._anchor.value,
            "review_day": self._day.day,
            "reset": self._reset.isChecked,
            "downgrade": self._downgrade.value,
            "grace_days": self._grace.value,
        }
        self.form.edited.connect(self._field_edited)
        self.review.edited.connect(self._field_edited)
        self.tiers.edited.connect(self._tiers_edited)
        self.tiers.unread.connect(self._tier_unread)
        self.tiers.renumbered.connect(self.renumbered)

    def set_draft(
        self, draft: TierGroupDraft, program: ProgramDraft, people: Mapping[int, int]
    ) -> None:
        """Show a tier group of a program; `people` counts the participants on each tier by tier id."""
        self._filling = True
        self._draft, self._people = draft, people
        self._name.setText(draft.name)
        self._external_id.setText(draft.external_id)
        self._points_type.set_options(
            [
                (item.external_id, item.name)
                for item in program.points_types
                if item.kind is PointsKind.QUALIFICATION
                and (not item.archived or item.external_id == draft.points_type)
            ]
        )
        self._points_type.set_value(draft.points_type)
        self._kind.set_value(draft.kind)
        self._months.set_value(draft.review_months)
        self._anchor.set_value(draft.review_anchor)
        self._day.set_day(draft.review_day)
        self._reset.setChecked(draft.reset)
        self._downgrade.set_value(draft.downgrade)
        self._grace.set_value(draft.grace_days)
        self.tiers.set_tiers(draft.tiers, people)
        self.form.clear_errors()
        self.review.clear_errors()
        self._general_error.hide()
        self._filling = False
        self._follow()

    def show_text(self, field: str, text: str) -> None:
        """Show again what was typed into a threshold ("tiers.1.threshold") although it is not a value."""
        _tiers, _, rest = field.partition(".")
        place = rest.partition(".")[0]
        if place.isdigit():
            self.tiers.show_text(int(place), text)

    def show_report(self, report: ValidationReport, *, everything: bool = False) -> None:
        """Show errors under the fields that were left (or under all of them)."""
        self.form.show_report(report, everything=everything)
        self.review.show_report(report, everything=everything)
        self.tiers.show_report(scoped(report, "tiers."), everything=everything)
        whole = [finding for finding in report.errors if finding.field == "tiers"]
        self._general_error.setText(message(whole[0]) if whole else "")
        self._general_error.setVisible(bool(whole))

    def focus_first_error(self, report: ValidationReport) -> None:
        """Focus the first field with an error."""
        first = report.errors[0].field if report.errors else ""
        if first.startswith("tiers."):
            self.tiers.focus_error(scoped(report, "tiers."))
        elif first in {"name", "external_id", "points_type", "kind"}:
            self.form.focus_first_error()
        else:
            self.review.focus_first_error()

    def _build_ui(self) -> None:
        self.form = form = Form()
        self._name = LineEdit(translate("Common", "Tiers"))
        self._external_id = LineEdit()
        self._points_type = Choice()
        side_by_side(
            form,
            form.add_field(TIER_GROUP, "name", self._name),
            form.add_field(TIER_GROUP, "external_id", self._external_id),
            form.add(
                "points_type",
                translate("TierGroupPanel", "Qualification points that decide"),
                self._points_type,
                required=True,
            ),
        )
        self.ladder = TierLadder()
        self.tiers = TierRows()
        self._general_error = Text("", size=12, tone="bad", wrap=True)
        self._general_error.hide()
        self.review = self._build_review()
        self.note = Note()
        self.note.label.setTextFormat(Qt.TextFormat.RichText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(form)
        layout.addWidget(self.ladder)
        layout.addWidget(self.tiers)
        layout.addWidget(self._general_error)
        layout.addWidget(self.review)

    def _build_review(self) -> Form:
        form = Form()
        form.section(translate("TierGroupPanel", "Up and down"))
        self._kind = RadioGroup()
        for value, text, help_text in words.group_kind_options():
            self._kind.add(value, text, help_text)
        form.add_field(TIER_GROUP, "kind", self._kind)
        self._months = NumberEdit(1, 120)
        self._anchor = Choice()
        self._anchor.set_options(words.anchor_options())
        self._months_row = form.add_field(TIER_GROUP, "review_months", self._months)
        self._anchor_row = form.add_field(TIER_GROUP, "review_anchor", self._anchor)
        side_by_side(form, self._months_row, self._anchor_row)
        self._day = DayEdit(optional=False)
        self._day_row = form.add_field(TIER_GROUP, "review_day", self._day)
        self._downgrade = Choice()
        self._downgrade.set_options(words.downgrade_options())
        self._downgrade_row = form.add_field(TIER_GROUP, "downgrade", self._downgrade)
        side_by_side(form, self._day_row, self._downgrade_row)
        self._grace = NumberEdit(0, 3_660)
        self._grace_row = form.add_field(TIER_GROUP, "grace_days", self._grace)
        self._reset = CheckBox(translate("TierGroupPanel", "Points start from 0 after a review"))
        self._reset_row = form.add("reset", "", self._reset)
        side_by_side(form, self._grace_row, self._reset_row)
        return form

    def _field_edited(self, field: str) -> None:
        if self._filling or field not in self._readers:
            return
        try:
            value = self._readers[field]()
        except InvalidInput as error:
            self.unread.emit(field, error)
            return
        self.unread.emit(field, None)
        self._take(replace(self._draft, **{field: value}))

    def _tiers_edited(self, tiers: tuple[TierDraft, ...]) -> None:
        if not self._filling:
            self._take(replace(self._draft, tiers=tiers))

    def _tier_unread(self, field: str, error: InvalidInput | None) -> None:
        self.unread.emit(f"tiers.{field}", error)

    def _take(self, draft: TierGroupDraft) -> None:
        if draft.kind is TierGroupKind.PERIODIC and draft.review_day is None:
            draft = replace(draft, review_day=self._day.day())  # what the field shows
        self._draft = draft
        self._follow()
        self.edited.emit(draft)

    def _follow(self) -> None:
        """Show the fields of this kind, the ladder and the sentence."""
        draft = self._draft
        periodic = draft.kind is TierGroupKind.PERIODIC
        for row in (
            self._months_row,
            self._anchor_row,
            self._reset_row,
        ):
            row.setVisible(periodic)
        self._day_row.setVisible(periodic and draft.review_anchor is ReviewAnchor.CALENDAR)
        self.ladder.set_steps(
            [
                LadderStep(
                    tier.name.strip() or "…",
                    words.short_amount(tier.threshold),
                    tier.colour,
                    self._people_note(tier),
                )
                for tier in draft.tiers
            ]
        )
        self.note.set_text(words.tiers_sentence(summarise_tiers(draft)))

    def _people_note(self, tier: TierDraft) -> str:
        count = self._people.get(tier.id or 0, 0)
        return translate("TierGroupPanel", "%n participants", None, count) if count else ""
