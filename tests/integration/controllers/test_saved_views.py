"""Saved views of a list without a window: what is kept, in which order, and when a list differs from its view."""

from __future__ import annotations

from typing import Any

import pytest

from loyalty_desktop.controllers.saved_views import ALL, SavedViews
from tests.support.memory_settings import MemorySettings

PLAIN: dict[str, Any] = {
    "query": {"text": "", "filters": []},
    "columns": {"order": ["a", "b"], "hidden": ["b"], "sort": None},
}


def state(text: str = "", **columns: Any) -> dict[str, Any]:
    return {
        "query": {"text": text, "filters": []},
        "columns": {**PLAIN["columns"], **columns},
    }


@pytest.fixture
def settings() -> MemorySettings:
    return MemorySettings()


def test_views_are_kept_by_list_with_stars_first(settings: MemorySettings) -> None:
    views = SavedViews(settings, "people")
    views.add("Gold", state("gold"))
    views.star(views.add("Dayton", state("dayton")).id, on=True)
    again = SavedViews(settings, "people")
    assert [(view.name, view.starred) for view in again.all()] == [
        ("Dayton", True),
        ("Gold", False),
    ]
    assert again.all()[1].state["query"]["text"] == "gold"
    assert again.current == ALL
    assert SavedViews(settings, "programs").all() == []


def test_two_views_never_have_one_name(settings: MemorySettings) -> None:
    views = SavedViews(settings, "people")
    first = views.add(" Gold ", state())
    copy = views.duplicate(first.id)
    assert copy is not None
    assert [view.name for view in views.all()] == ["Gold", "Gold 2"]
    assert views.current == copy.id
    views.rename(copy.id, "Gold")
    assert [view.name for view in views.all()] == ["Gold", "Gold 3"]
    views.rename(copy.id, "   ")
    assert [view.name for view in views.all()] == ["Gold", "Gold 3"]


def test_a_list_differs_from_its_view_by_query_sort_and_columns_but_not_by_widths(
    settings: MemorySettings,
) -> None:
    views = SavedViews(settings, "people")
    assert not views.changed(state(widths={"en": {"a": 300}}), PLAIN)
    assert views.changed(state("x"), PLAIN)
    assert views.changed(state(sort=["a", True]), PLAIN)
    assert views.changed(state(hidden=[]), PLAIN)
    assert views.changed(state(order=["b", "a"]), PLAIN)
    made = views.add("X", state("x"))
    assert not views.changed(state("x"), PLAIN)
    views.save(made.id, state("y"))
    assert views.changed(state("x"), PLAIN)
    views.delete(made.id)
    assert views.current == ALL


def test_what_cannot_be_read_is_left_out(settings: MemorySettings) -> None:
    settings.set("views.people", [{"id": "1"}, "?", {"id": "2", "name": "Good"}])
    assert [view.name for view in SavedViews(settings, "people").all()] == ["Good"]
