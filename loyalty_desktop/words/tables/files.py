"""Messages about files that cannot be read or written, and about cells that cannot be used."""

from __future__ import annotations

from loyalty_desktop.words import rejected_sheet
from loyalty_desktop.words.entries import Words

TABLE = {
    "file.missing": Words(
        en="“{name}” no longer exists. Choose the file again.",
        ru="Файла «{name}» больше нет на месте. Выберите файл заново.",
    ),
    "file.changed": Words(
        en="“{name}” has changed since it was read. Choose the file again.",
        ru="Файл «{name}» изменился с тех пор, как его прочитали. Выберите файл заново.",
    ),
    "file.unreadable": Words(
        en="“{name}” cannot be opened. Close it in other programs and check your rights to it.",
        ru="Не удалось открыть «{name}». Закройте файл в других программах и проверьте права на него.",
    ),
    "file.empty": Words(
        en="“{name}” is empty. Choose a file with data.",
        ru="Файл «{name}» пуст. Выберите файл с данными.",
    ),
    "file.damaged": Words(
        en="“{name}” is damaged (part “{part}”). Open it in a spreadsheet program and save it again.",
        ru="Файл «{name}» повреждён (часть «{part}»). Откройте его в табличном редакторе и сохраните заново.",
    ),
    "file.not_read_here": Words(
        en="“{name}” is sound, but this program cannot read the way it was written (part “{part}”). Save it as .xlsx with Excel or LibreOffice, or as .csv.",
        ru="Файл «{name}» исправен, но записан так, что эта программа его не читает (часть «{part}»). Сохраните его в Excel или LibreOffice в формате .xlsx или .csv.",
    ),
    "file.numbers": Words(
        en="“{name}” is a document of Numbers, which is not read. In Numbers choose File, Export to, Excel.",
        ru="«{name}» — документ Numbers, такие файлы не читаются. Сохраните его в Numbers в формате Excel (.xlsx).",
    ),
    "file.two_workbooks": Words(
        en="“{name}” has an old and a new workbook in one file, and the one that is read is empty. Open it in a spreadsheet program and save it as .xlsx.",
        ru="В файле «{name}» две книги, старая и новая, и та, что читается, пуста. Откройте его в табличном редакторе и сохраните в формате .xlsx.",
    ),
    "file.texts_not_read": Words(
        en="The texts of “{name}” cannot be read: the file is written in an old way. Open it in a spreadsheet program and save it as .xlsx.",
        ru="Тексты файла «{name}» не читаются: он записан старым способом. Откройте его в табличном редакторе и сохраните в формате .xlsx.",
    ),
    "file.too_many_parts": Words(
        en="“{name}” has {found} {found:part|parts}; the limit is {limit}. Copy the sheet into a new workbook.",
        ru="В файле «{name}» {found} {found:часть|части|частей}, а допустимо не больше {limit}. Скопируйте лист в новую книгу.",
    ),
    "file.dangerous_part": Words(
        en="“{name}” contains something dangerous (part “{part}”) and was not read. Ask the sender for a new file.",
        ru="В файле «{name}» опасное содержимое (часть «{part}»), файл не прочитан. Попросите у отправителя новый файл.",
    ),
    "file.bomb": Words(
        en="“{name}” unpacks to far more than its size (part “{part}”) and was not read. Ask the sender for a new file.",
        ru="Файл «{name}» при распаковке намного больше своего размера (часть «{part}») и не прочитан. Попросите у отправителя новый файл.",
    ),
    "file.cells_outside": Words(
        en="“{name}” refers to cells outside a sheet (part “{part}”, {cell}) and was not read. Save it again in a spreadsheet program.",
        ru="В файле «{name}» указаны ячейки за пределами листа (часть «{part}», {cell}), файл не прочитан. Сохраните его заново в табличном редакторе.",
    ),
    "file.too_wide": Words(
        en="“{name}” has data in column {cell}; {limit} {limit:column is|columns are} read. Delete everything to the right of the table.",
        ru="В файле «{name}» есть данные в столбце {cell}, а читается не больше {limit} {limit:столбца|столбцов|столбцов}. Удалите всё правее таблицы.",
    ),
    "file.sparse": Words(
        en="“{name}” has cells very far from its table (part “{part}”). Delete the empty rows and columns around the table.",
        ru="В файле «{name}» есть ячейки далеко за пределами таблицы (часть «{part}»). Удалите пустые строки и столбцы вокруг неё.",
    ),
    "file.huge_cell": Words(
        en="“{name}” has a cell of an impossible size (part “{part}”) and was not read. Save it again in a spreadsheet program.",
        ru="В файле «{name}» ячейка невозможного размера (часть «{part}»), файл не прочитан. Сохраните его заново в табличном редакторе.",
    ),
    "file.header_too_long": Words(
        en="Header cell {cell} of “{name}” has {length} {length:character|characters}; the limit is {limit}. Shorten it or choose the row with the headers.",
        ru="В ячейке заголовка {cell} файла «{name}» {length} {length:символ|символа|символов}, а допустимо не больше {limit}. Сократите заголовок или выберите строку с заголовками.",
    ),
    "file.sheet_name_too_long": Words(
        en="A sheet of “{name}” has a name of {length} {length:character|characters} ({sheet}); the limit is {limit}. Rename the sheet.",
        ru="Название одного из листов в файле «{name}» ({sheet}) состоит из {length} {length:символа|символов|символов}, а допустимо не больше {limit}. Переименуйте лист.",
    ),
    "file.too_many_sheets": Words(
        en="“{name}” has {found} {found:sheet|sheets}; the limit is {limit}. Copy the sheet into a new workbook.",
        ru="В файле «{name}» {found} {found:лист|листа|листов}, а допустимо не больше {limit}. Скопируйте нужный лист в новую книгу.",
    ),
    "file.password": Words(
        en="“{name}” is protected by a password. Remove the password in a spreadsheet program and save the file.",
        ru="Файл «{name}» защищён паролем. Снимите пароль в табличном редакторе и сохраните файл.",
    ),
    "file.html": Words(
        en="“{name}” is a web page, not a spreadsheet. Open it in a spreadsheet program and save it as .xlsx.",
        ru="«{name}» — веб-страница, а не электронная таблица. Откройте её в табличном редакторе и сохраните в формате .xlsx.",
    ),
    "file.xml_workbook": Words(
        en="“{name}” is a workbook saved as XML (Excel 2003 XML or flat OpenDocument), which is not read. Open it in a spreadsheet program and save it as .xlsx.",
        ru="«{name}» — книга в формате XML (таблица XML 2003 или плоский OpenDocument), такие файлы не читаются. Откройте её в табличном редакторе и сохраните в формате .xlsx.",
    ),
    "file.unknown_format": Words(
        en="“{name}” is not a spreadsheet. Choose an .xlsx, .xls, .ods, .csv or .tsv file.",
        ru="«{name}» — не электронная таблица. Выберите файл .xlsx, .xls, .ods, .csv или .tsv.",
    ),
    "file.no_sheet": Words(
        en="“{name}” has no sheet with cells. Choose another file.",
        ru="В файле «{name}» нет листа с ячейками. Выберите другой файл.",
    ),
    "file.sheet_missing": Words(
        en="“{name}” has no sheet “{sheet}”. It has: {sheets}.",
        ru="В файле «{name}» нет листа «{sheet}». Есть листы: {sheets}.",
    ),
    "file.no_header": Words(
        en="“{name}” has no filled rows at the top of the sheet. Choose another sheet or the row with the headers.",
        ru="В начале листа в файле «{name}» нет заполненных строк. Выберите другой лист или строку с заголовками.",
    ),
    "file.header_row_empty": Words(
        en="Row {row:id} of “{name}” is empty. Choose the row with the headers.",
        ru="Строка {row:id} в файле «{name}» пуста. Выберите строку с заголовками.",
    ),
    "file.cut_utf8": Words(
        en="“{name}” is in UTF-8, but line {line:id} has a letter that is cut or damaged. Correct it, or save the file again.",
        ru="Файл «{name}» в UTF-8, но в строке {line:id} есть обрезанная или повреждённая буква. Исправьте её или сохраните"
        " файл заново.",
    ),
    "file.encoding": Words(
        en="“{name}” is not in the encoding {encoding} (near line {line:id}). Choose another encoding.",
        ru="Файл «{name}» не в кодировке {encoding} (около строки {line:id}). Выберите другую кодировку.",
    ),
    "file.unclosed_quote": Words(
        en="A quotation mark that opens near line {line:id} of “{name}” is never closed. Correct that line.",
        ru="Кавычка, открытая около строки {line:id} файла «{name}», не закрыта. Исправьте эту строку.",
    ),
    "file.broken_row": Words(
        en="Line {line:id} of “{name}” has a quotation mark in the wrong place. Correct that line.",
        ru="В строке {line:id} файла «{name}» кавычка стоит не на месте. Исправьте эту строку.",
    ),
    "file.field_too_long": Words(
        en="A cell near line {line:id} of “{name}” is too long. Look for a missing quotation mark.",
        ru="Слишком длинная ячейка в файле «{name}», около строки {line:id}. Проверьте, не пропущена ли там кавычка.",
    ),
    "file.parser_crashed": Words(
        en="“{name}” could not be read: the reading process crashed. Open it in a spreadsheet program and save it again.",
        ru="Не удалось прочитать «{name}»: программа чтения не справилась с файлом. Откройте его в табличном редакторе и сохраните заново.",
    ),
    "file.too_slow": Words(
        en="Reading “{name}” took too long and was stopped. Split it into smaller files.",
        ru="Чтение файла «{name}» заняло слишком много времени и было остановлено. Разделите его на файлы поменьше.",
    ),
    "file.out_of_memory": Words(
        en="“{name}” needs more memory than is allowed. Save it as .csv or split it.",
        ru="Для файла «{name}» нужно больше памяти, чем разрешено. Сохраните его в формате .csv или разделите.",
    ),
    "file.not_writable": Words(
        en="“{name}” cannot be written here. Close it in other programs or choose another folder.",
        ru="Сюда не удалось записать «{name}». Закройте файл в других программах или выберите другую папку.",
    ),
    "file.row_count": Words(
        en="{written} {written:row was|rows were} written where {expected} {expected:was|were} expected, so “{name}” was not kept. Try again.",
        ru="Записано {written} {written:строка|строки|строк}, а ожидалось {expected}, поэтому файл «{name}» не сохранён. Повторите попытку.",
    ),
    "file.other_ending": Words(
        en="The file's extension does not match its content: it is a .{format} file and is read as one. If you did not expect this, ask the sender.",
        ru="Расширение файла не соответствует содержимому: это файл .{format}, и прочитан он как .{format}. Если это неожиданно, уточните у отправителя.",
    ),
    "decision.text_mark": Words(
        en="Column {column}: marks that say “this is text” were taken off, as in {example}.",
        ru="Столбец {column}: пометки «это текст» убраны, как в {example}.",
    ),
    "decision.unit": Words(
        en="Column {column}: “{value}” beside a number is left out, as in {example}.",
        ru="Столбец {column}: «{value}» рядом с числом не учитывается, как в {example}.",
    ),
    "decision.below_zero": Words(
        en="Column {column}: a number in brackets or with a minus behind it is below zero, as in {example}.",
        ru="Столбец {column}: число в скобках или с минусом в конце меньше нуля, как в {example}.",
    ),
    "decision.decimal_sign": Words(
        en="Column {column}: the decimal sign is “{value}”, as chosen.",
        ru="Столбец {column}: десятичный знак — «{value}», как выбрано.",
    ),
    "decision.decimal_sign.certain": Words(
        en="Column {column}: the decimal sign is “{value}”, certain from {example}.",
        ru="Столбец {column}: десятичный знак — «{value}», это точно по {example}.",
    ),
    "decision.date_order.dmy": Words(
        en="Column {column}: dates are read as day, month, year, as chosen.",
        ru="Столбец {column}: даты прочитаны как день, месяц, год, как выбрано.",
    ),
    "decision.date_order.dmy.certain": Words(
        en="Column {column}: dates are read as day, month, year, certain from {example}.",
        ru="Столбец {column}: даты прочитаны как день, месяц, год, это точно по {example}.",
    ),
    "decision.date_order.dmy.likely": Words(
        en="Column {column}: dates are read as day, month, year, likely because of the dots, as in {example}. If they are in another order, choose it.",
        ru="Столбец {column}: даты прочитаны как день, месяц, год, вероятно, судя по точкам, как в {example}. Если порядок другой, выберите его.",
    ),
    "decision.date_order.mdy": Words(
        en="Column {column}: dates are read as month, day, year, as chosen.",
        ru="Столбец {column}: даты прочитаны как месяц, день, год, как выбрано.",
    ),
    "decision.date_order.mdy.certain": Words(
        en="Column {column}: dates are read as month, day, year, certain from {example}.",
        ru="Столбец {column}: даты прочитаны как месяц, день, год, это точно по {example}.",
    ),
    "decision.date_order.ymd": Words(
        en="Column {column}: dates are read as year, month, day, as chosen.",
        ru="Столбец {column}: даты прочитаны как год, месяц, день, как выбрано.",
    ),
    "decision.value_word": Words(
        en="Column {column}: words are read as chosen before, such as “{example}” as {value}.",
        ru="Столбец {column}: слова прочитаны, как было выбрано раньше, например «{example}» — {value}.",
    ),
    "decision.phone_region": Words(
        en="Column {column}: phones without a country code are read as numbers of {value}, such as {example}.",
        ru="Столбец {column}: телефоны без кода страны прочитаны как номера страны {value}, например {example}.",
    ),
    "decision.phone_region_likely": Words(
        en="Column {column}: phones have no country code, such as {example}. They look like numbers of {value}. Choose the country.",
        ru="Столбец {column}: у телефонов нет кода страны, например {example}. Похоже на номера страны {value}. Выберите страну.",
    ),
    "decision.unused": Words(
        en="Not used: {columns}.",
        ru="Не использованы: {columns}.",
    ),
    "file.hidden_sheets": Words(
        en="The workbook has hidden sheets. The first visible one is read.",
        ru="В книге есть скрытые листы. Прочитан первый видимый.",
    ),
    "file.further_sheets": Words(
        en="Only the first sheet is read. Not read: {sheets}.",
        ru="Прочитан только первый лист. Не прочитаны: {sheets}.",
    ),
    "file.more_rejected": Words(
        en="Only one sheet is read, and rejected rows may stand on the others, too: {sheets}. Import each sheet.",
        ru="Прочитан только один лист, а отклонённые строки могут быть и на других: {sheets}. Загрузите каждый лист.",
    ),
    "file.encoding_guessed": Words(
        en="The encoding is a guess. Look at the letters below and choose another if they are wrong.",
        ru="Кодировка определена предположительно. Посмотрите на текст ниже и, если буквы неверные, выберите другую.",
    ),
    "import.unknown_field": Words(
        en="There is no field “{name}”. Choose a field from the list.",
        ru="Поля «{name}» нет. Выберите поле из списка.",
    ),
    "import.column_outside": Words(
        en="The sheet has no column {column} for “{name}”. Choose the column again.",
        ru="На листе нет столбца {column} для поля «{name}». Выберите столбец заново.",
    ),
    "row.cell_count": Words(
        en="The row has {found} {found:cell|cells}, the header has {expected}. Look for a missing or extra separator, and put it right in the file or in the workbook of rejected rows.",
        ru="В строке {found} {found:ячейка|ячейки|ячеек}, а в заголовке {expected}. Найдите пропущенный или лишний разделитель и исправьте строку в файле или в книге отклонённых строк.",
    ),
    "row.uneven": Words(
        en="The row came from a sheet with another number of cells than the header. Put each cell under its header and empty the cell with “?”.",
        ru="В исходном листе у строки было другое число ячеек, чем в заголовке. Поставьте каждую ячейку под её заголовок и очистите ячейку с «?».",
    ),
    "rejected.uneven": Words(
        en="Put each cell of the row under its header, then empty the cell with “?”.",
        ru="Поставьте каждую ячейку строки под её заголовок и очистите ячейку с «?».",
    ),
    **{f"rejected.{name}": words for name, words in rejected_sheet.HEADERS.items()},
    "row.header_again": Words(
        en="The row repeats the header and is left out.",
        ru="Строка повторяет заголовок и пропущена.",
    ),
    "row.drawn_line": Words(
        en="The row is a drawn line and is left out.",
        ru="Строка — начерченная линия, она пропущена.",
    ),
    "row.looks_like_total": Words(
        en="The row looks like a total and is left out. If it is data, take it in.",
        ru="Строка похожа на итог и пропущена. Если это данные, загрузите её.",
    ),
    "row.looks_like_note": Words(
        en="The row at the end has one filled cell, like a note below the table, and is left out. If it is data, take it in.",
        ru="В строке в конце листа заполнена одна ячейка, как в приписке под таблицей; она пропущена. Если это данные, загрузите её.",
    ),
    "cli.row_total": Words(
        en="The row looks like a total and is left out. If it is data, take it in with --all-rows.",
        ru="Строка похожа на итог и пропущена. Если это данные, загрузите её с ключом --all-rows.",
    ),
    "cli.row_note": Words(
        en="The row at the end has one filled cell, like a note below the table, and is left out. If it is data, take it in with --all-rows.",
        ru="В строке в конце листа заполнена одна ячейка, как в приписке под таблицей; она пропущена. Если это данные, загрузите её с ключом --all-rows.",
    ),
    "row.no_key": Words(
        en="The row has no external ID, email or phone. Fill in one of them.",
        ru="В строке нет ни внешнего ID, ни эл. почты, ни телефона. Заполните что-то одно.",
    ),
    "cell.required": Words(
        en="The cell is empty. Fill it in.",
        ru="Ячейка пуста. Заполните её.",
    ),
    "cell.error": Words(
        en="The cell has a spreadsheet error. Correct the formula or type the value.",
        ru="В ячейке ошибка электронной таблицы. Исправьте формулу или введите значение.",
    ),
    "cell.formula_without_value": Words(
        en="The formula has no stored value. Open the file in a spreadsheet program and save it, or type the value.",
        ru="У формулы нет сохранённого значения. Откройте файл в табличном редакторе и сохраните его или введите значение.",
    ),
    "cell.control_character": Words(
        en="The text has an invisible control character ({found}). Type it again.",
        ru="В тексте есть невидимый управляющий символ ({found}). Введите текст заново.",
    ),
    "cell.too_long": Words(
        en="The text has {length} {length:character|characters}; the limit is {limit}. Shorten it.",
        ru="В тексте {length} {length:символ|символа|символов}, а сохраняется не больше {limit}. Сократите его.",
    ),
    "cell.not_a_number": Words(
        en="“{found}” is not a number. Type the value.",
        ru="«{found}» — не число. Введите значение.",
    ),
    "identifier.not_text": Words(
        en="“{found}” is a date or a logical value, not an identifier. Format the column as text and type it again.",
        ru="«{found}» — дата или логическое значение, а не идентификатор. Задайте столбцу текстовый формат и введите значение заново.",
    ),
    "identifier.long_number": Words(
        en="{found} was stored as a number and has lost its last digits. Format the column as text and type it again.",
        ru="{found} сохранено как число, последние цифры потеряны. Задайте столбцу текстовый формат и введите значение заново.",
    ),
    "identifier.mixed_alphabets": Words(
        en="“{found}” mixes Latin and Cyrillic letters that look alike. Check that this is intended.",
        ru="В значении «{found}» смешаны похожие латинские и русские буквы. Проверьте, что так и задумано.",
    ),
    "language.unknown": Words(
        en="“{found}” is not a language. Use a code such as ru or en.",
        ru="«{found}» — не язык. Укажите код, например ru или en.",
    ),
    "phone.not_a_phone": Words(
        en="“{found}” is not a phone number. Type it with its country code, such as +7 916 123-45-67.",
        ru="«{found}» — не номер телефона. Введите его с кодом страны, например +7 916 123-45-67.",
    ),
    "phone.no_country": Words(
        en="“{found}” has no country code. Write it with + and the code, or choose the country of phones: in Settings, on the Match page of an import, or with --phone-region.",
        ru="В номере «{found}» нет кода страны. Запишите его с + и кодом или выберите страну телефонов: в настройках, на шаге «Столбцы» загрузки или ключом --phone-region.",
    ),
    "phone.region": Words(
        en="“{found}” is not a country. Give its two letters, such as US or RU.",
        ru="«{found}» — не страна. Укажите её две буквы, например RU или US.",
    ),
    "phone.number": Words(
        en="{found} was stored as a number; zeros at its start may be lost. Format the column as text.",
        ru="{found} сохранено как число; нули в начале могли потеряться. Задайте столбцу текстовый формат.",
    ),
    "phone.rounded": Words(
        en="“{found}” has lost its last digits. Format the column as text and type the phone again.",
        ru="В значении «{found}» потеряны последние цифры. Задайте столбцу текстовый формат и введите телефон заново.",
    ),
    "email.not_an_email": Words(
        en="“{found}” is not an email address. Correct it, such as anna@example.com.",
        ru="«{found}» — не адрес эл. почты. Исправьте его, например anna@example.com.",
    ),
    "yes_no.unknown": Words(
        en="“{found}” is neither yes nor no. Type yes or no.",
        ru="«{found}» — не «да» и не «нет». Введите «да» или «нет».",
    ),
    "choice.unknown": Words(
        en="“{found}” is not in the list. Use one of: {allowed}.",
        ru="«{found}» нет в списке. Допустимые значения: {allowed}.",
    ),
    "json.not_an_object": Words(
        en='“{found}” is not a JSON object. Use the form {{"name": "value"}} or leave it empty.',
        ru='«{found}» — не объект JSON. Запишите в виде {{"name": "value"}} или оставьте поле пустым.',
    ),
    "name.not_text": Words(
        en="“{found}” is not a name. Type the name.",
        ru="«{found}» — не имя. Введите имя.",
    ),
    "integer.not_whole": Words(
        en="“{found}” is not a whole number. Type it without a fraction.",
        ru="«{found}» — не целое число. Введите его без дробной части.",
    ),
    "amount.zero": Words(
        en="The amount is zero. Leave the row out or type the points.",
        ru="Количество баллов равно нулю. Уберите строку или укажите баллы.",
    ),
    "amount.negative_opening": Words(
        en="An opening balance cannot be below zero. Type the points or make it a redemption.",
        ru="Входящий остаток не может быть меньше нуля. Укажите число баллов или оформите списание.",
    ),
    "date.serial": Words(
        en="“{found}” is a plain number, read as a day. Format the column as a date to be sure.",
        ru="«{found}» — простое число, оно прочитано как день. Чтобы не сомневаться, задайте столбцу формат даты.",
    ),
    "date.not_a_date": Words(
        en="“{found}” is not a date. Type it like 2024-05-17.",
        ru="«{found}» — не дата. Введите её в виде 2024-05-17.",
    ),
    "date.ambiguous": Words(
        en="The order of day and month in “{found}” is not clear: the dates of the column fit both orders, or some fit only one and some only the other. Choose the column's order.",
        ru="Порядок дня и месяца в «{found}» неясен: даты столбца подходят под оба порядка, или одни подходят только под один, а другие — только под другой. Выберите порядок для столбца.",
    ),
    "date.out_of_range": Words(
        en="“{found}” is outside the years 1900 to 2100. Check the year.",
        ru="«{found}» — вне диапазона 1900–2100 годов. Проверьте год.",
    ),
}
