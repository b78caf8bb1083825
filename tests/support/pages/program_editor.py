"""The editor of a program as its user sees it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.views.programs.editor import ProgramEditorView
from tests.support.pages.base import Page
from tests.support.window import TestWindow


class ProgramEditorPage(Page):
    """An outline at the left, the form of its item at the right, and tabs."""

    def __init__(
        self, ui: TestWindow, program_id: int, state: dict[str, Any] | None = None
    ) -> None:
        self.ui = ui
        self.view = ProgramEditorView(ui)
        if state is not None:
            self.view.restore_state(state)
        ui.show(self.view, program_id=program_id)
        super().__init__(self.view, ui.settle)

    @property
    def title(self) -> str:
        """The program's name above the editor."""
        return self.view.header.title()

    @property
    def basics(self) -> Page:
        """Name and settings."""
        return self._panel("general", "basics")

    @property
    def points(self) -> Page:
        """The first points type."""
        return self._panel("points_types.0", "points")

    @property
    def tiers(self) -> Page:
        """The first tier group."""
        return self._panel("tier_groups.0", "tiers")

    def ladder(self) -> list[tuple[str, str, Decimal | None]]:
        """Name, external ID and threshold of every tier shown."""
        panel, found, place = self.tiers, [], 0
        while panel.has(f"{place}.name"):
            values = (
                panel.value(f"{place}.{part}") for part in ("name", "external_id", "threshold")
            )
            name, external_id, threshold = values
            found.append((name, external_id, threshold))
            place += 1
        return found

    @property
    def unsaved(self) -> bool:
        """Whether there is something to save."""
        return self.has("save")

    def _panel(self, item: str, name: str) -> Page:
        if not self.find(QWidget, name).isVisible():
            self.press(f"outline.{item}")
        return self.inside(name)


def join(services: Services, program_id: int, external_id: str, points: int = 0) -> int:
    """A participant with so many status points."""
    person = services.participants.join_new(program_id, ProfileDraft(external_id=external_id)).value
    status = services.programs.get(program_id).points_types[1]
    assert status.id is not None
    if points:
        services.points.accrue(person, status.id, Decimal(points), key=f"key-{external_id}")
    return person
