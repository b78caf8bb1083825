"""Errors and warnings of imports and exports."""

from __future__ import annotations

from loyalty_desktop.words.entries import Words

TABLE = {
    "import.nothing_pasted": Words(
        en="The clipboard holds no table. Copy cells with their heading in a spreadsheet program, then paste them here.",
        ru="В буфере обмена нет таблицы. Скопируйте ячейки вместе с заголовками в табличной программе и вставьте их здесь.",
    ),
    "import.choose_database": Words(
        en="There {count:is|are} {count} profile {count:database|databases}. Choose the one to import into.",
        ru="Есть {count} {count:база|базы|баз} профилей. Выберите, в какую загружать.",
    ),
    "import.choose_program": Words(
        en="There {count:is|are} {count} active {count:program|programs}. Choose the one to import into.",
        ru="Есть {count} {count:активная программа|активные программы|активных программ}. Выберите, в какую загружать.",
    ),
    "import.choose_points_type": Words(
        en="The points type is missing. Add a column with the points type, or choose one for the import.",
        ru="Не указан тип баллов. Добавьте столбец с типом баллов или выберите тип для всей загрузки.",
    ),
    "import.no_column": Words(
        en="The sheet has no column “{column}”. Use a header in the sheet or the letters of a column.",
        ru="На листе нет столбца «{column}». Укажите заголовок листа или буквы столбца.",
    ),
    "matching.name": Words(
        en="Give the matching a name of 1 to {most} characters.",
        ru="Дайте сопоставлению имя длиной от 1 до {most} символов.",
    ),
    "matching.exists": Words(
        en="A matching named “{name}” exists already. Choose another name.",
        ru="Сопоставление «{name}» уже есть. Выберите другое имя.",
    ),
    "matching.none": Words(
        en="There is no matching “{name}”: none was saved for this kind of sheet. Save one at the end of an import.",
        ru="Сопоставления «{name}» нет: для листов этого вида ничего не сохранено. Сохраните его в конце загрузки.",
    ),
    "matching.not_found": Words(
        en="There is no matching “{name}” for this kind of sheet. There are: {names}.",
        ru="Сопоставления «{name}» для листов этого вида нет. Есть: {names}.",
    ),
    "matching.lacks": Words(
        en="{file} lacks columns of the matching “{name}”: {columns}. When one has another header now, say which: {option}.",
        ru="В файле {file} нет столбцов сопоставления «{name}»: {columns}. Если заголовок изменился, укажите какой: {option}.",
    ),
    "matching.renamed": Words(
        en="“{old}” may be “{new}” now.",
        ru="Столбец «{old}», возможно, теперь называется «{new}».",
    ),
    "matching.missing": Words(
        en="Missing in this sheet: {columns}.",
        ru="Нет на этом листе: {columns}.",
    ),
    "matching.same": Words(
        en="Nothing differs from the saved matching.",
        ru="Отличий от сохранённого сопоставления нет.",
    ),
    "matching.added": Words(
        en="Left out, because the matching “{name}” does not know them: {columns}.",
        ru="Не загружаются, потому что сопоставление «{name}» их не знает: {columns}.",
    ),
    "matching.moved": Words(
        en="In another order than in the matching “{name}”; found by their headers: {columns}.",
        ru="В другом порядке, чем в сопоставлении «{name}»; найдены по заголовкам: {columns}.",
    ),
    "import.no_field": Words(
        en="“{field}” is not a field of this kind of sheet. Choose a field from the list.",
        ru="На листах этого вида нет поля «{field}». Выберите поле из списка.",
    ),
    "import.field_twice": Words(
        en="Two columns are matched to “{field}”. Leave one of them out.",
        ru="Полю «{field}» сопоставлены два столбца. Оставьте один.",
    ),
    "import.field_missing": Words(
        en="No column is matched to “{field}”, which is required. Match a column to it. The sheet has: {columns}.",
        ru="Обязательному полю «{field}» не сопоставлен столбец. Выберите столбец для него. Столбцы листа: {columns}.",
    ),
    "import.encoding_unknown": Words(
        en="The encoding of “{name}” is not certain: {encoding} is a guess. Say which it is (likely: {encodings}).",
        ru="Кодировка файла «{name}» не определена: {encoding} — предположение. Укажите её (вероятные: {encodings}).",
    ),
    "import.undecided.dates": Words(
        en="Column {column}: the order of day and month is not clear, as in “{found}”. Nothing was imported. Say it with --date-order: dmy, mdy or ymd.",
        ru="Столбец {column}: порядок дня и месяца неясен, например «{found}». Ничего не загружено. Укажите его через --date-order: dmy, mdy или ymd.",
    ),
    "import.undecided.amounts": Words(
        en="Column {column}: “{found}” can be read as thousands or as decimals. Nothing was imported. Say the decimal sign with --decimal-sign: “,” or “.”.",
        ru="Столбец {column}: «{found}» можно прочитать и с тысячами, и с дробной частью. Ничего не загружено. Укажите десятичный знак через --decimal-sign: «,» или «.».",
    ),
    "import.undecided.phones": Words(
        en="Column {column}: phones have no country code, as in “{found}”; they look like numbers of {value}. Nothing was imported. Say the country with --phone-region.",
        ru="Столбец {column}: у телефонов нет кода страны, например «{found}»; похоже на номера страны {value}. Ничего не загружено. Укажите страну через --phone-region.",
    ),
    "import.two_columns": Words(
        en="“{column}” could be “{field}”, and so could “{columns}”. Say which column it is.",
        ru="Полю «{field}» подходит столбец «{column}», но и «{columns}» тоже. Укажите, какой из них нужен.",
    ),
    "import.no_key": Words(
        en="Rows cannot be found by “{key}”. Use the external ID, email, phone or a custom field.",
        ru="По полю «{key}» строки искать нельзя. Используйте внешний ID, эл. почту, телефон или дополнительное поле.",
    ),
    "import.key_not_in_sheet": Words(
        en="Rows are to be found by “{key}”, but no column is matched to it. Match a column, or choose another key ({keys}).",
        ru="Строки нужно искать по полю «{key}», но столбца для него нет. Сопоставьте столбец или выберите другой ключ"
        " ({keys}).",
    ),
    "import.no_row": Words(
        en="Row {row:id} is not in this sheet. Check the sheet again.",
        ru="На этом листе нет строки {row:id}. Проверьте лист ещё раз.",
    ),
    "import.key_missing": Words(
        en="The row has no key to find it by. Fill in “{field}”.",
        ru="В строке нет ключа, по которому её можно найти. Заполните поле «{field}».",
    ),
    "import.key_ambiguous": Words(
        en="{count} {count:profile has|profiles have} this value. Use a key that only one profile has.",
        ru="Это значение есть у {count} {count:профиля|профилей|профилей}. Используйте ключ, который есть только у одного профиля.",
    ),
    "import.repeated": Words(
        en="“{found}” is already in row {row:id}. Keep one of the two rows.",
        ru="«{found}» уже есть в строке {row:id}. Оставьте одну из двух строк.",
    ),
    "import.external_id_taken": Words(
        en="The external ID “{found}” belongs to another profile. Correct it.",
        ru="Внешний ID «{found}» принадлежит другому профилю. Исправьте его.",
    ),
    "import.unknown_profile": Words(
        en="There is no profile “{found}”. Correct the value, or import the profile first.",
        ru="Профиля «{found}» нет. Исправьте значение или сначала загрузите профиль.",
    ),
    "import.unknown_participant": Words(
        en="“{found}” does not take part in the program. Correct the value, or import the participant first.",
        ru="«{found}» не участвует в программе. Исправьте значение или сначала загрузите участника.",
    ),
    "import.registered_before": Words(
        en="The participant registered at another time, and that never changes. The cell is left out; the rest of the row is imported.",
        ru="Участник зарегистрирован в другое время, и оно не меняется. Ячейка пропущена, остальная строка загружена.",
    ),
    "import.program_made": Words(
        en="Transactions of the type “{found}” are made by the program itself. Leave the row out, or use accrual or redemption.",
        ru="Операции типа «{found}» создаёт сама программа. Уберите строку или укажите начисление или списание.",
    ),
    "import.other_program": Words(
        en="The row is for the program “{found}”. Import it into that program, or clear the cell.",
        ru="Строка относится к программе «{found}». Загрузите её в эту программу или очистите ячейку.",
    ),
    "import.tier_by_hand": Words(
        en="Tiers in column {column} that differ from those in force are set by hand, through {until}.",
        ru="Уровни из столбца {column}, которые отличаются от действующих, будут заданы вручную до {until} включительно.",
    ),
    "import.source_gone": Words(
        en="“{name}” no longer exists or has changed since it was read. Some rejected rows are shown as they were read, not as they are in the sheet.",
        ru="Файла «{name}» больше нет на месте, или он изменился после чтения: часть отклонённых строк показана так, как она была прочитана, а не так, как записана на листе.",
    ),
    "import.optional_faults": Words(
        en='The problems in {columns} concern fields that may be empty. Leave such a column out with --map "{first}=" and its rows come in without it.',
        ru="Ошибки в {columns} касаются полей, которые могут быть пустыми. Уберите такой столбец: --map {first}= (имя с пробелами в кавычках), и строки загрузятся без него.",
    ),
    "import.email_shared": Words(
        en="Another profile has the email “{found}”. Check that it is not the same person.",
        ru="Эл. почта «{found}» есть у другого профиля. Проверьте, не тот же ли это человек.",
    ),
    "import.email_repeated": Words(
        en="The email “{found}” is in row {row} too. Check that it is not the same person.",
        ru="Эл. почта «{found}» есть и в строке {row}. Проверьте, не тот же ли это человек.",
    ),
    "import.same_file": Words(
        en="This very file was imported before (import {batch:id}). Confirm if it should be imported again.",
        ru="Этот же файл уже загружали (загрузка {batch:id}). Подтвердите, если его нужно загрузить ещё раз.",
    ),
    "import.unfinished": Words(
        en="Import {batch:id} of this very file was begun and is not finished. Resume it or undo it in the list of imports; imported anew, its rows would count twice.",
        ru="Загрузка {batch:id} этого же файла начата и не завершена. Возобновите или отмените её в списке загрузок: при новой загрузке её строки учлись бы дважды.",
    ),
    "import.undone_meanwhile": Words(
        en="Import {batch:id} was undone while it was being applied. Nothing more of it is written.",
        ru="Загрузку {batch:id} отменили, пока она применялась. Больше ничего из неё не записано.",
    ),
    "import.moved_meanwhile": Words(
        en="Import {batch:id} was continued or finished elsewhere while it was being applied. Nothing more is written here; look at the list of imports.",
        ru="Загрузку {batch:id} продолжили или завершили в другом месте, пока она применялась. Здесь больше ничего не записано; проверьте список загрузок.",
    ),
    "import.staging_elsewhere": Words(
        en="The rows of import {batch:id} are not on this workstation. Finish it where it was begun, or undo it; do not import the file anew before that.",
        ru="Строк загрузки {batch:id} на этом компьютере нет. Завершите её там, где она начата, или отмените; до этого не загружайте файл заново.",
    ),
    "import.data_changed": Words(
        en="The data changed while the import was being checked; nothing more was written. Check the sheet again.",
        ru="Данные изменились, пока шла проверка перед загрузкой; больше ничего не записано. Проверьте лист ещё раз.",
    ),
    "import.late_redemptions": Words(
        en="{count} {count:redemption is|redemptions are} dated before points that have expired since: {count:it takes|they take} them, and as much of the expirations is cancelled.",
        ru="{count} {count:списание датировано|списания датированы|списаний датировано} раньше, чем сгорели баллы: {count:оно берёт|они берут|они берут} эти баллы, а соответствующие сгорания отменяются.",
    ),
    "import.judged_anew": Words(
        en="{count} {count:row was|rows were} checked again while writing and came out otherwise than in the check, because others had changed the same people meanwhile.",
        ru="{count} {count:строка проверена|строки проверены|строк проверено} заново во время записи с другим итогом, чем при проверке: эти данные тем временем изменил кто-то другой.",
    ),
    "import.no_batch": Words(
        en="There is no import {batch:id}. Check the list of imports.",
        ru="Загрузки {batch:id} нет. Проверьте список загрузок.",
    ),
    "import.no_staging": Words(
        en="The rows of this import are no longer on this workstation. Import the file again.",
        ru="Строк этой загрузки на этом компьютере больше нет. Загрузите файл ещё раз.",
    ),
    "import.being_applied": Words(
        en="This import is being applied by {actor} (since {since}). Wait until that is done; nothing was written now.",
        ru="Эту загрузку сейчас применяет {actor} (с {since}). Дождитесь окончания; сейчас ничего не записано.",
    ),
    "import.not_interrupted": Words(
        en="Import {batch:id} was not interrupted, so there is nothing to finish.",
        ru="Загрузка {batch:id} не прерывалась, завершать нечего.",
    ),
    "import.cannot_undo": Words(
        en="Import {batch:id} cannot be undone as a whole: {count} {count:row prevents|rows prevent} it ({examples}). Nothing was changed.",
        ru="Загрузку {batch:id} нельзя отменить целиком: {count:мешает|мешают|мешают} {count} {count:строка|строки|строк} ({examples}). Ничего не изменено.",
    ),
    "undo.already": Words(
        en="The import is already undone.",
        ru="Эта загрузка уже отменена.",
    ),
    "import.not_there": Words(
        en="“{found}” is not there yet, and only changes are wanted. Choose “Add new ones and change existing ones”, or leave the row out.",
        ru="«{found}» ещё нет, а нужны только изменения. Выберите «Добавить новых и изменить существующих» или уберите строку.",
    ),
    "import.name_taken": Words(
        en="The name “{found}” belongs to “{key}”. Give one of the two another name.",
        ru="Название «{found}» уже у «{key}». Дайте одному из двух другое название.",
    ),
    "undo.record_changed": Words(
        en="{count} {count:entry was|entries were} changed after the import ({examples}). Change them back first, or correct them by hand.",
        ru="После загрузки {count:изменена|изменены|изменено} {count} {count:запись|записи|записей} ({examples}). Сначала верните прежние значения или исправьте записи вручную.",
    ),
    "undo.profile_changed": Words(
        en="{count} {count:profile was|profiles were} changed after the import ({examples}). Change them back first, or correct them by hand.",
        ru="После загрузки {count:изменён|изменены|изменено} {count} {count:профиль|профиля|профилей} ({examples}). Сначала верните прежние значения или исправьте профили вручную.",
    ),
    "undo.external_id_taken": Words(
        en="{count} {count:external ID|external IDs} that the import replaced {count:belongs|belong} to another profile now ({examples}). Give those profiles other external IDs first.",
        ru="{count} {count:внешний ID|внешних ID|внешних ID} из тех, что заменила загрузка, теперь {count:занят|заняты|занято} другими профилями ({examples}). Сначала задайте этим профилям другие внешние ID.",
    ),
    "undo.profile_takes_part": Words(
        en="{count} {count:profile|profiles} of the import already {count:takes|take} part in a program ({examples}).",
        ru="{count} {count:профиль|профиля|профилей} из загрузки уже {count:участвует|участвуют|участвуют} в программе ({examples}).",
    ),
    "undo.participant_changed": Words(
        en="{count} {count:participant was|participants were} changed after the import ({examples}).",
        ru="После загрузки {count:изменён|изменены|изменено} {count} {count:участник|участника|участников} ({examples}).",
    ),
    "undo.tier_changed": Words(
        en="{count} {count:participant was|participants were} given another tier by hand after the import ({examples}).",
        ru="После загрузки уровень изменили вручную у {count} {count:участника|участников|участников} ({examples}).",
    ),
    "undo.participant_has_points": Words(
        en="{count} {count:participant|participants} of the import already {count:has|have} points transactions ({examples}). Cancel those first.",
        ru="У {count} {count:участника|участников|участников} из загрузки уже есть операции с баллами ({examples}). Сначала отмените эти операции.",
    ),
    "undo.points_spent": Words(
        en="{count} {count:participant has|participants have} spent points of the import ({examples}). Cancel their redemptions first.",
        ru="{count} {count:участник уже потратил|участника уже потратили|участников уже потратили} баллы из этой загрузки ({examples}). Сначала отмените их списания.",
    ),
    "export.no_kind": Words(
        en="“{kind}” cannot be exported. Choose profiles, participants, transactions or audit.",
        ru="Выгрузить «{kind}» нельзя. Выберите профили, участников, операции или журнал.",
    ),
    "export.no_column": Words(
        en="The list has no column “{column}”. Choose columns from the list.",
        ru="В списке нет столбца «{column}». Выберите столбцы из списка.",
    ),
}
