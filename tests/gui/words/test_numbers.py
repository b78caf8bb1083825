"""Numbers are written by the one formatter everywhere: grouped, with the decimal sign of the language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.kinds import FieldKind, ImportKind
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.home import HomeProgram, MonthPoints
from loyalty_desktop.services.imports.service import ImportRequest
from loyalty_desktop.services.imports.types import Verdict
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.profile_form import ProfileForm
from loyalty_desktop.ui.views.home import HomeView
from loyalty_desktop.ui.widgets.charts import BarChart, Series, axis_ticks
from loyalty_desktop.ui.widgets.inputs import AmountEdit, NumberEdit
from loyalty_desktop.ui.words.i18n import Language, fill, translate
from loyalty_desktop.ui.words.imports import rows_text
from tests.gui.screens import Stage
from tests.support.texts import shown_texts, ungrouped

PEOPLE = 1_150
POINTS = Decimal("1234567.5")


@pytest.fixture(params=["en", "ru"])
def language(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Any:
    """The language in force, English again afterwards."""
    made = Language(qapp)
    made.use(request.param)
    yield request.param
    made.use("en")


@pytest.fixture
def big(stage: Stage, tmp_path: Path) -> Stage:
    """A program with more than a thousand participants, one of them with more than a million points."""
    sheet = tmp_path / "people.csv"
    lines = [f"A{n:05},Name {n}\n" for n in range(PEOPLE)]
    sheet.write_text("".join(["external_id,first_name\n", *lines]), encoding="utf-8")
    services = stage.services
    program = stage.first_program()
    services.imports.run(
        ImportRequest(kind=ImportKind.PARTICIPANTS, path=sheet, program_id=program)
    )
    participant = stage.first_participant()
    standard = services.programs.get(program).points_types[0]
    services.points.accrue(participant, standard.id, POINTS, key="a")
    return stage


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_view_shows_a_number_without_grouping(big: Stage, language: str) -> None:
    big.desktop.settings.set("language", language)
    big.desktop.settings_changed("language")
    wrong: list[tuple[str, tuple[str, str]]] = []
    program, participant = big.first_program(), big.first_participant()
    for route, params in (
        ("home", {}),
        ("participants", {}),
        ("participant", {"program_id": program, "participant_id": participant}),
        ("programs", {}),
        ("program", {"program_id": program}),
        ("program", {"program_id": program, "tab": "people"}),
        ("program", {"program_id": program, "tab": "transactions"}),
        ("imports", {}),
        ("import", {}),
        ("settings", {}),
        ("quick-start", {}),
    ):
        window = big.show(route, **params)
        wrong += [(route, found) for found in ungrouped(window)]
    assert not wrong
    texts = " ".join(text for _kind, text in shown_texts(big.show("participants")))
    assert formats.number(PEOPLE) in texts


@pytest.mark.parametrize(
    ("count", "english", "russian"),
    [
        (1, "1 value", "1 значение"),
        (2_021, "2,021 values", "2\u00a0021 значение"),
        (3_000_000_021, "3,000,000,021 values", "3\u00a0000\u00a0000\u00a0021 значение"),
        (3_000_000_012, "3,000,000,012 values", "3\u00a0000\u00a0000\u00a0012 значений"),
    ],
)
def test_a_count_of_any_size_takes_its_plural_form(
    language: str, count: int, english: str, russian: str
) -> None:
    shown = translate("ListFilter", "%n values", None, count)
    assert shown == (english if language == "en" else russian)


def home(months: int = 12, points: Decimal = Decimal("1234567.5")) -> HomeProgram:
    """Home's numbers of a large program."""
    return HomeProgram(
        program_id=1,
        name="Club",
        currency="USD",
        participants=150_000,
        participants_this_month=2_469,
        active_30_days=20_000,
        active_90_days=34_385,
        active_365_days=90_000,
        outstanding=points,
        liability=(points / 100).quantize(Decimal("0.01")),
        redemption_rate=Decimal("0.0644"),
        breakage=Decimal("0.1"),
        months=tuple(
            MonthPoints(date(2026, n + 1, 1), points, points / 2, points / 3, points, 4_321)
            for n in range(months)
        ),
        tier_mix=(),
        expiries=(),
        expiring_points=points,
        expiring_money=(points / 100).quantize(Decimal("0.01")),
        closed_through=date(2026, 11, 24),
        needs_hand=(
            Message("home.rejected_rows", {"file": "big.csv", "rows": 12_345, "batch": 1}),
            Message("home.below_tier", {"group": "Tiers", "day": date(2026, 12, 31), "participants": 2_021}),
            Message("home.expiring", {"points": Decimal("34385.88"), "days": 30}),
        ),
        today=date(2026, 11, 26),
        points_type_id=1,
    )  # fmt: skip


def test_home_of_a_large_program_is_grouped(stage: Stage, language: str) -> None:
    view = HomeView(stage.window)
    view.controller.loaded.emit([home()])
    view.resize(1200, 800)
    assert not ungrouped(view)
    texts = [text for _kind, text in shown_texts(view)]
    if language == "ru":
        assert "В ближайшие 30 дней сгорят 34\u00a0385,88 балла на 12\u00a0345,68\u00a0$" in texts
        assert "6,4\u00a0%" in texts
    else:
        assert any("34,385.88 points worth $12,345.68 will expire" in text for text in texts)
        assert "6.4\u00a0%" in texts
    view.deleteLater()


