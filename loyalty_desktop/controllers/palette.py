"""What the command palette finds beside its actions: participants of the current program. It words nothing."""

from __future__ import annotations

from collections.abc import Callable

from loyalty_desktop.controllers.base import Controller
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.participant_lists import ParticipantRow

FOUND = 6
"""The number of participants that are offered."""


class PaletteController(Controller):
    """Finds participants while the user types."""

    def find(self, text: str, done: Callable[[list[ParticipantRow]], None]) -> None:
        """Find participants by text; only the newest text gets an answer."""
        services = self.app.services
        kept = self.app.program.id

        def work(_progress: Progress) -> list[ParticipantRow]:
            program_id = services.programs.in_front(kept)
            if program_id is None:
                return []
            return services.participants.find_some(program_id, text, FOUND)

        self.read(work, done, key="palette")
