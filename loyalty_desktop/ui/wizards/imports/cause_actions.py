"""What can be done about the chosen cause of problems on the check page of an import, one button each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.phones import phone_regions
from loyalty_desktop.services.imports.types import IssueGroup, Rehearsal
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import MenuButton, SecondaryButton
from loyalty_desktop.ui.wizards.imports.check_words import quoted
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.imports import choice_texts

_LEFT_OUT = frozenset({"row.looks_like_total", "row.looks_like_note"})
"""Problems of rows that are left out unless a person takes them in."""


_NO_COUNTRY = "phone.no_country"


class CauseActions(QWidget):
    """Buttons for a group of equal problems; hidden while no group is chosen. `correct` opens the dialog of the group."""

    def __init__(self, controller: ImportWizardController, correct: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("cause-actions")
        self._controller = controller
        self._group: IssueGroup | None = None
        self._rehearsal: Rehearsal | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 10)
        line.setSpacing(12)
        self._readings: list[Mapping[str, str]] = []
        self._read_as = [SecondaryButton(""), SecondaryButton("")]
        for place, button in enumerate(self._read_as):
            button.setObjectName(f"read-as.{place}")
            button.clicked.connect(lambda _on, at=place: self._read(self._readings[at]))
            line.addWidget(button)
        self._other_region = MenuButton(translate("ImportWizard", "Another country"))
        self._other_region.setObjectName("other-region")
        line.addWidget(self._other_region)
        self._mend_all = SecondaryButton(translate("ImportWizard", "Correct all alike…"), "pencil")
        self._mend_all.setObjectName("correct-alike")
        self._mend_all.clicked.connect(correct)
        line.addWidget(self._mend_all)
        self._replace = MenuButton(translate("ImportWizard", "Replace with"))
        self._replace.setObjectName("replace-value")
        line.addWidget(self._replace)
        self._without_column = SecondaryButton(
            translate("ImportWizard", "Leave the column out"), "x"
        )
        self._without_column.setObjectName("without-column")
        self._without_column.clicked.connect(self._leave_column_out)
        line.addWidget(self._without_column)
        self._without_rows = SecondaryButton(translate("ImportWizard", "Leave these rows out"))
        self._without_rows.setObjectName("without-rows")
        self._without_rows.clicked.connect(self._leave_rows_out)
        line.addWidget(self._without_rows)
        line.addStretch(1)
        self.hide()

    def offer(self, rehearsal: Rehearsal | None, group: IssueGroup | None) -> None:
        """Offer what can be done about a group of problems of a rehearsal."""
        self._rehearsal, self._group = rehearsal, group
        error = group is not None and group.severity is Severity.ERROR
        listed = self._offer_values(group) if error and group is not None else False
        self._offer_readings(group)
        self._replace.setVisible(listed)
        self._mend_all.setVisible(
            group is not None and bool(group.value) and group.count > 1 and not listed
        )
        optional = rehearsal.optional if rehearsal is not None else ()
        self._without_column.setVisible(error and group is not None and group.field in optional)
        left_out = group is not None and group.code in _LEFT_OUT
        self._without_rows.setVisible(error or left_out)
        self.setVisible(error or left_out)
        self._without_rows.setText(
            translate("ImportWizard", "Take these rows in")
            if left_out
            else translate("ImportWizard", "Leave these rows out")
        )

    def _offer_readings(self, group: IssueGroup | None) -> None:
        """Offer the ways in which the column of a group can be read, when that would end its problems."""
        code = "" if group is None else group.code
        likely = self._rehearsal.likely_regions if self._rehearsal is not None else ()
        found: list[tuple[str, Mapping[str, str]]] = []
        if code == "amount.ambiguous":
            words = translate("ImportWizard", "The decimal sign is “{sign}”")
            found = [(words.format(sign=sign), {"decimal_sign": sign}) for sign in (",", ".")]
        elif code == "date.ambiguous":
            found = [
                (translate("ImportWizard", "The day comes first"), {"date_order": "dmy"}),
                (translate("ImportWizard", "The month comes first"), {"date_order": "mdy"}),
            ]
        elif code == _NO_COUNTRY and likely:
            words = translate("ImportWizard", "Read them as +{calling} numbers ({country})")
            calling = dict(phone_regions())[likely[0]]
            told = words.format(country=likely[0], calling=calling)
            found = [(told, {"phone_region": likely[0]})]
        self._readings = [reading for _, reading in found]
        for place, button in enumerate(self._read_as):
            button.setVisible(place < len(found))
            if place < len(found):
                button.setText(found[place][0])
        self._other_region.setVisible(code == _NO_COUNTRY)
        if code == _NO_COUNTRY:
            self._offer_regions(likely)

    def _offer_regions(self, likely: Sequence[str]) -> None:
        """Offer the other countries that phones without a country code would fit, then all."""
        regions = dict(phone_regions())
        menu = self._other_region.menu_
        menu.clear()
        for code in (*likely[1:], *(code for code in regions if code not in likely)):
            action = menu.addAction(f"{code}  +{regions[code]}  {formats.country(code)}".rstrip())
            action.triggered.connect(lambda _on, code=code: self._read({"phone_region": code}))

    def _read(self, reading: Mapping[str, str]) -> None:
        self._controller.read_as(reading)

    def _offer_values(self, group: IssueGroup) -> bool:
        """Offer what the faulty words of a list may become: “золото” → Gold. False when there is nothing to offer."""
        choices = choice_texts(self._controller.checking.info(group.field))
        menu = self._replace.menu_
        menu.clear()
        issues = self._rehearsal.issues if self._rehearsal is not None else ()
        shared = [g for g in issues if g.part and (g.code, g.field) == (group.code, group.field)]
        words = [group] if group.value else shared
        if not choices or not words:
            return False
        for word in words:
            into = menu if group.value else menu.addMenu(quoted(word.value))
            for choice in choices:
                action = into.addAction(f"{quoted(word.value)} → {choice}")
                action.triggered.connect(
                    lambda _on, word=word, choice=choice: self._controller.checking.mend(
                        word.rows[0], [(word.field, word.value, choice)], alike=True
                    )
                )
        return True

    def _leave_column_out(self) -> None:
        if self._group is not None and self._rehearsal is not None:
            self._controller.leave_column_out(self._rehearsal.letters[self._group.field])

    def _leave_rows_out(self) -> None:
        if self._group is not None:
            self._controller.checking.leave_out(self._group, out=self._group.code not in _LEFT_OUT)
