"""Write the rows of an import into profiles: set-based, in row order, in the caller's unit of work.

Every statement checks that nothing changed: versions for changed rows, primary keys for new ones. A row count that differs
is a Conflict and rolls the whole transaction back. Participants follow in participants.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from loyalty_desktop.domain.errors import Conflict
from loyalty_desktop.storage.imports.plan import MatchPlan, profile_columns
from loyalty_desktop.storage.imports.staging import Staged
from loyalty_desktop.storage.sql import json_has, json_member
from loyalty_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of the sheet with `after` < row number <= `upto`."""

    after: int
    upto: int

    @property
    def params(self) -> dict[str, int]:
        """Return the parameters of `where`."""
        return {"after": self.after, "upto": self.upto}


@dataclass(frozen=True, slots=True)
class Made:
    """What a slice wrote. New ids are consecutive: `first` and how many."""

    new: int = 0
    first: int = 0
    changed: int = 0


WHERE = "v.row_no > :after AND v.row_no <= :upto AND v.verdict <> 'rejected'"
NOW = "CAST(:now AS BIGINT)"
CONSENTS = ("consent_marketing", "consent_program")


def apply_profiles(
    uow: UnitOfWork, staged: Staged, plan: MatchPlan, *, batch_id: int, rows: Slice
) -> Made:
    """Insert new and update changed profiles of a slice."""
    params = {**rows.params, "batch": batch_id, "now": uow.now_us, "database_id": plan.database_id}
    try:
        new, first = _insert_profiles(uow, staged, plan, params)
        changed = _update_profiles(uow, staged, plan, params)
    except IntegrityError as error:
        raise Conflict("import.data_changed") from error
    return Made(new, first, changed)


def count_rows(uow: UnitOfWork, staged: Staged, params: dict[str, Any], which: str) -> int:
    """Count the rows of a slice whose verdict meets a condition."""
    query = f"SELECT COUNT(*) FROM {staged.verdict} AS v WHERE {which} AND {WHERE}"
    return int(uow.conn.execute(text(query), params).scalar_one())


def run_checked(uow: UnitOfWork, query: str, params: dict[str, Any], expected: int) -> None:
    """Run a statement. Raises Conflict `import.data_changed` unless it wrote as many rows as expected."""
    done = uow.conn.execute(text(query), params).rowcount
    if done != expected:
        raise Conflict("import.data_changed")


def _insert_profiles(
    uow: UnitOfWork, staged: Staged, plan: MatchPlan, params: dict[str, Any]
) -> tuple[int, int]:
    which = "v.profile_verdict = 'new'"
    count = count_rows(uow, staged, params, which)
    if not count:
        return 0, 0
    first = uow.ids.take("profile", count)
    fresh = "(:first + ROW_NUMBER() OVER (ORDER BY v.row_no) - 1)"
    made_up = f"'L' || CAST({fresh} AS TEXT)"
    values = {
        column: f"r.{column}" for column in profile_columns(staged.columns, enrols=plan.enrols)
    }
    named = values.get("external_id")
    values["external_id"] = f"COALESCE({named}, {made_up})" if named else made_up
    values["search"] = f"TRIM(COALESCE(r.search, '') || ' l' || CAST({fresh} AS TEXT))"
    if named:
        values["search"] = f"CASE WHEN {named} IS NULL THEN {values['search']} ELSE r.search END"
    if "email" in values:
        values["email_key"] = "r.email_key"
    if "custom" in staged.columns:
        values["custom"] = "r.custom"
    for consent in CONSENTS:
        if consent in values:
            values[f"{consent}_at"] = f"CASE WHEN r.{consent} IS NOT NULL THEN {NOW} END"
    registered = values.get("registered_at", "NULL")
    values |= {
        "registered_at": f"COALESCE({registered}, {NOW})",
        "id": fresh,
        "profile_database_id": "CAST(:database_id AS BIGINT)",
        "created_at": NOW,
        "updated_at": NOW,
        "import_batch_id": "CAST(:batch AS BIGINT)",
    }
    run_checked(
        uow,
        f"INSERT INTO profile ({', '.join(values)}) SELECT {', '.join(values.values())}"
        f" FROM {staged.verdict} AS v JOIN {staged.row} AS r ON r.row_no = v.row_no"
        f" WHERE {which} AND {WHERE} ORDER BY v.row_no",
        {**params, "first": first},
        count,
    )
    run_checked(
        uow,
        "INSERT INTO profile_key (profile_database_id, external_id, profile_id)"
        " SELECT profile_database_id, external_id, id FROM profile"
        " WHERE id >= :first AND id < :past ORDER BY external_id",
        {"first": first, "past": first + count},
        count,
    )
    return count, first


