"""Profile databases without a window: listed, opened, made and changed; a refusal goes to the dialog that asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.profile_databases import ProfileDatabasesController
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDatabaseDraft
from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.services.container import Services
from tests.support.signals import heard

Settle = Callable[[], None]


@pytest.fixture
def databases(app: AppContext) -> ProfileDatabasesController:
    return ProfileDatabasesController(app)


def test_a_new_database_is_listed_and_opens_with_its_fields(
    databases: ProfileDatabasesController, settle: Settle
) -> None:
    done: list[Outcome[int]] = []
    loaded, opened = heard(databases.loaded), heard(databases.opened)
    card = CustomFieldDraft("card", "Card")
    databases.save(ProfileDatabaseDraft("Customers", "customers", (card,)), done=done.append)
    settle()
    databases.refresh()
    databases.open(done[0].value)
    settle()
    assert [(row.name, row.profiles, row.fields) for row in loaded[0]] == [("Customers", 0, 1)]
    assert [(field.name, field.label) for field in opened[0].fields] == [("card", "Card")]


def test_a_change_made_elsewhere_meanwhile_is_not_overwritten(
    databases: ProfileDatabasesController, services: Services, settle: Settle
) -> None:
    made = services.databases.create(ProfileDatabaseDraft("Customers", "customers")).value
    before = services.databases.get(made)
    databases.save(replace(before, name="Guests"))
    settle()
    refused: list[BaseException] = []
    elsewhere = heard(databases.failed)
    databases.save(replace(before, name="Clients"), failed=refused.append)
    settle()
    assert [type(error) for error in refused] == [Conflict]
    assert elsewhere == []
    assert services.databases.get(made).name == "Guests"
