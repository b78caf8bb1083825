"""The input of a moment: a day and a time of day in the time zone that people use."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QHBoxLayout, QWidget

from loyalty_desktop.ui.words.i18n import translate


class MomentEdit(QWidget):
    """An input for a moment, or for none when `optional`. It uses the ISO form, as DayEdit does.

    `now` has the time zone of what is typed, and is what the field shows before somebody chooses.
    """

    changed = Signal()

    def __init__(self, now: datetime, *, optional: bool = True) -> None:
        super().__init__()
        self._zone = now.tzinfo
        self._optional = optional
        self._given = QCheckBox()
        self._given.setAccessibleName(translate("DayEdit", "Set a date"))
        self._edit = QDateTimeEdit(_shown(now))
        self._edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self._edit.setCalendarPopup(True)
        self._edit.lineEdit().setTextMargins(6, 0, 6, 0)
        self._edit.setAccessibleName(translate("DayEdit", "Date and time"))
        self._edit.setEnabled(not optional)
        self._set: tuple[QDateTime, datetime] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._given)
        row.addWidget(self._edit, 1)
        self._given.setVisible(optional)
        self.setFocusProxy(self._edit)
        self._given.toggled.connect(self._edit.setEnabled)
        self._given.toggled.connect(lambda _on: self.changed.emit())
        self._edit.dateTimeChanged.connect(lambda _moment: self.changed.emit())

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)

    def moment(self) -> datetime | None:
        """Return the chosen moment, in its time zone; one that was only shown keeps its seconds."""
        if self._optional and not self._given.isChecked():
            return None
        shown = self._edit.dateTime()
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
            self._edit.setDateTime(_shown(local))
            self._set = (self._edit.dateTime(), local)


def _shown(moment: datetime) -> QDateTime:
    """Return the local time of a moment, to the minute."""
    day = QDate(moment.year, moment.month, moment.day)
    return QDateTime(day, QTime(moment.hour, moment.minute))
