"""Fields of profile databases, their custom fields and profiles. Rules over several fields: domain/profiles.py."""

from __future__ import annotations

from loyalty_desktop.domain.entities.programs import EXTERNAL_ID, NAME
from loyalty_desktop.domain.fields import Field, FieldTable, FieldType
from loyalty_desktop.domain.kinds import FieldKind, Gender

_TEXT, _LONGEST = FieldType.TEXT, 1_000

PROFILE_DATABASE = FieldTable("profile_database", (NAME, EXTERNAL_ID))
"""Not in this table, written by hand: the custom fields."""

CUSTOM_FIELD = FieldTable(
    "custom_field",
    (
        Field("name", FieldType.TEXT, required=True, longest=64),
        Field("label", FieldType.TEXT, required=True, longest=200),
        Field("kind", FieldType.CHOICE, required=True, choices=FieldKind),
    ),
)
"""Not in this table, written by hand: what a name may be, and the values of a list."""

PROFILE = FieldTable(
    "profile",
    (
        Field("external_id", FieldType.IDENTIFIER, required=True, longest=200, searched=True, example="00001234", synonyms=(
            "id", "customer id", "client id", "profile id", "customer number", "customer no",
            "cust no", "cust id", "card", "card number", "card no", "loyalty card", "loyalty number", "member number",
            "household id", "user id", "код покупателя", "id покупателя", "номер карты лояльности", "бонусная карта",
            "дисконтная карта", "номер клиента в программе",
            "внешний id", "внешний идентификатор", "идентификатор", "ид", "код клиента", "номер клиента", "id клиента",
            "номер карты", "карта", "лицевой счет", "code", "код")),
        Field("email", FieldType.EMAIL, null=True, longest=_LONGEST, searched=True, example="anna@example.com", synonyms=(
            "e-mail", "mail", "email address", "e-mail address", "почта", "эл. почта", "электронная почта", "емейл",
            "имейл", "адрес электронной почты")),
        Field("phone", FieldType.PHONE, null=True, longest=_LONGEST, searched=True, example="+7 916 123-45-67", synonyms=(
            "phone number", "mobile", "mobile phone", "cell", "tel", "telephone", "телефон", "номер телефона",
            "мобильный", "мобильный телефон", "моб. телефон", "тел", "сотовый")),
        Field("first_name", _TEXT, null=True, longest=_LONGEST, searched=True, example="Anna", synonyms=(
            "given name", "firstname", "forename", "имя")),
        Field("last_name", _TEXT, null=True, longest=_LONGEST, searched=True, example="Ivanova", synonyms=(
            "surname", "family name", "lastname", "фамилия")),
        Field("middle_name", _TEXT, null=True, longest=_LONGEST, searched=True, synonyms=(
            "patronymic", "second name", "middlename", "отчество")),
        Field("birth_date", FieldType.DAY, null=True, example="1990-03-25", synonyms=(
            "birthday", "date of birth", "dob", "birthdate", "born", "дата рождения", "день рождения", "др", "д.р.",
            "родился")),
        Field("gender", FieldType.CHOICE, null=True, choices=Gender, example="female", synonyms=("sex", "пол")),
        Field("city", _TEXT, null=True, longest=_LONGEST, example="Kazan", synonyms=("town", "город", "населенный пункт")),
        Field("postal_code", FieldType.IDENTIFIER, null=True, longest=20, searched=True, example="02139", synonyms=(
            "postcode", "post code", "zip", "zip code", "индекс")),
        Field("region", _TEXT, null=True, longest=_LONGEST, synonyms=("state", "province", "регион", "область", "край")),
        Field("language", FieldType.LANGUAGE, null=True, longest=_LONGEST, example="en", synonyms=(
            "lang", "locale", "язык", "язык общения")),
        Field("consent_marketing", FieldType.FLAG, null=True, example="yes", synonyms=(
            "marketing consent", "marketing", "newsletter", "subscribed", "opt-in", "opt in", "согласие на рассылку",
            "рассылка", "согласие на рекламу", "подписан")),
        Field("consent_program", FieldType.FLAG, null=True, example="yes", synonyms=(
            "program consent", "terms accepted", "loyalty consent", "personal data consent", "согласие с правилами",
            "согласие на участие", "согласие на обработку персональных данных", "согласие пдн")),
        Field("tags", FieldType.TAGS, null=True, example="vip, newsletter", synonyms=(
            "tag", "labels", "теги", "метки", "тэги")),
    ),
)  # fmt: skip
"""Not in this table, written by hand: custom fields, the time of registration, the full name in sheets, when consents
were given."""

IN_SHEETS = PROFILE.starting_with("external_id", "email", "phone", "last_name", "first_name")
"""Fields of a profile in the order of sheets."""

_NAMES_FIRST = PROFILE.starting_with("external_id", "last_name", "first_name", "middle_name")
SEARCHED = tuple(
    f.name for f in sorted(_NAMES_FIRST, key=lambda f: f.kind is FieldType.PHONE) if f.searched
)
"""Columns of a profile that its search text consists of, in order; phones last."""
