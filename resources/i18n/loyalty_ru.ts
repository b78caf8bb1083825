<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Font: Inter (SIL Open Font License). Icons: Lucide (ISC). Window: Qt (LGPL 3).</source>
        <translation>Шрифт: Inter (SIL Open Font License). Значки: Lucide (ISC). Окна: Qt (LGPL 3).</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Скопировать диагностику</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>Закрыть сообщение</translation>
    </message>
</context>
<context>
    <name>BlockDialog</name>
    <message numerus="yes">
        <source>Block %n participants</source>
        <translation>
            <numerusform>Блокировка %n участника</numerusform>
            <numerusform>Блокировка %n участников</numerusform>
            <numerusform>Блокировка %n участников</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing can be accrued, redeemed or transferred until they are unblocked. Points keep expiring.</source>
        <translation>Пока участники заблокированы, начислять, списывать и переводить баллы нельзя. Сгорают баллы по-прежнему.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Заблокировать</translation>
    </message>
</context>
<context>
    <name>CancelTransaction</name>
    <message>
        <source>Cancel the transaction</source>
        <translation>Отменить операцию</translation>
    </message>
    <message>
        <source>A cancellation writes a counter-transaction: the old one stays in the list with the state “cancelled”. When points of a cancelled accrual were spent meanwhile, the missing part becomes a debt that the next accruals pay first, or is written off; the program decides.</source>
        <translation>Отмена записывает обратную операцию, а исходная остаётся в списке с пометкой «отменена». Если баллы отменённого начисления уже потрачены, недостающая часть становится долгом, который погашают следующие начисления, или списывается: так решает программа.</translation>
    </message>
    <message>
        <source>Nothing is deleted: a cancellation is written beside it. Points come back with their old expiry. Points that were spent already become a debt or are written off, as the points type says.</source>
        <translation>Ничего не удаляется: рядом записывается отмена. Баллы возвращаются с прежним сроком сгорания. Уже потраченные баллы становятся долгом или списываются в убыток — как задано в типе баллов.</translation>
    </message>
    <message>
        <source>Nothing is deleted: a cancellation is written beside it. Expired points come back. Those past their last valid day expire again at once; those taken by a tier review or by inactivity stay.</source>
        <translation>Ничего не удаляется: рядом записывается отмена. Сгоревшие баллы возвращаются. Те, у которых прошёл последний день действия, сразу сгорят снова; снятые при пересмотре уровня или из-за неактивности останутся у участника.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Не отменять</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Everything about one participant. Total is what the participant has; active points can be spent; pending ones become active later; points on hold wait for a commit or a roll back. Select a transaction and use More to cancel it.</source>
        <translation>Всё об одном участнике. «Всего» — все баллы участника; активные можно потратить; ожидающие станут активными позже; удержанные ждут подтверждения или отката. Чтобы отменить операцию, выберите её и откройте меню «Ещё».</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Show older transactions</source>
        <translation>Показать более ранние операции</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>Партии баллов</translation>
    </message>
    <message>
        <source>Tier history</source>
        <translation>История уровней</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>No transactions yet</source>
        <translation>Операций пока нет</translation>
    </message>
    <message>
        <source>Accruals, redemptions and everything else that moves points.</source>
        <translation>Начисления, списания и все остальные операции с баллами.</translation>
    </message>
    <message>
        <source>since {reached}, participant since {registered}</source>
        <translation>на уровне с {reached}, участник с {registered}</translation>
    </message>
    <message>
        <source>Blocked: {reason}. Unblock to move points again.</source>
        <translation>Участник заблокирован: {reason}. Чтобы снова проводить операции с баллами, разблокируйте его.</translation>
    </message>
    <message>
        <source>Leave the program</source>
        <translation>Выход из программы</translation>
    </message>
    <message>
        <source>The participant leaves the program. Points and history stay, nothing can be accrued or redeemed, and joining again is possible.</source>
        <translation>Участник выйдет из программы. Баллы и история сохранятся, но начислять и списывать баллы будет нельзя. Участника можно вернуть.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Вывести</translation>
    </message>
    <message>
        <source>Transfer points…</source>
        <translation>Перевести баллы…</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Подтвердить</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Откатить</translation>
    </message>
    <message>
        <source>Cancel transaction…</source>
        <translation>Отменить операцию…</translation>
    </message>
    <message>
        <source>Set tier by hand…</source>
        <translation>Задать уровень вручную…</translation>
    </message>
    <message>
        <source>Edit profile…</source>
        <translation>Изменить профиль…</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>Leave the program…</source>
        <translation>Вывести из программы…</translation>
    </message>
    <message>
        <source>Join again</source>
        <translation>Вернуть в программу</translation>
    </message>
    <message>
        <source>participant since {registered}</source>
        <translation>участник с {registered}</translation>
    </message>
    <message>
        <source>Grace until {day}.</source>
        <translation>Льготный период до {day}.</translation>
    </message>
    <message>
        <source>At least {tier} until {day}, set by hand: {reason}</source>
        <translation>Не ниже уровня «{tier}» до {day}, задано вручную: {reason}</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Всего</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Активные</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Ожидают</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Удержаны</translation>
    </message>
    <message>
        <source>Expires in 30 days</source>
        <translation>Сгорят за 30 дней</translation>
    </message>
    <message>
        <source>{tier} at {points}</source>
        <translation>{tier} — от {points}</translation>
    </message>
    <message>
        <source>Way to the next tier</source>
        <translation>Путь до следующего уровня</translation>
    </message>
    <message>
        <source>{points} {points:point|points}; {missing} to go by {day}.</source>
        <translation>{points} {points:балл|балла|баллов}; осталось набрать {missing} до {day}.</translation>
    </message>
    <message>
        <source>{points} {points:point|points}; {missing} to go.</source>
        <translation>{points} {points:балл|балла|баллов}; осталось набрать {missing}.</translation>
    </message>
    <message>
        <source>Keeps {tier} with {points}: {missing} missing.</source>
        <translation>Чтобы сохранить уровень «{tier}», нужно набрать {points}: не хватает {missing}.</translation>
    </message>
    <message>
        <source>Keeps {tier} with {points}.</source>
        <translation>Уровень «{tier}» сохраняется: порог {points} набран.</translation>
    </message>
    <message>
        <source>{debt} owed</source>
        <translation>долг {debt}</translation>
    </message>
    <message>
        <source>nothing to come</source>
        <translation>ничего не ожидается</translation>
    </message>
    <message>
        <source>until committed or rolled back</source>
        <translation>до подтверждения или отката</translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>удержаний нет</translation>
    </message>
    <message>
        <source>nothing expires</source>
        <translation>ничего не сгорает</translation>
    </message>
    <message>
        <source>{points} {points:point|points}.</source>
        <translation>{points} {points:балл|балла|баллов}.</translation>
    </message>
    <message>
        <source>highest tier</source>
        <translation>высший уровень</translation>
    </message>
    <message>
        <source>first on {day}</source>
        <translation>первые — {day}</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation>Баланс после</translation>
    </message>
    <message>
        <source>to {participant}</source>
        <translation>кому: {participant}</translation>
    </message>
    <message>
        <source>from {participant}</source>
        <translation>от кого: {participant}</translation>
    </message>
    <message>
        <source>Accrued</source>
        <translation>Дата начисления</translation>
    </message>
    <message>
        <source>Opened with</source>
        <translation>Начислено</translation>
    </message>
    <message>
        <source>Active from</source>
        <translation>Активны с</translation>
    </message>
    <message>
        <source>Last valid day</source>
        <translation>Последний день</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Прежний</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Новый</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Действие</translation>
    </message>
    <message>
        <source>Import {number}</source>
        <translation>Загрузка {number}</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Clear filters</source>
        <translation>Сбросить фильтры</translation>
    </message>
    <message>
        <source>Remove: {name}</source>
        <translation>Убрать: {name}</translation>
    </message>
</context>
<context>
    <name>CloneProgramDialog</name>
    <message>
        <source>Clone</source>
        <translation>Клонировать</translation>
    </message>
    <message>
        <source>Points types, tier groups and partners are copied; participants and points are not.</source>
        <translation>Типы баллов, группы уровней и партнёры копируются, участники и баллы — нет.</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name} (копия)</translation>
    </message>
    <message>
        <source>Clone “{name}”</source>
        <translation>Клонирование программы «{name}»</translation>
    </message>
</context>
<context>
    <name>Common</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Сочетания клавиш</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Баллы</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Выгрузить</translation>
    </message>
    <message>
        <source>Tier group</source>
        <translation>Группа уровней</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Уровень</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Профиль</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>Accrue</source>
        <translation>Начислить</translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation>Списать</translation>
    </message>
    <message>
        <source>Points type</source>
        <translation>Тип баллов</translation>
    </message>
    <message>
        <source>Profile databases</source>
        <translation>Базы профилей</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation>Дополнительные поля</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Программы</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>Участник</translation>
    </message>
    <message>
        <source>Profile database</source>
        <translation>База профилей</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Программа</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Prove the ledger</source>
        <translation>Сверить баллы</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Import workbook</source>
        <translation>Загрузить таблицу</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Загрузки</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Quick start</source>
        <translation>Быстрый старт</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>Уровни</translation>
    </message>
    <message>
        <source>Liability</source>
        <translation>Обязательство</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Операции</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>Заблокировать…</translation>
    </message>
    <message>
        <source>Status points</source>
        <translation>Статусные баллы</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Далее</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Итог</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Да</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
</context>
<context>
    <name>Conflict</name>
    <message>
        <source>Somebody else changed this meanwhile</source>
        <translation>Пока вы работали, это изменил кто-то другой</translation>
    </message>
    <message>
        <source>Save this</source>
        <translation>Сохранить так</translation>
    </message>
    <message>
        <source>Changes of different fields are both kept. Choose for each field that you both changed.</source>
        <translation>Изменения разных полей сохраняются вместе. Выберите значение там, где вы изменили одно и то же поле.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Поле</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Было</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Моё</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Чужое</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Keep: {field}</source>
        <translation>Оставить: {field}</translation>
    </message>
    <message>
        <source>Custom field {name}</source>
        <translation>Дополнительное поле «{name}»</translation>
    </message>
    <message>
        <source>Partner {name}</source>
        <translation>Партнёр «{name}»</translation>
    </message>
    <message>
        <source>Points type {name}</source>
        <translation>Тип баллов «{name}»</translation>
    </message>
    <message>
        <source>Tier {name}</source>
        <translation>Уровень «{name}»</translation>
    </message>
    <message>
        <source>Tier group {name}</source>
        <translation>Группа уровней «{name}»</translation>
    </message>
    <message>
        <source>Values of the list</source>
        <translation>Значения списка</translation>
    </message>
    <message>
        <source>{path}: {field}</source>
        <translation>{path}: {field}</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Удалено</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Изменено</translation>
    </message>
</context>
<context>
    <name>Connect</name>
    <message>
        <source>Connect to PostgreSQL</source>
        <translation>Подключение к PostgreSQL</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>База данных</translation>
    </message>
    <message>
        <source>Ask whoever looks after the server. An empty database is set up on the first connection.</source>
        <translation>Адрес подскажет администратор сервера. Пустая база данных будет настроена при первом подключении.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>It is asked for each time and kept nowhere. Leave it empty when the server knows you without one.</source>
        <translation>Спрашивается каждый раз и нигде не сохраняется. Оставьте пустым, если сервер узнаёт вас без пароля.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключиться</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Проверить соединение</translation>
    </message>
    <message>
        <source>The server answers, and there is a workspace.</source>
        <translation>Сервер отвечает, рабочее пространство есть.</translation>
    </message>
    <message>
        <source>The server answers. The database is empty: connecting sets up a workspace in it.</source>
        <translation>Сервер отвечает. База данных пуста: при подключении в ней будет создано рабочее пространство.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Порт</translation>
    </message>
</context>
<context>
    <name>DayEdit</name>
    <message>
        <source>Set a date</source>
        <translation>Указать дату</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Дата</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Дата и время</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Help (F1)</source>
        <translation>Справка (F1)</translation>
    </message>
</context>
<context>
    <name>EditProfile</name>
    <message>
        <source>Edit profile</source>
        <translation>Изменение профиля</translation>
    </message>
    <message>
        <source>Save profile</source>
        <translation>Сохранить профиль</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>This is a mistake of the program, not yours. What was being done was not saved; everything before it is safe. Go on working, and send the details to whoever looks after the program.</source>
        <translation>Это ошибка программы, а не ваша. Последнее действие не сохранено; всё, что было до него, в порядке. Продолжайте работу и отправьте сведения тому, кто сопровождает программу.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program</source>
        <translation>В программе произошла ошибка</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Скопировать сведения</translation>
    </message>
    <message numerus="yes">
        <source>%n more since then; the log has them.</source>
        <translation>
            <numerusform>С тех пор произошёл ещё %n сбой, он записан в журнал программы.</numerusform>
            <numerusform>С тех пор произошло ещё %n сбоя, они записаны в журнал программы.</numerusform>
            <numerusform>С тех пор произошло ещё %n сбоев, они записаны в журнал программы.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Открыть папку журналов</translation>
    </message>
    <message>
        <source>Incident {incident}</source>
        <translation>Инцидент {incident}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>All participants of {program}: {count}</source>
        <translation>Все участники программы {program}: {count}</translation>
    </message>
    <message>
        <source>Export participants</source>
        <translation>Выгрузка участников</translation>
    </message>
    <message>
        <source>Those the filter shows: {count}</source>
        <translation>Отобранные фильтром: {count}</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx);;CSV files (*.csv)</source>
        <translation>Книги Excel (*.xlsx);;Файлы CSV (*.csv)</translation>
    </message>
    <message>
        <source>The ending decides: .xlsx or .csv.</source>
        <translation>Формат определяет расширение: .xlsx или .csv.</translation>
    </message>
    <message>
        <source>IDs and phones stay text with their zeros; the file can be imported again without a change.</source>
        <translation>ID и телефоны остаются текстом с ведущими нулями; файл можно загрузить обратно без изменений.</translation>
    </message>
