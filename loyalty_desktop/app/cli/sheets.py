"""The commands for spreadsheets: import, resume, undo-import, export, template."""

from __future__ import annotations

import argparse
import codecs
from dataclasses import replace
from pathlib import Path
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
from loyalty_desktop.domain.errors import Conflict, InvalidInput, LoyaltyError, RuleViolation
from loyalty_desktop.domain.kinds import ImportKind, ImportMode
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.container import Services

if TYPE_CHECKING:
    from loyalty_desktop.services.imports.types import ImportReport, ImportRequest

WORKBOOK = (".xlsx",)
LISTS = (".xlsx", ".csv")
SHOWN = 20
"""The number of issues printed for people; --json prints up to 100."""
_HERE = {
    "import.same_file": "cli.same_file",
    "import.unfinished": "cli.unfinished",
    "date.ambiguous": "cli.date_order",
    "amount.ambiguous": "cli.decimal_sign",
    "file.further_sheets": "cli.further_sheets",
    "file.more_rejected": "cli.more_rejected",
    "decision.phone_region_likely": "cli.phone_region",
    "row.looks_like_total": "cli.row_total",
    "row.looks_like_note": "cli.row_note",
}
"""Messages that tell what to do in the window, with their counterparts for the command line."""
_NAMED_OPTIONS = (
    "key",
    "mode",
    "date_order",
    "decimal_sign",
    "encoding",
    "phone_region",
    "all_rows",
)
"""Options that win over what a named matching says."""


def import_files(arguments: argparse.Namespace) -> int:
    """Import spreadsheets, each as a batch of its own.

    Exit code 3 when rows were rejected, or when some of several files were refused; one file's problems do not hold the
    others up.
    """
    place = present(arguments)
    kind = ImportKind(arguments.kind)
    _known_encoding(arguments.encoding)
    if arguments.dry_run and arguments.save_profile is not None:
        raise InvalidInput("cli.save_profile")
    files: list[Path] = arguments.file
    outs = _rejected_outs(arguments)
    with bootstrap.services_over(place) as services:
        request = _request(services, arguments, kind, files[0])
        if arguments.profile is not None:
            services.matchings.get(kind, arguments.profile)
        if len(files) == 1:
            report = _imported(services, arguments, request, outs[0], "note: ")
            code = _say_report(report, as_json=arguments.json)
            if report.rejected and outs[0] is not None and not arguments.json:
                print(f"Rejected rows with their reasons: {outs[0]}")
            return code
        done: list[tuple[Path, ImportReport | LoyaltyError]] = []
        for path, out in zip(files, outs, strict=True):
            try:
                told = f"note: {path.name}: "
                one = replace(request, path=path)
                done.append((path, _imported(services, arguments, one, out, told)))
            except LoyaltyError as refused:
                done.append((path, refused))
    return _say_reports(done, as_json=arguments.json)


