"""Messages about tiers."""

from __future__ import annotations

from loyalty_desktop.words.entries import Words

TABLE = {
    "tiers.reason_missing": Words(
        en="A tier set by hand needs a reason. Write why this participant gets it.",
        ru="Чтобы задать уровень вручную, нужна причина. Напишите, почему участник получает этот уровень.",
    ),
    "tiers.until_past": Words(
        en="The last day {found} is in the past. Choose today or a later day.",
        ru="Последний день {found} уже прошёл. Выберите сегодняшний или более поздний день.",
    ),
    "tiers.unknown_tier": Words(
        en="This tier is no longer in the tier group. Open the list again and choose another.",
        ru="Этого уровня больше нет в группе. Откройте список заново и выберите другой.",
    ),
    "tiers.no_standing": Words(
        en="The participant has no tier in this group. Open the participant again.",
        ru="У участника нет уровня в этой группе. Откройте участника заново.",
    ),
}