</context>
<context>
    <name>FilePicker</name>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>{label}, required</source>
        <translation>{label}, обязательно</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>{share} in a month</source>
        <translation>{share} за месяц</translation>
    </message>
    <message numerus="yes">
        <source>+%n this month</source>
        <translation>
            <numerusform>+%n в этом месяце</numerusform>
            <numerusform>+%n в этом месяце</numerusform>
            <numerusform>+%n в этом месяце</numerusform>
        </translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Главная</translation>
    </message>
    <message>
        <source>The numbers of one active program. Points outstanding are what participants have; the liability is what they are worth in money. The redemption rate is the share of accrued points that was spent, breakage the share that expired unspent. Needs a hand lists what waits for somebody. Close the day activates and expires points and reviews tiers up to today; it also runs by itself. Prove the ledger recomputes every balance from its transactions and names each difference.</source>
        <translation>Показатели одной активной программы. Баллы на счетах — это все баллы участников, обязательство — их стоимость в деньгах. Доля списаний показывает, какая часть начисленных баллов потрачена, доля сгоревших — какая сгорела неистраченной. В разделе «Требует внимания» перечислено то, что ждёт решения. «Закрыть день» активирует и сжигает баллы и пересматривает уровни по сегодняшний день; день закрывается и сам. «Сверить баллы» пересчитывает каждый баланс по операциям и называет расхождения.</translation>
    </message>
    <message>
        <source>none new this month</source>
        <translation>новых в этом месяце нет</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>Закрыть день</translation>
    </message>
    <message>
        <source>No active program yet</source>
        <translation>Активной программы пока нет</translation>
    </message>
    <message>
        <source>A program says how points are earned, spent and expire, and which tiers there are. The quick start makes one in two minutes.</source>
        <translation>Программа определяет, как баллы начисляются, тратятся и сгорают и какие есть уровни. Быстрый старт создаст её за две минуты.</translation>
    </message>
    <message>
        <source>Show programs</source>
        <translation>К программам</translation>
    </message>
    <message>
        <source>Points by month</source>
        <translation>Баллы по месяцам</translation>
    </message>
    <message>
        <source>No points were accrued, redeemed or expired yet.</source>
        <translation>Баллы ещё не начислялись, не списывались и не сгорали.</translation>
    </message>
    <message>
        <source>Needs a hand</source>
        <translation>Требует внимания</translation>
    </message>
    <message>
        <source>of all accrued</source>
        <translation>от всех начисленных</translation>
    </message>
    <message>
        <source>expired unspent</source>
        <translation>не потрачено</translation>
    </message>
    <message>
        <source>no day is closed yet</source>
        <translation>ни один день ещё не закрыт</translation>
    </message>
    <message>
        <source>Active, 90 days</source>
        <translation>Активны за 90 дней</translation>
    </message>
    <message>
        <source>Points outstanding</source>
        <translation>Баллы на счетах</translation>
    </message>
    <message>
        <source>Redemption rate</source>
        <translation>Доля списаний</translation>
    </message>
    <message>
        <source>Breakage</source>
        <translation>Доля сгоревших</translation>
    </message>
    <message>
        <source>{money} expires soon</source>
        <translation>{money} скоро сгорит</translation>
    </message>
    <message>
        <source>{money} expires in 30 days</source>
        <translation>{money} сгорит за 30 дней</translation>
    </message>
    <message>
        <source>See who</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Close now</source>
        <translation>Закрыть день</translation>
    </message>
    <message>
        <source>This is the demonstration: time stands still on {day}.</source>
        <translation>Это демонстрация: время остановлено на {day}.</translation>
    </message>
    <message>
        <source>Home counts active programs. Open the program to activate it, or choose another one above.</source>
        <translation>На главной считаются активные программы. Откройте программу, чтобы её активировать, или выберите вверху другую.</translation>
    </message>
    <message>
        <source>Open the program</source>
        <translation>Открыть программу</translation>
    </message>
    <message>
        <source>Start with your own data</source>
        <translation>Начать со своими данными</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}: {state}</translation>
    </message>
    <message>
        <source>{share} of all</source>
        <translation>{share} от всех</translation>
    </message>
    <message>
        <source>closed up to {day}</source>
        <translation>закрыто по {day}</translation>
    </message>
    <message>
        <source>accrued</source>
        <translation>начислено</translation>
    </message>
    <message>
        <source>redeemed</source>
        <translation>списано</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>сгорело</translation>
    </message>
    <message>
        <source>This program has no tiers.</source>
        <translation>В этой программе нет уровней.</translation>
    </message>
    <message>
        <source>The program has no participants yet.</source>
        <translation>В программе пока нет участников.</translation>
    </message>
    <message>
        <source>Nothing: everything is in order.</source>
        <translation>Всё в порядке, ничего делать не нужно.</translation>
    </message>
