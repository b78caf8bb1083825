"""Fields of an accrual or a redemption by hand, and of a row of a points sheet. Its draft is in domain/points.py."""

from __future__ import annotations

from loyalty_desktop.domain.entities.participants import REASON
from loyalty_desktop.domain.fields import Field, FieldTable, FieldType

POINTS_OPERATION = FieldTable(
    "points_operation",
    (
        Field("amount", FieldType.AMOUNT, required=True, null=True, positive=True, decimals=4, example="125.5", synonyms=(
            "points change", "change of points", "points delta", "points +/-", "изменение баллов", "изменение",
            "points", "pts", "loyalty points", "bonus points", "value", "sum", "bonus", "bonuses", "quantity", "сумма", "баллы", "количество", "бонусы",
            "кол-во баллов", "количество баллов")),
        Field("description", FieldType.TEXT, longest=4_000, synonyms=(
            "comment", "reason", "note", "описание", "комментарий", "причина", "основание")),
        Field("occurred_at", FieldType.INSTANT, null=True, example="2024-05-17 10:30:00", synonyms=(
            "occurred at", "date", "time", "datetime", "transaction date", "trans date", "operation date", "txn date", "created at", "дата", "время",
            "дата операции", "дата и время", "дата начисления", "дата чека")),
        Field("activates_on", FieldType.DAY, null=True, synonyms=(
            "activates at", "activation date", "valid from", "дата активации", "активны с", "действуют с")),
        Field("expires_on", FieldType.DAY, null=True, synonyms=(
            "expires at", "expiry", "expiry date", "expiration date", "valid to", "valid until", "дата сгорания",
            "сгорают", "действуют до", "срок действия")),
    ),
)  # fmt: skip
"""No moment means now. By hand: the points type (its decimals hold for the amount), for how long points are promised."""

CANCELLATION = FieldTable("cancellation", (REASON,))
"""What a cancellation asks for."""