@pytest.mark.parametrize("count", [1, 3, 5, 21, 150_000])
def test_a_plural_text_shows_its_number_grouped(count: int, language: str) -> None:
    text = translate("ImportWizard", "Apply %n rows", None, count)
    forms = {
        "en": {1: "Apply 1 row"},
        "ru": {1: "Применить 1 строку", 3: "Применить 3 строки", 21: "Применить 21 строку"},
    }[language]
    usual = {"en": "Apply {} rows", "ru": "Применить {} строк"}[language]
    assert text == forms.get(count, usual.format(formats.number(count)))


def test_the_tiles_of_a_check_agree_with_their_numbers(language: str) -> None:
    expected = {
        "en": ("rejected row", "new rows"),
        "ru": ("отклонённая строка", "новых строк"),
    }[language]
    assert (rows_text(Verdict.REJECTED, 1), rows_text(Verdict.NEW, 150_000)) == expected
    assert fill("{n:row|rows}: {n}", n=2_469).endswith(formats.number(2_469))


def test_an_amount_box_reads_like_the_lists_and_is_typed_without_groups(
    qtbot: QtBot, language: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box, other = AmountEdit(decimals=2), AmountEdit(decimals=2)
    for place, widget in enumerate((box, other)):
        widget.setParent(window)
        widget.move(0, 40 * place)
    window.show()
    box.set_amount(Decimal("1500.5"))
    assert box.text() == formats.amount(Decimal("1500.5"), 0)
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    assert box.text() == {"en": "1500.5", "ru": "1500,5"}[language]
    assert box.amount() == Decimal("1500.5")
    box.clear()
    QTest.keyClicks(box, "15000")
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert (box.amount(), box.text()) == (Decimal(15000), formats.number(15_000))


def test_a_number_box_is_grouped_right_aligned_and_as_high_as_a_line(
    qtbot: QtBot, language: str, stage: Stage
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box, line = NumberEdit(0, 36_500), AmountEdit()
    row = QHBoxLayout(window)
    row.addWidget(box)
    row.addWidget(line)
    window.show()
    box.set_value(1_000)
    assert box.text() == formats.number(1_000)
    assert box.alignment() & Qt.AlignmentFlag.AlignRight
    assert box.height() == line.height()
    box.selectAll()
    QTest.keyClicks(box, "25000")
    assert box.value() == 25_000


def test_the_axis_of_a_chart_has_round_grouped_numbers(language: str, qtbot: QtBot) -> None:
    assert axis_ticks(34_385.88) == [0, 10_000, 20_000, 30_000, 40_000]
    assert axis_ticks(0.7) == [0, 0.2, 0.4, 0.6, 0.8]
    assert axis_ticks(100) == [0, 50, 100]
    view_numbers = [formats.number(n) for n in (0, 500_000, 1_000_000, 1_500_000)]
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.set_data(["Jan"], [Series("accrued", [1_234_567.5])])
    assert chart.axis_numbers() == view_numbers


def test_a_chart_without_values_says_so(stage: Stage) -> None:
    view = HomeView(stage.window)
    view.controller.loaded.emit([home(points=Decimal(0))])
    chart = view.findChild(BarChart, "home.chart")
    assert isinstance(chart, BarChart)
    assert chart.is_empty()
    assert chart.accessibleDescription() == "No points were accrued, redeemed or expired yet."
    view.deleteLater()


def test_a_bar_leads_to_the_transactions_behind_it(big: Stage, qtbot: QtBot) -> None:
    window = big.show("home")
    window.resize(1280, 800)
    big.settle()
    [chart] = [c for c in window.findChildren(BarChart, "home.chart") if c.isVisible()]
    chart.grab()
    place: QPointF = chart.bar_rect(11, 0).center()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place.toPoint())
    big.settle()
    texts = [text for _kind, text in shown_texts(window)]
    assert any("+1,234,567.50" in text for text in texts)
    assert any(text.endswith(": Accrual, Initial balance, Opening balance") for text in texts)


def test_a_custom_number_is_edited_as_the_language_writes_it(qtbot: QtBot, language: str) -> None:
    fields = (
        CustomFieldDraft("visits", "Visits", FieldKind.INTEGER),
        CustomFieldDraft("share", "Share", FieldKind.DECIMAL),
    )
    draft = ProfileDraft(external_id="a", custom={"visits": 12_345, "share": Decimal("1250.5")})
    form = ProfileForm(draft, fields, date(2026, 11, 26))
    qtbot.addWidget(form)
    shown = [edit.text() for edit in form.findChildren(AmountEdit)]
    assert shown == [formats.number(12_345), formats.amount(Decimal("1250.5"))]
    assert form.draft().custom == draft.custom
    form.findChildren(AmountEdit)[0].setText("a lot")
    assert form.draft().custom["visits"] == "a lot"
    assert form.report().errors
