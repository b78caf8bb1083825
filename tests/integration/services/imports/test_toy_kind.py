"""A kind of sheet that only this test has: one object, its schema and its words are all that it takes; on both engines."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.app.cli import main as command_line
from loyalty_desktop.domain.drafts import PartnerDraft
from loyalty_desktop.domain.entities.programs import PARTNER
from loyalty_desktop.domain.errors import InvalidInput, LoyaltyError, RuleViolation
from loyalty_desktop.domain.kinds import ImportKind, ImportMode
from loyalty_desktop.domain.programs import validate_partner
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.kinds import KINDS
from loyalty_desktop.services.imports.kinds.records import Records
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService, Verdict
from loyalty_desktop.spreadsheets import header_search, preview, process, worker
from loyalty_desktop.spreadsheets.contract import CellKind, SheetContext, SheetSchema
from loyalty_desktop.spreadsheets.derived import one_key_of
from loyalty_desktop.spreadsheets.document import document
from loyalty_desktop.spreadsheets.schemas import SCHEMAS
from loyalty_desktop.spreadsheets.schemas.fields import by_hand, sheet_columns
from loyalty_desktop.spreadsheets.stage_sheet import Reporter
from loyalty_desktop.storage.imports.records import RecordTable
from loyalty_desktop.storage.models.programs import partner
from loyalty_desktop.words.entries import Words
from loyalty_desktop.words.fields import words_of
from loyalty_desktop.words.sheet_kinds import KIND_WORDS, KindWords
from tests.support.import_sheets import Sheet, code_of, table

STALLS = ImportKind("stalls")
HEAD = ("Stall number", "Stall name", "Sells")
ROWS = (HEAD, ("S1", "Fish", "Salmon"), ("S2", "Bread", "Rolls"), ("S3", "", "Tea"))


class Stalls(Records):
    """Stalls of a market, kept as partners of the program."""

    kind = STALLS
    records = RecordTable(partner, PARTNER)
    draft = PartnerDraft
    tables = ("partner", "program")
    subject = "stalls"

    def check(self, draft: Any) -> ValidationReport:
        """The rules of partners."""
        return validate_partner(draft)


def stalls_schema(context: SheetContext) -> SheetSchema:
    """Three columns under names of their own."""
    number = by_hand(
        "external_id", CellKind.IDENTIFIER, ("stall number",), words=words_of(("Stall", "Лоток"))
    )
    named = {column.name: column for column in sheet_columns(PARTNER)}
    return SheetSchema(
        kind=STALLS,
        columns=(
            number,
            replace(named["name"], synonyms=("stall name",)),
            replace(named["owns"], synonyms=("sells",)),
        ),
        context=context,
        keys=("external_id",),
        need_one_of=(("external_id",),),
        checks=(one_key_of("external_id"),),
    )


@dataclass
class ChildHere:
    """The child process, in this one: the real one has only the schemas that are delivered."""

    name: str
    memory_mb: int = 4096
    source: Any = None

    def __enter__(self) -> ChildHere:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def do(self, task: dict[str, Any], **_rest: Any) -> Any:
        """One task, through JSON as it would go to the child."""
        task = json.loads(json.dumps(task))
        told = Reporter(io.StringIO())
        answer, self.source = worker._do(task, Path(task["path"]), told, self.source)
        return json.loads(json.dumps(answer))


@pytest.fixture(autouse=True)
def toy_kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The kind is there during a test: an object, a schema, words, and nothing else."""
    said = Words("Stalls", "Лотки")
    words = KindWords(said, Words("stalls", "лотки"), said, said)
    for kinds, value in ((KINDS, Stalls()), (SCHEMAS, stalls_schema), (KIND_WORDS, words)):
        monkeypatch.setitem(kinds, STALLS, value)
    monkeypatch.setattr(process, "Child", ChildHere)
    header_search.known_names.cache_clear()
    yield
    header_search.known_names.cache_clear()


Load = Callable[..., Any]


@pytest.fixture
def load(imports: ImportsService, program_id: int, sheet: Sheet) -> Load:
    """Imports rows of stalls."""

    def run(rows: Any, name: str = "stalls.csv", **options: Any) -> Any:
        path = sheet(rows, name)
        return imports.run(ImportRequest(STALLS, path, program_id=program_id, **options)).value

    return run


def stored(services: Services) -> list[tuple[Any, ...]]:
    """What the table has."""
    query = "SELECT external_id, name, owns, version FROM partner ORDER BY external_id"
    return table(services, query)


def test_rows_are_new_changed_unchanged_or_rejected(services: Services, load: Load) -> None:
    first = load(ROWS)
    assert (first.new, first.rejected) == (2, 1)
    assert [(i.row, i.field, i.code) for i in first.issues] == [(4, "name", "setup.missing")]
    again = load(
        (HEAD, ("S1", "Fish", "Trout"), ("S2", "Bread", ""), ("S4", "fish", "Eel")), "b.csv"
    )
    assert (again.new, again.changed, again.unchanged, again.rejected) == (0, 1, 1, 1)
    assert [(i.row, i.field, i.code) for i in again.issues] == [(4, "name", "import.name_taken")]
    assert stored(services) == [("S1", "Fish", "Trout", 2), ("S2", "Bread", "Rolls", 1)]


