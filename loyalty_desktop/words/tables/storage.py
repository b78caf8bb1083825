"""Messages of workspaces, backups, settings and the command line."""

from __future__ import annotations

from loyalty_desktop.words.entries import Words

STORAGE = {
    "storage.not_found": Words(
        en="There is no workspace at {path}. Check the name, or create one with “init”.",
        ru="Рабочего пространства по пути {path} нет. Проверьте имя или создайте его командой «init».",
    ),
    "storage.exists": Words(
        en="{path} already exists. Choose another name; files are never overwritten.",
        ru="{path} уже существует. Выберите другое имя: перезапись не допускается.",
    ),
    "storage.no_folder": Words(
        en="The folder {path} does not exist. Create it first, or choose another one.",
        ru="Папки {path} нет. Сначала создайте её или выберите другую.",
    ),
    "storage.cannot_create": Words(
        en="{path} could not be created ({reason}). Check the rights to the folder.",
        ru="Не удалось создать {path} ({reason}). Проверьте права на папку.",
    ),
    "storage.cannot_open": Words(
        en="The workspace cannot be opened. Check the rights to the file and its folder.",
        ru="Не удалось открыть рабочее пространство. Проверьте права на файл и его папку.",
    ),
    "storage.path_letters": Words(
        en="The name {path} has bytes that are not letters of any text. Rename the file or its folder and try again.",
        ru="В имени {path} есть байты, которые не являются буквами текста. Переименуйте файл или папку и повторите попытку.",
    ),
    "storage.vanished": Words(
        en="The workspace {path}, which was used on this computer, is not there any more. Put the file back, or restore its newest backup with “restore”. If it was deleted on purpose, “init” makes a new one.",
        ru="Рабочего пространства {path}, с которым работали на этом компьютере, больше нет. Верните файл на место или восстановите последнюю резервную копию командой «restore». Если он удалён намеренно, новый создаёт команда «init».",
    ),
    "storage.gone": Words(
        en="{path} was deleted, moved or renamed while it was open, so nothing more is saved in it. Put the file back where it was; if it is lost, restore its newest backup with “restore”. What was done since the backup must be entered again.",
        ru="{path} удалён, перемещён или переименован, пока был открыт, поэтому больше в него ничего не сохраняется. Верните файл на место; если он потерян, восстановите последнюю резервную копию командой «restore». Сделанное после неё придётся внести заново.",
    ),
    "storage.commits_missing": Words(
        en="Changes that were confirmed are missing in {path}: its companion (-wal) was deleted or cut, or an older copy was put in its place. Put the right file and its -wal back, or restore the newest backup with “restore”. To go on without the missing changes, open it once with --accept-loss.",
        ru="В {path} не хватает подтверждённых изменений: его спутник (-wal) удалён или обрезан либо на его место положили более старую копию. Верните нужный файл вместе с -wal или восстановите последнюю резервную копию командой «restore». Чтобы продолжить без этих изменений, откройте его один раз с --accept-loss.",
    ),
    "storage.foreign_wal": Words(
        en="The companion {wal} does not belong to {path}. Opening the workspace would damage it, so nothing was changed. Put the right companion back or move this one away; or restore the newest backup with “restore”.",
        ru="Спутник {wal} не относится к {path}. Открытие повредило бы рабочее пространство, поэтому ничего не изменено. Верните нужный спутник или уберите этот; либо восстановите последнюю резервную копию командой «restore».",
    ),
    "storage.replaced": Words(
        en="Another file was put in place of {path} while it was open, so nothing more is saved. Close the program, decide which of the two files is right (or restore the newest backup with “restore”), and open it again.",
        ru="Пока {path} был открыт, на его место положили другой файл, поэтому больше ничего не сохраняется. Закройте программу, решите, какой из двух файлов верный (или восстановите последнюю резервную копию командой «restore»), и откройте его снова.",
    ),
    "storage.companions_gone": Words(
        en="A companion of {path} (-wal or -shm) was deleted, replaced or cut while the workspace was open, so nothing more is saved. Put it back if you can, close the program everywhere, and open the workspace again: it says whether anything is missing.",
        ru="Спутник файла {path} (-wal или -shm) удалён, заменён или обрезан, пока рабочее пространство было открыто, поэтому больше ничего не сохраняется. Верните его, если можно, закройте программу везде и откройте рабочее пространство снова: оно сообщит, если чего-то не хватает.",
    ),
    "storage.empty_file": Words(
        en="{path} is an empty file, not a workspace. If it was one, restore a backup.",
        ru="{path} — пустой файл, а не рабочее пространство. Если раньше оно здесь было, восстановите резервную копию.",
    ),
    "storage.foreign_file": Words(
        en="This file is not a workspace of Loyalty Desktop. It was not changed.",
        ru="Этот файл — не рабочее пространство Loyalty Desktop. Он оставлен без изменений.",
    ),
    "storage.foreign_database": Words(
        en="This PostgreSQL database has other tables but no workspace. Create an empty database and give its address.",
        ru="В этой базе PostgreSQL другие таблицы, а рабочего пространства нет. Создайте пустую базу данных и укажите её.",
    ),
    "storage.newer": Words(
        en="A newer version of Loyalty Desktop made this workspace (schema {found:id}, this program knows {known:id}). Update the program.",
        ru="Это рабочее пространство создано в более новой версии Loyalty Desktop (схема {found:id}, эта версия знает {known:id}). Обновите программу.",
    ),
    "storage.other_schema": Words(
        en="“{name}” was made by an earlier build of Loyalty Desktop with other tables, and was not changed. Export its data with the build that made it, and import the data into a new workspace.",
        ru="«{name}» создан более ранней сборкой Loyalty Desktop с другими таблицами; файл не изменён. Выгрузите данные той сборкой, которой он создан, и загрузите их в новое рабочее пространство.",
    ),
    "storage.damaged": Words(
        en="The workspace is damaged. Restore its latest backup with “restore”.",
        ru="Рабочее пространство повреждено. Восстановите последнюю резервную копию командой «restore».",
    ),
    "storage.busy": Words(
        en="Another program is writing to the workspace. Wait for it to finish and try again.",
        ru="В рабочее пространство сейчас пишет другая программа. Дождитесь, пока она закончит, и повторите попытку.",
    ),
    "storage.in_use": Words(
        en="{path} is open in another window or program. Close it everywhere and try again.",
        ru="{path} открыт в другом окне или другой программе. Закройте его везде и повторите попытку.",
    ),
    "storage.retry": Words(
        en="Somebody changed the same data at the same moment. Try again.",
        ru="Кто-то изменил эти данные в то же самое время. Повторите попытку.",
    ),
    "storage.disk_full": Words(
        en="The disk is full. Nothing was changed; free some space and try again.",
        ru="На диске нет места. Ничего не изменено; освободите место и повторите попытку.",
    ),
    "storage.disk_error": Words(
        en="The disk reported an error. Copy the workspace to another disk and check it there.",
        ru="Диск сообщил об ошибке. Скопируйте рабочее пространство на другой диск и проверьте его там.",
    ),
    "storage.read_only": Words(
        en="The workspace can only be read. Check the rights to the file, or to the database.",
        ru="Рабочее пространство доступно только для чтения. Проверьте права на файл или базу данных.",
    ),
    "storage.grant_file": Words(
        en="Only a workspace on PostgreSQL has roles. Access to a workspace file is a right to the file.",
        ru="Роли есть только у рабочих пространств на PostgreSQL. Доступ к файлу задаётся правами на файл.",
    ),
    "storage.no_role": Words(
        en="The server has no role “{role}”. Create it first (CREATE ROLE … LOGIN), then repeat the command.",
        ru="На сервере нет роли «{role}». Сначала создайте её (CREATE ROLE … LOGIN), затем повторите команду.",
    ),
    "storage.role_owns": Words(
        en="“{role}” is a superuser or owns the workspace, so no rights can bind it. Name another role.",
        ru="«{role}» — суперпользователь или владелец рабочего пространства, ограничить его права нельзя. Укажите другую роль.",
    ),
    "storage.not_owner": Words(
        en="Only the owner of the workspace can give rights on it. Connect as the role that made it.",
        ru="Права на рабочее пространство выдаёт только его владелец. Подключитесь под ролью, которая его создала.",
    ),
    "storage.owner_migrates": Words(
        en="A newer program needs to update this workspace, and only its owner can. Let the owner open it once,"
        " then give this role its rights again (grant ROLE).",
        ru="Новой версии программы нужно обновить это рабочее пространство, это может только его владелец. Пусть владелец"
        " откроет его один раз и снова выдаст права этой роли (grant ROLE).",
    ),
    "storage.opened_read_only": Words(
        en="{path} is in a place where nothing can be written. It can be looked at; changes are refused until it is moved to a folder with the right to write.",
        ru="{path} лежит там, где запись невозможна. Данные можно смотреть; изменения недоступны, пока файл не перенесён в папку с правом записи.",
    ),
    "storage.unreachable": Words(
        en="The database server does not answer. Check the address, the network and the password.",
        ru="Сервер базы данных не отвечает. Проверьте адрес, сеть и пароль.",
    ),
    "storage.server_full": Words(
        en="The database server has no connection or memory left for this program. Wait a little and try again; if it goes on, ask whoever looks after the server.",
        ru="На сервере базы данных не осталось соединений или памяти для этой программы. Подождите и повторите попытку; если не поможет, обратитесь к администратору сервера.",
    ),
    "storage.sign_in": Words(
        en="The database server refused the user or the password. Check both and try again.",
        ru="Сервер базы данных не принял имя пользователя или пароль. Проверьте их и повторите.",
    ),
    "storage.no_database": Words(
        en="The server has no database of this name. Check the name, or ask whoever looks after the server to make it.",
        ru="На сервере нет базы данных с таким именем. Проверьте имя или попросите администратора сервера создать её.",
    ),
    "storage.url": Words(
        en="Addresses of this kind ({scheme}) cannot be opened. Write postgresql+psycopg://user@server/database.",
        ru="Адреса вида {scheme} не поддерживаются. Укажите postgresql+psycopg://пользователь@сервер/база.",
    ),
    "storage.migration_failed": Words(
        en="The workspace could not be updated to this version (table {table}). Nothing was changed; a backup is beside it.",
        ru="Не удалось обновить рабочее пространство до этой версии (таблица {table}). Ничего не изменено; рядом лежит резервная копия.",
    ),
    "storage.backup_failed": Words(
        en="The backup {path} could not be written ({reason}). Check the folder and the disk.",
        ru="Не удалось записать резервную копию {path} ({reason}). Проверьте папку и диск.",
    ),
    "storage.backup_postgresql": Words(
        en="A PostgreSQL workspace is backed up by PostgreSQL itself: run “pg_dump -Fc -d DATABASE -f FILE”, and restore with “pg_restore -d DATABASE FILE”.",
        ru="Резервные копии рабочего пространства на PostgreSQL делает сам PostgreSQL: выполните «pg_dump -Fc -d БАЗА -f ФАЙЛ», а для восстановления — «pg_restore -d БАЗА ФАЙЛ».",
    ),
    "storage.restore_itself": Words(
        en="{path} cannot be restored from itself. Choose a backup of it.",
        ru="{path} нельзя восстановить из самого себя. Укажите резервную копию.",
    ),
    "storage.restore_failed": Words(
        en="{path} could not be replaced by the backup ({reason}). Nothing was changed.",
        ru="Не удалось заменить {path} резервной копией ({reason}). Ничего не изменено.",
    ),
    "storage.manifest": Words(
        en="{path} is no longer the backup its manifest describes. Use another backup; if you are sure of this one, delete the .json file beside it.",
        ru="{path} больше не соответствует описанию резервной копии. Возьмите другую копию; если уверены в этой, удалите файл .json рядом с ней.",
    ),
    "storage.unfinished_import": Words(
        en="{count} {count:import was|imports were} interrupted. Open Imports to resume or undo them.",
        ru="{count} {count:загрузка прервана|загрузки прерваны|загрузок прервано}. Откройте «Загрузки», чтобы продолжить или отменить.",
    ),
    "storage.sync_folder": Words(
        en="The workspace is in a synchronised folder ({folder}), which can damage it. Move it to an ordinary folder; for a team use PostgreSQL.",
        ru="Рабочее пространство лежит в синхронизируемой папке ({folder}), это может его повредить. Перенесите его в обычную папку; для совместной работы используйте PostgreSQL.",
    ),
    "storage.network_drive": Words(
        en="The workspace is on a network drive ({path}), which can damage it. Move it to this computer; for a team use PostgreSQL.",
        ru="Рабочее пространство лежит на сетевом диске ({path}), это может его повредить. Перенесите его на этот компьютер; для совместной работы используйте PostgreSQL.",
    ),
}

