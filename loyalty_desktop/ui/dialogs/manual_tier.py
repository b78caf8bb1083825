"""Set a tier by hand: a floor that reviews do not go below until its last day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from loyalty_desktop.controllers.participant_card import ParticipantCardController
from loyalty_desktop.controllers.participant_card_data import CardData
from loyalty_desktop.domain.entities.participants import MANUAL_TIER
from loyalty_desktop.domain.entities.programs import TIER
from loyalty_desktop.domain.errors import InvalidInput, LoyaltyError
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import Choice, DayEdit, Form, Note, TextArea
from loyalty_desktop.ui.words.fields import field_example, field_label
from loyalty_desktop.ui.words.i18n import translate

YEAR = timedelta(days=365)


class ManualTierDialog(Dialog):
    """Asks for ladder, tier, last day and reason."""

    def __init__(
        self, controller: ParticipantCardController, data: CardData, window: QWidget
    ) -> None:
        row = data.card.row
        super().__init__(
            translate("ManualTier", "Set a tier by hand"),
            window,
            subtitle=row.name or row.external_id,
        )
        self._controller, self._data = controller, data
        self._groups = {group.id: group for group in data.card.tier_groups}
        self._form = form = Form()
        self._group = Choice([(group.id, group.name) for group in self._groups.values()])
        group_row = form.add("tier_group_id", translate("Common", "Tier group"), self._group)
        group_row.setVisible(len(self._groups) > 1)
        self._tier = Choice()
        self._until = DayEdit(optional=False)
        self._until.set_day(data.today + YEAR)
        form.add_pair(
            ("tier_id", field_label(TIER, "name"), self._tier),
            ("until", field_label(MANUAL_TIER, "until"), self._until),
        )
        self._reason = TextArea(field_example(MANUAL_TIER, "reason"), rows=2)
        form.add_field(MANUAL_TIER, "reason", self._reason)
        self.body.addWidget(form)
        self._note = Note()
        self.body.addWidget(self._note)
        self._group.changed.connect(lambda _value: self._fill())
        self._tier.changed.connect(lambda _value: self._sum_up())
        self._until.changed.connect(self._sum_up)
        self._fill()
        self.set_help(
            translate(
                "ManualTier",
                "A tier set by hand is a floor: until its last day the participant stands on this tier or a higher one, whatever the points say. Afterwards the tier follows the points again.",
            )
        )
        self.set_buttons(translate("ManualTier", "Set tier"))
        self.primary_clicked.connect(self._save)

    def _fill(self) -> None:
        group = self._groups.get(self._group.value())
        if group is not None:
            self._tier.set_options([(tier.id, tier.name) for tier in group.tiers])
            mine = self._data.card.row.tiers.get(group.id)
            place = next((i for i, tier in enumerate(group.tiers) if tier.id == mine), -1)
            self._tier.setCurrentIndex(min(place + 1, len(group.tiers) - 1))
        self._sum_up()

    def _sum_up(self) -> None:
        words = translate(
            "ManualTier", "The participant is at least {tier} until {day}, whatever the points say."
        )
        self._note.set_text(
            words.format(tier=self._tier.currentText(), day=formats.day(self._until.day()))
        )

    def _save(self) -> None:
        self._form.clear_errors()
        until: date | None = self._until.day()
        reason = self._reason.toPlainText().strip()
        if until is None or until < self._data.today:
            self._form.show_error(InvalidInput("participant.until_past", field="until"))
            return
        if not reason:
            self._form.show_error(InvalidInput("participant.reason_missing", field="reason"))
            return
        self.set_busy(True)
        self._controller.set_tier(
            self._group.value(),
            self._tier.value(),
            until=until,
            reason=reason,
            done=lambda _outcome: self.accept(),
            failed=self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        self.set_busy(False)
        if not (isinstance(error, LoyaltyError) and self._form.show_error(error)):
            self.fail(error)
