"""What one file of several passes to the next."""

from __future__ import annotations

from pathlib import Path

from loyalty_desktop.controllers.import_queue import ImportQueue
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.types import ImportRequest


def test_answers_about_a_place_are_for_files_of_the_same_kind_only() -> None:
    queue = ImportQueue()
    queue.begin([Path("a.xlsx"), Path("b.xlsx")])
    assert queue.answers(ImportKind.PROFILES) == {}
    queue.keep(
        ImportRequest(
            ImportKind.PROFILES, Path("a.xlsx"), database_id=7, date_order="dmy", key="email"
        )
    )
    same = queue.answers(ImportKind.PROFILES)
    assert (same["database_id"], same["key"], same["date_order"]) == (7, "email", "dmy")
    other = queue.answers(ImportKind.POINTS)
    assert other == {"date_order": "dmy", "decimal_sign": None, "phone_region": ""}
    assert queue.answered(ImportKind.PROFILES)
    assert not queue.answered(ImportKind.POINTS)
    queue.begin([Path("c.xlsx")])
    assert not queue.answered(ImportKind.PROFILES)