</context>
<context>
    <name>ImportQueue</name>
    <message>
        <source>Files</source>
        <translation>Файлы</translation>
    </message>
    <message>
        <source>imported: {new} new, {changed} changed, {rejected} rejected, batch {batch}</source>
        <translation>загружен: новых {new}, изменённых {changed}, отклонённых {rejected}, загрузка {batch}</translation>
    </message>
    <message>
        <source>{left} {left:file is|files are} not imported yet. What was imported stays and can be undone file by file.</source>
        <translation>{left:Ещё не загружен|Ещё не загружены|Ещё не загружено} {left} {left:файл|файла|файлов}. Загруженное остаётся, и каждый файл можно отменить отдельно.</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>пропущен</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>ждёт</translation>
    </message>
    <message>
        <source>Leave the other files</source>
        <translation>Оставить остальные файлы</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Skip this file</source>
        <translation>Пропустить файл</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Остаться</translation>
    </message>
    <message>
        <source>File {place} of {all}</source>
        <translation>Файл {place} из {all}</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>Choose several files…</source>
        <translation>Выбрать несколько файлов…</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>Выбор файлов</translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message>
        <source>Spreadsheets (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)</source>
        <translation>Таблицы (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;Все файлы (*)</translation>
    </message>
    <message>
        <source>Hidden sheets: {names}</source>
        <translation>Скрытые листы: {names}</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Предпросмотр</translation>
    </message>
    <message>
        <source>Choose a file, or drop one here</source>
        <translation>Выберите файл или перетащите его сюда</translation>
    </message>
    <message>
        <source>Excel (.xlsx, .xls), OpenDocument (.ods), CSV and TSV.</source>
        <translation>Excel (.xlsx, .xls), OpenDocument (.ods), CSV и TSV.</translation>
    </message>
    <message>
        <source>What the sheet holds</source>
        <translation>Что на листе</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Куда загрузить</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Лист</translation>
    </message>
    <message>
        <source>Header row</source>
        <translation>Строка заголовка</translation>
    </message>
    <message>
        <source>0: the sheet has no header.</source>
        <translation>0: на листе нет заголовка.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Строка</translation>
    </message>
    <message numerus="yes">
        <source>%n rows: {problem}</source>
        <translation>
            <numerusform>%n строка: {problem}</numerusform>
            <numerusform>%n строки: {problem}</numerusform>
            <numerusform>%n строк: {problem}</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>осталось {time}</translation>
    </message>
    <message>
        <source>Search rows</source>
        <translation>Поиск по строкам</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Проблемы</translation>
    </message>
    <message>
        <source>Correct all alike…</source>
        <translation>Исправить все такие же…</translation>
    </message>
    <message>
        <source>Save rejected rows</source>
        <translation>Сохранить отклонённые строки</translation>
    </message>
    <message>
        <source>Show more rows</source>
        <translation>Показать ещё строки</translation>
    </message>
    <message>
        <source>Rows of the sheet</source>
        <translation>Строки листа</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>What to know</source>
        <translation>Обратите внимание</translation>
    </message>
    <message>
        <source>Apply to all rows with the same value</source>
        <translation>Применить ко всем строкам с тем же значением</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Исправить</translation>
    </message>
    <message>
        <source>Writing the rows</source>
        <translation>Записываем строки</translation>
    </message>
    <message>
        <source>The import is done</source>
        <translation>Загрузка завершена</translation>
    </message>
    <message>
        <source>The file stays as it is; the import takes what you write here.</source>
        <translation>Файл не изменится; загрузка возьмёт то, что вы впишете здесь.</translation>
    </message>
    <message>
        <source>Show what was created</source>
        <translation>Показать созданное</translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation>Отменить загрузку</translation>
    </message>
    <message>
        <source>Import another file</source>
        <translation>Загрузить другой файл</translation>
    </message>
    <message>
        <source>All problems</source>
        <translation>Все проблемы</translation>
    </message>
    <message>
        <source>Correct row {row}</source>
        <translation>Исправление строки {row}</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>Прочитано строк</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Новые</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Изменено</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Без изменений</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Отклонено</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Загрузка</translation>
    </message>
    <message>
        <source>{name}, {rows} {rows:row|rows}</source>
        <translation>{name}, {rows} {rows:строка|строки|строк}</translation>
    </message>
    <message>
        <source>Tiers set by hand stand through</source>
        <translation>Уровни, заданные вручную, действуют по</translation>
    </message>
    <message>
        <source>A tier of the sheet that is not the one in force is set by hand until then, then points decide again.</source>
        <translation>Уровень из таблицы, который отличается от действующего, задаётся вручную до этого дня; потом снова решают баллы.</translation>
    </message>
    <message>
        <source>Checking every row; nothing is written</source>
        <translation>Проверяем каждую строку; ничего не записывается</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Применить</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n rows</source>
        <translation>
            <numerusform>Применить %n строку</numerusform>
            <numerusform>Применить %n строки</numerusform>
            <numerusform>Применить %n строк</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows were checked again</source>
        <translation>
            <numerusform>Повторно проверена %n строка</numerusform>
            <numerusform>Повторно проверены %n строки</numerusform>
            <numerusform>Повторно проверено %n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Next file: {name}</source>
        <translation>Следующий файл: {name}</translation>
    </message>
    <message>
        <source>Stopped. What was not complete was taken back.</source>
        <translation>Остановлено. Всё незавершённое отменено.</translation>
    </message>
    <message numerus="yes">
        <source>%n rejected rows were saved</source>
        <translation>
            <numerusform>Сохранена %n отклонённая строка</numerusform>
            <numerusform>Сохранены %n отклонённые строки</numerusform>
            <numerusform>Сохранено %n отклонённых строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Match columns</source>
        <translation>Сопоставление столбцов</translation>
    </message>
    <message>
        <source>Existing rows</source>
        <translation>Существующие записи</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверка</translation>
    </message>
    <message>
        <source>Choose a file, or several, say which column is what, and see what would happen to every row. Nothing is written before you press Apply, and a whole import can be undone later. Double click a rejected row to correct it here.</source>
        <translation>Выберите файл или несколько, укажите, что в каком столбце, и посмотрите, что произойдёт с каждой строкой. До нажатия «Применить» ничего не записывается, а загрузку целиком потом можно отменить. Двойной щелчок по отклонённой строке позволяет исправить её здесь.</translation>
    </message>
    <message>
        <source>Forget the corrections?</source>
        <translation>Забыть исправления?</translation>
    </message>
    <message>
        <source>Rows of this import were corrected and are not imported yet. Save the rejected rows or apply the import to keep the work.</source>
        <translation>Строки этой загрузки исправлены, но ещё не загружены. Чтобы не потерять работу, сохраните отклонённые строки или примените загрузку.</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>Забыть</translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n строка</numerusform>
            <numerusform>%n строки</numerusform>
            <numerusform>%n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Import the same file again</source>
        <translation>Загрузить тот же файл ещё раз</translation>
    </message>
    <message>
        <source>This very file was imported before. Points in it may be given a second time.</source>
        <translation>Этот файл уже загружали. Баллы из него могут быть начислены повторно.</translation>
    </message>
    <message>
        <source>Import again</source>
        <translation>Загрузить повторно</translation>
    </message>
    <message>
        <source>Choose a column for: {fields}</source>
        <translation>Выберите столбец для полей: {fields}</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Остаться</translation>
    </message>
    <message>
        <source>sheet “{name}”</source>
        <translation>лист «{name}»</translation>
    </message>
    <message>
        <source>A row is the same person when this is equal</source>
        <translation>Строка о том же человеке, если совпадает</translation>
    </message>
    <message>
        <source>{done} of {total} {total:row|rows}</source>
        <translation>{done} из {total} {total:строки|строк|строк}</translation>
    </message>
    <message numerus="yes">
        <source>%n kinds of problems</source>
        <translation>
            <numerusform>%n вид проблем</numerusform>
            <numerusform>%n вида проблем</numerusform>
            <numerusform>%n видов проблем</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Выберите файл.</translation>
    </message>
    <message>
        <source>Points type of the rows</source>
        <translation>Тип баллов для строк</translation>
    </message>
    <message numerus="yes">
        <source>%n rows: “{value}”</source>
        <translation>
            <numerusform>%n строка: «{value}»</numerusform>
            <numerusform>%n строки: «{value}»</numerusform>
            <numerusform>%n строк: «{value}»</numerusform>
        </translation>
    </message>
    <message>
        <source>Add new ones and change existing ones</source>
        <translation>Добавлять новые и изменять существующие</translation>
    </message>
    <message>
        <source>Only add new ones</source>
        <translation>Только добавлять новые</translation>
    </message>
    <message>
        <source>Only change existing ones</source>
        <translation>Только изменять существующие</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Что делать</translation>
    </message>
    <message>
        <source>Keep what is there</source>
        <translation>Оставляет прежнее значение</translation>
    </message>
    <message>
        <source>Clear the value</source>
        <translation>Очищает значение</translation>
    </message>
    <message>
        <source>An empty cell means</source>
        <translation>Пустая ячейка</translation>
    </message>
    <message>
        <source>Make them</source>
        <translation>Создавать</translation>
    </message>
    <message>
        <source>Reject the row</source>
        <translation>Отклонять строку</translation>
    </message>
    <message>
        <source>Profiles or participants that are not there yet</source>
        <translation>Профили или участники, которых ещё нет</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Кодировка</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Разделитель</translation>
    </message>
    <message>
        <source>This is a folder. Choose a file in it.</source>
        <translation>Это папка. Выберите файл в ней.</translation>
    </message>
    <message>
        <source>There is no such file. Check the path, or choose the file.</source>
        <translation>Такого файла нет. Проверьте путь или выберите файл.</translation>
    </message>
    <message>
        <source>Dates are written as</source>
        <translation>Формат дат</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Пропущено</translation>
    </message>
    <message>
        <source>Warning: {problem}</source>
        <translation>Предупреждение: {problem}</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Заменить на</translation>
    </message>
    <message>
        <source>Leave the column out</source>
        <translation>Убрать столбец</translation>
    </message>
    <message>
        <source>Leave these rows out</source>
        <translation>Пропустить эти строки</translation>
    </message>
    <message numerus="yes">
        <source>%n pasted values found no cell in the rows shown.</source>
        <translation>
            <numerusform>Для %n вставленного значения нет ячейки в показанных строках.</numerusform>
            <numerusform>Для %n вставленных значений нет ячеек в показанных строках.</numerusform>
            <numerusform>Для %n вставленных значений нет ячеек в показанных строках.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take these rows in</source>
        <translation>Загрузить эти строки</translation>
    </message>
    <message>
        <source>Save the matching…</source>
        <translation>Сохранить сопоставление…</translation>
    </message>
    <message>
        <source>Another country</source>
        <translation>Другая страна</translation>
    </message>
    <message>
        <source>The decimal sign is “{sign}”</source>
        <translation>Десятичный знак — «{sign}»</translation>
    </message>
    <message>
        <source>Read them as +{calling} numbers ({country})</source>
        <translation>Прочитать как номера +{calling} ({country})</translation>
    </message>
    <message>
        <source>The day comes first</source>
        <translation>Сначала идёт день</translation>
    </message>
    <message>
        <source>The month comes first</source>
        <translation>Сначала идёт месяц</translation>
    </message>
    <message>
        <source>All problems ({errors} {errors:error|errors}, {warnings} {warnings:warning|warnings})</source>
        <translation>Все проблемы ({errors} {errors:ошибка|ошибки|ошибок}, {warnings} {warnings:предупреждение|предупреждения|предупреждений})</translation>
    </message>
    <message numerus="yes">
        <source>Warning, %n rows: {problem}</source>
        <translation>
            <numerusform>Предупреждение, %n строка: {problem}</numerusform>
            <numerusform>Предупреждение, %n строки: {problem}</numerusform>
            <numerusform>Предупреждение, %n строк: {problem}</numerusform>
        </translation>
    </message>
    <message>
        <source>“{value}”</source>
        <translation>«{value}»</translation>
    </message>
    <message numerus="yes">
        <source>Correct “{value}” in %n rows</source>
        <translation>
            <numerusform>Исправить «{value}» в %n строке</numerusform>
            <numerusform>Исправить «{value}» в %n строках</numerusform>
            <numerusform>Исправить «{value}» в %n строках</numerusform>
        </translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>Десятичный разделитель</translation>
    </message>
    <message>
        <source>Country of phones without a code</source>
        <translation>Страна для телефонов без кода</translation>
    </message>
    <message>
        <source>This header was imported before: columns are matched as then.</source>
        <translation>Такой заголовок уже загружали: столбцы сопоставлены как тогда.</translation>
    </message>
    <message>
        <source>Matched as last time; new columns: {names}</source>
        <translation>Сопоставлено как в прошлый раз; новые столбцы: {names}</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Поле</translation>
    </message>
    <message>
        <source>Column of the sheet</source>
        <translation>Столбец листа</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Примеры</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Совпадение</translation>
    </message>
    <message>
        <source>chosen by hand</source>
        <translation>выбрано вручную</translation>
    </message>
    <message>
        <source>Columns that are not used</source>
        <translation>Неиспользуемые столбцы</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>Автоматически</translation>
    </message>
    <message>
        <source>Day, month, year: 31.12.2025</source>
        <translation>День, месяц, год: 31.12.2025</translation>
    </message>
    <message>
        <source>Month, day, year: 12/31/2025</source>
        <translation>Месяц, день, год: 12/31/2025</translation>
    </message>
    <message>
        <source>Year, month, day: 2025-12-31</source>
        <translation>Год, месяц, день: 2025-12-31</translation>
    </message>
    <message>
        <source>Comma: 1 234,56</source>
        <translation>Запятая: 1 234,56</translation>
    </message>
    <message>
        <source>Point: 1,234.56</source>
        <translation>Точка: 1,234.56</translation>
    </message>
    <message>
        <source>The columns look like another kind: {kind}. Choose it above.</source>
        <translation>Судя по столбцам, в листе другое: {kind}. Выберите это выше.</translation>
    </message>
    <message>
        <source>Recognised by its columns: {kind}.</source>
        <translation>Определено по столбцам: {kind}.</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Табуляция</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Не загружать</translation>
    </message>
    <message>
        <source>Make a new profile field</source>
        <translation>Создать поле профиля</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message>
        <source>{bad} of {all} {all:value|values} {bad:does|do} not fit</source>
        <translation>{bad:не подходит|не подходят|не подходят} {bad} {bad:значение|значения|значений} из {all}</translation>
    </message>
    <message>
        <source>similar name, please check</source>
        <translation>похожее имя, проверьте</translation>
    </message>
    <message>
        <source>Being applied</source>
        <translation>Применяется</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Применена</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Прервана</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Отменена</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Ошибка</translation>
    </message>
    <message>
        <source>new</source>
        <translation>новая</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>изменена</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>без изменений</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>отклонена</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>пропущена</translation>
    </message>
    <message>
        <source>{n:new row|new rows}</source>
        <translation>{n:новая строка|новые строки|новых строк}</translation>
    </message>
    <message>
        <source>{n:changed row|changed rows}</source>
        <translation>{n:изменённая строка|изменённые строки|изменённых строк}</translation>
    </message>
    <message>
        <source>{n:unchanged row|unchanged rows}</source>
        <translation>{n:строка без изменений|строки без изменений|строк без изменений}</translation>
    </message>
    <message>
        <source>{n:rejected row|rejected rows}</source>
        <translation>{n:отклонённая строка|отклонённые строки|отклонённых строк}</translation>
    </message>
    <message>
        <source>{n:row left out|rows left out}</source>
        <translation>{n:строка пропущена|строки пропущены|строк пропущено}</translation>
    </message>
    <message>
        <source>choose one: {names}</source>
        <translation>выберите: {names}</translation>
    </message>
    <message>
        <source>not in the sheet</source>
        <translation>нет на листе</translation>
    </message>
    <message>
        <source>as last time</source>
        <translation>как в прошлый раз</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>точно</translation>
    </message>
    <message>
        <source>chosen by hand</source>
        <translation>выбрано вручную</translation>
    </message>
</context>
<context>
    <name>ImportsView</name>
    <message>
        <source>{removed} created {removed:row is|rows are} deleted, {restored} changed {restored:row gets|rows get} the old values back, {cancelled} points {cancelled:transaction is|transactions are} cancelled.</source>
        <translation>{removed:Будет удалена|Будут удалены|Будет удалено} {removed} {removed:созданная строка|созданные строки|созданных строк}, прежние значения {restored:вернёт|вернут|вернут} {restored} {restored:изменённая строка|изменённые строки|изменённых строк}, {cancelled:будет отменена|будут отменены|будет отменено} {cancelled} {cancelled:операция|операции|операций} с баллами.</translation>
    </message>
    <message>
        <source>Save rejected rows</source>
        <translation>Сохранить отклонённые строки</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation>Книги Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Nothing was imported yet</source>
        <translation>Загрузок пока нет</translation>
    </message>
    <message>
        <source>Bring in profiles, participants or points from a workbook or a CSV file. You see what will happen to every row before anything is written, and a whole import can be undone later.</source>
        <translation>Загружайте профили, участников или баллы из таблицы или файла CSV. Вы видите, что произойдёт с каждой строкой, ещё до записи, а всю загрузку потом можно отменить.</translation>
    </message>
    <message>
        <source>{leaving} created {leaving:participant leaves|participants leave} the program but {leaving:stays|stay} in the list: what happened to points and tiers is never deleted.</source>
        <translation>{leaving:Выйдет|Выйдут|Выйдет} из программы, но {leaving:останется|останутся|останется} в списке {leaving} {leaving:созданный участник|созданных участника|созданных участников}: историю баллов и уровней удалить нельзя.</translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation>Отменить загрузку</translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation>Отменить загрузку</translation>
    </message>
    <message>
        <source>The import was undone</source>
        <translation>Загрузка отменена</translation>
    </message>
    <message>
        <source>The import is complete</source>
        <translation>Загрузка завершена</translation>
    </message>
    <message numerus="yes">
        <source>%n rejected rows were saved</source>
        <translation>
            <numerusform>Сохранена %n отклонённая строка</numerusform>
            <numerusform>Сохранены %n отклонённые строки</numerusform>
            <numerusform>Сохранено %n отклонённых строк</numerusform>
        </translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Куда</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Строки</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Новые</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Изменено</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Без изменений</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Отклонено</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>This import cannot be undone</source>
        <translation>Эту загрузку нельзя отменить</translation>
    </message>
    <message>
        <source>Every file that was brought in, newest first. Select one to undo it, to save its rejected rows as a workbook, or to resume it when it was interrupted. Drop files here to import them.</source>
        <translation>Все загруженные файлы, сначала новые. Выберите файл, чтобы отменить загрузку, сохранить отклонённые строки в книгу или продолжить прерванную загрузку. Перетащите файлы сюда, чтобы загрузить их.</translation>
    </message>
    <message>
        <source>Search imports</source>
        <translation>Поиск загрузок</translation>
    </message>
    <message>
        <source>Undo import…</source>
        <translation>Отменить загрузку…</translation>
    </message>
    <message>
        <source>Save rejected rows…</source>
        <translation>Сохранить отклонённые строки…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Show what was created</source>
        <translation>Показать созданное</translation>
    </message>
    <message numerus="yes">
        <source>%n batches</source>
        <translation>
            <numerusform>%n загрузка</numerusform>
            <numerusform>%n загрузки</numerusform>
            <numerusform>%n загрузок</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Не отменять</translation>
    </message>
    <message>
        <source>Nothing was changed. This stands in the way:</source>
        <translation>Ничего не изменено. Мешает следующее:</translation>
    </message>
    <message>
        <source>File, program or name of a person (Ctrl+F)</source>
        <translation>Файл, программа или кто загрузил (Ctrl+F)</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>cancelling</source>
        <translation>отменяется</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ожидает</translation>
    </message>
    <message>
        <source>cancelled, nothing was changed</source>
        <translation>отменено, ничего не изменено</translation>
    </message>
    <message>
        <source>Nothing has run yet. Imports, exports and proofs show here.</source>
        <translation>Заданий пока не было. Здесь видны загрузки, выгрузки и сверки.</translation>
    </message>
    <message>
        <source>done in {time}</source>
        <translation>готово за {time}</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Задания</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>осталось {time}</translation>
    </message>
</context>
<context>
    <name>ListFilter</name>
    <message>
        <source>Condition</source>
        <translation>Условие</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Сколько</translation>
    </message>
    <message>
        <source>From</source>
        <translation>От</translation>
    </message>
    <message>
        <source>To</source>
        <translation>До</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>Сначала меньшие</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Сначала большие</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Применить</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Сбросить фильтр</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Сначала старые</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Сначала новые</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>По возрастанию</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>По убыванию</translation>
    </message>
    <message>
        <source>Filter of {column}</source>
        <translation>Фильтр столбца «{column}»</translation>
    </message>
    <message numerus="yes">
        <source>The %n most frequent values.</source>
        <translation>
            <numerusform>Самое частое значение.</numerusform>
            <numerusform>%n самых частых значения.</numerusform>
            <numerusform>%n самых частых значений.</numerusform>
        </translation>
    </message>
    <message>
        <source>Search values</source>
        <translation>Поиск значений</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Выбрать все</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Значения</translation>
    </message>
    <message>
        <source>Reading the values…</source>
        <translation>Значения загружаются…</translation>
    </message>
    <message>
        <source>No value contains this.</source>
        <translation>Такого значения нет.</translation>
    </message>
    <message numerus="yes">
        <source>%n values</source>
        <translation>
            <numerusform>%n значение</numerusform>
            <numerusform>%n значения</numerusform>
            <numerusform>%n значений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n most frequent values. Search for others.</source>
        <translation>
            <numerusform>Самое частое значение. Остальные можно найти поиском.</numerusform>
            <numerusform>%n самых частых значения. Остальные можно найти поиском.</numerusform>
            <numerusform>%n самых частых значений. Остальные можно найти поиском.</numerusform>
        </translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(пусто)</translation>
    </message>
    <message numerus="yes">
        <source>the top %n</source>
        <translation>
            <numerusform>%n наибольшее</numerusform>
            <numerusform>%n наибольших</numerusform>
            <numerusform>%n наибольших</numerusform>
        </translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>«{text}»</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>одно из</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>содержит</translation>
    </message>
    <message>
        <source>begins with</source>
        <translation>начинается с</translation>
    </message>
    <message>
        <source>equals</source>
        <translation>равно</translation>
    </message>
    <message>
        <source>between</source>
        <translation>между</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>пусто</translation>
    </message>
    <message>
        <source>is not empty</source>
        <translation>не пусто</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>этот месяц</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>наибольшие</translation>
    </message>
    <message>
        <source>{least} to {most}</source>
        <translation>от {least} до {most}</translation>
    </message>
    <message>
        <source>up to {most}</source>
        <translation>до {most}</translation>
    </message>
    <message>
        <source>from {least}</source>
        <translation>от {least}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>Фильтр…</translation>
    </message>
    <message>
        <source>Clear this filter</source>
        <translation>Сбросить этот фильтр</translation>
    </message>
</context>
<context>
    <name>ListView</name>
    <message>
        <source>All that match are selected</source>
        <translation>Выбраны все найденные</translation>
    </message>
    <message>
        <source>All {total} that match are selected</source>
        <translation>Выбраны все: {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>Выбрана %n строка</numerusform>
            <numerusform>Выбрано %n строки</numerusform>
            <numerusform>Выбрано %n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Select all that match</source>
        <translation>Выбрать все найденные</translation>
    </message>
    <message>
        <source>Select all {total} that match</source>
        <translation>Выбрать все найденные: {total}</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Ещё…</translation>
    </message>
    <message>
        <source>{column}: sum {sum}, average {average}</source>
        <translation>{column}: сумма {sum}, среднее {average}</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} из {total}</translation>
    </message>
    <message>
        <source>more than {count}</source>
        <translation>больше {count}</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Ничего не найдено</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Сбросить фильтры</translation>
    </message>
    <message>
        <source>Select a row of the list first.</source>
        <translation>Сначала выберите строку списка.</translation>
    </message>
    <message numerus="yes">
        <source>%n rows copied</source>
        <translation>
            <numerusform>Скопирована %n строка</numerusform>
            <numerusform>Скопированы %n строки</numerusform>
            <numerusform>Скопировано %n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy with headings</source>
        <translation>Копировать с заголовками</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Выбрать столбцы</translation>
    </message>
    <message>
        <source>Filter by the values of a column</source>
        <translation>Фильтр по значениям столбца</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Go to</source>
        <translation>Перейти</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Окно</translation>
    </message>
    <message>
        <source>Undone by hand</source>
        <translation>Отменено вручную</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Палитра команд</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Do again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>Search in this view</source>
        <translation>Поиск в этом разделе</translation>
    </message>
    <message>
        <source>Import the cells on the clipboard</source>
        <translation>Загрузить ячейки из буфера обмена</translation>
    </message>
    <message>
        <source>Print this view</source>
        <translation>Печать этого раздела</translation>
    </message>
    <message>
        <source>Help on this view</source>
        <translation>Справка по этому экрану</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Показать задания</translation>
    </message>
    <message>
        <source>A job is still running</source>
        <translation>Задание ещё выполняется</translation>
    </message>
    <message>
        <source>Closing cancels it; what it has not finished is not saved.</source>
        <translation>При закрытии оно будет отменено; незавершённое не сохранится.</translation>
    </message>
    <message>
        <source>Cancel the job and close</source>
        <translation>Отменить задание и закрыть</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Остаться</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Отменять нечего.</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>Повторять нечего.</translation>
    </message>
    <message>
        <source>No program opens {file}</source>
        <translation>Нет программы, которая открывает {file}</translation>
    </message>
    <message>
        <source>Cells are pasted on a list: participants, imports or a program&apos;s transactions.</source>
        <translation>Ячейки вставляют в список: участников, загрузок или операций программы.</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>Закрыть день</translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation>Новое рабочее пространство…</translation>
    </message>
    <message>
        <source>Open another workspace</source>
        <translation>Открыть другое рабочее пространство</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Светлая тема</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Тёмная тема</translation>
    </message>
    <message>
        <source>About Loyalty Desktop</source>
        <translation>О программе Loyalty Desktop</translation>
    </message>
    <message>
        <source>A job is still running. Wait for it or cancel it first.</source>
        <translation>Ещё выполняется задание. Дождитесь его или сначала отмените.</translation>
    </message>
    <message>
        <source>This workspace is open in another window too. What is changed there shows here after Refresh (F5).</source>
        <translation>Это рабочее пространство открыто ещё в одном окне. Изменения, сделанные там, появятся здесь после обновления (F5).</translation>
    </message>
</context>
<context>
    <name>ManualTier</name>
    <message>
        <source>The participant is at least {tier} until {day}, whatever the points say.</source>
        <translation>До {day} включительно уровень участника не ниже «{tier}», сколько бы ни было баллов.</translation>
    </message>
    <message>
        <source>Set a tier by hand</source>
        <translation>Уровень вручную</translation>
    </message>
    <message>
        <source>A tier set by hand is a floor: until its last day the participant stands on this tier or a higher one, whatever the points say. Afterwards the tier follows the points again.</source>
        <translation>Уровень, заданный вручную, — это нижняя граница: до последнего дня участник остаётся на этом уровне или выше, сколько бы баллов у него ни было. После этого уровень снова определяется баллами.</translation>
    </message>
    <message>
        <source>Set tier</source>
        <translation>Установить уровень</translation>
    </message>
</context>
<context>
    <name>MatchingBar</name>
    <message>
        <source>“{name}” is deleted. Imports that used it stay.</source>
        <translation>«{name}» будет удалено. Загрузки, в которых оно применялось, останутся.</translation>
    </message>
    <message>
        <source>Saved matching</source>
        <translation>Сохранённое сопоставление</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Применить</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>Сопоставление</translation>
    </message>
    <message>
        <source>Save under a name…</source>
        <translation>Сохранить под именем…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Переименовать…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Replace the matching</source>
        <translation>Замена сопоставления</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Заменить</translation>
    </message>
    <message>
        <source>Rename the matching</source>
        <translation>Переименование сопоставления</translation>
    </message>
    <message>
        <source>The matching is saved as “{name}”.</source>
        <translation>Сопоставление сохранено под именем «{name}».</translation>
    </message>
    <message>
        <source>Save the matching</source>
        <translation>Сохранить сопоставление</translation>
    </message>
    <message>
        <source>Name of the matching</source>
        <translation>Имя сопоставления</translation>
    </message>
    <message>
        <source>There is a matching “{name}” already. It would be lost.</source>
        <translation>Сопоставление «{name}» уже есть. Оно будет утрачено.</translation>
    </message>
    <message>
        <source>Delete the matching</source>
        <translation>Удалить сопоставление</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Home</source>
        <translation>Главная</translation>
    </message>
</context>
<context>
    <name>NewParticipant</name>
    <message>
        <source>{name}, ID {external_id}</source>
        <translation>{name}, ID {external_id}</translation>
    </message>
    <message>
        <source>Add participant</source>
        <translation>Добавить участника</translation>
    </message>
    <message>
        <source>A new profile</source>
        <translation>Новый профиль</translation>
    </message>
    <message>
        <source>ID, email or phone</source>
        <translation>ID, эл. почта или телефон</translation>
    </message>
    <message>
        <source>A profile of the database {database}</source>
        <translation>Профиль из базы {database}</translation>
    </message>
    <message>
        <source>To the program {program}</source>
        <translation>В программу {program}</translation>
    </message>
</context>
<context>
    <name>NewProgramDialog</name>
    <message>
        <source>New program</source>
        <translation>Новая программа</translation>
    </message>
    <message>
        <source>Create program</source>
        <translation>Создать программу</translation>
    </message>
    <message>
        <source>Star club</source>
        <translation>Звёздный клуб</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>Name of the new database</source>
        <translation>Название новой базы</translation>
    </message>
    <message>
        <source>It starts as a draft with one points type. Nothing happens to points until you activate it.</source>
        <translation>Программа создаётся черновиком с одним типом баллов. Пока вы её не активируете, с баллами ничего не происходит.</translation>
    </message>
    <message>
        <source>The customer base the program serves. It cannot change afterwards.</source>
        <translation>База клиентов, с которой работает программа. Потом изменить нельзя.</translation>
    </message>
    <message>
        <source>New profile database…</source>
        <translation>Новая база профилей…</translation>
    </message>
</context>
<context>
    <name>NextSteps</name>
    <message>
        <source>Next steps</source>
        <translation>Следующие шаги</translation>
    </message>
    <message>
        <source>Hide the next steps</source>
        <translation>Скрыть следующие шаги</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Сделано</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Предстоит</translation>
    </message>
    <message>
        <source>1. Make a program</source>
        <translation>1. Создайте программу</translation>
    </message>
    <message>
        <source>How points are earned, spent and expire.</source>
        <translation>Как баллы начисляются, тратятся и сгорают.</translation>
    </message>
    <message>
        <source>2. Bring participants</source>
        <translation>2. Добавьте участников</translation>
    </message>
    <message>
        <source>From a workbook, or by hand.</source>
        <translation>Из таблицы или вручную.</translation>
    </message>
    <message>
        <source>3. Give the first points</source>
        <translation>3. Начислите первые баллы</translation>
    </message>
    <message>
        <source>Open a participant and accrue, or import points.</source>
        <translation>Откройте участника и начислите баллы или загрузите их из таблицы.</translation>
    </message>
    <message>
        <source>Open participants</source>
        <translation>Открыть участников</translation>
    </message>
    <message>
        <source>4. Prove the ledger</source>
        <translation>4. Сверьте баллы</translation>
    </message>
    <message>
        <source>Every balance is recomputed; the proof must say 0 differences.</source>
        <translation>Каждый баланс пересчитывается; должно быть 0 расхождений.</translation>
    </message>
    <message>
        <source>Prove now</source>
        <translation>Сверить</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>Команды</translation>
    </message>
    <message>
        <source>Find a participant, a section, a command</source>
        <translation>Найти участника, раздел, команду</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Результаты</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Ничего не найдено.</translation>
    </message>
    <message>
        <source>recent</source>
        <translation>недавнее</translation>
    </message>
    <message>
        <source>participant</source>
        <translation>участник</translation>
    </message>
</context>
<context>
    <name>ParticipantWords</name>
    <message>
        <source>Not asked</source>
        <translation>Не спрашивали</translation>
    </message>
    <message>
        <source>Joined the program</source>
        <translation>Вступление в программу</translation>
    </message>
    <message>
        <source>Joined again</source>
        <translation>Повторное вступление</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Заблокирован</translation>
    </message>
    <message>
        <source>Unblocked</source>
        <translation>Разблокирован</translation>
    </message>
    <message>
        <source>Left the program</source>
        <translation>Выход из программы</translation>
    </message>
    <message>
        <source>Comment changed</source>
        <translation>Комментарий изменён</translation>
    </message>
    <message>
        <source>Points accrued</source>
        <translation>Баллы начислены</translation>
    </message>
    <message>
        <source>Points redeemed</source>
        <translation>Баллы списаны</translation>
    </message>
    <message>
        <source>Points transferred</source>
        <translation>Баллы переведены</translation>
    </message>
    <message>
        <source>Temporary transaction committed</source>
        <translation>Временная операция подтверждена</translation>
    </message>
    <message>
        <source>Temporary transaction rolled back</source>
        <translation>Откат временной операции</translation>
    </message>
    <message>
        <source>Transaction cancelled</source>
        <translation>Операция отменена</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Points became active</source>
        <translation>Баллы стали активными</translation>
    </message>
    <message>
        <source>Points expired</source>
        <translation>Баллы сгорели</translation>
    </message>
    <message>
        <source>Initial balance</source>
        <translation>Начальный баланс</translation>
    </message>
    <message>
        <source>Tier set by hand</source>
        <translation>Уровень задан вручную</translation>
    </message>
    <message>
        <source>Tier set by hand ended</source>
        <translation>Ручной уровень снят</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Активен</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Вышел</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Не указан</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Женский</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Мужской</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Другой</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Вступление</translation>
    </message>
    <message>
        <source>Points reached</source>
        <translation>Набраны баллы</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Пересмотр</translation>
    </message>
    <message>
        <source>Set by hand</source>
        <translation>Задан вручную</translation>
    </message>
    <message>
        <source>End of the tier set by hand</source>
        <translation>Конец уровня, заданного вручную</translation>
    </message>
    <message>
        <source>Tiers were changed</source>
        <translation>Уровни изменены</translation>
    </message>
</context>
<context>
    <name>ParticipantsView</name>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Регистрация</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Всего</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Активные</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Ожидают</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Удержаны</translation>
    </message>
    <message>
        <source>Everyone who takes part in the program. Type a name, an ID, an email or a phone to search; tick states and tiers at the left to narrow the list; click a column&apos;s title to sort. Double click or Enter opens the card. Select several participants to accrue points, export or block.</source>
        <translation>Все участники программы. Чтобы найти участника, введите имя, ID, эл. почту или телефон; чтобы сузить список, отметьте слева состояния и уровни; чтобы отсортировать, щёлкните заголовок столбца. Двойной щелчок или Enter открывает карточку. Выберите несколько участников, чтобы начислить баллы, выгрузить или заблокировать.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Загрузить</translation>
    </message>
    <message>
        <source>Add participant</source>
        <translation>Добавить участника</translation>
    </message>
    <message>
        <source>Search participants</source>
        <translation>Поиск участников</translation>
    </message>
    <message>
        <source>Name, ID, email, or a phone in any format (Ctrl+F)</source>
        <translation>Имя, ID, эл. почта или телефон в любом формате (Ctrl+F)</translation>
    </message>
    <message>
        <source>Accrue points</source>
        <translation>Начислить баллы</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>No participants yet</source>
        <translation>Участников пока нет</translation>
    </message>
    <message>
        <source>Points expire from {first} to {last}</source>
        <translation>Баллы сгорают с {first} по {last}</translation>
    </message>
    <message>
        <source>Below the tier&apos;s threshold, review on {day}</source>
        <translation>Ниже порога уровня, пересмотр {day}</translation>
    </message>
    <message>
        <source>Moved points since {day}</source>
        <translation>Операции с {day}</translation>
    </message>
    <message>
        <source>A participant is a profile that takes part in the program and has points and a tier. Bring them in from a workbook, or add one by hand.</source>
        <translation>Участник — это профиль, который состоит в программе, имеет баллы и уровень. Загрузите участников из таблицы или добавьте вручную.</translation>
    </message>
    <message>
        <source>Add by hand</source>
        <translation>Добавить вручную</translation>
    </message>
    <message>
        <source>Download template</source>
        <translation>Скачать шаблон</translation>
    </message>
    <message>
        <source>No program yet</source>
        <translation>Программ пока нет</translation>
    </message>
    <message>
        <source>Participants belong to a program. Quick start makes one in two minutes.</source>
        <translation>Участники состоят в программе. Быстрый старт создаст её за две минуты.</translation>
    </message>
    <message>
        <source>Points and history stay, nothing can be accrued or redeemed, and joining again is possible.</source>
        <translation>Баллы и история останутся, начислять и списывать будет нельзя, вступить снова можно.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Вывести</translation>
    </message>
    <message numerus="yes">
        <source>Done for %n participants</source>
        <translation>
            <numerusform>Выполнено для %n участника</numerusform>
            <numerusform>Выполнено для %n участников</numerusform>
            <numerusform>Выполнено для %n участников</numerusform>
        </translation>
    </message>
    <message>
        <source>The participant was added</source>
        <translation>Участник добавлен</translation>
    </message>
    <message>
        <source>Open card</source>
        <translation>Открыть карточку</translation>
    </message>
    <message>
        <source>Add all profiles</source>
        <translation>Добавить все профили</translation>
    </message>
    <message numerus="yes">
        <source>%n profiles of the profile database become participants and get the initial balance.</source>
        <translation>
            <numerusform>%n профиль базы станет участником и получит начальный баланс.</numerusform>
            <numerusform>%n профиля базы станут участниками и получат начальный баланс.</numerusform>
            <numerusform>%n профилей базы станут участниками и получат начальный баланс.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add all</source>
        <translation>Добавить всех</translation>
    </message>
    <message numerus="yes">
        <source>%n participants were added</source>
        <translation>
            <numerusform>Добавлен %n участник</numerusform>
            <numerusform>Добавлено %n участника</numerusform>
            <numerusform>Добавлено %n участников</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows were written</source>
        <translation>
            <numerusform>Записана %n строка</numerusform>
            <numerusform>Записаны %n строки</numerusform>
            <numerusform>Записано %n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the template</source>
        <translation>Сохранение шаблона</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation>Книги Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>The template was saved</source>
        <translation>Шаблон сохранён</translation>
    </message>
    <message>
        <source>Edit profile…</source>
        <translation>Изменить профиль…</translation>
    </message>
    <message>
        <source>Leave the program…</source>
        <translation>Вывести из программы…</translation>
    </message>
    <message numerus="yes">
        <source>Add all %n profiles</source>
        <translation>
            <numerusform>Добавить %n профиль</numerusform>
            <numerusform>Добавить все %n профиля</numerusform>
            <numerusform>Добавить все %n профилей</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} leaves the program</source>
        <translation>{name} выходит из программы</translation>
    </message>
    <message>
        <source>Accrue points…</source>
        <translation>Начислить баллы…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Выгрузить…</translation>
    </message>
    <message>
        <source>Add participant…</source>
        <translation>Добавить участника…</translation>
    </message>
    <message>
        <source>{done} of {asked} done. {first}</source>
        <translation>Выполнено: {done} из {asked}. {first}</translation>
    </message>
    <message>
        <source>Import {number}</source>
        <translation>Загрузка {number}</translation>
    </message>
