"""Messages of the home screen about what needs attention."""

from __future__ import annotations

from loyalty_desktop.words.entries import Words

TABLE = {
    "home.rejected_rows": Words(
        en="{rows} {rows:row|rows} of {file} {rows:was|were} rejected",
        ru="{rows:Отклонена|Отклонены|Отклонено} {rows} {rows:строка|строки|строк} файла {file}",
    ),
    "home.import_interrupted": Words(
        en="The import of {file} was interrupted",
        ru="Загрузка файла {file} прервана",
    ),
    "home.below_tier": Words(
        en="{participants} {participants:participant is|participants are} below the threshold of their tier in {group}; the review is on {day}",
        ru="{participants} {participants:участник|участника|участников} ниже порога своего уровня в группе {group}; пересмотр {day}",
    ),
    "home.expiring": Words(
        en="{points} {points:point|points} will expire within {days} {days:day|days}",
        ru="В ближайшие {days} {days:день|дня|дней} {points:сгорит|сгорят|сгорит} {points} {points:балл|балла|баллов}",
    ),
    "home.expiring_worth": Words(
        en="{points} {points:point|points} worth {money} will expire within {days} {days:day|days}",
        ru="В ближайшие {days} {days:день|дня|дней} {points:сгорит|сгорят|сгорит} {points} {points:балл|балла|баллов} на {money}",
    ),
    "home.close_behind": Words(
        en="The last closed day is {day}",
        ru="День закрыт по {day}",
    ),
}
