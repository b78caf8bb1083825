"""Words of the kinds of sheets: what they are called, what one row is, and what an import of them will do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.words.entries import Words
from loyalty_desktop.words.fields import PARTNER, FieldWords

_ROWS = Words(
    "Create {new}, change {changed}, leave {unchanged}, reject {rejected}. Can be undone later.",
    "Создать: {new}, изменить: {changed}, оставить: {unchanged}, отклонить: {rejected}. Потом можно отменить.",
)


@dataclass(frozen=True, slots=True)
class KindWords:
    """Words of one kind: its name at the beginning of a line and within a sentence, the title of its import, and so on."""

    name: Words
    term: Words
    title: Words
    about: Words
    plan: Words = _ROWS  # numbers of rows by verdict
    fields: Mapping[str, FieldWords] = field(
        default_factory=dict
    )  # words of fields that no other kind has


KIND_WORDS: Mapping[ImportKind, KindWords] = {
    ImportKind.PROFILES: KindWords(
        name=Words("Profiles", "Профили"),
        term=Words("profiles", "профили"),
        title=Words("Import profiles", "Загрузка профилей"),
        about=Words(
            "One row a customer. Found by external ID, email, phone or a custom field.",
            "Одна строка — один клиент. Ключ: внешний ID, эл. почта, телефон или своё поле.",
        ),
    ),
    ImportKind.PARTICIPANTS: KindWords(
        name=Words("Participants", "Участники"),
        term=Words("participants", "участники"),
        title=Words("Import participants", "Загрузка участников"),
        about=Words(
            "One row a participant of a program. Profile fields may stand beside.",
            "Одна строка — один участник программы. Рядом могут стоять поля профиля.",
        ),
    ),
    ImportKind.POINTS: KindWords(
        name=Words("Points transactions", "Операции с баллами"),
        term=Words("points transactions", "операции с баллами"),
        title=Words("Import points transactions", "Загрузка операций с баллами"),
        about=Words(
            "One row an accrual, a redemption or an opening balance.",
            "Одна строка — начисление, списание или входящий остаток.",
        ),
        plan=Words(
            "Write {new} transactions, leave {unchanged}, reject {rejected}.",
            "Записать операций: {new}, оставить: {unchanged}, отклонить: {rejected}.",
        ),
    ),
    ImportKind("partners"): KindWords(
        name=Words("Partners", "Партнёры"),
        term=Words("partners", "партнёры"),
        title=Words("Import partners", "Загрузка партнёров"),
        about=Words(
            "One row a company that takes part in a program. Found by external ID.",
            "Одна строка — одна компания, которая участвует в программе. Ключ: внешний ID.",
        ),
        fields=PARTNER,
    ),
}
