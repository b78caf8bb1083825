"""Messages about errors in a single field of any entity."""

from __future__ import annotations

from loyalty_desktop.words.entries import Words

TABLE = {
    "field.control_character": Words(
        en="The text has an invisible control character. Type it again.",
        ru="В тексте есть невидимый управляющий символ. Введите текст заново.",
    ),
    "field.email": Words(
        en="“{found}” is not an email address. Write it like name@example.com.",
        ru="«{found}» — не адрес эл. почты. Запишите его в виде name@example.com.",
    ),
    "field.phone_digits": Words(
        en="“{found}” has {digits} {digits:digit|digits}; a phone number has 5 to 15. Write it like +1 513 555 0118.",
        ru="В номере «{found}» {digits} {digits:цифра|цифры|цифр}, а должно быть от 5 до 15. Запишите его в виде +1 513 555 0118.",
    ),
    "field.choice": Words(
        en="“{found}” is unknown. Choose one from the list.",
        ru="Значение «{found}» неизвестно. Выберите его из списка.",
    ),
    "field.language": Words(
        en="“{found}” is not a language code. Write it like en or pt-BR.",
        ru="«{found}» — не код языка. Запишите в виде en или pt-BR.",
    ),
    "field.comma": Words(
        en="A tag cannot hold a comma. Split it into two tags.",
        ru="В метке не может быть запятой. Разделите её на две метки.",
    ),
}
