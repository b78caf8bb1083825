"""Find rows whose email another profile or another row has: perhaps one person who comes in twice."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.staged_blocks import NEW
from loyalty_desktop.storage.imports.blocks import blocks
from loyalty_desktop.storage.imports.plan import MatchPlan, Problem
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.sql import among, id_list

MOST = 10_000
"""How many rows are named; a sheet in which everybody has one address says enough with these."""

_Row = tuple[int, str, int]
"""(row number, email as it is compared, the row's own profile or 0)"""


def find(conn: Connection, staging: StagingFile, plan: MatchPlan) -> list[Problem]:
    """Return a note for rows to be written whose email is that of another profile of the base, or of an earlier row.

    Sheets matched by email have none: there it is the key.
    """
    if plan.key == "email" or "email_key" not in staging.columns():
        return []
    repeated = _repeated(staging, plan)
    first: dict[str, int] = {}
    found: list[Problem] = []
    for rows in _rows(staging, plan):
        taken = _profiles(conn, plan, {email for _, email, _ in rows})
        for row_no, email, own in rows:
            if any(who != own for who in taken.get(email, ())):
                found.append((row_no, "email", "import.email_shared", {"found": email}))
            elif hash(email) in repeated and first.setdefault(email, row_no) != row_no:
                told = {"found": email, "row": first[email]}
                found.append((row_no, "email", "import.email_repeated", told))
        if len(found) >= MOST:
            break
    return found[:MOST]


def _rows(staging: StagingFile, plan: MatchPlan) -> Iterator[Sequence[_Row]]:
    """Yield the rows that are written and have an email, some thousand at a time."""
    with staging.open() as conn:
        for block in blocks(conn, ("email_key",), fill=plan.fill, only_new=True):
            emails = block.values["email_key"]
            yield [
                (block.numbers[place], emails[place], 0)
                for place in block.places(NEW)
                if emails[place]
            ]
        judged = conn.execute(
            "SELECT r.row_no, r.email_key, COALESCE(v.profile_id, 0) FROM row AS r JOIN verdict AS v"
            " ON v.row_no = r.row_no WHERE v.verdict IN ('new', 'changed') AND r.email_key IS NOT NULL"
            " ORDER BY r.row_no"
        )
        while chunk := judged.fetchmany(4096):
            yield chunk


def _repeated(staging: StagingFile, plan: MatchPlan) -> Collection[int]:
    """Return the hashes of emails that stand in several rows."""
    hashes = array("q")
    for rows in _rows(staging, plan):
        hashes.extend(hash(email) for _, email, _ in rows)
    return {one for one, other in pairwise(sorted(hashes)) if one == other}


def _profiles(conn: Connection, plan: MatchPlan, emails: Collection[str]) -> dict[str, list[int]]:
    """Return the profiles of the base with these emails."""
    found: dict[str, list[int]] = {}
    if not emails:
        return found
    query = (
        "SELECT email_key, id FROM profile WHERE profile_database_id = :database_id"
        f" AND {among(conn, 'email_key', 'emails')}"
    )
    params: dict[str, Any] = {"database_id": plan.database_id, "emails": id_list(conn, emails)}
    for email, who in conn.execute(text(query), params):
        found.setdefault(email, []).append(who)
    return found
