"""The Transactions tab of a program: the points transactions, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from loyalty_desktop.controllers.program_transactions import (
    ProgramTransactionsController,
    split_key,
)
from loyalty_desktop.domain.drafts import ProgramDraft
from loyalty_desktop.domain.kinds import TransactionState, TransactionType
from loyalty_desktop.domain.list_filters import ColumnFilter, ColumnKind, ListQuery
from loyalty_desktop.domain.participants import ParticipantKey
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.widgets import Column, EmptyState
from loyalty_desktop.ui.widgets.list_spec import Facet, ListAction, ListSpec
from loyalty_desktop.ui.widgets.list_view import ListView
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.programs import (
    TRANSACTION_TONES,
    transaction_state_text,
    transaction_type_text,
)

KEPT = "view.program.transactions"
"""The setting that holds the state of the list."""


class ProgramTransactionsTab(QWidget):
    """Shows the transactions of a program. Enter on a row opens the participant."""

    def __init__(self, ui: UiContext, view: View) -> None:
        super().__init__(view)
        self._ui = ui
        self._view = view
        self.controller = ProgramTransactionsController(ui.app, self)
        self.controller.failed.connect(view.message)
        self.controller.exported.connect(self._exported)
        self._list: ListView | None = None
        self._shape: tuple[Any, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def list_view(self) -> ListView | None:
        """Return the list; None before a program was opened."""
        return self._list

    def open_program(self, program_id: int, draft: ProgramDraft) -> None:
        """Show a program's transactions; its points types are a facet."""
        types = {item.id: item.name for item in draft.points_types if item.id is not None}
        shape = (program_id, draft.time_zone, tuple(types.items()))
        if self._list is None or shape != self._shape:
            self._shape = shape
            self.controller.program_id = program_id
            self._build_list(draft.time_zone, types)

    def show_days(
        self,
        days: tuple[date, date],
        types: tuple[TransactionType, ...],
        points_type_id: int | None,
    ) -> None:
        """Show only the transactions of some days, types and a points type."""
        if self._list is not None:
            self._list.show_query(self.controller.of_days(days, types, points_type_id))

    def refresh(self) -> None:
        """Read again what is shown."""
        if self._list is not None:
            self.controller.refresh()

    def _build_list(self, zone: str, points_types: Mapping[int, str]) -> None:
        kept = self._ui.app.settings.get(KEPT, None)
        if self._list is not None:
            kept = self._list.state()
            self._layout.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        made = ListView(
            ListSpec(
                "program.transactions",
                translate("Common", "Transactions"),
                transaction_columns(zone, points_types),
                self.controller,
                translate("ProgramTransactionsTab", "Search by participant"),
                self._open,
                self._actions(),
                [
                    Facet(
                        "type",
                        translate("Common", "Type"),
                        tuple(kind.value for kind in TransactionType),
                    ),
                    Facet(
                        "state",
                        translate("Common", "State"),
                        tuple(state.value for state in TransactionState),
                    ),
                    Facet("points_type", translate("Common", "Points type"), tuple(points_types)),
                ],
                translate("ProgramTransactionsTab", "Name, external ID, email or phone (Ctrl+F)"),
                _hidden_words,
            )
        )
        made.set_empty(
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
        made.status_changed.connect(self._view.tell_status)
        made.said.connect(self._ui.toast)
        made.lend_actions(self._ui.actions)
        self._list = made
        self._layout.addWidget(made)
        if kept:
            made.restore_state(kept)
        else:
            made.show_query(ListQuery())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._list is not None:
            self._ui.app.settings.set(KEPT, self._list.state())

    def _actions(self) -> list[ListAction]:
        return [
            ListAction(
                "open",
                translate("ProgramTransactionsTab", "Open the participant"),
                self._open_selected,
                "user",
                "Return",
                needs="one",
                on_rows=True,
            ),
            ListAction(
                "export",
                translate("ProgramTransactionsTab", "Export…"),
                self._ask_export,
                "file-down",
                "Ctrl+E",
                separated=True,
                button=True,
            ),
        ]

    def _open_selected(self) -> None:
        ids = self._list.selected_ids() if self._list is not None else []
        if len(ids) == 1:
            self._open(ids[0])

    def _open(self, key: int) -> None:
        who = ParticipantKey(self.controller.program_id, split_key(key)[0])
        self._ui.navigate("participant", **who.params())

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


def _hidden_words(wanted: ColumnFilter) -> str:
    number = wanted.values[0] if wanted.values else ""
    return translate("ProgramTransactionsTab", "Import {number}").format(number=number)


def transaction_columns(zone: str, points_types: Mapping[int, str]) -> list[Column]:
    """Return the columns: time, participant, type, points, and the balance after it."""
    return [
        Column(
            "occurred_at",
            translate("Common", "When"),
            lambda r: formats.moment(r.transaction.occurred_at, zone),
            width=16,
            kind=ColumnKind.MOMENT,
        ),
        Column(
            "participant",
            translate("ParticipantsView", "ID"),
            lambda r: r.profile_external_id,
            bold=True,
            width=9,
            kind=ColumnKind.TEXT,
        ),
        Column(
            "name",
            translate("ProgramTransactionsTab", "Name"),
            lambda r: f"{r.first_name} {r.last_name}".strip(),
            width=15,
            stretch=True,
            kind=ColumnKind.TEXT,
        ),
        Column(
            "type",
            translate("Common", "Type"),
            lambda r: transaction_type_text(TransactionType(r.transaction.type)),
            width=11,
            kind=ColumnKind.CHOICE,
            says=lambda value: transaction_type_text(TransactionType(value)),
        ),
        Column(
            "points_type",
            translate("Common", "Points type"),
            lambda r: r.transaction.points_type,
            width=12,
            kind=ColumnKind.CHOICE,
            says=lambda value: points_types.get(value, ""),
        ),
        Column(
            "amount",
            translate("Common", "Points"),
            lambda r: formats.signed(r.transaction.amount),
            align="right",
            tone=lambda r: "bad" if r.transaction.amount < 0 else "good",
            value=lambda r: r.transaction.amount,
            width=11,
            kind=ColumnKind.NUMBER,
            says=lambda value: formats.amount(Decimal(value)),
        ),
        Column(
            "total_after",
            translate("ProgramTransactionsTab", "Balance after"),
            lambda r: formats.amount(r.transaction.total_after),
            align="right",
            width=10,
            value=lambda r: r.transaction.total_after,
            kind=ColumnKind.NUMBER,
            says=lambda value: formats.amount(Decimal(value)),
        ),
        Column(
            "state",
            translate("Common", "State"),
            lambda r: transaction_state_text(TransactionState(r.transaction.state)),
            tone=lambda r: TRANSACTION_TONES[TransactionState(r.transaction.state)],
            width=10,
            kind=ColumnKind.CHOICE,
            says=lambda value: transaction_state_text(TransactionState(value)),
        ),
        Column(
            "description",
            translate("Common", "Description"),
            lambda r: r.transaction.description,
            visible=False,
            width=12,
            kind=ColumnKind.TEXT,
        ),
        Column(
            "external_id",
            translate("Common", "External ID"),
            lambda r: r.transaction.external_id or "",
            visible=False,
            width=18,
            kind=ColumnKind.TEXT,
        ),
    ]