</context>
<context>
    <name>PartnerDialog</name>
    <message>
        <source>New partner</source>
        <translation>Новый партнёр</translation>
    </message>
    <message>
        <source>Add partner</source>
        <translation>Добавить партнёра</translation>
    </message>
    <message>
        <source>Save partner</source>
        <translation>Сохранить партнёра</translation>
    </message>
    <message>
        <source>Partner “{name}”</source>
        <translation>Партнёр «{name}»</translation>
    </message>
</context>
<context>
    <name>PhoneRegion</name>
    <message>
        <source>None: phones need + and a code</source>
        <translation>Не выбрана: номера пишутся с + и кодом</translation>
    </message>
</context>
<context>
    <name>PointsOperation</name>
    <message>
        <source>Accrue points</source>
        <translation>Начисление баллов</translation>
    </message>
    <message>
        <source>Redeem points</source>
        <translation>Списание баллов</translation>
    </message>
    <message>
        <source>Total is what the participant has; active points can be spent now; pending ones become active later. Points that are accrued get a last day by the expiry rule of their type. A redemption takes the points that expire first. Nothing is ever deleted: a mistake is taken back by a counter-transaction.</source>
        <translation>Всего — это все баллы участника; активные можно потратить сейчас, ожидающие станут активными позже. Начисленные баллы получают последний день по правилу сгорания своего типа. При списании первыми уходят баллы, которые сгорят раньше. Ничего не удаляется: ошибку исправляет обратная операция.</translation>
    </message>
    <message>
        <source>Card was not scanned at the till</source>
        <translation>Карту не считали на кассе</translation>
    </message>
    <message>
        <source>For how many minutes</source>
        <translation>На сколько минут</translation>
    </message>
    <message>
        <source>Commit or roll back from the list of transactions; after that time it rolls back by itself.</source>
        <translation>Подтвердите операцию или сделайте откат в списке операций; по истечении этого времени откат произойдёт сам.</translation>
    </message>
    <message>
        <source>{total} {total:point|points} in all. Blocked participants and those who left are passed over and named.</source>
        <translation>Всего {total} {total:балл|балла|баллов}. Заблокированные и вышедшие участники будут пропущены и перечислены.</translation>
    </message>
    <message>
        <source>{now} {now:point is|points are} active now.</source>
        <translation>Сейчас {now:активен|активны|активно} {now} {now:балл|балла|баллов}.</translation>
    </message>
    <message>
        <source>{now} {now:point is|points are} active now; the total becomes {after}.</source>
        <translation>Сейчас {now:активен|активны|активно} {now} {now:балл|балла|баллов}; всего станет {after}.</translation>
    </message>
    <message>
        <source>Only {now} {now:point is|points are} active: not enough.</source>
        <translation>{now:Активен|Активны|Активно} только {now} {now:балл|балла|баллов}: не хватает.</translation>
    </message>
    <message>
        <source>Anniversary gift</source>
        <translation>Подарок к годовщине</translation>
    </message>
    <message>
        <source>Paid with points at the till</source>
        <translation>Оплата баллами на кассе</translation>
    </message>
    <message>
        <source>Only promise the points for now</source>
        <translation>Пока только обещать баллы</translation>
    </message>
    <message>
        <source>Only hold the points for now</source>
        <translation>Пока только удержать баллы</translation>
    </message>
    <message numerus="yes">
        <source>%n participants selected</source>
        <translation>
            <numerusform>Выбран %n участник</numerusform>
            <numerusform>Выбрано %n участника</numerusform>
            <numerusform>Выбрано %n участников</numerusform>
        </translation>
    </message>
    <message>
        <source>Amount each, points</source>
        <translation>Баллы каждому</translation>
    </message>
