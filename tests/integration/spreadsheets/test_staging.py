"""Sheets become typed rows; what is wrong is told with the sheet's own row and column."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loyalty_desktop.domain.drafts import CustomFieldDraft
from loyalty_desktop.domain.errors import Cancelled
from loyalty_desktop.domain.kinds import FieldKind, ImportKind
from loyalty_desktop.spreadsheets import client, document, preview, rejected, template
from loyalty_desktop.spreadsheets.contract import (
    AllowedValue,
    MatchQuality,
    ReadOptions,
    SheetContext,
    StageSpec,
    TierChoices,
)
from loyalty_desktop.spreadsheets.matching import match
from loyalty_desktop.spreadsheets.schemas import SCHEMAS, schema
from loyalty_desktop.spreadsheets.writer import WriteColumn, WriteKind, write_table
from loyalty_desktop.storage.imports.batches import fingerprint
from loyalty_desktop.storage.imports.staging import StagingFile
from tests.support.release import sampled


def staged(
    path: Path,
    kind: ImportKind,
    fields: list[str],
    context: SheetContext | None = None,
    **more: Any,
) -> tuple[Any, list[dict[str, Any]], list[tuple[Any, ...]]]:
    spec = StageSpec(
        kind, {f: i for i, f in enumerate(fields) if f}, context=context or SheetContext(), **more
    )
    target = path.with_suffix(".staging")
    result = client.stage(path, spec, target)
    StagingFile(target).loosen_all()
    db = sqlite3.connect(target)
    db.row_factory = sqlite3.Row
    rows = [dict(row) for row in db.execute("SELECT * FROM row ORDER BY row_no")]
    issues = [
        tuple(row)
        for row in db.execute(
            'SELECT row_no, "column", field, severity, code FROM issue ORDER BY 1, 2'
        )
    ]
    db.close()
    return result, rows, issues


def test_a_workbook_of_profiles_keeps_text_and_reads_types(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write_row(0, 0, ["external_id", "phone", "birth_date", "city", "size", "vip"])
    sheet.write_row(1, 0, ["007", "8 (916) 123-45-67"])
    sheet.write_datetime(1, 2, datetime(1990, 3, 25), day)
    sheet.write_row(1, 3, ["NA", "42", "да"])
    sheet.write_row(3, 0, [12345.0, 79161234567.0, "25.03.1990", "null"])
    sheet.write_row(4, 0, [1234567890123456789.0])
    sheet.write_formula(5, 0, "=NA()", None, "#N/A")
    sheet.write_formula(6, 3, "=1+1", None, "")
    sheet.write_string(6, 0, "x")
    book.close()
    fields = (
        CustomFieldDraft("size", "Size", FieldKind.INTEGER),
        CustomFieldDraft("vip", "VIP", FieldKind.YES_NO),
    )
    result, rows, issues = staged(
        tmp_path / "a.xlsx",
        ImportKind.PROFILES,
        ["external_id", "phone", "birth_date", "city", "size", "vip"],
        SheetContext(custom_fields=fields, region="RU"),
    )
    assert (result.read, result.valid, result.rejected) == (5, 2, 3)
    first, second = rows[:2]
    assert (first["row_no"], first["external_id"], first["phone"]) == (2, "007", "+79161234567")
    assert (first["birth_date"], first["city"]) == (19900325, "NA")
    assert json.loads(first["custom"]) == {"size": 42, "vip": True}
    assert (second["row_no"], second["external_id"], second["city"]) == (4, "12345", "null")
    assert second["birth_date"] == 19900325
    assert issues == [
        (4, "B", "phone", "warning", "phone.number"),
        (5, "A", "external_id", "error", "identifier.long_number"),
        (6, "A", "external_id", "error", "cell.error"),
        (7, "D", "city", "error", "cell.formula_without_value"),
    ]


def test_points_are_exact_and_a_negative_accrual_is_a_redemption(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "key;кто;тип;сколько;когда\n"
        "T1;+7 916 123-45-67;начисление;1 234,56;2024-05-17 10:30\n"
        "T2;A@B.test;;-5;17.05.2024\n"
        "T3;007;списание;0,1;2024-05-17\n"
        "T4;007;accrual;0;2024-05-17\n"
        "T5;007;dance;1;2024-05-17\n"
        "T6;007\n",
        encoding="cp1251",
    )
    fields = ["external_id", "participant", "type", "amount", "occurred_at"]
    result, rows, issues = staged(
        path,
        ImportKind.POINTS,
        fields,
        SheetContext(time_zone="Europe/Moscow", points_types=(AllowedValue("points", "Points"),)),
    )
    assert result.encoding == "cp1251"
    assert result.decimal_marks == {"amount": ","}
    assert [(r["type"], r["amount"]) for r in rows[:3]] == [
        ("accrual", 12_345_600),
        ("redemption", 50_000),
        ("redemption", 1_000),
    ]
    assert rows[0]["occurred_at"] == 1_715_931_000_000_000
    assert rows[0]["participant_phone"] == "+79161234567"
    assert rows[1]["participant_email"] == "a@b.test"
    assert [(i[0], i[4]) for i in issues] == [
        (5, "amount.zero"),
        (6, "choice.unknown"),
        (7, "row.cell_count"),
    ]


def test_an_ambiguous_column_of_dates_asks_and_follows_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("external_id,birth_date\n1,01/02/1990\n2,03/04/1990\n", encoding="utf-8")
    _, _, issues = staged(path, ImportKind.PROFILES, ["external_id", "birth_date"])
    assert [issue[4] for issue in issues] == ["date.ambiguous"] * 2
    _, rows, issues = staged(
        path, ImportKind.PROFILES, ["external_id", "birth_date"], date_orders={"birth_date": "mdy"}
    )
    assert ([r["birth_date"] for r in rows], issues) == ([19900102, 19900304], [])


def test_a_column_in_two_orders_asks_wherever_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [f"{i},{i % 12 + 1:02d}/25/1990" for i in range(6000)]
    path.write_text("\n".join(["external_id,birth_date", *lines, "x,25/02/1990"]), encoding="utf-8")
    result, _, issues = staged(path, ImportKind.PROFILES, ["external_id", "birth_date"])
    assert (result.read, result.rejected) == (6001, 6001)
    assert {(issue[1], issue[4]) for issue in issues} == {("B", "date.ambiguous")}
    result, _, issues = staged(
        path, ImportKind.PROFILES, ["external_id", "birth_date"], date_orders={"birth_date": "mdy"}
    )
    assert [(issue[0], issue[1], issue[4]) for issue in issues] == [(6002, "B", "date.not_a_date")]
    found = {
        m.field: m.check
        for m in match(
            schema(ImportKind.PROFILES),
            ["external_id", "birth_date"],
            [["1", "25/02/1990"], ["2", "03/25/1990"]],
        )
    }
    assert (found["birth_date"].bad, found["birth_date"].date_order) == (2, "?")


def test_one_unambiguous_row_far_below_decides_the_order(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [f"{i},01/02/1990" for i in range(6000)]
    path.write_text("\n".join(["external_id,birth_date", *lines, "x,31/12/1990"]), encoding="utf-8")
    result, rows, _ = staged(path, ImportKind.PROFILES, ["external_id", "birth_date"])
    assert result.date_orders == {"birth_date": "dmy"}
    assert rows[0]["birth_date"] == 19900201


def test_cancelling_kills_the_child_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("external_id\n1\n", encoding="utf-8")
    with pytest.raises(Cancelled):
        client.stage(
            path,
            StageSpec(ImportKind.PROFILES, {"external_id": 0}),
            tmp_path / "s",
            cancel=lambda: True,
        )
    assert not (tmp_path / "s").exists()


def test_headers_of_both_languages_and_near_misses_are_matched_and_remembered() -> None:
    headers = ["ID клиента", "ФИО", "Телефон", "E-mail", "registrd at", "Пол", "Что-то"]
    found = {m.field: m for m in match(schema(ImportKind.PROFILES), headers)}
    assert found["external_id"].column_index == 0
    assert found["full_name"].column_index == 1
    assert found["registered_at"].quality is MatchQuality.SIMILAR
    remembered = match(schema(ImportKind.PROFILES), headers, memory={"Что-то": "city", "Пол": ""})
    by_field = {m.field: m for m in remembered}
    assert (by_field["city"].column_index, by_field["city"].quality) == (6, MatchQuality.REMEMBERED)
    assert by_field["gender"].column_index is None
    assert fingerprint(ImportKind.PROFILES, headers) == fingerprint(
        ImportKind.PROFILES, headers[::-1]
    )


def test_samples_tell_that_a_column_is_something_else() -> None:
    rows = [["abc"]] * 17 + [["+79161234567"]] * 3
    check = next(
        m.check for m in match(schema(ImportKind.PROFILES), ["phone"], rows) if m.field == "phone"
    )
    assert (check.checked, check.bad, check.code) == (20, 17, "phone.not_a_phone")


COLUMNS = (WriteColumn("external_id"), WriteColumn("city"), WriteColumn("amount", WriteKind.AMOUNT))
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp", "Cf")),
    min_size=1,
    max_size=40,
)


@settings(
    max_examples=sampled(gate=6, release=100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(TEXTS, min_size=1, max_size=60))
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_any_text_survives_writing_and_reading(
    tmp_path: Path, ending: str, texts: list[str]
) -> None:
    texts = ["=1+1", "+7", "-5", "@x", "'=x", "''", "#N/A", "00012", "1E5", "_x0041_", *texts]
    path = tmp_path / f"t.{ending}"
    write_table(
        path,
        COLUMNS,
        ((f"{i:03}", text, None) for i, text in enumerate(texts)),
        expected=len(texts),
    )
    _, rows, issues = staged(path, ImportKind.PROFILES, ["external_id", "city"])
    assert [row["city"] for row in rows] == texts
    assert issues == []


def test_a_full_sheet_goes_on_in_the_next_one(tmp_path: Path) -> None:
    rows = [(str(i), "x\x00y", Decimal("1.5")) for i in range(25)]
    result = write_table(tmp_path / "a.xlsx", COLUMNS, rows, rows_per_sheet=10)
    assert (result.rows, result.sheets, result.cleaned) == (25, 3, 25)
    assert len(preview.inspect(tmp_path / "a.xlsx").sheets) == 3


def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    class Stop:
        def phase(self, code: str, total: int | None = None) -> None: ...

        def advance(self, count: int = 1) -> None:
            raise Cancelled

    (tmp_path / "a.xlsx").write_text("old")
    with pytest.raises(Cancelled):
        write_table(
            tmp_path / "a.xlsx", COLUMNS, ((str(i), "", None) for i in range(2000)), progress=Stop()
        )
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_text() == "old"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", list(SCHEMAS))
def test_a_template_holds_every_field_and_no_rows(
    tmp_path: Path, kind: ImportKind, language: str
) -> None:
    context = SheetContext(
        points_types=(AllowedValue("points", "Points"),),
        tiers=(TierChoices("tier", "Status", (AllowedValue("gold", "Gold, best"),)),),
    )
    made = schema(kind, context=context)
    template.write_template(tmp_path / "t.xlsx", made, language=language)
    table = preview.sample(tmp_path / "t.xlsx")
    assert table.rows == ()
    if language == "en":
        assert table.headers == tuple(column.name for column in made.columns)
    else:
        assert all(re.search("[А-Яа-я]", header) for header in table.headers)
    found = match(made, table.headers)
    assert [(m.field, m.column_index) for m in found] == [
        (column.name, place) for place, column in enumerate(made.columns)
    ]
    assert all(m.quality in {MatchQuality.EXACT, MatchQuality.SYNONYM} for m in found)


def test_rejected_rows_are_imported_again_after_mending(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    rows = [
        rejected.RejectedRow(7, ["001", "male"], [(1, "Not in the list", "Use female or male")])
    ]
    count = rejected.write(
        path,
        ["external_id", "gender"],
        rows,
        schema=schema(ImportKind.PROFILES),
        matches={"external_id": 0, "gender": 1},
    )
    assert count == 1
    table = preview.sample(path)
    assert table.headers == ("external_id", "gender", "Row", "Column", "Problem", "What to do")
    assert table.rows[0] == ("001", "male", "7", "B", "Not in the list", "Use female or male")
    result, _, _ = staged(path, ImportKind.PROFILES, ["external_id", "gender"])
    assert result.valid == 1


@pytest.mark.parametrize(("rows", "sizes"), [(0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_rejected_rows_that_do_not_fit_stand_on_further_sheets(
    tmp_path: Path, rows: int, sizes: list[int]
) -> None:
    path = tmp_path / "many.xlsx"
    count = rejected.write(
        path,
        ["external_id", "gender"],
        (rejected.RejectedRow(n + 2, [f"{n:03d}", "?"], [(1, "No", "Write")]) for n in range(rows)),
        schema=schema(ImportKind.PROFILES),
        matches={"external_id": 0, "gender": 1},
        rows_per_sheet=3,
    )
    assert count == rows
    names = ["Rejected", *(f"Rejected ({n})" for n in range(2, len(sizes) + 1))]
    assert [s.name for s in preview.inspect(path).sheets if not s.hidden] == names
    found = [preview.sample(path, ReadOptions(sheet=name)) for name in names]
    assert [len(table.rows) for table in found] == sizes
    assert {table.headers[:3] for table in found} == {("external_id", "gender", "Row")}
    assert [row[0] for table in found for row in table.rows] == [f"{n:03d}" for n in range(rows)]


def test_the_document_of_formats_is_fresh() -> None:
    assert document.TARGET.read_text(encoding="utf-8") == document.document()
