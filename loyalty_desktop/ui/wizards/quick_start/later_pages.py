"""The later pages of the quick start: tiers, participants, first accrual. Each reads the controller's answers and writes them back as fields are edited."""

from __future__ import annotations

from dataclasses import replace

from loyalty_desktop.controllers.program_editor import scoped
from loyalty_desktop.controllers.quick_start import Answers, WayIn
from loyalty_desktop.domain.drafts import ProfileDraft, TierDraft
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.validation import Finding, ValidationReport
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.program_fields import side_by_side
from loyalty_desktop.ui.views.programs.tier_rows import TierRows
from loyalty_desktop.ui.widgets import (
    AmountEdit,
    KeyValues,
    LadderStep,
    LineEdit,
    Muted,
    RadioGroup,
    TierLadder,
)
from loyalty_desktop.ui.wizards.quick_start.page import PAGE_WIDTH, QuickStartPage
from loyalty_desktop.ui.words import programs as words
from loyalty_desktop.ui.words.i18n import translate


class TiersPage(QuickStartPage):
    """The page of the ladder."""

    prefixes = ("tier_groups.0.",)

    def _build_ui(self) -> None:
        self._intro(
            translate("Common", "Tiers"),
            translate(
                "QuickStartPages",
                "From how many status points each tier starts. Insert, rename, recolour as you like.",
            ),
        )
        self._ladder = TierLadder()
        self._rows = TierRows(show_people=False)
        self._rows.edited.connect(self._rows_edited)
        self._rows.unread.connect(self._unread)
        self._none = Muted(
            translate("QuickStartPages", "The program has no tiers. Go back one step to add them.")
        )
        for widget in (self._ladder, self._rows):
            widget.setMaximumWidth(PAGE_WIDTH)
            self.body.addWidget(widget)
        self.body.addWidget(self._none)

    def _fill(self, answers: Answers) -> None:
        self._rows.set_tiers(answers.draft.tiers, {})

    def _read(self, field: str) -> None:
        del field

    def _follow(self) -> None:
        answers = self._controller.answers
        self._ladder.set_steps(
            [
                LadderStep(
                    tier.name.strip() or "…", words.short_amount(tier.threshold), tier.colour
                )
                for tier in answers.draft.tiers
            ]
        )
        self._ladder.setVisible(answers.with_tiers)
        self._rows.setVisible(answers.with_tiers)
        self._none.setVisible(not answers.with_tiers)

    def show_errors(self, report: ValidationReport) -> None:
        inner = scoped(report, "tier_groups.0.tiers.")
        self._rows.show_report(inner, everything=True)
        self._rows.focus_error(inner)

    def focus_first(self) -> None:
        self.setFocus()

    def _rows_edited(self, tiers: tuple[TierDraft, ...]) -> None:
        if self._filling:
            return
        self._draft(tiers=tiers)
        self._rows.show_report(scoped(self._controller.report(), "tier_groups.0.tiers."))
        self._follow()

    def _unread(self, field: str, error: InvalidInput | None) -> None:
        path = f"tier_groups.0.tiers.{field}"
        if error is None:
            self._controller.unread.pop(path, None)
        else:
            self._controller.unread[path] = Finding(path, error.code, params=error.params)


