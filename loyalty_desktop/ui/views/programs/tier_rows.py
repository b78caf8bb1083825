"""The tiers of a group, edited in place: colour, name, external ID, threshold; inserted anywhere, sorted by threshold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QGridLayout, QLabel, QMenu, QVBoxLayout, QWidget

from loyalty_desktop.domain.drafts import TierDraft
from loyalty_desktop.domain.entities.programs import TIER
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.external_ids import external_id_from
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.widgets import AmountEdit, Caption, IconButton, LineEdit, LinkButton, Text
from loyalty_desktop.ui.words.fields import field_label
from loyalty_desktop.ui.words.i18n import message, translate

COLOURS = (
    "#8a94a6",
    "#5b7fa6",
    "#b7791f",
    "#6b4fbb",
    "#12805c",
    "#3056d3",
    "#c0392b",
    "#0e7490",
    "#a8557a",
    "#4d7c0f",
)
_COLOUR, _NAME, _ID, _THRESHOLD, _PEOPLE, _INSERT, _REMOVE = range(7)


class TierRows(QWidget):
    """Edits a tuple of TierDraft, lowest first."""

    edited = Signal(object)  # tuple[TierDraft, ...]
    unread = Signal(str, object)  # "1.threshold", InvalidInput | None
    renumbered = Signal()  # rows were inserted, removed or sorted: paths of findings are stale

    def __init__(self, parent: QWidget | None = None, *, show_people: bool = True) -> None:
        super().__init__(parent)
        self._tiers: tuple[TierDraft, ...] = ()
        self._people: Mapping[int, int] = {}
        self._errors: dict[int, QLabel] = {}
        self._names: list[LineEdit] = []
        self._ids: list[LineEdit] = []
        self._thresholds: list[AmountEdit] = []
        self._left: set[str] = set()
        self._show_people = show_people
        self._building = False  # hiding a focused field says editingFinished
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._page: QWidget | None = None

    def set_tiers(self, tiers: tuple[TierDraft, ...], people: Mapping[int, int]) -> None:
        """Show the tiers; `people` counts the participants on each by tier id."""
        self._tiers, self._people = tiers, people
        self._left.clear()
        self._rebuild()

    def tiers(self) -> tuple[TierDraft, ...]:
        """Return the tiers as edited."""
        return self._tiers

    def insert(self, place: int) -> None:
        """Insert a new tier; its threshold lies half way to the next one."""
        below = self._tiers[place - 1].threshold if place else Decimal(0)
        if place < len(self._tiers):
            above = self._tiers[place].threshold
            middle = ((below + above) / 2).quantize(Decimal(1))
            threshold = middle if below < middle < above else (below + above) / 2
        else:
            threshold = below * 2 if below else Decimal(500)
        used = {tier.external_id for tier in self._tiers}
        name = translate("TierRows", "New tier")
        free = [colour for colour in COLOURS if colour not in {t.colour for t in self._tiers}]
        tier = TierDraft(
            name=name,
            external_id=external_id_from(name, taken=used, otherwise="tier"),
            threshold=threshold if self._tiers else Decimal(0),
            colour=(free or COLOURS)[0],
        )
        self._take((*self._tiers[:place], tier, *self._tiers[place:]))
        self._names[place].setFocus()
        self._names[place].selectAll()

    def remove(self, place: int) -> None:
        """Remove a tier; the next one becomes the lowest when it was the first."""
        rest = list(self._tiers[:place] + self._tiers[place + 1 :])
        if place == 0 and rest:
            rest[0] = replace(rest[0], threshold=Decimal(0))
        self._take(tuple(rest))

    def show_report(self, report: ValidationReport, *, everything: bool = False) -> None:
        """Show findings with paths "1.threshold" under their rows; each row shows its first."""
        told: dict[int, str] = {}
        for finding in report.errors:
            row, _, _field = finding.field.partition(".")
            if row.isdigit() and (everything or finding.field in self._left):
                told.setdefault(int(row), message(finding))
        for place, label in self._errors.items():
            label.setText(told.get(place, ""))
            label.setVisible(place in told)

    def show_text(self, place: int, text: str) -> None:
        """Show again what was typed as a threshold although it is not a value."""
        if place < len(self._thresholds):
            self._building = True
            self._thresholds[place].setText(text)
            self._building = False

    def focus_error(self, report: ValidationReport) -> None:
        """Focus the first field with an error."""
        for finding in report.errors:
            row, _, field = finding.field.partition(".")
            if row.isdigit() and int(row) < len(self._names):
                fields: dict[str, Sequence[QWidget]] = {
                    "name": self._names,
                    "external_id": self._ids,
                }
                fields.get(field, self._thresholds)[int(row)].setFocus()
                return

    def _take(self, tiers: tuple[TierDraft, ...]) -> None:
        self._tiers = tiers
        self._left.clear()
        self._rebuild()
        self.renumbered.emit()
        self.edited.emit(tiers)

    def _rebuild(self) -> None:
        self._building = True
        if self._page is not None:
            self._layout.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._names, self._ids, self._thresholds, self._errors = [], [], [], {}
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for column, text in (
            (_NAME, field_label(TIER, "name")),
            (_ID, field_label(TIER, "external_id")),
            (_THRESHOLD, field_label(TIER, "threshold")),
            (_PEOPLE, translate("Common", "Participants")),
        ):
            label = Caption(text)
            if column == _PEOPLE:
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label, 0, column)
            label.setVisible(column != _PEOPLE or self._show_people)
        grid.setColumnStretch(_NAME, 3)
        grid.setColumnStretch(_ID, 2)
        grid.setColumnStretch(_THRESHOLD, 2)
        for place, tier in enumerate(self._tiers):
            self._add_row(grid, place, tier)
        add = LinkButton(translate("TierRows", "Add tier on top"))
        add.setIcon(icon("plus", "accent"))
        add.clicked.connect(lambda: self.insert(len(self._tiers)))
        grid.addWidget(add, 2 * len(self._tiers) + 1, _NAME, 1, 3, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(page)
        self._page = page
        self._building = False

    def _add_row(self, grid: QGridLayout, place: int, tier: TierDraft) -> None:
        line = 2 * place + 1
        colour = IconButton(
            "circle", translate("TierRows", "Colour of {tier}").replace("{tier}", tier.name)
        )
        colour.setIcon(_swatch(tier.colour))
        colour.clicked.connect(lambda: self._choose_colour(place, colour))
        name = LineEdit()
        name.setText(tier.name)
        name.setAccessibleName(
            translate("TierRows", "Name of tier {n}").replace("{n}", str(place + 1))
        )
        name.textEdited.connect(lambda text: self._rename(place, text))
        name.editingFinished.connect(lambda: self._leave(f"{place}.name"))
        external_id = LineEdit()
        external_id.setText(tier.external_id)
        external_id.setAccessibleName(
            translate("TierRows", "External ID of tier {n}").replace("{n}", str(place + 1))
        )
        external_id.textEdited.connect(lambda text: self._edit(place, external_id=text.strip()))
        external_id.editingFinished.connect(lambda: self._leave(f"{place}.external_id"))
        threshold = AmountEdit(decimals=4)
        threshold.set_amount(tier.threshold)
        threshold.setAccessibleName(
            translate("TierRows", "Threshold of tier {n}").replace("{n}", str(place + 1))
        )
        threshold.setReadOnly(place == 0 and tier.threshold == 0)
        threshold.changed.connect(lambda *_args: self._threshold_changed(place))
        threshold.editingFinished.connect(lambda: self._threshold_left(place))
        people = QLabel(formats.number(self._people.get(tier.id or 0, 0)))
        people.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        insert = IconButton(
            "plus", translate("TierRows", "Insert a tier above {tier}").replace("{tier}", tier.name)
        )
        insert.clicked.connect(lambda: self.insert(place + 1))
        remove = IconButton(
            "trash-2", translate("TierRows", "Remove {tier}").replace("{tier}", tier.name)
        )
        remove.clicked.connect(lambda: self.remove(place))
        remove.setEnabled(len(self._tiers) > 1)
        error = Text("", size=12, tone="bad", wrap=True)
        error.hide()
        for column, (part, widget) in enumerate(
            (
                ("colour", colour),
                ("name", name),
                ("external_id", external_id),
                ("threshold", threshold),
                ("people", people),
                ("insert", insert),
                ("remove", remove),
            )
        ):
            widget.setObjectName(f"{place}.{part}")
            grid.addWidget(widget, line, column)
        grid.addWidget(error, line + 1, _NAME, 1, 4)
        people.setVisible(self._show_people)
        self._names.append(name)
        self._ids.append(external_id)
        self._thresholds.append(threshold)
        self._errors[place] = error

    def _rename(self, place: int, text: str) -> None:
        tier = self._tiers[place]
        others = {t.external_id for n, t in enumerate(self._tiers) if n != place}
        if (
            tier.id is None
        ):  # the external ID of a new tier follows its name until something refers to it
            found = external_id_from(text, taken=others, otherwise="tier")
            self._ids[place].setText(found)
            self._edit(place, name=text, external_id=found)
        else:
            self._edit(place, name=text)

    def _edit(self, place: int, **values: object) -> None:
        tiers = list(self._tiers)
        tiers[place] = replace(tiers[place], **values)  # type: ignore[arg-type]
        self._tiers = tuple(tiers)
        self.edited.emit(self._tiers)

    def _threshold_changed(self, place: int) -> None:
        if self._building:
            return
        try:
            value = self._thresholds[place].amount()
        except InvalidInput as error:
            self.unread.emit(f"{place}.threshold", error)
            return
        self.unread.emit(f"{place}.threshold", None)
        self._edit(place, threshold=value or Decimal(0))

    def _threshold_left(self, place: int) -> None:
        """Sort by threshold once the focus leaves the field, so that rows do not move while somebody types."""
        if self._building:
            return
        ordered = tuple(sorted(self._tiers, key=lambda tier: tier.threshold))
        if ordered != self._tiers and place < len(self._tiers):
            self._take(ordered)
        else:
            self._leave(f"{place}.threshold")

    def _leave(self, field: str) -> None:
        if self._building:
            return
        self._left.add(field)
        self.edited.emit(self._tiers)

    def _choose_colour(self, place: int, button: QWidget) -> None:
        menu = QMenu(self)
        for colour in COLOURS:
            action = QAction(_swatch(colour), colour, menu)
            action.triggered.connect(lambda _on=False, c=colour: self._paint(place, c))
            menu.addAction(action)
        menu.addSeparator()
        other = QAction(translate("TierRows", "Other colour…"), menu)
        other.triggered.connect(lambda: self._other_colour(place))
        menu.addAction(other)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _other_colour(self, place: int) -> None:
        dialog = QColorDialog(QColor(self._tiers[place].colour), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda colour: self._paint(place, colour.name()))
        dialog.open()

    def _paint(self, place: int, colour: str) -> None:
        tiers = list(self._tiers)
        tiers[place] = replace(tiers[place], colour=colour)
        self._take(tuple(tiers))


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(36, 36)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(4, 4, 28, 28, 8, 8)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)
