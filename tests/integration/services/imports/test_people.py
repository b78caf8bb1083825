"""Importing profiles and participants: rehearsal, apply, same file, undo; on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import Conflict, InvalidInput, RuleViolation
from loyalty_desktop.domain.kinds import ImportKind, ImportMode
from loyalty_desktop.domain.messages import Worded
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService, Verdict
from tests.support.import_sheets import ACTIVE, BLOCKED, LEFT, Sheet, profiles, table

BASE = (
    ("external_id", "email", "phone", "last_name", "city", "shoe_size"),
    ("0001", "Ann@example.com", "+79161234567", "Иванова", "Москва", "38"),
    ("0002", "bob@example.com", "", "Petrov", "Псков", ""),
)


@pytest.mark.usefixtures("database_id")
class TestProfiles:
    """Sheets of profiles."""

    def test_new_profiles_are_written_with_their_keys_and_search_text(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        report = imports.run(profiles(sheet(BASE))).value
        assert (report.read, report.new, report.rejected) == (2, 2, 0)
        assert table(
            services,
            "SELECT p.external_id, p.email, p.email_key, p.phone, p.search, p.version FROM profile p"
            " JOIN profile_key k ON k.profile_id = p.id ORDER BY p.id",
        ) == [
            ("0001", "Ann@example.com", "ann@example.com", "+79161234567",
             "0001 иванова ann@example.com 79161234567", 1),
            ("0002", "bob@example.com", "bob@example.com", None, "0002 petrov bob@example.com", 1),
        ]  # fmt: skip
        found = services.profiles.list_ids(1, "ИВАНОВ")
        assert len(found.ids) == 1

    def test_a_postal_code_keeps_its_zeros_and_finds_the_customer(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        rows = (("external_id", "Zip", "Фамилия"), ("a", "02139", "Brown"), ("b", "2139", "Brown"))
        assert imports.run(profiles(sheet(rows))).value.new == 2
        assert services.profiles.get(1).postal_code == "02139"
        assert list(services.profiles.list_ids(1, "brown 02139").ids) == [1]

    def test_the_same_rows_again_change_nothing(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        imports.run(profiles(sheet(BASE)))
        report = imports.run(profiles(sheet(BASE)), force_same_file=True).value
        assert (report.new, report.changed, report.unchanged) == (0, 0, 2)
        assert table(services, "SELECT DISTINCT version FROM profile") == [(1,)]

    def test_the_same_file_needs_a_confirmation(
        self, imports: ImportsService, sheet: Sheet
    ) -> None:
        batch = imports.run(profiles(sheet(BASE))).value.batch
        assert imports.rehearse(profiles(sheet(BASE))).same_file_batch == batch
        with pytest.raises(Conflict, match=r"import\.same_file"):
            imports.run(profiles(sheet(BASE)))

    def test_only_what_differs_is_changed_and_shown(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        imports.run(profiles(sheet(BASE)))
        changed = sheet(
            (BASE[0], ("0001", "", "", "Смирнова", "Москва", "39"), BASE[2]), "second.csv"
        )
        rehearsal = imports.rehearse(profiles(changed))
        assert (rehearsal.counts.changed, rehearsal.counts.unchanged) == (1, 1)
        assert rehearsal.changed_by_field == {"last_name": 1, "shoe_size": 1}
        (row,) = imports.rehearsal_rows(rehearsal, verdict=Verdict.CHANGED).rows
        assert row.old == {"last_name": "Иванова", "shoe_size": "38"}
        assert row.cells["last_name"] == "Смирнова"
        imports.apply(rehearsal)
        assert table(
            services,
            "SELECT email, last_name, city, search, version FROM profile WHERE external_id = '0001'",
        ) == [
            (
                "Ann@example.com",
                "Смирнова",
                "Москва",
                "0001 смирнова ann@example.com 79161234567",
                2,
            )
        ]
        assert services.profiles.details(1).profile.custom == {"shoe_size": 39}

    def test_empty_cells_clear_when_asked(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        imports.run(profiles(sheet(BASE)))
        bare = sheet((BASE[0], ("0001", "", "", "Иванова", "", "")), "second.csv")
        report = imports.run(profiles(bare, empty_cells="clear")).value
        assert report.changed == 1
        found = services.profiles.details(1).profile
        assert (found.email, found.phone, found.city, found.custom) == ("", "", "", {})
        assert table(services, "SELECT email_key, search FROM profile WHERE id = 1") == [
            (None, "0001 иванова")
        ]

    def test_rows_that_repeat_a_key_name_the_first_row(
        self, imports: ImportsService, sheet: Sheet
    ) -> None:
        report = imports.run(profiles(sheet((*BASE, BASE[1])))).value
        assert (report.new, report.rejected) == (2, 1)
        (issue,) = report.issues
        assert (issue.row, issue.column, issue.code, issue.params["row"]) == (
            4, "A", "import.repeated", 2,
        )  # fmt: skip

    @pytest.mark.parametrize("key", ["email", "phone", "card"])
    def test_profiles_are_found_by_other_keys(
        self, services: Services, imports: ImportsService, sheet: Sheet, key: str
    ) -> None:
        services.profiles.create(
            1, ProfileDraft("0001", "ann@example.com", "+79161234567", custom={"card": "77"})
        )
        value = {"email": "ANN@example.com", "phone": "8 916 123-45-67", "card": "77"}[key]
        path = sheet(((key, "city"), (value, "Тверь")))
        report = imports.run(profiles(path, key=key, phone_region="RU")).value
        assert (report.new, report.changed, report.rejected) == (0, 1, 0)
        assert services.profiles.details(1).profile.city == "Тверь"

    def test_a_key_that_two_profiles_have_is_refused(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        for number in ("1", "2"):
            services.profiles.create(1, ProfileDraft(number, "ann@example.com"))
        path = sheet((("email", "city"), ("ann@example.com", "Тверь")))
        report = imports.run(profiles(path, key="email")).value
        assert [i.code for i in report.issues] == ["import.key_ambiguous"]

    def test_modes_limit_what_is_written(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        imports.run(profiles(sheet(BASE[:2])))
        path = sheet((BASE[0], ("0001", "", "", "Other", "", ""), BASE[2]), "second.csv")
        only_update = imports.rehearse(profiles(path, mode=ImportMode.ONLY_UPDATE))
        assert (only_update.counts.changed, only_update.counts.rejected) == (1, 1)
        only_new = imports.run(profiles(path, mode=ImportMode.ONLY_NEW)).value
        assert (only_new.new, only_new.changed, only_new.unchanged) == (1, 0, 1)
        assert services.profiles.details(1).profile.last_name == "Иванова"

    def test_a_dry_run_writes_nothing(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        report = imports.run(profiles(sheet(BASE)), dry_run=True).value
        assert (report.batch, report.new) == (None, 2)
        assert table(services, "SELECT COUNT(*) FROM profile") == [(0,)]
        assert imports.batches() == []

    def test_a_faulty_cell_is_mended_in_place_and_alike_everywhere(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        path = sheet((BASE[0], ("1", "x", "", "A", "", ""), ("2", "x", "", "B", "", "")))
        rehearsal = imports.rehearse(profiles(path))
        assert rehearsal.counts.rejected == 2
        rehearsal, row = imports.set_value(rehearsal, 2, "email", "a@example.com")
        assert (row.verdict, rehearsal.counts.rejected) == (Verdict.NEW, 1)
        rehearsal, count = imports.replace_value(rehearsal, "email", "x", "b@example.com")
        assert (count, rehearsal.counts.new) == (1, 2)
        imports.apply(rehearsal)
        assert table(services, "SELECT email FROM profile ORDER BY id") == [
            ("a@example.com",), ("b@example.com",),
        ]  # fmt: skip

    def test_rejected_rows_come_back_as_a_workbook_that_imports_again(
        self, imports: ImportsService, sheet: Sheet, tmp_path: Path
    ) -> None:
        path = sheet((*BASE, ("0003", "x", "", "C", "", "")))
        out = tmp_path / "rejected.xlsx"

        def describe(problem: Worded) -> str:
            return f"{problem.code} “a. b” is wrong. Mend it. Twice."

        report = imports.run(profiles(path), rejected=(out, describe)).value
        assert report.rejected == 1
        advised = imports.sample(profiles(out)).rows[0][-2:]
        assert advised == ("email.not_an_email “a. b” is wrong.", "Mend it. Twice.")
        again = imports.rehearse(profiles(out))
        assert (again.counts.read, again.counts.rejected) == (1, 1)
        again, _ = imports.set_value(again, 2, "email", "c@example.com")
        assert imports.apply(again).value.new == 1

    def test_the_matching_of_a_header_is_remembered(
        self, imports: ImportsService, sheet: Sheet
    ) -> None:
        rows = (("Код", "Имя клиента", "Zzz"), ("1", "Ann", "x"))
        mapping = {"Код": "external_id", "Имя клиента": "first_name", "Zzz": ""}
        imports.run(profiles(sheet(rows), mapping=mapping))
        proposal = imports.match(profiles(sheet((rows[0], ("2", "Bob", "y")), "next.csv")))
        assert proposal.memory_exact
        assert {m.header: m.field for m in proposal.matches} == {
            "Код": "external_id", "Имя клиента": "first_name",
        }  # fmt: skip

    def test_a_column_that_is_not_there_is_named(
        self, imports: ImportsService, sheet: Sheet
    ) -> None:
        with pytest.raises(InvalidInput, match=r"import\.no_column"):
            imports.match(profiles(sheet(BASE), mapping={"Nowhere": "email"}))


@pytest.mark.usefixtures("database_id")
class TestUndo:
    """Taking batches back."""

    def test_undo_removes_what_was_made_and_restores_what_was_changed(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        imports.run(profiles(sheet(BASE[:2])))
        before = table(services, "SELECT last_name, search, custom, email_key FROM profile")
        path = sheet((BASE[0], ("0001", "new@example.com", "", "X", "", "40"), BASE[2]), "2.csv")
        batch = imports.run(profiles(path)).value.batch
        assert batch is not None
        check = imports.undo_check(batch)
        assert (check.safe, check.removed, check.restored) == (True, 1, 1)
        report = imports.undo(batch).value
        assert (report.removed, report.restored) == (1, 1)
        assert table(services, "SELECT last_name, search, custom, email_key FROM profile") == before
        assert table(services, "SELECT external_id FROM profile_key") == [("0001",)]
        with pytest.raises(RuleViolation, match=r"import\.cannot_undo"):
            imports.undo(batch)

    def test_undo_is_refused_with_reasons_and_changes_nothing(
        self, services: Services, imports: ImportsService, sheet: Sheet
    ) -> None:
        batch = imports.run(profiles(sheet(BASE))).value.batch
        assert batch is not None
        draft = services.profiles.get(1)
        services.profiles.update(ProfileDraft("0001", city="Тула", id=1, version=draft.version))
        check = imports.undo_check(batch)
        assert [(r.code, r.count, r.examples) for r in check.reasons] == [
            ("undo.profile_changed", 1, ("0001",))
        ]
        with pytest.raises(RuleViolation, match=r"import\.cannot_undo"):
            imports.undo(batch)
        assert table(services, "SELECT COUNT(*) FROM profile") == [(2,)]

    def test_profiles_that_take_part_stay(
        self, services: Services, imports: ImportsService, sheet: Sheet, program_id: int
    ) -> None:
        batch = imports.run(profiles(sheet(BASE))).value.batch
        assert batch is not None
        services.participants.join(program_id, 1)
        assert [r.code for r in imports.undo_check(batch).reasons] == ["undo.profile_takes_part"]


class TestParticipants:
    """Sheets of participants."""

    def request(self, path: Path, program_id: int, **options: Any) -> ImportRequest:
        return ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id, **options)

    def test_joining_makes_profiles_balances_and_tiers(
        self, services: Services, imports: ImportsService, sheet: Sheet, program_id: int
    ) -> None:
        rows = (
            ("participant", "registered_at", "first_name", "comment"),
            ("A1", "2025-03-01", "Ann", "from the shop"),
            ("A2", "", "Bob", ""),
        )
        report = imports.run(self.request(sheet(rows), program_id)).value
        assert (report.new, report.rejected) == (2, 0)
        assert table(
            services,
            "SELECT p.external_id, p.search, m.comment, a.active FROM participant m JOIN profile p ON p.id = m.id"
            " JOIN account a ON a.participant_id = m.id AND a.active > 0 ORDER BY m.id",
        ) == [("A1", "a1 ann", "from the shop", 100_000), ("A2", "a2 bob", None, 100_000)]
        assert table(services, "SELECT COUNT(*) FROM tier_state") == [(2,)]
        again = imports.run(self.request(sheet(rows), program_id), force_same_file=True).value
        assert (again.new, again.changed, again.unchanged) == (0, 0, 2)

    def test_state_and_profile_fields_change_beside(
        self, services: Services, imports: ImportsService, sheet: Sheet, program_id: int
    ) -> None:
        imports.run(self.request(sheet((("participant",), ("A1",))), program_id))
        rows = (("participant", "state", "city", "comment"), ("A1", "blocked", "Тверь", "fraud"))
        rehearsal = imports.rehearse(self.request(sheet(rows, "2.csv"), program_id))
        assert rehearsal.changed_by_field == {"city": 1, "state": 1, "comment": 1}
        imports.apply(rehearsal)
        assert table(services, "SELECT state, blocked_reason, version FROM participant") == [
            (BLOCKED, "fraud", 2)
        ]
        assert table(services, "SELECT city FROM profile") == [("Тверь",)]

    def test_unknown_profiles_are_rejected_when_asked(
        self, imports: ImportsService, sheet: Sheet, program_id: int
    ) -> None:
        request = self.request(
            sheet((("participant",), ("A1",))), program_id, unknown_profiles="reject"
        )
        report = imports.run(request).value
        assert [i.code for i in report.issues] == ["import.unknown_profile"]

    def test_undo_takes_initial_balances_back_and_joining_again_gives_them(
        self, services: Services, imports: ImportsService, sheet: Sheet, program_id: int
    ) -> None:
        path = sheet((("participant", "first_name"), ("A1", "Ann")))
        batch = imports.run(self.request(path, program_id)).value.batch
        assert batch is not None
        report = imports.undo(batch).value
        assert (report.removed, report.cancelled) == (1, 1)
        assert table(services, "SELECT state FROM participant") == [(LEFT,)]
        assert table(services, "SELECT SUM(active) FROM account") == [(0,)]
        again = imports.run(self.request(path, program_id)).value
        assert again.changed == 1
        assert table(services, "SELECT m.state, SUM(a.active) FROM participant m JOIN account a"
                               " ON a.participant_id = m.id GROUP BY m.state") == [(ACTIVE, 100_000)]  # fmt: skip
