"""Home: the figures of an active program, its months, its tiers, and what needs attention."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from loyalty_desktop.controllers.home import HomeController
from loyalty_desktop.domain import participant_links
from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.program_rows import ProgramRow
from loyalty_desktop.services.home import HomeProgram
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.views.home_needs import NeedsHand, empty_layout
from loyalty_desktop.ui.views.home_start import DemoBanner, NextSteps, resting
from loyalty_desktop.ui.widgets import (
    BarChart,
    Caption,
    Card,
    EmptyState,
    KpiTile,
    Muted,
    PrimaryButton,
    SecondaryButton,
    Series,
    ShareList,
)
from loyalty_desktop.ui.widgets.cards import TileGrid
from loyalty_desktop.ui.widgets.page import scroll_page
from loyalty_desktop.ui.words.i18n import translate

_BARS = ("accrual,initial,import", "redemption", "expiration")
"""The types of transactions in the bars of a month, as the program's list of transactions takes them."""


_TRANSACTIONS = {"redemption": "redemption", "breakage": "expiration"}
"""Tiles that are shares of transactions, with the type behind them."""


class HomeView(View):
    """Shows the program that is chosen in the top bar."""

    name = "home"
    entities = (
        Entity.PROGRAM,
        Entity.PARTICIPANT,
        Entity.ACCOUNT,
        Entity.POINTS_TRANSACTION,
        Entity.TIER_STATE,
        Entity.IMPORT_BATCH,
        Entity.SETTING,
    )

    def _build_ui(self) -> None:
        self.controller = HomeController(self.ui.app, self)
        self.controller.loaded.connect(self._show)
        self.controller.failed.connect(self.message)
        self._programs: list[HomeProgram] = []
        self._shown: HomeProgram | None = None
        self.header.set_title(translate("Home", "Home"))
        self.header.set_subtitle(formats.long_day(self.ui.app.clock().date()))
        self.ui.app.program.changed.connect(self._program_chosen)
        self._close_day = SecondaryButton(translate("Home", "Close the day"), "clock")
        self._close_day.setObjectName("close-day")
        self._close_day.clicked.connect(lambda: self.ui.actions.run("close_day"))
        self.header.add_action(self._close_day)
        prove = SecondaryButton(translate("Common", "Prove the ledger"))
        prove.setObjectName("prove")
        prove.clicked.connect(lambda: self.ui.actions.run("prove"))
        self.header.add_action(prove)
        load = PrimaryButton(translate("Common", "Import workbook"))
        load.clicked.connect(lambda: self.ui.navigate("import"))
        self.header.add_action(load)
        frozen = self.ui.app.services.settings.frozen_clock()
        if frozen is not None:
            banner = DemoBanner(formats.day(frozen.date()))
            banner.own_wanted.connect(lambda: self.ui.actions.run("workspace.new"))
            self.content.addWidget(banner)
        self._steps = NextSteps()
        self._steps.asked.connect(self._go_step)
        self._steps.dismissed.connect(self._dismiss_steps)
        self._frozen = frozen is not None
        self.content.addWidget(self._steps)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(scroll_page(self._numbers()))
        self._stack.addWidget(self._empty())
        self.content.addWidget(self._stack, 1)

    def refresh(self) -> None:
        self.controller.refresh()

    def help_text(self) -> str:
        """Return the help shown by F1."""
        return translate(
            "Home",
            "The numbers of one active program. Points outstanding are what participants have; the liability is what they are worth in money. The redemption rate is the share of accrued points that was spent, breakage the share that expired unspent. Needs a hand lists what waits for somebody. Close the day activates and expires points and reviews tiers up to today; it also runs by itself. Prove the ledger recomputes every balance from its transactions and names each difference.",
        )

    def _empty(self) -> QWidget:
        card = Card()
        state = EmptyState(
            "layers",
            translate("Home", "No active program yet"),
            translate(
                "Home",
                "A program says how points are earned, spent and expire, and which tiers there are. The quick start makes one in two minutes.",
            ),
        )
        state.add_action(
            translate("Common", "Quick start"),
            lambda: self.ui.navigate("quick-start"),
            primary=True,
            icon_name="sparkles",
        )
        state.add_action(translate("Home", "Show programs"), lambda: self.ui.navigate("programs"))
        card.body.addWidget(state)
        return card

    def _numbers(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._tiles = {
            "participants": KpiTile(translate("Common", "Participants")),
            "active": KpiTile(translate("Home", "Active, 90 days")),
            "outstanding": KpiTile(translate("Home", "Points outstanding")),
            "liability": KpiTile(translate("Common", "Liability")),
            "redemption": KpiTile(translate("Home", "Redemption rate")),
            "breakage": KpiTile(translate("Home", "Breakage")),
        }
        column.addWidget(TileGrid(list(self._tiles.values())))
        for key, tile in self._tiles.items():
            tile.setObjectName(f"home.{key}")
            tile.make_clickable()
            tile.clicked.connect(partial(self._open_tile, key))
        middle = QHBoxLayout()
        middle.setSpacing(12)
        self._months = Card(translate("Home", "Points by month"))
        self._chart = BarChart(
            translate("Home", "No points were accrued, redeemed or expired yet.")
        )
        self._chart.setObjectName("home.chart")
        self._chart.bar_clicked.connect(self._open_bar)
        self._chart.setAccessibleName(translate("Home", "Points by month"))
        self._months.body.addWidget(self._chart, 1)
        middle.addWidget(self._months, 5)
        self._tiers = Card(translate("Common", "Tiers"))
        self._tier_lists = QVBoxLayout()
        self._tier_lists.setSpacing(12)
        self._tiers.body.addLayout(self._tier_lists)
        self._tiers.body.addStretch(1)
        middle.addWidget(self._tiers, 3)
        column.addLayout(middle, 20)
        self._hand = NeedsHand(self.ui)
        column.addWidget(self._hand)
        column.addStretch(1)
        self._months.setMaximumHeight(460)
        self._tiers.setMaximumHeight(460)
        return page

    def _show(self, programs: list[HomeProgram]) -> None:
        self._programs = programs
        wanted = self.ui.app.program.id
        shown = next(
            (p for p in programs if p.program_id == wanted), programs[0] if programs else None
        )
        self._steps.show_steps([] if self._frozen else self.controller.steps(shown))
        row = self.controller.resting.get(wanted or 0)
        if row is not None:
            self._show_resting(row)
        elif shown is None:
            self._steps.hide()
            self._stack.setCurrentIndex(2)
        else:
            self._fill(shown)
            self._stack.setCurrentIndex(1)

    def _program_chosen(self, program_id: int) -> None:
        known = {p.program_id for p in self._programs} | set(self.controller.resting)
        if program_id in known:
            self._show(self._programs)
        else:
            self.refresh()

    def _show_resting(self, row: ProgramRow) -> None:
        """Show that the chosen program is a draft or paused, instead of the figures of another one."""
        self._steps.hide()
        self.ui.set_program(row.name)
        self.header.set_subtitle("")
        old = self._stack.widget(3)
        page = resting(row, lambda: self.ui.navigate("program", program_id=row.id))
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(page)
        self._stack.setCurrentIndex(3)

    def _go_step(self, key: str) -> None:
        if key == "proof":
            self.ui.actions.run("prove")
        else:
            routes = {"program": "quick-start", "participants": "import", "points": "participants"}
            self.ui.navigate(routes[key])

    def _dismiss_steps(self) -> None:
        self.controller.dismiss_steps()
        self._steps.hide()

    def _fill(self, p: HomeProgram) -> None:
        self._shown = p
        self.ui.set_program(p.name)
        self._say_day(p)
        months = p.months
        outstanding = [float(m.outstanding) for m in months]
        new = translate("Home", "none new this month")
        if p.participants_this_month:
            new = translate("Home", "+%n this month", None, p.participants_this_month)
        self._tiles["participants"].set_value(
            formats.number(p.participants),
            new,
            "good" if p.participants_this_month else "muted",
            [],
        )
        share = p.active_90_days / p.participants if p.participants else None
        self._tiles["active"].set_value(
            formats.number(p.active_90_days),
            translate("Home", "{share} of all").format(share=formats.percent(share)),
            "muted",
            [float(m.count) for m in months],
        )
        self._tiles["outstanding"].set_value(
            formats.amount(p.outstanding.quantize(Decimal(1)), 0),
            _growth(outstanding),
            "muted",
            outstanding,
        )
        self._tiles["outstanding"].setToolTip(formats.amount(p.outstanding))
        money = formats.money(p.expiring_money, p.currency)
        expiring = translate("Home", "{money} expires soon").format(money=money)
        self._tiles["liability"].setToolTip(
            translate("Home", "{money} expires in 30 days").format(money=money)
        )
        self._tiles["liability"].set_value(
            formats.money(p.liability, p.currency), expiring, "muted", outstanding
        )
        self._tiles["redemption"].set_value(
            formats.percent(p.redemption_rate),
            translate("Home", "of all accrued"),
            "muted",
            [float(m.redeemed) for m in months],
        )
        self._tiles["breakage"].set_value(
            formats.percent(p.breakage),
            translate("Home", "expired unspent"),
            "muted",
            [float(m.expired) for m in months],
        )
        self._fill_months(p)
        self._fill_tiers(p)
        self._hand.show_needs(p)

    def _say_day(self, p: HomeProgram) -> None:
        today = formats.long_day(self.ui.app.clock().date())
        if p.closed_through is None:
            closed = translate("Home", "no day is closed yet")
        else:
            closed = translate("Home", "closed up to {day}").format(
                day=formats.day(p.closed_through)
            )
        self.header.set_subtitle(f"{today} · {closed}")

    def _fill_months(self, p: HomeProgram) -> None:
        def series(name: str, pick: Callable[[Any], Decimal]) -> Series:
            tips = [
                f"{formats.month(m.month)} {m.month.year}, {name}: {formats.amount(pick(m))}"
                for m in p.months
            ]
            return Series(name, [float(pick(m)) for m in p.months], tips)

        self._chart.set_data(
            [formats.month(m.month) for m in p.months],
            [
                series(translate("Home", "accrued"), lambda m: m.accrued),
                series(translate("Home", "redeemed"), lambda m: m.redeemed),
                series(translate("Home", "expired"), lambda m: m.expired),
            ],
        )

    def _open_bar(self, month: int, series: int) -> None:
        """Show the transactions that a bar counts."""
        shown = self._shown
        if shown is None:
            return
        first = shown.months[month].month
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        self.ui.navigate(
            "program",
            program_id=shown.program_id,
            tab="transactions",
            types=_BARS[series],
            first_day=first.isoformat(),
            last_day=last.isoformat(),
        )

    def _fill_tiers(self, p: HomeProgram) -> None:
        empty_layout(self._tier_lists)
        groups = [
            (name, list(rows)) for name, rows in groupby(p.tier_mix, key=lambda r: r.group_name)
        ]
        if not groups:
            self._tier_lists.addWidget(
                Muted(translate("Home", "This program has no tiers."), wrap=True)
            )
        for name, rows in groups:
            if len(groups) > 1:
                self._tier_lists.addWidget(Caption(name))
            total = sum(r.participants for r in rows) or 1
            shares = ShareList()
            shares.set_rows(
                [
                    (
                        r.name,
                        formats.number(r.participants),
                        formats.percent(r.participants / total),
                        r.participants / total,
                    )
                    for r in reversed(rows)
                ]
            )
            self._tier_lists.addWidget(shares)

    def _open_tile(self, key: str) -> None:
        """Show the rows that a tile counts: participants, or the transactions of its kind."""
        shown = self._shown
        if shown is None:
            return
        if key in _TRANSACTIONS:
            self.ui.navigate(
                "program",
                program_id=shown.program_id,
                tab="transactions",
                types=_TRANSACTIONS[key],
            )
            return
        since = shown.today - timedelta(days=89)  # 90 days with today
        link: dict[str, Any] = {}
        if key == "participants":
            link = {**participant_links.members()}
        elif key == "active":
            link = {**participant_links.active_since(since)}
        elif shown.points_type_id is not None:
            link = {**participant_links.holding(shown.points_type_id)}
        self.ui.navigate("participants", program_id=shown.program_id, **link)


def _growth(values: list[float]) -> str:
    if len(values) < 2 or not values[-2]:
        return ""
    share = formats.percent(values[-1] / values[-2] - 1)
    words = translate("Home", "{share} in a month")
    return words.format(share=share if values[-1] < values[-2] else f"+{share}")
