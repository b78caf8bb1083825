"""The second page of an import: which column of the sheet is which field, and how its values are written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.domain.kinds import FieldKind
from loyalty_desktop.services.imports.types import FieldMatch, FreeColumn, MatchProposal, NewField
from loyalty_desktop.ui.program_fields import region_choice
from loyalty_desktop.ui.widgets import (
    Caption,
    Card,
    Choice,
    ElidedLabel,
    Form,
    Heading,
    Note,
    Text,
)
from loyalty_desktop.ui.widgets.page import scroll_page
from loyalty_desktop.ui.wizards.imports.matching_bar import MatchingBar
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.imports import field_text, info_text, quality_text, rivals_text


class MatchPage(QWidget):
    """One row per field: its column, samples, and how certain the match is; the columns left over are below."""

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
        self.bar = MatchingBar(controller)
        column.addWidget(self.bar)
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
        self._region = region_choice()
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
        self._region.changed.connect(lambda code: self._controller.change(phone_region=code))

    def show_proposal(self, proposal: MatchProposal) -> None:
        """Show how the columns match; the user's own choices are in the request and take precedence."""
        self._proposal = proposal
        self.bar.load()
        request = self._controller.request
        self._dates.show_value(request.date_order if request else None)
        self._decimals.show_value(request.decimal_sign if request else None)
        if request is not None:
            self._region.show_value(request.phone_region or self._controller.phone_region)
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
            if match is not None and match.rivals and not letters:
                words, tone = rivals_text(match), "warn"
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
        """Return the required fields without a column."""
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