def _request(
    services: Services, arguments: argparse.Namespace, kind: ImportKind, path: Path
) -> ImportRequest:
    from loyalty_desktop.services.imports.types import ImportRequest

    database_id, program_id, points_type_id = _where(services, arguments, kind)
    return ImportRequest(
        kind=kind,
        path=path,
        sheet=arguments.sheet,
        header_row=arguments.header_row,
        mapping=_mapping(arguments.map) or None,
        key=arguments.key or "external_id",
        mode=ImportMode(arguments.mode or ImportMode.BOTH),
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


def _imported(
    services: Services,
    arguments: argparse.Namespace,
    request: ImportRequest,
    out: Path | None,
    note: str,
) -> ImportReport:
    """Import one file, with its notes on stderr that begin with `note`. Raises LoyaltyError."""
    if arguments.profile is not None:
        given = {name for name in _NAMED_OPTIONS if getattr(arguments, name, None)}
        compared = services.matchings.compare(
            services.matchings.get(request.kind, arguments.profile), request
        )
        for told in compared.told():
            say_note(f"{note}{message(told)}")
        request = compared.used(request, given)
    if arguments.save_profile is not None:
        proposal = services.imports.match(request)
    try:
        outcome = services.imports.run(
            request,
            dry_run=arguments.dry_run,
            rejected=None if out is None else (out, message),
            force_same_file=arguments.force_same_file,
            decided=True,
        )
    except Conflict as conflict:
        if conflict.code not in _HERE:
            raise
        raise Conflict(_HERE[conflict.code], **conflict.params) from None
    if arguments.save_profile is not None:
        named = replace(request, mapping=proposal.mapping)
        services.matchings.save(arguments.save_profile, named, proposal)
    passed = {"import.same_file"} if arguments.force_same_file else set()
    passed |= {"file.hidden_sheets", "file.further_sheets"} if arguments.sheet else set()
    for warning in outcome.value.warnings:
        if warning.code not in passed:
            here = Message(_HERE.get(warning.code, warning.code), warning.params)
            say_note(f"{note}{message(here)}")
    return outcome.value


def _rejected_outs(arguments: argparse.Namespace) -> list[Path | None]:
    """Return where the rejected rows of each file go: OUT.xlsx, or OUT-NAME.xlsx for each of several files."""
    out, files = arguments.rejected, arguments.file
    if out is None:
        return [None] * len(files)
    outs = [out]
    if len(files) > 1:
        names = [path.stem for path in files]
        outs = [
            out.with_name(
                f"{out.stem}-{name}{f'-{n + 1}' if names.count(name) > 1 else ''}{out.suffix}"
            )
            for n, name in enumerate(names)
        ]
    for path in outs:
        for source in files:
            free(path, arguments, WORKBOOK, source=source)
    return outs


def _say_reports(done: list[tuple[Path, ImportReport | LoyaltyError]], *, as_json: bool) -> int:
    """Print what each of several files came to. Returns the exit code: 3 when only a part succeeded."""
    refused = [found for _, found in done if isinstance(found, LoyaltyError)]
    partly = any(not isinstance(found, LoyaltyError) and found.rejected for _, found in done)
    code = REFUSED if len(refused) == len(done) else PARTLY if refused or partly else DONE
    if as_json:
        files = [
            {"file": path, "refused": message(found), "code": found.code}
            if isinstance(found, LoyaltyError)
            else {"file": path, **_numbers(found), "issues": _issues(found)}
            for path, found in done
        ]
        say_json({"files": files, "done": len(done) - len(refused), "refused": len(refused)})
        return code
    names = ("read", "new", "changed", "unchanged", "rejected", "left_out", "batch")
    rows: list[tuple[object, ...]] = []
    for path, found in done:
        if isinstance(found, LoyaltyError):
            say_note(f"{path.name}: {message(found)}")
            rows.append((path.name, "refused", *[None] * len(names)))
        else:
            numbers = _numbers(found)
            state = "rehearsed" if found.dry_run else "done"
            rows.append((path.name, state, *(numbers[name] for name in names)))
    say_table(["file", "result", *names], rows)
    rehearsed = any(not isinstance(found, LoyaltyError) and found.dry_run for _, found in done)
    verb = "rehearsed; nothing was written" if rehearsed else "imported"
    print(f"{len(done) - len(refused)} of {len(done)} files {verb}.")
    for path, found in done:
        if not isinstance(found, LoyaltyError) and found.issues:
            print(f"\n{path.name}")
            _say_issues(found)
    return code


def resume(arguments: argparse.Namespace) -> int:
    """Finish an import that was interrupted; exit code 3 when rows were rejected."""
    with bootstrap.services_over(present(arguments)) as services:
        report = services.imports.resume(arguments.batch).value
    return _say_report(report, as_json=arguments.json)


def _say_report(report: ImportReport, *, as_json: bool) -> int:
    """Print what an import did and its first issues. Returns the exit code."""
    if as_json:
        say_json({**_numbers(report), "issues": _issues(report)})
    else:
        print("Rehearsal only; nothing was written." if report.dry_run else "Import done.")
        say_pairs(_numbers(report).items())
        if report.issues:
            print()
            _say_issues(report)
    return PARTLY if report.rejected else DONE


def _numbers(report: ImportReport) -> dict[str, int | float | None]:
    return {
        "read": report.read,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
        "left_out": report.left_out,
        "batch": report.batch,
        "seconds": round(report.seconds, 3),
    }


def _issues(report: ImportReport) -> list[dict[str, str | int]]:
    return [
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


def _say_issues(report: ImportReport) -> None:
    say_table(
        ["sheet", "row", "column", "what"],
        [(i["sheet"], i["row"], i["column"], i["message"]) for i in _issues(report)[:SHOWN]],
    )


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
    from loyalty_desktop.services.export_lists import BelongsTo, export_lists

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
