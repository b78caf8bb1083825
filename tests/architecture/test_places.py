"""Every table says where it lives past one machine, and keeps the rules of its place (docs/architecture.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, UniqueConstraint

from loyalty_desktop.storage.migrations.versions import rev_0001_initial as first_revision
from loyalty_desktop.storage.models import all_tables
from loyalty_desktop.storage.models.base import Place, by_person, by_value, key, table, text

STORAGE = Path(__file__).parents[2] / "loyalty_desktop" / "storage"
TABLES = all_tables().tables
PLACES = {"reference", "coordinator", "person", "value"}
LOCKING = re.compile(r"FOR UPDATE|for_update\(")
"""Rows are locked by lists of people only where this list says so."""
MAY_LOCK = {
    "sql",  # defines it
    "people",  # people, ascending
    "inactivity",
    "redating",  # people with open lots, ascending
    "ledger.opening",  # people of one command, ascending
    "ledger.set_posting",  # people at work, ascending
    "ledger.summary",
    "imports.moved",  # profiles, ascending
    "imports.participants",
    "tier_bulk",
    "queries.closing",  # one program
    "imports.batch_guard",  # one batch
}


def place_of(one: Table) -> Place:
    found: Place = one.info["place"]
    return found


def faults(one: Table) -> Iterator[str]:
    """What is wrong with a table's place."""
    place = place_of(one)
    if place.name not in PLACES:
        yield "has no known place"
    if (place.column is None) != (place.name in {"reference", "coordinator"}):
        yield "is spread by no column, or by one too many"
    if place.column is None:
        return
    if place.column not in one.primary_key.columns:
        yield f"has no {place.column} in its primary key"
    uniques = [c.columns for c in one.constraints if isinstance(c, UniqueConstraint)]
    uniques += [index.columns for index in one.indexes if index.unique]
    if any(place.column not in columns for columns in uniques):
        yield f"is unique by something without {place.column}"
    if one.foreign_keys:
        yield "has a foreign key: only reference tables do"


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_keeps_the_rules_of_its_place(name: str) -> None:
    assert list(faults(TABLES[name])) == []
    for foreign in TABLES[name].foreign_keys:
        assert place_of(foreign.column.table).name == "reference"


def test_the_rules_find_what_breaks_them() -> None:
    bad = table("x_bad", key("id"), text("owner", unique=True), place=by_person("owner"))
    good = table("x_good", key("participant_id"), key("id"), place=by_person())
    named = table("x_named", key("id"), text("name"), place=by_value("name"))
    try:
        assert len(list(faults(bad))) == 1
        assert list(faults(good)) == []
        assert list(faults(named)) == ["has no name in its primary key"]
    finally:
        for one in (bad, good, named):
            one.metadata.remove(one)


def test_no_trigger_reads_another_table() -> None:
    made = (
        *first_revision._sqlite_triggers(),
        *first_revision._postgresql_triggers(),
    )
    triggers = [one for one in made if "TRIGGER" in one.upper() and not one.startswith("REVOKE")]
    assert len(triggers) > len(first_revision.APPEND_ONLY)
    assert [one for one in triggers if re.search(r"\bFROM\b", one, re.IGNORECASE)] == []


def test_rows_of_people_are_locked_in_few_places() -> None:
    found = {
        ".".join(path.relative_to(STORAGE).with_suffix("").parts)
        for path in STORAGE.rglob("*.py")
        if LOCKING.search(path.read_text(encoding="utf-8"))
    }
    assert found == MAY_LOCK
