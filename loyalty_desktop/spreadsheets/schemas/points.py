"""The points sheet: one row per points transaction (accrual, redemption, opening balance)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from loyalty_desktop.domain.entities.points import POINTS_OPERATION
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets.contract import CellKind, SheetContext, SheetSchema
from loyalty_desktop.spreadsheets.derived import Derived, StagedBatch
from loyalty_desktop.spreadsheets.schemas.fields import by_hand, sheet_columns
from loyalty_desktop.spreadsheets.schemas.participants import PARTICIPANT
from loyalty_desktop.spreadsheets.schemas.profiles import COLUMNS
from loyalty_desktop.spreadsheets.words import POINTS_TYPES_OF_ROW, PROGRAM_MADE
from loyalty_desktop.words.sheets import SHEET

_FIELDS = {column.name: column for column in sheet_columns(POINTS_OPERATION)}
_MONEY = (
    "amount",
    "value",
    "sum",
    "total",
    "quantity",
    "qty",
    "сумма",
    "количество",
    "кол-во",
    "итого",
)
"""Words for how much money or how many pieces: points only where no column has a word for points."""
_POINTS = frozenset(
    (
        "points", "point", "pts", "bonus", "bonuses", "miles",
        "баллы", "баллов", "балл", "бонусы", "бонусов", "бонус", "бонусные", "мили",
    )
)  # fmt: skip
"""Words within a header that speak of points: beside a column of money such a column is asked about."""
_WHO = ("client", "customer", "buyer", "клиент", "покупатель", "контрагент")
"""Words over codes and over names alike: the participant only where no column has a better word for a key."""
_ANY_CODE = ("id", "code", "код")
"""Words for a code of anything."""
_KEYS = {
    column.name: column for column in COLUMNS if column.name in {"external_id", "email", "phone"}
}


def _words(name: str) -> tuple[str, ...]:
    column = _KEYS[name]
    return (column.name, column.label, *column.synonyms)


_PARTICIPANT = replace(
    PARTICIPANT,
    synonyms=tuple(
        word
        for word in (*PARTICIPANT.synonyms, *_KEYS["external_id"].synonyms)
        if word not in {*_WHO, *_ANY_CODE}
    ),
    weaker=(*_ANY_CODE, *_WHO, *_words("email"), *_words("phone")),
)
"""A participant is named by any key of the profile, under any name that the key has in sheets of profiles."""


def schema(context: SheetContext) -> SheetSchema:
    """Return the schema of points transactions; `external_id` is the idempotency key."""
    columns = (
        by_hand(
            "external_id",
            CellKind.IDENTIFIER,
            ("transaction id", "transaction", "trans id", "txn id", "operation id", "receipt", "receipt number", "basket id", "key",
             "внешний id", "id операции", "номер операции", "идентификатор операции", "номер чека", "чек", "№ операции", "№ чека"),
            example="T-000001",
            weaker=("id",),
        ),
        _PARTICIPANT,
        by_hand(
            "points_type",
            CellKind.CHOICE if context.points_types else CellKind.IDENTIFIER,
            ("points kind", "currency", "account", "wallet", "тип баллов", "вид баллов", "счет"),
            example=context.points_types[0].value if context.points_types else "points",
            choices=context.points_types,
            homonyms=("currency", "account", "счет"),
        ),
        by_hand(
            "type",
            CellKind.CHOICE,
            ("transaction type", "trans type", "txn type", "operation", "operation type", "тип операции", "тип", "операция", "вид операции"),
            example="accrual",
            choices=POINTS_TYPES_OF_ROW,
            also=PROGRAM_MADE,
        ),
        replace(
            _FIELDS["amount"],
            label=SHEET["amount"].label.en,
            words=SHEET["amount"],
            required=True,
            weaker=_MONEY,
            rivals=_POINTS,
        ),
        _FIELDS["occurred_at"],
        replace(_FIELDS["activates_on"], name="activates_at"),
        replace(_FIELDS["expires_on"], name="expires_at"),
        by_hand(
            "promotion",
            CellKind.IDENTIFIER,
            ("campaign", "promo", "акция", "промоакция", "кампания"),
        ),
        _FIELDS["description"],
        by_hand(
            "external_data",
            CellKind.JSON,
            ("data", "json", "внешние данные", "данные"),
        ),
    )  # fmt: skip
    return SheetSchema(
        kind=ImportKind.POINTS,
        columns=columns,
        context=context,
        keys=("external_id",),
        need_one_of=(("participant",), ("amount",)),
        common=("participant", "external_id"),
        derived=(Derived("type"),),
        checks=(_types,),
        decide=("points_type", "type", "occurred_at", "activates_at", "expires_at"),
    )


def _types(batch: StagedBatch) -> None:
    """Set the type accrual where none is given; negative accruals are redemptions; reject amounts of zero."""
    types: list[Any] = batch.values.get("type") or [None] * batch.count
    amounts: list[Any] = batch.values.get("amount") or [None] * batch.count
    batch.values["type"] = types
    flawed = batch.flawed("type", "amount")
    if not flawed and None not in types and None not in amounts and min(amounts, default=1) > 0:
        return
    for offset, amount in enumerate(amounts):
        if offset in flawed:
            continue
        kind = types[offset] or "accrual"
        if kind in PROGRAM_MADE:  # the ledger decides whether the program made it
            continue
        if amount is not None and amount <= 0:
            if amount == 0 or kind == "import":
                code = "amount.zero" if amount == 0 else "amount.negative_opening"
                batch.refuse(offset, "amount", code)
                continue
            kind = "redemption"
            amounts[offset] = -amount
        types[offset] = kind
