"""The list of participants with its search, facets and bulk actions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton

from loyalty_desktop.domain.drafts import PointsTypeDraft
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.views.participants.list import ParticipantsView
from tests.support.pages.base import Page
from tests.support.pages.card import join
from tests.support.pages.lists import ListPage
from tests.support.window import TestWindow


def show(ui: TestWindow) -> Any:
    view = ParticipantsView(ui)
    ui.show(view)
    return view


def shown_ids(view: Any) -> list[int]:
    return [int(each) for each in view.list_view.table.paged.ids]


def test_without_a_program_the_list_leads_to_the_quick_start(ui: TestWindow) -> None:
    view = show(ui)
    assert view.list_view is None
    for name in ("export", "import", "add"):
        assert not view.findChild(QPushButton, name).isEnabled()


def test_ticking_a_tier_narrows_the_list_and_its_chip_widens_it_again(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    gold = join(services, program_id, "1", 1600)
    member = join(services, program_id, "2")
    view = show(ui)
    assert shown_ids(view) == [gold, member]
    page = ListPage(view)
    group = services.participants.layout(program_id).tier_groups[0]
    tiers = {t.name: t.id for t in group.tiers}
    page.tick(f"tier:{group.id}", tiers["Gold"])
    ui.settle()
    assert shown_ids(view) == [gold]
    assert page.counter() == "1 of 2"
    assert page.view.chips.texts() == ["Tier: Gold"]
    assert page.view.facets.facet(f"tier:{group.id}").count(tiers["Member"]) == 1
    page.remove_chip(f"tier:{group.id}")
    ui.settle()
    assert shown_ids(view) == [gold, member]


def test_searching_finds_a_phone_in_any_format_and_esc_shows_all_again(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    join(services, program_id, "1", phone="+15135550118")
    second = join(services, program_id, "2", phone="+15135550119")
    view = show(ui)
    page = ListPage(view)
    page.type("(513) 555-0119")
    ui.settle()
    assert shown_ids(view) == [second]
    page.type("nobody at all")
    ui.settle()
    assert page.shows("nothing-matches")
    page.escape_in_search()
    ui.settle()
    assert len(shown_ids(view)) == 2


def test_a_row_opens_the_card_of_its_participant_in_the_program_shown(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    person = join(services, program_id, "1")
    Page(show(ui), ui.settle).open_row("participants", 0)
    where = {"program_id": program_id, "participant_id": person}
    assert ui.visited[-1] == ("participant", where)


def test_everything_that_matches_is_accrued_once_even_when_pressed_again(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    people = [join(services, program_id, str(n)) for n in range(3)]
    services.participants.block(program_id, people[0], "test")
    view = show(ui)
    page = ListPage(view)
    page.table.selectAll()
    ui.settle()
    assert "average" in ui.note
    page.action("accrue").trigger()
    dialog = ui.dialog()
    dialog.fill("amount", "5")
    accrue = dialog.find(QAbstractButton, "primary")
    accrue.click()
    accrue.click()
    ui.settle()
    for person in people[1:]:
        assert services.points.balances(program_id, person)[0].active == Decimal(105)
    assert services.points.balances(program_id, people[0])[0].active == Decimal(100)
    assert "blocked" in view.banner.text().lower()


def test_an_amount_for_many_follows_the_decimals_of_its_points_type(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    join(services, program_id, "1")
    program = services.programs.get(program_id)
    whole = PointsTypeDraft("Stamps", "stamps", decimals=0, rounding_step=Decimal(1))
    services.programs.update(replace(program, points_types=(*program.points_types, whole)))
    view = show(ui)
    page = ListPage(view)
    page.table.selectAll()
    page.action("accrue").trigger()
    dialog = ui.dialog()
    types = {t.name: t.id for t in services.participants.layout(program_id).points_types}
    dialog.fill("points_type", types["Stamps"])
    dialog.fill("amount", "1.5")
    dialog.press("primary")
    assert dialog.open
    assert dialog.error("amount")
    dialog.key(Qt.Key.Key_Escape)
    assert not dialog.open


def test_f2_edits_the_profile_and_del_asks_before_somebody_leaves(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    person = join(services, program_id, "1")
    view = show(ui)
    page = ListPage(view)
    page.select(0)
    page.action("edit").trigger()
    ui.settle()
    dialog = ui.dialog()
    dialog.fill("last_name", "Seven")
    dialog.confirm()
    assert services.participants.card(program_id, person).row.name == "Household Seven"
    page.select(0)
    assert page.action("leave").isEnabled()
    page.action("leave").trigger()
    question = ui.dialog()
    assert services.participants.card(program_id, person).row.state is ParticipantState.ACTIVE
    question.confirm()
    assert services.participants.card(program_id, person).row.state is ParticipantState.LEFT
    page.select(0)
    assert not page.action("leave").isEnabled()
