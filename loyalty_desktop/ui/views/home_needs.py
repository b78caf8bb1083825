"""Home's card "Needs a hand": what needs attention, each line with a link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from loyalty_desktop.domain import participant_links
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.home import HomeProgram
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.style.icons import pixmap
from loyalty_desktop.ui.widgets import Card, LinkButton, Muted, Text, line
from loyalty_desktop.ui.words.i18n import message, translate

_SERIOUS = {"home.rejected_rows", "home.import_interrupted", "home.close_behind"}


class NeedsHand(Card):
    """The lines of what a program needs."""

    def __init__(self, ui: UiContext) -> None:
        super().__init__(translate("Home", "Needs a hand"))
        self._ui = ui
        self.body.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 10, 0, 0)
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)

    def show_needs(self, p: HomeProgram) -> None:
        """Show what this program needs."""
        empty_layout(self._rows)
        if not p.participants:
            made = QWidget()
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(
                Muted(translate("Home", "The program has no participants yet."), wrap=True), 1
            )
            bring = LinkButton(translate("Common", "Import workbook"))
            bring.clicked.connect(lambda: self._ui.navigate("import", kind="participants"))
            row.addWidget(bring)
            self._rows.addWidget(made)
        elif not p.needs_hand:
            self._rows.addWidget(Muted(translate("Home", "Nothing: everything is in order.")))
        for need in p.needs_hand:
            self._rows.addWidget(line())
            self._rows.addWidget(self._need(p, need))

    def _need(self, p: HomeProgram, need: Message) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        picture = QLabel()
        serious = need.code in _SERIOUS
        picture.setPixmap(
            pixmap("circle-alert" if serious else "info", "warn" if serious else "muted", 16)
        )
        row.addWidget(picture)
        words, link, go = self._words(p, need)
        row.addWidget(Text(words, wrap=True), 1)
        button = LinkButton(link)
        button.setObjectName(need.code)
        button.setAccessibleName(f"{link}: {words}")
        button.clicked.connect(lambda *_: go())
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        return made

    def _words(self, p: HomeProgram, need: Message) -> tuple[str, str, Callable[[], object]]:
        def people() -> None:
            link = (
                participant_links.below_tier(need.params["group_id"], need.params["day"])
                if need.code == "home.below_tier"
                else participant_links.expiring(p.today, p.today + timedelta(days=29))
            )
            self._ui.navigate("participants", program_id=p.program_id, **link)

        def batch() -> None:
            self._ui.navigate("imports", batch_id=need.params.get("batch"))

        if need.code == "home.expiring" and p.expiring_money:
            money = formats.money(p.expiring_money, p.currency)
            need = Message("home.expiring_worth", {**need.params, "money": money})
        words = message(need)
        if need.code in {"home.rejected_rows", "home.import_interrupted"}:
            return words, translate("Common", "Open"), batch
        if need.code == "home.close_behind":
            return words, translate("Home", "Close now"), lambda: self._ui.actions.run("close_day")
        return words, translate("Home", "See who"), people


def empty_layout(layout: QVBoxLayout) -> None:
    """Remove every widget from a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.setParent(None)
            old.deleteLater()
