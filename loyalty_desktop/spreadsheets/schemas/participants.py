"""The participants sheet: participants of a program, optionally with fields of their profiles."""

from __future__ import annotations

from dataclasses import replace

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets.contract import CellKind, SheetColumn, SheetContext, SheetSchema
from loyalty_desktop.spreadsheets.derived import one_key_of
from loyalty_desktop.spreadsheets.schemas import profiles
from loyalty_desktop.spreadsheets.schemas.fields import by_hand
from loyalty_desktop.spreadsheets.words import PARTICIPANT_STATES
from loyalty_desktop.words.entries import Words
from loyalty_desktop.words.sheets import SHEET

PARTICIPANT = by_hand(
    "participant",
    CellKind.PARTICIPANT,
    ("member", "customer", "client", "member id", "participant id", "household id", "user id", "участник", "id участника", "код участника", "номер участника"),
    required=True,
    example="00001234",
)  # fmt: skip


_TIER_WORDS = (
    "level",
    "tier name",
    "loyalty tier",
    "уровень",
    "статус в программе",
    "категория",
)


_KEYS = ("participant", "external_id", "email", "phone")


def _tier_columns(context: SheetContext) -> tuple[SheetColumn, ...]:
    """Return a column for each tier group: the first one's is `tier`."""
    first = context.tiers[0].tiers if context.tiers else ()
    kind = CellKind.CHOICE if first else CellKind.IDENTIFIER
    made = [by_hand("tier", kind, _TIER_WORDS, choices=first)]
    for group in context.tiers[1:]:
        label = Words(group.field, f"Уровень {group.group}")
        made.append(
            by_hand(
                group.field,
                CellKind.CHOICE,
                tuple(f"{word} {group.group}" for word in ("tier", *_TIER_WORDS)),
                words=replace(SHEET["tier"], label=label),
                choices=group.tiers,
            )
        )
    return tuple(made)


def schema(context: SheetContext) -> SheetSchema:
    """Return the schema of participants of a program, with profile fields."""
    own = (
        PARTICIPANT,
        by_hand(
            "program",
            CellKind.IDENTIFIER,
            ("program id", "loyalty program", "программа", "программа лояльности"),
        ),
        by_hand(
            "state",
            CellKind.CHOICE,
            ("status", "participant state", "состояние", "статус", "статус участника"),
            example="active",
            choices=PARTICIPANT_STATES,
            homonyms=("state", "status", "состояние", "статус"),
        ),
        *_tier_columns(context),
        profiles.JOINING["comment"],
    )
    return SheetSchema(
        kind=ImportKind.PARTICIPANTS,
        columns=(*own, *profiles.COLUMNS),
        context=context,
        keys=("participant",),
        need_one_of=(_KEYS,),
        common=(*profiles.COMMON, "participant", "program", "registered_at", "comment"),
        decide=("program", "state"),
        custom_fields=True,
        derived=profiles.DERIVED,
        checks=(one_key_of(*_KEYS),),
    )
