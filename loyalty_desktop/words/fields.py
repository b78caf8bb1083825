"""Words of the field tables in both languages: what a field is called, and what its input and its column in sheets say.

A label is said here once; forms, lists, cards, imports, templates and documents read it. Words that several entities
share stand in `COMMON`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loyalty_desktop.words.entries import Words


@dataclass(frozen=True, slots=True)
class FieldWords:
    """`hint` stands under the input, `in_sheet` tells what a cell may hold, `example` shows in an empty input."""

    label: Words
    hint: Words | None = None
    in_sheet: Words | None = None
    example: Words | None = None


_Pair = tuple[str, str]  # English, Russian


def _field(
    label: _Pair,
    *,
    hint: _Pair | None = None,
    in_sheet: _Pair | None = None,
    example: _Pair | None = None,
) -> FieldWords:
    rest = (None if pair is None else Words(*pair) for pair in (hint, in_sheet, example))
    return FieldWords(Words(*label), *rest)


COMMON = {
    "name": _field(("Name", "Название")),
    "external_id": _field(("External ID", "Внешний ID")),
    "description": _field(("Description", "Описание")),
    "kind": _field(("Kind", "Вид")),
}

PROFILE_DATABASE = {"name": _field(("Name", "Название"), example=("Customers", "Клиенты"))}

CUSTOM_FIELD = {
    "name": _field(("Name in files", "Имя в файлах")),
    "label": _field(("Label", "Подпись")),
}

PROFILE = {
    "external_id": _field(
        ("External ID", "Внешний ID"),
        hint=(
            "The number of the card, or the ID of your other system.",
            "Номер карты или ID из другой вашей системы.",
        ),
        in_sheet=(
            "The identifier another system knows this customer by. Text: leading zeros are kept.",
            "Идентификатор, по которому клиента знает другая система. Текст: ведущие нули сохраняются.",
        ),
    ),
    "email": _field(
        ("Email", "Эл. почта"),
        in_sheet=("Compared without regard to case.", "Сравнивается без учёта регистра."),
        example=("name@example.com", "name@example.com"),
    ),
    "phone": _field(
        ("Phone", "Телефон"),
        in_sheet=(
            "Any writing with a country code, or the number as dialled in the default country.",
            "Любая запись с кодом страны или номер, как его набирают в стране по умолчанию.",
        ),
        example=("+1 513 555 0118", "+7 916 123-45-67"),
    ),
    "first_name": _field(("First name", "Имя")),
    "last_name": _field(("Last name", "Фамилия")),
    "middle_name": _field(("Middle name", "Отчество")),
    "birth_date": _field(("Birth date", "Дата рождения")),
    "gender": _field(
        ("Gender", "Пол"),
        in_sheet=(
            "female, male or other; Russian words are understood.",
            "female, male или other; русские слова тоже понятны.",
        ),
    ),
    "city": _field(("City", "Город")),
    "postal_code": _field(("Postal code", "Почтовый индекс")),
    "region": _field(("Region", "Регион")),
    "language": _field(
        ("Language", "Язык"),
        in_sheet=("A language code such as ru or en.", "Код языка, например ru или en."),
        example=("en", "ru"),
    ),
    "consent_marketing": _field(("Consent to marketing", "Согласие на рассылку")),
    "consent_program": _field(("Consent to the program", "Согласие на участие")),
    "tags": _field(
        ("Tags", "Метки"),
        hint=("Separated by commas.", "Через запятую."),
        in_sheet=(
            "Several tags stand in one cell, with commas or semicolons between them.",
            "Несколько меток пишут в одной ячейке через запятую или точку с запятой.",
        ),
        example=("family, weekly", "семья, еженедельно"),
    ),
}

PROGRAM = {
    "name": _field(("Name", "Название"), example=("Star club", "Звёздный клуб")),
    "external_id": _field(
        ("External ID", "Внешний ID"),
        hint=(
            "Files and commands name the program by it.",
            "По нему программу находят в файлах и командах.",
        ),
    ),
    "currency": _field(("Currency", "Валюта")),
    "time_zone": _field(
        ("Time zone", "Часовой пояс"),
        hint=("Days begin and points expire by it.", "По нему начинаются дни и сгорают баллы."),
    ),
}

POINTS_TYPE = {
    "name": _field(("Name", "Название"), example=("Points", "Баллы")),
    "initial_balance": _field(
        ("Given on joining", "При вступлении"),
        hint=(
            "Once per profile, even after joining again.",
            "Один раз на профиль, даже при повторном вступлении.",
        ),
    ),
    "money_rate": _field(
        ("Points per currency unit", "Баллов за единицу валюты"),
        hint=(
            "100: a hundred points pay 1. 0: worth no money.",
            "100: сто баллов стоят 1. 0: в деньгах ничего не стоят.",
        ),
    ),
    "activation_days": _field(
        ("Active after, days", "Активация через, дней"),
        hint=(
            "0: at once. Until then the points are pending.",
            "0: сразу. До этого баллы ожидают.",
        ),
    ),
    "expiry_kind": _field(("Expire", "Сгорают")),
    "expiry_count": _field(
        ("How many", "Сколько"),
        hint=(
            "Points are valid through the last day, in the program's time zone.",
            "Баллы действуют весь последний день по часовому поясу программы.",
        ),
    ),
    "expiry_date": _field(("Last valid day", "Последний день действия")),
    "rounding_mode": _field(("Round computed amounts", "Округление расчётных сумм")),
    "rounding_step": _field(("To a multiple of", "Кратно")),
    "decimals": _field(("Decimals", "Знаков после запятой")),
    "redeem_max_share": _field(("Largest share of an order, %", "Наибольшая доля заказа, %")),
    "redeem_min": _field(("Smallest payment", "Наименьшая оплата")),
    "redeem_step": _field(("Payments in steps of", "Шаг оплаты")),
    "largest_balance": _field(
        ("Largest balance", "Наибольший баланс"),
        hint=(
            "What does not fit is not accrued. Empty: no limit.",
            "Сверх этого баллы не начисляются. Пусто: без ограничения.",
        ),
    ),
    "cancel_policy": _field(
        (
            "When a cancelled accrual was spent already",
            "Если баллы отменённого начисления уже потрачены",
        )
    ),
    "archived": _field(("Archived", "В архиве")),
}

TIER_GROUP = {
    "name": _field(("Name", "Название"), example=("Tiers", "Уровни")),
    "review_months": _field(("Review every, months", "Пересмотр раз в, месяцев")),
    "review_anchor": _field(("Review", "Пересмотр")),
    "review_day": _field(
        ("One review day", "Один из дней пересмотра"),
        hint=("The others are counted from it.", "От него отсчитываются остальные."),
    ),
    "reset": _field(
        ("Points start from 0 after a review", "После пересмотра баллы начинаются с 0")
    ),
    "downgrade": _field(("On the way down", "При понижении")),
    "grace_days": _field(
        ("Grace, days", "Льготный период, дней"),
        hint=(
            "A way down waits so long for missing points.",
            "На этот срок понижение откладывается, чтобы участник успел набрать недостающие баллы.",
        ),
    ),
}

TIER = {
    "name": _field(("Tier", "Уровень")),
    "threshold": _field(("From points", "От, баллов")),
    "colour": _field(("Colour", "Цвет")),
}

PARTNER = {
    "name": _field(("Name", "Название"), example=("Corner bakery", "Пекарня на углу")),
    "owns": _field(
        ("Products or brands", "Товары или бренды"),
        hint=(
            "What belongs to the partner, in your words.",
            "Что принадлежит партнёру, своими словами.",
        ),
        example=("Bread, pastry", "Хлеб, выпечка"),
    ),
    "cost_share": _field(
        ("Share of the cost, %", "Доля расходов, %"),
        hint=(
            "What the partner pays of the points given for its products.",
            "Какую долю баллов, начисленных за его товары, оплачивает партнёр.",
        ),
    ),
    "contact_email": _field(("Contact email", "Эл. почта для связи")),
}

SHEET = {
    "id": _field(("Profile ID", "ID профиля")),
    "full_name": _field(("Full name", "Полное имя")),
    "registered_at": _field(("Registered", "Регистрация")),
    "participant": _field(("Participant", "Участник")),
    "program": _field(("Program", "Программа")),
    "state": _field(("State", "Состояние")),
    "tier": _field(("Tier", "Уровень")),
    "comment": _field(("Comment", "Комментарий")),
    "points_type": _field(("Points type", "Тип баллов")),
    "type": _field(("Type", "Тип")),
    "amount": _field(("Amount", "Сумма")),
    "occurred_at": _field(("Happened", "Когда произошло")),
    "activates_at": _field(("Active from", "Активны с")),
    "expires_at": _field(("Last valid day", "Последний день действия")),
    "promotion": _field(("Promotion", "Акция")),
    "description": _field(("Description", "Описание")),
    "external_data": _field(("External data", "Внешние данные")),
}
"""Fields of sheets that are written by hand."""

FIELDS: Mapping[str, Mapping[str, FieldWords]] = {
    "profile_database": PROFILE_DATABASE,
    "custom_field": CUSTOM_FIELD,
    "profile": PROFILE,
    "program": PROGRAM,
    "points_type": POINTS_TYPE,
    "tier_group": TIER_GROUP,
    "tier": TIER,
    "partner": PARTNER,
}
"""Entity -> field -> its words."""


def field_words(entity: str, name: str) -> FieldWords:
    """Returns the words of a field. KeyError when it has none."""
    own = FIELDS[entity].get(name)
    return COMMON[name] if own is None else own


def label(entity: str, name: str, language: str) -> str:
    """Returns what a field is called."""
    return field_words(entity, name).label.in_language(language)


def sheet_label(name: str, language: str) -> str:
    """Returns what a field of a sheet of profiles, participants or points is called; its name when it has no words."""
    words = PROFILE.get(name) or SHEET.get(name)
    return name if words is None else words.label.in_language(language)
