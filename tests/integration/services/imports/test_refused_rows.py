"""Rows that no rule lets in, beside rows that are taken, through both doors of the ledger; and what an undo leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.storage.models import all_tables
from tests.support.clock import Clock
from tests.support.import_sheets import HEAD, Sheet, table

Imported = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(params=["columns", "objects"])
def imported(
    request: pytest.FixtureRequest,
    services: Services,
    imports: ImportsService,
    sheet: Sheet,
    program_id: int,
) -> Imported:
    """Import rows of a new participant; return (row, column, code) of what is refused.

    In the second run points sleep for a day, so that no account is simple enough for the column door.
    """
    people = sheet((("participant",), ("A1",)), "people.csv")
    imports.run(ImportRequest(ImportKind.PARTICIPANTS, people, program_id=program_id))
    if request.param == "objects":
        draft = services.programs.get(program_id)
        points, *others = draft.points_types
        services.programs.update(
            replace(draft, points_types=(replace(points, activation_days=1), *others))
        )

    def run(*rows: tuple[str, ...], **options: Any) -> list[tuple[Any, ...]]:
        path = sheet((HEAD, *rows), "points.csv")
        asked = ImportRequest(ImportKind.POINTS, path, program_id=program_id, **options)
        rehearsal = imports.rehearse(asked)
        done = imports.apply(rehearsal).value
        assert (done.new, done.rejected) == (rehearsal.counts.new, rehearsal.counts.rejected)
        return [(issue.row, issue.column, issue.code) for issue in done.issues]

    return run


def test_nothing_is_imported_that_has_not_happened_yet(
    services: Services, imported: Imported, clock: Clock
) -> None:
    def shown(**ahead: float) -> str:
        return (clock.now + timedelta(**ahead)).strftime("%Y-%m-%d %H:%M:%S")

    refused = imported(
        ("t1", "A1", "accrual", "5", shown(seconds=1)),
        ("t2", "A1", "accrual", "7", shown()),
        ("t3", "A1", "redemption", "1", shown(days=1)),
        ("t4", "A1", "redemption", "1", shown(days=400)),
    )
    assert refused == [(row, "E", "points.in_future") for row in (2, 4, 5)]
    assert table(services, "SELECT MAX(occurred_at) FROM points_transaction") == [
        (round(clock.now.timestamp() * 1_000_000),)
    ]


def test_no_amount_has_more_decimals_than_the_points_type(
    services: Services, imported: Imported
) -> None:
    refused = imported(
        ("t1", "A1", "accrual", "5.001", ""),
        ("t2", "A1", "accrual", "5.01", ""),
        ("t3", "A1", "accrual", "-0.0001", ""),
        ("t4", "A1", "import", "5.0100", ""),
        ("t5", "A1", "redemption", "1.999", ""),
    )
    assert refused == [(row, "D", "amount.too_fine") for row in (2, 4, 6)]
    found = table(
        services, "SELECT amount FROM points_transaction WHERE external_id IS NOT NULL ORDER BY id"
    )
    assert found == [(50_100,), (50_100,)]


@pytest.mark.parametrize("amount", ["0.00001", "1.99999", "-3.00005", "1e-5"])
def test_no_amount_is_rounded_to_the_four_decimals_of_the_ledger(
    services: Services, imported: Imported, program_id: int, amount: str
) -> None:
    draft = services.programs.get(program_id)
    types = tuple(replace(one, decimals=4) for one in draft.points_types)
    services.programs.update(replace(draft, points_types=types))
    refused = imported(
        ("t1", "A1", "accrual", amount, ""),
        ("t2", "A1", "accrual", "1.9999", ""),
    )
    assert [(row, column) for row, column, _ in refused] == [(2, "D")]
    found = table(services, "SELECT amount FROM points_transaction WHERE external_id IS NOT NULL")
    assert found == [(19_999,)]


LASTING = {
    "audit_record",
    "audit_seal",
    "audit_sealed",
    "id_counter",
    "import_batch",
    "import_change",
    "import_memory",
    "meta",
    "person",
}
"""Tables in which an undone import leaves its traces; of `person` only the rows of those who were there before."""


def contents(services: Services) -> dict[str, list[Any]]:
    """All rows of all tables that an undo has to leave as they were before the import."""
    with services.storage.read() as conn:
        return {
            name: sorted(conn.execute(text(f"SELECT * FROM {name}")).all(), key=repr)
            for name in all_tables().tables
            if name not in LASTING
        }


def test_an_undone_import_of_people_leaves_no_row_about_them(
    services: Services, imports: ImportsService, sheet: Sheet, program_id: int
) -> None:
    draft = services.programs.get(program_id)
    types = tuple(replace(one, initial_balance=Decimal(0)) for one in draft.points_types)
    services.programs.update(replace(draft, points_types=types))
    asked = ImportRequest(ImportKind.PARTICIPANTS, Path(), program_id=program_id)
    imports.run(replace(asked, path=sheet((("participant", "email"), ("A1", "")), "one.csv")))
    before = contents(services)
    batch = imports.run(
        replace(
            asked, path=sheet((("participant", "email"), ("A2", "a@b.de"), ("A3", "")), "two.csv")
        )
    ).value.batch
    assert batch is not None
    assert {name for name, rows in contents(services).items() if rows != before[name]} >= {
        "participant", "profile", "profile_key", "tier_state", "tier_history",
    }  # fmt: skip
    assert imports.undo(batch).value.removed == 2
    after = contents(services)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert table(services, "SELECT id FROM person WHERE id NOT IN (0, 1)") == []
    assert services.proof.prove().differences == 0
