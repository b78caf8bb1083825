"""The daily close and the proof as the command line prints them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from loyalty_desktop.app.cli.output import plain, say_table

if TYPE_CHECKING:
    from loyalty_desktop.services.ledger.closing import CloseReport
    from loyalty_desktop.services.ledger.proof import ProofReport


def say_close(report: CloseReport) -> None:
    """Print one line for each program."""
    if not report.programs:
        print("Nothing to close.")
        return
    print(f"Closed. Days: {report.days}")
    say_table(
        ["program", "closed", "activated", "expired", "timed out", "reviewed", "tier changes"],
        [
            (p.name, _days(p.days), p.activated, p.expired, p.timed_out, p.reviewed, p.tier_changes)
            for p in report.programs
        ],
    )


def _days(days: Sequence[date]) -> str:
    """Return the days that were closed; the first and the last when there are many."""
    if len(days) > 3:
        return f"{days[0]} … {days[-1]} ({len(days)} days)"
    return ", ".join(str(day) for day in days) or "-"


def proof_object(report: ProofReport) -> dict[str, Any]:
    """Print the proof as one JSON object."""
    made: dict[str, Any] = plain(report)
    return made


def say_proof(report: ProofReport) -> None:
    """Print the number of differences, the differences, and the table opening + moves = closing."""
    print(f"Differences: {report.differences}")
    wrong = [check for check in report.checks if check.differences]
    if wrong:
        say_table(
            ["check", "differences", "for example"],
            [(check.code, check.differences, "; ".join(check.examples[:3])) for check in wrong],
        )
    if report.seal is not None:
        print(f"Audit seal {report.seal.number}: {report.seal.hash}")
    types = list(dict.fromkeys(kind for row in report.rows for kind in row.moves))
    print()
    say_table(
        ["program", "points type", "opening", *types, "closing", "reconciled"],
        [
            (
                row.program,
                row.points_type,
                row.opening,
                *(row.moves.get(kind, row.opening - row.opening) for kind in types),
                row.closing,
                row.reconciled,
            )
            for row in report.rows
        ],
    )
