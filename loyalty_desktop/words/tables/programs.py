"""Messages about errors in programs, points types, tier groups, partners and profile databases."""

from __future__ import annotations

from loyalty_desktop.words.entries import Words

TABLE = {
    "setup.missing": Words(
        en="Fill this in.",
        ru="Заполните это поле.",
    ),
    "setup.too_long": Words(
        en="{found} {found:character is|characters are} too many. Use at most {limit}.",
        ru="{found} {found:символ|символа|символов} — слишком много. Введите не больше {limit}.",
    ),
    "setup.bad_external_id": Words(
        en="“{found}” cannot be an external ID. Use letters, digits, underscores, dots and hyphens, without spaces.",
        ru="«{found}» не может быть внешним ID. Используйте буквы, цифры, подчёркивания, точки и дефисы, без пробелов.",
    ),
    "setup.external_id_taken": Words(
        en="The external ID “{found}” is taken. Choose another.",
        ru="Внешний ID «{found}» уже занят. Укажите другой.",
    ),
    "setup.external_id_twice": Words(
        en="“{found}” is in this list twice. Change one of the two.",
        ru="«{found}» встречается в списке дважды. Измените одно из двух.",
    ),
    "setup.name_twice": Words(
        en="The name “{found}” is in this list twice. Change one of the two.",
        ru="Название «{found}» встречается в списке дважды. Измените одно из двух.",
    ),
    "setup.not_a_number": Words(
        en="This is not a number. Type digits.",
        ru="Это не число. Введите цифры.",
    ),
    "setup.too_small": Words(
        en="{found} is too small. Use {least} or more.",
        ru="{found} — слишком мало. Укажите {least} или больше.",
    ),
    "setup.not_positive": Words(
        en="Use a number above 0.",
        ru="Укажите число больше 0.",
    ),
    "setup.too_large": Words(
        en="{found} is too large. Use {largest} or less.",
        ru="{found} — слишком много. Укажите {largest} или меньше.",
    ),
    "setup.too_fine": Words(
        en="{found} has more than {decimals} {decimals:decimal|decimals}. Round it, or allow more decimals.",
        ru="В числе {found} слишком много знаков после запятой: допустимо не больше {decimals}. Округлите его или разрешите больше знаков.",
    ),
    "program.not_found": Words(
        en="This program no longer exists. Refresh the list.",
        ru="Этой программы больше нет. Обновите список.",
    ),
    "program.changed": Words(
        en="Somebody else changed the program “{name}” meanwhile. Reload it and make your change again.",
        ru="Пока вы работали, программу «{name}» изменил кто-то другой. Откройте её заново и повторите изменение.",
    ),
    "program.other_active": Words(
        en="“{other}” is the active program of this profile database, and there can be only one. Pause it first.",
        ru="Активная программа этой базы профилей — «{other}», а она может быть только одна. Сначала приостановите её.",
    ),
    "program.wrong_state": Words(
        en="The program is “{state}” and cannot become “{wanted}”. Refresh the list.",
        ru="Программу нельзя перевести из состояния «{state}» в состояние «{wanted}». Обновите список.",
    ),
    "program.no_points_type": Words(
        en="The program has no points type. Add one before you activate it.",
        ru="В программе нет типов баллов. Добавьте тип баллов, прежде чем активировать программу.",
    ),
    "program.used": Words(
        en="The program “{name}” has {participants} {participants:participant|participants} and {imports} {imports:import|imports}. Archive it instead of deleting it.",
        ru="Программа «{name}» уже использовалась: {participants} {participants:участник|участника|участников}, {imports} {imports:загрузка|загрузки|загрузок}. Не удаляйте её, а отправьте в архив.",
    ),
    "program.delete_active": Words(
        en="The program “{name}” is active. Pause or archive it before you delete it.",
        ru="Программа «{name}» активна. Приостановите её или отправьте в архив, затем удалите.",
    ),
    "program.bad_currency": Words(
        en="“{found}” is not a currency code. Use three capital letters, such as USD.",
        ru="«{found}» — не код валюты. Укажите три заглавные латинские буквы, например USD.",
    ),
    "program.bad_time_zone": Words(
        en="“{found}” is not a time zone. Choose one from the list, such as Europe/Paris.",
        ru="«{found}» — не часовой пояс. Выберите его из списка, например Europe/Paris.",
    ),
    "program.time_zone_used": Words(
        en="Its transactions are counted in {zone}. Clone the program to use another time zone.",
        ru="Дни операций посчитаны по {zone}. Чтобы сменить часовой пояс, клонируйте программу.",
    ),
    "program.database_fixed": Words(
        en="A program stays with its profile database. Clone the program to use another one.",
        ru="Сменить базу профилей у программы нельзя. Чтобы использовать другую базу, клонируйте программу.",
    ),
    "program.database_unknown": Words(
        en="This profile database no longer exists. Choose another.",
        ru="Этой базы профилей больше нет. Выберите другую.",
    ),
    "points_type.used": Words(
        en="Participants hold “{name}”, so it cannot be removed. Archive it instead.",
        ru="У участников есть баллы «{name}», поэтому удалить этот тип нельзя. Отправьте его в архив.",
    ),
    "points_type.expiry_of_new": Words(
        en="The new rule is for points given from now on. Points given before keep their last day.",
        ru="Новое правило действует для баллов, начисленных с этого момента. У начисленных раньше срок прежний.",
    ),
    "points_type.lots_then": Words(
        en="{points} points in {lots} {lots:lot|lots} of {people} {people:participant|participants} would get another last"
        " day.",
        ru="Новый последний день получат баллы: {points} ({lots} {lots:партия|партии|партий},"
        " {people} {people:участник|участника|участников}).",
    ),
    "points_type.lots_first_day": Words(
        en="The earliest of the new last days is {day}.",
        ru="Самый ранний новый последний день — {day}.",
    ),
    "points_type.lots_expire": Words(
        en="Of them, {points} points in {lots} {lots:lot|lots} would expire at once, because their new day is over.",
        ru="Из них сразу сгорят баллы: {points} ({lots} {lots:партия|партии|партий}), потому что их новый срок уже прошёл.",
    ),
    "points_type.lots_own_day": Words(
        en="{lots} {lots:lot keeps its|lots keep their} last day: it came with the points, or from an earlier rule.",
        ru="{lots} {lots:партия сохранит|партии сохранят|партий сохранят} свой срок: он был указан при начислении или"
        " остался от прежнего правила.",
    ),
    "points_type.inactivity_counted": Words(
        en="Points without a last day of their own expire by inactivity, counted from each participant's last activity. Days"
        " already closed stay as they are.",
        ru="Баллы без своего срока сгорают по неактивности, она отсчитывается от последней активности каждого участника. Уже"
        " закрытые дни не меняются.",
    ),
    "points_type.kind_fixed": Words(
        en="Participants hold “{name}”, so its kind cannot change. Add another points type instead.",
        ru="У участников есть баллы «{name}», поэтому изменить вид этого типа нельзя. Добавьте другой тип баллов.",
    ),
    "points_type.decimals_lowered": Words(
        en="Balances already have {least} {least:decimal|decimals}. Use {least} or more.",
        ru="В балансах уже {least} {least:знак|знака|знаков} после запятой. Укажите {least} или больше.",
    ),
    "points_type.initial_standard_only": Words(
        en="Only standard points can be given on joining. Set the initial balance to 0.",
        ru="При вступлении можно начислять только стандартные баллы. Укажите начальный баланс 0.",
    ),
    "points_type.initial_above_largest": Words(
        en="The initial balance is above the largest balance of {largest}. Lower it.",
        ru="Начальный баланс больше наибольшего допустимого ({largest}). Уменьшите его.",
    ),
    "points_type.expires_before_active": Words(
        en="The points would expire before they become active in {days} {days:day|days}. Use a larger number.",
        ru="Баллы сгорят раньше, чем станут активными через {days} {days:день|дня|дней}. Укажите больший срок.",
    ),
    "tier_group.points_type_unknown": Words(
        en="The program has no points type “{found}”. Choose another.",
        ru="В программе нет типа баллов «{found}». Выберите другой.",
    ),
    "tier_group.not_qualification": Words(
        en="“{name}” is a standard points type. A tier group needs a qualification points type.",
        ru="«{name}» — стандартный тип баллов. Для группы уровней выберите квалификационный.",
    ),
    "tier_group.points_type_archived": Words(
        en="“{name}” is archived. Choose other qualification points.",
        ru="Тип баллов «{name}» в архиве. Выберите другие квалификационные баллы.",
    ),
    "tier_group.points_type_shared": Words(
        en="The reviews would reset the points that “{other}” counts too. Keep points after the review, or use other points.",
        ru="При пересмотре обнулились бы баллы, по которым считает и группа «{other}». Сохраняйте баллы после пересмотра или выберите другие баллы.",
    ),
    "tier_group.no_tiers": Words(
        en="Add at least one tier.",
        ru="Добавьте хотя бы один уровень.",
    ),
    "tier_group.first_not_zero": Words(
        en="The lowest tier starts at 0, not at {found}. Everyone who joins starts on it.",
        ru="Нижний уровень начинается с 0, а не с {found}. С него начинает каждый, кто вступает в программу.",
    ),
    "tier_group.not_rising": Words(
        en="Each tier starts above the one below it. Use more than {previous}.",
        ru="Порог каждого уровня должен быть выше предыдущего. Укажите больше {previous}.",
    ),
    "tier_group.bad_colour": Words(
        en="“{found}” is not a colour. Use a form such as #3056d3.",
        ru="«{found}» — не цвет. Запишите в виде #3056d3.",
    ),
    "tier_group.tier_used": Words(
        en="Participants are or were on the tier “{name}”, so it cannot be removed. Rename it or move its threshold instead.",
        ru="На уровне «{name}» есть или были участники, поэтому удалить его нельзя. Переименуйте его или измените порог.",
    ),
    "profile_database.not_found": Words(
        en="This profile database no longer exists. Refresh the list.",
        ru="Этой базы профилей больше нет. Обновите список.",
    ),
    "profile_database.changed": Words(
        en="Somebody else changed the profile database “{name}” meanwhile. Reload it and make your change again.",
        ru="Пока вы работали, базу профилей «{name}» изменил кто-то другой. Откройте её заново и повторите изменение.",
    ),
    "profile_database.bad_field_name": Words(
        en="“{found}” cannot be the name of a field. Start with a letter; use letters, digits and underscores.",
        ru="«{found}» не может быть именем поля. Начните с буквы; используйте буквы, цифры и подчёркивания.",
    ),
    "profile_database.field_reserved": Words(
        en="“{found}” is a field that every profile has. Choose another name.",
        ru="Поле «{found}» уже есть у каждого профиля. Выберите другое имя.",
    ),
    "profile_database.no_options": Words(
        en="A list needs values to choose from. Add at least one.",
        ru="В списке нет значений для выбора. Добавьте хотя бы одно.",
    ),
    "profile_database.field_used": Words(
        en="Profiles have values in the field “{name}”, so it keeps its name and kind and cannot be removed.",
        ru="Поле «{name}» заполнено в профилях, поэтому его нельзя удалить, переименовать или сменить его вид.",
    ),
}
