"""Importing points transactions: which participant and points type a row means, and what the ledger says to it."""

from __future__ import annotations

from collections.abc import Mapping

from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.services.import_apply import WriteSlice
from loyalty_desktop.services.import_targets import Target
from loyalty_desktop.services.import_types import Counts, ImportRequest
from loyalty_desktop.storage.staging import StagingFile
from loyalty_desktop.storage.unit_of_work import Storage


def judge(
    storage: Storage,
    staging: StagingFile,
    request: ImportRequest,
    target: Target,
    letters: Mapping[str, str],
    progress: Progress,
) -> Counts:
    """Give every staged row its verdict."""
    raise NotImplementedError


def writer(target: Target) -> WriteSlice:
    """Writes slices of points sheets."""
    raise NotImplementedError
