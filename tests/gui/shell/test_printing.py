"""Ctrl+P: lists and cards on pages with title, filters, time and page numbers, in both languages, as PDF."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QScrollArea

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.ui.dialogs.print_preview import PrintPreview
from loyalty_desktop.ui.printing.pages import Pages
from loyalty_desktop.ui.printing.printable import Printable, PrintTable
from loyalty_desktop.ui.widgets.states import Toast
from tests.gui.screens import Stage


def join(stage: Stage, name: str, city: str = "") -> int:
    draft = ProfileDraft(external_id=name, first_name=name, city=city)
    return int(stage.services.participants.join_new(stage.first_program(), draft).value)


def preview(stage: Stage) -> PrintPreview:
    """Ctrl+P in the view in front."""
    stage.window.actions.run("print")
    stage.settle()
    found: PrintPreview = next(d for d in stage.window.findChildren(PrintPreview) if d.isVisible())
    return found


def test_a_list_is_printed_as_it_is_filtered(stage: Stage) -> None:
    join(stage, "Anna"), join(stage, "Bob")
    gone = join(stage, "Gone")
    stage.services.participants.leave(stage.first_program(), gone)
    stage.window.navigate("participants", members=True)
    stage.settle()
    dialog = preview(stage)
    text = dialog.pages().text()
    assert "Participants" in text
    assert "Filters:" in text
    assert "Anna" in text
    assert "Bob" in text
    assert "Gone" not in text
    dialog.reject()


def test_a_card_is_printed_with_its_figures_profile_and_every_tab(stage: Stage) -> None:
    who = join(stage, "Anna", "Pskov")
    points = stage.services.programs.get(stage.first_program()).points_types[0].id
    stage.services.points.accrue(who, points, Decimal(1250), key="k", description="Welcome")
    stage.window.navigate("participant", program_id=stage.first_program(), participant_id=who)
    stage.settle()
    dialog = preview(stage)
    text = dialog.pages().text()
    for said in ("Anna", "Pskov", "1,250.00", "Welcome", "Lots", "Tier history"):
        assert said in text, said
    tables = [text.index(said) for said in ("Transactions", "Lots", "Tier history", "Audit")]
    assert tables == sorted(tables), "in the order of the tabs"
    dialog.reject()


def test_the_pdf_is_written_where_it_is_wanted(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(stage, "Anna")
    stage.window.navigate("participants")
    stage.settle()
    path = tmp_path / "people.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(path), ""))
    dialog = preview(stage)
    assert dialog.primary is not None
    dialog.primary.click()
    assert path.read_bytes().startswith(b"%PDF")
    assert not dialog.isVisible()


def test_a_place_that_cannot_be_written_is_told(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(stage, "Anna")
    stage.window.navigate("participants")
    stage.settle()
    path = tmp_path / "missing" / "people.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(path), ""))
    dialog = preview(stage)
    assert dialog.primary is not None
    dialog.primary.click()
    assert "cannot be written" in dialog.banner.text()
    dialog.reject()


def test_a_view_without_rows_says_so(stage: Stage) -> None:
    stage.window.navigate("settings")
    stage.settle()
    stage.window.actions.run("print")
    stage.settle()
    assert stage.window.findChild(Toast).accessibleName() == "There are no rows to print here."


@pytest.mark.parametrize("landscape", [True, False])
def test_the_preview_shows_the_whole_breadth_of_a_page(stage: Stage, landscape: bool) -> None:
    join(stage, "Anna")
    stage.window.navigate("participants")
    stage.settle()
    dialog = preview(stage)
    box = dialog.findChild(QCheckBox, "landscape")
    assert isinstance(box, QCheckBox)
    box.setChecked(landscape)
    stage.settle()
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert dialog.width() <= 1000
    dialog.reject()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_pages_are_numbered_in_the_language_in_force(stage: Stage, language: str) -> None:
    stage.desktop.speak(language)
    stage.settle()
    rows = tuple((f"row {n}", "1,250.00") for n in range(200))
    table = PrintTable((("Name", "left"), ("Points", "right")), rows)
    printable = Printable("Участники", filters=("Город: Псков",), tables=(table,))
    dialog = PrintPreview(printable, "shop", datetime(2026, 11, 26, tzinfo=UTC), stage.window)
    count = dialog.pages().count()
    assert count > 2
    said = {"en": f"page 1 of {count}", "ru": f"страница 1 из {count}"}[language]
    assert said in dialog.page_names()
    box = dialog.findChild(QCheckBox, "landscape")
    assert isinstance(box, QCheckBox)
    box.toggle()
    assert dialog.pages().count() > count
    dialog.deleteLater()
    stage.desktop.speak("en")


def test_every_page_has_its_rows_and_a_footer() -> None:
    rows = tuple((f"row {n}",) for n in range(300))
    pages = Pages(
        Printable("T", tables=(PrintTable((("Name", "left"),), rows),)), "shop", landscape=False
    )
    images = [pages.picture(n, 1.0) for n in range(pages.count())]
    for image in images:
        inked = [
            y
            for y in range(image.height())
            if any(image.pixelColor(x, y).lightness() < 200 for x in range(40, image.width(), 2))
        ]
        assert min(inked) < image.height() // 4
        assert max(inked) > image.height() - 80
