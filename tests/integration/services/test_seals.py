"""When the audit trail is sealed and where the seal is told; what the proof finds by it. On both engines."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services import backups
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock


def record(storage: Storage, *people: int | None) -> None:
    """One audit record in each chain; None is the house."""
    with storage.write() as uow:
        for person in people:
            uow.audit("test.done", entity="test", participant_id=person)


def tamper(storage: Storage, *statements: str) -> None:
    """What somebody does who owns the database: drop the triggers, then change."""
    with storage.write() as uow:
        if uow.dialect == "sqlite":
            names = uow.conn.execute(
                text(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'tr_audit%'"
                )
            ).scalars()
            for name in list(names):
                uow.conn.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            for table in ("audit_record", "audit_seal"):
                uow.conn.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            assert uow.conn.exec_driver_sql(statement).rowcount >= 1, statement


def audit_examples(services: Services) -> tuple[str, ...]:
    report = services.proof.prove()
    (check,) = [check for check in report.checks if check.code == "proof.audit"]
    assert (report.differences == 0) == (check.differences == 0)
    assert len(check.examples) == check.differences
    return check.examples


@pytest.fixture
def trail(storage: Storage, services: Services) -> Services:
    """Two seals over the house and the people 7, 8, 9; one record after them."""
    record(storage, None, 7, 7, 8, 9)
    services.audit.seal()
    record(storage, None, 7, 8)
    services.audit.seal()
    record(storage, 9)
    assert audit_examples(services) == ()
    return services


_LAST = "UPDATE person SET audit_seq = {seq}, audit_hash = (SELECT hash FROM audit_record WHERE participant_id = {who} AND seq = {seq}) WHERE id = {who}"
TAMPERINGS: dict[str, tuple[list[str], set[str]]] = {
    "a lost tail": (
        ["DELETE FROM audit_record WHERE participant_id = 7 AND seq = 3", _LAST.format(seq=2, who=7)],
        {"seal-2/7-3"},
    ),
    "a removed chain": (
        [
            "DELETE FROM audit_record WHERE participant_id = 8",
            "UPDATE person SET audit_seq = 0, audit_hash = NULL WHERE id = 8",
        ],
        {"seal-1/8-1", "seal-2/8-2"},
    ),
    "a replaced record": (
        ["UPDATE audit_record SET actor = 'somebody else' WHERE participant_id = 7 AND seq = 1"],
        {"7/1"},
    ),
    "a record of the house": (
        ["UPDATE audit_record SET action = 'test.undone' WHERE participant_id = 0 AND seq = 2"],
        {"0/2"},
    ),
    "a removed seal": (["DELETE FROM audit_seal WHERE id = 1"], {"seal-1", "seal-2", "sealed/9"}),
    "the last seal removed": (
        ["DELETE FROM audit_seal WHERE id = 2"],
        {"sealed/0", "sealed/7", "sealed/8"},
    ),
    "a changed seal": (["UPDATE audit_seal SET reason = 'close' WHERE id = 1"], {"seal-1"}),
    "a changed head": (["UPDATE person SET audit_seq = 1 WHERE id = 9"], {"9/2"}),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERINGS)
def test_the_proof_names_what_was_tampered_with(
    trail: Services, storage: Storage, name: str
) -> None:
    statements, found = TAMPERINGS[name]
    tamper(storage, *statements)
    assert set(audit_examples(trail)) == found


def test_the_close_seals_after_its_last_day(
    storage: Storage, services: Services, clock: Clock
) -> None:
    services.quick_start(QuickStartDraft())
    assert services.audit.seals() == []
    services.closing.close_day()
    (first,) = services.audit.seals()
    assert (first.number, first.reason, first.actor) == (1, "close", "tester")
    services.closing.close_day()
    assert services.audit.seals() == [first]
    clock.now = datetime(2026, 1, 18, 12, tzinfo=UTC)
    services.closing.close_day()
    assert [s.number for s in services.audit.seals()] == [2, 1]
    record(storage, None)
    assert services.proof.prove().seal == services.audit.seals()[0]


def test_an_empty_audit_trail_has_nothing_to_seal(services: Services) -> None:
    assert services.audit.seal() is None
    assert services.proof.prove().seal is None


def test_a_backup_names_the_seal_that_was_made_before_it(
    sqlite_storage: Storage, tmp_path: Path
) -> None:
    services = Services(sqlite_storage)
    record(sqlite_storage, None, 7)
    made = services.backups.make(to=tmp_path / "copy.loyalty")
    (seal,) = services.audit.seals()
    assert (seal.reason, made.seal, made.seal_hash) == ("backup", 1, seal.hash)
    manifest = json.loads((tmp_path / "copy.loyalty.json").read_text(encoding="utf-8"))
    assert (manifest["seal"], manifest["seal_hash"]) == (1, seal.hash)
    assert backups.described(tmp_path / "copy.loyalty") == made
    assert backups.described(tmp_path / "none.loyalty") is None


def test_a_backup_while_another_process_writes_names_the_last_seal(
    sqlite_storage: Storage, tmp_path: Path
) -> None:
    services = Services(sqlite_storage)
    record(sqlite_storage, None)
    seal = services.audit.seal()
    assert seal is not None
    record(sqlite_storage, 7)
    with sqlite_storage.write() as uow:
        uow.audit("test.done", entity="test")
        made = _impatient(sqlite_storage, lambda s: s.backups.make(to=tmp_path / "copy.loyalty"))
    assert made.seal_hash == seal.hash


def _impatient(storage: Storage, work: Callable[[Services], Any]) -> Any:
    """Do something through connections that wait for no lock."""
    from sqlalchemy import event

    from loyalty_desktop.storage.engine import Database, sqlite_engine

    path = storage.database.path
    assert path is not None
    engine = sqlite_engine(path, cache_kib=1024)
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=50"))
    database = Database(engine, path=path)
    try:
        return work(Services(Storage(database, actor=storage.actor, clock=storage.clock)))
    finally:
        database.close()


def test_the_exported_audit_trail_ends_with_its_seals(
    trail: Services, storage: Storage, tmp_path: Path
) -> None:
    report = trail.exports.export("audit", 0, tmp_path / "audit.csv")
    with (tmp_path / "audit.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter=_delimiter(tmp_path / "audit.csv")))
    assert report.rows == len(rows) == 12
    assert [row["record"] for row in rows] == [
        "0-1", "0-2", "7-1", "7-2", "7-3", "8-1", "8-2", "9-1", "9-2", "seal-1", "seal-2", "seal-3",
    ]  # fmt: skip
    newest = trail.audit.seals()[0]
    assert (newest.number, newest.reason) == (3, "export")
    assert rows[-1]["hash"] == newest.hash
    with storage.read() as conn:
        stored = conn.execute(
            text("SELECT hash FROM audit_record WHERE participant_id = 7 AND seq = 2")
        ).scalar_one()
    assert rows[3]["hash"] == bytes(stored).hex()
    assert rows[3]["at"] == "2026-01-15T12:00:00.000000+00:00"


def _delimiter(path: Path) -> str:
    first = path.read_text(encoding="utf-8-sig").splitlines()[0]
    return ";" if ";" in first else ","


@pytest.mark.postgres
def test_sealing_waits_for_nobody(postgres_storage: Storage) -> None:
    services = Services(postgres_storage)
    record(postgres_storage, None, 7, 8)
    with postgres_storage.write() as uow:
        uow.audit("test.done", entity="test", participant_id=7)
        uow.lock_people([0, 7, 8])
        made = services.audit.seal()
    assert made is not None
    assert made.people == 3
    again = services.audit.seal()
    assert again is not None
    assert (again.number, again.people) == (2, 1)
    assert services.proof.prove().differences == 0
