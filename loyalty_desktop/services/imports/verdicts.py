"""Set verdicts of staged rows by comparing them with the workspace: for rehearsals, corrected cells, resumed batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loyalty_desktop.domain.days import instant
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.imports.targets import Target
from loyalty_desktop.services.imports.types import Counts, ImportRequest
from loyalty_desktop.storage.imports import keys, matching, shared_emails
from loyalty_desktop.storage.imports.blocks import Fill
from loyalty_desktop.storage.imports.differing import Differing, write_back
from loyalty_desktop.storage.imports.plan import MatchPlan, Problem
from loyalty_desktop.storage.imports.sorting import sort_out
from loyalty_desktop.storage.imports.staging import StagingFile, staged_read
from loyalty_desktop.storage.unit_of_work import Storage

_FILLED = {
    "external_id": "participant",
    "email": "participant_email",
    "phone": "participant_phone",
}
"""The profile field with the key that the `participant` column of a participants sheet holds."""


def judge_profiles(
    storage: Storage,
    staging: StagingFile,
    plan: MatchPlan,
    letters: Mapping[str, str],
    progress: Progress = NO_PROGRESS,
) -> Counts:
    """Set the verdict of every staged row of a profiles or participants sheet."""
    progress.phase("import.match")
    staging.prepare(fill=plan.fill, profile=True)
    with storage.read() as conn:
        repeats = sort_out(conn, staging, plan)
    add_problems(staging, letters, keys.check_keys_in_file(staging, plan, repeats=repeats))
    progress.advance()
    with staged_read(storage.database, staging) as staged:
        problems = matching.match(staged, staging, plan)
        notes = matching.other_registrations(staged, plan)
    progress.advance()
    add_problems(staging, letters, problems)
    add_problems(staging, letters, notes, severity="warning")
    add_problems(staging, letters, keys.check_verdicts(staging, plan))
    with storage.read() as conn:
        shared = shared_emails.find(conn, staging, plan)
    add_problems(staging, letters, shared, severity="warning")
    progress.advance()
    return counts(staging)


def counts(staging: StagingFile) -> Counts:
    """Count rows by verdict."""
    found = staging.counts()
    return Counts(
        read=sum(found.values()),
        new=found.get("new", 0),
        changed=found.get("changed", 0),
        unchanged=found.get("unchanged", 0),
        rejected=found.get("rejected", 0),
        left_out=found.get("left_out", 0),
    )


def add_problems(
    staging: StagingFile,
    letters: Mapping[str, str],
    problems: Iterable[Problem],
    *,
    severity: str = "error",
) -> None:
    """Reject rows because of their problems; warnings are only shown."""
    listed = [
        (n, letters.get(place := _in_sheet(f, letters), ""), place, code, params)
        for n, f, code, params in problems
    ]
    if listed:
        staging.add_issues(listed, severity=severity)


def keep_differing(
    staging: StagingFile,
    letters: Mapping[str, str],
    fill: Fill | None,
    rows: Sequence[Differing],
) -> None:
    """Give rows that were judged anew their verdicts and problems in the staging file, as they were written."""
    write_back(staging, rows, fill=fill)
    faults = [(row.row_no, name, code, dict(p)) for row in rows for name, code, p in row.faults]
    add_problems(staging, letters, faults)


def _in_sheet(field: str, letters: Mapping[str, str]) -> str:
    """Return the sheet's field in which a problem can be corrected: a key may be in another column."""
    if field in letters:
        return field
    if field in _FILLED and "participant" in letters:
        return "participant"
    if field == "participant":
        return next((key for key in _FILLED if key in letters), field)
    return field


_KEYS = ("external_id", "email", "phone")
"""Profile fields that find a profile, in the order in which they are tried when the sheet lacks the first."""


def make_plan(
    storage: Storage, request: ImportRequest, target: Target, fields: Sequence[str]
) -> MatchPlan:
    """Return how the rows of a profiles or participants sheet are matched.

    Raises InvalidInput `import.no_key`, and `import.key_not_in_sheet` when the sheet has no column of the chosen key. A sheet without an external ID is matched by email, else by phone; a participants sheet without a `participant` column
    by the first of its profile keys.
    """
    enrols = target.program_id is not None
    custom = {f.name for f in target.custom_fields}
    key = request.key
    if key not in _KEYS and key not in custom:
        raise InvalidInput("import.no_key", key=key)
    if key not in fields and not (enrols and "participant" in fields):
        found = next((k for k in _KEYS if k in fields), None)
        if found is None or (key != _KEYS[0] and not enrols):
            raise InvalidInput("import.key_not_in_sheet", key=key, keys=", ".join(_KEYS))
        key = found
    return MatchPlan(
        enrols=enrols,
        database_id=target.database_id,
        program_id=target.program_id,
        key=key,
        key_custom=key in custom,
        mode=request.mode,
        clear=request.empty_cells == "clear",
        create_profiles=request.unknown_profiles == "create",
        custom_fields=tuple(f.name for f in target.custom_fields if f.name in fields),
        now_us=instant(storage.clock()),
        program_names=target.program_names,
    )
