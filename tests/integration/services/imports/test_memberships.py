"""Imports of participants and their people: names of rows, changes of states, digests; and undoing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.uuids import owner
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.storage.row_hash import (
    CHANGE,
    KEY,
    LOT,
    MEMBERSHIP,
    PARTICIPANT,
    TABLES,
    TIER_STEP,
    TRANSACTION,
    stored_hash_sql,
)
from tests.support.clock import Clock
from tests.support.import_sheets import ACTIVE, BLOCKED, LEFT, Sheet, profiles, table

Run = Callable[..., int]
"""Imports the rows of a participants sheet; returns the batch."""

_MEMBERSHIPS = (
    "SELECT p.external_id, s.number, s.state, s.reason, s.import_batch_id FROM membership AS s"
    " JOIN profile AS p ON p.id = s.participant_id ORDER BY p.external_id, s.number"
)


@pytest.fixture
def run(imports: ImportsService, sheet: Sheet, program_id: int) -> Run:
    """Imports rows into the program."""
    names = iter(range(1_000))

    def make(*rows: tuple[Any, ...]) -> int:
        path = sheet(rows, f"people{next(names)}.csv")
        request = ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id)
        report = imports.run(request).value
        assert report.rejected == 0, report.issues
        assert report.batch is not None
        return report.batch

    return make


def digests_hold(services: Services) -> bool:
    """Return whether the digest of everybody is the sum of the hashes of what is stored."""
    with services.storage.read() as conn:
        parts = []
        for tag, name in TABLES.items():
            if tag == CHANGE:  # the sum is the batch's
                continue
            who = "id" if tag == PARTICIPANT else "participant_id"
            parts.append(
                f"SELECT x.{who} AS who, {stored_hash_sql(conn, tag, 'x')} AS h FROM {name} AS x"
            )
        assert len(parts) == len({TRANSACTION, LOT, TIER_STEP, MEMBERSHIP, PARTICIPANT, KEY})
        summed = conn.execute(
            text(
                f"SELECT who, SUM(h) FROM ({' UNION ALL '.join(parts)}) AS q GROUP BY who ORDER BY who"
            )
        )
        stored = conn.execute(
            text("SELECT id, digest FROM person WHERE digest <> 0 AND id <> 0 ORDER BY id")
        )
        return [(who, int(h)) for who, h in summed] == [tuple(row) for row in stored]


class TestWhatIsWritten:
    """Rows of people after an import."""

    def test_a_participant_has_the_number_of_the_profile_and_a_uuid_that_names_it(
        self, services: Services, imports: ImportsService, sheet: Sheet, program_id: int, run: Run
    ) -> None:
        imports.run(profiles(sheet((("external_id",), ("B",), ("C",)), "profiles.csv")))
        run(("participant",), ("A",), ("B",), ("D",))
        found = table(
            services,
            "SELECT m.id, m.uuid, p.external_id FROM participant AS m JOIN profile AS p ON p.id = m.id"
            " ORDER BY p.external_id",
        )
        assert [row[2] for row in found] == ["A", "B", "D"]
        assert [owner(bytes(row[1])) for row in found] == [(row[0], program_id) for row in found]
        noise = {bytes(row[1])[6:12] for row in found}
        assert len(noise) == 3
        assert {(value[0] >> 4, value[2] >> 6) for value in noise} == {(8, 2)}
        assert digests_hold(services)

    def test_a_state_beside_active_is_dated_by_a_membership(
        self, services: Services, run: Run
    ) -> None:
        batch = run(
            ("participant", "state", "comment"),
            ("A", "blocked", "fraud"),
            ("B", "left", ""),
            ("C", "active", ""),
        )
        assert table(services, _MEMBERSHIPS) == [
            ("A", 1, BLOCKED, "fraud", batch),
            ("B", 1, LEFT, None, batch),
        ]
        assert digests_hold(services)

    def test_joining_again_keeps_the_first_registration_and_adds_a_membership(
        self,
        services: Services,
        run: Run,
        clock: Clock,
        sheet: Sheet,
        imports: ImportsService,
    ) -> None:
        program_id = services.programs.list()[0].id
        run(("participant", "registered_at"), ("A", "2025-03-01"))
        registered = table(services, "SELECT registered_at FROM participant")
        services.participants.leave(program_id, 1)
        clock.advance(days=1)
        batch = run(("participant",), ("A",))
        assert table(services, "SELECT registered_at FROM participant") == registered
        assert [row[1:3] for row in table(services, _MEMBERSHIPS)] == [(1, LEFT), (2, ACTIVE)]
        assert table(services, _MEMBERSHIPS)[1][4] == batch
        assert digests_hold(services)

    def test_another_registration_is_left_out_and_said(
        self, services: Services, imports: ImportsService, sheet: Sheet, program_id: int, run: Run
    ) -> None:
        run(("participant", "registered_at"), ("A", "2025-03-01"))
        before = table(services, "SELECT registered_at, version FROM participant")
        path = sheet(
            (("participant", "registered_at", "city"), ("A", "2025-04-01", "Pskov")), "again.csv"
        )
        report = imports.run(
            ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id)
        ).value
        assert (report.changed, report.rejected) == (1, 0)
        assert [(i.row, i.column, i.code) for i in report.issues] == [
            (2, "B", "import.registered_before")
        ]
        assert table(services, "SELECT registered_at, version FROM participant") == before
        assert table(services, "SELECT city FROM profile") == [("Pskov",)]


class TestUndo:
    """Rows of people after an undo."""

    def test_nothing_is_left_of_people_that_the_batch_made(
        self, services: Services, imports: ImportsService, run: Run
    ) -> None:
        with services.storage.write() as uow:
            uow.conn.execute(text("UPDATE points_type SET initial_balance = 0"))
        batch = run(("participant",), ("A",), ("B",))
        imports.undo(batch)
        for name in ("participant", "profile", "tier_history", "tier_state", "profile_key"):
            assert table(services, f"SELECT COUNT(*) FROM {name}") == [(0,)], name
        assert table(services, "SELECT COUNT(*) FROM person WHERE id <> 0") == [(0,)]
        assert digests_hold(services)

    def test_states_go_back_by_a_further_membership(
        self, services: Services, imports: ImportsService, run: Run
    ) -> None:
        run(("participant",), ("A",), ("B",))
        batch = run(
            ("participant", "state", "comment"), ("A", "blocked", "fraud"), ("B", "left", "")
        )
        imports.undo(batch)
        assert (
            table(services, "SELECT state, blocked_reason, left_at FROM participant")
            == [(ACTIVE, None, None)] * 2
        )
        assert [row[:3] for row in table(services, _MEMBERSHIPS)] == [
            ("A", 1, BLOCKED), ("A", 2, ACTIVE), ("B", 1, LEFT), ("B", 2, ACTIVE),
        ]  # fmt: skip
        assert digests_hold(services)

    def test_people_with_a_history_leave_and_keep_it(
        self, services: Services, imports: ImportsService, run: Run
    ) -> None:
        batch = run(("participant", "state"), ("A", "active"), ("B", "blocked"))
        imports.undo(batch)
        assert [row[:3] for row in table(services, _MEMBERSHIPS)] == [
            ("A", 1, LEFT), ("B", 1, BLOCKED), ("B", 2, LEFT),
        ]  # fmt: skip
        assert digests_hold(services)

    def test_batches_are_undone_one_after_the_other_the_last_first(
        self, services: Services, imports: ImportsService, run: Run
    ) -> None:
        batches = [
            run(("participant", "city"), ("A", "Pskov"), ("B", "Tula")),
            run(("participant", "city", "comment"), ("A", "Omsk", "x"), ("B", "Tula", "y")),
            run(
                ("participant", "city", "state"), ("A", "Kazan", "blocked"), ("B", "Tver", "active")
            ),
        ]
        for batch in reversed(batches):
            assert imports.undo_check(batch).reasons == ()
            imports.undo(batch)
        assert table(services, "SELECT state FROM participant") == [(LEFT,), (LEFT,)]
        assert table(services, "SELECT city FROM profile ORDER BY external_id") == [
            ("Pskov",), ("Tula",),
        ]  # fmt: skip
        assert digests_hold(services)

    def test_what_somebody_did_between_two_undos_still_prevents_the_next(
        self, services: Services, imports: ImportsService, run: Run
    ) -> None:
        first = run(("participant", "city"), ("A", "Pskov"))
        second = run(("participant", "city"), ("A", "Omsk"))
        third = run(("participant", "city"), ("A", "Kazan"))
        imports.undo(third)
        draft = services.profiles.get(1)
        services.profiles.update(replace(draft, city="Tver"))
        assert [r.code for r in imports.undo_check(second).reasons] == ["undo.profile_changed"]
        assert [r.code for r in imports.undo_check(first).reasons] == ["undo.profile_changed"]

    def test_external_ids_that_were_swapped_are_swapped_back(
        self, services: Services, imports: ImportsService, sheet: Sheet, database_id: int
    ) -> None:
        rows = (("external_id", "email"), ("1", "a@example.com"), ("2", "b@example.com"))
        imports.run(profiles(sheet(rows, "first.csv")))
        before = table(services, "SELECT external_id, profile_id FROM profile_key ORDER BY 1")
        renamed = (rows[0], ("3", "a@example.com"), ("4", "b@example.com"))
        batch = imports.run(profiles(sheet(renamed, "second.csv"), key="email")).value.batch
        assert batch is not None
        imports.undo(batch)
        assert (
            table(services, "SELECT external_id, profile_id FROM profile_key ORDER BY 1") == before
        )

    def test_an_external_id_that_somebody_took_meanwhile_is_named(
        self, services: Services, imports: ImportsService, sheet: Sheet, database_id: int
    ) -> None:
        rows = (("external_id", "email"), ("1", "a@example.com"))
        imports.run(profiles(sheet(rows, "first.csv")))
        renamed = (rows[0], ("3", "a@example.com"))
        batch = imports.run(profiles(sheet(renamed, "second.csv"), key="email")).value.batch
        assert batch is not None
        imports.run(profiles(sheet((("external_id",), ("1",)), "third.csv")))
        assert [(r.code, r.examples) for r in imports.undo_check(batch).reasons] == [
            ("undo.external_id_taken", ("1",))
        ]