</context>
<context>
    <name>PointsTypePanel</name>
    <message>
        <source>How long points live</source>
        <translation>Срок действия баллов</translation>
    </message>
    <message>
        <source>Worth and rounding</source>
        <translation>Стоимость и округление</translation>
    </message>
    <message>
        <source>Limits and cancellation</source>
        <translation>Ограничения и отмена</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Print</source>
        <translation>Печать</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Альбомная ориентация</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Страницы</translation>
    </message>
    <message>
        <source>Send to a printer…</source>
        <translation>Отправить на принтер…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Сохранить как PDF…</translation>
    </message>
    <message>
        <source>page {number} of {count}</source>
        <translation>страница {number} из {count}</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Сохранить как PDF</translation>
    </message>
    <message>
        <source>{file} cannot be written. Choose another place.</source>
        <translation>Файл {file} нельзя записать. Выберите другое место.</translation>
    </message>
    <message numerus="yes">
        <source>The first %n rows; narrow the list to print others.</source>
        <translation>
            <numerusform>Первая %n строка; чтобы напечатать другие, сузьте список.</numerusform>
            <numerusform>Первые %n строки; чтобы напечатать другие, сузьте список.</numerusform>
            <numerusform>Первые %n строк; чтобы напечатать другие, сузьте список.</numerusform>
        </translation>
    </message>
    <message>
        <source>search “{text}”</source>
        <translation>поиск «{text}»</translation>
    </message>
    <message>
        <source>Filters: {filters}</source>
        <translation>Фильтры: {filters}</translation>
    </message>
    <message>
        <source>There are no rows to print here.</source>
        <translation>Здесь нет строк для печати.</translation>
    </message>
</context>
<context>
    <name>ProfileDatabaseDialog</name>
    <message>
        <source>New profile database</source>
        <translation>Новая база профилей</translation>
    </message>
    <message>
        <source>Add field</source>
        <translation>Добавить поле</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Создать</translation>
    </message>
    <message>
        <source>Beside email, phone, names, birth date, gender, city, region and language, which every profile has. Files name a field by its name.</source>
        <translation>В дополнение к эл. почте, телефону, имени, дате рождения, полу, городу, региону и языку, которые есть у каждого профиля. В файлах поле называют по имени.</translation>
    </message>
    <message>
        <source>Profile database “{name}”</source>
        <translation>База профилей «{name}»</translation>
    </message>
    <message>
        <source>Values of a list, separated by commas</source>
        <translation>Значения списка через запятую</translation>
    </message>
    <message>
        <source>Label of field {n}</source>
        <translation>Подпись поля {n}</translation>
    </message>
    <message>
        <source>Name of field {n}</source>
        <translation>Имя поля {n}</translation>
    </message>
    <message>
        <source>Kind of field {n}</source>
        <translation>Вид поля {n}</translation>
    </message>
    <message>
        <source>Values of field {n}</source>
        <translation>Значения поля {n}</translation>
    </message>
    <message>
        <source>Remove field {n}</source>
        <translation>Удалить поле {n}</translation>
    </message>
</context>
<context>
    <name>ProfileDatabasesDialog</name>
    <message>
        <source>There is none yet.</source>
        <translation>Пока нет ни одной.</translation>
    </message>
    <message>
        <source>New profile database</source>
        <translation>Новая база профилей</translation>
    </message>
    <message>
        <source>A customer base that programs draw their participants from. Enter edits one.</source>
        <translation>База клиентов, из которой программы берут участников. Enter открывает её для изменения.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Профили</translation>
    </message>
</context>
<context>
    <name>ProgramEditorView</name>
    <message>
        <source>Pick what to edit at the left; the sentence under the form says what it means. Nothing is written before Save. A change of tiers first shows who would move.</source>
        <translation>Слева выберите, что изменить; фраза под формой объясняет, что это значит. До нажатия «Сохранить» ничего не записывается. При изменении уровней сначала видно, кто перейдёт.</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Несохранённые изменения</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Отменить изменения</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>Активировать</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Выйти без сохранения?</translation>
    </message>
    <message>
        <source>Your changes to this program are not saved yet.</source>
        <translation>Изменения в этой программе ещё не сохранены.</translation>
    </message>
    <message>
        <source>Save and leave</source>
        <translation>Сохранить и перейти</translation>
    </message>
    <message>
        <source>Program saved.</source>
        <translation>Программа сохранена.</translation>
    </message>
    <message numerus="yes">
        <source>%n participants joined.</source>
        <translation>
            <numerusform>Вступил %n участник.</numerusform>
            <numerusform>Вступили %n участника.</numerusform>
            <numerusform>Вступило %n участников.</numerusform>
        </translation>
    </message>
    <message>
        <source>General</source>
        <translation>Основное</translation>
    </message>
    <message>
        <source>Participants and partners</source>
        <translation>Участники и партнёры</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Остаться</translation>
    </message>
</context>
<context>
    <name>ProgramGeneralTab</name>
    <message>
        <source>New points</source>
        <translation>Новые баллы</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Базовый</translation>
    </message>
    <message>
        <source>Remove tier group</source>
        <translation>Удалить группу уровней</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Remove points type</source>
        <translation>Удалить тип баллов</translation>
    </message>
    <message>
        <source>The customer base the program serves. It cannot change.</source>
        <translation>База клиентов, с которой работает программа. Изменить нельзя.</translation>
    </message>
    <message>
        <source>Name and settings</source>
        <translation>Название и настройки</translation>
    </message>
    <message>
        <source>Tiers {n}</source>
        <translation>Уровни {n}</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Вернуть из архива</translation>
    </message>
    <message>
        <source>Archive points type</source>
        <translation>Архивировать тип баллов</translation>
    </message>
</context>
<context>
    <name>ProgramOutline</name>
    <message>
        <source>PROGRAM</source>
        <translation>ПРОГРАММА</translation>
    </message>
    <message>
        <source>Name and settings</source>
        <translation>Название и настройки</translation>
    </message>
    <message>
        <source>POINTS TYPES</source>
        <translation>ТИПЫ БАЛЛОВ</translation>
    </message>
    <message>
        <source>Add points type</source>
        <translation>Добавить тип баллов</translation>
    </message>
    <message>
        <source>TIER GROUPS</source>
        <translation>ГРУППЫ УРОВНЕЙ</translation>
    </message>
    <message>
        <source>Add tier group</source>
        <translation>Добавить группу уровней</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>Без названия</translation>
    </message>
    <message>
        <source>To mend: {count}</source>
        <translation>Исправить: {count}</translation>
    </message>
    <message>
        <source>{name} (archived)</source>
        <translation>{name} (в архиве)</translation>
    </message>
</context>
<context>
    <name>ProgramPeopleTab</name>
    <message>
        <source>Open list</source>
        <translation>Открыть список</translation>
    </message>
    <message>
        <source>Join all profiles</source>
        <translation>Добавить все профили</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>Партнёры</translation>
    </message>
    <message>
        <source>Add partner</source>
        <translation>Добавить партнёра</translation>
    </message>
    <message>
        <source>No partners</source>
        <translation>Партнёров нет</translation>
    </message>
    <message>
        <source>A partner carries a share of the cost of points that are given for its products.</source>
        <translation>Партнёр берёт на себя часть стоимости баллов, начисленных за его товары.</translation>
    </message>
    <message>
        <source>Every profile that does not take part yet joins now and gets the initial balance. Who takes part already or has left is not touched.</source>
        <translation>Все профили, которые ещё не участвуют, сейчас вступят и получат начальный баланс. Тех, кто уже участвует или вышел, это не затронет.</translation>
    </message>
    <message>
        <source>Join all</source>
        <translation>Добавить всех</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Изменить…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>The partner leaves the program&apos;s list.</source>
        <translation>Партнёр исчезнет из списка программы.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Participants join an active program. Activate it, then bring them in.</source>
        <translation>Вступить можно только в активную программу. Активируйте её и добавьте участников.</translation>
    </message>
    <message>
        <source>Outstanding, points</source>
        <translation>На счетах, баллы</translation>
    </message>
    <message>
        <source>Join all profiles of “{name}”?</source>
        <translation>Добавить все профили базы «{name}»?</translation>
    </message>
    <message>
        <source>Remove “{name}”?</source>
        <translation>Удалить «{name}»?</translation>
    </message>
</context>
<context>
    <name>ProgramTransactionsTab</name>
    <message>
        <source>Transactions written to {file}.</source>
        <translation>Операции записаны в файл {file}.</translation>
    </message>
    <message>
        <source>Export transactions</source>
        <translation>Выгрузка операций</translation>
    </message>
    <message>
        <source>No transactions yet</source>
        <translation>Операций пока нет</translation>
    </message>
    <message>
        <source>Every accrual, redemption and expiry of this program will stand here, with the balance before and after.</source>
        <translation>Здесь будут все начисления, списания и сгорания этой программы с балансом до и после.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Import {number}</source>
        <translation>Загрузка {number}</translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation>Баланс после</translation>
    </message>
    <message>
        <source>Search by participant</source>
        <translation>Поиск по участнику</translation>
    </message>
    <message>
        <source>Name, external ID, email or phone (Ctrl+F)</source>
        <translation>Имя, внешний ID, почта или телефон (Ctrl+F)</translation>
    </message>
    <message>
        <source>Open the participant</source>
        <translation>Открыть участника</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Выгрузить…</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Книга Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Text (*.csv)</source>
        <translation>Текст (*.csv)</translation>
    </message>
