"""Words that cells may have in both languages: yes and no, gender, types of points transactions, languages."""

from __future__ import annotations

from loyalty_desktop.domain.text import fold
from loyalty_desktop.spreadsheets.contract import AllowedValue

YES = ("yes", "y", "true", "1", "on", "да", "д", "истина", "+", "v", "✓", "x", "х")
NO = ("no", "n", "false", "0", "off", "нет", "н", "ложь", "-", "–", "—")

YES_NO = {**{fold(word): 1 for word in YES}, **{fold(word): 0 for word in NO}}
"""0 or 1 by folded word."""

GENDERS = (
    AllowedValue(
        "female", "female", ("f", "w", "woman", "ж", "жен", "жен.", "женский", "женщина"), "женский"
    ),
    AllowedValue("male", "male", ("m", "man", "м", "муж", "муж.", "мужской", "мужчина"), "мужской"),
    AllowedValue("other", "other", ("o", "x", "другой", "другое", "иной", "не указан"), "другой"),
)

POINTS_TYPES_OF_ROW = (
    AllowedValue(
        "accrual",
        "accrual",
        (
            "accrue",
            "accrued",
            "earn",
            "earned",
            "credit",
            "credited",
            "bonus",
            "award",
            "gift",
            "бонус",
            "подарок",
            "начисление",
            "начислено",
            "приход",
            "зачисление",
        ),
        "начисление",
    ),
    AllowedValue(
        "redemption",
        "redemption",
        (
            "redeem",
            "redeemed",
            "spend",
            "spent",
            "used",
            "burn",
            "burned",
            "debit",
            "debited",
            "списание",
            "списано",
            "расход",
            "оплата",
        ),
        "списание",
    ),
    AllowedValue(
        "import",
        "opening balance",
        (
            "opening",
            "initial balance",
            "balance",
            "входящий остаток",
            "начальный остаток",
            "остаток",
            "импорт",
        ),
        "входящий остаток",
    ),
)
"""Allowed values of the column `type` in a points sheet."""

PROGRAM_MADE = ("initial", "expiration", "activation", "cancellation", "adjustment", "transfer")
"""Types of transactions that only the program makes. Exported lists have them; on import they are unchanged."""

PARTICIPANT_STATES = (
    AllowedValue("active", "active", ("активен", "активный", "активна", "действует"), "активен"),
    AllowedValue(
        "blocked",
        "blocked",
        ("заблокирован", "заблокирована", "блок", "блокирован"),
        "заблокирован",
    ),
    AllowedValue("left", "left", ("вышел", "вышла", "покинул", "выбыл"), "вышел"),
)

LANGUAGES = {
    "русский": "ru", "russian": "ru", "rus": "ru", "рус": "ru",
    "английский": "en", "english": "en", "eng": "en", "англ": "en",
    "немецкий": "de", "german": "de", "deutsch": "de",
    "французский": "fr", "french": "fr", "испанский": "es", "spanish": "es",
    "казахский": "kk", "kazakh": "kk", "украинский": "uk", "ukrainian": "uk",
    "китайский": "zh", "chinese": "zh", "татарский": "tt", "tatar": "tt",
}  # fmt: skip


def choice_words(choices: tuple[AllowedValue, ...]) -> dict[str, str]:
    """Return values by folded word; values have priority over names, names over other words."""
    found: dict[str, str] = {}
    for pick in (lambda c: (c.value,), lambda c: (c.name, c.russian), lambda c: c.words):
        for choice in choices:
            for word in pick(choice):
                if word:
                    found.setdefault(fold(word), choice.value)
    return found
