"""Scenes of participants and imports: the dialogs of the list and the card, and the pages of the import wizard."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from loyalty_desktop.services.imports.types import UndoCheck, UndoReason
from loyalty_desktop.ui.widgets import RowTable
from loyalty_desktop.ui.wizards.imports.matching_bar import MatchingBar

Scene = Callable[[Any], QWidget | None]


def _list_dialog(name: str, *, selected: bool = False) -> Scene:
    def scene(stage: Any) -> QWidget | None:
        stage.show("participants")
        page = stage.page()
        if selected:
            if stage.first_participant() is None:
                return None
            page.widget.list_view.table.selectRow(0)
            page.choose(name)
        else:
            page.press(name)
        dialog: QWidget = stage.dialog()
        return dialog

    return scene


def _card_dialog(name: str) -> Scene:
    def scene(stage: Any) -> QWidget | None:
        found = stage.first_participant()
        if found is None:
            return None
        stage.show("participant", program_id=stage.first_program(), participant_id=found)
        page = stage.page()
        if page.rows("transactions"):
            page.select("transactions", len(page.rows("transactions")) - 1)
        (page.press if name in {"accrue", "redeem"} else page.choose)(name)
        dialog: QWidget = stage.dialog()
        return dialog

    return scene


def _card_tab(tab: str) -> Scene:
    def scene(stage: Any) -> QWidget | None:
        found = stage.first_participant()
        if found is None:
            return None
        window: QWidget = stage.show(
            "participant", program_id=stage.first_program(), participant_id=found
        )
        stage.page().press(f"tab.{tab}")
        return window

    return scene


def _selected(stage: Any) -> QWidget | None:
    window: QWidget = stage.show("participants")
    view = stage.window.stack.currentWidget()
    if stage.first_participant() is None:
        return None
    view.list_view.table.selectAll()
    stage.settle()
    return window


def _saved_view(stage: Any) -> QWidget | None:
    window: QWidget = stage.show("participants")
    view = stage.window.stack.currentWidget().list_view
    if view is None or stage.first_participant() is None:
        return None
    views = view.side.views
    if not views.saved():
        view.table.reset_columns()
        view.facets.facet("state").box("active").setChecked(True)
        stage.settle()
        views.save_as("Active without orders in 90 days")
        views.save_as("Gold")
        views.star(views.saved()[0].id)
    views.choose(views.saved()[0].id)
    stage.settle()
    view.search.setText("household 1")
    view.search.tell()
    stage.settle()
    return window


def write_sheet(folder: Path, rows: int = 40) -> Path:
    """A participants sheet with mistakes in phones and emails."""
    path = folder / "participants-november.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        sheet = csv.writer(out)
        sheet.writerow(["Card number", "First name", "Phone", "E-mail", "City", "Shoe size"])
        for n in range(rows):
            sheet.writerow(
                [
                    f"{700_000 + n}",
                    f"Household {n}",
                    f"+1513555{300 + n:04d}" if n % 9 else "7.9161234E+10",
                    f"n{n}@example.com" if n % 7 else "nobody",
                    ("Dayton", "Mason", "Kettering")[n % 3],
                    "44",
                ]
            )
    return path


def _import(stage: Any, **files: Any) -> QWidget:
    """The wizard with these files; what an earlier scene left in it is forgotten."""
    window: QWidget = stage.show("import", kind="participants", **files)
    for question in window.findChildren(QDialog):
        if question.isVisible():
            question.accept()
            stage.settle()
    return window


def _wizard(step: int) -> Scene:
    def scene(stage: Any) -> QWidget:
        sheet = write_sheet(Path(tempfile.mkdtemp()))
        window: QWidget = _import(stage, path=str(sheet))
        page = stage.page()
        for _ in range(step):
            if page.has("next") and page.enabled("next"):  # a sheet seen before ends sooner
                page.press("next")
        return window

    return scene


def _cell(stage: Any) -> QWidget | None:
    """A faulty cell that is being written."""
    window = _wizard(3)(stage)
    table = stage.window.findChild(RowTable, "check")
    rows = enumerate(table.rows())
    number = next(n for n, row in rows if any(i.field == "email" for i in row.issues))
    column = next(n for n, c in enumerate(table.columns()) if c.id == "email")
    index = table.model().index(number, column)
    table.setCurrentIndex(index)
    table.edit(index)
    return window


def _queue(stage: Any) -> QWidget:
    folder = Path(tempfile.mkdtemp())
    first = write_sheet(folder)
    broken = folder / "till-2.xlsx"
    broken.write_bytes(b"PK")
    last = folder / "till-3.csv"
    last.write_text("Card number,City\n1,Dayton\n", encoding="utf-8")
    window: QWidget = _import(stage, paths=[str(first), str(broken), str(last)])
    page = stage.page()
    for _ in range(4):
        if page.has("next") and page.enabled("next"):
            page.press("next")
    return window


def _saved_matching(stage: Any) -> QWidget:
    _wizard(1)(stage)
    window: QWidget = stage.window
    bar = window.findChild(MatchingBar)
    if bar is not None:
        if not bar.isVisible():  # the header was imported before
            stage.page().press("back")
        bar.matchings.save("Till of the shop")
        stage.settle()
    return window


def _correct(stage: Any) -> QWidget:
    _wizard(3)(stage)
    table = stage.window.findChild(RowTable, "check")
    row = next(row for row in table.rows() if row.issues)
    table.activated_row.emit(row)
    dialog: QWidget = stage.dialog()
    return dialog


def _undo_reasons(stage: Any) -> QWidget:
    from loyalty_desktop.ui.dialogs.undo_reasons import UndoReasonsDialog

    stage.show("imports")
    reasons = (UndoReason("undo.points_spent", 3, ("000001", "000002", "000003")),)
    stage.window.open_dialog(UndoReasonsDialog(UndoCheck(1, reasons), stage.window))  # fmt: skip
    dialog: QWidget = stage.dialog()
    return dialog


SCENES: dict[str, Scene] = {
    "participants-selected": _selected,
    "participants-view": _saved_view,
    "participant-new": _list_dialog("add"),
    "participants-export": _list_dialog("export"),
    "participants-accrue": _list_dialog("accrue", selected=True),
    "participants-block": _list_dialog("block", selected=True),
    "participant-lots": _card_tab("lots"),
    "participant-tiers": _card_tab("history"),
    "participant-audit": _card_tab("audit"),
    "participant-accrue": _card_dialog("accrue"),
    "participant-redeem": _card_dialog("redeem"),
    "participant-transfer": _card_dialog("transfer"),
    "participant-tier": _card_dialog("tier"),
    "participant-edit": _card_dialog("edit"),
    "participant-cancel": _card_dialog("cancel"),
    "import-source": _wizard(0),
    "import-match": _wizard(1),
    "import-saved-matching": _saved_matching,
    "import-queue": _queue,
    "import-existing": _wizard(2),
    "import-check": _wizard(3),
    "import-check-cell": _cell,
    "import-correct": _correct,
    "import-apply": _wizard(4),
    "imports-undo": _undo_reasons,
}
