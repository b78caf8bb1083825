"""What a person can do after an import: see what was created or rejected, look at the batch, undo it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loyalty_desktop.controllers.jobs import JobLink
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.kinds import KINDS
from loyalty_desktop.services.imports.types import ImportReport


def batch_links(
    report: ImportReport, program_id: int | None, kind: ImportKind, path: Path
) -> Sequence[JobLink]:
    """Return the follow-ups of an import that was applied from the file `path`."""
    if report.batch is None:
        return ()
    found = []
    if KINDS[kind].enrols and report.new:
        found.append(
            JobLink.to_route(
                "show_created", "participants", program_id=program_id, batch_id=report.batch
            )
        )
    else:
        found.append(JobLink.to_route("show", "imports", batch_id=report.batch))
    if report.rejected:
        found.append(
            JobLink.to_route("show_rejected", "imports", batch_id=report.batch, action="rejected")
        )
    found.append(JobLink.to_file(path))
    found.append(JobLink.to_route("undo", "imports", batch_id=report.batch, action="undo"))
    return found
