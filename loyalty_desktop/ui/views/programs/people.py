"""The Participants and partners tab: how many take part, how people join, and the partners of the program."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from loyalty_desktop.controllers.program_editor import ProgramEditorController
from loyalty_desktop.domain.drafts import PartnerDraft
from loyalty_desktop.domain.entities.programs import PARTNER
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.dialogs.partner import PartnerDialog
from loyalty_desktop.ui.models.columns import field_column
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.views.programs.partner_sheets import PartnerSheets
from loyalty_desktop.ui.widgets import (
    Card,
    EmptyState,
    Muted,
    RowTable,
    SecondaryButton,
    ShareList,
    Stat,
    StatRow,
)
from loyalty_desktop.ui.widgets.page import scroll_page
from loyalty_desktop.ui.words.i18n import translate


class ProgramPeopleTab(QWidget):
    """Shows figures of participants, the ways to add them, and a table of partners."""

    def __init__(self, controller: ProgramEditorController, ui: UiContext, view: View) -> None:
        super().__init__(view)
        self._controller = controller
        self._ui = ui
        self._view = view
        self._build_ui()

    def _build_ui(self) -> None:
        people = Card(translate("Common", "Participants"))
        self._list = SecondaryButton(translate("ProgramPeopleTab", "Open list"), "users")
        self._list.clicked.connect(self._open_list)
        self._import = SecondaryButton(translate("Common", "Import workbook"), "file-up")
        self._import.clicked.connect(lambda: self._ui.navigate("import", kind="participants"))
        self._join = SecondaryButton(
            translate("ProgramPeopleTab", "Join all profiles"), "user-plus"
        )
        self._join.clicked.connect(self._ask_join)
        for button in (self._join, self._import, self._list):
            people.add_header_widget(button)
        self._stats = StatRow()
        self._shares = ShareList()
        people.body.addWidget(self._shares)
        self._hint = Muted("", wrap=True)
        people.body.addWidget(self._hint)

        partners = Card(translate("ProgramPeopleTab", "Partners"))
        self._add = SecondaryButton(translate("ProgramPeopleTab", "Add partner"), "plus")
        self._add.setObjectName("add-partner")
        self._add.clicked.connect(lambda: self._edit(None))
        self._sheets = PartnerSheets(self._controller, self._ui, self)
        for button in (*self._sheets.buttons, self._add):
            partners.add_header_widget(button)
        self._table = RowTable(
            [
                field_column(
                    PARTNER, name, bold=name == "name", width=26 if name == "name" else None
                )
                for name in PARTNER.names
            ]
        )
        self._table.setObjectName("partners")
        self._table.setAccessibleName(translate("ProgramPeopleTab", "Partners"))
        self._table.activated_row.connect(self._edit)
        self._table.menu_requested.connect(self._menu)
        partners.body.addWidget(self._table, 1)
        self._empty = EmptyState(
            "link",
            translate("ProgramPeopleTab", "No partners"),
            translate(
                "ProgramPeopleTab",
                "A partner carries a share of the cost of points that are given for its products.",
            ),
        )
        self._empty.add_action(
            translate("ProgramPeopleTab", "Add partner"),
            lambda: self._edit(None),
            name="add-partner",
        )
        self._empty.add_action(
            translate("Common", "Import workbook"), self._sheets.bring_in, name="empty-import"
        )
        partners.body.addWidget(self._empty, 1)

        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._stats)
        column.addWidget(people)
        column.addWidget(partners, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll_page(page))

    def show_program(self) -> None:
        """Show the figures and partners of the controller."""
        row, stored = self._controller.row, self._controller.stored
        if row is None or stored is None:
            return
        self._stats.set_stats(
            [
                Stat(translate("Common", "Participants"), formats.number(row.participants)),
                Stat(
                    translate("ProgramPeopleTab", "Outstanding, points"),
                    formats.amount(row.outstanding, 2),
                ),
                Stat(
                    translate("Common", "Liability"),
                    formats.money(row.liability, row.currency),
                ),
            ]
        )
        self._show_tiers(row.participants)
        active = row.state is ProgramState.ACTIVE
        self._join.setEnabled(active)
        self._import.setEnabled(active)
        self._hint.setText(
            ""
            if active
            else translate(
                "ProgramPeopleTab",
                "Participants join an active program. Activate it, then bring them in.",
            )
        )
        self._hint.setVisible(not active)
        self._table.set_rows(list(stored.partners))
        self._table.setVisible(bool(stored.partners))
        self._empty.setVisible(not stored.partners)
        self._add.setVisible(bool(stored.partners))
        self._sheets.show_count(len(stored.partners))

    def _show_tiers(self, people: int) -> None:
        stored = self._controller.stored
        groups = stored.tier_groups if stored is not None else ()
        rows = []
        for group in groups[:1]:
            for tier in reversed(group.tiers):
                count = self._controller.tier_counts.get(tier.id or 0, 0)
                share = count / people if people else 0.0
                rows.append((tier.name, formats.number(count), formats.percent(share), share))
        self._shares.set_rows(rows)
        self._shares.setVisible(bool(rows) and people > 0)

    def _open_list(self) -> None:
        self._ui.navigate("participants", program_id=self._controller.program_id)

    def _ask_join(self) -> None:
        row = self._controller.row
        ask(
            translate("ProgramPeopleTab", "Join all profiles of “{name}”?").replace(
                "{name}", row.database_name
            ),
            translate(
                "ProgramPeopleTab",
                "Every profile that does not take part yet joins now and gets the initial balance. "
                "Who takes part already or has left is not touched.",
            ),
            translate("ProgramPeopleTab", "Join all"),
            parent=self._view,
            on_yes=self._controller.join_all,
        )

    def _edit(self, partner: PartnerDraft | None) -> None:
        self._ui.open_dialog(PartnerDialog(self._controller, self._ui, partner))

    def _menu(self, rows: list[PartnerDraft], where: QPoint) -> None:
        if len(rows) != 1:
            return
        partner = rows[0]
        menu = QMenu(self)
        edit = QAction(translate("ProgramPeopleTab", "Edit…"), menu)
        edit.triggered.connect(lambda: self._edit(partner))
        remove = QAction(translate("ProgramPeopleTab", "Remove…"), menu)
        remove.triggered.connect(lambda: self._ask_remove(partner))
        menu.addAction(edit)
        menu.addAction(remove)
        menu.popup(where)

    def _ask_remove(self, partner: PartnerDraft) -> None:
        ask(
            translate("ProgramPeopleTab", "Remove “{name}”?").replace("{name}", partner.name),
            translate("ProgramPeopleTab", "The partner leaves the program's list."),
            translate("ProgramPeopleTab", "Remove"),
            parent=self._view,
            destructive=True,
            on_yes=lambda: self._controller.save_partner(
                partner, remove=True, failed=self._view.message
            ),
        )
