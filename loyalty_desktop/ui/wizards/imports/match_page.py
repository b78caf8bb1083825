"""The first three pages of an import: the source with its preview, the columns, and what happens with existing rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.domain.kinds import FieldKind, ImportKind, ImportMode
from loyalty_desktop.services.imports.types import FieldMatch, FreeColumn, MatchProposal, NewField
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import (
    Caption,
    Card,
    Choice,
    Column,
    DayEdit,
    ElidedLabel,
    EmptyState,
    FilePicker,
    Form,
    Heading,
    LineEdit,
    Note,
    NumberEdit,
    RadioGroup,
    RowTable,
    Text,
)
from loyalty_desktop.ui.widgets.page import scroll_page
from loyalty_desktop.ui.words.i18n import fill, translate
from loyalty_desktop.ui.words.imports import field_text, info_text, kind_text, quality_text

_SEPARATORS = {",": ",", ";": ";", "\t": "Tab", "|": "|"}
_ENCODINGS = ("utf-8", "utf-8-sig", "cp1251", "cp1252", "koi8-r", "utf-16")


def file_filters() -> str:
    """Spreadsheets that can be read."""
    return translate(
        "ImportWizard", "Spreadsheets (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)"
    )


class SourcePage(QWidget):
    """File, what it holds, sheet, header row, encoding and separator; a live preview."""

    def __init__(self, controller: ImportWizardController) -> None:
        super().__init__()
        self._controller = controller
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._left())
        self._preview = Card()
        self._preview.flush()
        self._table: RowTable | None = None
        self._empty = EmptyState(
            "file-spreadsheet",
            translate("ImportWizard", "Choose a file, or drop one here"),
            translate("ImportWizard", "Excel (.xlsx, .xls), OpenDocument (.ods), CSV and TSV."),
        )
        self._preview.body.addWidget(self._empty, 1)
        row.addWidget(self._preview, 1)

    def _left(self) -> QWidget:
        card = Card()
        card.setMinimumWidth(300)
        card.setMaximumWidth(360)
        self._form = form = Form()
        self._kind = Choice([(kind, kind_text(kind)) for kind in ImportKind])
        self._kind.set_value(self._controller.kind)
        form.add("kind", translate("ImportWizard", "What the sheet holds"), self._kind)
        self._target = Choice()
        self._target_row = form.add("target", translate("ImportWizard", "Goes to"), self._target)
        self._file = FilePicker("open", file_filters())
        form.add("path", translate("Common", "File"), self._file)
        self._sheet = Choice()
        self._sheet_row = form.add("sheet", translate("ImportWizard", "Sheet"), self._sheet)
        self._header = NumberEdit(0, 10_000)
        self._header_row = form.add(
            "header_row",
            translate("ImportWizard", "Header row"),
            self._header,
            translate("ImportWizard", "0: the sheet has no header."),
        )
        self._encoding = Choice([(code, code) for code in _ENCODINGS])
        self._separator = Choice(
            [
                (mark, translate("ImportWizard", "Tab") if mark == "\t" else mark)
                for mark in _SEPARATORS
            ]
        )
        self._csv_rows = form.add_pair(
            ("encoding", translate("ImportWizard", "Encoding"), self._encoding),
            ("separator", translate("ImportWizard", "Separator"), self._separator),
        )
        for each in (self._sheet_row, self._header_row, *self._csv_rows):
            each.setVisible(False)
        card.body.addWidget(form)
        self._found = Note()
        self._found.setVisible(False)
        card.body.addWidget(self._found)
        card.body.addStretch(1)
        self._kind.changed.connect(self._kind_changed)
        self._target.changed.connect(self._target_changed)
        self._file.changed.connect(self._file_changed)
        self._file.left.connect(self._path_left)
        self._sheet.changed.connect(lambda name: self._change(sheet=name, header_row=None))
        self._header.changed.connect(lambda: self._change(header_row=self._header.value()))
        self._encoding.changed.connect(lambda code: self._change(encoding=code))
        self._separator.changed.connect(lambda mark: self._change(separator=mark))
        return card

    def show_kind(self, kind: ImportKind) -> None:
        """Choose a kind."""
        self._kind.set_value(kind)
        self.show_targets()

    def set_path(self, path: Path) -> None:
        """Take this file."""
        self._file.set_path(path)

    def show_targets(self) -> None:
        """Programs, or databases for profiles."""
        profiles = self._controller.kind is ImportKind.PROFILES
        targets = self._controller.databases if profiles else self._controller.programs
        self._target.set_options([(t.id, t.name) for t in targets])
        request = self._controller.request
        if request is not None:
            self._target.blockSignals(True)
            self._target.set_value(request.database_id if profiles else request.program_id)
            self._target.blockSignals(False)
        self._target_row.setVisible(len(targets) > 1)

    def show_info(self, info: Any) -> None:
        """Sheets and format."""
        names = [(sheet.name, _sheet_text(sheet)) for sheet in info.sheets]
        self._sheet.set_options(names)
        request = self._controller.request
        _quietly(self._sheet, request.sheet if request else None)
        self._sheet_row.setVisible(len(names) > 1)
        text_file = str(info.format) == "csv"
        for each in self._csv_rows:
            each.setVisible(text_file)
        if text_file:
            if info.encoding and info.encoding not in _ENCODINGS:
                self._encoding.add(info.encoding, info.encoding)
            _quietly(self._encoding, info.encoding or "utf-8")
            _quietly(self._separator, info.separator or ",")
        hidden = [sheet.name for sheet in info.sheets if sheet.hidden]
        words = translate("ImportWizard", "Hidden sheets: {names}")
        self._found.set_text(words.format(names=", ".join(hidden)) if hidden else "")
        self.show_targets()

    def show_sample(self, sample: Any) -> None:
        """The first rows, and the header row that was found."""
        self._header_row.setVisible(True)
        self._header.blockSignals(True)
        self._header.set_value(sample.header_row)
        self._header.blockSignals(False)
        self._drop_table()
        self._empty.setVisible(False)
        self._table = RowTable(_sample_columns(sample), "preview")
        self._table.setAccessibleName(translate("ImportWizard", "Preview"))
        self._table.set_rows(list(zip(sample.row_numbers, sample.rows, strict=False)))
        self._preview.body.addWidget(self._table, 1)

    def _kind_changed(self, kind: ImportKind) -> None:
        self._controller.set_kind(kind)
        self.show_targets()

    def _target_changed(self, target: int) -> None:
        if self._controller.kind is ImportKind.PROFILES:
            self._controller.change(database_id=target)
        else:
            self._controller.change(program_id=target)

    def _file_changed(self, text: str) -> None:
        path = Path(text)
        self._form.rows["path"].set_error("")
        if text and path.is_file():
            self._controller.open_file(path)
        elif self._table is not None:  # what is shown is not what is written there any more
            self._controller.reset()
            self._drop_table()
            self._empty.setVisible(True)
            for each in (self._sheet_row, self._header_row, *self._csv_rows):
                each.setVisible(False)

    def _path_left(self) -> None:
        if self._file.path() is not None:
            self.check_path()

    def _drop_table(self) -> None:
        if self._table is not None:
            self._preview.body.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
            self._table = None

    def check_path(self) -> bool:
        """Whether the box names a file; otherwise the field says why not."""
        path = self._file.path()
        if path is not None and path.is_file():
            return True
        if path is None:
            words = translate("ImportWizard", "Choose a file.")
        elif path.is_dir():
            words = translate("ImportWizard", "This is a folder. Choose a file in it.")
        else:
            words = translate(
                "ImportWizard", "There is no such file. Check the path, or choose the file."
            )
        self._form.rows["path"].set_error(words)
        return False

    def _change(self, **values: Any) -> None:
        self._controller.change(**values)
        self._controller.load_sample()


def _quietly(choice: Choice, value: Any) -> None:
    choice.blockSignals(True)
    choice.set_value(value)
    choice.blockSignals(False)


def _sheet_text(sheet: Any) -> str:
    if sheet.rows is None:
        return str(sheet.name)
    words = translate("ImportWizard", "{name}, {rows} {rows:row|rows}")
    return fill(words, name=sheet.name, rows=sheet.rows)


def _sample_columns(sample: Any) -> list[Column]:
    def cell(place: int) -> Any:
        return lambda row: row[1][place] if place < len(row[1]) else ""

    return [
        Column(
            "row",
            translate("ImportWizard", "Row"),
            lambda row: formats.number(row[0]),
            align="right",
            width=5,
            tone=lambda _row: "muted",
        ),
        *(
            Column(
                str(place),
                header or "–",
                cell(place),
                width=min(
                    28, max([8, *(len(r[place]) for r in sample.rows[:20] if place < len(r))])
                ),
            )
            for place, header in enumerate(sample.headers)
        ),
    ]


class MatchPage(QWidget):
    """One row per field: which column it is, samples, how sure; the columns left over below."""

    def __init__(self, controller: ImportWizardController) -> None:
        super().__init__()
        self._controller = controller
        self._choices: dict[str, Choice] = {}
        self._extra: dict[str, Choice] = {}
        self._proposal: MatchProposal | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._note = Note()
        self._note.setVisible(False)
        column.addWidget(self._note)
        self._card = Card()
        self._area: QWidget | None = None
        column.addWidget(self._card, 1)
        self._orders = Form()
        self._dates = Choice(
            [
                (None, translate("ImportWizard", "Find out")),
                ("dmy", translate("ImportWizard", "Day, month, year: 31.12.2025")),
                ("mdy", translate("ImportWizard", "Month, day, year: 12/31/2025")),
                ("ymd", translate("ImportWizard", "Year, month, day: 2025-12-31")),
            ]
        )
        self._decimals = Choice(
            [
                (None, translate("ImportWizard", "Find out")),
                (",", translate("ImportWizard", "Comma: 1 234,56")),
                (".", translate("ImportWizard", "Point: 1,234.56")),
            ]
        )
        self._region = LineEdit("US")
        self._region.setMaxLength(2)
        self._orders.add_pair(
            ("date_order", translate("ImportWizard", "Dates are written as"), self._dates),
            ("decimal_sign", translate("ImportWizard", "Decimal sign"), self._decimals),
            (
                "phone_region",
                translate("ImportWizard", "Country of phones without a code"),
                self._region,
            ),
        )
        column.addWidget(self._orders)
        self._dates.changed.connect(lambda value: self._controller.change(date_order=value))
        self._decimals.changed.connect(lambda value: self._controller.change(decimal_sign=value))
        self._region.editingFinished.connect(
            lambda: self._controller.change(phone_region=self._region.text().strip().upper())
        )

    def show_proposal(self, proposal: MatchProposal) -> None:
        """Show how the columns match; the user's own choices are in the request and win."""
        self._proposal = proposal
        request = self._controller.request
        _quietly(self._dates, request.date_order if request else None)
        _quietly(self._decimals, request.decimal_sign if request else None)
        if request is not None and not self._region.hasFocus():
            self._region.setText(request.phone_region)
        if proposal.memory_exact:
            self._note.set_text(
                translate(
                    "ImportWizard", "This header was imported before: columns are matched as then."
                )
            )
        elif proposal.memory_differs:
            words = translate("ImportWizard", "Matched as last time; new columns: {names}")
            self._note.set_text(words.format(names=", ".join(proposal.memory_differs)))
        else:
            self._note.set_text("")
        self._fill(proposal)

    def _fill(self, proposal: MatchProposal) -> None:
        if self._area is not None:
            self._card.body.removeWidget(self._area)
            self._area.deleteLater()
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for place, title in enumerate(
            (
                translate("ImportWizard", "Field"),
                translate("ImportWizard", "Column of the sheet"),
                translate("ImportWizard", "Samples"),
                translate("ImportWizard", "Match"),
            )
        ):
            grid.addWidget(Caption(title), 0, place)
        columns = _all_columns(proposal)
        mapping = dict((self._controller.request.mapping or {}) if self._controller.request else {})
        by_field = {field: letters for letters, field in mapping.items() if field}
        found = {match.field: match for match in proposal.matches}
        self._choices, line = {}, 1
        needed = {f.name for f in proposal.fields if proposal.is_needed(f.name, mapping)}
        order = sorted(
            proposal.fields,
            key=lambda f: (f.name not in found and f.name not in needed, not f.required),
        )
        for info in order:
            match = found.get(info.name)
            letters = by_field.get(info.name, "")
            shown = match if match is not None and match.letters == letters else None
            grid.addWidget(Text(info_text(info, needed=info.name in needed)), line, 0)
            choice = Choice([("", "–"), *((key, f"{key}  {header}") for key, header, _ in columns)])
            choice.setObjectName(f"match.{info.name}")
            choice.setAccessibleName(field_text(info.name, info.label))
            choice.set_value(letters)
            choice.changed.connect(lambda value, name=info.name: self._matched(name, value))
            grid.addWidget(choice, line, 1)
            samples = next((s for key, _, s in columns if key == letters), ())
            grid.addWidget(ElidedLabel(", ".join(samples), tone="muted"), line, 2)
            words, tone = self._quality(shown, letters)
            grid.addWidget(Text(words, tone=tone), line, 3)
            self._choices[info.name] = choice
            line += 1
        line = self._left_over(grid, proposal, mapping, line)
        grid.setRowStretch(line, 1)
        self._area = scroll_page(page)
        self._card.body.addWidget(self._area, 1)

    def _quality(self, match: FieldMatch | None, letters: str) -> tuple[str, str]:
        if match is None and letters:
            return translate("ImportWizard", "chosen by hand"), "good"
        return quality_text(match)

    def _left_over(
        self, grid: QGridLayout, proposal: MatchProposal, mapping: dict[str, str], line: int
    ) -> int:
        free = [f for f in proposal.free_columns if not self._is_field(mapping.get(f.letters))]
        if not free:
            return line
        grid.addWidget(
            Heading(translate("ImportWizard", "Columns that are not used")),
            line,
            0,
            1,
            4,
            Qt.AlignmentFlag.AlignBottom,
        )
        line += 1
        self._extra = {}
        for column in free:
            grid.addWidget(Text(column.header or column.letters), line, 0)
            choice = Choice(
                [
                    ("", translate("ImportWizard", "Leave out")),
                    ("new", translate("ImportWizard", "Make a new profile field")),
                ]
            )
            choice.setObjectName(f"column.{column.letters}")
            choice.setAccessibleName(column.header or column.letters)
            choice.set_value("new" if mapping.get(column.letters) else "")
            choice.changed.connect(lambda value, column=column: self._extra_chosen(column, value))
            grid.addWidget(choice, line, 1)
            grid.addWidget(ElidedLabel(", ".join(column.samples), tone="muted"), line, 2)
            self._extra[column.letters] = choice
            line += 1
        return line

    def _is_field(self, name: str | None) -> bool:
        return (
            bool(name)
            and self._proposal is not None
            and any(f.name == name for f in self._proposal.fields)
        )

    def _matched(self, field: str, letters: str) -> None:
        request = self._controller.request
        if request is None or self._proposal is None:
            return
        mapping = {
            key: name
            for key, name in (request.mapping or {}).items()
            if name != field and key != letters
        }
        if letters:
            mapping[letters] = field
        for key, _, _ in _all_columns(self._proposal):
            mapping.setdefault(key, "")
        self._controller.change(mapping=mapping)
        self._fill(self._proposal)

    def _extra_chosen(self, column: FreeColumn, value: str) -> None:
        request = self._controller.request
        if request is None:
            return
        name = column.suggested_name or column.letters.lower()
        mapping = {**(request.mapping or {}), column.letters: name if value else ""}
        fields = tuple(f for f in request.new_fields if f.name != name)
        if value:
            kind = column.suggested_kind or FieldKind.TEXT
            fields = (*fields, NewField(name, column.header or name, kind))
        self._controller.change(mapping=mapping, new_fields=fields)

    def missing(self) -> list[str]:
        """Required fields without a column."""
        request, proposal = self._controller.request, self._proposal
        if request is None or proposal is None:
            return []
        labels = {field.name: field.label for field in proposal.fields}
        return [
            field_text(name, labels.get(name, ""))
            for name in proposal.missing_in(request.mapping or {})
        ]


