"""Fields of what a program consists of. Its drafts are in domain/drafts.py, the rules over several fields in domain/programs.py."""

from __future__ import annotations

from dataclasses import replace

from loyalty_desktop.domain.fields import Field, FieldTable, FieldType
from loyalty_desktop.domain.kinds import (
    CancelPolicy,
    Downgrade,
    ExpiryKind,
    PointsKind,
    ReviewAnchor,
    RoundingMode,
    TierGroupKind,
)

NAME = Field("name", FieldType.TEXT, required=True, longest=200)
EXTERNAL_ID = Field("external_id", FieldType.CODE, required=True, longest=64)
DESCRIPTION = Field("description", FieldType.LINES, longest=4_000)

PROGRAM = FieldTable(
    "program",
    (
        NAME,
        EXTERNAL_ID,
        DESCRIPTION,
        Field("currency", FieldType.TEXT, required=True, longest=3, example="USD"),
        Field("time_zone", FieldType.TEXT, required=True, longest=64, example="Europe/Berlin"),
    ),
)
"""Not in this table, written by hand: the profile database, the state, which currencies and time zones are allowed."""

POINTS_TYPE = FieldTable(
    "points_type",
    (
        NAME,
        EXTERNAL_ID,
        DESCRIPTION,
        Field("kind", FieldType.CHOICE, required=True, choices=PointsKind),
        Field("initial_balance", FieldType.AMOUNT),
        Field("money_rate", FieldType.DECIMAL, decimals=12),
        Field("activation_days", FieldType.INTEGER, least=0, largest=36_500),
        Field("expiry_kind", FieldType.CHOICE, required=True, choices=ExpiryKind),
        Field("expiry_count", FieldType.INTEGER),
        Field("expiry_date", FieldType.DAY, null=True),
        Field("rounding_mode", FieldType.CHOICE, required=True, choices=RoundingMode),
        Field("rounding_step", FieldType.AMOUNT, positive=True),
        Field("decimals", FieldType.INTEGER, least=0, largest=4),
        Field("redeem_max_share", FieldType.PERCENT, null=True, decimals=4, positive=True),
        Field("redeem_min", FieldType.AMOUNT, null=True),
        Field("redeem_step", FieldType.AMOUNT, null=True, positive=True),
        Field("largest_balance", FieldType.AMOUNT, null=True, positive=True),
        Field("cancel_policy", FieldType.CHOICE, required=True, choices=CancelPolicy),
        Field("archived", FieldType.FLAG),
    ),
)
"""Amounts have the decimals of the points type. Not in this table, written by hand: limits of the expiry count and of the
initial balance."""

TIER_GROUP = FieldTable(
    "tier_group",
    (
        NAME,
        EXTERNAL_ID,
        Field("kind", FieldType.CHOICE, required=True, choices=TierGroupKind),
        Field("review_months", FieldType.INTEGER),
        Field("review_anchor", FieldType.CHOICE, required=True, choices=ReviewAnchor),
        Field("review_day", FieldType.DAY, null=True),
        Field("reset", FieldType.FLAG),
        Field("downgrade", FieldType.CHOICE, required=True, choices=Downgrade),
        Field("grace_days", FieldType.INTEGER, least=0, largest=3_660),
    ),
)
"""Not in this table, written by hand: the points type and the tiers. Reviews are checked in periodic groups only."""

TIER = FieldTable(
    "tier",
    (
        NAME,
        EXTERNAL_ID,
        Field("threshold", FieldType.AMOUNT),
        Field("colour", FieldType.TEXT, required=True, longest=7, example="#3056d3"),
    ),
)
"""Thresholds have the decimals of the points type. Not in this table, written by hand: the order of the ladder, the
allowed colours."""

PARTNER = FieldTable(
    "partner",
    (
        replace(
            NAME,
            synonyms=(
                "partner",
                "partner name",
                "company",
                "партнёр",
                "название партнёра",
                "компания",
            ),
            example="Corner bakery",
        ),
        replace(
            EXTERNAL_ID,
            synonyms=("partner id", "partner code", "code", "id партнёра", "код партнёра", "код"),
            example="bakery",
        ),
        Field(
            "owns",
            FieldType.LINES,
            longest=4_000,
            synonyms=("brands", "brand", "products", "бренды", "бренд", "товары"),
            example="Bread, pastry",
        ),
        Field(
            "cost_share",
            FieldType.PERCENT,
            decimals=4,
            synonyms=("share", "partner share", "cost share %", "доля", "доля партнёра", "доля, %"),
            example="50",
        ),
        Field(
            "contact_person",
            FieldType.TEXT,
            longest=200,
            synonyms=("contact name", "manager", "контакт", "менеджер"),
        ),
        Field(
            "contact_email",
            FieldType.EMAIL,
            longest=200,
            synonyms=("contact", "email", "e-mail", "почта", "эл. почта"),
        ),
        Field(
            "contact_phone",
            FieldType.PHONE,
            longest=32,
            synonyms=("phone", "телефон", "тел."),
        ),
        Field(
            "website",
            FieldType.TEXT,
            longest=400,
            synonyms=("site", "web", "url", "web address", "сайт"),
        ),
        Field(
            "note",
            FieldType.LINES,
            longest=4_000,
            synonyms=("notes", "comment", "примечание", "комментарий"),
        ),
    ),
)
