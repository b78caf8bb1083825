"""The inputs of a day, and of a moment: a day and a time of day in the time zone that people use."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDateTimeEdit, QHBoxLayout, QWidget

from loyalty_desktop.ui.words.i18n import translate


class _DateInput(QWidget):
    """An input for a date, or for none when `optional`: a tick and a field in the ISO form, so that the order is clear."""

    changed = Signal()

    def __init__(self, edit: QDateTimeEdit, form: str, name: str, *, optional: bool) -> None:
        super().__init__()
        self._optional = optional
        self._given = QCheckBox()
        self._given.setAccessibleName(translate("DayEdit", "Set a date"))
        self._field = edit
        edit.setDisplayFormat(form)
        edit.setCalendarPopup(True)
        edit.lineEdit().setTextMargins(6, 0, 6, 0)
        edit.setAccessibleName(name)
        edit.setEnabled(not optional)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._given)
        row.addWidget(edit, 1)
        self._given.setVisible(optional)
        self.setFocusProxy(edit)
        self._given.toggled.connect(edit.setEnabled)
        self._given.toggled.connect(lambda _on: self.changed.emit())
        edit.dateTimeChanged.connect(lambda _moment: self.changed.emit())

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._field.setAccessibleName(name)

    def _is_given(self) -> bool:
        """Return whether there is a date, rather than none."""
        return not self._optional or self._given.isChecked()


class DayEdit(_DateInput):
    """An input for a day, or for none when `optional`."""

    def __init__(self, *, optional: bool = True) -> None:
        edit = QDateEdit(QDate.currentDate())
        super().__init__(edit, "yyyy-MM-dd", translate("DayEdit", "Date"), optional=optional)

    def day(self) -> date | None:
        """Return the chosen day."""
        if not self._is_given():
            return None
        shown = self._field.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, value: date | None) -> None:
        """Show a day."""
        self._given.setChecked(value is not None)
        if value is not None:
            self._field.setDate(QDate(value.year, value.month, value.day))


class MomentEdit(_DateInput):
    """An input for a moment, or for none when `optional`.

    `now` has the time zone of what is typed, and is what the field shows before somebody chooses.
    """

    def __init__(self, now: datetime, *, optional: bool = True) -> None:
        edit = QDateTimeEdit(_shown(now))
        name = translate("DayEdit", "Date and time")
        super().__init__(edit, "yyyy-MM-dd HH:mm", name, optional=optional)
        self._zone = now.tzinfo
        self._set: tuple[QDateTime, datetime] | None = None

    def moment(self) -> datetime | None:
        """Return the chosen moment, in its time zone; one that was only shown keeps its seconds."""
        if not self._is_given():
            return None
        shown = self._field.dateTime()
        if self._set is not None and self._set[0] == shown:
            return self._set[1]
        day, time = shown.date(), shown.time()
        return datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone
        )

    def set_moment(self, value: datetime | None) -> None:
        """Show a moment."""
        self._given.setChecked(value is not None)
        if value is not None:
            local = value.astimezone(self._zone)
            self._field.setDateTime(_shown(local))
            self._set = (self._field.dateTime(), local)


def _shown(moment: datetime) -> QDateTime:
    """Return the local time of a moment, to the minute."""
    day = QDate(moment.year, moment.month, moment.day)
    return QDateTime(day, QTime(moment.hour, moment.minute))
