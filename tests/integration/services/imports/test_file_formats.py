"""A file under another ending is read by its content, and the check says what it is before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.spreadsheets.contract import FileFormat
from loyalty_desktop.words.messages import render
from tests.integration.spreadsheets.test_formats import READ
from tests.support.import_sheets import profiles


@pytest.mark.parametrize("content", ["xlsx", "xls", "ods", "comma"])
def test_the_check_says_what_the_file_is(
    tmp_path: Path, imports: ImportsService, database_id: int, content: str
) -> None:
    found, make = READ[content]
    ending = ".csv" if found is not FileFormat.CSV else ".xlsx"
    path = make(tmp_path / "made").rename(tmp_path / f"file{ending}")
    rehearsal = imports.rehearse(profiles(path, database_id=database_id))
    assert rehearsal.warnings == (Message("file.other_ending", {"format": found.value}),)
    for language in ("en", "ru"):
        assert f".{found.value}" in render(rehearsal.warnings[0], language)
    assert rehearsal.counts.new == 1
