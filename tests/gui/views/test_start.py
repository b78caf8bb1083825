"""The start page: what is missing says why and can be taken off; a shared database asks for its password each time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from loyalty_desktop.app import bootstrap, paths
from loyalty_desktop.app.window.desktop import Desktop
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft
from loyalty_desktop.ui.dialogs.connect import ConnectDialog
from loyalty_desktop.ui.views.start import StartView
from loyalty_desktop.ui.widgets import ElidedLabel


def page(desktop: Desktop) -> StartView:
    desktop.show_start()
    assert desktop.start_view is not None
    return desktop.start_view


def dialog(view: StartView) -> ConnectDialog:
    return next(d for d in view.findChildren(ConnectDialog) if d.isVisible())


def test_a_missing_workspace_says_why_and_can_be_removed(desktop: Desktop, tmp_path: Path) -> None:
    desktop.settings.set("recent_workspaces", (str(tmp_path / "gone.loyalty"),))
    view = page(desktop)
    texts = [label.text() for label in view.findChildren(ElidedLabel)]
    assert f"The file is no longer in {tmp_path}" in texts
    forget = view.findChild(QPushButton, "forget")
    assert isinstance(forget, QPushButton)
    assert forget.text().strip() == "Remove from the list"
    forget.click()
    assert desktop.settings.get("recent_workspaces") == ()


@pytest.mark.postgres
def test_a_shared_database_is_tried_opened_and_kept_without_its_password(
    desktop: Desktop, postgres_url: str, qtbot: QtBot
) -> None:
    desktop.settings.set("recent_workspaces", (postgres_url,))
    view = page(desktop)
    next(
        b for b in view.findChildren(QPushButton) if b.text().strip() in postgres_url and b.text()
    ).click()
    asked = dialog(view)
    secret = next(
        e for e in asked.findChildren(QLineEdit) if e.echoMode() is QLineEdit.EchoMode.Password
    )
    secret.setText("s3cret-word")
    test = asked.findChild(QPushButton, "test-connection")
    assert isinstance(test, QPushButton)
    test.click()
    qtbot.waitUntil(lambda: "there is a workspace" in asked.banner.text())
    assert asked.primary is not None
    asked.primary.click()
    qtbot.waitUntil(lambda: desktop.workspace is not None)
    kept = (paths.config_dir() / "settings.toml").read_text("utf-8")
    assert "s3cret-word" not in kept
    log = "".join(p.read_text("utf-8") for p in paths.log_dir().glob("*") if p.is_file())
    assert "s3cret-word" not in log


def test_what_the_connection_still_needs_is_told_at_its_fields(desktop: Desktop) -> None:
    view = page(desktop)
    next(
        b for b in view.findChildren(QPushButton) if b.accessibleName() == "Connect to PostgreSQL"
    ).click()
    asked = dialog(view)
    assert asked.primary is not None
    asked.primary.click()
    assert asked.isVisible()
    assert desktop.workspace is None
    assert "5432" in [field.text() for field in asked.findChildren(QLineEdit)]
    assert asked.address().port == 5432
    asked.reject()


def test_a_workspace_that_lacks_confirmed_changes_opens_after_a_click_that_says_so(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    place, old = tmp_path / "shop.loyalty", tmp_path / "old.loyalty"
    bootstrap.make_workspace(str(place))
    shutil.copyfile(place, old)
    with bootstrap.services_over(place) as services:
        services.databases.create(ProfileDatabaseDraft("Customers", "customers"))
    shutil.copyfile(old, place)
    view = page(desktop)
    desktop.starter.open(str(place))
    qtbot.waitUntil(lambda: bool(view.banner.text()))
    assert desktop.workspace is None
    assert str(place) in view.banner.text()
    click = next(
        b
        for b in view.banner.findChildren(QPushButton)
        if b.text() == "Open without the missing changes"
    )
    click.click()
    qtbot.waitUntil(lambda: desktop.workspace is not None)


def test_another_refusal_offers_no_such_click(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    view = page(desktop)
    desktop.starter.open(str(tmp_path / "no.loyalty"))
    qtbot.waitUntil(lambda: bool(view.banner.text()))
    texts = [b.text() for b in view.banner.findChildren(QPushButton) if b.isVisible()]
    assert "Open without the missing changes" not in texts
