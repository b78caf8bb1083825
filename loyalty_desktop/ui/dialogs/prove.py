"""The result of a proof: the number of differences, what was checked, and opening + moves = closing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.dialogs.seal_line import SealLine
from loyalty_desktop.ui.widgets import Caption, Card, Chip, Column, Heading, Note, RowTable
from loyalty_desktop.ui.words.i18n import translate

_ZERO = Decimal(0)


def move_words() -> dict[str, str]:
    """Return the kinds of moves in the language in force."""
    return {
        "initial": translate("Prove", "Initial"),
        "imported": translate("Prove", "Imported"),
        "accrued": translate("Prove", "Accrued"),
        "given_back": translate("Prove", "Given back"),
        "adjusted": translate("Prove", "Adjusted"),
        "transferred": translate("Prove", "Transferred"),
        "redeemed": translate("Prove", "Redeemed"),
        "expired": translate("Prove", "Expired"),
        "cancelled": translate("Prove", "Cancelled"),
    }


def check_words(code: str) -> str:
    """Return what a check compares; a new check shows its code."""
    return {
        "lot": translate("Prove", "Lots add up"),
        "lot_opening": translate("Prove", "Lots against the accruals that opened them"),
        "account": translate("Prove", "Balances against their lots"),
        "held": translate("Prove", "Points on hold against open holds"),
        "transaction_amount": translate("Prove", "Transactions against their movements"),
        "balance_chain": translate("Prove", "Balances before and after follow each other"),
        "balance_last": translate("Prove", "Last balance against the account"),
        "reversal": translate("Prove", "Reversals against what they reverse"),
        "settlement": translate("Prove", "Commits and rollbacks of holds"),
        "initial": translate("Prove", "Initial balances against what was given"),
        "month": translate("Prove", "Sums by month against transactions"),
        "owner": translate("Prove", "Movements against their participants"),
        "activity": translate("Prove", "Last activity, and expiry by inactivity"),
        "overdue": translate("Prove", "Nothing open that closed days should have ended"),
        "closed_days": translate("Prove", "Closed days"),
        "money_rate": translate("Prove", "Money rates against their days"),
        "house": translate("Prove", "Settings of programs, imports and closed days"),
        "unreadable": translate("Prove", "Checks that damage prevented"),
        "tier": translate("Prove", "Tiers against their history"),
        "tier_floor": translate("Prove", "Tiers by hand against their history"),
        "tier_group": translate("Prove", "Tiers against their groups"),
        "tier_balance": translate("Prove", "Tiers against the points that earn them"),
        "tier_review": translate("Prove", "Days of periods, reviews and grace"),
        "transaction_tier": translate("Prove", "Tiers of transactions against the history"),
        "tier_missing": translate("Prove", "Participants without a tier"),
        "person": translate("Prove", "Numbers of transactions and lots without gaps"),
        "profile": translate("Prove", "Participants against their profiles"),
        "membership": translate("Prove", "States of participants against their history"),
        "digest": translate("Prove", "What was written against its digest"),
        "key": translate("Prove", "Keys against the transactions they name"),
        "profile_key": translate("Prove", "External IDs of profiles against their keys"),
        "import_change": translate("Prove", "What imports changed against what was recorded"),
        "key_missing": translate("Prove", "Keys of transactions"),
        "summary": translate("Prove", "Daily sums against transactions"),
        "audit": translate("Prove", "The chain of the audit trail"),
        "database": translate("Prove", "The database file"),
        "roll_forward": translate("Prove", "Opening + moves = closing"),
    }.get(code.rpartition(".")[2], code)


class ProofDialog(Dialog):
    """`report`: services.proof.ProofReport."""

    def __init__(self, report: Any, parent: QWidget) -> None:
        super().__init__(translate("Prove", "Proof of the ledger"), parent, width=880)
        count = int(report.differences)
        words = translate("Prove", "%n differences.", None, count)
        if count:
            words += " " + translate(
                "Prove",
                "Balances do not follow from their movements. Make a backup now and send the details to whoever looks after the program.",
            )
        else:
            words += " " + translate(
                "Prove", "Every balance and every lot follows from its movements."
            )
        self.body.addWidget(Note(words, "bad" if count else "good"))
        self.body.addWidget(Heading(translate("Prove", "Opening + moves = closing, points")))
        table_card = Card().flush()
        table = RowTable(self._columns(report), translate("Prove", "Opening, moves and closing"))
        table.set_rows(report.rows)
        table.setMinimumHeight(150)
        table_card.body.addWidget(table)
        self.body.addWidget(table_card, 1)
        self.body.addWidget(Heading(translate("Prove", "Checked")))
        checks = Card()
        checks.body.setSpacing(6)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        half = (len(report.checks) + 1) // 2
        for place, check in enumerate(report.checks):
            row, column = place % half, place // half * 2
            said = Caption(check_words(check.code))
            said.setToolTip("\n".join(str(example) for example in check.examples))
            tone = "bad" if check.differences else "good"
            grid.addWidget(said, row, column)
            grid.addWidget(Chip(formats.number(int(check.differences)), tone), row, column + 1)
        for column in (0, 2):
            grid.setColumnStretch(column, 1)
        checks.body.addLayout(grid)
        self.body.addWidget(checks)
        self.seal = SealLine(report.seal)
        self.body.addWidget(self.seal)
        self.set_help(
            translate(
                "Prove",
                "The proof reads every transaction again and compares: opening balance plus movements must give the closing balance, every lot must fit its account, every audit record its chain. A difference names the participants it is about; nothing is changed by a proof.",
            )
        )
        self.set_buttons(translate("Common", "Close"), cancel_text="")
        self.primary_clicked.connect(self.accept)

    @staticmethod
    def _columns(report: Any) -> list[Column]:
        present = {kind for row in report.rows for kind, value in row.moves.items() if value}
        words = move_words()
        names = {kind: title for kind, title in words.items() if kind in present}
        names |= {kind: kind for kind in sorted(present - set(words))}
        columns = [
            Column("program", translate("Common", "Program"), lambda r: r.program),
            Column("type", translate("Common", "Points type"), lambda r: r.points_type),
            Column(
                "opening",
                translate("Prove", "Opening"),
                lambda r: formats.amount(r.opening),
                align="right",
            ),
        ]
        columns += [_move_column(kind, title) for kind, title in names.items()]
        columns.append(
            Column(
                "closing",
                translate("Prove", "Closing"),
                lambda r: formats.amount(r.closing),
                align="right",
                bold=True,
                tone=lambda r: "normal" if r.reconciled else "bad",
            )
        )
        return columns


def _move_column(kind: str, title: str) -> Column:
    return Column(
        kind,
        title,
        lambda r: formats.signed(r.moves.get(kind, r.closing * 0)),
        align="right",
        tone=lambda r: _tone(r.moves.get(kind, _ZERO)),
    )


def _tone(value: Decimal) -> str:
    return "good" if value > 0 else "bad" if value < 0 else "muted"
