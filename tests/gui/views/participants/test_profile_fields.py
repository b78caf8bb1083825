"""Every field of the profile's table goes all the way: sheet, form, audit record, export, list, search."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.entities.profiles import PROFILE, SEARCHED
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.participants import ParticipantSort
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest
from loyalty_desktop.spreadsheets.preview import sample
from loyalty_desktop.ui.views.participants.columns import participant_columns
from loyalty_desktop.ui.words.fields import field_label, field_text
from loyalty_desktop.words.fields import label
from tests.support.field_values import a_value, another_value, as_cell
from tests.support.pages.card import CardPage
from tests.support.window import TestWindow

IMPORTED = {field.name: a_value(field) for field in PROFILE}
TYPED = {field.name: another_value(field) for field in PROFILE}


def values_of(profile: ProfileDraft) -> dict[str, object]:
    return {name: getattr(profile, name) for name in PROFILE.names}


@pytest.fixture(params=["en", "ru"])
def imported(
    request: pytest.FixtureRequest, services: Services, program_id: int, tmp_path: Path
) -> int:
    """A participant whose profile came in as a sheet with headings in one language."""
    path = tmp_path / "profiles.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        rows = csv.writer(handle)
        rows.writerow([label("profile", name, request.param) for name in PROFILE.names])
        rows.writerow([as_cell(value) for value in IMPORTED.values()])
    report = services.imports.run(ImportRequest(ImportKind.PROFILES, path)).value
    assert (report.new, report.rejected) == (1, 0)
    return services.participants.join(program_id, 1).value


def test_a_sheet_brings_every_field(services: Services, program_id: int, imported: int) -> None:
    assert values_of(services.participants.card(program_id, imported).profile) == IMPORTED


def test_the_form_changes_every_field_and_the_audit_record_tells_it(
    ui: TestWindow, services: Services, program_id: int, imported: int
) -> None:
    card = CardPage(ui, program_id, imported)
    form = card.action("edit")
    for name, value in TYPED.items():
        form.fill(name, as_cell(value) if isinstance(value, str | tuple) else value)
    form.confirm()
    assert not form.open
    assert values_of(services.participants.card(program_id, imported).profile) == TYPED
    record = next(r for r in services.audit.entries() if r.entity == "profile")
    assert record.action == "profile.changed"
    assert set(record.after or {}) == set(record.before or {}) == set(PROFILE.names)
    shown = {each.accessibleName(): each.text() for each in card.view.findChildren(QLabel)}
    for field in PROFILE:
        if field.name not in {"first_name", "last_name"}:
            text = shown[field_label(PROFILE, field.name)].rstrip("…")
            assert text
            assert field_text(field, TYPED[field.name]).startswith(text)


def test_an_export_holds_every_field_and_comes_back_unchanged(
    services: Services, imported: int, tmp_path: Path
) -> None:
    path = tmp_path / "exported.csv"
    services.exports.profiles(services.programs.list()[0].profile_database_id, path)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        (row,) = csv.DictReader(handle)
    assert set(PROFILE.names) <= set(row)
    assert all(row[name] for name in PROFILE.names)
    report = services.imports.run(ImportRequest(ImportKind.PROFILES, path)).value
    assert (report.unchanged, report.changed, report.rejected) == (1, 0, 0)


def test_the_list_shows_every_field_and_the_search_looks_into_those_that_say_so(
    services: Services, program_id: int, imported: int
) -> None:
    (row,) = services.participants.page(program_id, [imported])
    columns = {c.id: c for c in participant_columns(services.participants.layout(program_id))}
    for field in PROFILE:
        if field.name not in {"external_id", "first_name", "last_name"}:
            column = columns[field.name]
            assert column.title == field_label(PROFILE, field.name)
            assert column.text(row) == field_text(field, IMPORTED[field.name])
    for field in PROFILE:
        wanted = ListQuery(as_cell(IMPORTED[field.name]))
        found = services.participants.list_ids(program_id, wanted, ParticipantSort())
        if field.name in SEARCHED:
            assert list(found.ids) == [imported], field.name


def test_the_template_asks_for_every_field(
    services: Services, program_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "template.xlsx"
    services.exports.template(ImportKind.PARTICIPANTS, path, program_id=program_id)
    assert set(PROFILE.names) <= set(sample(path).headers)
