"""Texts of the field tables in both languages: labels of fields, hints of inputs, help of columns in sheets.

A label is defined only here; forms, lists, cards, imports, templates and documents use it. Texts that several entities
share are in `COMMON`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loyalty_desktop.words.entries import Words


@dataclass(frozen=True, slots=True)
class FieldWords:
    """`hint` is shown under the input, `in_sheet` describes allowed cells, `example` is shown in an empty input."""

    label: Words
    hint: Words | None = None
    in_sheet: Words | None = None
    example: Words | None = None


Pair = tuple[str, str]  # English, Russian


def words_of(
    label: Pair,
    *,
    hint: Pair | None = None,
    in_sheet: Pair | None = None,
    example: Pair | None = None,
) -> FieldWords:
    """Makes the words of a field from pairs of an English and a Russian text."""
    rest = (None if pair is None else Words(*pair) for pair in (hint, in_sheet, example))
    return FieldWords(Words(*label), *rest)


COMMON = {
    "name": words_of(("Name", "Название")),
    "external_id": words_of(("External ID", "Внешний ID")),
    "description": words_of(("Description", "Описание")),
    "kind": words_of(("Kind", "Вид")),
    "reason": words_of(("Reason", "Причина")),
}

PROFILE_DATABASE = {"name": words_of(("Name", "Название"), example=("Customers", "Клиенты"))}

CUSTOM_FIELD = {
    "name": words_of(("Name in files", "Имя в файлах")),
    "label": words_of(("Label", "Подпись")),
}

PROFILE = {
    "external_id": words_of(
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
    "email": words_of(
        ("Email", "Эл. почта"),
        in_sheet=("Compared without regard to case.", "Сравнивается без учёта регистра."),
        example=("name@example.com", "name@example.com"),
    ),
    "phone": words_of(
        ("Phone", "Телефон"),
        in_sheet=(
            "Any writing with a country code; without one it belongs to the country of phones (Settings, the Match page or --phone-region), and is rejected while none is chosen.",
            "Любая запись с кодом страны или номер, как его набирают в стране по умолчанию.",
        ),
        example=("+1 513 555 0118", "+7 916 123-45-67"),
    ),
    "first_name": words_of(("First name", "Имя")),
    "last_name": words_of(("Last name", "Фамилия")),
    "middle_name": words_of(("Middle name", "Отчество")),
    "birth_date": words_of(("Birth date", "Дата рождения")),
    "gender": words_of(
        ("Gender", "Пол"),
        in_sheet=(
            "female, male or other; Russian words are understood.",
            "female, male или other; русские слова тоже понятны.",
        ),
    ),
    "city": words_of(("City", "Город")),
    "postal_code": words_of(("Postal code", "Почтовый индекс")),
    "region": words_of(("Region", "Регион")),
    "language": words_of(
        ("Language", "Язык"),
        in_sheet=("A language code such as ru or en.", "Код языка, например ru или en."),
        example=("en", "ru"),
    ),
    "consent_marketing": words_of(("Consent to marketing", "Согласие на рассылку")),
    "consent_program": words_of(("Consent to the program", "Согласие на участие")),
    "tags": words_of(
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
    "name": words_of(("Name", "Название"), example=("Star club", "Звёздный клуб")),
    "external_id": words_of(
        ("External ID", "Внешний ID"),
        hint=(
            "Files and commands name the program by it.",
            "По нему программу находят в файлах и командах.",
        ),
    ),
    "currency": words_of(("Currency", "Валюта")),
    "time_zone": words_of(
        ("Time zone", "Часовой пояс"),
        hint=("Days begin and points expire by it.", "По нему начинаются дни и сгорают баллы."),
    ),
}

POINTS_TYPE = {
    "name": words_of(("Name", "Название"), example=("Points", "Баллы")),
    "initial_balance": words_of(
        ("Given on joining", "При вступлении"),
        hint=(
            "Once per profile, even after joining again.",
            "Один раз на профиль, даже при повторном вступлении.",
        ),
    ),
    "money_rate": words_of(
        ("Points per currency unit", "Баллов за единицу валюты"),
        hint=(
            "100: a hundred points pay 1. 0: worth no money.",
            "100: сто баллов стоят 1. 0: в деньгах ничего не стоят.",
        ),
    ),
    "activation_days": words_of(
        ("Active after, days", "Активация через, дней"),
        hint=(
            "0: at once. Until then the points are pending.",
            "0: сразу. До этого баллы ожидают.",
        ),
    ),
    "expiry_kind": words_of(("Expire", "Сгорают")),
    "expiry_count": words_of(
        ("How many", "Сколько"),
        hint=(
            "Points are valid through the last day, in the program's time zone.",
            "Баллы действуют весь последний день по часовому поясу программы.",
        ),
    ),
    "expiry_date": words_of(("Last valid day", "Последний день действия")),
    "rounding_mode": words_of(("Round computed amounts", "Округление расчётных сумм")),
    "rounding_step": words_of(("To a multiple of", "Кратно")),
    "decimals": words_of(("Decimals", "Знаков после запятой")),
    "redeem_max_share": words_of(("Largest share of an order, %", "Наибольшая доля заказа, %")),
    "redeem_min": words_of(("Smallest payment", "Наименьшая оплата")),
    "redeem_step": words_of(("Payments in steps of", "Шаг оплаты")),
    "largest_balance": words_of(
        ("Largest balance", "Наибольший баланс"),
        hint=(
            "What does not fit is not accrued. Empty: no limit.",
            "Сверх этого баллы не начисляются. Пусто: без ограничения.",
        ),
    ),
    "cancel_policy": words_of(
        (
            "When a cancelled accrual was spent already",
            "Если баллы отменённого начисления уже потрачены",
        )
    ),
    "archived": words_of(("Archived", "В архиве")),
}

TIER_GROUP = {
    "name": words_of(("Name", "Название"), example=("Tiers", "Уровни")),
    "review_months": words_of(("Review every, months", "Пересмотр раз в, месяцев")),
    "review_anchor": words_of(("Review", "Пересмотр")),
    "review_day": words_of(
        ("One review day", "Один из дней пересмотра"),
        hint=("The others are counted from it.", "От него отсчитываются остальные."),
    ),
    "reset": words_of(
        ("Points start from 0 after a review", "После пересмотра баллы начинаются с 0")
    ),
    "downgrade": words_of(("On the way down", "При понижении")),
    "grace_days": words_of(
        ("Grace, days", "Льготный период, дней"),
        hint=(
            "A way down waits so long for missing points.",
            "На этот срок понижение откладывается, чтобы участник успел набрать недостающие баллы.",
        ),
    ),
}

TIER = {
    "name": words_of(("Tier", "Уровень")),
    "threshold": words_of(("From points", "От, баллов")),
    "colour": words_of(("Colour", "Цвет")),
}

PARTNER = {
    "name": words_of(("Name", "Название"), example=("Corner bakery", "Пекарня на углу")),
    "owns": words_of(
        ("Products or brands", "Товары или бренды"),
        hint=(
            "What belongs to the partner, in your words.",
            "Что принадлежит партнёру, своими словами.",
        ),
        example=("Bread, pastry", "Хлеб, выпечка"),
    ),
    "cost_share": words_of(
        ("Share of the cost, %", "Доля расходов, %"),
        hint=(
            "What the partner pays of the points given for its products.",
            "Какую долю баллов, начисленных за его товары, оплачивает партнёр.",
        ),
    ),
    "contact_person": words_of(("Contact person", "Контактное лицо")),
    "contact_email": words_of(("Contact email", "Эл. почта для связи")),
    "contact_phone": words_of(("Contact phone", "Телефон для связи")),
    "website": words_of(("Web address", "Сайт")),
    "note": words_of(("Note", "Заметка")),
}

PARTICIPANT = {
    "registered_at": words_of(
        ("Registered", "Регистрация"),
        hint=(
            "Without a date: now. In the time zone of the program.",
            "Без даты — сейчас. По часовому поясу программы.",
        ),
        in_sheet=(
            "Date, or date and time, in the program's time zone.",
            "Дата или дата и время по часовому поясу программы.",
        ),
    ),
    "comment": words_of(("Comment", "Комментарий")),
}

MANUAL_TIER = {
    "until": words_of(("Last day", "Последний день")),
    "reason": words_of(
        ("Reason", "Причина"),
        example=("Welcome from another program", "Переход из другой программы"),
    ),
}

POINTS_OPERATION = {
    "amount": words_of(
        ("Amount, points", "Сумма, баллов"),
        in_sheet=("Points, up to four decimals.", "Баллы, до четырёх знаков после запятой."),
    ),
    "description": words_of(
        ("Description", "Описание"),
        hint=("Shown in the list of transactions.", "Видно в списке операций."),
    ),
    "occurred_at": words_of(
        ("Happened", "Когда произошло"),
        hint=(
            "Without a date: now. In the time zone of the program.",
            "Без даты — сейчас. По часовому поясу программы.",
        ),
        in_sheet=(
            "When it happened, in the program's time zone; now when left out.",
            "Когда это произошло, по часовому поясу программы; если не указано, то сейчас.",
        ),
    ),
    "activates_on": words_of(
        ("Active from", "Активны с"),
        in_sheet=(
            "First day the points can be spent; by the points type when left out.",
            "Первый день, когда баллы можно потратить; если не указан, то по типу баллов.",
        ),
    ),
    "expires_on": words_of(
        ("Last valid day", "Последний день действия"),
        in_sheet=(
            "Last day the points are valid; by the points type when left out.",
            "Последний день, когда баллы действуют; если не указан, то по типу баллов.",
        ),
    ),
}

CANCELLATION = {
    "reason": words_of(("Reason", "Причина"), example=("Booked twice", "Записано дважды"))
}

FIELDS: Mapping[str, Mapping[str, FieldWords]] = {
    "profile_database": PROFILE_DATABASE,
    "custom_field": CUSTOM_FIELD,
    "profile": PROFILE,
    "program": PROGRAM,
    "points_type": POINTS_TYPE,
    "tier_group": TIER_GROUP,
    "tier": TIER,
    "partner": PARTNER,
    "participant": PARTICIPANT,
    "block": {},
    "manual_tier": MANUAL_TIER,
    "points_operation": POINTS_OPERATION,
    "cancellation": CANCELLATION,
}
"""Texts by entity and field."""


def field_words(entity: str, name: str) -> FieldWords:
    """Returns the texts of a field. Raises KeyError when it has none."""
    own = FIELDS[entity].get(name)
    return COMMON[name] if own is None else own


def label(entity: str, name: str, language: str) -> str:
    """Returns the label of a field."""
    return field_words(entity, name).label.in_language(language)
