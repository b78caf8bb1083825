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
        SheetColumn(
            "tier",
            "Tier",
            CellKind.CHOICE if context.tiers else CellKind.IDENTIFIER,
            ("level", "tier name", "loyalty tier", "уровень", "статус в программе", "категория"),
            help="In exported lists. Not imported: tiers follow from points; the import says so.",
            choices=context.tiers,
        ),
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
