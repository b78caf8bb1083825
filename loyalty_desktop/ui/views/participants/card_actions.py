"""The actions of a participant's card, when each of them makes sense, and the dialogs they open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from loyalty_desktop.controllers.participant_card import (
    ParticipantCardController,
    can_cancel,
)
from loyalty_desktop.controllers.participant_card_data import CardData
from loyalty_desktop.controllers.participants import new_key
from loyalty_desktop.domain.kinds import ParticipantState, TransactionState
from loyalty_desktop.domain.points import TransactionRow
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.dialogs.block import block_dialog
from loyalty_desktop.ui.dialogs.cancel_transaction import CancelTransactionDialog
from loyalty_desktop.ui.dialogs.manual_tier import ManualTierDialog
from loyalty_desktop.ui.dialogs.participant_new import EditProfileDialog
from loyalty_desktop.ui.dialogs.points_operation import PointsOperationDialog
from loyalty_desktop.ui.dialogs.transfer import TransferDialog
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.words.i18n import translate


class CardActions(QObject):
    """The actions of a participant's card, in the order of its menu."""

    def __init__(
        self,
        ui: UiContext,
        controller: ParticipantCardController,
        card: QWidget,
        *,
        chosen: Callable[[], TransactionRow | None],
        copy: Callable[[], None],
    ) -> None:
        """`chosen` returns the one transaction selected on the `card`; `copy` copies it."""
        super().__init__(card)
        self._ui, self._controller, self._chosen = ui, controller, chosen
        self._data: CardData | None = None
        self._actions: dict[str, QAction] = {}
        self._add_actions(card, copy)

    def _add_actions(self, card: QWidget, copy: Callable[[], None]) -> None:
        for key, text, icon_name, callback in (
            (
                "transfer",
                translate("CardView", "Transfer points…"),
                "arrow-left-right",
                self._transfer,
            ),
            (
                "commit",
                translate("CardView", "Commit"),
                "check",
                partial(self._settle, commit=True),
            ),
            (
                "roll_back",
                translate("CardView", "Roll back"),
                "undo-2",
                partial(self._settle, commit=False),
            ),
            ("cancel", translate("CardView", "Cancel transaction…"), "rotate-ccw", self._cancel),
            ("copy", translate("Common", "Copy"), "copy", copy),
            ("tier", translate("CardView", "Set tier by hand…"), "medal", self._set_tier),
            ("edit", translate("CardView", "Edit profile…"), "pencil", self._edit),
            ("block", translate("Common", "Block…"), "ban", self._block),
            ("unblock", translate("CardView", "Unblock"), "user-check", self._controller.unblock),
            ("leave", translate("CardView", "Leave the program…"), "log-out", self._leave),
            ("rejoin", translate("CardView", "Join again"), "user-plus", self._rejoin),
        ):
            action = QAction(icon(icon_name), text, card)
            action.setObjectName(key)
            action.triggered.connect(lambda _on=False, callback=callback: callback())
            self._actions[key] = action
        self._actions["edit"].setShortcut("F2")
        card.addAction(self._actions["edit"])

    def fill(self, menu: QMenu) -> None:
        """Fill the card's menu with the actions; copying is only for transactions."""
        for key, action in self._actions.items():
            if key in {"tier", "block"}:
                menu.addSeparator()
            if key != "copy":
                menu.addAction(action)

    def of_transaction(self) -> list[QAction]:
        """Return the actions for the selected transaction."""
        return [self._actions[key] for key in ("commit", "roll_back", "cancel", "copy")]

    def show_data(self, data: CardData) -> None:
        """Enable the actions that make sense for this participant and the selected transaction."""
        self._data = data
        state = ParticipantState(data.card.row.state)
        active = state is ParticipantState.ACTIVE
        chosen = self._chosen()
        temporary = chosen is not None and chosen.state == TransactionState.TEMPORARY
        enabled = {
            "transfer": active,
            "commit": active and temporary,
            "roll_back": active and temporary,
            "cancel": active and chosen is not None and can_cancel(chosen),
            "copy": chosen is not None,
            "tier": active and bool(data.card.tier_groups),
            "edit": True,
            "block": active,
            "unblock": state is ParticipantState.BLOCKED,
            "leave": state is not ParticipantState.LEFT,
            "rejoin": state is ParticipantState.LEFT,
        }
        for key, on in enabled.items():
            self._actions[key].setEnabled(on)
        for key in ("commit", "roll_back"):
            self._actions[key].setVisible(temporary)
        for key in ("unblock", "rejoin", "block", "leave"):
            self._actions[key].setVisible(enabled[key])

    def _dialog(self, make: Callable[[CardData, QWidget], QDialog]) -> None:
        if self._data is not None:
            self._ui.open_dialog(make(self._data, self._ui.window))

    def open_points(self, *, accrue: bool) -> None:
        """Open the dialog that accrues or redeems."""
        self._dialog(
            lambda data, window: PointsOperationDialog(
                self._controller, data, window, accrue=accrue
            )
        )

    def _transfer(self) -> None:
        self._dialog(lambda data, window: TransferDialog(self._controller, data, window))

    def _cancel(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._dialog(
                lambda data, window: CancelTransactionDialog(
                    self._controller, chosen, data.card.program.time_zone, window
                )
            )

    def _settle(self, *, commit: bool) -> None:
        chosen = self._chosen()
        if chosen is not None:
            run = self._controller.commit if commit else self._controller.roll_back
            run(chosen.id, key=new_key("settle"))

    def _set_tier(self) -> None:
        self._dialog(lambda data, window: ManualTierDialog(self._controller, data, window))

    def _edit(self) -> None:
        self._dialog(lambda data, window: EditProfileDialog(self._controller, data, window))

    def _block(self) -> None:
        self._dialog(lambda _data, window: block_dialog(1, self._controller.block, window))

    def _leave(self) -> None:
        ask(
            translate("CardView", "Leave the program"),
            translate(
                "CardView",
                "The participant leaves the program. Points and history stay, nothing can be accrued or "
                "redeemed, and joining again is possible.",
            ),
            translate("CardView", "Leave"),
            self._ui.window,
            on_yes=self._controller.leave,
        )

    def _rejoin(self) -> None:
        if self._data is not None:
            card = self._data.card
            self._controller.rejoin(card.program.id, card.row.profile_id)
