"""The third page of an import: how rows are matched with existing people, and what happens with those."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.domain.kinds import ImportMode
from loyalty_desktop.services.imports.kinds import KINDS, Asks
from loyalty_desktop.ui.widgets import (
    Card,
    Choice,
    DayEdit,
    Form,
    RadioGroup,
)
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.imports import field_text


class ExistingPage(QWidget):
    """Asks how rows are matched with profiles, and what happens with existing ones."""

    def __init__(self, controller: ImportWizardController) -> None:
        super().__init__()
        self._controller = controller
        card = Card()
        form = Form()
        self._key = Choice()
        self._key_row = form.add(
            "key",
            translate("ImportWizard", "A row is the same person when this is equal"),
            self._key,
        )
        self._points = Choice()
        self._points_row = form.add(
            "points_type", translate("ImportWizard", "Points type of the rows"), self._points
        )
        self._mode = RadioGroup()
        self._mode.add(
            ImportMode.BOTH,
            translate("ImportWizard", "Add new ones and change existing ones"),
        )
        self._mode.add(ImportMode.ONLY_NEW, translate("ImportWizard", "Only add new ones"))
        self._mode.add(
            ImportMode.ONLY_UPDATE, translate("ImportWizard", "Only change existing ones")
        )
        self._mode_row = form.add("mode", translate("ImportWizard", "What to do"), self._mode)
        self._empty = RadioGroup()
        self._empty.add("keep", translate("ImportWizard", "Keep what is there"))
        self._empty.add("clear", translate("ImportWizard", "Clear the value"))
        self._empty_row = form.add(
            "empty_cells", translate("ImportWizard", "An empty cell means"), self._empty
        )
        self._unknown = RadioGroup()
        self._unknown.add("create", translate("ImportWizard", "Make them"))
        self._unknown.add("reject", translate("ImportWizard", "Reject the row"))
        self._unknown_row = form.add(
            "unknown_profiles",
            translate("ImportWizard", "Profiles or participants that are not there yet"),
            self._unknown,
        )
        self._tier_until = DayEdit(optional=False)
        self._tier_until_row = form.add(
            "tier_until",
            translate("ImportWizard", "Tiers set by hand stand through"),
            self._tier_until,
            translate(
                "ImportWizard",
                "A tier of the sheet that is not the one in force is set by hand until then, then points decide again.",
            ),
        )
        form.body.addStretch(1)
        card.body.addWidget(form)
        card.body.addStretch(1)
        card.setMaximumWidth(640)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(card, 2)
        row.addStretch(1)
        self._key.changed.connect(lambda value: controller.change(key=value))
        self._points.changed.connect(lambda value: controller.change(points_type_id=value))
        self._mode.changed.connect(lambda value: controller.change(mode=value))
        self._empty.changed.connect(lambda value: controller.change(empty_cells=value))
        self._unknown.changed.connect(lambda value: controller.change(unknown_profiles=value))
        self._tier_until.changed.connect(
            lambda: controller.change(tier_until=self._tier_until.day())
        )

    def show_request(self, points_types: list[tuple[int, str]]) -> None:
        """Show the answers of the request."""
        request, proposal = self._controller.request, self._controller.proposal
        if request is None:
            return
        given = {name for name in (request.mapping or {}).values() if name}
        asks = KINDS[request.kind].asks
        keys = ["external_id", "email", "phone"]
        if proposal is not None:
            keys += [f.name for f in proposal.fields if f.custom]
        labels = {f.name: f.label for f in proposal.fields} if proposal is not None else {}
        by_key = [k for k in keys if k in given or "participant" in given]
        self._key.set_options(
            [(k, field_text(k, labels.get(k, ""))) for k in by_key or ["external_id"]]
        )
        self._key.show_value(request.key)
        if self._key.value() != request.key:
            self._controller.request = replace(request, key=self._key.value())
        self._points.set_options(points_types)
        self._points.show_value(request.points_type_id)
        self._points_row.setVisible(
            Asks.POINTS_TYPE in asks and "points_type" not in given and len(points_types) > 1
        )
        self._mode.set_value(request.mode)
        self._empty.set_value(request.empty_cells)
        self._unknown.set_value(request.unknown_profiles)
        self._key_row.setVisible(Asks.KEY in asks)
        self._mode_row.setVisible(Asks.MODE in asks)
        self._empty_row.setVisible(Asks.EMPTY_CELLS in asks)
        self._unknown_row.setVisible(Asks.UNKNOWN_PROFILES in asks)
        tiers = any(name == "tier" or name.startswith("tier (") for name in given)
        self._tier_until_row.setVisible(tiers and Asks.TIER_UNTIL in asks)
        self._tier_until.blockSignals(True)
        self._tier_until.set_day(request.tier_until)
        self._tier_until.blockSignals(False)
