"""The commands for spreadsheets: import, resume, undo-import, export, template."""

from __future__ import annotations

import argparse
import codecs
from typing import TYPE_CHECKING

from loyalty_desktop.app import bootstrap
from loyalty_desktop.app.cli.choices import (
    database_of,
    free,
    parse_day,
    points_type_of,
    present,
    program_of,
)
from loyalty_desktop.app.cli.output import (
    DONE,
    PARTLY,
    REFUSED,
    message,
    say_json,
    say_note,
    say_pairs,
    say_table,
)
from loyalty_desktop.domain.errors import Conflict, InvalidInput, RuleViolation
from loyalty_desktop.domain.kinds import ImportKind, ImportMode
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.export_lists import BelongsTo, export_lists

if TYPE_CHECKING:
    from loyalty_desktop.services.imports.types import ImportReport

WORKBOOK = (".xlsx",)
LISTS = (".xlsx", ".csv")
SHOWN = 20
"""The number of issues printed for people; --json prints up to 100."""
_HERE = {
    "import.same_file": "cli.same_file",
    "import.unfinished": "cli.unfinished",
    "date.ambiguous": "cli.date_order",
    "row.looks_like_total": "cli.row_total",
    "row.looks_like_note": "cli.row_note",
}
"""Messages that tell what to do in the window, with their counterparts for the command line."""


def import_file(arguments: argparse.Namespace) -> int:
    """Import a spreadsheet; exit code 3 when rows were rejected."""
    from loyalty_desktop.services.imports.types import ImportRequest

    place = present(arguments)
    kind = ImportKind(arguments.kind)
    mapping = _mapping(arguments.map)
    _known_encoding(arguments.encoding)
    if arguments.rejected is not None:
        free(arguments.rejected, arguments, WORKBOOK, source=arguments.file)
    with bootstrap.services_over(place) as services:
        database_id, program_id, points_type_id = _where(services, arguments, kind)
        request = ImportRequest(
            kind=kind,
            path=arguments.file,
            sheet=arguments.sheet,
            header_row=arguments.header_row,
            mapping=mapping or None,
            key=arguments.key,
            mode=ImportMode(arguments.mode),
            database_id=database_id,
            program_id=program_id,
            points_type_id=points_type_id,
            encoding=arguments.encoding,
            date_order=arguments.date_order,
            decimal_sign=arguments.decimal_sign,
            tier_until=parse_day(arguments.tier_until) if arguments.tier_until else None,
            phone_region=arguments.phone_region,
            all_rows=arguments.all_rows,
        )
        try:
            outcome = services.imports.run(
                request,
                dry_run=arguments.dry_run,
                rejected=None if arguments.rejected is None else (arguments.rejected, message),
                force_same_file=arguments.force_same_file,
            )
        except Conflict as conflict:
            if conflict.code not in _HERE:
                raise
            raise Conflict(_HERE[conflict.code], **conflict.params) from None
    passed = {"import.same_file"} if arguments.force_same_file else set()
    passed |= {"file.hidden_sheets"} if arguments.sheet else set()
    for warning in outcome.value.warnings:
        if warning.code not in passed:
            here = Message(_HERE.get(warning.code, warning.code), warning.params)
            say_note(f"note: {message(here)}")
    code = _say_report(outcome.value, as_json=arguments.json)
    if outcome.value.rejected and arguments.rejected and not arguments.json:
        print(f"Rejected rows with their reasons: {arguments.rejected}")
    return code


def resume(arguments: argparse.Namespace) -> int:
    """Finish an import that was interrupted; exit code 3 when rows were rejected."""
    with bootstrap.services_over(present(arguments)) as services:
        report = services.imports.resume(arguments.batch).value
    return _say_report(report, as_json=arguments.json)


def _say_report(report: ImportReport, *, as_json: bool) -> int:
    """Print what an import did and its first issues. Returns the exit code."""
    numbers = {
        "read": report.read,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
        "left_out": report.left_out,
        "batch": report.batch,
        "seconds": round(report.seconds, 3),
    }
    issues = [
        {
            "sheet": issue.sheet,
            "row": issue.row,
            "column": issue.column,
            "code": issue.code,
            "message": message(
                Message(_HERE.get(issue.code, issue.code), {"field": issue.field, **issue.params})
            ),
        }
        for issue in report.issues[:100]
    ]
    if as_json:
        say_json({**numbers, "issues": issues})
    else:
        print("Rehearsal only; nothing was written." if report.dry_run else "Import done.")
        say_pairs(numbers.items())
        if issues:
            print()
            say_table(
                ["sheet", "row", "column", "what"],
                [(i["sheet"], i["row"], i["column"], i["message"]) for i in issues[:SHOWN]],
            )
    return PARTLY if report.rejected else DONE


def undo_import(arguments: argparse.Namespace) -> int:
    """Undo a whole import."""
    with bootstrap.services_over(present(arguments)) as services:
        try:
            report = services.imports.undo(arguments.batch).value
        except RuleViolation as refused:
            if refused.code != "import.cannot_undo":
                raise
            say_note(message(Message("cli.cannot_undo", refused.params)))
            for reason in refused.params["reasons"]:
                say_note(message(reason))
            return REFUSED
    if arguments.json:
        say_json(report)
    else:
        print(f"Import {report.batch_id} undone.")
        say_pairs(
            [
                ("removed", report.removed),
                ("restored", report.restored),
                ("cancelled", report.cancelled),
            ]
        )
    return DONE


def export(arguments: argparse.Namespace) -> int:
    """Write a list as a workbook (.xlsx) or a CSV file (.csv)."""
    out = free(arguments.out, arguments, LISTS)
    with bootstrap.services_over(present(arguments)) as services:
        match export_lists()[arguments.kind]:
            case BelongsTo.DATABASE:
                of = database_of(services, arguments.database)
            case BelongsTo.PROGRAM:
                of = program_of(services, arguments.program)
            case BelongsTo.WORKSPACE:
                of = 0
        report = services.exports.export(arguments.kind, of, out)
    if arguments.json:
        say_json({"out": out, "report": report})
    else:
        print(f"Written: {out}")
        say_pairs([("rows", report.rows)])
    return DONE


def template(arguments: argparse.Namespace) -> int:
    """Write an empty sheet to fill in."""
    out = free(arguments.out, arguments, WORKBOOK)
    kind = ImportKind(arguments.kind)
    with bootstrap.services_over(present(arguments)) as services:
        database_id, program_id, _points_type_id = _where(services, arguments, kind)
        services.exports.template(
            kind,
            out,
            database_id=database_id,
            program_id=program_id,
            language=arguments.language,
        )
    if arguments.json:
        say_json({"out": out})
    else:
        print(f"Written: {out}")
    return DONE


def _where(
    services: Services, arguments: argparse.Namespace, kind: ImportKind
) -> tuple[int | None, int | None, int | None]:
    """Return the ids of the profile database, program and points type that a sheet of this kind is written to."""
    from loyalty_desktop.services.imports.kinds import KINDS

    if not KINDS[kind].in_program:
        return database_of(services, arguments.database), None, None
    program_id = program_of(services, arguments.program)
    return None, program_id, points_type_of(services, program_id, arguments.points_type)


def _mapping(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        column, sign, field = pair.rpartition("=")
        if not sign or not column.strip():
            raise InvalidInput("cli.map", value=pair)
        found[column.strip()] = field.strip()
    return found


def _known_encoding(name: str | None) -> None:
    if name is None:
        return
    try:
        codecs.lookup(name)
    except LookupError:
        raise InvalidInput("cli.encoding", value=name) from None
