"""Words of sheets in both languages: the columns of imports by name, and what a template says."""

from __future__ import annotations

from dataclasses import replace

from loyalty_desktop.words.entries import Words
from loyalty_desktop.words.fields import PARTICIPANT, POINTS_OPERATION, PROFILE, words_of
from loyalty_desktop.words.sheet_kinds import KIND_WORDS

SHEET = {
    "id": words_of(("Profile ID", "ID профиля")),
    "full_name": words_of(
        ("Full name", "Полное имя"),
        in_sheet=(
            "Split into last, first and middle name; columns of their own win.",
            "Делится на фамилию, имя и отчество; отдельные столбцы важнее.",
        ),
    ),
    "registered_at": PARTICIPANT["registered_at"],
    "participant": words_of(
        ("Participant", "Участник"),
        in_sheet=(
            "Any key of the profile: external ID, email, phone or a custom field.",
            "Любой ключ профиля: внешний ID, эл. почта, телефон или своё поле.",
        ),
    ),
    "program": words_of(
        ("Program", "Программа"),
        in_sheet=(
            "External ID or name of the program; only needed when the file holds several.",
            "Внешний ID или название программы; нужен, только если в файле их несколько.",
        ),
    ),
    "state": words_of(
        ("State", "Состояние"),
        in_sheet=("active, blocked or left.", "активен, заблокирован или вышел."),
    ),
    "tier": words_of(
        ("Tier", "Уровень"),
        in_sheet=(
            "Name or external ID of a tier. The tier in force changes nothing; another one is set by hand, through a day asked once for the file. Further tier groups: tier (GROUP).",
            "Название или внешний ID уровня. Действующий уровень ничего не меняет, другой задаётся вручную до дня, который спрашивают один раз на файл. Другие группы уровней: tier (ГРУППА).",
        ),
    ),
    "comment": PARTICIPANT["comment"],
    "external_id": words_of(
        ("External ID", "Внешний ID"),
        in_sheet=(
            "Unique in the program: the same row twice is written once.",
            "Уникален в программе: одна и та же строка дважды записывается один раз.",
        ),
    ),
    "points_type": words_of(
        ("Points type", "Тип баллов"),
        in_sheet=(
            "Name or external ID of a points type; may be left out when the import names one.",
            "Название или внешний ID типа баллов; не нужен, если тип выбран при импорте.",
        ),
    ),
    "type": words_of(
        ("Type", "Тип"),
        in_sheet=(
            "accrual, redemption or opening balance; an accrual below zero is a redemption.",
            "начисление, списание или входящий остаток; начисление меньше нуля — это списание.",
        ),
    ),
    "amount": replace(POINTS_OPERATION["amount"], label=Words("Amount", "Сумма")),
    "occurred_at": POINTS_OPERATION["occurred_at"],
    "activates_at": POINTS_OPERATION["activates_on"],
    "expires_at": POINTS_OPERATION["expires_on"],
    "promotion": words_of(("Promotion", "Акция")),
    "description": POINTS_OPERATION["description"],
    "external_data": words_of(
        ("External data", "Внешние данные"),
        in_sheet=(
            "A JSON object kept with the transaction.",
            "Объект JSON, который хранится вместе с операцией.",
        ),
    ),
}
"""Fields of sheets by the name of their column: those that no table has, and those of tables under the name in sheets."""

TEMPLATE = {
    "sheet": Words("Data", "Данные"),
    "help": Words("Help", "Пояснения"),
    "column": Words("Column", "Столбец"),
    "field": Words("Field name", "Имя поля"),
    "required": Words("Required", "Обязательно"),
    "holds": Words("What stands in it", "Что в нём стоит"),
    "example": Words("Example", "Пример"),
    "yes": Words("yes", "да"),
    "no": Words("no", "нет"),
}
"""What a template says besides its fields."""


def sheet_label(name: str, language: str) -> str:
    """Returns what a field of a sheet is called; its name when it has no words."""
    words = PROFILE.get(name) or SHEET.get(name)
    for kind in KIND_WORDS.values():
        words = words or kind.fields.get(name)
    return name if words is None else words.label.in_language(language)