</context>
<context>
    <name>ProgramWords</name>
    <message>
        <source>{rate} of {name} are worth {money}.</source>
        <translation>{name}: {rate} стоят {money}.</translation>
    </message>
    <message numerus="yes">
        <source>and expire at the &lt;b&gt;end of the year&lt;/b&gt;, %n years on.</source>
        <translation>
            <numerusform>и сгорают в &lt;b&gt;конце года&lt;/b&gt; через %n год.</numerusform>
            <numerusform>и сгорают в &lt;b&gt;конце года&lt;/b&gt; через %n года.</numerusform>
            <numerusform>и сгорают в &lt;b&gt;конце года&lt;/b&gt; через %n лет.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation>
            <numerusform>%n месяц</numerusform>
            <numerusform>%n месяца</numerusform>
            <numerusform>%n месяцев</numerusform>
        </translation>
    </message>
    <message>
        <source>{rate} of {name} is worth {money}.</source>
        <translation>{name}: {rate} стоит {money}.</translation>
    </message>
    <message numerus="yes">
        <source>and expire at the &lt;b&gt;end of the month&lt;/b&gt;, %n months on.</source>
        <translation>
            <numerusform>и сгорают в &lt;b&gt;конце месяца&lt;/b&gt; через %n месяц.</numerusform>
            <numerusform>и сгорают в &lt;b&gt;конце месяца&lt;/b&gt; через %n месяца.</numerusform>
            <numerusform>и сгорают в &lt;b&gt;конце месяца&lt;/b&gt; через %n месяцев.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and expire at the &lt;b&gt;end of the quarter&lt;/b&gt;, %n quarters on.</source>
        <translation>
            <numerusform>и сгорают в &lt;b&gt;конце квартала&lt;/b&gt; через %n квартал.</numerusform>
            <numerusform>и сгорают в &lt;b&gt;конце квартала&lt;/b&gt; через %n квартала.</numerusform>
            <numerusform>и сгорают в &lt;b&gt;конце квартала&lt;/b&gt; через %n кварталов.</numerusform>
        </translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the year&lt;/b&gt; they came in.</source>
        <translation>и сгорают в &lt;b&gt;конце года&lt;/b&gt; начисления.</translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the next year&lt;/b&gt;.</source>
        <translation>и сгорают в &lt;b&gt;конце следующего года&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>{name} are worth no money.</source>
        <translation>{name}: денежной стоимости нет.</translation>
    </message>
    <message>
        <source>{name} are counted, but no tier group uses them yet.</source>
        <translation>{name}: учитываются, но пока не используются ни в одной группе уровней.</translation>
    </message>
    <message>
        <source>They can be spent &lt;b&gt;at once&lt;/b&gt;</source>
        <translation>Их можно тратить &lt;b&gt;сразу&lt;/b&gt;</translation>
    </message>
    <message>
        <source>They count &lt;b&gt;at once&lt;/b&gt;</source>
        <translation>Они учитываются &lt;b&gt;сразу&lt;/b&gt;</translation>
    </message>
    <message>
        <source>and &lt;b&gt;never expire&lt;/b&gt;.</source>
        <translation>и &lt;b&gt;не сгорают&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>If points of a cancelled accrual were spent already, the balance goes &lt;b&gt;below zero&lt;/b&gt; and later accruals pay it.</source>
        <translation>Если баллы отменённого начисления уже потрачены, баланс уходит &lt;b&gt;ниже нуля&lt;/b&gt;, и долг гасят следующие начисления.</translation>
    </message>
    <message>
        <source>If points of a cancelled accrual were spent already, the difference is &lt;b&gt;written off&lt;/b&gt;.</source>
        <translation>Если баллы отменённого начисления уже потрачены, разница &lt;b&gt;списывается в убыток&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>A participant goes up &lt;b&gt;at once&lt;/b&gt; when the points reach a threshold.</source>
        <translation>Участник поднимается &lt;b&gt;сразу&lt;/b&gt;, как только баллы достигают порога.</translation>
    </message>
    <message>
        <source>Points only add up; nobody is reviewed.</source>
        <translation>Баллы только копятся; пересмотра нет.</translation>
    </message>
    <message>
        <source>A cancelled or expired accrual takes no tier away.</source>
        <translation>Отмена или сгорание начисления уровень не понижает.</translation>
    </message>
    <message>
        <source>A cancelled or expired accrual takes away &lt;b&gt;one step&lt;/b&gt; at most.</source>
        <translation>Отмена или сгорание начисления понижает не больше чем на &lt;b&gt;одну ступень&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>When a cancelled or expired accrual lowers the balance, the tier &lt;b&gt;follows it down&lt;/b&gt;.</source>
        <translation>Когда отмена или сгорание начисления уменьшает баланс, уровень &lt;b&gt;опускается следом&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>A review takes no tier away.</source>
        <translation>Пересмотр уровень не понижает.</translation>
    </message>
    <message>
        <source>A review takes away &lt;b&gt;one step&lt;/b&gt; at most.</source>
        <translation>Пересмотр понижает не больше чем на &lt;b&gt;одну ступень&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>A review moves everyone to the tier &lt;b&gt;the balance reaches&lt;/b&gt;.</source>
        <translation>Пересмотр переводит каждого на уровень, &lt;b&gt;которому отвечает баланс&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>After it the points start from &lt;b&gt;0&lt;/b&gt;.</source>
        <translation>После него баллы начинаются с &lt;b&gt;0&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>The points are &lt;b&gt;kept&lt;/b&gt;.</source>
        <translation>Баллы &lt;b&gt;сохраняются&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Черновик</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Активна</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Приостановлена</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>В архиве</translation>
    </message>
    <message>
        <source>Standard: pay for purchases</source>
        <translation>Стандартные: оплата покупок</translation>
    </message>
    <message>
        <source>Qualification: decide the tier</source>
        <translation>Квалификационные: определяют уровень</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Никогда</translation>
    </message>
    <message>
        <source>Days after accrual</source>
        <translation>Через N дней после начисления</translation>
    </message>
    <message>
        <source>Months after accrual</source>
        <translation>Через N месяцев после начисления</translation>
    </message>
    <message>
        <source>At the end of a month</source>
        <translation>В конце месяца</translation>
    </message>
    <message>
        <source>At the end of a quarter</source>
        <translation>В конце квартала</translation>
    </message>
    <message>
        <source>At the end of a year</source>
        <translation>В конце года</translation>
    </message>
    <message>
        <source>On a fixed date</source>
        <translation>В заданную дату</translation>
    </message>
    <message>
        <source>After months of inactivity</source>
        <translation>После N месяцев без активности</translation>
    </message>
    <message>
        <source>To the nearest, halves up</source>
        <translation>До ближайшего, половины вверх</translation>
    </message>
    <message>
        <source>To the nearest, halves to even</source>
        <translation>До ближайшего, половины к чётному</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Вверх</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Вниз</translation>
    </message>
    <message>
        <source>Towards zero</source>
        <translation>К нулю</translation>
    </message>
    <message>
        <source>Debt</source>
        <translation>Долг</translation>
    </message>
    <message>
        <source>The balance goes below zero and later accruals pay it.</source>
        <translation>Баланс уходит ниже нуля, и долг гасят следующие начисления.</translation>
    </message>
    <message>
        <source>Write-off</source>
        <translation>Списание в убыток</translation>
    </message>
    <message>
        <source>The difference is recorded as written off.</source>
        <translation>Разница записывается как списанная в убыток.</translation>
    </message>
    <message>
        <source>Cumulative</source>
        <translation>Накопительная</translation>
    </message>
    <message>
        <source>Points only add up. Nobody is reviewed.</source>
        <translation>Баллы только копятся. Пересмотра нет.</translation>
    </message>
    <message>
        <source>Periodic</source>
        <translation>Периодическая</translation>
    </message>
    <message>
        <source>Every tier is looked at again after some months.</source>
        <translation>Каждый уровень проверяется заново раз в несколько месяцев.</translation>
    </message>
    <message>
        <source>On calendar days, for everyone at once</source>
        <translation>По календарю, для всех сразу</translation>
    </message>
    <message>
        <source>On each participant&apos;s anniversary</source>
        <translation>В годовщину каждого участника</translation>
    </message>
    <message>
        <source>To the tier the balance reaches</source>
        <translation>До уровня по балансу</translation>
    </message>
    <message>
        <source>One step at most</source>
        <translation>Не больше одной ступени</translation>
    </message>
    <message>
        <source>Never down</source>
        <translation>Не понижать</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation>Целое число</translation>
    </message>
    <message>
        <source>Decimal number</source>
        <translation>Дробное число</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Да или нет</translation>
    </message>
    <message>
        <source>Value from a list</source>
        <translation>Значение из списка</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Дата</translation>
    </message>
    <message>
        <source>Initial balance</source>
        <translation>Начальный баланс</translation>
    </message>
    <message>
        <source>Accrual</source>
        <translation>Начисление</translation>
    </message>
    <message>
        <source>Redemption</source>
        <translation>Списание</translation>
    </message>
    <message>
        <source>Expiration</source>
        <translation>Сгорание</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Активация</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Adjustment</source>
        <translation>Корректировка</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Перевод</translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation>Входящий остаток</translation>
    </message>
    <message>
        <source>Temporary</source>
        <translation>Временная</translation>
    </message>
    <message>
        <source>Permanent</source>
        <translation>Постоянная</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>Подтверждена</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>Откат</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Отменена</translation>
    </message>
    <message>
        <source>{name} decide the tier in {groups}; they pay for nothing.</source>
        <translation>{name}: по ним определяется уровень ({groups}), платить ими нельзя.</translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the month&lt;/b&gt; they came in.</source>
        <translation>и сгорают в &lt;b&gt;конце месяца&lt;/b&gt; начисления.</translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the next month&lt;/b&gt;.</source>
        <translation>и сгорают в &lt;b&gt;конце следующего месяца&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the quarter&lt;/b&gt; they came in.</source>
        <translation>и сгорают в &lt;b&gt;конце квартала&lt;/b&gt; начисления.</translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the next quarter&lt;/b&gt;.</source>
        <translation>и сгорают в &lt;b&gt;конце следующего квартала&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>A new participant starts with {amount}.</source>
        <translation>Начальный баланс нового участника — {amount}.</translation>
    </message>
    <message>
        <source>They can be spent after {days}</source>
        <translation>Их можно тратить через {days}</translation>
    </message>
    <message>
        <source>They count after {days}</source>
        <translation>Они учитываются через {days}</translation>
    </message>
    <message>
        <source>and expire {days} after they were given.</source>
        <translation>и сгорают через {days} после начисления.</translation>
    </message>
    <message>
        <source>and expire {months} after they were given.</source>
        <translation>и сгорают через {months} после начисления.</translation>
    </message>
    <message>
        <source>and expire after {day}.</source>
        <translation>и сгорают после {day}.</translation>
    </message>
    <message>
        <source>and all expire after {months} without an accrual or a redemption.</source>
        <translation>и все сгорают через {months} без начислений и списаний.</translation>
    </message>
    <message>
        <source>They pay at most {share} of an order.</source>
        <translation>Ими оплачивают не больше {share} заказа.</translation>
    </message>
    <message>
        <source>The smallest payment is {amount}.</source>
        <translation>Наименьшая оплата — {amount}.</translation>
    </message>
    <message>
        <source>Payments go in steps of {amount}.</source>
        <translation>Оплата кратна {amount}.</translation>
    </message>
    <message>
        <source>A balance stops at {amount}.</source>
        <translation>Баланс не превышает {amount}.</translation>
    </message>
    <message>
        <source>Each participant is reviewed every {months} after joining.</source>
        <translation>Каждого участника пересматривают раз в {months} после вступления.</translation>
    </message>
    <message>
        <source>The way down waits for {days} of grace.</source>
        <translation>Льготный период перед понижением: {days}.</translation>
    </message>
    <message>
        <source>Everyone is reviewed every {months}, counted from {day}.</source>
        <translation>Всех пересматривают раз в {months}, отсчёт с {day}.</translation>
    </message>
</context>
<context>
    <name>ProgramsView</name>
    <message>
        <source>Every program with its state. A draft can be changed freely; an active program moves points; a paused one keeps everything and moves nothing; an archived one is only kept for reading. Open a program to change its points, tiers and partners, or to see its transactions. Quick start makes a whole program with a few questions.</source>
        <translation>Все программы и их состояния. Черновик можно менять свободно; активная программа начисляет и списывает баллы; приостановленная всё хранит, но баллы не движутся; программа в архиве доступна только для чтения. Откройте программу, чтобы изменить баллы, уровни и партнёров или посмотреть операции. Быстрый старт создаёт программу целиком по нескольким вопросам.</translation>
    </message>
    <message>
        <source>Pause it and activate</source>
        <translation>Приостановить её и активировать</translation>
    </message>
    <message>
        <source>New program</source>
        <translation>Новая программа</translation>
    </message>
    <message>
        <source>No programs yet</source>
        <translation>Программ пока нет</translation>
    </message>
    <message>
        <source>A program says what points are worth, how long they live and which tiers they open. Quick start makes one in two minutes.</source>
        <translation>Программа определяет, сколько стоят баллы, как долго они действуют и какие уровни открывают. Быстрый старт создаст её за две минуты.</translation>
    </message>
    <message>
        <source>Program created. Activate it when it is ready.</source>
        <translation>Программа создана. Активируйте её, когда всё будет готово.</translation>
    </message>
    <message>
        <source>Program activated.</source>
        <translation>Программа активирована.</translation>
    </message>
    <message>
        <source>Program paused.</source>
        <translation>Программа приостановлена.</translation>
    </message>
    <message>
        <source>Program archived.</source>
        <translation>Программа отправлена в архив.</translation>
    </message>
    <message>
        <source>Program cloned as a draft.</source>
        <translation>Программа клонирована как черновик.</translation>
    </message>
    <message>
        <source>Program deleted.</source>
        <translation>Программа удалена.</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>Активировать</translation>
    </message>
    <message>
        <source>Pause…</source>
        <translation>Приостановить…</translation>
    </message>
    <message>
        <source>Clone…</source>
        <translation>Клонировать…</translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation>Архивировать…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Search programs</source>
        <translation>Поиск программ</translation>
    </message>
    <message>
        <source>New program…</source>
        <translation>Новая программа…</translation>
    </message>
    <message>
        <source>Outstanding, points</source>
        <translation>На счетах, баллы</translation>
    </message>
    <message>
        <source>Pause “{name}” and activate this one?</source>
        <translation>Приостановить «{name}» и активировать эту?</translation>
    </message>
    <message>
        <source>“{name}” is active over the same profile database, and there can be only one active program. Its participants and points stay.</source>
        <translation>Программа «{name}» активна для той же базы профилей, а активной может быть только одна. Её участники и баллы останутся.</translation>
    </message>
    <message>
        <source>Participants stay. Nothing is accrued, redeemed or expired until the program is active again.</source>
        <translation>Участники остаются. Пока программа не станет снова активной, баллы не начисляются, не списываются и не сгорают.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Приостановить</translation>
    </message>
    <message>
        <source>The program stops and goes to the end of the list. Its participants and points stay as they are.</source>
        <translation>Программа остановится и переместится в конец списка. Её участники и баллы останутся как есть.</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Архивировать</translation>
    </message>
    <message>
        <source>Pause “{name}”?</source>
        <translation>Приостановить «{name}»?</translation>
    </message>
    <message>
        <source>Only a program that was never used can be deleted. It cannot be brought back.</source>
        <translation>Удалить можно только программу, которой ни разу не пользовались. Вернуть её будет нельзя.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Archive “{name}”?</source>
        <translation>Отправить «{name}» в архив?</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>Удалить «{name}»?</translation>
    </message>
