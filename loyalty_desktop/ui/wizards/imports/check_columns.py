"""The columns of the check grid of an import: verdict, cells with their old values, and what is known about each row."""

from __future__ import annotations

from collections.abc import Callable

from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.list_filters import ColumnKind
from loyalty_desktop.services.imports.types import (
    FieldInfo,
    Issue,
    Rehearsal,
    RehearsalRow,
    Verdict,
)
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import Column
from loyalty_desktop.ui.wizards.imports.check_grid import is_faulty
from loyalty_desktop.ui.wizards.imports.correct_row import header_text, issue_text
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.imports import VERDICT_TONES, verdict_text

_NUMBERS = frozenset({"amount", "decimal", "integer"})
_WIDTHS_OF_KINDS = {"day": 10, "instant": 17}
SHOWN_FIELDS = 4
"""Fields shown before the column of notes, which must be visible without scrolling in a window of 1,280 pixels."""
NARROW_SHEET = 6
"""A sheet of so many fields has narrow ones: one more is shown."""
_WIDTHS = {"email": 20, "phone": 14, "external_id": 10, "participant": 14, "description": 22}


def known_text(rehearsal: Rehearsal, row: RehearsalRow) -> str:
    """Return what is known about a row: its problems, else the fields that change."""
    if row.issues:
        errors_first = sorted(row.issues, key=lambda issue: issue.severity is not Severity.ERROR)
        return " ".join(_issue(rehearsal, issue) for issue in errors_first)
    return ", ".join(header_text(rehearsal, name).lower() for name in row.old)


def _issue(rehearsal: Rehearsal, issue: Issue) -> str:
    words = issue_text(issue, header_text(rehearsal, issue.field) if issue.field else "")
    if issue.severity is Severity.ERROR:
        return words
    return translate("ImportWizard", "Warning: {problem}").format(problem=words)


def first_fields(rehearsal: Rehearsal) -> tuple[str, ...]:
    """Return the fields shown before the notes, in sheet order: the first, those with most errors, then the others."""
    faulty = [g.field for g in rehearsal.issues if g.severity is Severity.ERROR]  # most rows first
    ranked = dict.fromkeys([*rehearsal.fields[:1], *faulty, *rehearsal.fields])
    count = SHOWN_FIELDS + (len(rehearsal.fields) <= NARROW_SHEET)
    chosen = [name for name in ranked if name in rehearsal.fields][:count]
    return tuple(name for name in rehearsal.fields if name in chosen)


def check_columns(
    rehearsal: Rehearsal, info: Callable[[str], FieldInfo | None] = lambda _name: None
) -> list[Column]:
    """Return the columns of the grid; `info` tells what a field is."""

    def cell(name: str) -> Column:
        known = info(name)
        kind = known.kind if known is not None else ""

        def tone(row: RehearsalRow) -> str:
            if is_faulty(row, name):
                return "bad"
            return "warn" if any(issue.field == name for issue in row.issues) else "normal"

        def text(row: RehearsalRow) -> str:
            number = row.numbers.get(name)
            return row.cells.get(name, "") if number is None else formats.amount(number)

        return Column(
            name,
            header_text(rehearsal, name),
            text,
            width=_WIDTHS.get(name) or _WIDTHS_OF_KINDS.get(kind, 12),
            align="right" if kind in _NUMBERS else "left",
            tone=tone,
            struck=lambda r: r.old.get(name, ""),
            value=(lambda r: r.numbers.get(name)) if kind in _NUMBERS else None,
            narrows=False,
        )

    def known(row: RehearsalRow) -> str:
        return known_text(rehearsal, row)

    first = first_fields(rehearsal)
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
        *(cell(name) for name in first),
        Column(
            "known",
            translate("ImportWizard", "What to know"),
            known,
            width=50,
            tone=_known_tone,
            narrows=False,
            tooltip=known,
        ),
        *(cell(name) for name in rehearsal.fields if name not in first),
    ]


def _known_tone(row: RehearsalRow) -> str:
    if row.verdict is Verdict.REJECTED:
        return "bad"
    if row.issues:
        return "warn"
    return "muted" if row.verdict is Verdict.NEW else VERDICT_TONES[row.verdict]
