"""The profiles sheet: one row a customer of a profile database."""

from __future__ import annotations

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets.contract import CellKind, SheetColumn, SheetContext, SheetSchema
from loyalty_desktop.spreadsheets.words import GENDERS

COLUMNS = (
    SheetColumn(
        "external_id",
        "External ID",
        CellKind.IDENTIFIER,
        ("id", "customer id", "client id", "profile id", "customer number", "card", "card number", "household id",
         "внешний id", "внешний идентификатор", "идентификатор", "ид", "код клиента", "номер клиента", "id клиента",
         "номер карты", "карта", "лицевой счет"),
        help="The identifier another system knows this customer by. Text: leading zeros are kept.",
        example="00001234",
    ),
    SheetColumn(
        "email",
        "Email",
        CellKind.EMAIL,
        ("e-mail", "mail", "email address", "e-mail address", "почта", "эл. почта", "электронная почта", "емейл",
         "имейл", "адрес электронной почты"),
        help="Compared without regard to case.",
        example="anna@example.com",
    ),
    SheetColumn(
        "phone",
        "Phone",
        CellKind.PHONE,
        ("phone number", "mobile", "mobile phone", "cell", "tel", "telephone", "телефон", "номер телефона",
         "мобильный", "мобильный телефон", "моб. телефон", "тел", "сотовый"),
        help="Any writing with a country code, or the number as dialled in the default country.",
        example="+7 916 123-45-67",
    ),
    SheetColumn(
        "last_name",
        "Last name",
        CellKind.TEXT,
        ("surname", "family name", "lastname", "фамилия"),
        example="Ivanova",
    ),
    SheetColumn(
        "first_name",
        "First name",
        CellKind.TEXT,
        ("given name", "firstname", "forename", "имя"),
        example="Anna",
    ),
    SheetColumn(
        "middle_name",
        "Middle name",
        CellKind.TEXT,
        ("patronymic", "second name", "middlename", "отчество"),
    ),
    SheetColumn(
        "full_name",
        "Full name",
        CellKind.FULL_NAME,
        ("name", "customer name", "client name", "fullname", "фио", "ф.и.о.", "полное имя", "клиент", "покупатель"),
        help="Split into last, first and middle name; columns of their own win.",
        example="Ivanova Anna",
    ),
    SheetColumn(
        "birth_date",
        "Birth date",
        CellKind.DAY,
        ("birthday", "date of birth", "dob", "birthdate", "born", "дата рождения", "день рождения", "др", "д.р.",
         "родился"),
        example="1990-03-25",
    ),
    SheetColumn(
        "gender",
        "Gender",
        CellKind.CHOICE,
        ("sex", "пол"),
        help="female, male or other; Russian words are understood.",
        example="female",
        choices=GENDERS,
    ),
    SheetColumn("city", "City", CellKind.TEXT, ("town", "город", "населенный пункт"), example="Kazan"),
    SheetColumn("region", "Region", CellKind.TEXT, ("state", "province", "регион", "область", "край")),
    SheetColumn(
        "language",
        "Language",
        CellKind.TEXT,
        ("lang", "locale", "язык", "язык общения"),
        help="A language code such as ru or en.",
        example="en",
    ),
    SheetColumn(
        "registered_at",
        "Registered at",
        CellKind.INSTANT,
        ("registered", "registration date", "registration time", "created at", "sign-up date", "signup date",
         "дата регистрации", "время регистрации", "зарегистрирован", "создан"),
        help="Date, or date and time, in the program's time zone.",
        example="2024-05-17 10:30:00",
    ),
    SheetColumn(
        "consent_marketing",
        "Marketing consent",
        CellKind.YES_NO,
        ("marketing", "newsletter", "subscribed", "opt-in", "opt in", "согласие на рассылку", "рассылка",
         "согласие на рекламу", "подписан"),
        example="yes",
    ),
    SheetColumn(
        "consent_program",
        "Program consent",
        CellKind.YES_NO,
        ("terms accepted", "loyalty consent", "personal data consent", "согласие с правилами",
         "согласие на участие", "согласие на обработку персональных данных", "согласие пдн"),
        example="yes",
    ),
    SheetColumn(
        "tags",
        "Tags",
        CellKind.TAGS,
        ("tag", "labels", "теги", "метки", "тэги"),
        help="Several tags stand in one cell, with commas or semicolons between them.",
        example="vip, newsletter",
    ),
)  # fmt: skip


def schema(context: SheetContext) -> SheetSchema:
    """Profiles, found by external ID, email, phone or a custom field."""
    return SheetSchema(
        kind=ImportKind.PROFILES,
        columns=COLUMNS,
        context=context,
        keys=("external_id", "email", "phone", *(f.name for f in context.custom_fields)),
        need_one_of=(("external_id", "email", "phone", *(f.name for f in context.custom_fields)),),
    )
