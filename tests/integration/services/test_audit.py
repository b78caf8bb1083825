"""The audit trail: every change with its before and after, newest first, on both engines; shared settings use it."""

from __future__ import annotations

import pytest

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage.unit_of_work import Storage


def test_entries_of_a_participant_come_newest_first_in_pages(
    storage: Storage, services: Services
) -> None:
    for number in range(5):
        with storage.write() as uow:
            after = {"number": number}
            uow.audit("test.done", entity="test", program_id=1, participant_id=7, after=after)
            uow.audit(
                "test.done", entity="test", program_id=1, participant_id=8, after={"number": 8}
            )
            uow.audit(
                "test.done", entity="test", program_id=2, participant_id=7, after={"number": 9}
            )
    first = services.audit.of_participant(1, 7, limit=3)
    rest = services.audit.of_participant(1, 7, limit=3, before_id=first[-1].id)
    numbers = [row.after["number"] for row in (*first, *rest) if row.after]
    assert numbers == [4, 3, 2, 1, 0]
    assert first[0].actor == "tester"
    assert first[0].at == storage.clock()


def test_a_rolled_back_change_leaves_no_entry(storage: Storage, services: Services) -> None:
    def change_and_fail() -> None:
        with storage.write() as uow:
            uow.audit("test.done", entity="test")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert services.audit.entries() == []


def test_a_shared_setting_is_kept_within_its_limits_and_audited(services: Services) -> None:
    assert services.settings.number("backup.keep_daily") == 14
    services.settings.set_number("backup.keep_daily", 3)
    assert services.settings.number("backup.keep_daily") == 3
    with pytest.raises(InvalidInput) as refused:
        services.settings.set_number("backup.keep_daily", 0)
    assert refused.value.code == "settings.value"
    (entry,) = services.audit.entries()
    assert entry.action == "setting.changed"
    assert entry.after == {"name": "backup.keep_daily", "value": "3"}
