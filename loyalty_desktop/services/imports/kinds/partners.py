"""Sheets of partners: one row a company that takes part in a program, found by its external ID."""

from __future__ import annotations

from typing import Any

from loyalty_desktop.domain.drafts import PartnerDraft
from loyalty_desktop.domain.entities.programs import PARTNER
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.programs import validate_partner
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.services.imports.kinds.records import Records
from loyalty_desktop.storage.imports.records import RecordTable
from loyalty_desktop.storage.models.programs import partner


class Partners(Records):
    """A sheet of partners of a program."""

    kind = ImportKind("partners")
    records = RecordTable(partner, PARTNER)
    draft = PartnerDraft
    tables: tuple[str, ...] = ("partner", "program")
    subject = "partners"

    def check(self, draft: Any) -> ValidationReport:
        """Return what is wrong with a partner by itself."""
        return validate_partner(draft)