</context>
<context>
    <name>Prove</name>
    <message>
        <source>Initial</source>
        <translation>Начальные</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Загружено</translation>
    </message>
    <message>
        <source>Accrued</source>
        <translation>Начислено</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Возвращено</translation>
    </message>
    <message>
        <source>Adjusted</source>
        <translation>Корректировки</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Переведено</translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation>Списано</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Сгорело</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Отменено</translation>
    </message>
    <message numerus="yes">
        <source>%n differences.</source>
        <translation>
            <numerusform>%n расхождение.</numerusform>
            <numerusform>%n расхождения.</numerusform>
            <numerusform>%n расхождений.</numerusform>
        </translation>
    </message>
    <message>
        <source>Proof of the ledger</source>
        <translation>Сверка баллов</translation>
    </message>
    <message>
        <source>Opening, moves and closing</source>
        <translation>На начало, движения и на конец</translation>
    </message>
    <message>
        <source>The proof reads every transaction again and compares: opening balance plus movements must give the closing balance, every lot must fit its account, every audit record its chain. A difference names the participants it is about; nothing is changed by a proof.</source>
        <translation>Сверка заново читает каждую операцию и сравнивает: остаток на начало и движения должны дать остаток на конец, каждая партия — сходиться со счётом, каждая запись журнала — со своей цепочкой. У расхождения указаны участники; сама сверка ничего не меняет.</translation>
    </message>
    <message>
        <source>Lots add up</source>
        <translation>Суммы партий сходятся</translation>
    </message>
    <message>
        <source>Numbers of transactions and lots without gaps</source>
        <translation>Номера операций и партий без пропусков</translation>
    </message>
    <message>
        <source>Participants against their profiles</source>
        <translation>Участники и их профили</translation>
    </message>
    <message>
        <source>Lots against the accruals that opened them</source>
        <translation>Партии и открывшие их начисления</translation>
    </message>
    <message>
        <source>Balances against their lots</source>
        <translation>Балансы и партии баллов</translation>
    </message>
    <message>
        <source>Points on hold against open holds</source>
        <translation>Удержанные баллы и открытые удержания</translation>
    </message>
    <message>
        <source>Transactions against their movements</source>
        <translation>Операции и их движения</translation>
    </message>
    <message>
        <source>Balances before and after follow each other</source>
        <translation>Последовательность балансов до и после</translation>
    </message>
    <message>
        <source>Last balance against the account</source>
        <translation>Последний баланс и счёт</translation>
    </message>
    <message>
        <source>Reversals against what they reverse</source>
        <translation>Отмены и отменённые операции</translation>
    </message>
    <message>
        <source>Commits and rollbacks of holds</source>
        <translation>Подтверждения и откаты удержаний</translation>
    </message>
    <message>
        <source>Initial balances against what was given</source>
        <translation>Начальные балансы и то, что было начислено</translation>
    </message>
    <message>
        <source>Sums by month against transactions</source>
        <translation>Суммы по месяцам и операции</translation>
    </message>
    <message>
        <source>Movements against their participants</source>
        <translation>Движения и их участники</translation>
    </message>
    <message>
        <source>Last activity, and expiry by inactivity</source>
        <translation>Последняя активность и сгорание по неактивности</translation>
    </message>
    <message>
        <source>Nothing open that closed days should have ended</source>
        <translation>Нет открытого, что закончилось в закрытые дни</translation>
    </message>
    <message>
        <source>Closed days</source>
        <translation>Закрытые дни</translation>
    </message>
    <message>
        <source>Money rates against their days</source>
        <translation>Курсы и их даты</translation>
    </message>
    <message>
        <source>Settings of programs, imports and closed days</source>
        <translation>Настройки программ, загрузки и закрытые дни</translation>
    </message>
    <message>
        <source>Checks that damage prevented</source>
        <translation>Проверки, которым помешало повреждение</translation>
    </message>
    <message>
        <source>Tiers against their history</source>
        <translation>Уровни и их история</translation>
    </message>
    <message>
        <source>Tiers by hand against their history</source>
        <translation>Уровни, назначенные вручную, и их история</translation>
    </message>
    <message>
        <source>Tiers against their groups</source>
        <translation>Уровни и их группы</translation>
    </message>
    <message>
        <source>Tiers against the points that earn them</source>
        <translation>Уровни и баллы, которыми они заработаны</translation>
    </message>
    <message>
        <source>Days of periods, reviews and grace</source>
        <translation>Дни периодов, пересмотров и льготы</translation>
    </message>
    <message>
        <source>Tiers of transactions against the history</source>
        <translation>Уровни операций и история уровней</translation>
    </message>
    <message>
        <source>Participants without a tier</source>
        <translation>Участники без уровня</translation>
    </message>
    <message>
        <source>States of participants against their history</source>
        <translation>Состояния участников и их история</translation>
    </message>
    <message>
        <source>What was written against its digest</source>
        <translation>Записанное и его контрольная сумма</translation>
    </message>
    <message>
        <source>Keys against the transactions they name</source>
        <translation>Ключи и операции, которые они называют</translation>
    </message>
    <message>
        <source>External IDs of profiles against their keys</source>
        <translation>Внешние ID профилей и их ключи</translation>
    </message>
    <message>
        <source>What imports changed against what was recorded</source>
        <translation>Изменения загрузок и их запись</translation>
    </message>
    <message>
        <source>Keys of transactions</source>
        <translation>Ключи операций</translation>
    </message>
    <message>
        <source>Daily sums against transactions</source>
        <translation>Суммы за день и операции</translation>
    </message>
    <message>
        <source>The chain of the audit trail</source>
        <translation>Цепочка журнала</translation>
    </message>
    <message>
        <source>The database file</source>
        <translation>Файл базы данных</translation>
    </message>
    <message>
        <source>Opening + moves = closing</source>
        <translation>На начало + движения = на конец</translation>
    </message>
    <message>
        <source>Balances do not follow from their movements. Make a backup now and send the details to whoever looks after the program.</source>
        <translation>Балансы не сходятся с движениями. Сделайте резервную копию сейчас и отправьте сведения тому, кто сопровождает программу.</translation>
    </message>
    <message>
        <source>Every balance and every lot follows from its movements.</source>
        <translation>Каждый баланс и каждая партия баллов сходятся с движениями.</translation>
    </message>
    <message>
        <source>Opening + moves = closing, points</source>
        <translation>На начало + движения = на конец, баллы</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Проверено</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>На начало</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>На конец</translation>
    </message>
    <message>
        <source>Audit seal {number} of {moment}: {hash}</source>
        <translation>Печать журнала {number} от {moment}: {hash}</translation>
    </message>
    <message>
        <source>Seal now</source>
        <translation>Опечатать</translation>
    </message>
    <message>
        <source>A seal is a hash over all chains of the audit trail. Keep its number and hash elsewhere: they show later that nothing was removed.</source>
        <translation>Печать — это хеш всех цепочек журнала. Сохраните её номер и хеш отдельно: они покажут, что из журнала ничего не удалили.</translation>
    </message>
    <message>
        <source>The audit trail has not been sealed yet.</source>
        <translation>Журнал ещё не опечатан.</translation>
    </message>
</context>
<context>
    <name>QuickStartPages</name>
    <message>
        <source>Names can change later.</source>
        <translation>Названия потом можно изменить.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>From how many status points each tier starts. Insert, rename, recolour as you like.</source>
        <translation>Со скольких статусных баллов начинается каждый уровень. Уровни можно добавлять, переименовывать и перекрашивать.</translation>
    </message>
    <message>
        <source>The program has no tiers. Go back one step to add them.</source>
        <translation>В программе нет уровней. Чтобы добавить их, вернитесь на шаг назад.</translation>
    </message>
    <message>
        <source>First participants</source>
        <translation>Первые участники</translation>
    </message>
    <message>
        <source>A workbook brings thousands at once; one by hand is enough to look around.</source>
        <translation>Таблица добавит сразу тысячи; чтобы осмотреться, хватит и одного, введённого вручную.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Позже</translation>
    </message>
    <message>
        <source>Look around first.</source>
        <translation>Сначала осмотреться.</translation>
    </message>
    <message>
        <source>From a workbook</source>
        <translation>Из таблицы</translation>
    </message>
    <message>
        <source>The import opens when the program is made.</source>
        <translation>Загрузка откроется, когда программа будет создана.</translation>
    </message>
    <message>
        <source>One by hand</source>
        <translation>Одного вручную</translation>
    </message>
    <message>
        <source>With the first accrual in the next step.</source>
        <translation>С первым начислением на следующем шаге.</translation>
    </message>
    <message>
        <source>Participants come</source>
        <translation>Как добавить участников</translation>
    </message>
    <message>
        <source>Look it over; everything can be changed later in the program&apos;s editor.</source>
        <translation>Проверьте; всё можно изменить потом в редакторе программы.</translation>
    </message>
    <message>
        <source>Points for the first participant</source>
        <translation>Баллы первому участнику</translation>
    </message>
    <message>
        <source>later</source>
        <translation>позже</translation>
    </message>
    <message>
        <source>from a workbook, when the program is made</source>
        <translation>из таблицы, когда программа будет создана</translation>
    </message>
    <message>
        <source>Empty: none.</source>
        <translation>Пусто: нет.</translation>
    </message>
    <message>
        <source>Currency, time zone</source>
        <translation>Валюта, часовой пояс</translation>
    </message>
    <message>
        <source>Name your program</source>
        <translation>Назовите программу</translation>
    </message>
    <message>
        <source>Country of phones</source>
        <translation>Страна телефонов</translation>
    </message>
    <message>
        <source>Points that pay</source>
        <translation>Баллы для оплаты</translation>
    </message>
    <message>
        <source>Participants collect them and spend them on purchases.</source>
        <translation>Участники копят их и тратят на покупки.</translation>
    </message>
    <message>
        <source>Points that decide tiers</source>
        <translation>Баллы для уровней</translation>
    </message>
    <message>
        <source>They show how loyal somebody is. They are counted beside the others and never spent.</source>
        <translation>Они показывают, насколько клиент лоялен. Их считают отдельно от остальных и никогда не тратят.</translation>
    </message>
    <message>
        <source>The program has tiers</source>
        <translation>В программе есть уровни</translation>
    </message>
    <message>
        <source>Phones written without a country code belong to it. Proposed from the time zone; it can change in Settings.</source>
        <translation>К ней относятся номера без кода страны. Предложена по часовому поясу; её можно сменить в настройках.</translation>
    </message>
    <message>
        <source>The customer base the program serves.</source>
        <translation>База клиентов, с которой работает программа.</translation>
    </message>
</context>
<context>
    <name>QuickStartWizard</name>
    <message>
        <source>Six steps: program, points that pay, points that decide tiers, tiers, participants, summary. Everything can be changed later in the program&apos;s editor, and nothing is written before the last step.</source>
        <translation>Шесть шагов: программа, баллы для оплаты, баллы для уровней, уровни, участники, итог. Всё можно изменить потом в редакторе программы, и до последнего шага ничего не записывается.</translation>
    </message>
    <message>
        <source>A working program in two minutes. Enter takes what is proposed.</source>
        <translation>Рабочая программа за две минуты. Enter принимает предложенное.</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Базовый</translation>
    </message>
    <message>
        <source>Silver</source>
        <translation>Серебряный</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>Золотой</translation>
    </message>
    <message>
        <source>Platinum</source>
        <translation>Платиновый</translation>
    </message>
    <message>
        <source>It is the active program of this profile database, and there can be only one. Its participants and points stay.</source>
        <translation>Это активная программа той же базы профилей, а активной может быть только одна. Её участники и баллы останутся.</translation>
    </message>
    <message>
        <source>Pause it and create</source>
        <translation>Приостановить её и создать</translation>
    </message>
    <message>
        <source>Create program</source>
        <translation>Создать программу</translation>
    </message>
    <message>
        <source>The program is made and activated in one go.</source>
        <translation>Программа создаётся и активируется за один раз.</translation>
    </message>
    <message>
        <source>Nothing is written before the last step.</source>
        <translation>До последнего шага ничего не записывается.</translation>
    </message>
    <message>
        <source>The program is ready and active.</source>
        <translation>Программа готова и активна.</translation>
    </message>
    <message>
        <source>Pause “{name}”?</source>
        <translation>Приостановить «{name}»?</translation>
    </message>
    <message>
        <source>Loyalty program</source>
        <translation>Программа лояльности</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Клиенты</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Write a reason: it is kept in the audit trail.</source>
        <translation>Укажите причину: она сохранится в журнале.</translation>
    </message>
</context>
<context>
    <name>SavePath</name>
    <message>
        <source>{file} exists already. Its contents will be lost.</source>
        <translation>Файл {file} уже есть. Его содержимое будет потеряно.</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>Заменить файл</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Заменить</translation>
    </message>
</context>
<context>
    <name>SavedViews</name>
    <message>
        <source>Name of the view</source>
        <translation>Название вида</translation>
    </message>
    <message>
        <source>Save as a view…</source>
        <translation>Сохранить вид…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>The list differs from this view</source>
        <translation>Список отличается от этого вида</translation>
    </message>
    <message>
        <source>Delete the view</source>
        <translation>Удалить вид</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Сохранить изменения</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Переименовать…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Создать копию</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>What to do with this view</source>
        <translation>Действия с видом</translation>
    </message>
    <message>
        <source>Remove star</source>
        <translation>Снять звёздочку</translation>
    </message>
    <message>
        <source>Add star</source>
        <translation>Отметить звёздочкой</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Виды</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Language, colours and table rows are yours alone, on this computer. Backups and the phone region belong to this workspace: everybody who opens it shares them. Every change is in force at once. A backup is a copy of the whole workspace; daily backups beyond the number to keep are deleted, the oldest first.</source>
        <translation>Язык, цвета и высота строк — только ваши, на этом компьютере. Резервные копии и регион телефонов относятся к рабочему пространству: они общие для всех, кто его открывает. Каждое изменение действует сразу. Резервная копия содержит всё рабочее пространство; ежедневные копии сверх заданного числа удаляются, начиная с самых старых.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Backup made: {name}</source>
        <translation>Резервная копия создана: {name}</translation>
    </message>
    <message>
        <source>Changes are in force at once</source>
        <translation>Изменения действуют сразу</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Окно</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Цвета</translation>
    </message>
    <message>
        <source>Rows of tables</source>
        <translation>Строки таблиц</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Работа</translation>
    </message>
    <message>
        <source>Open the last workspace at start</source>
        <translation>Открывать при запуске последнее рабочее пространство</translation>
    </message>
    <message>
        <source>Look for a due daily close every, hours</source>
        <translation>Проверять закрытие дня каждые, часов</translation>
    </message>
    <message>
        <source>The daily close activates and expires points and reviews tiers. It also runs when a workspace opens.</source>
        <translation>Закрытие дня активирует баллы, сжигает просроченные и пересматривает уровни. Оно выполняется и при открытии рабочего пространства.</translation>
    </message>
    <message>
        <source>Phones of this workspace</source>
        <translation>Телефоны в этом рабочем пространстве</translation>
    </message>
    <message>
        <source>Country of phones without a code</source>
        <translation>Страна номеров без кода</translation>
    </message>
    <message>
        <source>Forms, imports and commands read 8 916 123-45-67 or (513) 555-0118 by it. Without a country such a phone is refused.</source>
        <translation>По ней формы, загрузки и команды понимают 8 916 123-45-67 или (513) 555-0118. Если страна не выбрана, такой номер не принимается.</translation>
    </message>
    <message>
        <source>Backups of this workspace</source>
        <translation>Резервные копии этого рабочего пространства</translation>
    </message>
    <message>
        <source>Make a backup every day</source>
        <translation>Создавать копию каждый день</translation>
    </message>
    <message>
        <source>Daily backups to keep</source>
        <translation>Сколько ежедневных копий хранить</translation>
    </message>
    <message>
        <source>Back up before imports of more than, rows</source>
        <translation>Копия перед загрузкой, если строк больше</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Создать копию сейчас</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Компактно</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Обычно</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Крупно</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>New workspace</source>
        <translation>Новое рабочее пространство</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Рабочие пространства</translation>
    </message>
    <message>
        <source>Open a workspace file</source>
        <translation>Открыть файл рабочего пространства</translation>
    </message>
    <message>
        <source>Open without the missing changes</source>
        <translation>Открыть без недостающих изменений</translation>
    </message>
    <message>
        <source>No workspace yet. A workspace is one file with your programs, participants and points.</source>
        <translation>Рабочих пространств пока нет. Рабочее пространство — это один файл с вашими программами, участниками и баллами.</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Недавние рабочие пространства</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Начало работы</translation>
    </message>
    <message>
        <source>Connect to PostgreSQL</source>
        <translation>Подключиться к PostgreSQL</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Попробовать</translation>
    </message>
    <message>
        <source>Open the demonstration</source>
        <translation>Открыть демонстрацию</translation>
    </message>
    <message>
        <source>Unpin {name}</source>
        <translation>Открепить {name}</translation>
    </message>
    <message>
        <source>Pin {name}</source>
        <translation>Закрепить {name}</translation>
    </message>
    <message>
        <source>Opening the workspace…</source>
        <translation>Открываем рабочее пространство…</translation>
    </message>
    <message>
        <source>Programs, participants and an exact points ledger. Works offline, on your own file.</source>
        <translation>Программы, участники и точный учёт баллов. Работает без интернета, в вашем собственном файле.</translation>
    </message>
    <message>
        <source>A year of real purchases of 2,469 households, with points and four tiers. Takes half a minute to make.</source>
        <translation>Год настоящих покупок 2 469 семей, с баллами и четырьмя уровнями. Создаётся за полминуты.</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Убрать из списка</translation>
    </message>
    <message>
        <source>shared database, {place}</source>
        <translation>общая база данных, {place}</translation>
    </message>
    <message>
        <source>The file is no longer in {folder}</source>
        <translation>Файла больше нет в папке {folder}</translation>
    </message>
    <message>
        <source>{folder} cannot be reached now</source>
        <translation>Папка {folder} сейчас недоступна</translation>
    </message>
    <message>
        <source>Take {name} off this list; the file stays</source>
        <translation>Убрать {name} из списка; файл останется</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Ledger not proven yet</source>
        <translation>Сверки ещё не было</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Показать задания</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Отменить задание</translation>
    </message>
    <message>
        <source>No running jobs</source>
        <translation>Нет выполняемых заданий</translation>
    </message>
    <message numerus="yes">
        <source>%n differences</source>
        <translation>
            <numerusform>%n расхождение</numerusform>
            <numerusform>%n расхождения</numerusform>
            <numerusform>%n расхождений</numerusform>
        </translation>
    </message>
    <message>
        <source>Ledger proven today {time}</source>
        <translation>Баллы сверены сегодня в {time}</translation>
    </message>
    <message>
        <source>Ledger proven {day}</source>
        <translation>Баллы сверены {day}</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Fit columns to their contents</source>
        <translation>Подогнать столбцы по содержимому</translation>
    </message>
