"""Texts of enumerations: how a parameter of a message such as TransactionType.ACCRUAL is shown."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from loyalty_desktop.domain.kinds import (
    ImportKind,
    ParticipantState,
    PointsKind,
    ProgramState,
    TransactionState,
    TransactionType,
)
from loyalty_desktop.words.entries import Words
from loyalty_desktop.words.sheet_kinds import KIND_WORDS

TERMS: Sequence[tuple[Enum | ImportKind, Words]] = (
    (ProgramState.DRAFT, Words("draft", "черновик")),
    (ProgramState.ACTIVE, Words("active", "активна")),
    (ProgramState.PAUSED, Words("paused", "приостановлена")),
    (ProgramState.ARCHIVED, Words("archived", "в архиве")),
    (ParticipantState.ACTIVE, Words("active", "активен")),
    (ParticipantState.BLOCKED, Words("blocked", "заблокирован")),
    (ParticipantState.LEFT, Words("left", "вышел")),
    (PointsKind.STANDARD, Words("standard", "стандартные")),
    (PointsKind.QUALIFICATION, Words("qualification", "квалификационные")),
    (TransactionType.INITIAL, Words("initial balance", "начальный баланс")),
    (TransactionType.ACCRUAL, Words("accrual", "начисление")),
    (TransactionType.REDEMPTION, Words("redemption", "списание")),
    (TransactionType.EXPIRATION, Words("expiration", "сгорание")),
    (TransactionType.ACTIVATION, Words("activation", "активация")),
    (TransactionType.CANCELLATION, Words("cancellation", "отмена")),
    (TransactionType.ADJUSTMENT, Words("adjustment", "корректировка")),
    (TransactionType.TRANSFER, Words("transfer", "перевод")),
    (TransactionType.IMPORT, Words("opening balance", "входящий остаток")),
    (TransactionState.TEMPORARY, Words("temporary", "временная")),
    (TransactionState.PERMANENT, Words("permanent", "постоянная")),
    (TransactionState.COMMITTED, Words("committed", "подтверждена")),
    (TransactionState.ROLLED_BACK, Words("rolled back", "откат")),
    (TransactionState.CANCELLED, Words("cancelled", "отменена")),
    *((kind, words.term) for kind, words in KIND_WORDS.items()),
)
"""Pairs, because members of two enumerations with the same value are equal. A missing member is shown as its value."""
