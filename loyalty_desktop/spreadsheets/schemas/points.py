"""The points sheet: one row a points transaction (accrual, redemption, opening balance)."""

from __future__ import annotations

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets.contract import CellKind, SheetColumn, SheetContext, SheetSchema
from loyalty_desktop.spreadsheets.schemas.participants import PARTICIPANT
from loyalty_desktop.spreadsheets.words import POINTS_TYPES_OF_ROW, PROGRAM_MADE


def schema(context: SheetContext) -> SheetSchema:
    """Points transactions; `external_id` is the idempotency key."""
    columns = (
        SheetColumn(
            "external_id",
            "External ID",
            CellKind.IDENTIFIER,
            ("id", "transaction id", "transaction", "operation id", "receipt", "receipt number", "basket id", "key",
             "внешний id", "id операции", "номер операции", "идентификатор операции", "номер чека", "чек"),
            help="Unique in the program: the same row twice is written once.",
            example="T-000001",
        ),
        PARTICIPANT,
        SheetColumn(
            "points_type",
            "Points type",
            CellKind.CHOICE if context.points_types else CellKind.IDENTIFIER,
            ("points kind", "currency", "account", "wallet", "тип баллов", "вид баллов", "счет"),
            help="Name or external ID of a points type; may be left out when the import names one.",
            example=context.points_types[0].value if context.points_types else "points",
            choices=context.points_types,
        ),
        SheetColumn(
            "type",
            "Type",
            CellKind.CHOICE,
            ("transaction type", "operation", "operation type", "тип операции", "тип", "операция", "вид операции"),
            help="accrual, redemption or opening balance; an accrual below zero is a redemption.",
            example="accrual",
            choices=POINTS_TYPES_OF_ROW,
            also=PROGRAM_MADE,
        ),
        SheetColumn(
            "amount",
            "Amount",
            CellKind.AMOUNT,
            ("points", "value", "sum", "bonus", "bonuses", "quantity", "сумма", "баллы", "количество", "бонусы",
             "кол-во баллов", "количество баллов"),
            required=True,
            help="Points, up to four decimals.",
            example="125.5",
        ),
        SheetColumn(
            "occurred_at",
            "Occurred at",
            CellKind.INSTANT,
            ("date", "time", "datetime", "transaction date", "operation date", "created at", "дата", "время",
             "дата операции", "дата и время", "дата начисления", "дата чека"),
            help="When it happened, in the program's time zone; now when left out.",
            example="2024-05-17 10:30:00",
        ),
        SheetColumn(
            "activates_at",
            "Activates at",
            CellKind.DAY,
            ("active from", "activation date", "valid from", "дата активации", "активны с", "действуют с"),
            help="First day the points can be spent; by the points type when left out.",
        ),
        SheetColumn(
            "expires_at",
            "Expires at",
            CellKind.DAY,
            ("expiry", "expiry date", "expiration date", "valid to", "valid until", "дата сгорания", "сгорают",
             "действуют до", "срок действия"),
            help="Last day the points are valid; by the points type when left out.",
        ),
        SheetColumn(
            "promotion",
            "Promotion",
            CellKind.IDENTIFIER,
            ("campaign", "promo", "акция", "промоакция", "кампания"),
        ),
        SheetColumn(
            "description",
            "Description",
            CellKind.TEXT,
            ("comment", "reason", "note", "описание", "комментарий", "причина", "основание"),
        ),
        SheetColumn(
            "external_data",
            "External data",
            CellKind.JSON,
            ("data", "json", "внешние данные", "данные"),
            help="A JSON object kept with the transaction.",
        ),
    )  # fmt: skip
    return SheetSchema(
        kind=ImportKind.POINTS,
        columns=columns,
        context=context,
        keys=("external_id",),
        need_one_of=(("participant",), ("amount",)),
    )
