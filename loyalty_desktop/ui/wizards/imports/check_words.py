"""Words of the check page: tiles, problems by cause, and what the import will do."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.services.imports.types import IssueGroup, Rehearsal, RehearsalRow, Verdict
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.wizards.imports.correct_row import header_text, issue_text
from loyalty_desktop.ui.words.i18n import fill, translate
from loyalty_desktop.ui.words.imports import field_text, plan_words, rows_text

_INDENT = "    "


def plan_text(rehearsal: Rehearsal) -> str:
    """Return what the import will do, in one line (rich text)."""
    counts = rehearsal.counts
    return escape(plan_words(rehearsal.request.kind)).format(
        new=f"<b>{formats.number(counts.new)}</b>",
        changed=f"<b>{formats.number(counts.changed)}</b>",
        unchanged=formats.number(counts.unchanged),
        rejected=formats.number(counts.rejected),
    )


def same(group: IssueGroup | None, groups: Sequence[IssueGroup]) -> IssueGroup | None:
    """Return the same problem after the rows were checked again."""
    return next(
        (
            g
            for g in groups
            if group is not None
            and (g.code, g.field, g.value) == (group.code, group.field, group.value)
        ),
        None,
    )


def is_of(row: RehearsalRow, group: IssueGroup) -> bool:
    """Return whether the row has the problem of the group."""
    return any(
        (issue.code, issue.field) == (group.code, group.field)
        and str(issue.params.get("found", "")) == group.value
        for issue in row.issues
    )


def changed_label(rehearsal: Rehearsal) -> str:
    """Return the words of the tile of changed rows, with the fields that change most."""
    most = sorted(rehearsal.changed_by_field.items(), key=lambda item: -item[1])[:2]
    words = rows_text(Verdict.CHANGED, rehearsal.counts.changed)
    if not most:
        return words
    listed = ", ".join(
        f"{header_text(rehearsal, name).lower()} {formats.number(count)}" for name, count in most
    )
    return f"{words}: {listed}"


def rejected_label(rehearsal: Rehearsal) -> str:
    """Return the words of the tile of rejected rows, with how many kinds of errors they have."""
    groups = sum(g.severity is Severity.ERROR and not g.part for g in rehearsal.issues)
    if not rehearsal.counts.rejected or not groups:
        return rows_text(Verdict.REJECTED, rehearsal.counts.rejected)
    rows = rows_text(Verdict.REJECTED, rehearsal.counts.rejected)
    return f"{rows}, {translate('ImportWizard', '%n kinds of problems', None, groups)}"


def all_text(rehearsal: Rehearsal) -> str:
    """Return the words for no filter, with how many kinds of errors and of warnings there are."""
    causes = [g.severity for g in rehearsal.issues if not g.part]
    errors = causes.count(Severity.ERROR)
    if not causes:
        return translate("ImportWizard", "All problems")
    words = translate(
        "ImportWizard",
        "All problems ({errors} {errors:error|errors}, {warnings} {warnings:warning|warnings})",
    )
    return fill(words, errors=errors, warnings=len(causes) - errors)


def quoted(text: str) -> str:
    """Return a cell's text in quotation marks."""
    return translate("ImportWizard", "“{value}”").format(value=text)


def group_text(group: IssueGroup) -> str:
    """Return a group of problems in words, for the list of problems."""
    if group.part:
        words = translate("ImportWizard", "%n rows: “{value}”", None, group.count)
        return f"{_INDENT}{words.format(value=group.value)}"
    words = (
        translate("ImportWizard", "%n rows: {problem}", None, group.count)
        if group.severity is Severity.ERROR
        else translate("ImportWizard", "Warning, %n rows: {problem}", None, group.count)
    )
    return words.format(problem=issue_text(group, field_text(group.field) if group.field else ""))
