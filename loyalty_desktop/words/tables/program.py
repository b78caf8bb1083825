"""Messages about the program itself."""

from __future__ import annotations

from loyalty_desktop.words.entries import Words

TABLE = {
    "message.unknown": Words(
        en="Something was refused ({code}). Nothing was changed.",
        ru="Действие отклонено ({code}). Ничего не изменено.",
    ),
    "message.unexpected": Words(
        en="Something went wrong inside the program.",
        ru="Внутренняя ошибка программы.",
    ),
}
