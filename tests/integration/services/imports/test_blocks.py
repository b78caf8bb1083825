"""Rows that are new for certain go from their blocks to the workspace, and come out as those that SQL judges."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.domain.drafts import (
    CustomFieldDraft,
    PointsTypeDraft,
    ProfileDatabaseDraft,
    ProgramDraft,
)
from loyalty_desktop.domain.kinds import FieldKind, ImportKind, ImportMode
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService, Verdict
from loyalty_desktop.services.imports.types import Rehearsal
from loyalty_desktop.storage.imports import points_sorting, sorting
from loyalty_desktop.storage.imports.blocks import blocks, count_new
from loyalty_desktop.storage.imports.staging import StagingFile
from tests.support.import_sheets import SMALL_PARTS, Sheet, table

HEAD = (
    "external_id", "email", "phone", "first_name", "last_name", "birth_date", "city", "registered_at",
    "consent_marketing", "shoe_size", "comment", "state",
)  # fmt: skip


@pytest.fixture
def small(services: Services, tmp_path: Path) -> ImportsService:
    """Imports in parts of a few rows, so that parts end within blocks."""
    return ImportsService(
        services.storage,
        staging_folder=tmp_path / "staging",
        back_up=lambda _reason: None,
        sizes=SMALL_PARTS,
    )


def a_program(services: Services, name: str) -> tuple[int, int]:
    """A customer base and an active program in it."""
    base = services.databases.create(
        ProfileDatabaseDraft(
            name, name, fields=(CustomFieldDraft("shoe_size", "Shoe size", FieldKind.INTEGER),)
        )
    ).value
    program = services.programs.create(
        ProgramDraft(name, name, base, points_types=(PointsTypeDraft("Points", "points"),))
    ).value
    services.programs.activate(program)
    return base, program


def some_rows(seed: int, count: int = 120) -> list[tuple[Any, ...]]:
    """Rows with empty cells, repeated keys, bad cells, names in both alphabets and states."""
    chance = random.Random(seed)

    def cell(value: Any, empty: float = 0.3) -> Any:
        return "" if chance.random() < empty else value

    return [
        (
            cell(f"K{chance.randrange(count * 4)}", 0.1),
            cell(f"p{chance.randrange(count * 4)}@example.com", 0.2),
            cell(f"+7916{chance.randrange(10**7):07d}"),
            cell(chance.choice(("Ann", "Ёлка", "Łucja", "+5 Anna"))),
            cell(chance.choice(("Smith", "Королёва"))),
            cell(chance.choice(("1990-05-02", "02.05.1990x"))),
            cell(chance.choice(("Москва", "Oslo"))),
            cell("2024-05-17 10:30:00"),
            cell(chance.choice(("yes", "no"))),
            cell(chance.randrange(36, 47)),
            cell("a note"),
            cell(chance.choice(("active", "active", "blocked", "left")), 0.6),
        )
        for _ in range(count)
    ]


def written(services: Services, base: int) -> list[tuple[Any, ...]]:
    """Everything of the profiles and participants of a base, without ids and what is made of them."""
    found = table(
        services,
        "SELECT CASE WHEN p.external_id = 'L' || p.id THEN 'L' ELSE p.external_id END,"
        " p.email, p.email_key, p.phone, p.first_name, p.last_name, p.middle_name, p.birth_date, p.city,"
        " p.consent_marketing, p.consent_marketing_at, p.custom, replace(p.search, 'l' || p.id, 'l'), p.version,"
        " p.registered_at, p.created_at, k.external_id IS NOT NULL, m.state, m.blocked_reason, m.left_at, m.comment,"
        " m.registered_at, m.created_at, m.version FROM profile AS p"
        " LEFT JOIN profile_key AS k ON k.profile_id = p.id AND k.profile_database_id = p.profile_database_id"
        " AND k.external_id = p.external_id LEFT JOIN participant AS m ON m.id = p.id"
        f" WHERE p.profile_database_id = {base}",
    )
    return sorted((tuple(row) for row in found), key=repr)


@pytest.mark.parametrize("key", ["external_id", "email"])
@pytest.mark.parametrize("kind", [ImportKind.PROFILES, ImportKind.PARTICIPANTS])
def test_blocks_and_sql_write_the_same(  # noqa: PLR0917 - fixtures
    services: Services,
    small: ImportsService,
    sheet: Sheet,
    monkeypatch: pytest.MonkeyPatch,
    kind: ImportKind,
    key: str,
) -> None:
    head: tuple[str, ...] = HEAD
    rows = [some_rows(seed) for seed in (1, 2)]
    if kind is ImportKind.PROFILES:
        head, rows = HEAD[:-2], [[row[:-2] for row in listed] for listed in rows]
    paths = [sheet((head, *listed), f"{n}.csv") for n, listed in enumerate(rows)]
    outcomes = []
    for name, may_stay in (("fast", sorting._may_stay), ("slow", lambda _plan, _have: False)):
        monkeypatch.setattr(sorting, "_may_stay", may_stay)
        base, program = a_program(services, name)
        reports = []
        for path in paths:
            request = ImportRequest(
                kind,
                path,
                key=key,
                database_id=base if kind is ImportKind.PROFILES else None,
                program_id=None if kind is ImportKind.PROFILES else program,
            )
            report = small.run(request).value
            problems = sorted((i.row, i.code, i.field, repr(i.params)) for i in report.issues)
            counts = (report.read, report.new, report.changed, report.unchanged, report.rejected)
            reports.append((counts, problems))
        outcomes.append((reports, written(services, base)))
    assert outcomes[0][0][0][0][1] > 40, "rows were new"
    assert outcomes[0] == outcomes[1]
    assert services.proof.prove().differences == 0


@pytest.fixture
def rehearsed(small: ImportsService, services: Services, sheet: Sheet) -> Callable[..., Rehearsal]:
    """Rehearses a sheet of profiles."""
    base, _ = a_program(services, "base")

    def rehearse(*rows: tuple[Any, ...], **more: Any) -> Rehearsal:
        path = sheet((("external_id", "email", "first_name"), *rows))
        return small.rehearse(ImportRequest(ImportKind.PROFILES, path, database_id=base, **more))

    return rehearse


def in_blocks(imports: ImportsService, rehearsal: Rehearsal) -> int:
    with StagingFile(imports._folder.existing(rehearsal.id)).open() as conn:
        return count_new(conn)


def test_only_rows_that_need_a_look_leave_their_block(
    small: ImportsService, rehearsed: Callable[..., Rehearsal]
) -> None:
    first = rehearsed(("A", "a@x.org", "Ann"), ("B", "b@x.org", "Bob"))
    small.apply(first)
    again = rehearsed(
        ("C", "c@x.org", "Cid"),
        ("A", "a@x.org", "Anna"),
        ("D", "not an address", "Dan"),
        ("C", "e@x.org", "Eve"),
        ("F", "f@x.org", "Fay"),
    )
    assert again.counts.new == 2
    assert in_blocks(small, again) == 2
    (repeat,) = (g for g in again.issues if g.code == "import.repeated")
    assert dict(repeat.params) == {"found": "C", "row": 2}
    assert repeat.rows == (5,)


def test_the_grid_shows_rows_of_blocks_and_others_in_sheet_order(
    small: ImportsService, rehearsed: Callable[..., Rehearsal]
) -> None:
    found = rehearsed(*((f"K{n}", "bad" if n % 3 == 0 else f"{n}@x.org", "Ann") for n in range(30)))
    page = small.rehearsal_rows(found, offset=4, limit=5)
    assert ([row.row_no for row in page.rows], page.total) == ([6, 7, 8, 9, 10], 30)
    assert page.rows[0].cells["external_id"] == "K4"
    new = small.rehearsal_rows(found, verdict=Verdict.NEW)
    assert new.total == 20
    assert all(row.verdict is Verdict.NEW for row in new.rows)
    word = small.rehearsal_rows(found, search="k7 ANN")
    assert [row.row_no for row in word.rows] == [9]
    (problem,) = {group.code for group in found.issues}
    assert small.rehearsal_rows(found, code=problem).total == 10


def test_a_corrected_row_is_judged_with_the_others(
    small: ImportsService, rehearsed: Callable[..., Rehearsal]
) -> None:
    found = rehearsed(("A", "a@x.org", "Ann"), ("B", "b@x.org", "Bob"), ("C", "c@x.org", "Cid"))
    again, row = small.set_value(found, 4, "external_id", "A")
    assert row.verdict is Verdict.REJECTED
    assert again.counts.new == 2
    fine, row = small.set_value(again, 4, "external_id", "D")
    assert (row.verdict, fine.counts.new) == (Verdict.NEW, 3)
    assert small.apply(fine).value.new == 3


def test_nothing_stays_where_new_rows_are_not_wanted(
    small: ImportsService, rehearsed: Callable[..., Rehearsal]
) -> None:
    found = rehearsed(("A", "a@x.org", "Ann"), mode=ImportMode.ONLY_UPDATE)
    assert in_blocks(small, found) == 0
    assert found.counts.rejected == 1


def test_a_block_holds_its_rows_whatever_their_numbers(
    small: ImportsService, rehearsed: Callable[..., Rehearsal]
) -> None:
    found = rehearsed(("A", "a@x.org", "Ann"), ("", "", ""), ("B", "b@x.org", "Bob"))
    with StagingFile(small._folder.existing(found.id)).open() as conn:
        (block,) = blocks(conn, ("external_id",))
    assert list(block.numbers) == [2, 4]
    assert block.values == {"external_id": ["A", "B"]}


POINTS_HEAD = ("external_id", "participant", "type", "amount", "points_type", "occurred_at", "description")  # fmt: skip


def some_points(seed: int, key: str, count: int = 150) -> list[tuple[Any, ...]]:
    """Rows of points of 12 people: unknown ones, repeated names, wrong types, redemptions that nobody can pay."""
    chance = random.Random(seed)
    names = {
        "external_id": [f"K{n}" for n in range(12)] + ["nobody", "p3@example.com", ""],
        "email": [f"P{n}@example.com" for n in range(12)] + ["nobody@example.com", "both@example.com", ""],
    }[key]  # fmt: skip
    return [
        (
            chance.choice((f"N{chance.randrange(count * 3)}", "", f"N{n}")),
            chance.choice(names),
            chance.choice(("accrual", "accrual", "redemption", "", "expiration")),
            chance.choice((100, 25.5, -30, 5000, 0)),
            chance.choice(("points", "", "", "other")),
            chance.choice(("2026-01-05 10:00:00", "2025-11-30 23:30:00", "2025-12-24", "")),
            chance.choice(("", "gift")),
        )
        for n in range(count)
    ]


def posted(services: Services, program: int) -> tuple[list[Any], ...]:
    """Everything in the ledger of a program, by the names of its people."""
    transactions = table(
        services,
        "SELECT p.external_id, t.id, t.type, t.flow, t.amount, t.written_off, t.active_before, t.active_after,"
        " t.occurred_at, t.external_id, t.description FROM points_transaction AS t JOIN profile AS p"
        f" ON p.id = t.participant_id JOIN participant AS m ON m.id = p.id WHERE m.program_id = {program}",
    )
    lots = table(
        services,
        "SELECT p.external_id, l.id, l.transaction_id, l.amount, l.active, l.accrued_at FROM lot AS l"
        " JOIN profile AS p ON p.id = l.participant_id JOIN participant AS m ON m.id = p.id"
        f" WHERE m.program_id = {program}",
    )
    return sorted(map(tuple, transactions), key=repr), sorted(map(tuple, lots), key=repr)


@pytest.mark.parametrize("key", ["external_id", "email"])
def test_points_from_blocks_and_from_sql_are_the_same(
    services: Services,
    small: ImportsService,
    sheet: Sheet,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
) -> None:
    people = [(f"K{n}", f"p{n}@example.com") for n in range(12)]
    people += [("A", "both@example.com"), ("B", "both@example.com")]
    enrolled = sheet((("external_id", "email"), *people), "people.csv")
    heads = (
        POINTS_HEAD
        if key == "external_id"
        else (POINTS_HEAD[0], "participant email", *POINTS_HEAD[2:])
    )
    sheets = [sheet((heads, *some_points(seed, key)), f"points{seed}.csv") for seed in (3, 4)]
    outcomes = []
    for name, sort_out in (
        ("fast", points_sorting.sort_out),
        ("slow", lambda _conn, staging, _plan: (staging.loosen_all(), points_sorting.Sorted())[1]),
    ):
        monkeypatch.setattr("loyalty_desktop.services.imports.kinds.points.sort_out", sort_out)
        _, program = a_program(services, name)
        points = services.programs.get(program).points_types[0].id
        small.run(ImportRequest(ImportKind.PARTICIPANTS, enrolled, program_id=program))
        reports = []
        for path in sheets:
            request = ImportRequest(
                ImportKind.POINTS, path, key=key, program_id=program, points_type_id=points,
                mapping={"B": "participant"},
            )  # fmt: skip
            rehearsal = small.rehearse(request)
            shown = small.rehearsal_rows(rehearsal, limit=500)
            seen = [(row.row_no, row.verdict, sorted(row.cells.items())) for row in shown.rows]
            report = small.apply(rehearsal).value
            problems = sorted((i.row, i.code, i.field, repr(i.params)) for i in report.issues)
            counts = (report.read, report.new, report.changed, report.unchanged, report.rejected)
            reports.append((counts, problems, seen))
        outcomes.append((reports, posted(services, program)))
    assert outcomes[0][0][0][0][1] > 30, "rows were new"
    assert outcomes[0] == outcomes[1]
    assert services.proof.prove().differences == 0
