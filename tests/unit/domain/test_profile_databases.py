"""Rules of a profile database and its custom fields."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDatabaseDraft
from loyalty_desktop.domain.kinds import FieldKind
from loyalty_desktop.domain.profile_databases import validate_profile_database


def test_custom_fields_have_file_names_of_their_own() -> None:
    draft = ProfileDatabaseDraft(
        name="Customers",
        external_id="customers",
        fields=(
            CustomFieldDraft("shoe_size", "Shoe size", FieldKind.INTEGER),
            CustomFieldDraft("email", "Second mail"),
            CustomFieldDraft("two words", "Words"),
            CustomFieldDraft("colour", "Colour", FieldKind.LIST),
            CustomFieldDraft("Shoe_Size", ""),
        ),
    )
    report = validate_profile_database(draft)
    assert {(f.field, f.code) for f in report.findings} == {
        ("fields.1.name", "profile_database.field_reserved"),
        ("fields.2.name", "profile_database.bad_field_name"),
        ("fields.3.options", "profile_database.no_options"),
        ("fields.4.name", "setup.external_id_twice"),
        ("fields.4.label", "setup.missing"),
    }


def test_a_custom_field_with_values_keeps_its_name_and_kind() -> None:
    stored = ProfileDatabaseDraft(
        "Customers", "customers", (CustomFieldDraft("shoe", "Shoe", id=7),), id=1
    )
    edited = replace(stored, fields=(CustomFieldDraft("boot", "Boot", FieldKind.DATE, id=7),))
    report = validate_profile_database(edited, used_fields=[7], stored=stored)
    assert [f.field for f in report.findings] == ["fields.0.name", "fields.0.kind"]
    gone = validate_profile_database(replace(stored, fields=()), used_fields=[7], stored=stored)
    assert [f.code for f in gone.findings] == ["profile_database.field_used"]
    assert validate_profile_database(replace(stored, fields=()), stored=stored).findings == ()


@pytest.mark.parametrize(("options", "right"), [((), False), (("", " "), False), (("red",), True)])
def test_a_list_has_something_to_choose(options: tuple[str, ...], right: bool) -> None:
    field = CustomFieldDraft("colour", "Colour", FieldKind.LIST, options)
    draft = ProfileDatabaseDraft("Customers", "customers", (field,))
    assert (validate_profile_database(draft).findings == ()) is right


def test_two_profile_databases_never_share_an_external_id() -> None:
    draft = ProfileDatabaseDraft("Customers", "customers")
    report = validate_profile_database(draft, taken_external_ids=["customers"])
    assert [(f.field, f.code) for f in report.findings] == [
        ("external_id", "setup.external_id_taken")
    ]


def test_a_custom_field_without_values_may_change() -> None:
    stored = ProfileDatabaseDraft(
        "Customers", "customers", (CustomFieldDraft("shoe", "Shoe", id=7),), id=1
    )
    edited = replace(stored, fields=(CustomFieldDraft("boot", "Boot", FieldKind.DATE, id=7),))
    assert validate_profile_database(edited, used_fields=[8], stored=stored).findings == ()
