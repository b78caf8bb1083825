"""One participant: balances, tier and what is missing, profile, transactions, lots, history, audit trail; and the actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from loyalty_desktop.controllers.participant_card import ParticipantCardController
from loyalty_desktop.controllers.participant_card_data import PAGE, CardData
from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.kinds import (
    ParticipantState,
    PointsKind,
)
from loyalty_desktop.domain.participants import ParticipantKey
from loyalty_desktop.domain.points import TransactionRow
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.views.participants.card_actions import CardActions
from loyalty_desktop.ui.views.participants.card_panels import ProfileCard, TierCard, balance_stats
from loyalty_desktop.ui.views.participants.card_tables import (
    audit_columns,
    history_columns,
    lot_columns,
    transaction_columns,
)
from loyalty_desktop.ui.widgets import (
    Card,
    Chip,
    EmptyState,
    LinkButton,
    MenuButton,
    PrimaryButton,
    RowTable,
    SecondaryButton,
    StatRow,
    Tabs,
)
from loyalty_desktop.ui.widgets.page import scroll_page
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.participants import STATE_TONES, state_text


class ParticipantCardView(View):
    """Shows everything about one participant."""

    name: ClassVar[str] = "participant"
    entities: ClassVar[tuple[Entity, ...]] = (
        Entity.PARTICIPANT,
        Entity.ACCOUNT,
        Entity.POINTS_TRANSACTION,
        Entity.TIER_STATE,
        Entity.PROFILE,
        Entity.PROGRAM,
    )

    def __init__(self, ui: UiContext, parent: QWidget | None = None) -> None:
        self._controller = ParticipantCardController(ui.app)
        self._data: CardData | None = None
        super().__init__(ui, parent)
        self._controller.setParent(self)
        self._controller.loaded.connect(self._show)
        self._controller.more_loaded.connect(self._show_more)
        self._controller.failed.connect(self.message)

    # Building ------------------------------------------------------------------------------------------------

    def _build_ui(self) -> None:
        self._actions = CardActions(
            self.ui, self._controller, self, chosen=self._transaction, copy=self._copy
        )
        self._tier_chip = Chip("", "accent")
        self._tier_chip.setVisible(False)
        self._state_chip = Chip("", "bad")
        self._state_chip.setVisible(False)
        self.header.add_chip(self._tier_chip)
        self.header.add_chip(self._state_chip)
        self._accrue = PrimaryButton(translate("Common", "Accrue"), "circle-plus")
        self._accrue.clicked.connect(lambda: self._actions.open_points(accrue=True))
        self._redeem = SecondaryButton(translate("Common", "Redeem"), "circle-minus")
        self._redeem.clicked.connect(lambda: self._actions.open_points(accrue=False))
        self._more = MenuButton(translate("CardView", "More"))
        self._actions.fill(self._more.menu_)
        for name, button in (
            ("redeem", self._redeem),
            ("more", self._more),
            ("accrue", self._accrue),
        ):
            button.setObjectName(name)
            button.setEnabled(False)
            self.header.add_action(button)
        self._balances = QVBoxLayout()
        self._balances.setSpacing(12)
        self.content.addLayout(self._balances)
        self._stats: list[StatRow] = []
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._left_side())
        self._tabs_card = Card()
        self._tabs_card.flush()
        self._tabs: Tabs | None = None
        self._shape: tuple[str, bool, bool] | None = None
        self._others: dict[int, str] = {}
        row.addWidget(self._tabs_card, 1)
        self.content.addLayout(row, 1)

    def _left_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._tier = TierCard()
        self._profile = ProfileCard()
        column.addWidget(self._tier)
        column.addWidget(self._profile, 1)
        area = scroll_page(side)
        area.setMinimumWidth(280)
        area.setMaximumWidth(320)
        return area

    def _build_tabs(self, data: CardData) -> None:
        """Build the tabs for the participant's program, unless those of the last one have the same columns."""
        zone = data.card.program.time_zone
        several, ladders = len(data.balances) > 1, len(data.card.tier_groups) > 1
        if self._shape == (zone, several, ladders):
            return
        self._shape = (zone, several, ladders)
        if self._tabs is not None:
            self._tabs_card.body.removeWidget(self._tabs)
            self._tabs.hide()
            self._tabs.deleteLater()
        self._tabs = tabs = Tabs()
        columns = transaction_columns(zone, several=several, others=self._others)
        self._transactions = RowTable(columns, "transactions")
        self._transactions.setAccessibleName(translate("Common", "Transactions"))
        self._transactions.menu_requested.connect(self._menu)
        self._transactions.selected_changed.connect(lambda _rows: self._enable())
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._transactions, 1)
        self._older = LinkButton(translate("CardView", "Show older transactions"))
        self._older.clicked.connect(self._load_more)
        column.addWidget(self._older)
        self._lots = RowTable(lot_columns(zone, several=several), "lots")
        self._lots.setAccessibleName(translate("CardView", "Lots"))
        self._history = RowTable(history_columns(zone, several=ladders), "tier-history")
        self._history.setAccessibleName(translate("CardView", "Tier history"))
        self._audit = RowTable(audit_columns(zone), "audit")
        self._audit.setAccessibleName(translate("CardView", "Audit"))
        self._no_transactions = EmptyState(
            "coins",
            translate("CardView", "No transactions yet"),
            translate("CardView", "Accruals, redemptions and everything else that moves points."),
        )
        column.addWidget(self._no_transactions, 1)
        tabs.add("transactions", translate("Common", "Transactions"), page)
        tabs.add("lots", translate("CardView", "Lots"), self._lots)
        tabs.add("history", translate("CardView", "Tier history"), self._history)
        tabs.add("audit", translate("CardView", "Audit"), self._audit)
        self._tabs_card.body.addWidget(tabs, 1)

    # Showing -------------------------------------------------------------------------------------------------

    def open_with(self, **params: Any) -> None:
        """Show a participant. Route parameters: program_id and participant_id."""
        who = _named(params) or self._controller.who
        if who is not None:
            self._controller.open(*who)

    def refresh(self) -> None:
        """Load again."""
        self._controller.refresh()

    def _show(self, data: CardData) -> None:
        self._data = data
        card, row = data.card, data.card.row
        zone = card.program.time_zone
        self.header.set_title(row.name or row.external_id)
        since = formats.day(row.registered_at.astimezone().date())
        self.ui.set_program(card.program.name)
        if data.standings:
            first = data.standings[0]
            self._tier_chip.set(first.tier, "accent")
            words = translate("CardView", "since {reached}, participant since {registered}")
            self.header.set_subtitle(
                words.format(
                    reached=formats.moment(first.reached_at, zone)[:-6],
                    registered=formats.moment(row.registered_at, zone)[:-6],
                )
            )
        else:
            self.header.set_subtitle(
                translate("CardView", "participant since {registered}").format(registered=since)
            )
        self._tier_chip.setVisible(bool(data.standings))
        state = ParticipantState(row.state)
        self._state_chip.set(state_text(state), STATE_TONES[state])
        self._state_chip.setToolTip(row.blocked_reason)
        self._state_chip.setVisible(state is not ParticipantState.ACTIVE)
        if state is ParticipantState.BLOCKED:
            words = translate("CardView", "Blocked: {reason}. Unblock to move points again.")
            self.banner.show_message(words.format(reason=row.blocked_reason), "warn")
        else:
            self.banner.clear()
        self._show_balances(data)
        self._tier.show_standings(data)
        self._profile.show_profile(data)
        self._build_tabs(data)
        self._show_tabs(data)
        self._enable()

    def _show_balances(self, data: CardData) -> None:
        shown = [b for b in data.balances if b.kind == PointsKind.STANDARD] or list(data.balances)
        while len(self._stats) < len(shown):
            made = StatRow()
            self._stats.append(made)
            self._balances.addWidget(made)
        for place, row in enumerate(self._stats):
            row.setVisible(place < len(shown))
            if place < len(shown):
                row.set_stats(balance_stats(data, shown[place]))

    def _show_tabs(self, data: CardData) -> None:
        assert self._tabs is not None  # noqa: S101 - built before
        self._others.update(data.others)
        self._transactions.set_rows(data.transactions)
        self._transactions.setVisible(bool(data.transactions))
        self._no_transactions.setVisible(not data.transactions)
        self._older.setVisible(len(data.transactions) == PAGE)
        self._lots.set_rows(data.lots)
        self._history.set_rows(data.history)
        self._audit.set_rows(data.audit)
        self._tabs.set_count("lots", len(data.lots))
        self._tabs.set_count("history", len(data.history))

    def _load_more(self) -> None:
        rows = self._transactions.rows()
        if rows:
            self._controller.load_more(rows[-1].id)

    def _show_more(self, answer: tuple[list[TransactionRow], dict[int, str]]) -> None:
        rows, others = answer
        self._others.update(others)
        self._transactions.set_rows([*self._transactions.rows(), *rows])
        self._older.setVisible(len(rows) == PAGE)

    def _transaction(self) -> TransactionRow | None:
        """Return the transaction that is selected; None unless it is exactly one."""
        rows = self._transactions.selected() if self._tabs is not None else []
        return rows[0] if len(rows) == 1 else None

    def _enable(self) -> None:
        """Enable the actions that make sense now."""
        if self._data is not None:
            self._actions.show_data(self._data)
            active = self._data.card.row.state == ParticipantState.ACTIVE
            self._accrue.setEnabled(active)
            self._redeem.setEnabled(active)
            self._more.setEnabled(True)

    def _menu(self, _rows: object, at: QPoint) -> None:
        self._enable()
        menu = QMenu(self)
        menu.addActions(self._actions.of_transaction())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _copy(self) -> None:
        self._transactions.copy_selection()

    # State ---------------------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Return the current tab and the participant."""
        who = self._controller.who
        return {
            **({} if who is None else who.params()),
            "tab": self._tabs.current() if self._tabs is not None else "",
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Restore a saved state."""
        self._controller.who = _named(state)

    def help_text(self) -> str:
        """Return the help shown by F1."""
        return translate(
            "CardView",
            "Everything about one participant. Total is what the participant has; active points can be "
            "spent; pending ones become active later; points on hold wait for a commit or a roll back. "
            "Select a transaction and use More to cancel it.",
        )


def _named(params: Mapping[str, Any]) -> ParticipantKey | None:
    """Return the participant that parameters name; None when they name none."""
    program_id, participant_id = params.get("program_id"), params.get("participant_id")
    if not program_id or not participant_id:
        return None
    return ParticipantKey(int(program_id), int(participant_id))
