"""The participants sheet: who takes part in a program; fields of the profile may stand beside."""

from __future__ import annotations

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets.contract import CellKind, SheetColumn, SheetContext, SheetSchema
from loyalty_desktop.spreadsheets.schemas import profiles
from loyalty_desktop.spreadsheets.words import PARTICIPANT_STATES

PARTICIPANT = SheetColumn(
    "participant",
    "Participant",
    CellKind.PARTICIPANT,
    ("member", "customer", "client", "member id", "участник", "id участника", "код участника", "номер участника"),
    required=True,
    help="Any key of the profile: external ID, email, phone or a custom field.",
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
_TIER_HELP = (
    "Name or external ID of a tier. The tier in force changes nothing; another one is set by hand, through a day asked"
    " once for the file. Further tier groups: tier (GROUP)."
)


def _tier_columns(context: SheetContext) -> tuple[SheetColumn, ...]:
    """A column for each tier group: the first one's is `tier`."""
    first = context.tiers[0].tiers if context.tiers else ()
    kind = CellKind.CHOICE if first else CellKind.IDENTIFIER
    made = [SheetColumn("tier", "Tier", kind, _TIER_WORDS, help=_TIER_HELP, choices=first)]
    for group in context.tiers[1:]:
        words = tuple(f"{word} {group.group}" for word in ("tier", *_TIER_WORDS))
        made.append(
            SheetColumn(
                group.field,
                group.field,
                CellKind.CHOICE,
                words,
                help=_TIER_HELP,
                choices=group.tiers,
            )
        )
    return tuple(made)


def schema(context: SheetContext) -> SheetSchema:
    """Participants of a program, with profile fields beside."""
    own = (
        PARTICIPANT,
        SheetColumn(
            "program",
            "Program",
            CellKind.IDENTIFIER,
            ("program id", "loyalty program", "программа", "программа лояльности"),
            help="External ID or name of the program; only needed when the file holds several.",
        ),
        SheetColumn(
            "state",
            "State",
            CellKind.CHOICE,
            ("status", "participant state", "состояние", "статус", "статус участника"),
            help="active, blocked or left.",
            example="active",
            choices=PARTICIPANT_STATES,
        ),
        *_tier_columns(context),
        SheetColumn(
            "comment",
            "Comment",
            CellKind.TEXT,
            ("note", "notes", "remark", "комментарий", "примечание", "заметка"),
        ),
    )
    return SheetSchema(
        kind=ImportKind.PARTICIPANTS,
        columns=(*own, *profiles.COLUMNS),
        context=context,
        keys=("participant",),
        need_one_of=(("participant", "external_id", "email", "phone"),),
    )
