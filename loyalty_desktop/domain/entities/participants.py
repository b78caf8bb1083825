"""Fields of a participant and of what people do with one. Rules that need the database: services/participants.py."""

from __future__ import annotations

from loyalty_desktop.domain.fields import Field, FieldTable, FieldType

REASON = Field("reason", FieldType.LINES, required=True, longest=1_000)

PARTICIPANT = FieldTable(
    "participant",
    (
        Field("registered_at", FieldType.INSTANT, null=True, example="2024-05-17 10:30:00", synonyms=(
            "registered at", "registration date", "registration time", "created at", "sign-up date",
            "signup date", "дата регистрации", "время регистрации", "зарегистрирован", "создан")),
        Field("comment", FieldType.LINES, null=True, longest=4_000, synonyms=(
            "note", "notes", "remark", "комментарий", "примечание", "заметка")),
    ),
)  # fmt: skip
"""What joining asks for; no moment means now. By hand: the profile, the program, the state, the tiers."""

BLOCK = FieldTable("block", (REASON,))
"""What blocking asks for."""

MANUAL_TIER = FieldTable("manual_tier", (Field("until", FieldType.DAY, required=True), REASON))
"""What setting a tier by hand asks for. By hand: the tier group and the tier."""
