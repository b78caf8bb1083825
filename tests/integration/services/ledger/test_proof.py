"""The proof on both engines: a sound ledger shows no difference; everything tampered with is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.errors import Cancelled
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.ledger.proof import ProofReport
from tests.support.busy_club import busy_club
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
    assert row.moves["accrued"] == Decimal(340)
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


TAMPERS = [
    (
        "UPDATE movement SET active = active + 1 WHERE transaction_id = 1",
        "proof.lot",
    ),
    (
        "DELETE FROM movement WHERE transaction_id = 1",
        "proof.lot",
    ),
    (
        "UPDATE movement SET points_type_id = points_type_id + 1 WHERE transaction_id = 1",
        "proof.lot",
    ),
    (
        "UPDATE movement SET lot_id = 999 WHERE transaction_id = 1",
        "proof.lot",
    ),
    (
        "UPDATE movement SET transaction_id = 999 WHERE transaction_id = 1",
        "proof.transaction_amount",
    ),
    (
        "UPDATE lot SET active = active - 1 WHERE active > 0",
        "proof.lot",
    ),
    (
        "DELETE FROM lot WHERE id = 1",
        "proof.lot",
    ),
    (
        "UPDATE lot SET transaction_id = 999 WHERE id = 1",
        "proof.lot_opening",
    ),
    (
        "UPDATE lot SET amount = amount + 1 WHERE id = 1",
        "proof.lot_opening",
    ),
    (
        "UPDATE account SET active = active + 1",
        "proof.account",
    ),
    (
        "UPDATE account SET debt = debt + 1",
        "proof.account",
    ),
    (
        "DELETE FROM account",
        "proof.account",
    ),
    (
        "UPDATE account SET held = held + 1 WHERE held > 0",
        "proof.held",
    ),
    (
        "UPDATE points_transaction SET amount = amount + 1 WHERE id = 1",
        "proof.transaction_amount",
    ),
    (
        "UPDATE points_transaction SET amount = amount - 1 WHERE state = 1",
        "proof.held",
    ),
    (
        "UPDATE points_transaction SET total_before = total_before + 1 WHERE id = 1",
        "proof.balance_chain",
    ),
    (
        "UPDATE points_transaction SET active_after = active_after + 1",
        "proof.balance_last",
    ),
    (
        "UPDATE points_transaction SET occurred_at = occurred_at + 86400000000 WHERE id = 1",
        "proof.summary",
    ),
    (
        "UPDATE points_transaction SET state = 5 WHERE type = 3 AND state = 2",
        "proof.reversal",
    ),
    (
        "UPDATE points_transaction SET reverses_id = NULL WHERE reverses_id IS NOT NULL",
        "proof.reversal",
    ),
    (
        "UPDATE points_transaction SET settles_id = NULL WHERE settles_id IS NOT NULL",
        "proof.settlement",
    ),
    (
        "UPDATE points_transaction SET state = 4 WHERE state = 3",
        "proof.settlement",
    ),
    (
        "UPDATE points_transaction SET external_id = 'other' WHERE external_id = 'r0'",
        "proof.key",
    ),
    (
        "DELETE FROM transaction_key WHERE text = 'r0'",
        "proof.key_missing",
    ),
    (
        "UPDATE transaction_key SET transaction_id = 999 WHERE text = 'r0'",
        "proof.key",
    ),
    (
        "UPDATE daily_summary SET amount = amount + 1",
        "proof.summary",
    ),
    (
        "DELETE FROM daily_summary",
        "proof.summary",
    ),
    (
        "UPDATE tier_state SET tier_id = tier_id + 1",
        "proof.tier",
    ),
    (
        "UPDATE tier_state SET tier_id = 999",
        "proof.tier_group",
    ),
    (
        "DELETE FROM tier_state",
        "proof.tier_missing",
    ),
    (
        "DELETE FROM tier_history",
        "proof.tier",
    ),
    (
        "DELETE FROM person WHERE id > 0",
        "proof.person",
    ),
    (
        "UPDATE person SET transactions = transactions + 1 WHERE id > 0",
        "proof.person",
    ),
    (
        "UPDATE person SET lots = lots - 1 WHERE id > 0",
        "proof.person",
    ),
    (
        "DELETE FROM profile",
        "proof.profile",
    ),
    (
        "UPDATE account SET participant_id = participant_id + 50",
        "proof.owner",
    ),
    (
        "UPDATE audit_record SET actor = 'somebody else' WHERE seq = 2",
        "proof.audit",
    ),
    (
        "DELETE FROM audit_record WHERE seq = 2",
        "proof.audit",
    ),
    (
        "DELETE FROM audit_record WHERE seq = (SELECT MAX(seq) FROM audit_record)",
        "proof.audit",
    ),
    (
        "UPDATE person SET audit_seq = audit_seq + 1",
        "proof.audit",
    ),
]


@pytest.mark.parametrize(("statement", "code"), TAMPERS)
def test_tampering_is_found(
    sqlite_storage: object, clock: Clock, statement: str, code: str
) -> None:
    services = Services(sqlite_storage)  # type: ignore[arg-type]
    busy_club(services, clock)
    with services.storage.write() as uow:
        for name in (
            uow.conn.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            .scalars()
            .all()
        ):
            uow.conn.execute(text(f'DROP TRIGGER "{name}"'))
        assert uow.conn.execute(text(statement)).rowcount
    report = services.proof.prove()
    assert code in found(report)
    examples = next(c.examples for c in report.checks if c.code == code)
    assert 1 <= len(examples) <= 20


def test_every_check_finds_its_tampering_on_a_shared_database_too(
    postgres_storage: object, clock: Clock
) -> None:
    services = Services(postgres_storage)  # type: ignore[arg-type]
    busy_club(services, clock)
    for statement, code in TAMPERS:
        with pytest.raises(_UndoError), services.storage.write() as uow:  # noqa: PT012
            uow.conn.execute(text("SET LOCAL session_replication_role = replica"))
            assert uow.conn.execute(text(statement)).rowcount
            report = services.proof.prove_in(uow.conn)
            assert code in found(report), statement
            raise _UndoError
    assert services.proof.prove().proven


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
