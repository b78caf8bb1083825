"""The import wizard and the list of batches, from a file with mistakes to the undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics

from loyalty_desktop.domain.errors import Cancelled
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.applying import ImportRun
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.services.imports.types import Verdict
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.views.imports import ImportsView
from loyalty_desktop.ui.widgets.cell_delegate import fitted_text
from loyalty_desktop.words.messages import render
from tests.gui.scenes_participants import write_sheet
from tests.support.import_sheets import SMALL_PARTS
from tests.support.pages.import_wizard import ImportPage
from tests.support.pages.lists import ListPage
from tests.support.window import TestWindow


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet of 40 rows, 10 of them with mistakes."""
    return write_sheet(tmp_path)


@pytest.fixture
def wizard(ui: TestWindow, program_id: int, sheet: Path) -> ImportPage:
    """The wizard with the sheet chosen."""
    page = ImportPage(ui, "participants")
    page.choose_file(sheet)
    return page


def participants(services: Services, program_id: int) -> int:
    return services.participants.layout(program_id).total


def test_the_preview_shows_the_sheet_as_text(wizard: ImportPage) -> None:
    number, cells = wizard.rows("preview")[0]
    assert number == 2
    assert cells[0] == "700000"
    assert wizard.enabled("next")


def test_every_row_has_its_verdict_before_anything_is_written(
    wizard: ImportPage, services: Services, program_id: int
) -> None:
    wizard.go_to("check")
    assert {v: wizard.count(v) for v in Verdict} == {
        Verdict.NEW: 30,
        Verdict.CHANGED: 0,
        Verdict.UNCHANGED: 0,
        Verdict.REJECTED: 10,
        Verdict.LEFT_OUT: 0,
    }
    assert participants(services, program_id) == 0
    wizard.filter(Verdict.REJECTED)
    assert len(wizard.checked) == 10
    assert {row.verdict for row in wizard.checked} == {Verdict.REJECTED}


def test_back_loses_nothing_and_changes_are_checked_again(wizard: ImportPage) -> None:
    wizard.go_to("match")
    wizard.fill("match.city", "")
    wizard.go_to("check")
    assert "city" not in wizard.painted()[0]
    wizard.press("back")
    wizard.press("back")
    assert wizard.value("match.city") == ""
    assert wizard.value("match.external_id") == "A"
    wizard.fill("match.city", "E")
    wizard.go_to("check")
    assert wizard.painted()[0]["city"]


def test_a_faulty_value_is_corrected_for_all_rows_alike(ui: TestWindow, wizard: ImportPage) -> None:
    wizard.go_to("check")
    rejected = wizard.count(Verdict.REJECTED)
    row = next(r for r in wizard.checked if [i.field for i in r.issues] == ["email"])
    wizard.correct(row.row_no, "email", "", alike=True)
    assert wizard.count(Verdict.REJECTED) < rejected
    assert ui.toasts


def test_leaving_in_the_middle_writes_nothing(
    wizard: ImportPage, services: Services, program_id: int, tmp_path: Path
) -> None:
    wizard.go_to("check")
    wizard.press("cancel")
    assert participants(services, program_id) == 0
    assert services.imports.batches() == []
    assert not list((tmp_path / "staging").glob("*"))
    assert wizard.step == "source"


def test_a_required_column_that_is_missing_is_named(wizard: ImportPage) -> None:
    wizard.go_to("match")
    for field in ("external_id", "email", "phone"):
        wizard.fill(f"match.{field}", "")
    wizard.next()
    assert wizard.step == "match"
    assert "Participant" in wizard.message


def test_an_applied_import_is_listed_and_undone(
    ui: TestWindow, wizard: ImportPage, services: Services, program_id: int
) -> None:
    wizard.go_to("apply")
    assert (wizard.report()["New"], wizard.report()["Rejected"]) == ("30", "10")
    assert participants(services, program_id) == 30
    wizard.press("done.undo")
    route, params = ui.visited[-1]
    assert route == "imports"
    view = ImportsView(ui)
    batches = ui.show(view, **params)
    [batch] = batches.rows("imports")
    assert (batch.id, batch.new, batch.rejected) == (params["batch_id"], 30, 10)
    ui.dialog().press("cancel")  # the button on the last page asks
    page = ListPage(view)
    assert page.action("undo").isEnabled()
    batches.search("no such file")
    assert page.shows("nothing-matches")
    assert not page.action("undo").isEnabled(), "no row is selected any more"
    batches.search("")
    assert page.action("undo").isEnabled()
    batches.choose("undo")
    ui.dialog().confirm()
    assert view.banner.text() == ""
    assert not services.participants.distinct(program_id, "state", ListQuery()).values
    assert services.imports.batch(batch.id).state is BatchState.UNDONE


def test_the_same_file_is_noticed(wizard: ImportPage, sheet: Path) -> None:
    wizard.go_to("apply")
    wizard.press("done.again")
    assert wizard.step == "source"
    wizard.choose_file("")
    wizard.check(sheet)
    assert "before" in wizard.message


def test_files_of_a_series_are_told_apart_in_a_narrow_column(ui: TestWindow) -> None:
    view = ImportsView(ui)
    ui.show(view)
    [column] = [c for c in ListPage(view).table.columns() if c.id == "file"]
    names = [f"baskets-2017-{month:02d}.csv" for month in range(1, 13)]
    metrics = QFontMetrics(theme.font())
    width = metrics.horizontalAdvance("baskets-2017…")
    shown = {fitted_text(column, name, metrics, width) for name in names}
    assert len(shown) == len(names)
    assert max(metrics.horizontalAdvance(text) for text in shown) <= width


def test_an_unfinished_import_of_the_file_is_resumed_and_not_repeated(
    ui: TestWindow,
    sheet: Path,
    services: Services,
    program_id: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = ImportsService(
        services.storage,
        back_up=lambda _reason: None,
        staging_folder=sheet.parent / "staging",
        sizes=SMALL_PARTS,
    )
    with monkeypatch.context() as only_here:
        only_here.setattr(ImportRun, "_parts", stop)  # as if killed after the first part
        with pytest.raises(Cancelled):
            small.run(ImportRequest(ImportKind.PARTICIPANTS, sheet, program_id=program_id))
    (batch,) = services.imports.batches()
    assert (batch.state, batch.resumable) == (BatchState.APPLYING, True)
    wizard = ImportPage(ui, "participants")
    wizard.check(sheet)
    assert wizard.message == render(Message("import.unfinished", {"batch": batch.id}))
    wizard.press("next")
    assert wizard.step == "check"
    assert services.imports.batches() == [batch]
    view = ImportsView(ui)
    ui.show(view)
    page = ListPage(view)
    assert page.action("undo").isEnabled()
    page.action("resume").trigger()
    ui.settle()
    assert services.imports.batch(batch.id).state is BatchState.APPLIED
    assert not page.action("resume").isEnabled()


def stop(*_arguments: object) -> None:
    raise Cancelled


def test_a_field_that_two_columns_claim_is_left_for_a_person(
    ui: TestWindow, program_id: int, tmp_path: Path
) -> None:
    del program_id
    path = tmp_path / "points.csv"
    path.write_text("member,points,bonus,receipt\nM1,5,7,a\n", encoding="utf-8")
    page = ImportPage(ui, "points")
    page.choose_file(path)
    page.go_to("match")
    assert page.value("match.amount") == ""
    assert page.value("match.participant") == "A"
    page.next()
    assert page.step == "match"
    page.fill("match.amount", "C")
    page.next()
    assert page.step == "existing"
