"""Messages about errors in profiles and participants."""

from __future__ import annotations

from loyalty_desktop.words.entries import Words

TABLE = {
    "participant.not_found": Words(
        en="This participant no longer exists. Refresh the list.",
        ru="Этого участника больше нет. Обновите список.",
    ),
    "participant.not_joined": Words(
        en="The profile “{key}” does not take part in “{program}”. Add it as a participant first.",
        ru="Профиль «{key}» не участвует в программе «{program}». Сначала добавьте его в участники.",
    ),
    "participant.key_missing": Words(
        en="Type an external ID, an email or a phone number.",
        ru="Введите внешний ID, эл. почту или телефон.",
    ),
    "participant.exists": Words(
        en="The profile “{external_id}” already takes part. Open its card instead.",
        ru="Профиль «{external_id}» уже участвует в программе. Откройте его карточку.",
    ),
    "participant.other_database": Words(
        en="This profile is in another profile database. Choose a profile of “{database}”.",
        ru="Этот профиль — из другой базы. Выберите профиль из базы «{database}».",
    ),
    "participant.future": Words(
        en="The day of registration is in the future. Choose today or an earlier day.",
        ru="Дата регистрации — в будущем. Выберите сегодняшний или более ранний день.",
    ),
    "participant.reason_missing": Words(
        en="Give a reason; it is kept in the history.",
        ru="Укажите причину: она сохранится в истории.",
    ),
    "participant.not_blocked": Words(
        en="The participant is not blocked. Refresh the card.",
        ru="Участник не заблокирован. Обновите карточку.",
    ),
    "participant.changed": Words(
        en="Somebody else changed this participant meanwhile. Reload the card and try again.",
        ru="Пока вы работали, этого участника изменил кто-то другой. Обновите карточку и повторите попытку.",
    ),
    "participant.amount_missing": Words(
        en="Type how many points.",
        ru="Укажите, сколько баллов.",
    ),
    "participant.amount_not_positive": Words(
        en="The amount must be above 0. Type it without a sign.",
        ru="Количество баллов должно быть больше 0. Введите его без знака.",
    ),
    "participant.same": Words(
        en="Points cannot be transferred to the same participant. Choose another one.",
        ru="Нельзя перевести баллы тому же участнику. Выберите другого.",
    ),
    "participant.until_past": Words(
        en="The last day of the tier is in the past. Choose today or a later day.",
        ru="Последний день уровня уже прошёл. Выберите сегодняшний или более поздний день.",
    ),
    "participant.export_ending": Words(
        en="Name a file that ends in .xlsx or .csv.",
        ru="Укажите имя файла с расширением .xlsx или .csv.",
    ),
    "profile.not_found": Words(
        en="This profile no longer exists. Refresh the list.",
        ru="Этого профиля больше нет. Обновите список.",
    ),
    "profile.not_found_by": Words(
        en="Nobody has the external ID, email or phone “{key}”. Check it, or add a new profile.",
        ru="Нет никого с внешним ID, эл. почтой или телефоном «{key}». Проверьте значение или добавьте новый профиль.",
    ),
    "profile.ambiguous": Words(
        en="Several profiles have “{key}”. Use the external ID.",
        ru="Значение «{key}» есть у нескольких профилей. Укажите внешний ID.",
    ),
    "profile.external_id_missing": Words(
        en="Type an external ID: the number of the card, or the ID of your other system.",
        ru="Введите внешний ID: номер карты или ID из вашей другой системы.",
    ),
    "profile.external_id_taken": Words(
        en="Another profile has the external ID “{external_id}”. Choose another one.",
        ru="Внешний ID «{external_id}» уже есть у другого профиля. Укажите другой.",
    ),
    "profile.changed": Words(
        en="Somebody else changed this profile meanwhile. Reload it and make your change again.",
        ru="Пока вы работали, этот профиль изменил кто-то другой. Откройте его заново и повторите изменение.",
    ),
    "profile.birth_date": Words(
        en="{found} cannot be a birth date. Choose a day from 1900 until today.",
        ru="{found} не может быть датой рождения. Выберите день с 1900 года по сегодня.",
    ),
    "profile.unknown_field": Words(
        en="The profile database has no field “{name}”. Add the field first.",
        ru="В базе профилей нет поля «{name}». Сначала добавьте его.",
    ),
    "profile.custom_value": Words(
        en="“{found}” does not fit the field {label}. Correct it or leave it empty.",
        ru="«{found}» не подходит для поля «{label}». Исправьте значение или оставьте поле пустым.",
    ),
}
