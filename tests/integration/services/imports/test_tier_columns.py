"""Tier columns of a participants sheet: the tier in force, a tier set by hand with its end, words to map, and the undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.domain.drafts import PointsTypeDraft, TierDraft, TierGroupDraft
from loyalty_desktop.domain.errors import InvalidInput, RuleViolation
from loyalty_desktop.domain.kinds import ImportKind, PointsKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService, Verdict
from tests.support import typed_sheets
from tests.support.import_sheets import LEFT, table

Run = Callable[..., ImportRequest]
"""Makes a request for rows of a participants sheet."""

UNTIL = date(2026, 12, 31)


@pytest.fixture
def ask(program_id: int, tmp_path: Path) -> Run:
    """A request for a sheet of these rows."""
    made: list[Path] = []

    def make(*rows: tuple[Any, ...], **options: Any) -> ImportRequest:
        path = typed_sheets.write(tmp_path / f"people{len(made)}.xlsx", rows)
        made.append(path)
        return ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id, **options)

    return make


def standing(services: Services, external_id: str) -> tuple[Any, ...]:
    """(tier, floor, its last day, its reason) of a participant."""
    found = table(
        services,
        "SELECT t.name, f.name, s.floor_until, s.floor_reason FROM tier_state AS s JOIN tier AS t ON t.id = s.tier_id"
        " LEFT JOIN tier AS f ON f.id = s.floor_tier_id JOIN participant AS m ON m.id = s.participant_id"
        f" JOIN profile AS p ON p.id = m.id WHERE p.external_id = '{external_id}' ORDER BY s.tier_group_id",
    )
    return found[0] if len(found) == 1 else tuple(found)


def proven(services: Services) -> bool:
    """Whether the proof finds nothing."""
    return services.proof.prove().proven


def test_another_tier_than_the_one_in_force_is_set_by_hand(
    services: Services, imports: ImportsService, ask: Run
) -> None:
    rows = [("external_id", "tier"), ("A1", "GOLD"), ("A2", "base"), ("A3", None), ("A4", "Gold")]
    request = ask(*rows, tier_until=UNTIL)
    report = imports.run(request).value
    assert (report.new, report.rejected) == (4, 0)
    assert standing(services, "A1") == ("Gold", "Gold", 20261231, request.path.name)
    assert standing(services, "A2") == standing(services, "A3") == ("Base", None, None, None)
    assert [w.code for w in report.warnings] == ["import.tier_by_hand"]
    assert proven(services)

    again = imports.rehearse(ask(*rows))
    assert (again.counts.unchanged, again.counts.changed) == (4, 0)

    moved = imports.rehearse(ask(("external_id", "tier"), ("A1", "Gold"), ("A2", "Gold")))
    assert dict(moved.changed_by_field) == {"tier": 1}
    [row] = imports.rehearsal_rows(moved, verdict=Verdict.CHANGED).rows
    assert (row.cells["tier"], dict(row.old)) == ("Gold", {"tier": "Base"})
    imports.apply(moved)
    assert standing(services, "A2")[:3] == ("Gold", "Gold", 20270115), "12 months on by default"
    assert proven(services)


def test_unknown_words_are_mapped_for_all_rows_alike(imports: ImportsService, ask: Run) -> None:
    rehearsal = imports.rehearse(
        ask(
            ("external_id", "Уровень", "phone"),
            ("A1", "золото", "+79161112233"),
            ("A2", "золото", "+79161112244"),
        )
    )
    assert rehearsal.counts.rejected == 2
    [group] = [g for g in rehearsal.issues if g.severity == "error"]
    assert (group.field, group.value, group.count) == ("tier", "золото", 2)
    rehearsal, count = imports.replace_value(rehearsal, "tier", "золото", "Gold")
    assert (count, rehearsal.counts.new, rehearsal.counts.rejected) == (2, 2, 0)


def test_a_column_that_is_not_imported_rejects_nothing(
    services: Services, imports: ImportsService, ask: Run
) -> None:
    request = ask(("external_id", "tier"), ("A1", "золото"), ("A2", 17), mapping={"tier": ""})
    report = imports.run(request).value
    assert (report.new, report.rejected) == (2, 0)
    assert [warning.code for warning in report.warnings] == ["decision.unused"]
    assert standing(services, "A1") == ("Base", None, None, None)


def test_the_end_may_not_be_past(imports: ImportsService, ask: Run) -> None:
    with pytest.raises(InvalidInput) as refused:
        imports.rehearse(ask(("external_id", "tier"), ("A1", "Gold"), tier_until=date(2026, 1, 1)))
    assert refused.value.code == "tiers.until_past"


class TestUndo:
    """Taking an import with tiers back."""

    def test_new_people_go_and_others_stand_as_before(
        self, services: Services, imports: ImportsService, ask: Run
    ) -> None:
        imports.run(ask(("external_id",), ("A1",), ("A2",)))
        imports.run(ask(("external_id", "tier"), ("A2", "Gold"), tier_until=date(2026, 6, 1)))
        before = standing(services, "A2")
        batch = imports.run(
            ask(("external_id", "tier"), ("A1", "Gold"), ("A2", "Gold"), ("A3", "Gold"))
        ).value.batch
        assert batch is not None
        assert standing(services, "A1")[0] == "Gold"
        check = imports.undo_check(batch)
        assert (check.safe, check.removed, check.leaving, check.restored) == (True, 1, 1, 1)
        report = imports.undo(batch).value
        assert (report.removed, report.restored) == (1, 1)
        assert standing(services, "A1") == ("Base", None, None, None)
        assert standing(services, "A2") == before
        state = "SELECT state FROM participant AS m JOIN profile AS p ON p.id = m.id"
        assert table(services, f"{state} WHERE p.external_id = 'A3'") == [(LEFT,)]
        assert standing(services, "A3") == ("Base", None, None, None), (
            "the history stays, the tier does not"
        )
        assert proven(services)

    def test_it_is_refused_when_a_tier_was_set_since(
        self, services: Services, imports: ImportsService, ask: Run
    ) -> None:
        imports.run(ask(("external_id",), ("A1",)))
        batch = imports.run(ask(("external_id", "tier"), ("A1", "Gold"))).value.batch
        assert batch is not None
        [(who, group, gold)] = table(
            services, "SELECT participant_id, tier_group_id, tier_id FROM tier_state"
        )
        services.tiers.set_manual(who, group, gold, UNTIL, "a friend")
        [reason] = imports.undo_check(batch).reasons
        assert (reason.code, reason.examples) == ("undo.tier_changed", ("A1",))
        with pytest.raises(RuleViolation):
            imports.undo(batch)
        assert standing(services, "A1")[3] == "a friend"


def test_further_groups_have_columns_of_their_own(
    services: Services, imports: ImportsService, ask: Run, program_id: int, tmp_path: Path
) -> None:
    draft = services.programs.get(program_id)
    visits = PointsTypeDraft("Visits", "visits", kind=PointsKind.QUALIFICATION)
    tiers = (TierDraft("Guest", "guest"), TierDraft("Friend", "friend", Decimal(10)))
    services.programs.update(
        replace(
            draft,
            points_types=(*draft.points_types, visits),
            tier_groups=(
                *draft.tier_groups,
                TierGroupDraft("Club", "club-one", "visits", tiers=tiers),
            ),
        )
    )
    head = ("external_id", "tier", "tier (club-one)")
    report = imports.run(ask(head, ("A1", "Gold", "friend"), ("A2", None, "Guest"))).value
    assert (report.new, report.rejected) == (2, 0)
    assert [tier for tier, *_ in standing(services, "A1")] == ["Gold", "Friend"]
    assert [tier for tier, *_ in standing(services, "A2")] == ["Base", "Guest"]

    out = tmp_path / "out.xlsx"
    services.exports.participants(program_id, out)
    back = imports.rehearse(ImportRequest(ImportKind.PARTICIPANTS, out, program_id=program_id))
    assert back.counts.unchanged == 2
    assert {"tier", "tier (club-one)"} <= set(back.fields)

    moved = imports.rehearse(ask(head, ("A1", "Gold", "Guest"), ("A2", None, "Friend")))
    [row] = imports.rehearsal_rows(moved, field="tier (club-one)", verdict=Verdict.CHANGED).rows[1:]
    assert row.old == {"tier (club-one)": "Guest"}
    wrong = imports.rehearse(ask(head, ("A1", "Gold", "Gold")))
    assert [(g.field, g.value) for g in wrong.issues] == [("tier (club-one)", "Gold")]