SETTINGS = {
    "settings.unknown": Words(
        en="There is no setting called {name}.",
        ru="Настройки {name} нет.",
    ),
    "settings.value": Words(
        en="{value} is not allowed for the setting {name}. Allowed: {allowed}.",
        ru="Значение {value} не подходит для настройки {name}. Допустимо: {allowed}.",
    ),
    "settings.damaged": Words(
        en="The settings file could not be read. It was kept as {kept}; the defaults apply.",
        ru="Не удалось прочитать файл настроек. Он сохранён как {kept}; действуют настройки по умолчанию.",
    ),
}

COMMAND_LINE = {
    "cli.no_workspace": Words(
        en="The workspace is missing. Give --workspace FILE, or a postgresql+psycopg:// address.",
        ru="Рабочее пространство не указано. Добавьте --workspace ФАЙЛ или адрес postgresql+psycopg://.",
    ),
    "cli.no_screen": Words(
        en="The window needs a screen, and there is none here. The commands work without.",
        ru="Для окна нужен экран, а его здесь нет. Команды работают и без него.",
    ),
    "cli.choose": Words(
        en="There are several. Choose one with {option}: {choices}.",
        ru="Вариантов несколько; укажите один с помощью {option}: {choices}.",
    ),
    "cli.unknown_choice": Words(
        en="{value} is not known. Use one of these with {option}: {choices}.",
        ru="Значение {value} неизвестно. Укажите для {option} одно из: {choices}.",
    ),
    "cli.none_there": Words(
        en="The workspace has nothing to choose with {option} yet. Create it first, for example with “init --quick-start”.",
        ru="В рабочем пространстве пока нечего указать для {option}. Сначала создайте нужное, например командой «init --quick-start».",
    ),
    "cli.file_exists": Words(
        en="{path} already exists. Choose another name, or add --force to replace it.",
        ru="{path} уже существует. Выберите другое имя или добавьте --force, чтобы заменить файл.",
    ),
    "cli.file_needed": Words(
        en="{path} is the workspace or the file being read, which is never replaced. Choose another name.",
        ru="{path} — это рабочее пространство или читаемый файл, он никогда не заменяется. Выберите другое имя.",
    ),
    "cli.ending": Words(
        en="{path} cannot be written. Give a name that ends in one of: {endings}.",
        ru="Файл {path} записать нельзя. Укажите имя с одним из окончаний: {endings}.",
    ),
    "cli.matchings": Words(
        en="Give the kind of sheet and the name, to rename also the new name.",
        ru="Укажите вид листа и имя, для переименования — и новое имя.",
    ),
    "cli.save_profile": Words(
        en="A rehearsal saves nothing. Leave out --dry-run or --save-profile.",
        ru="Репетиция ничего не сохраняет. Уберите --dry-run или --save-profile.",
    ),
    "cli.encoding": Words(
        en="{value} is not an encoding. Write for example utf-8 or cp1251.",
        ru="{value} — не кодировка. Напишите, например, utf-8 или cp1251.",
    ),
    "cli.same_file": Words(
        en="This very file was imported before (import {batch:id}). Add --force-same-file to import it again.",
        ru="Этот же файл уже загружали (загрузка {batch:id}). Чтобы загрузить его снова, добавьте --force-same-file.",
    ),
    "cli.unfinished": Words(
        en="Import {batch:id} of this very file was begun and is not finished. Finish it with “resume {batch:id}”, or take it back with “undo-import {batch:id}”; imported anew, its rows would count twice.",
        ru="Загрузка {batch:id} этого же файла начата и не завершена. Завершите её командой «resume {batch:id}» или отмените командой «undo-import {batch:id}»: при новой загрузке её строки учлись бы дважды.",
    ),
    "cli.date_order": Words(
        en="The order of day and month in “{found}” is not clear: the dates of the column fit both orders, or some fit only one and some only the other. Give the order with --date-order: dmy, mdy or ymd.",
        ru="Порядок дня и месяца в «{found}» неясен: даты столбца подходят под оба порядка, или одни подходят только под один, а другие — только под другой. Укажите порядок через --date-order: dmy, mdy или ymd.",
    ),
    "cli.decimal_sign": Words(
        en="“{found}” can be read as thousands or as decimals. Give the decimal sign of the file with --decimal-sign: “,” or “.”.",
        ru="«{found}» можно прочитать и с тысячами, и с дробной частью. Укажите десятичный знак файла через --decimal-sign: «,» или «.».",
    ),
    "cli.further_sheets": Words(
        en="Only the first sheet is read. Not read: {sheets}. Choose a sheet with --sheet.",
        ru="Прочитан только первый лист. Не прочитаны: {sheets}. Выберите лист через --sheet.",
    ),
    "cli.more_rejected": Words(
        en="Only one sheet is read, and rejected rows may stand on the others, too: {sheets}. Import each one with --sheet.",
        ru="Прочитан только один лист, а отклонённые строки могут быть и на других: {sheets}. Загрузите каждый через --sheet.",
    ),
    "cli.phone_region": Words(
        en="Column {column}: phones have no country code, such as {example}. They look like numbers of {value}. Give the country with --phone-region.",
        ru="Столбец {column}: у телефонов нет кода страны, например {example}. Похоже на номера страны {value}. Укажите страну через --phone-region.",
    ),
    "cli.cannot_undo": Words(
        en="Import {batch:id} cannot be undone as a whole, and nothing was changed. The reasons follow.",
        ru="Загрузку {batch:id} нельзя отменить целиком, ничего не изменено. Причины ниже.",
    ),
    "cli.day": Words(
        en="{value} is not a date. Write it as 2026-01-31.",
        ru="{value} — не дата. Укажите её в виде 2026-01-31.",
    ),
    "cli.map": Words(
        en="{value} is not of the form COLUMN=FIELD. Example: --map E-mail=email.",
        ru="{value} — не в виде СТОЛБЕЦ=ПОЛЕ. Пример: --map E-mail=email.",
    ),
}