class ParticipantsPage(QuickStartPage):
    """Asks how the first participants are added."""

    prefixes = ("profile.",)

    def _build_ui(self) -> None:
        self._intro(
            translate("QuickStartPages", "First participants"),
            translate(
                "QuickStartPages",
                "A workbook brings thousands at once; one by hand is enough to look around.",
            ),
        )
        form = self.form
        self._way = RadioGroup()
        self._way.add(
            WayIn.LATER,
            translate("QuickStartPages", "Later"),
            translate("QuickStartPages", "Look around first."),
        )
        self._way.add(
            WayIn.FILE,
            translate("QuickStartPages", "From a workbook"),
            translate("QuickStartPages", "The import opens when the program is made."),
        )
        self._way.add(
            WayIn.BY_HAND,
            translate("QuickStartPages", "One by hand"),
            translate("QuickStartPages", "With the first accrual in the next step."),
        )
        form.add("way", translate("QuickStartPages", "Participants come"), self._way)
        self._external_id = LineEdit()
        self._first = LineEdit()
        self._last = LineEdit()
        self._email = LineEdit()
        self._hand = [
            form.add_field(PROFILE, "external_id", self._external_id),
            form.add_field(PROFILE, "email", self._email),
            form.add_field(PROFILE, "first_name", self._first),
            form.add_field(PROFILE, "last_name", self._last),
        ]
        side_by_side(form, *self._hand[:2])
        side_by_side(form, *self._hand[2:])
        self.body.addWidget(form)

    def _fill(self, answers: Answers) -> None:
        profile = answers.profile
        self._way.set_value(answers.way_in)
        self._external_id.setText(profile.external_id)
        self._email.setText(profile.email)
        self._first.setText(profile.first_name)
        self._last.setText(profile.last_name)

    def _read(self, field: str) -> None:
        answers = self._controller.answers
        if field == "way":
            self._controller.answers = replace(answers, way_in=self._way.value())
            return
        profile: ProfileDraft = replace(
            answers.profile,
            external_id=self._external_id.text().strip(),
            email=self._email.text().strip(),
            first_name=self._first.text().strip(),
            last_name=self._last.text().strip(),
        )
        self._controller.answers = replace(answers, profile=profile)

    def _follow(self) -> None:
        for row in self._hand:
            row.setVisible(self._controller.answers.way_in is WayIn.BY_HAND)


class FirstPage(QuickStartPage):
    """Shows what will be made, with the first accrual of a participant by hand."""

    def _build_ui(self) -> None:
        self._intro(
            translate("Common", "Summary"),
            translate(
                "QuickStartPages",
                "Look it over; everything can be changed later in the program's editor.",
            ),
        )
        self._amount = AmountEdit(decimals=2)
        self._amount_row = self.form.add(
            "first_points",
            translate("QuickStartPages", "Points for the first participant"),
            self._amount,
            help_text=translate("QuickStartPages", "Empty: none."),
        )
        self.body.addWidget(self.form)
        self._facts = KeyValues()
        self._facts.setMaximumWidth(PAGE_WIDTH)
        self.body.addWidget(self._facts)

    def _fill(self, answers: Answers) -> None:
        self._amount.set_amount(answers.first_points)

    def _read(self, field: str) -> None:
        del field
        answers = self._controller.answers
        self._controller.answers = replace(answers, first_points=self._amount.amount())

    def _follow(self) -> None:
        answers = self._controller.answers
        draft = answers.draft
        self._amount_row.setVisible(answers.way_in is WayIn.BY_HAND)
        ways = {
            WayIn.LATER: translate("QuickStartPages", "later"),
            WayIn.FILE: translate("QuickStartPages", "from a workbook, when the program is made"),
            WayIn.BY_HAND: answers.profile.external_id,
        }
        none = translate("QuickStartPages", "none")
        tiers = ", ".join(f"{t.name} {formats.amount(t.threshold, 0)}" for t in draft.tiers)
        status = draft.status.name if draft.status is not None else none
        self._facts.set_rows(
            [
                (
                    translate("Common", "Program"),
                    f"{draft.program_name} ({draft.program_external_id})",
                ),
                (translate("Common", "Profile database"), draft.database_name),
                (
                    translate("QuickStartPages", "Currency, time zone"),
                    f"{draft.currency}, {draft.time_zone}",
                ),
                (translate("Common", "Points"), draft.points.name),
                (
                    translate("Common", "Status points"),
                    status if answers.with_tiers else none,
                ),
                (translate("Common", "Tiers"), tiers if answers.with_tiers else none),
                (translate("Common", "Participants"), ways[answers.way_in]),
            ]
        )
