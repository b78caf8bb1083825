"""Units of work: their clock, rehearsals that cannot write, and work inside a transaction of the caller."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.storage.models.system import audit_record, meta
from loyalty_desktop.storage.unit_of_work import Storage

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)


def audits(storage: Storage) -> int:
    with storage.read() as connection:
        return connection.execute(select(func.count()).select_from(audit_record)).scalar_one()


def test_another_clock_is_another_storage_over_the_same_data(storage: Storage) -> None:
    before = storage.clock()
    later = storage.at(lambda: NOON)
    with later.write() as uow:
        assert uow.now == NOON
        uow.audit("test", entity="setting")
    assert storage.clock() == before
    assert audits(storage) == 1


def test_a_rehearsal_leaves_nothing_behind(storage: Storage) -> None:
    with storage.rehearse() as uow:
        uow.audit("test", entity="setting")
        with contextlib.suppress(DBAPIError, LoyaltyError):  # PostgreSQL refuses it at once
            uow.conn.execute(insert(meta).values(name="x", value="y"))
    assert audits(storage) == 0
    with storage.read() as connection:
        kept = connection.execute(select(meta.c.value).where(meta.c.name == "x")).all()
    assert kept == []


def test_work_on_the_transaction_of_the_caller_is_audited_with_it(storage: Storage) -> None:
    class Stop(Exception):
        pass

    def run(*, fail: bool) -> None:
        with storage.database.write_connection() as connection:
            with storage.work_on(connection) as uow:
                uow.audit("test", entity="setting")
            if fail:
                raise Stop

    with pytest.raises(Stop):
        run(fail=True)
    assert audits(storage) == 0
    run(fail=False)
    assert audits(storage) == 1
