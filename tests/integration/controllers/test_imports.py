"""The list of imports without a window: newest first, searched and sorted; a batch is undone once and says what it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.imports import ImportsController
from loyalty_desktop.controllers.lists import Sort
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.spreadsheets.preview import sample
from tests.support.import_sheets import code_of
from tests.support.signals import heard

Settle = Callable[[], None]
Load = Callable[[str, str], int]


@pytest.fixture
def load(services: Services, program_id: int, tmp_path: Path) -> Load:
    """Imports participants from a file of that name and text; the batch."""
    services.__dict__["imports"] = ImportsService(
        services.storage, staging_folder=tmp_path / "staging", back_up=lambda _reason: None
    )

    def run(name: str, text: str) -> int:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        request = ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id)
        batch = services.imports.run(request).value.batch
        assert batch is not None
        return batch

    return run


def files(imports: ImportsController, settle: Settle) -> list[str]:
    """The files of the list as it is shown now."""
    answers = heard(imports.ids_loaded)
    imports.refresh()
    settle()
    rows: list[Any] = list(answers[-1].first)
    return [row.file_name for row in rows]


def test_imports_are_listed_newest_first_searched_and_sorted(
    load: Load, app: AppContext, settle: Settle
) -> None:
    load("first.csv", "participant\n1\n2\n")
    load("second.csv", "participant\n3\n")
    imports = ImportsController(app)
    assert files(imports, settle) == ["second.csv", "first.csv"]
    imports.sort = Sort("new", descending=True)
    assert files(imports, settle) == ["first.csv", "second.csv"]
    imports.query = ListQuery("second")
    assert files(imports, settle) == ["second.csv"]
    sums = heard(imports.sums_loaded)
    imports.request_sum("new", None)
    settle()
    assert [(found.count, found.total) for found in sums] == [(1, 1)]


def test_an_import_is_undone_after_it_said_what_would_go(
    load: Load, app: AppContext, services: Services, program_id: int, settle: Settle
) -> None:
    batch = load("first.csv", "participant\n1\n2\n")
    imports = ImportsController(app)
    checks = heard(imports.undo_checked)
    imports.check_undo(batch)
    settle()
    assert (checks[0].safe, checks[0].removed) == (True, 2)
    reports: list[Any] = []
    imports.undo(batch, done=reports.append)
    settle()
    assert reports[0].value.removed == checks[0].removed
    assert services.participants.layout(program_id).total == 0
    assert [row.state for row in services.imports.batches()] == [BatchState.UNDONE]
    refused: list[BaseException] = []
    imports.undo(batch, failed=refused.append)
    settle()
    assert len(refused) == 1


def test_rejected_rows_are_saved_with_words_for_their_problems(
    load: Load, app: AppContext, tmp_path: Path, settle: Settle
) -> None:
    batch = load("people.csv", "participant,email\n1,anna@example.com\n2,boris@\n")
    saved: list[int] = []
    out = tmp_path / "rejected.xlsx"
    ImportsController(app).save_rejected(batch, out, code_of, saved.append)
    settle()
    assert saved == [1]
    [row] = sample(out).rows
    assert row[:2] == ("2", "boris@")
    assert any("email" in cell for cell in row[3:])
