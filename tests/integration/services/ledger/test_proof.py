"""The proof on both engines: a sound ledger shows no difference; everything tampered with is found."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, LargeBinary, Text, text
from sqlalchemy.exc import DBAPIError

from loyalty_desktop.domain.errors import Cancelled
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.ledger.proof import ProofReport
from loyalty_desktop.storage.ledger import summary
from loyalty_desktop.storage.models import all_tables
from loyalty_desktop.storage.unit_of_work import UnitOfWork
from tests.support import tampering
from tests.support.busy_club import busy_club, changed_shop
from tests.support.clock import Clock
from tests.support.club import make_club


def found(report: ProofReport) -> dict[str, int]:
    """Checks with differences."""
    return {check.code: check.differences for check in report.checks if check.differences}


def test_a_sound_ledger_is_proven_and_its_moves_add_up(services: Services, clock: Clock) -> None:
    club = busy_club(services, clock)
    report = services.proof.prove()
    assert found(report) == {}
    assert report.proven
    row = next(r for r in report.rows if r.points_type_id == club.standard_id)
    assert row.reconciled
    assert row.opening == 0
    assert row.opening + sum(row.moves.values()) == row.closing == row.balances
    assert row.moves["accrued"] == Decimal(355)
    later = services.proof.prove(day_from=date(2026, 1, 16))
    row = next(r for r in later.rows if r.points_type_id == club.standard_id)
    assert (row.opening, row.closing) == (row.balances, row.balances)


@pytest.mark.parametrize("time_zone", ["Asia/Kathmandu", "America/New_York"])
def test_the_summary_is_proven_by_local_days_across_clock_changes(
    services: Services, clock: Clock, time_zone: str
) -> None:
    club = make_club(services)
    services.programs.update(replace(services.programs.get(club.program_id), time_zone=time_zone))
    (who,) = club.join(1)
    for day in (7, 8, 9):
        for hour in (3, 4, 5, 18, 19):
            for minute in (0, 14, 15, 59):
                club.accrue(
                    who, 1, club.standard_id, datetime(2025, 3, day, hour, minute, tzinfo=UTC)
                )
    club.accrue(who, 1, club.standard_id, datetime(1969, 12, 31, 23, tzinfo=UTC))
    assert found(services.proof.prove()) == {}


def test_every_tampering_is_found_by_its_check(services: Services, clock: Clock) -> None:
    busy_club(services, clock)
    _tamper(services, tampering.EVERY)


def test_tampered_changes_of_an_import_are_found(
    services: Services, clock: Clock, tmp_path: Path
) -> None:
    changed_shop(services, clock, tmp_path)
    _tamper(services, tampering.CHANGES)


def test_every_column_of_every_table_is_proven_or_known_to_be_worth_nothing(
    services: Services, clock: Clock, tmp_path: Path
) -> None:
    changed_shop(services, clock, tmp_path)
    assert found(services.proof.prove()) == {}
    unproven = set()
    for table in all_tables().sorted_tables:
        for column in table.columns:
            with suppress(_UndoError), services.storage.write() as uow:
                _without_guards(uow)
                if _alter(uow, table.name, column) and services.proof.prove_in(uow.conn).proven:
                    unproven.add(f"{table.name}.{column.name}")
                raise _UndoError
    assert unproven == tampering.UNPROVEN


def _alter(uow: UnitOfWork, table: str, column: Column[Any]) -> bool:
    """Change one value of a column; return False where there is no row to change."""
    name = f'"{column.name}"'
    if isinstance(column.type, Text):
        value = f"COALESCE({name}, '') || 'x'"
    elif isinstance(column.type, LargeBinary):
        value = "CAST('0123456789abcdef0123456789abcdef' AS {})".format(
            "BYTEA" if uow.dialect == "postgresql" else "BLOB"
        )
    else:
        value = f"COALESCE({name}, 0) + 1"
    keys = [f'"{key.name}"' for key in column.table.primary_key]
    row = f"({', '.join(keys)})"
    which = f"{row} = (SELECT {', '.join(keys)} FROM {table} ORDER BY {', '.join(key + ' DESC' for key in keys)} LIMIT 1)"
    try:
        with uow.conn.begin_nested():
            return (
                uow.conn.execute(
                    text(f"UPDATE {table} SET {name} = {value} WHERE {which}")
                ).rowcount
                > 0
            )
    except DBAPIError:
        return False


def _tamper(services: Services, cases: list[tuple[str, str]]) -> None:
    assert found(services.proof.prove()) == {}
    unseen: list[tuple[str, str, dict[str, int]]] = []
    for statements, code in cases:
        with suppress(_UndoError), services.storage.write() as uow:
            _without_guards(uow)
            done = [uow.conn.execute(text(one)).rowcount for one in statements.split("; ")]
            assert min(done) > 0, statements
            report = services.proof.prove_in(uow.conn)
            if code not in found(report):
                unseen.append((statements, code, found(report)))
            else:
                examples = next(c.examples for c in report.checks if c.code == code)
                assert 1 <= len(examples) <= 20
            raise _UndoError
    assert not unseen, "\n".join(map(str, unseen))
    assert found(services.proof.prove()) == {}


def _without_guards(uow: UnitOfWork) -> None:
    """Let this transaction change what triggers and foreign keys protect."""
    if uow.dialect == "postgresql":
        uow.conn.execute(text("SET LOCAL session_replication_role = replica"))
        return
    uow.conn.execute(text("PRAGMA defer_foreign_keys = ON"))
    query = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for name in uow.conn.execute(query).scalars().all():
        uow.conn.execute(text(f'DROP TRIGGER "{name}"'))


class _UndoError(Exception):
    """Rolls a unit of work back."""


def test_a_proof_can_be_cancelled(services: Services, clock: Clock) -> None:
    busy_club(services, clock)

    class Impatient:
        def phase(self, code: str, total: int | None = None) -> None:
            pass

        def advance(self, count: int = 1) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        services.proof.prove(Impatient())


def test_an_empty_workspace_is_proven(services: Services) -> None:
    report = services.proof.prove()
    assert (report.differences, report.rows) == (0, ())


HUGE = 2**63 - 1
BEYOND_SUMS = [
    f"UPDATE movement SET active = {HUGE}, pending = {HUGE}",
    f"UPDATE points_transaction SET amount = {HUGE}, total_before = {HUGE}, occurred_at = {HUGE}",
    f"UPDATE points_transaction SET recorded_at = {-HUGE}",
    f"UPDATE tier_state SET period_start = {2**31 - 1}, next_review = {2**31 - 1}",
    f"UPDATE participant_month SET month = {2**31 - 1}, accrued = {HUGE}",
    "UPDATE program SET time_zone = 'Nowhere/Land'",
    "UPDATE points_type SET expiry_kind = 'never ever'",
    "UPDATE tier_group SET downgrade = 'deep'",
    "UPDATE daily_close SET day = 0",
]


@pytest.mark.parametrize("statement", BEYOND_SUMS)
def test_what_cannot_be_computed_is_a_difference(
    services: Services, clock: Clock, statement: str
) -> None:
    busy_club(services, clock)
    with suppress(_UndoError), services.storage.write() as uow:
        _without_guards(uow)
        assert uow.conn.execute(text(statement)).rowcount
        assert not services.proof.prove_in(uow.conn).proven
        raise _UndoError
    assert services.proof.prove().proven


def test_tills_that_work_meanwhile_are_never_accused(services: Services, clock: Clock) -> None:
    club = busy_club(services, clock)
    tills = club.join(2)
    gone: list[BaseException] = []

    def serve(who: int) -> None:
        try:
            for n in range(25):
                club.accrue(who, 60)
                club.accrue(who, 10, club.standard_id)
                services.points.redeem(who, club.standard_id, Decimal(3), key=f"w{who}-{n}")
        except BaseException as error:  # noqa: BLE001 - told below
            gone.append(error)

    threads = [threading.Thread(target=serve, args=(who,)) for who in tills]
    for thread in threads:
        thread.start()
    proofs = 0
    while any(thread.is_alive() for thread in threads) or not proofs:
        assert found(services.proof.prove()) == {}
        summary.fold(services.storage)
        proofs += 1
    for thread in threads:
        thread.join()
    assert not gone
    assert found(services.proof.prove()) == {}