def test_a_repeated_row_is_rejected_and_modes_and_empty_cells_are_kept(
    services: Services, load: Load
) -> None:
    first = load((HEAD, ("S1", "Fish", "Salmon"), ("S1", "Other", "")))
    assert [(i.row, i.code, i.params["row"]) for i in first.issues] == [(3, "import.repeated", 2)]
    more = load((HEAD, ("S1", "Fish", ""), ("S2", "Bread", "")), "b.csv", mode=ImportMode.ONLY_UPDATE,
                empty_cells="clear")  # fmt: skip
    assert (more.changed, [i.code for i in more.issues]) == (1, ["import.not_there"])
    assert load((HEAD, ("S1", "Fish", "Tea")), "c.csv", mode=ImportMode.ONLY_NEW).unchanged == 1
    assert stored(services) == [("S1", "Fish", "", 2)]


def test_an_undo_restores_and_removes_and_is_refused_after_a_change(
    services: Services, imports: ImportsService, load: Load, program_id: int
) -> None:
    load((HEAD, ("S1", "Fish", "Salmon")))
    batch = load((HEAD, ("S1", "Fish", "Trout"), ("S2", "Bread", "")), "b.csv").batch
    later = load((HEAD, ("S1", "Fish", "Pike")), "c.csv").batch
    with pytest.raises(RuleViolation) as refused:
        imports.undo(batch)
    assert [(r.code, r.examples) for r in refused.value.params["reasons"]] == [
        ("undo.record_changed", ("S1",))
    ]
    imports.undo(later)
    undone = imports.undo(batch).value
    assert (undone.removed, undone.restored) == (1, 1)
    assert [row[:3] for row in stored(services)] == [("S1", "Fish", "Salmon")]
    assert [p.name for p in services.programs.get(program_id).partners] == ["Fish"]
    assert not services.proof.prove().differences


def test_what_somebody_brought_in_meanwhile_is_judged_anew(
    services: Services, imports: ImportsService, sheet: Sheet, program_id: int
) -> None:
    request = ImportRequest(STALLS, sheet(ROWS), program_id=program_id)
    rehearsal = imports.rehearse(request)
    program = services.programs.get(program_id)
    theirs = (PartnerDraft("Fish", "S1", "Salmon"), PartnerDraft("bread", "other"))
    services.programs.update(replace(program, partners=theirs))
    report = imports.apply(rehearsal).value
    assert (report.new, report.unchanged, report.rejected, report.differing) == (0, 1, 2, 2)
    assert [row[0] for row in stored(services)] == ["S1", "other"]


def test_an_editor_that_was_open_does_not_lose_the_rows(
    services: Services, load: Load, program_id: int
) -> None:
    opened = services.programs.get(program_id)
    load(ROWS)
    with pytest.raises(LoyaltyError):
        services.programs.update(replace(opened, name="Mine"))


def test_a_rejected_row_is_corrected_and_saved_as_a_workbook(
    imports: ImportsService, sheet: Sheet, program_id: int, tmp_path: Path
) -> None:
    rehearsal = imports.rehearse(ImportRequest(STALLS, sheet(ROWS), program_id=program_id))
    out = tmp_path / "rejected.xlsx"
    assert imports.save_rejected(rehearsal, out, code_of) == 1
    saved = preview.sample(out)
    assert saved.rows[0][-3:] == ("S3", "", "Tea") or "S3" in saved.rows[0]
    again, row = imports.set_value(rehearsal, 4, "name", "Tea stall")
    assert (row.verdict, again.counts.new) == (Verdict.NEW, 3)


def test_the_kind_is_recognised_by_its_columns_and_documented(
    imports: ImportsService, sheet: Sheet
) -> None:
    sample = imports.sample(ImportRequest(STALLS, sheet(ROWS)))
    assert imports.recognise(sample) == STALLS
    assert "## Stalls" in document()


def test_templates_and_exports_know_it(
    services: Services, load: Load, program_id: int, tmp_path: Path
) -> None:
    load(ROWS)
    services.exports.template(STALLS, tmp_path / "t.xlsx", program_id=program_id)
    assert preview.sample(tmp_path / "t.xlsx").headers == ("external_id", "name", "owns")
    services.exports.export(STALLS, program_id, tmp_path / "stalls.csv")
    out = preview.sample(tmp_path / "stalls.csv")
    assert out.headers[:3] == ("external_id", "name", "owns")
    assert [row[:3] for row in out.rows] == [("S1", "Fish", "Salmon"), ("S2", "Bread", "Rolls")]
    with pytest.raises(InvalidInput):
        services.exports.export("tills", program_id, tmp_path / "x.csv")


def test_the_command_line_takes_it(capsys: pytest.CaptureFixture[str]) -> None:
    parser = command_line.parser()
    for words in (
        ["import", "stalls", "f.csv"],
        ["export", "stalls", "f.csv"],
        ["template", "stalls", "t.xlsx"],
    ):
        assert parser.parse_args(words).kind == "stalls"
    with pytest.raises(SystemExit):
        parser.parse_args(["import", "tills", "f.csv"])
    assert "stalls" in capsys.readouterr().err
