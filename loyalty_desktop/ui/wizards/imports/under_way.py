"""An import under way: where its wizard is, so that a rebuilt wizard continues there, and the line below its title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from loyalty_desktop.controllers.import_queue import ImportQueue
from loyalty_desktop.controllers.import_wizard import ImportWizardController, WizardStep
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.wizards.imports.check_page import CheckFilters
from loyalty_desktop.ui.words.i18n import translate


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What one wizard passes to the next."""

    controller: ImportWizardController
    step: WizardStep
    filters: CheckFilters
    queue: ImportQueue


def subtitle(controller: ImportWizardController) -> str:
    """Return the file, the sheet when there are several, and how many rows were read."""
    request, sample, info = controller.request, controller.sample, controller.info
    if request is None:
        return ""
    parts = [request.path.name]
    if info is not None and sample is not None and sample.sheet and len(info.sheets) > 1:
        parts.append(translate("ImportWizard", "sheet “{name}”").format(name=sample.sheet))
    if controller.rehearsal is not None:
        read = controller.rehearsal.counts.read
        parts.append(translate("ImportWizard", "%n rows", None, read))
    return ", ".join(parts)


def ask_same_file(parent: QWidget, on_yes: Callable[[], object]) -> None:
    """Ask whether a file that was imported before is imported again."""
    ask(
        translate("ImportWizard", "Import the same file again"),
        translate(
            "ImportWizard",
            "This very file was imported before. Points in it may be given a second time.",
        ),
        translate("ImportWizard", "Import again"),
        parent,
        on_yes=on_yes,
        destructive=True,
    )


def ask_to_forget(parent: QWidget, on_yes: Callable[[], object]) -> None:
    """Ask before corrections that are not imported are forgotten."""
    ask(
        translate("ImportWizard", "Forget the corrections?"),
        translate(
            "ImportWizard",
            "Rows of this import were corrected and are not imported yet. Save the rejected rows or apply the import to "
            "keep the work.",
        ),
        translate("ImportWizard", "Forget them"),
        parent,
        on_yes=on_yes,
        cancel_text=translate("ImportWizard", "Stay"),
        destructive=True,
    )


def help_words() -> str:
    """Return the help of the wizard."""
    return translate(
        "ImportWizard",
        "Choose a file, or several, say which column is what, and see what would happen to every row. Nothing is "
        "written before you press Apply, and a whole import can be undone later. Double click a rejected "
        "row to correct it here.",
    )
