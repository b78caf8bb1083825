"""The columns of the check grid of an import: verdict, cells with their old values, and what is known about each row."""

from __future__ import annotations

from loyalty_desktop.domain.list_filters import ColumnKind
from loyalty_desktop.services.imports.types import Rehearsal, RehearsalRow, Verdict
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import Column
from loyalty_desktop.ui.wizards.imports.correct_row import header_text, issue_text
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.imports import VERDICT_TONES, verdict_text

SHOWN_FIELDS = 5
"""Fields shown before the column of notes, which must be visible without scrolling."""
_WIDTHS = {"email": 20, "phone": 14, "external_id": 10, "participant": 14, "description": 22}


def known_text(rehearsal: Rehearsal, row: RehearsalRow) -> str:
    """Return what is known about a row: its problems, else the fields that change."""
    if row.issues:
        return " ".join(
            issue_text(issue, header_text(rehearsal, issue.field) if issue.field else "")
            for issue in row.issues
        )
    return ", ".join(header_text(rehearsal, name).lower() for name in row.old)


def check_columns(rehearsal: Rehearsal) -> list[Column]:
    """Return the columns of the grid."""

    def cell(name: str) -> Column:
        def tone(row: RehearsalRow) -> str:
            return "bad" if any(issue.field == name for issue in row.issues) else "normal"

        return Column(
            name,
            header_text(rehearsal, name),
            lambda r: r.cells.get(name, ""),
            width=_WIDTHS.get(name, 12),
            align="right" if name == "amount" else "left",
            tone=tone,
            struck=lambda r: r.old.get(name, ""),
        )

    def known(row: RehearsalRow) -> str:
        return known_text(rehearsal, row)

    return [
        Column(
            "row",
            translate("ImportWizard", "Row"),
            lambda r: formats.identifier(r.row_no),
            align="right",
            width=6,
            tone=lambda _row: "muted",
        ),
        Column(
            "verdict",
            translate("ImportWizard", "Verdict"),
            lambda r: verdict_text(r.verdict),
            width=11,
            bold=True,
            kind=ColumnKind.CHOICE,
            tone=lambda r: VERDICT_TONES[r.verdict],
        ),
        *(cell(name) for name in rehearsal.fields[:SHOWN_FIELDS]),
        Column(
            "known",
            translate("ImportWizard", "What to know"),
            known,
            width=50,
            tone=lambda r: VERDICT_TONES[r.verdict] if r.verdict is not Verdict.NEW else "muted",
            tooltip=known,
        ),
        *(cell(name) for name in rehearsal.fields[SHOWN_FIELDS:]),
    ]
