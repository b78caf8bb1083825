"""Several files in the import wizard: each in its turn, each a batch of its own; afterwards the wizard is fresh."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from loyalty_desktop.controllers.import_queue import ImportQueue
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.wizards.imports.wizard import ImportWizard
from tests.support.pages.import_wizard import ImportPage
from tests.support.window import TestWindow


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    """Write a workbook with numbers as numbers."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A good file, a broken one, one of the same header with a faulty row, one of another header."""
    head = ("external_id", "first_name", "email")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    return [
        workbook(tmp_path / "one.xlsx", head, (501, "Ann", "ann@example.com")),
        broken,
        workbook(tmp_path / "two.xlsx", head, (502, "Bob", "bob@example.com"), (503, "C", "at")),
        workbook(tmp_path / "other.xlsx", ("external_id", "city"), (504, "Riga")),
    ]


@pytest.fixture
def wizard(ui: TestWindow, program_id: int, files: list[Path]) -> ImportPage:
    """The wizard with the files dropped on it."""
    assert program_id
    page = ImportPage(ui, "participants")
    ui.settle()
    drop(page.wizard, files)
    ui.settle()
    return page


def drop(wizard: ImportWizard, files: list[Path]) -> None:
    """Drop files on the wizard."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    wizard.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def results(page: ImportPage) -> dict[str, str]:
    """What became of each file, by its name."""
    return {
        file.path.name: "refused" if file.refusal else "done" if file.report else "waits"
        for file in page.rows("queue")
    }


def test_every_file_is_checked_and_written_on_its_own(
    wizard: ImportPage, services: Services, ui: TestWindow
) -> None:
    assert wizard.text("queue-place") == "File 1 of 4"
    wizard.go_to("apply")
    assert results(wizard)["one.xlsx"] == "done"
    wizard.press(
        "next"
    )  # the broken one is put aside; the next has the same header: straight to its check
    assert wizard.step == "check"
    assert [row.cells["external_id"] for row in wizard.checked] == ["502", "503"]
    wizard.press("next")
    wizard.press("next")
    assert wizard.step == "match"  # another header: its own matching
    wizard.go_to("apply")
    assert results(wizard) == {
        "one.xlsx": "done",
        "broken.xlsx": "refused",
        "two.xlsx": "done",
        "other.xlsx": "done",
    }
    assert wizard.has("done.again")
    batches = services.imports.batches()
    assert [(b.file_name, b.new, b.rejected) for b in reversed(batches)] == [
        ("one.xlsx", 1, 0),
        ("two.xlsx", 1, 1),
        ("other.xlsx", 1, 0),
    ]
    services.imports.undo(batches[-1].id)
    assert [b.state.value for b in services.imports.batches()] == ["applied", "applied", "undone"]

    ui.settle()
    wizard.wizard.open_with(kind="participants")
    ui.settle()
    assert wizard.step == "source"
    assert wizard.value("path") in {"", None}
    assert not wizard.has("queue-place")


def test_a_file_can_be_skipped_and_leaving_the_others_is_asked(
    wizard: ImportPage, services: Services, ui: TestWindow
) -> None:
    wizard.press("skip-file")
    wizard.go_to("check")
    assert wizard.checked[0].cells["external_id"] == "502"
    wizard.press("cancel")
    ui.dialog().press("cancel")
    assert wizard.step == "check"
    wizard.press("cancel")
    ui.dialog().confirm()
    assert wizard.step == "source"
    assert services.imports.batches() == []


def test_a_rebuilt_wizard_keeps_the_queue(wizard: ImportPage, ui: TestWindow) -> None:
    wizard.go_to("apply")
    wizard.press("next")
    again = wizard.wizard.successor()(ui)
    assert isinstance(again, ImportWizard)
    ui.show(again)
    page = ImportPage.__new__(ImportPage)
    super(ImportPage, page).__init__(again, ui.settle, ui.dialog)
    ui.settle()
    assert page.step == "check"
    assert page.text("queue-place").startswith("File 3 of 4")
    page.press("next")
    assert results(page)["two.xlsx"] == "done"


def test_a_queue_of_one_file_is_an_ordinary_import(tmp_path: Path) -> None:
    queue = ImportQueue()
    queue.begin([tmp_path / "a.xlsx"])
    assert not queue.active
    queue.begin([tmp_path / "a.xlsx", tmp_path / "b.xlsx"])
    queue.settle(skipped=True)
    assert (queue.active, queue.place, list(queue.waiting)) == (True, 1, [tmp_path / "b.xlsx"])


@pytest.mark.parametrize("chosen", ["", "participants"])
def test_each_file_is_recognised_and_nothing_goes_on_as_another_kind(
    ui: TestWindow, services: Services, program_id: int, tmp_path: Path, chosen: str
) -> None:
    assert program_id
    people = workbook(tmp_path / "people.xlsx", ("external_id", "email"), (1, "a@example.com"))
    head = ("№ операции", "Карта", "Тип", "Сумма, баллы", "Дата")
    points = workbook(tmp_path / "points.xlsx", head, ("T1", 1, "начисление", 50, "2025-06-01"))
    page = ImportPage(ui, chosen)
    ui.settle()
    page.wizard.open_with(kind=chosen, paths=[str(people), str(points)])
    ui.settle()
    page.go_to("apply")
    assert page.text("queue-place").startswith("File 1 of 2"), "its result is shown"
    page.press("next")
    assert page.step == "match"
    page.go_to("check")
    assert [row.issues for row in page.checked] == [()]
    page.go_to("apply")
    found = services.imports.batches()[0]
    assert (found.kind, found.new, found.rejected) == (ImportKind.POINTS, 1, 0)
    assert page.text("queue-place").startswith("File 2 of 2")