</context>
<context>
    <name>TierGroupPanel</name>
    <message>
        <source>Up and down</source>
        <translation>Повышение и понижение</translation>
    </message>
    <message>
        <source>Points start from 0 after a review</source>
        <translation>После пересмотра баллы начинаются с 0</translation>
    </message>
    <message numerus="yes">
        <source>%n participants</source>
        <translation>
            <numerusform>%n участник</numerusform>
            <numerusform>%n участника</numerusform>
            <numerusform>%n участников</numerusform>
        </translation>
    </message>
    <message>
        <source>Qualification points that decide</source>
        <translation>Квалификационные баллы</translation>
    </message>
</context>
<context>
    <name>TierMovesDialog</name>
    <message>
        <source>Who moves</source>
        <translation>Кто перейдёт</translation>
    </message>
    <message>
        <source>Save and move</source>
        <translation>Сохранить и перевести</translation>
    </message>
    <message>
        <source>Participants on each tier</source>
        <translation>Участники по уровням</translation>
    </message>
    <message>
        <source>Apply the new rule to these points too</source>
        <translation>Применить новое правило и к этим баллам</translation>
    </message>
    <message>
        <source>Some of those who move</source>
        <translation>Некоторые из тех, кто перейдёт</translation>
    </message>
    <message numerus="yes">
        <source>Down at once, with their points kept: %n participants.</source>
        <translation>
            <numerusform>Понизится сразу, с сохранением баллов: %n участник.</numerusform>
            <numerusform>Понизятся сразу, с сохранением баллов: %n участника.</numerusform>
            <numerusform>Понизятся сразу, с сохранением баллов: %n участников.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Down at the next review, or when a grace ends: %n participants.</source>
        <translation>
            <numerusform>Понизится при следующем пересмотре или по окончании льготного периода: %n участник.</numerusform>
            <numerusform>Понизятся при следующем пересмотре или по окончании льготного периода: %n участника.</numerusform>
            <numerusform>Понизятся при следующем пересмотре или по окончании льготного периода: %n участников.</numerusform>
        </translation>
    </message>
    <message>
        <source>Points given before</source>
        <translation>Баллы, начисленные раньше</translation>
    </message>
    <message>
        <source>Nothing is saved yet. This is what the new tiers would do today.</source>
        <translation>Пока ничего не сохранено. Вот что новые уровни изменят сегодня.</translation>
    </message>
    <message>
        <source>Nothing is saved yet. The new rule is for points given from now on.</source>
        <translation>Пока ничего не сохранено. Новое правило действует для баллов, начисленных с этого момента.</translation>
    </message>
    <message>
        <source>Go up</source>
        <translation>Повысятся</translation>
    </message>
    <message>
        <source>Go down</source>
        <translation>Понизятся</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Останутся</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Сейчас</translation>
    </message>
    <message>
        <source>After saving</source>
        <translation>После сохранения</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Изменение</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>Переход</translation>
    </message>
</context>
<context>
    <name>TierRows</name>
    <message>
        <source>New tier</source>
        <translation>Новый уровень</translation>
    </message>
    <message>
        <source>Add tier on top</source>
        <translation>Добавить уровень сверху</translation>
    </message>
    <message>
        <source>Other colour…</source>
        <translation>Другой цвет…</translation>
    </message>
    <message>
        <source>Colour of {tier}</source>
        <translation>Цвет уровня {tier}</translation>
    </message>
    <message>
        <source>Name of tier {n}</source>
        <translation>Название уровня {n}</translation>
    </message>
    <message>
        <source>External ID of tier {n}</source>
        <translation>Внешний ID уровня {n}</translation>
    </message>
    <message>
        <source>Threshold of tier {n}</source>
        <translation>Порог уровня {n}</translation>
    </message>
    <message>
        <source>Insert a tier above {tier}</source>
        <translation>Вставить уровень выше {tier}</translation>
    </message>
    <message>
        <source>Remove {tier}</source>
        <translation>Удалить {tier}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Choose the program or another workspace</source>
        <translation>Выбрать программу или другое рабочее пространство</translation>
    </message>
    <message>
        <source>Open another workspace</source>
        <translation>Открыть другое рабочее пространство</translation>
    </message>
    <message>
        <source>Find a participant, a section, a command</source>
        <translation>Найти участника, раздел, команду</translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>{now} {now:point|points} can be transferred to {name}, ID {external_id}.</source>
        <translation>Можно перевести {now} {now:балл|балла|баллов}. Получатель: {name}, ID {external_id}.</translation>
    </message>
    <message>
        <source>Transfer points</source>
        <translation>Перевод баллов</translation>
    </message>
    <message>
        <source>ID, email or phone</source>
        <translation>ID, эл. почта или телефон</translation>
    </message>
    <message>
        <source>To participant</source>
        <translation>Кому</translation>
    </message>
    <message>
        <source>Shared family card</source>
        <translation>Общая семейная карта</translation>
    </message>
    <message>
        <source>A transfer takes active points from one participant and gives them to another of the same program. The points keep their last day. Either both movements are written or none.</source>
        <translation>Перевод списывает активные баллы у одного участника и зачисляет другому участнику той же программы. Срок баллов сохраняется. Записываются либо обе операции, либо ни одной.</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Перевести</translation>
    </message>
    <message>
        <source>{now} {now:point|points} can be transferred.</source>
        <translation>Можно перевести {now} {now:балл|балла|баллов}.</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>От {name}</translation>
    </message>
</context>
<context>
    <name>jobs</name>
    <message>
        <source>Working</source>
        <translation>Выполнение</translation>
    </message>
    <message>
        <source>Proving the ledger</source>
        <translation>Сверка баллов</translation>
    </message>
    <message>
        <source>Daily close</source>
        <translation>Закрытие дня</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Резервное копирование</translation>
    </message>
    <message>
        <source>Making the demonstration workspace</source>
        <translation>Создание демонстрационного рабочего пространства</translation>
    </message>
    <message>
        <source>Opening the workspace</source>
        <translation>Открытие рабочего пространства</translation>
    </message>
    <message>
        <source>Making the workspace</source>
        <translation>Создание рабочего пространства</translation>
    </message>
    <message>
        <source>Saving settings</source>
        <translation>Сохранение настроек</translation>
    </message>
    <message>
        <source>Matching the columns of {file}</source>
        <translation>Сопоставление столбцов файла {file}</translation>
    </message>
    <message>
        <source>Finishing an import</source>
        <translation>Завершение загрузки</translation>
    </message>
    <message>
        <source>Importing {file}</source>
        <translation>Загрузка файла {file}</translation>
    </message>
    <message>
        <source>Checking {file}</source>
        <translation>Проверка файла {file}</translation>
    </message>
    <message>
        <source>Undoing an import</source>
        <translation>Отмена загрузки</translation>
    </message>
    <message>
        <source>Exporting to {file}</source>
        <translation>Выгрузка в файл {file}</translation>
    </message>
    <message>
        <source>Saving rejected rows to {file}</source>
        <translation>Сохранение отклонённых строк в {file}</translation>
    </message>
    <message>
        <source>Undoing or doing again</source>
        <translation>Отмена или повтор</translation>
    </message>
    <message>
        <source>Sealing the audit trail</source>
        <translation>Опечатывание журнала</translation>
    </message>
    <message>
        <source>Saving the template {file}</source>
        <translation>Сохранение шаблона {file}</translation>
    </message>
    <message>
        <source>Setting up the program</source>
        <translation>Настройка программы</translation>
    </message>
    <message>
        <source>Saving the profile database</source>
        <translation>Сохранение базы профилей</translation>
    </message>
    <message>
        <source>Saving the program</source>
        <translation>Сохранение программы</translation>
    </message>
    <message>
        <source>Changing the program&apos;s state</source>
        <translation>Изменение состояния программы</translation>
    </message>
    <message>
        <source>Joining participants</source>
        <translation>Добавление участников</translation>
    </message>
    <message>
        <source>Saving a participant</source>
        <translation>Сохранение участника</translation>
    </message>
    <message>
        <source>Changing a participant&apos;s state</source>
        <translation>Изменение состояния участника</translation>
    </message>
    <message>
        <source>Accruing points</source>
        <translation>Начисление баллов</translation>
    </message>
    <message>
        <source>Redeeming points</source>
        <translation>Списание баллов</translation>
    </message>
    <message>
        <source>Transferring points</source>
        <translation>Перевод баллов</translation>
    </message>
    <message>
        <source>Committing a transaction</source>
        <translation>Подтверждение операции</translation>
    </message>
    <message>
        <source>Rolling back a transaction</source>
        <translation>Откат операции</translation>
    </message>
    <message>
        <source>Cancelling a transaction</source>
        <translation>Отмена операции</translation>
    </message>
    <message>
        <source>checking the file</source>
        <translation>проверка файла</translation>
    </message>
    <message>
        <source>opening the file</source>
        <translation>открытие файла</translation>
    </message>
    <message>
        <source>reading rows</source>
        <translation>чтение строк</translation>
    </message>
    <message>
        <source>comparing with what is there</source>
        <translation>сравнение с имеющимся</translation>
    </message>
    <message>
        <source>backup</source>
        <translation>резервная копия</translation>
    </message>
    <message>
        <source>joining</source>
        <translation>вступление</translation>
    </message>
    <message>
        <source>blocking</source>
        <translation>блокировка</translation>
    </message>
    <message>
        <source>accruing</source>
        <translation>начисление</translation>
    </message>
    <message>
        <source>search index</source>
        <translation>поисковый индекс</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>проверка</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>запись</translation>
    </message>
    <message>
        <source>audit trail</source>
        <translation>журнал</translation>
    </message>
    <message>
        <source>activating and expiring</source>
        <translation>активация и сгорание</translation>
    </message>
    <message>
        <source>days</source>
        <translation>дни</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>завершение</translation>
    </message>
    <message>
        <source>undoing</source>
        <translation>отмена</translation>
    </message>
    <message>
        <source>posting points</source>
        <translation>проведение баллов</translation>
    </message>
    <message>
        <source>ledger</source>
        <translation>учёт баллов</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>ключи</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>Открыть файл</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Show what was created</source>
        <translation>Показать созданное</translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation>Отклонённые строки</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>{file} is written</source>
        <translation>Файл {file} записан</translation>
    </message>
    <message>
        <source>The template {file} is saved</source>
        <translation>Шаблон {file} сохранён</translation>
    </message>
    <message>
        <source>Rejected rows are saved to {file}</source>
        <translation>Отклонённые строки сохранены в {file}</translation>
    </message>
    <message>
        <source>{file} is imported</source>
        <translation>Файл {file} загружен</translation>
    </message>
</context>
<context>
    <name>undo</name>
    <message>
        <source>{name}: accrued {amount}</source>
        <translation>{name}: начислено {amount}</translation>
    </message>
    <message>
        <source>{name}: redeemed {amount}</source>
        <translation>{name}: списано {amount}</translation>
    </message>
    <message>
        <source>{name}: transferred {amount}</source>
        <translation>{name}: переведено {amount}</translation>
    </message>
    <message>
        <source>{name}: blocked</source>
        <translation>{name}: участник заблокирован</translation>
    </message>
    <message>
        <source>{name}: unblocked</source>
        <translation>{name}: участник разблокирован</translation>
    </message>
    <message>
        <source>{name}: profile saved</source>
        <translation>{name}: профиль сохранён</translation>
    </message>
    <message>
        <source>{name}: tier set by hand</source>
        <translation>{name}: уровень задан вручную</translation>
    </message>
    <message>
        <source>{name}: archived</source>
        <translation>{name}: программа в архиве</translation>
    </message>
    <message>
        <source>{file}: imported</source>
        <translation>{file}: загружен</translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation>Отменено: {what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>Повторено: {what}</translation>
    </message>
</context>
</TS>
