"""The workspace's country of phones decides alike in forms, imports and look-ups; without one nobody guesses."""

from __future__ import annotations

from pathlib import Path

import pytest

from loyalty_desktop.domain.drafts import ProfileDatabaseDraft, ProfileDraft
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.types import ImportRequest, Verdict
from tests.support.import_sheets import table

ROWS = "external_id,phone\nA1,513 555 0118\nA2,(916) 123-45-67\nA3,+79161234568\n"


@pytest.fixture
def database_id(services: Services) -> int:
    return services.databases.create(ProfileDatabaseDraft("Customers", "customers")).value


def request(path: Path, database_id: int, region: str = "") -> ImportRequest:
    path.write_text(ROWS, encoding="utf-8")
    return ImportRequest(ImportKind.PROFILES, path, database_id=database_id, phone_region=region)


def phone(services: Services, database_id: int, key: str) -> str:
    found = services.profiles.find(database_id, key)
    return str(table(services, f"SELECT phone FROM profile WHERE id = {found}")[0][0])


def test_without_a_country_a_phone_without_a_code_is_refused_by_hand_and_in_a_sheet(
    services: Services, database_id: int, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.profiles.create(database_id, ProfileDraft("B1", phone="(916) 123-45-67"))
    by_hand = refused.value.code
    rehearsal = services.imports.rehearse(request(tmp_path / "people.csv", database_id))
    assert (rehearsal.counts.new, rehearsal.counts.rejected) == (1, 2)
    rows = services.imports.rehearsal_rows(rehearsal, verdict=Verdict.REJECTED).rows
    assert {issue.code for row in rows for issue in row.issues} == {by_hand} == {"phone.no_country"}


def test_the_setting_gives_form_and_sheet_the_same_number(
    services: Services, database_id: int, tmp_path: Path
) -> None:
    services.settings.set_phone_region("us")
    services.profiles.create(database_id, ProfileDraft("B1", phone="(513) 555-0119"))
    services.imports.run(request(tmp_path / "people.csv", database_id))
    assert phone(services, database_id, "B1") == "+15135550119"
    assert phone(services, database_id, "A1") == "+15135550118"
    assert phone(services, database_id, "513-555-0118") == "+15135550118"


def test_what_an_import_says_wins_for_that_import_only(
    services: Services, database_id: int, tmp_path: Path
) -> None:
    services.settings.set_phone_region("US")
    services.imports.run(request(tmp_path / "people.csv", database_id, "RU"))
    assert phone(services, database_id, "A2") == "+79161234567"
    assert services.settings.phone_region() == "US"


def test_a_country_that_does_not_exist_is_refused(services: Services) -> None:
    with pytest.raises(InvalidInput, match=r"phone\.region"):
        services.settings.set_phone_region("XX")
    assert services.settings.phone_region() == ""


def test_the_quick_start_keeps_the_country_it_was_told(services: Services) -> None:
    services.quick_start(QuickStartDraft(phone_region="RU"))
    assert services.settings.phone_region() == "RU"
