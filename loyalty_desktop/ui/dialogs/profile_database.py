"""Profile databases: the list of them, and the form of one with its custom fields."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from loyalty_desktop.controllers.profile_databases import ProfileDatabasesController
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDatabaseDraft
from loyalty_desktop.domain.entities.profiles import CUSTOM_FIELD, PROFILE_DATABASE
from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.domain.external_ids import external_id_from
from loyalty_desktop.domain.kinds import FieldKind
from loyalty_desktop.domain.merging import merge_drafts
from loyalty_desktop.domain.profile_databases import validate_profile_database
from loyalty_desktop.domain.program_rows import ProfileDatabaseRow
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.dialogs.conflict import ConflictDialog
from loyalty_desktop.ui.program_fields import show_refusal, side_by_side
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.widgets import (
    Caption,
    Choice,
    Column,
    Form,
    Heading,
    IconButton,
    LineEdit,
    LinkButton,
    Muted,
    RowTable,
    Text,
)
from loyalty_desktop.ui.words.conflicts import clash_label, clash_text
from loyalty_desktop.ui.words.fields import choice_options, field_example, field_label
from loyalty_desktop.ui.words.i18n import message, translate


class ProfileDatabasesDialog(Dialog):
    """Lists all profile databases; Enter edits one."""

    def __init__(self, ui: UiContext) -> None:
        super().__init__(
            translate("Common", "Profile databases"),
            ui.window,
            width=640,
            subtitle=translate(
                "ProfileDatabasesDialog",
                "A customer base that programs draw their participants from. Enter edits one.",
            ),
        )
        self._ui = ui
        self._controller = ProfileDatabasesController(ui.app, self)
        self._controller.loaded.connect(self._show)
        self._controller.opened.connect(self._edit)
        self._controller.failed.connect(self.fail)
        self._table = RowTable(
            [
                Column(
                    "name",
                    field_label(PROFILE_DATABASE, "name"),
                    lambda r: r.name,
                    bold=True,
                    width=24,
                ),
                Column(
                    "id",
                    field_label(PROFILE_DATABASE, "external_id"),
                    lambda r: r.external_id,
                ),
                Column(
                    "profiles",
                    translate("ProfileDatabasesDialog", "Profiles"),
                    lambda r: formats.number(r.profiles),
                    align="right",
                ),
                Column(
                    "fields",
                    translate("Common", "Custom fields"),
                    lambda r: formats.number(r.fields),
                    align="right",
                ),
                Column(
                    "programs",
                    translate("Common", "Programs"),
                    lambda r: formats.number(r.programs),
                    align="right",
                ),
            ]
        )
        self._table.setObjectName("databases")
        self._table.setAccessibleName(translate("Common", "Profile databases"))
        self._table.setMinimumHeight(220)
        self._table.activated_row.connect(self._open)
        self.body.addWidget(self._table)
        self._empty = Muted(translate("ProfileDatabasesDialog", "There is none yet."))
        self.body.addWidget(self._empty)
        self.set_buttons(
            translate("ProfileDatabasesDialog", "New profile database"),
            cancel_text=translate("Common", "Close"),
        )
        self.primary_clicked.connect(lambda: self._edit(ProfileDatabaseDraft("", "")))
        self._controller.refresh()

    def _show(self, rows: list[ProfileDatabaseRow]) -> None:
        self._table.set_rows(rows)
        self._table.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _open(self, row: ProfileDatabaseRow) -> None:
        self._controller.open(row.id)

    def _edit(self, draft: ProfileDatabaseDraft) -> None:
        self._ui.open_dialog(ProfileDatabaseDialog(self._controller, self, draft))


class ProfileDatabaseDialog(Dialog):
    """Edits one profile database: name, external ID, custom fields."""

    def __init__(
        self, controller: ProfileDatabasesController, parent: QWidget, draft: ProfileDatabaseDraft
    ) -> None:
        title = (
            translate("ProfileDatabaseDialog", "New profile database")
            if draft.id is None
            else translate("ProfileDatabaseDialog", "Profile database “{name}”").replace(
                "{name}", draft.name
            )
        )
        super().__init__(title, parent, width=680)
        self._controller = controller
        self._draft = draft
        self._fields: list[CustomFieldDraft] = list(draft.fields)
        self._id_typed = draft.id is not None
        self._grid_page: QWidget | None = None
        self._error = Text("", size=12, tone="bad", wrap=True)
        self._build_form()
        self.set_buttons(
            translate("ProfileDatabaseDialog", "Create")
            if draft.id is None
            else translate("Common", "Save")
        )
        self.primary_clicked.connect(self._save)
        self._name.setFocus()

    def _build_form(self) -> None:
        form = self._form = Form()
        self._name = LineEdit(field_example(PROFILE_DATABASE, "name"))
        self._name.setText(self._draft.name)
        self._name.textEdited.connect(self._name_edited)
        self._external_id = LineEdit()
        self._external_id.setText(self._draft.external_id)
        self._external_id.textEdited.connect(lambda text: setattr(self, "_id_typed", bool(text)))
        first = form.add_field(PROFILE_DATABASE, "name", self._name)
        second = form.add_field(PROFILE_DATABASE, "external_id", self._external_id)
        side_by_side(form, first, second)
        self.body.addWidget(form)
        self.body.addWidget(Heading(translate("Common", "Custom fields")))
        self.body.addWidget(
            Muted(
                translate(
                    "ProfileDatabaseDialog",
                    "Beside email, phone, names, birth date, gender, city, region and language, which every profile has. "
                    "Files name a field by its name.",
                ),
                wrap=True,
            )
        )
        holder = QWidget()
        self._holder = QVBoxLayout(holder)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(holder)
        self._error.hide()
        self.body.addWidget(self._error)
        self._rebuild()

    def _rebuild(self) -> None:
        if self._grid_page is not None:
            self._holder.removeWidget(self._grid_page)
            self._grid_page.hide()
            self._grid_page.deleteLater()
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        if self._fields:
            for column, text in enumerate(
                (
                    *(field_label(CUSTOM_FIELD, name) for name in ("label", "name", "kind")),
                    translate("ProfileDatabaseDialog", "Values of a list, separated by commas"),
                )
            ):
                grid.addWidget(Caption(text), 0, column)
        for place, item in enumerate(self._fields):
            self._add_row(grid, place, item)
        for column, stretch in enumerate((3, 3, 2, 4)):
            grid.setColumnStretch(column, stretch)
        add = LinkButton(translate("ProfileDatabaseDialog", "Add field"))
        add.setIcon(icon("plus", "accent"))
        add.clicked.connect(self._add_field)
        grid.addWidget(add, len(self._fields) + 1, 0)
        self._holder.addWidget(page)
        self._grid_page = page

    def _add_row(self, grid: QGridLayout, place: int, item: CustomFieldDraft) -> None:
        number = str(place + 1)
        label = LineEdit()
        label.setText(item.label)
        label.setAccessibleName(
            translate("ProfileDatabaseDialog", "Label of field {n}").replace("{n}", number)
        )
        name = LineEdit()
        name.setText(item.name)
        name.setAccessibleName(
            translate("ProfileDatabaseDialog", "Name of field {n}").replace("{n}", number)
        )
        kind = Choice()
        kind.set_options(choice_options(CUSTOM_FIELD["kind"]))
        kind.set_value(item.kind)
        kind.setAccessibleName(
            translate("ProfileDatabaseDialog", "Kind of field {n}").replace("{n}", number)
        )
        options = LineEdit()
        options.setText(", ".join(item.options))
        options.setEnabled(item.kind is FieldKind.LIST)
        options.setAccessibleName(
            translate("ProfileDatabaseDialog", "Values of field {n}").replace("{n}", number)
        )
        remove = IconButton(
            "trash-2", translate("ProfileDatabaseDialog", "Remove field {n}").replace("{n}", number)
        )

        def label_edited(text: str) -> None:
            fresh = self._fields[place].id is None
            values: dict[str, Any] = {"label": text}
            if fresh:
                values["name"] = external_id_from(text, otherwise="field").replace("-", "_")
                name.setText(values["name"])
            self._fields[place] = replace(self._fields[place], **values)

        def kind_changed(value: FieldKind) -> None:
            self._fields[place] = replace(self._fields[place], kind=value)
            options.setEnabled(value is FieldKind.LIST)

        def options_edited(text: str) -> None:
            values = tuple(part.strip() for part in text.split(",") if part.strip())
            self._fields[place] = replace(self._fields[place], options=values)

        def name_edited(text: str) -> None:
            self._fields[place] = replace(self._fields[place], name=text.strip())

        label.textEdited.connect(label_edited)
        name.textEdited.connect(name_edited)
        kind.changed.connect(kind_changed)
        options.textEdited.connect(options_edited)
        remove.clicked.connect(lambda: self._remove_field(place))
        for column, widget in enumerate((label, name, kind, options, remove)):
            grid.addWidget(widget, place + 1, column)
        if item.id is None and not item.label:
            label.setFocus()

    def _add_field(self) -> None:
        self._fields.append(CustomFieldDraft("", ""))
        self._rebuild()

    def _remove_field(self, place: int) -> None:
        del self._fields[place]
        self._rebuild()

    def _name_edited(self, text: str) -> None:
        if not self._id_typed:
            self._external_id.setText(external_id_from(text, otherwise="customers"))

    def _edited(self) -> ProfileDatabaseDraft:
        return replace(
            self._draft,
            name=self._name.text().strip(),
            external_id=self._external_id.text().strip(),
            fields=tuple(self._fields),
        )

    def _save(self) -> None:
        draft = self._edited()
        report = validate_profile_database(draft)
        self._tell(report)
        if report.errors:
            self._form.focus_first_error()
            return
        self._send(draft)

    def _send(self, draft: ProfileDatabaseDraft) -> None:
        self.set_busy(True)
        self._controller.save(draft, done=self._saved, failed=self._failed)

    def _merge(self, theirs: ProfileDatabaseDraft) -> None:
        """Somebody saved first: put both changes together, and ask about what both changed."""
        merged, clashes = merge_drafts(self._draft, self._edited(), theirs)
        if not clashes:
            self._take(theirs, merged)
            return

        def choose(kept: dict[str, Any]) -> None:
            self._take(theirs, merge_drafts(self._draft, self._edited(), theirs, kept)[0])

        dialog = ConflictDialog(
            clashes,
            partial(clash_label, PROFILE_DATABASE),
            partial(clash_text, PROFILE_DATABASE),
            self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(choose)
        dialog.open()

    def _take(self, theirs: ProfileDatabaseDraft, merged: ProfileDatabaseDraft) -> None:
        """Show the merged draft as an edit of the stored one, and save it."""
        self._draft = theirs
        self._fields = list(merged.fields)
        self._name.setText(merged.name)
        self._external_id.setText(merged.external_id)
        self._rebuild()
        self._save()

    def _tell(self, report: ValidationReport) -> None:
        self._form.show_report(report, everything=True)
        inner = [finding for finding in report.errors if finding.field.startswith("fields")]
        self._error.setText(message(inner[0]) if inner else "")
        self._error.setVisible(bool(inner))

    def _saved(self, _outcome: Outcome[int]) -> None:
        self.accept()
        self._controller.refresh()

    def _failed(self, error: Any) -> None:
        self.set_busy(False)
        stored = self._draft.id
        if (
            stored is not None
            and isinstance(error, Conflict)
            and error.code == "profile_database.changed"
        ):
            self._controller.load(stored, self._merge, self.fail)
            return
        if not show_refusal(self._form, error):
            self.fail(error)