def _all_columns(proposal: MatchProposal) -> list[tuple[str, str, tuple[str, ...]]]:
    found = [(m.column, m.letters, m.header, m.samples) for m in proposal.matches]
    found += [(f.column, f.letters, f.header, f.samples) for f in proposal.free_columns]
    return [(letters, header, samples) for _, letters, header, samples in sorted(found)]


class ExistingPage(QWidget):
    """How rows find their profile, and what happens with those that exist."""

    def __init__(self, controller: ImportWizardController) -> None:
        super().__init__()
        self._controller = controller
        card = Card()
        form = Form()
        self._key = Choice()
        self._key_row = form.add(
            "key",
            translate("ImportWizard", "A row is the same person when this is equal"),
            self._key,
        )
        self._points = Choice()
        self._points_row = form.add(
            "points_type", translate("ImportWizard", "Points type of the rows"), self._points
        )
        self._mode = RadioGroup()
        self._mode.add(
            ImportMode.BOTH,
            translate("ImportWizard", "Add new ones and change existing ones"),
        )
        self._mode.add(ImportMode.ONLY_NEW, translate("ImportWizard", "Only add new ones"))
        self._mode.add(
            ImportMode.ONLY_UPDATE, translate("ImportWizard", "Only change existing ones")
        )
        self._mode_row = form.add("mode", translate("ImportWizard", "What to do"), self._mode)
        self._empty = RadioGroup()
        self._empty.add("keep", translate("ImportWizard", "Keep what is there"))
        self._empty.add("clear", translate("ImportWizard", "Clear the value"))
        self._empty_row = form.add(
            "empty_cells", translate("ImportWizard", "An empty cell means"), self._empty
        )
        self._unknown = RadioGroup()
        self._unknown.add("create", translate("ImportWizard", "Make them"))
        self._unknown.add("reject", translate("ImportWizard", "Reject the row"))
        self._unknown_row = form.add(
            "unknown_profiles",
            translate("ImportWizard", "Profiles or participants that are not there yet"),
            self._unknown,
        )
        self._tier_until = DayEdit(optional=False)
        self._tier_until_row = form.add(
            "tier_until",
            translate("ImportWizard", "Tiers set by hand stand through"),
            self._tier_until,
            translate(
                "ImportWizard",
                "A tier of the sheet that is not the one in force is set by hand until then, then points decide again.",
            ),
        )
        form.body.addStretch(1)
        card.body.addWidget(form)
        card.body.addStretch(1)
        card.setMaximumWidth(640)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(card, 2)
        row.addStretch(1)
        self._key.changed.connect(lambda value: controller.change(key=value))
        self._points.changed.connect(lambda value: controller.change(points_type_id=value))
        self._mode.changed.connect(lambda value: controller.change(mode=value))
        self._empty.changed.connect(lambda value: controller.change(empty_cells=value))
        self._unknown.changed.connect(lambda value: controller.change(unknown_profiles=value))
        self._tier_until.changed.connect(
            lambda: controller.change(tier_until=self._tier_until.day())
        )

    def show_request(self, points_types: list[tuple[int, str]]) -> None:
        """Show the request's answers."""
        request, proposal = self._controller.request, self._controller.proposal
        if request is None:
            return
        given = {name for name in (request.mapping or {}).values() if name}
        points = request.kind is ImportKind.POINTS
        keys = ["external_id", "email", "phone"]
        if proposal is not None:
            keys += [f.name for f in proposal.fields if f.custom]
        labels = {f.name: f.label for f in proposal.fields} if proposal is not None else {}
        by_key = [k for k in keys if k in given or "participant" in given]
        self._key.set_options(
            [(k, field_text(k, labels.get(k, ""))) for k in by_key or ["external_id"]]
        )
        _quietly(self._key, request.key)
        if self._key.value() != request.key:
            self._controller.request = replace(request, key=self._key.value())
        self._points.set_options(points_types)
        _quietly(self._points, request.points_type_id)
        self._points_row.setVisible(points and "points_type" not in given and len(points_types) > 1)
        self._mode.set_value(request.mode)
        self._empty.set_value(request.empty_cells)
        self._unknown.set_value(request.unknown_profiles)
        self._mode_row.setVisible(not points)
        self._empty_row.setVisible(not points)
        self._unknown_row.setVisible(request.kind is ImportKind.PARTICIPANTS)  # points never enrol
        tiers = any(name == "tier" or name.startswith("tier (") for name in given)
        self._tier_until_row.setVisible(tiers and request.kind is ImportKind.PARTICIPANTS)
        self._tier_until.blockSignals(True)
        self._tier_until.set_day(request.tier_until)
        self._tier_until.blockSignals(False)
