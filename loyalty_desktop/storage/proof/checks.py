"""A check of the proof: a query over a range of people that returns what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

RANGE = "participant_id BETWEEN :low AND :high"
"""The condition on the people of a range."""

Found = dict[str, list[str]]
"""Names of what differs ("person/transaction") by the code of the check."""


@dataclass(frozen=True, slots=True)
class Check:
    """One query for one or more codes, so that a table is read once for all of them.

    A row is what differs: two numbers that name it (person and transaction, lot, type ...) and, when there are several
    codes, a 1 for each code by which it differs. `bound` are more parameters than :low and :high.
    """

    codes: tuple[str, ...]
    sql: str
    bound: Mapping[str, Any] = field(default_factory=dict)


def one(code: str, sql: str) -> Check:
    """Return a check with one code."""
    return Check((code,), sql)


def flagged(names: str, flags: Mapping[str, str], source: str, where: str) -> Check:
    """Return a check that reads `source` once and flags each row by conditions (code -> SQL)."""
    shown = ", ".join(f"CASE WHEN {flag} THEN 1 ELSE 0 END" for flag in flags.values())
    either = " OR ".join(f"({flag})" for flag in flags.values())
    return Check(
        tuple(flags), f"SELECT {names}, {shown} FROM {source} WHERE {where} AND ({either})"
    )


def run(conn: Connection, check: Check, low: int, high: int) -> Found:
    """Return what differs for the people `low` to `high`."""
    found: Found = {}
    rows = conn.execute(text(check.sql), {"low": low, "high": high, **check.bound})
    for row in rows:
        name = f"{row[0]}/{row[1]}"
        flags = row[2:] if len(check.codes) > 1 else (1,)
        for code, flag in zip(check.codes, flags, strict=True):
            if flag:
                found.setdefault(code, []).append(name)
    return found
