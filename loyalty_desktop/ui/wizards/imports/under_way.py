"""An import under way: where its wizard is, so that a rebuilt wizard continues there, and the line below its title."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty_desktop.controllers.import_wizard import ImportWizardController, WizardStep
from loyalty_desktop.ui.wizards.imports.check_page import CheckFilters
from loyalty_desktop.ui.words.i18n import translate


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What one wizard passes to the next."""

    controller: ImportWizardController
    step: WizardStep
    filters: CheckFilters


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
