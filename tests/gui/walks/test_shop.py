"""A day at the counter, by mouse and keys through the whole window: points from a sheet, one card, the close, the proof."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.types import Verdict
from tests.gui.walks.conftest import SHEETS, FileDialogs
from tests.support.pages.import_wizard import ImportSteps
from tests.support.pages.main_window import MainWindowPage, Program, WindowCard


@pytest.fixture
def window(program: Program, files: FileDialogs, shop: Path) -> MainWindowPage:
    """The shop's workspace, opened from the start page."""
    files.path = shop
    program.start_page().press("open")
    return program.window()


def test_points_come_in_from_a_sheet_and_go_again(window: MainWindowPage) -> None:
    assert outstanding(window) == "0"
    steps = check_points(window)
    assert counts(steps) == (181, 0, 0, 90)
    steps.filter(Verdict.REJECTED)
    rows = {row.cells["external_id"]: row.row_no for row in steps.checked}
    steps.correct(rows["OP-9003"], "amount", "100,00")
    steps.correct(rows["OP-9008"], "amount", "75,00")
    assert counts(steps) == (183, 0, 0, 88)
    steps.filter(Verdict.NEW)
    added = sum(signed(row.cells["type"], row.cells["amount"]) for row in steps.checked)
    assert window.button("next") == "Apply 183 rows"
    steps.next()
    assert steps.report()["New"] == "183"
    assert added == Decimal("119167.06")
    assert outstanding(window) == "119,167"

    window.go("imports")
    window.page.choose("undo")
    assert "183 points transactions are cancelled" in window.dialog_words()
    window.dialog("Undo the import").confirm()
    assert window.toast == "The import was undone"
    assert outstanding(window) == "0"
    prove(window)

    again = check_points_again(window)
    assert counts(again) == (181, 0, 0, 90)
    again.next()
    assert again.report()["New"] == "181"
    assert outstanding(window) != "0"
    prove(window)


def test_a_card_the_close_of_the_day_and_an_export_that_comes_back(
    window: MainWindowPage, tmp_path: Path
) -> None:
    check_points(window).next()
    operate_a_card(window)
    block_and_unblock(window)
    window.go("home")
    window.page.press("close-day")
    assert window.toast == "Closed up to 26 Nov 2026: nothing was due."
    prove(window)
    export_and_import(window, tmp_path / "everybody.xlsx")


def operate_a_card(window: MainWindowPage) -> None:
    """Accrue, redeem, transfer, cancel: the balance after each is exact."""
    window.run("000010")
    assert window.title == "Наталья Соловьёв"
    card = window.card()
    assert total(card) == "265.00"
    card.do("accrue", amount="100")
    assert total(card) == "365.00"
    card.do("redeem", amount="30.50")
    assert total(card) == "334.50"
    card.do("transfer", to_id="000011", amount="69.50")
    assert total(card) == "265.00"
    kinds = [row.type for row in card.rows("transactions")]
    card.select("transactions", kinds.index("redemption"))
    card.do("cancel", reason="Returned")
    assert total(card) == "295.50"
    window.run("000011")
    assert total(window.card()) == "1,452.06"
    window.back()
    assert window.title == "Наталья Соловьёв"


def block_and_unblock(window: MainWindowPage) -> None:
    """A blocked card says why, and moves no points."""
    card = window.card()
    card.do("block", reason="Lost card")
    assert window.message == "Blocked: Lost card. Unblock to move points again."
    assert not card.enabled("accrue")
    assert not card.enabled("redeem")
    card.choose("unblock")
    assert window.message == ""
    assert card.enabled("accrue")


def prove(window: MainWindowPage) -> None:
    """No differences, each check said in words, and the status bar remembers."""
    window.go("home")
    window.page.press("prove")
    said = window.dialog_words()
    assert "0 differences. Every balance and every lot follows from its movements." in said
    assert "proof." not in said, "a check has no words"
    window.dialog("Proof of the ledger").confirm()
    assert window.status("proof") == "Ledger proven today 12:00, 0 differences"


def export_and_import(window: MainWindowPage, path: Path) -> None:
    """The workbook of everybody changes nothing when it comes back."""
    window.go("participants")
    window.page.press("export")
    dialog = window.dialog("Export participants")
    dialog.fill("path", path)
    dialog.confirm()
    assert window.toast == "everybody.xlsx is written"
    window.drop(path)
    steps = window.imports()
    steps.fill("kind", ImportKind.PARTICIPANTS)
    steps.go_to("check")
    assert counts(steps) == (0, 0, 240, 0)
    assert not steps.enabled("next")


def check_points(window: MainWindowPage) -> ImportSteps:
    """Drop the sheet of points, whose columns are known by the words of tills, and check."""
    window.drop(SHEETS / "points.xlsx")
    steps = window.imports()
    steps.fill("kind", ImportKind.POINTS)
    steps.next()
    assert (steps.value("match.participant"), steps.value("match.amount")) == ("B", "D")
    steps.fill("match.external_id", "A")
    steps.go_to("check")
    return steps


def check_points_again(window: MainWindowPage) -> ImportSteps:
    """Drop the same sheet once more; how its columns match is remembered."""
    window.drop(SHEETS / "points.xlsx")
    steps = window.imports()
    steps.fill("kind", ImportKind.POINTS)
    steps.go_to("check")
    return steps


def outstanding(window: MainWindowPage) -> str:
    """What Home says that participants have."""
    window.go("home")
    return window.tile("Points outstanding")


def total(card: WindowCard) -> str:
    """The figure that stands first on the card."""
    return card.balances()["Total"]


def counts(steps: ImportSteps) -> tuple[int, ...]:
    """New, changed, unchanged, rejected."""
    return tuple(steps.count(verdict) for verdict in list(Verdict)[:4])


def signed(kind: str, amount: str) -> Decimal:
    """What a row of the sheet adds."""
    spends = kind in {"redemption", "Списание"}
    assert spends or kind in {"accrual", "Начисление"}, kind
    return Decimal(amount.replace(",", ".")) * (-1 if spends else 1)
