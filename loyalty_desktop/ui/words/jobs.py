"""Words of jobs: titles, phases and links by code. `{name}` stands for a parameter of the job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loyalty_desktop.ui.words.i18n import QT_TRANSLATE_NOOP, translate

TITLES = {
    "undo": QT_TRANSLATE_NOOP("jobs", "Undoing or doing again"),
    "proof": QT_TRANSLATE_NOOP("jobs", "Proving the ledger"),
    "close_day": QT_TRANSLATE_NOOP("jobs", "Daily close"),
    "seal": QT_TRANSLATE_NOOP("jobs", "Sealing the audit trail"),
    "backup": QT_TRANSLATE_NOOP("jobs", "Backup"),
    "demo": QT_TRANSLATE_NOOP("jobs", "Making the demonstration workspace"),
    "open": QT_TRANSLATE_NOOP("jobs", "Opening the workspace"),
    "init": QT_TRANSLATE_NOOP("jobs", "Making the workspace"),
    "settings": QT_TRANSLATE_NOOP("jobs", "Saving settings"),
    "import.match": QT_TRANSLATE_NOOP("jobs", "Matching the columns of {file}"),
    "import.resume": QT_TRANSLATE_NOOP("jobs", "Finishing an import"),
    "import.rehearse": QT_TRANSLATE_NOOP("jobs", "Checking {file}"),
    "import.apply": QT_TRANSLATE_NOOP("jobs", "Importing {file}"),
    "import.undo": QT_TRANSLATE_NOOP("jobs", "Undoing an import"),
    "import.rejected": QT_TRANSLATE_NOOP("jobs", "Saving rejected rows to {file}"),
    "export": QT_TRANSLATE_NOOP("jobs", "Exporting to {file}"),
    "template": QT_TRANSLATE_NOOP("jobs", "Saving the template {file}"),
    "quick_start": QT_TRANSLATE_NOOP("jobs", "Setting up the program"),
    "profile_database.save": QT_TRANSLATE_NOOP("jobs", "Saving the profile database"),
    "program.save": QT_TRANSLATE_NOOP("jobs", "Saving the program"),
    "program.state": QT_TRANSLATE_NOOP("jobs", "Changing the program's state"),
    "participants.join": QT_TRANSLATE_NOOP("jobs", "Joining participants"),
    "participant.save": QT_TRANSLATE_NOOP("jobs", "Saving a participant"),
    "participant.state": QT_TRANSLATE_NOOP("jobs", "Changing a participant's state"),
    "points.accrue": QT_TRANSLATE_NOOP("jobs", "Accruing points"),
    "points.redeem": QT_TRANSLATE_NOOP("jobs", "Redeeming points"),
    "points.transfer": QT_TRANSLATE_NOOP("jobs", "Transferring points"),
    "points.commit": QT_TRANSLATE_NOOP("jobs", "Committing a transaction"),
    "points.roll_back": QT_TRANSLATE_NOOP("jobs", "Rolling back a transaction"),
    "points.cancel": QT_TRANSLATE_NOOP("jobs", "Cancelling a transaction"),
}

PHASES = {
    "import.checking": QT_TRANSLATE_NOOP("jobs", "checking the file"),
    "import.loading": QT_TRANSLATE_NOOP("jobs", "opening the file"),
    "import.reading": QT_TRANSLATE_NOOP("jobs", "reading rows"),
    "import.match": QT_TRANSLATE_NOOP("jobs", "comparing with what is there"),
    "import.backup": QT_TRANSLATE_NOOP("jobs", "backup"),
    "participants.join": QT_TRANSLATE_NOOP("jobs", "joining"),
    "participants.block": QT_TRANSLATE_NOOP("jobs", "blocking"),
    "points.accrue": QT_TRANSLATE_NOOP("jobs", "accruing"),
    "search.index": QT_TRANSLATE_NOOP("jobs", "search index"),
    "close.due": QT_TRANSLATE_NOOP("jobs", "activating and expiring"),
    "closing.days": QT_TRANSLATE_NOOP("jobs", "days"),
    "export.writing": QT_TRANSLATE_NOOP("jobs", "writing"),
    "import.apply": QT_TRANSLATE_NOOP("jobs", "writing"),
    "import.done": QT_TRANSLATE_NOOP("jobs", "finishing"),
    "import.undo": QT_TRANSLATE_NOOP("jobs", "undoing"),
    "points.cancelling": QT_TRANSLATE_NOOP("jobs", "undoing"),
    "points.posting": QT_TRANSLATE_NOOP("jobs", "posting points"),
    "proof.ledger": QT_TRANSLATE_NOOP("jobs", "ledger"),
    "proof.keys": QT_TRANSLATE_NOOP("jobs", "keys"),
    "proof.audit": QT_TRANSLATE_NOOP("jobs", "audit trail"),
    "proof.database": QT_TRANSLATE_NOOP("jobs", "checking"),
}

LINKS = {
    "open_file": QT_TRANSLATE_NOOP("jobs", "Open file"),
    "show": QT_TRANSLATE_NOOP("jobs", "Show"),
    "show_created": QT_TRANSLATE_NOOP("jobs", "Show what was created"),
    "show_rejected": QT_TRANSLATE_NOOP("jobs", "Rejected rows"),
    "undo": QT_TRANSLATE_NOOP("jobs", "Undo"),
    "details": QT_TRANSLATE_NOOP("jobs", "Details"),
}

DONE = {
    "export": QT_TRANSLATE_NOOP("jobs", "{file} is written"),
    "template": QT_TRANSLATE_NOOP("jobs", "The template {file} is saved"),
    "import.rejected": QT_TRANSLATE_NOOP("jobs", "Rejected rows are saved to {file}"),
    "import.apply": QT_TRANSLATE_NOOP("jobs", "{file} is imported"),
}
"""Return what the window shows when one of these jobs is done."""

OTHER = QT_TRANSLATE_NOOP("jobs", "Working")


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def title(code: str, params: Mapping[str, Any]) -> str:
    """Return what a job does, in words."""
    return translate("jobs", TITLES.get(code, OTHER)).format_map(_Lenient(params))


def done(code: str, params: Mapping[str, Any]) -> str:
    """Return what a finished job did; nothing for a job whose view shows it."""
    return translate("jobs", DONE[code]).format_map(_Lenient(params)) if code in DONE else ""


def phase(code: str) -> str:
    """Return the phase of a job in words; nothing for a phase without words."""
    return translate("jobs", PHASES[code]) if code in PHASES else ""


def link(code: str) -> str:
    """Return the words of a link to the job's result."""
    return translate("jobs", LINKS.get(code, LINKS["show"]))
