"""Which columns a sheet still needs: the proposal says it for every mapping, and the wizard only shows it."""

from __future__ import annotations

import pytest

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService, MatchProposal
from loyalty_desktop.spreadsheets.schemas import SCHEMAS
from tests.support.import_sheets import Sheet


@pytest.fixture
def proposals(
    imports: ImportsService, sheet: Sheet, program_id: int, database_id: int
) -> dict[ImportKind, MatchProposal]:
    """The proposal of each kind for a sheet whose headers say nothing."""
    path = sheet((("one", "two"), ("a", "b")))
    profiles = ImportRequest(kind=ImportKind.PROFILES, path=path, database_id=database_id)
    return {
        kind: imports.match(
            profiles
            if kind is ImportKind.PROFILES
            else ImportRequest(kind=kind, path=path, program_id=program_id)
        )
        for kind in SCHEMAS
    }


@pytest.mark.parametrize(
    ("kind", "mapping", "missing"),
    [
        (ImportKind.PROFILES, {}, ("external_id",)),
        (ImportKind.PROFILES, {"A": "email"}, ()),
        (ImportKind.PROFILES, {"A": "card"}, ()),  # a field of the user's own is a key too
        (ImportKind.PROFILES, {"A": "city"}, ("external_id",)),
        (ImportKind.PARTICIPANTS, {}, ("participant",)),
        (ImportKind.PARTICIPANTS, {"A": "phone"}, ()),
        (ImportKind.PARTICIPANTS, {"A": ""}, ("participant",)),
        (ImportKind.POINTS, {"A": "participant"}, ("amount",)),
        (ImportKind.POINTS, {"A": "participant", "B": "amount"}, ()),
    ],
)
def test_a_mapping_misses_what_the_kind_needs(
    proposals: dict[ImportKind, MatchProposal],
    kind: ImportKind,
    mapping: dict[str, str],
    missing: tuple[str, ...],
) -> None:
    assert proposals[kind].missing_in(mapping) == missing


def test_a_key_that_another_column_stands_in_for_is_not_needed(
    proposals: dict[ImportKind, MatchProposal],
) -> None:
    people = proposals[ImportKind.PARTICIPANTS]
    assert people.is_needed("participant", {})
    assert people.is_needed("participant", {"A": "participant"})
    assert not people.is_needed("participant", {"A": "email"})
    assert not people.is_needed("city", {})


def test_correcting_alike_counts_the_rows_that_were_judged_again(
    imports: ImportsService, sheet: Sheet, database_id: int
) -> None:
    path = sheet((("external_id", "email"), ("1", "x"), ("2", "x"), ("3", "y")))
    rehearsal = imports.rehearse(
        ImportRequest(kind=ImportKind.PROFILES, path=path, database_id=database_id)
    )
    assert rehearsal.counts.rejected == 3
    rehearsal, count = imports.correct(rehearsal, 2, [("email", "x", "")], alike=True)
    assert (count, rehearsal.counts.rejected) == (2, 1)
    rehearsal, count = imports.correct(rehearsal, 4, [("email", "y", "y@example.com")], alike=False)
    assert (count, rehearsal.counts.rejected) == (1, 0)
