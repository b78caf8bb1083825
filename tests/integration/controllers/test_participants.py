"""The list of participants without a window: filter, sort, pages, facets, sums and bulk work."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.lists import ListAnswer, PageRequest, Sort
from loyalty_desktop.controllers.participants import ParticipantsController
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.list_filters import ColumnFilter, DistinctValues, FilterOp, ListQuery
from loyalty_desktop.domain.participants import AllMatching, BulkResult
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.spreadsheets.preview import sample
from tests.support.signals import heard

Settle = Callable[[], None]
NAMES = ("Dora", "Anna", "Boris", "Clara")


@pytest.fixture
def people(services: Services, program_id: int) -> dict[str, int]:
    """Four participants; who comes later in the alphabet has more points."""
    points = services.participants.layout(program_id).points_types[0].id
    found = {}
    for place, name in enumerate(sorted(NAMES)):
        draft = ProfileDraft(external_id=f"C{place}", first_name=name, city="Riga")
        found[name] = services.participants.join_new(program_id, draft).value
        services.points.accrue(found[name], points, Decimal(10 * (place + 1)), key=name)
    return found


@pytest.fixture
def people_list(app: AppContext, people: dict[str, int], settle: Settle) -> ParticipantsController:
    made = ParticipantsController(app)
    made.open()
    settle()
    return made


def names(answer: ListAnswer) -> list[str]:
    return [row.name for row in answer.first]


def test_without_a_program_there_is_nothing_to_list(app: AppContext, settle: Settle) -> None:
    made = ParticipantsController(app)
    opened, answers = heard(made.opened), heard(made.ids_loaded)
    made.open()
    made.refresh()
    settle()
    assert opened == [None]
    assert len(answers[0].ids) == 0


def test_the_program_shown_last_is_opened_again(
    app: AppContext, services: Services, program_id: int, settle: Settle
) -> None:
    other = services.programs.clone(program_id, name="Other", external_id="other").value
    first = ParticipantsController(app)
    first.open(other)
    settle()
    again = ParticipantsController(app)
    again.open()
    settle()
    assert again.program_id == other


def test_a_filter_and_a_sort_hold_together(
    people_list: ParticipantsController,
    services: Services,
    people: dict[str, int],
    settle: Settle,
    program_id: int,
) -> None:
    services.participants.block(program_id, people["Boris"], "card lost")
    answers = heard(people_list.ids_loaded)
    people_list.set_sort(Sort("name", descending=True))
    settle()
    assert names(answers[-1]) == ["Dora", "Clara", "Boris", "Anna"]
    people_list.set_query(ListQuery(filters=(ColumnFilter("state", FilterOp.IN, ("active",)),)))
    settle()
    assert names(answers[-1]) == ["Dora", "Clara", "Anna"]
    people_list.set_query(ListQuery("clar"))
    settle()
    assert names(answers[-1]) == ["Clara"]


def test_balances_are_sorted_as_numbers(
    people_list: ParticipantsController, services: Services, people: dict[str, int], settle: Settle
) -> None:
    points = services.participants.layout(people_list.program_id or 0).points_types[0].id
    services.points.accrue(people["Anna"], points, Decimal(100), key="more")
    answers = heard(people_list.ids_loaded)
    people_list.set_sort(Sort(f"active:{points}", descending=True))
    settle()
    assert names(answers[-1]) == ["Anna", "Dora", "Clara", "Boris"]


def test_only_the_newest_of_two_searches_is_shown(
    people_list: ParticipantsController, settle: Settle
) -> None:
    answers = heard(people_list.ids_loaded)
    people_list.set_query(ListQuery("a"))
    people_list.set_query(ListQuery("boris"))
    settle()
    assert [names(answer) for answer in answers] == [["Boris"]]


def test_a_page_is_answered_in_the_order_asked_for(
    people_list: ParticipantsController, people: dict[str, int], settle: Settle
) -> None:
    answers, pages = heard(people_list.ids_loaded), heard(people_list.page_loaded)
    people_list.refresh()
    settle()
    wanted = (people["Dora"], people["Anna"])
    people_list.request_page(PageRequest(answers[-1].generation, 0, wanted))
    settle()
    assert [row.name for row in pages[-1].rows] == ["Dora", "Anna"]


def test_a_page_of_the_list_before_is_dropped(
    people_list: ParticipantsController, people: dict[str, int], settle: Settle
) -> None:
    answers, pages = heard(people_list.ids_loaded), heard(people_list.page_loaded)
    people_list.refresh()
    settle()
    old = answers[-1].generation
    people_list.request_page(PageRequest(old, 0, (people["Dora"],)))
    people_list.set_query(ListQuery("anna"))
    settle()
    assert answers[-1].generation != old
    assert [page for page in pages if page.generation == old] == []
    assert names(answers[-1]) == ["Anna"]


def test_facets_count_what_a_filter_leaves(
    people_list: ParticipantsController,
    services: Services,
    people: dict[str, int],
    settle: Settle,
    program_id: int,
) -> None:
    services.participants.block(program_id, people["Boris"], "card lost")
    found: list[DistinctValues] = []
    people_list.request_distinct("state", found.append)
    settle()
    assert {each.value: each.count for each in found[-1].values} == {"active": 3, "blocked": 1}


def test_a_selection_is_summed_by_ids_and_as_a_query(
    people_list: ParticipantsController, people: dict[str, int], settle: Settle
) -> None:
    sums = heard(people_list.sums_loaded)
    points = people_list.layout.points_types[0].id if people_list.layout else 0
    people_list.request_sum(f"active:{points}", (people["Anna"], people["Boris"]))
    settle()
    people_list.request_sum(f"active:{points}", None)
    settle()
    people_list.request_sum("name", None)
    settle()
    assert [(each.count, each.total) for each in sums] == [(2, Decimal(30)), (4, Decimal(100))]


def test_bulk_accrual_names_who_was_passed_over_and_repeats_nobody(
    people_list: ParticipantsController,
    services: Services,
    people: dict[str, int],
    settle: Settle,
    program_id: int,
) -> None:
    services.participants.block(program_id, people["Boris"], "card lost")
    points = services.participants.layout(people_list.program_id or 0).points_types[0].id
    done, failed = list[Outcome[BulkResult]](), list[BaseException]()
    for _ in range(2):
        people_list.accrue_all(
            AllMatching(ListQuery()),
            PointsDraft(points, Decimal(5)),
            key="gift",
            done=done.append,
            failed=failed.append,
        )
        settle()
    assert not failed
    assert (done[0].value.asked, done[0].value.done) == (4, 3)
    assert [who for who, _ in done[0].value.refusals] == [people["Boris"]]
    totals = {
        name: services.points.balances(program_id, who)[0].total for name, who in people.items()
    }
    assert totals == {"Anna": 15, "Boris": 20, "Clara": 35, "Dora": 45}


def test_blocking_a_selection_reaches_only_the_selection(
    people_list: ParticipantsController,
    services: Services,
    people: dict[str, int],
    settle: Settle,
    program_id: int,
) -> None:
    done, failed = list[Outcome[BulkResult]](), list[BaseException]()
    people_list.block_all(
        (people["Anna"], people["Dora"]), "fraud", done=done.append, failed=failed.append
    )
    settle()
    assert (done[0].value.asked, done[0].value.done, failed) == (2, 2, [])
    states = {
        n: services.participants.card(program_id, who).row.state.value for n, who in people.items()
    }
    assert states == {"Anna": "blocked", "Boris": "active", "Clara": "active", "Dora": "blocked"}


def test_a_template_is_written_in_the_language_of_the_window(
    people_list: ParticipantsController, tmp_path: Path, settle: Settle
) -> None:
    saved: list[object] = []
    for language, header in (("en", "participant"), ("ru", "Участник")):
        people_list.save_template(tmp_path / "t.xlsx", language, saved.append)
        settle()
        assert sample(tmp_path / "t.xlsx").headers[0] == header
    assert len(saved) == 2
