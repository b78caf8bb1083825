"""Making and opening workspaces: what is refused, what is warned about, what is kept."""

from __future__ import annotations

from loyalty_desktop.storage.unit_of_work import Storage


def test_an_audited_change_is_chained_on_both_engines(storage: Storage) -> None:
    with storage.write() as uow:
        uow.audit("test.done", entity="test", entity_id=uow.ids.one("test"))
    with storage.read() as conn:
        rows = conn.exec_driver_sql("SELECT id, actor, entity_id FROM audit_record").fetchall()
    assert [tuple(r) for r in rows] == [(1, "tester", 1)]
