"""Write the list of participants to a workbook or a CSV file: everybody, or only those the filter matches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loyalty_desktop.controllers.participants import ParticipantsController
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.services.participant_lists import ListLayout
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.dialogs.save_path import replace_after_question
from loyalty_desktop.ui.widgets import FilePicker, Form, RadioGroup, Text
from loyalty_desktop.ui.words.i18n import translate

ENDINGS = (".xlsx", ".csv")


class ExportDialog(Dialog):
    """Asks what to write and where; the export runs in the job panel. `exported` carries the report."""

    exported = Signal(object)

    def __init__(
        self,
        controller: ParticipantsController,
        layout: ListLayout,
        wanted: ListQuery,
        shown: int,
        window: QWidget,
    ) -> None:
        super().__init__(
            translate("ExportDialog", "Export participants"),
            window,
            subtitle=translate(
                "ExportDialog",
                "IDs and phones stay text with their zeros; the file can be imported again without a change.",
            ),
        )
        self._controller, self._wanted = controller, wanted
        self._form = form = Form()
        self._scope = RadioGroup()
        if not wanted.is_empty:
            words = translate("ExportDialog", "Those the filter shows: {count}")
            self._scope.add("shown", words.format(count=formats.number(shown)))
        words = translate("ExportDialog", "All participants of {program}: {count}")
        self._scope.add(
            "all", words.format(program=layout.program.name, count=formats.number(layout.total))
        )
        if wanted.is_empty:  # there is nothing to choose from: show the reason
            self.body.addWidget(
                Text(
                    words.format(program=layout.program.name, count=formats.number(layout.total)),
                    wrap=True,
                )
            )
        else:
            form.add("scope", translate("Common", "Participants"), self._scope)
        self._file = FilePicker(
            "save",
            translate("ExportDialog", "Workbooks (*.xlsx);;CSV files (*.csv)"),
        )
        self._file.set_path(Path.home() / "participants.xlsx")
        form.add(
            "path",
            translate("Common", "File"),
            self._file,
            translate("ExportDialog", "The ending decides: .xlsx or .csv."),
        )
        self.body.addWidget(form)
        self.set_buttons(translate("Common", "Export"))
        self.primary_clicked.connect(self._save)

    def _save(self) -> None:
        path = self._file.path()
        if path is None or path.suffix.lower() not in ENDINGS:
            self._form.show_error(InvalidInput("participant.export_ending", field="path"))
            return
        if self._file.chosen == path:  # the file dialog asked
            self._write(path)
        else:
            replace_after_question(path, self, lambda: self._write(path))

    def _write(self, path: Path) -> None:
        wanted = self._wanted if self._scope.value() == "shown" else ListQuery()
        self.set_busy(True)
        self._controller.export(path, wanted, self._done, self.fail)

    def _done(self, report: Any) -> None:
        self.accept()
        self.exported.emit(report)
