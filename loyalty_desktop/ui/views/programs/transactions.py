"""The Transactions tab of a program: what moved points, newest first, filtered and searched in SQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.controllers.lists import ListAnswer
from loyalty_desktop.controllers.program_transactions import (
    ProgramTransactionsController,
    TransactionsQuery,
    split_key,
)
from loyalty_desktop.domain.drafts import ProgramDraft
from loyalty_desktop.domain.kinds import TransactionState, TransactionType
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.widgets import (
    Choice,
    Column,
    EmptyState,
    ListPanel,
    PagedTable,
    SecondaryButton,
)
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.programs import (
    TRANSACTION_TONES,
    transaction_state_text,
    transaction_type_text,
)


class ProgramTransactionsTab(QWidget):
    """Filters over a paged table. Enter on a row opens the participant."""

    def __init__(self, ui: UiContext, view: View) -> None:
        super().__init__(view)
        self._ui = ui
        self._view = view
        self._zone = "UTC"
        self.controller = ProgramTransactionsController(ui.app, self)
        self.controller.failed.connect(view.message)
        self.controller.ids_loaded.connect(self._counted)
        self.controller.exported.connect(self._exported)
        self._opened = False
        self._build_ui()

    def open_program(self, program_id: int, draft: ProgramDraft) -> None:
        """Show a program's transactions; its points types fill the filter."""
        self._zone = draft.time_zone
        kept = self._points.value()
        options: list[tuple[Any, str]] = [
            (None, translate("ProgramTransactionsTab", "All points types"))
        ]
        options += [(item.id, item.name) for item in draft.points_types]
        self._points.set_options(options)
        self._points.set_value(kept if kept in {key for key, _ in options} else None)
        self.controller.time_zone = draft.time_zone
        if self.controller.program_id != program_id or not self._opened:
            self._opened = True
            self.controller.open(program_id)

    def show_days(
        self,
        days: tuple[date, date],
        types: tuple[TransactionType, ...],
        points_type_id: int | None,
    ) -> None:
        """Show only the transactions of some days, types and a points type."""
        self._clear_filters()
        self.controller.query = replace(self._query(), days=days, types=types)
        self._points.set_value(points_type_id)
        self._narrow()

    def refresh(self) -> None:
        """Ask again for what is shown."""
        if self._opened:
            self.controller.refresh()

    def _build_ui(self) -> None:
        self._table = PagedTable(self._columns(), name="program.transactions")
        self._table.setAccessibleName(translate("Common", "Transactions"))
        self._table.attach(self.controller)
        self._table.activated_id.connect(self._open)
        self._panel = ListPanel(
            self._table,
            translate("ProgramTransactionsTab", "External ID, email or phone"),
            bulk=False,
        )
        self._panel.chips.removed.connect(self._unfilter)
        self._panel.chips.cleared.connect(self._clear_filters)
        self._panel.search.setObjectName("search")
        self._panel.search.searched.connect(self._searched)
        self._points = Choice()
        self._points.setAccessibleName(translate("Common", "Points type"))
        self._points.set_options([(None, translate("ProgramTransactionsTab", "All points types"))])
        self._type = Choice()
        self._type.setAccessibleName(translate("Common", "Type"))
        self._type.set_options(
            [(None, translate("ProgramTransactionsTab", "All types"))]
            + [(kind, transaction_type_text(kind)) for kind in TransactionType]
        )
        self._state = Choice()
        self._state.setAccessibleName(translate("Common", "State"))
        self._state.set_options(
            [(None, translate("ProgramTransactionsTab", "All states"))]
            + [(state, transaction_state_text(state)) for state in TransactionState]
        )
        self._export = SecondaryButton(translate("Common", "Export"), "download")
        self._export.clicked.connect(self._ask_export)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for name, choice in self._choices().items():
            choice.setObjectName(f"filter.{name}")
            choice.changed.connect(self._narrow)
            filters.addWidget(choice)
        filters.addStretch(1)
        filters.addWidget(self._export)
        self._panel.set_empty(
            EmptyState(
                "history",
                translate("ProgramTransactionsTab", "No transactions yet"),
                translate(
                    "ProgramTransactionsTab",
                    "Every accrual, redemption and expiry of this program will stand here, "
                    "with the balance before and after.",
                ),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(filters)
        layout.addWidget(self._panel, 1)

    def _columns(self) -> list[Column]:
        return [
            Column(
                "occurred_at",
                translate("Common", "When"),
                lambda r: formats.moment(r.transaction.occurred_at, self._zone),
                width=16,
            ),
            Column(
                "participant",
                translate("Common", "Participant"),
                lambda r: r.profile_external_id,
                bold=True,
                width=9,
            ),
            Column(
                "name",
                translate("ProgramTransactionsTab", "Name"),
                lambda r: f"{r.first_name} {r.last_name}".strip(),
                sortable=False,
                width=15,
            ),
            Column(
                "type",
                translate("Common", "Type"),
                lambda r: transaction_type_text(TransactionType(r.transaction.type)),
                width=11,
            ),
            Column(
                "points_type",
                translate("Common", "Points type"),
                lambda r: r.transaction.points_type,
                sortable=False,
                width=12,
            ),
            Column(
                "amount",
                translate("Common", "Amount, points"),
                lambda r: formats.signed(r.transaction.amount),
                align="right",
                tone=lambda r: "bad" if r.transaction.amount < 0 else "good",
                value=lambda r: r.transaction.amount,
                width=11,
            ),
            Column(
                "total_after",
                translate("ProgramTransactionsTab", "Balance after"),
                lambda r: formats.amount(r.transaction.total_after),
                align="right",
                sortable=False,
                width=10,
            ),
            Column(
                "state",
                translate("Common", "State"),
                lambda r: transaction_state_text(TransactionState(r.transaction.state)),
                tone=lambda r: TRANSACTION_TONES[TransactionState(r.transaction.state)],
                sortable=False,
                width=10,
            ),
            Column(
                "description",
                translate("Common", "Description"),
                lambda r: r.transaction.description,
                sortable=False,
                width=12,
            ),
            Column(
                "external_id",
                translate("Common", "External ID"),
                lambda r: r.transaction.external_id or "",
                sortable=False,
                visible=False,
                width=18,
            ),
        ]

    def _narrow(self, _value: object = None) -> None:
        query = replace(
            self._query(),
            points_type_id=self._points.value(),
            type=self._type.value(),
            state=self._state.value(),
        )
        chips = [
            (key, choice.currentText())
            for key, choice in self._choices().items()
            if choice.value() is not None
        ]
        if query.days is not None:
            words = ", ".join(transaction_type_text(kind) for kind in query.types)
            first, last = (formats.day(day) for day in query.days)
            chips.append(("days", f"{first} – {last}: {words}"))
        self._panel.chips.set_chips(chips)
        self.controller.set_query(query)

    def _choices(self) -> dict[str, Choice]:
        return {"points": self._points, "type": self._type, "state": self._state}

    def _unfilter(self, key: str) -> None:
        if key == "days":
            self.controller.query = replace(self._query(), days=None, types=())
            self._narrow()
        else:
            self._choices()[key].set_value(None)

    def _clear_filters(self) -> None:
        self._unfilter("days")
        for choice in self._choices().values():
            choice.set_value(None)

    def _searched(self, text: str) -> None:
        self.controller.set_query(replace(self._query(), participant=text.strip()))

    def _query(self) -> TransactionsQuery:
        query = self.controller.query
        return query if isinstance(query, TransactionsQuery) else TransactionsQuery()

    def _counted(self, answer: ListAnswer) -> None:
        total = len(answer.ids)
        self._panel.set_total(None)
        self._export.setEnabled(total > 0)

    def _open(self, key: int) -> None:
        self._ui.navigate("participant", participant_id=split_key(key)[0])

    def _ask_export(self) -> None:
        dialog = QFileDialog(self, translate("ProgramTransactionsTab", "Export transactions"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [
                translate("ProgramTransactionsTab", "Workbook (*.xlsx)"),
                translate("ProgramTransactionsTab", "Text (*.csv)"),
            ]
        )
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile("transactions.xlsx")
        dialog.fileSelected.connect(
            lambda path: self.controller.export(Path(path), self._view.message)
        )
        self._ui.open_dialog(dialog)

    def _exported(self, path: Path) -> None:
        text = translate("ProgramTransactionsTab", "Transactions written to {file}.")
        self._ui.toast(text.replace("{file}", path.name))
