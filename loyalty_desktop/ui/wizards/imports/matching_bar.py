"""The line above the matched columns: a saved matching to use, with what differs, and saving this one under a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.controllers.import_matchings import ImportMatchings
from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.imports.matchings import MatchingCompared
from loyalty_desktop.ui.dialogs.base import Dialog, ask
from loyalty_desktop.ui.widgets import Choice, Form, LineEdit, MenuButton, SecondaryButton, Text
from loyalty_desktop.ui.words.i18n import message, translate


class MatchingBar(QWidget):
    """Offers the saved matchings that fit the sheet, the nearest first, and says what differs before one is used."""

    def __init__(self, controller: ImportWizardController) -> None:
        super().__init__()
        self.matchings = ImportMatchings(controller, self)
        self._found: list[MatchingCompared] = []
        self._choice = Choice()
        self._choice.setObjectName("saved-matching")
        self._choice.setAccessibleName(translate("MatchingBar", "Saved matching"))
        self._use = SecondaryButton(translate("MatchingBar", "Use it"))
        self._use.setObjectName("use-matching")
        self._more = MenuButton(translate("MatchingBar", "Matching"))
        self._more.setObjectName("matching-actions")
        menu = self._more.menu_
        save = menu.addAction(translate("MatchingBar", "Save under a name…"))
        save.triggered.connect(self.ask_save)
        self._rename = menu.addAction(translate("MatchingBar", "Rename…"))
        self._rename.triggered.connect(self._ask_rename)
        self._delete = menu.addAction(translate("MatchingBar", "Delete…"))
        self._delete.triggered.connect(self._ask_delete)
        self._differs = Text(tone="muted", wrap=True)
        self._differs.setObjectName("matching-differs")
        line = QHBoxLayout()
        line.setSpacing(12)
        self._label = Text(translate("MatchingBar", "Saved matching"))
        for part in (self._label, self._choice, self._use):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._differs)
        self._choice.changed.connect(lambda _name: self._tell())
        self._use.clicked.connect(self._use_it)
        self.matchings.listed.connect(self._show)
        self.matchings.taken.connect(self._ask_replace)
        self._show([])

    def ask_save(self) -> None:
        """Ask for a name under which the matching of this sheet is saved."""
        self._ask_name(translate("MatchingBar", "Save the matching"), "", self.matchings.save)

    def load(self) -> None:
        """Read what fits the sheet."""
        self.matchings.load()

    def _show(self, found: list[MatchingCompared]) -> None:
        self._found = list(found)
        names = [each.matching.name for each in self._found]
        self._choice.set_options([(name, name) for name in names])
        for part in (self._label, self._choice, self._use, self._differs):
            part.setVisible(bool(names))
        for action in (self._rename, self._delete):
            action.setEnabled(bool(names))
        self._tell()

    def _chosen(self) -> MatchingCompared | None:
        name = self._choice.value()
        return next((each for each in self._found if each.matching.name == name), None)

    def _tell(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            told = chosen.told(everything=True) or (Message("matching.same"),)
            self._differs.setText(" ".join(message(each) for each in told))

    def _use_it(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.matchings.use(chosen)

    def _ask_rename(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            old = chosen.matching.name
            self._ask_name(
                translate("MatchingBar", "Rename the matching"),
                old,
                lambda name: self.matchings.rename(old, name),
            )

    def _ask_name(self, title: str, name: str, done: Callable[[str], None]) -> None:
        dialog = Dialog(title, self.window(), width=440)
        edit = LineEdit()
        edit.setText(name)
        form = Form()
        form.add("name", translate("MatchingBar", "Name of the matching"), edit)
        dialog.body.addWidget(form)
        dialog.set_buttons(translate("Common", "Save"))
        dialog.primary_clicked.connect(dialog.accept)
        dialog.accepted.connect(lambda: done(edit.text()))
        dialog.open()
        edit.setFocus()

    def _ask_replace(self, name: str) -> None:
        words = translate("MatchingBar", "There is a matching “{name}” already. It would be lost.")
        ask(
            translate("MatchingBar", "Replace the matching"),
            words.format(name=name),
            translate("MatchingBar", "Replace"),
            self.window(),
            on_yes=lambda: self.matchings.save(name, replacing=True),
            destructive=True,
        )

    def _ask_delete(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        name = chosen.matching.name
        words = translate("MatchingBar", "“{name}” is deleted. Imports that used it stay.")
        ask(
            translate("MatchingBar", "Delete the matching"),
            words.format(name=name),
            translate("MatchingBar", "Delete the matching"),
            self.window(),
            on_yes=lambda: self.matchings.delete(name),
            destructive=True,
        )
