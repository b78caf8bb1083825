"""Fixtures of the import and export tests: a customer base, an active program, and sheets written as CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.domain.drafts import (
    CustomFieldDraft,
    PointsTypeDraft,
    ProfileDatabaseDraft,
    ProgramDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.kinds import FieldKind, PointsKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportsService
from tests.support.import_sheets import Sheet


@pytest.fixture
def imports(services: Services, tmp_path: Path) -> ImportsService:
    """Imports with staging files in the test's folder and no backups."""
    return ImportsService(
        services.storage, staging_folder=tmp_path / "staging", back_up=lambda _reason: None
    )


@pytest.fixture
def database_id(services: Services) -> int:
    """A customer base with custom fields."""
    return services.databases.create(
        ProfileDatabaseDraft(
            "Customers",
            "customers",
            fields=(
                CustomFieldDraft("shoe_size", "Shoe size", FieldKind.INTEGER),
                CustomFieldDraft("card", "Card", FieldKind.TEXT),
            ),
        )
    ).value


@pytest.fixture
def program_id(services: Services, database_id: int) -> int:
    """An active program with an initial balance of 10 points and two tiers."""
    made = services.programs.create(
        ProgramDraft(
            "Loyalty",
            "loyalty",
            database_id,
            points_types=(
                PointsTypeDraft("Points", "points", initial_balance=Decimal(10)),
                PointsTypeDraft("Status", "status", kind=PointsKind.QUALIFICATION),
            ),
            tier_groups=(
                TierGroupDraft(
                    "Status",
                    "status",
                    "status",
                    tiers=(TierDraft("Base", "base"), TierDraft("Gold", "gold", Decimal(100))),
                ),
            ),
        )
    ).value
    services.programs.activate(made)
    return made


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """Writes a CSV file."""

    def write(rows: Sequence[Sequence[Any]], name: str = "sheet.csv") -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as handle:
            csv.writer(handle).writerows(rows)
        return path

    return write
