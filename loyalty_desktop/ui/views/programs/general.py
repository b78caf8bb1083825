"""The General tab: an outline on the left, the form of the chosen item on the right, its sentence under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from loyalty_desktop.controllers.program_editor import ProgramEditorController, scoped
from loyalty_desktop.domain.drafts import PointsTypeDraft, ProgramDraft, TierDraft, TierGroupDraft
from loyalty_desktop.domain.entities.programs import PROGRAM
from loyalty_desktop.domain.external_ids import external_id_from
from loyalty_desktop.domain.kinds import PointsKind
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui.program_fields import currency_choice, side_by_side, zone_choice
from loyalty_desktop.ui.views.programs.outline import ProgramContents
from loyalty_desktop.ui.views.programs.points_type_panel import PointsTypePanel
from loyalty_desktop.ui.views.programs.tier_group_panel import TierGroupPanel
from loyalty_desktop.ui.views.programs.tier_rows import COLOURS
from loyalty_desktop.ui.widgets import Card, Choice, Form, LineEdit, LinkButton, TextArea
from loyalty_desktop.ui.words.i18n import message, translate

OUTLINE_CHARS = 26
PANEL_WIDTH = 920
"""The width in pixels beyond which a form gains nothing."""


class ProgramGeneralTab(QWidget):
    """Edits the controller's draft: its own fields, points types and tier groups."""

    message_wanted = Signal(object)  # LoyaltyError

    def __init__(self, controller: ProgramEditorController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._key = "general"
        self._filling = False
        self._everything = False
        self._build_ui()
        self.outline.chosen.connect(self.choose)
        self.outline.add_points_type.connect(self._add_points_type)
        self.outline.add_tier_group.connect(self._add_tier_group)
        self.points.edited.connect(self._points_edited)
        self.points.unread.connect(self._unread)
        self.points.form.left.connect(lambda _field: self._tell())
        self.tiers.edited.connect(self._group_edited)
        self.tiers.unread.connect(self._unread)
        self.tiers.renumbered.connect(self._renumbered)
        self.tiers.form.left.connect(lambda _field: self._tell())
        self.tiers.review.left.connect(lambda _field: self._tell())
        self.basics.edited.connect(self._basics_edited)
        self.basics.left.connect(lambda _field: self._tell())

    def _build_ui(self) -> None:
        self.outline = ProgramContents()
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.outline.setProperty("kind", "page")
        side.setWidget(self.outline)
        side.setMinimumWidth(self.fontMetrics().averageCharWidth() * OUTLINE_CHARS)
        side.setMaximumWidth(self.fontMetrics().averageCharWidth() * (OUTLINE_CHARS + 8))
        self.basics = self._build_basics()
        self.points = PointsTypePanel()
        self.tiers = TierGroupPanel()
        self._panels = QStackedWidget()
        for name, panel in (
            ("basics", self.basics),
            ("points", self.points),
            ("tiers", self.tiers),
        ):
            panel.setObjectName(name)
            self._panels.addWidget(_scrolled(panel))
        self._card = Card()
        self._remove = LinkButton(translate("ProgramGeneralTab", "Remove"))
        self._remove.setObjectName("remove")
        self._remove.clicked.connect(self._remove_current)
        self._card.add_header_widget(self._remove)
        self._card.body.addWidget(self._panels, 1)
        for note in (self.points.note, self.tiers.note):
            self._card.body.addWidget(note)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(side)
        layout.addWidget(self._card, 1)

    def _build_basics(self) -> Form:
        form = Form()
        self._name = LineEdit()
        self._external_id = LineEdit()
        side_by_side(
            form,
            form.add_field(PROGRAM, "name", self._name),
            form.add_field(PROGRAM, "external_id", self._external_id),
        )
        self._description = TextArea("", rows=3)
        form.add_field(PROGRAM, "description", self._description)
        self._database = LineEdit()
        self._database.setReadOnly(True)
        form.add(
            "profile_database_id",
            translate("Common", "Profile database"),
            self._database,
            help_text=translate(
                "ProgramGeneralTab", "The customer base the program serves. It cannot change."
            ),
        )
        self._currency: Choice = currency_choice()
        self._zone: Choice = zone_choice()
        side_by_side(
            form,
            form.add_field(PROGRAM, "currency", self._currency),
            form.add_field(PROGRAM, "time_zone", self._zone),
        )
        self._basics_readers: dict[str, Callable[[], Any]] = {
            "name": self._name.text,
            "external_id": lambda: self._external_id.text().strip(),
            "description": self._description.toPlainText,
            "currency": self._currency.value,
            "time_zone": self._zone.value,
        }
        return form

    def show_draft(self, *, keep_choice: bool = True) -> None:
        """Show the controller's draft again."""
        draft = self._draft()
        self._everything = False
        self.outline.show_draft(draft)
        self.choose(self.outline.current() if keep_choice else "general")

    def choose(self, key: str) -> None:
        """Show the form of an item of the outline."""
        draft = self._draft()
        kind, place = _split(key)
        if (kind == "points_types" and place >= len(draft.points_types)) or (
            kind == "tier_groups" and place >= len(draft.tier_groups)
        ):
            kind, place, key = "general", 0, "general"
        self._key = key
        self.outline.choose(key)
        self._filling = True
        if kind == "points_types":
            item = draft.points_types[place]
            counted = tuple(g.name for g in draft.tier_groups if g.points_type == item.external_id)
            self.points.set_draft(item, currency=draft.currency, groups=counted)
            self._card.set_title(translate("Common", "Points type"))
            self._panels.setCurrentIndex(1)
        elif kind == "tier_groups":
            group = draft.tier_groups[place]
            self.tiers.set_draft(group, draft, self._controller.tier_counts)
            self._card.set_title(translate("Common", "Tier group"))
            self._panels.setCurrentIndex(2)
        else:
            self._fill_basics(draft)
            self._card.set_title(translate("ProgramGeneralTab", "Name and settings"))
            self._panels.setCurrentIndex(0)
        for field, text in self._controller.unread_texts(f"{key}.").items():
            panel = self.points if kind == "points_types" else self.tiers
            panel.show_text(field, text)
        self._filling = False
        self.points.note.setVisible(kind == "points_types")
        self.tiers.note.setVisible(kind == "tier_groups")
        self._remove.setVisible(kind != "general")
        self._name_remove(kind, place)
        self._tell()

    def current(self) -> str:
        """Return the key of the chosen item."""
        return self._key

    def show_errors(self, report: ValidationReport) -> None:
        """Show all errors after a refused save, and focus the first."""
        self._everything = True
        first = report.errors[0].field
        key = ".".join(first.split(".")[:2]) if "." in first else "general"
        if key != self._key:
            self.choose(key)
        self._tell(report)
        if key == "general":
            self.basics.focus_first_error()
        elif key.startswith("points_types"):
            self.points.form.focus_first_error()
        else:
            self.tiers.focus_first_error(scoped(report, f"{key}."))

    def _draft(self) -> ProgramDraft:
        draft = self._controller.draft
        assert draft is not None  # noqa: S101 - shown only after opening
        return draft

    def _fill_basics(self, draft: ProgramDraft) -> None:
        self._name.setText(draft.name)
        self._external_id.setText(draft.external_id)
        self._description.setPlainText(draft.description)
        row = self._controller.row
        self._database.setText(row.database_name if row is not None else "")
        self._currency.set_value(draft.currency)
        self._zone.set_value(draft.time_zone)
        self.basics.clear_errors()
        fixed = self._controller.fixed_time_zone
        self.basics.rows["time_zone"].lock("" if fixed is None else message(fixed))

    def _tell(self, report: ValidationReport | None = None) -> None:
        """Show errors where they belong: marks in the outline, words under the fields of the visible panel."""
        if self._controller.draft is None or self._filling:
            return
        report = report or self._controller.report()
        self.outline.show_report(report)
        kind, _place = _split(self._key)
        inner = scoped(report, f"{self._key}.")
        if kind == "points_types":
            self.points.show_report(inner, everything=self._everything)
        elif kind == "tier_groups":
            self.tiers.show_report(inner, everything=self._everything)
        else:
            self.basics.show_report(report, everything=self._everything)

    def _basics_edited(self, field: str) -> None:
        if self._filling or field not in self._basics_readers:
            return
        value = self._basics_readers[field]()
        self._edit(replace(self._draft(), **{field: value}))

    def _points_edited(self, item: PointsTypeDraft) -> None:
        if self._filling:
            return
        draft = self._draft()
        place = _split(self._key)[1]
        old = draft.points_types[place]
        items = _with(draft.points_types, place, item)
        groups = tuple(  # groups name their points type by its external ID
            replace(group, points_type=item.external_id)
            if group.points_type == old.external_id
            else group
            for group in draft.tier_groups
        )
        self.outline.rename(self._key, item.name)
        self._name_remove(*_split(self._key))
        self._edit(replace(draft, points_types=items, tier_groups=groups))

    def _group_edited(self, group: TierGroupDraft) -> None:
        if self._filling:
            return
        draft = self._draft()
        groups = _with(draft.tier_groups, _split(self._key)[1], group)
        self.outline.rename(self._key, group.name)
        self._edit(replace(draft, tier_groups=groups))

    def _unread(self, field: str, error: Any) -> None:
        self._controller.mark_unread(f"{self._key}.{field}", error)
        if error is not None:
            self._edit(self._draft())

    def _renumbered(self) -> None:
        self._controller.forget_unread(f"{self._key}.tiers.")

    def _edit(self, draft: ProgramDraft) -> None:
        self._controller.edit(draft)
        self._tell()

    def _add_points_type(self) -> None:
        draft = self._draft()
        used = {item.external_id for item in draft.points_types}
        name = translate("ProgramGeneralTab", "New points")
        item = PointsTypeDraft(name=name, external_id=external_id_from(name, taken=used))
        self._edit(replace(draft, points_types=(*draft.points_types, item)))
        self.outline.show_draft(self._draft())
        self.choose(f"points_types.{len(draft.points_types)}")

    def _add_tier_group(self) -> None:
        draft = self._draft()
        types, status = _status_points(draft)
        used = {group.external_id for group in draft.tier_groups}
        name = translate("Common", "Tiers")
        if any(group.name == name for group in draft.tier_groups):
            name = translate("ProgramGeneralTab", "Tiers {n}").replace(
                "{n}", str(len(draft.tier_groups) + 1)
            )
        base = translate("ProgramGeneralTab", "Member")
        group = TierGroupDraft(
            name=name,
            external_id=external_id_from(name, taken=used, otherwise="tiers"),
            points_type=status,
            tiers=(TierDraft(base, external_id_from(base), colour=COLOURS[0]),),
        )
        self._edit(replace(draft, points_types=types, tier_groups=(*draft.tier_groups, group)))
        self.outline.show_draft(self._draft())
        self.choose(f"tier_groups.{len(draft.tier_groups)}")

    def _remove_current(self) -> None:
        draft = self._draft()
        kind, place = _split(self._key)
        if kind == "points_types":
            item = draft.points_types[place]
            if self._is_used(item):
                changed = replace(item, archived=not item.archived)
                self._edit(replace(draft, points_types=_with(draft.points_types, place, changed)))
                self.outline.show_draft(self._draft())
                self.choose(self._key)
                return
            rest = draft.points_types[:place] + draft.points_types[place + 1 :]
            self._edit(replace(draft, points_types=rest))
        elif kind == "tier_groups":
            groups = draft.tier_groups[:place] + draft.tier_groups[place + 1 :]
            self._edit(replace(draft, tier_groups=groups))
        self._controller.forget_unread(f"{kind}.")
        self.outline.show_draft(self._draft())
        self.choose("general")

    def _name_remove(self, kind: str, place: int) -> None:
        text = translate("ProgramGeneralTab", "Remove tier group")
        if kind == "points_types":
            item = self._draft().points_types[place]
            text = translate("ProgramGeneralTab", "Remove points type")
            if self._is_used(item):
                text = (
                    translate("ProgramGeneralTab", "Bring back")
                    if item.archived
                    else translate("ProgramGeneralTab", "Archive points type")
                )
        self._remove.setText(text)

    def _is_used(self, item: PointsTypeDraft) -> bool:
        return item.id is not None and item.id in self._controller.used_points_types


def _status_points(draft: ProgramDraft) -> tuple[tuple[PointsTypeDraft, ...], str]:
    """Return the qualification points that a new group counts; made when the program has none."""
    for item in draft.points_types:
        if item.kind is PointsKind.QUALIFICATION and not item.archived:
            return draft.points_types, item.external_id
    name = translate("Common", "Status points")
    used = {item.external_id for item in draft.points_types}
    made = PointsTypeDraft(
        name=name,
        external_id=external_id_from("status", taken=used),
        kind=PointsKind.QUALIFICATION,
    )
    return (*draft.points_types, made), made.external_id


def _with(items: tuple[Any, ...], place: int, item: Any) -> tuple[Any, ...]:
    return (*items[:place], item, *items[place + 1 :])


def _split(key: str) -> tuple[str, int]:
    kind, _, place = key.partition(".")
    return kind, int(place or 0)


def _scrolled(panel: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page = QWidget()
    page.setProperty("kind", "page")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 8, 0)
    panel.setMaximumWidth(PANEL_WIDTH)
    layout.addWidget(panel)
    layout.addStretch(1)
    area.setWidget(page)
    return area
