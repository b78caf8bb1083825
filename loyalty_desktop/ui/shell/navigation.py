"""Routes: name -> section and class. A class is imported when it is first shown, so that the window starts fast."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loyalty_desktop.ui.words.i18n import translate

if TYPE_CHECKING:
    from loyalty_desktop.ui.views.base import View

_VIEWS = "loyalty_desktop.ui.views."
_WIZARDS = "loyalty_desktop.ui.wizards."


@dataclass(frozen=True, slots=True)
class Route:
    """`section` is the highlighted entry of the sidebar; `target` is "module:Class"."""

    section: str
    target: str

    def load(self) -> type[View]:
        """Import the class."""
        module, _, name = self.target.partition(":")
        found: type[View] = getattr(importlib.import_module(module), name)
        return found


ROUTES = {
    "home": Route("home", _VIEWS + "home:HomeView"),
    "programs": Route("programs", _VIEWS + "programs.list:ProgramsView"),
    "program": Route("programs", _VIEWS + "programs.editor:ProgramEditorView"),
    "quick-start": Route("programs", _WIZARDS + "quick_start.wizard:QuickStartWizard"),
    "participants": Route("participants", _VIEWS + "participants.list:ParticipantsView"),
    "participant": Route("participants", _VIEWS + "participants.card:ParticipantCardView"),
    "imports": Route("imports", _VIEWS + "imports:ImportsView"),
    "import": Route("imports", _WIZARDS + "imports.wizard:ImportWizard"),
    "settings": Route("settings", _VIEWS + "settings:SettingsView"),
}

SECTIONS = {"home": "house", "programs": "layers", "participants": "users", "imports": "file-up"}
"""The sidebar from top to bottom with icons; Settings stands at the bottom."""


def section_title(section: str) -> str:
    """Return the section's name in the language in force."""
    return {
        "home": translate("Navigation", "Home"),
        "programs": translate("Common", "Programs"),
        "participants": translate("Common", "Participants"),
        "imports": translate("Common", "Imports"),
        "settings": translate("Common", "Settings"),
    }[section]