def _update_profiles(
    uow: UnitOfWork, staged: Staged, plan: MatchPlan, params: dict[str, Any]
) -> int:
    which = "v.profile_verdict = 'changed'"
    count = count_rows(uow, staged, params, which)
    if not count:
        return 0
    remember_changes(uow, staged, params, "profile")
    sets = {}
    for column in profile_columns(staged.columns, enrols=plan.enrols):
        keep = not plan.clear or column in {"external_id", plan.key}
        sets[column] = f"COALESCE(r.{column}, profile.{column})" if keep else f"r.{column}"
        if column == "registered_at":  # an equal second stays as it is
            same = "r.registered_at / 1000000 = profile.registered_at / 1000000"
            sets[column] = f"CASE WHEN {same} THEN profile.registered_at ELSE {sets[column]} END"
        if column in CONSENTS:
            dated = f"CAST({json_member(staged.sqlite, 'v.after', f'{column}_at')} AS BIGINT)"
            sets[f"{column}_at"] = (
                f"CASE WHEN {json_has(staged.sqlite, 'v.after', column)} THEN {dated} ELSE profile.{column}_at END"
            )
    if "email" in sets:
        sets["email_key"] = sets["email"].replace("email", "email_key")
    if "custom" in staged.columns:
        sets["custom"] = (
            f"CASE WHEN {json_has(staged.sqlite, 'v.after', 'custom')} THEN {json_member(staged.sqlite, 'v.after', 'custom')}"
            " ELSE profile.custom END"
        )
    sets |= {
        "search": "COALESCE(v.search, profile.search)",
        "updated_at": NOW,
        "version": "profile.version + 1",
    }
    renamed = json_has(staged.sqlite, "v.after", "external_id")
    renames = "external_id" in staged.columns and plan.key != "external_id"
    if renames:
        uow.conn.execute(
            text(
                "DELETE FROM profile_key WHERE profile_database_id = :database_id AND external_id IN"
                f" (SELECT {json_member(staged.sqlite, 'v.before', 'external_id')} FROM {staged.verdict} AS v"
                f" WHERE {which} AND {WHERE} AND {renamed})"
            ),
            params,
        )
    assignments = ", ".join(f"{column} = {value}" for column, value in sets.items())
    run_checked(
        uow,
        f"UPDATE profile SET {assignments}"
        f" FROM {staged.verdict} AS v JOIN {staged.row} AS r ON r.row_no = v.row_no"
        f" WHERE {which} AND {WHERE} AND profile.id = v.profile_id AND profile.version = v.profile_version",
        params,
        count,
    )
    if renames:
        uow.conn.execute(
            text(
                "INSERT INTO profile_key (profile_database_id, external_id, profile_id)"
                f" SELECT CAST(:database_id AS BIGINT), {json_member(staged.sqlite, 'v.after', 'external_id')}, v.profile_id"
                f" FROM {staged.verdict} AS v WHERE {which} AND {WHERE} AND {renamed}"
            ),
            params,
        )
    return count


def remember_changes(uow: UnitOfWork, staged: Staged, params: dict[str, Any], entity: str) -> None:
    """Store what changes, for undo and for the audit trail."""
    prefix = "participant_" if entity == "participant" else ""
    uow.conn.execute(
        text(
            "INSERT INTO import_change (batch_id, entity, entity_id, before, after, version_after)"
            f" SELECT CAST(:batch AS BIGINT), '{entity}', v.{entity}_id, v.{prefix}before, v.{prefix}after,"
            f" v.{entity}_version + 1 FROM {staged.verdict} AS v"
            f" WHERE v.{entity}_verdict = 'changed' AND {WHERE}"
        ),
        params,
    )
