"""Reports about a draft: findings with field, severity, code and parameters."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to correct. `field` is the draft's attribute; lists use a dotted path ("tiers.2.threshold")."""

    field: str
    code: str
    severity: Severity = Severity.ERROR
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The findings of a draft, in the form's order."""

    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that prevent saving."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    def raise_first(self) -> None:
        """Raise the first error as InvalidInput(code, field=..., **params)."""
        for finding in self.errors:
            raise InvalidInput(finding.code, field=finding.field, **finding.params)
