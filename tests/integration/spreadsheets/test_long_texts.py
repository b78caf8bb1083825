"""Headers, sheet names and first rows of any length cost the process that asked for them a bounded amount of work."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rapidfuzz.fuzz

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets import client, matching, preview
from loyalty_desktop.spreadsheets.contract import (
    MAX_COLUMNS,
    MAX_HEADER,
    MAX_SHEET_NAME,
    MAX_SHEETS,
    MAX_TEXT,
    ReadOptions,
    StageSpec,
)
from loyalty_desktop.spreadsheets.schemas import schema
from tests.integration.spreadsheets.test_hostile_files import SHEET, rewritten

LONG = 5_000_000


def csv_with(path: Path, header: str) -> Path:
    path.write_text(f"external_id,{header}\n001,Kazan\n", encoding="utf-8")
    return path


def xlsx_with(path: Path, header: str) -> Path:
    text = f'<c r="B1" t="inlineStr"><is><t>{header}</t></is></c>'.encode()

    def change(data: bytes) -> bytes:
        start = data.index(b'<c r="B1"')
        return data[:start] + text + data[data.index(b"</c>", start) + 4 :]

    return rewritten(path, SHEET, change)


def opened_sample(path: Path) -> None:
    with client.opened(path) as opened:
        opened.sample(ReadOptions())


@pytest.mark.parametrize(
    ("make", "name", "length"),
    [
        (xlsx_with, "a.xlsx", LONG),
        (xlsx_with, "a.xlsx", MAX_TEXT + 1),
        (csv_with, "a.csv", MAX_TEXT + 1),
        (csv_with, "a.csv", 900_000),
    ],
)
@pytest.mark.parametrize("reads", [preview.sample, opened_sample])
def test_a_header_longer_than_a_cell_may_be_is_refused_with_its_cell(
    tmp_path: Path,
    make: Callable[[Path, str], Path],
    name: str,
    length: int,
    reads: Callable[..., Any],
) -> None:
    path = make(tmp_path / name, "x" * length)
    with pytest.raises(FileProblem) as caught:
        reads(path)
    assert caught.value.code == "file.header_too_long"
    assert caught.value.params == {
        "name": name,
        "cell": "B1",
        "length": length,
        "limit": MAX_TEXT,
    }


@pytest.mark.parametrize(("make", "name"), [(xlsx_with, "a.xlsx"), (csv_with, "a.csv")])
def test_the_longest_legal_header_is_read_and_cut(
    tmp_path: Path, make: Callable[[Path, str], Path], name: str
) -> None:
    found = preview.sample(make(tmp_path / name, "x" * MAX_TEXT))
    assert found.headers == ("external_id", "x" * MAX_HEADER)
    assert found.rows == (("001", "Kazan"),)


def sheets_named(path: Path, names: list[str]) -> Path:
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId1"/>' for n, name in enumerate(names, 1)
    ).encode()

    def change(data: bytes) -> bytes:
        return data[: data.index(b"<sheets>") + 8] + listed + data[data.index(b"</sheets>") :]

    return rewritten(path, "xl/workbook.xml", change)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["x" * LONG], "file.sheet_name_too_long"),
        (["People", "x" * (MAX_SHEET_NAME + 1)], "file.sheet_name_too_long"),
        ([f"s{n}" for n in range(MAX_SHEETS + 1)], "file.too_many_sheets"),
    ],
)
def test_absurd_sheet_names_are_refused_and_not_passed_on(
    tmp_path: Path, names: list[str], code: str
) -> None:
    path = sheets_named(tmp_path / "a.xlsx", names)
    with pytest.raises(FileProblem) as caught:
        preview.inspect(path)
    assert caught.value.code == code
    assert sum(len(str(value)) for value in caught.value.params.values()) < 100


def test_a_sample_of_long_rows_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    cell = "y" * MAX_TEXT
    lines = [",".join([f"h{n}" for n in range(200)])]
    lines += [",".join([cell] * 200) for _ in range(2)]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = preview.sample(path)
    characters = sum(len(text) for row in found.rows for text in row)
    assert len(found.rows) == 1
    assert preview.SAMPLE_CHARACTERS < characters < preview.SAMPLE_CHARACTERS + 200_000


def test_a_sample_row_wider_than_a_sheet_may_be_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(["city"] * 300) + "\n" + ",".join("1" * 600) + "\n", encoding="utf-8")
    assert [len(row) for row in preview.sample(path).rows] == [MAX_COLUMNS]


def test_a_sample_cell_longer_than_allowed_stays_too_long_and_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"external_id,city\n1,{'z' * 900_000}\n", encoding="utf-8")
    (row,) = preview.sample(path).rows
    assert [len(text) for text in row] == [1, MAX_TEXT + 1]


def test_matching_folds_each_header_once_and_compares_only_texts_of_like_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    headers = [f"{n} " + "amount points " * 3_000 for n in range(MAX_COLUMNS)]
    folded: Counter[str] = Counter()
    lengths: list[int] = []

    def counted(text: str) -> str:
        folded[text] += 1
        return text.lower()

    monkeypatch.setattr(matching, "fold", counted)
    for name in ("ratio", "token_sort_ratio"):
        original = getattr(rapidfuzz.fuzz, name)

        def measured(one: str, other: str, original: Any = original, **options: Any) -> float:
            lengths.append(max(len(one), len(other)))
            return float(original(one, other, **options))

        monkeypatch.setattr(rapidfuzz.fuzz, name, measured)
    known = schema(ImportKind.POINTS)
    matching.match(known, [*headers, "acount", "amonut"])
    words = sum(2 + len(column.synonyms) + len(column.weaker) for column in known.columns)
    assert sum(folded.values()) == MAX_COLUMNS + 2 + words
    assert max(map(len, folded)) == matching.LONGEST
    assert 0 < len(lengths) <= 2 * 2 * words
    assert max(lengths) < 40


def test_short_headers_are_still_matched_by_likeness() -> None:
    known = schema(ImportKind.POINTS)
    found = {m.field: m for m in matching.match(known, ["participnt", "Transaction typ", "x" * 40])}
    assert found["participant"].column_index == 0
    assert found["type"].column_index == 1
    assert {m.column_index for m in found.values()} == {0, 1, None}


def test_a_long_cell_of_a_rejected_row_is_kept_no_longer_than_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"external_id,city\n1,{'z' * 900_000}\n", encoding="utf-8")
    staging = tmp_path / "a.staging"
    result = client.stage(
        path, StageSpec(ImportKind.PROFILES, {"external_id": 0, "city": 1}), staging
    )
    assert (result.read, result.rejected) == (1, 1)
    connection = sqlite3.connect(staging)
    try:
        (cells,) = connection.execute("SELECT cells FROM source").fetchone()
        assert connection.execute('SELECT code, "column" FROM issue').fetchall() == [
            ("cell.too_long", "B")
        ]
    finally:
        connection.close()
    assert MAX_TEXT < len(cells) < MAX_TEXT + 100
