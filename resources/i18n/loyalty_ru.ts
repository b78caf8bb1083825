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
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
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
        <source>Booked twice</source>
        <translation>Проведена дважды</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Nothing is deleted: a cancellation is written beside it. Points come back with their old expiry. Points that were spent already become a debt or are written off, as the points type says.</source>
        <translation>Ничего не удаляется: рядом записывается отмена. Баллы возвращаются с прежним сроком сгорания. Уже потраченные баллы становятся долгом или списываются в убыток — как задано в типе баллов.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Не отменять</translation>
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
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Everything about one participant. Total is what the participant has; active points can be spent; pending ones become active later; points on hold wait for a commit or a roll back. Select a transaction and use More to cancel it.</source>
        <translation>Всё об одном участнике. «Всего» — все баллы участника; активные можно потратить; ожидающие станут активными позже; удержанные ждут подтверждения или отката. Чтобы отменить операцию, выберите её и откройте меню «Ещё».</translation>
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
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Операции</translation>
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
        <source>Copy</source>
        <translation>Копировать</translation>
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
        <source>Block…</source>
        <translation>Заблокировать…</translation>
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
        <source>Tier</source>
        <translation>Уровень</translation>
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
        <source>{points} points; {missing} to go by {day}.</source>
        <translation>Баллы: {points}; осталось набрать {missing} до {day}.</translation>
    </message>
    <message>
        <source>{points} points; {missing} to go.</source>
        <translation>Баллы: {points}; осталось набрать {missing}.</translation>
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
        <source>Profile</source>
        <translation>Профиль</translation>
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
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Эл. почта</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Дата рождения</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Пол</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Регион</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Marketing</source>
        <translation>Рассылки</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Согласие</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Метки</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>highest tier</source>
        <translation>высший уровень</translation>
    </message>
    <message>
        <source>{points} points.</source>
        <translation>Баллы: {points}.</translation>
    </message>
    <message>
        <source>first on {day}</source>
        <translation>первые — {day}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>Points type</source>
        <translation>Тип баллов</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Баллы</translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation>Остаток после</translation>
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
        <source>Tier group</source>
        <translation>Группа уровней</translation>
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
        <source>Details</source>
        <translation>Подробности</translation>
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
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>Клонировать</translation>
    </message>
    <message>
        <source>Points types, tier groups and partners are copied; participants and points are not.</source>
        <translation>Типы баллов, группы уровней и партнёры копируются, участники и баллы — нет.</translation>
    </message>
    <message>
        <source>Files and commands name the program by it.</source>
        <translation>По нему программу находят в файлах и командах.</translation>
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
    <name>Connect</name>
    <message>
        <source>Connect to PostgreSQL</source>
        <translation>Подключение к PostgreSQL</translation>
    </message>
    <message>
        <source>Address of the database</source>
        <translation>Адрес базы данных</translation>
    </message>
    <message>
        <source>Ask whoever looks after the server. An empty database is set up on the first connection.</source>
        <translation>Адрес подскажет администратор сервера. Пустая база данных будет настроена при первом подключении.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключиться</translation>
    </message>
    <message>
        <source>The address begins with postgresql://</source>
        <translation>Адрес начинается с postgresql://</translation>
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
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>EditProfile</name>
    <message>
        <source>Edit profile</source>
        <translation>Изменение профиля</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
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
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Скопировать сведения</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
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
        <source>Participants</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx);;CSV files (*.csv)</source>
        <translation>Книги Excel (*.xlsx);;Файлы CSV (*.csv)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>The ending decides: .xlsx or .csv.</source>
        <translation>Формат определяет расширение: .xlsx или .csv.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Выгрузить</translation>
    </message>
    <message>
        <source>IDs and phones stay text with their zeros; the file can be imported again without a change.</source>
        <translation>ID и телефоны остаются текстом с ведущими нулями; файл можно загрузить обратно без изменений.</translation>
    </message>
</context>
<context>
    <name>FilePicker</name>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
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
        <source>none new this month</source>
        <translation>новых в этом месяце нет</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Программа</translation>
    </message>
    <message>
        <source>Prove the ledger</source>
        <translation>Сверить баллы</translation>
    </message>
    <message>
        <source>Import workbook</source>
        <translation>Загрузить таблицу</translation>
    </message>
    <message>
        <source>This is the demonstration: time stands still on {day}. Start with your own data by making a workspace on the start page.</source>
        <translation>Это демонстрация: время остановлено, сегодня {day}. Чтобы начать со своими данными, создайте рабочее пространство на начальной странице.</translation>
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
        <source>Quick start</source>
        <translation>Быстрый старт</translation>
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
        <source>Tiers</source>
        <translation>Уровни</translation>
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
        <translation>сгорело неистраченными</translation>
    </message>
    <message numerus="yes">
        <source>%n rows of {file} were rejected</source>
        <translation>
            <numerusform>Отклонена %n строка файла {file}</numerusform>
            <numerusform>Отклонено %n строки файла {file}</numerusform>
            <numerusform>Отклонено %n строк файла {file}</numerusform>
        </translation>
    </message>
    <message>
        <source>The import of {file} was interrupted</source>
        <translation>Загрузка файла {file} прервана</translation>
    </message>
    <message numerus="yes">
        <source>%n participants are below their tier&apos;s threshold in {group}</source>
        <translation>
            <numerusform>%n участник ниже порога своего уровня в группе {group}</numerusform>
            <numerusform>%n участника ниже порога своего уровня в группе {group}</numerusform>
            <numerusform>%n участников ниже порога своего уровня в группе {group}</numerusform>
        </translation>
    </message>
    <message>
        <source>{points} points expire in {days} days ({money})</source>
        <translation>Сгорает баллов: {points} ({money}), осталось дней: {days}</translation>
    </message>
    <message>
        <source>The daily close stands at {day}</source>
        <translation>День закрыт по {day}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Active, 90 days</source>
        <translation>Активные за 90 дней</translation>
    </message>
    <message>
        <source>Points outstanding</source>
        <translation>Баллы на счетах</translation>
    </message>
    <message>
        <source>Liability</source>
        <translation>Обязательство</translation>
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
        <source>{share} of all</source>
        <translation>{share} от всех</translation>
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
        <source>Nothing: everything is in order.</source>
        <translation>Всё в порядке, ничего делать не нужно.</translation>
    </message>
    <message>
        <source>; review on {day}</source>
        <translation>; пересмотр {day}</translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message>
        <source>Spreadsheets (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)</source>
        <translation>Таблицы (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;Все файлы (*)</translation>
    </message>
    <message>
        <source>{name}, {rows} rows</source>
        <translation>{name}, строк: {rows}</translation>
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
        <source>File</source>
        <translation>Файл</translation>
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
        <source>rejected, problems of %n kinds</source>
        <translation>
            <numerusform>отклонено, проблемы %n вида</numerusform>
            <numerusform>отклонено, проблемы %n видов</numerusform>
            <numerusform>отклонено, проблемы %n видов</numerusform>
        </translation>
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
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>{done} of {total} rows</source>
        <translation>строк: {done} из {total}</translation>
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
        <source>changed: {fields}</source>
        <translation>изменено: {fields}</translation>
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
        <source>Choose a file, say which column is what, and see what would happen to every row. Nothing is written before you press Apply, and a whole import can be undone later. Double click a rejected row to correct it here.</source>
        <translation>Выберите файл, укажите, где какой столбец, и посмотрите, что произойдёт с каждой строкой. До нажатия «Применить» ничего не записывается, а всю загрузку потом можно отменить. Чтобы исправить отклонённую строку, щёлкните её дважды.</translation>
    </message>
    <message>
        <source>Write {new} transactions, leave {unchanged}, reject {rejected}.</source>
        <translation>Записать операций: {new}, оставить: {unchanged}, отклонить: {rejected}.</translation>
    </message>
    <message>
        <source>Create {new}, change {changed}, leave {unchanged}, reject {rejected}. Can be undone later.</source>
        <translation>Создать: {new}, изменить: {changed}, оставить: {unchanged}, отклонить: {rejected}. Потом можно отменить.</translation>
    </message>
    <message>
        <source>Checking every row; nothing is written</source>
        <translation>Проверяем каждую строку; ничего не записывается</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Далее</translation>
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
    <message>
        <source>This very file was imported before (batch {batch}).</source>
        <translation>Этот файл уже загружали (загрузка {batch}).</translation>
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
        <source>sheet “{name}”</source>
        <translation>лист «{name}»</translation>
    </message>
    <message>
        <source>A row is the same person when this is equal</source>
        <translation>Строка о том же человеке, если совпадает</translation>
    </message>
    <message>
        <source>Points type of the rows</source>
        <translation>Тип баллов для строк</translation>
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
        <source>Dates are written as</source>
        <translation>Формат дат</translation>
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
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Эл. почта</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Profile ID</source>
        <translation>ID профиля</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Фамилия</translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation>Отчество</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Полное имя</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Дата рождения</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Пол</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Регион</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Регистрация</translation>
    </message>
    <message>
        <source>Consent to marketing</source>
        <translation>Согласие на рассылку</translation>
    </message>
    <message>
        <source>Consent to the program</source>
        <translation>Согласие на участие</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Теги</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>Участник</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Программа</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Уровень</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>Points type</source>
        <translation>Тип баллов</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Сумма</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>Когда произошло</translation>
    </message>
    <message>
        <source>Active from</source>
        <translation>Активны с</translation>
    </message>
    <message>
        <source>Last valid day</source>
        <translation>Последний день действия</translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation>Акция</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>External data</source>
        <translation>Внешние данные</translation>
    </message>
    <message>
        <source>{bad} of {all} values do not fit</source>
        <translation>не подходит значений: {bad} из {all}</translation>
    </message>
    <message>
        <source>similar name, please check</source>
        <translation>похожее имя, проверьте</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Профили</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Points transactions</source>
        <translation>Операции с баллами</translation>
    </message>
    <message>
        <source>Import profiles</source>
        <translation>Загрузка профилей</translation>
    </message>
    <message>
        <source>Import participants</source>
        <translation>Загрузка участников</translation>
    </message>
    <message>
        <source>Import points transactions</source>
        <translation>Загрузка операций с баллами</translation>
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
        <source>Created rows that go: {removed}. Changed rows that get their old values back: {restored}. Points transactions that are cancelled: {cancelled}.</source>
        <translation>Будет удалено созданных строк: {removed}. Вернут прежние значения изменённые строки: {restored}. Будет отменено операций с баллами: {cancelled}.</translation>
    </message>
    <message>
        <source>Every file that was brought in, newest first. Select one to undo it, to save its rejected rows as a workbook, or to resume it when it was interrupted. Drop a file here to import it.</source>
        <translation>Все загруженные файлы, сначала новые. Выберите загрузку, чтобы отменить её, сохранить отклонённые строки в файл Excel или продолжить, если она прервалась. Чтобы загрузить файл, перетащите его сюда.</translation>
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
        <source>Imports</source>
        <translation>Загрузки</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>Import workbook</source>
        <translation>Загрузить таблицу</translation>
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
        <source>File</source>
        <translation>Файл</translation>
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
        <source>State</source>
        <translation>Состояние</translation>
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
        <source>When</source>
        <translation>Когда</translation>
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
        <source>Close</source>
        <translation>Закрыть</translation>
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
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
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
    <name>ListPanel</name>
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
        <source>{shown} of {total}</source>
        <translation>{shown} из {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>Выбрано: %n</numerusform>
            <numerusform>Выбрано: %n</numerusform>
            <numerusform>Выбрано: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Select all {total} that match</source>
        <translation>Выбрать все найденные: {total}</translation>
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
        <source>Prove the ledger</source>
        <translation>Сверить баллы</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Палитра команд</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
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
        <source>Import workbook</source>
        <translation>Загрузить таблицу</translation>
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
        <source>Close the day now</source>
        <translation>Закрыть день сейчас</translation>
    </message>
    <message>
        <source>Open another workspace</source>
        <translation>Открыть другое рабочее пространство</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Сочетания клавиш</translation>
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
    <message numerus="yes">
        <source>%n days closed</source>
        <translation>
            <numerusform>Закрыт %n день</numerusform>
            <numerusform>Закрыто %n дня</numerusform>
            <numerusform>Закрыто %n дней</numerusform>
        </translation>
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
        <source>Tier group</source>
        <translation>Группа уровней</translation>
    </message>
    <message>
        <source>Welcome from another program</source>
        <translation>Переход из другой программы</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Set tier</source>
        <translation>Установить уровень</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Уровень</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Последний день</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Home</source>
        <translation>Главная</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Программы</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Загрузки</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
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
        <source>Profile</source>
        <translation>Профиль</translation>
    </message>
    <message>
        <source>Registered on another day</source>
        <translation>Зарегистрирован в другой день</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
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
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Profile database</source>
        <translation>База профилей</translation>
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
        <source>Currency</source>
        <translation>Валюта</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Часовой пояс</translation>
    </message>
    <message>
        <source>It starts as a draft with one points type. Nothing happens to points until you activate it.</source>
        <translation>Программа создаётся черновиком с одним типом баллов. Пока вы её не активируете, с баллами ничего не происходит.</translation>
    </message>
    <message>
        <source>Files and commands name the program by it.</source>
        <translation>По нему программу называют в файлах и командах.</translation>
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
        <source>Yes</source>
        <translation>Да</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
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
        <source>Participant</source>
        <translation>Участник</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Регистрация</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Эл. почта</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Уровень</translation>
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
        <source>Participants</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Программа</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Выгрузить</translation>
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
        <source>A participant is a profile that takes part in the program and has points and a tier. Bring them in from a workbook, or add one by hand.</source>
        <translation>Участник — это профиль, который состоит в программе, имеет баллы и уровень. Загрузите участников из таблицы или добавьте вручную.</translation>
    </message>
    <message>
        <source>Import workbook</source>
        <translation>Загрузить таблицу</translation>
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
        <source>Quick start</source>
        <translation>Быстрый старт</translation>
    </message>
    <message numerus="yes">
        <source>Done for %n participants</source>
        <translation>
            <numerusform>Готово: %n участник</numerusform>
            <numerusform>Готово: %n участника</numerusform>
            <numerusform>Готово: %n участников</numerusform>
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
    <message numerus="yes">
        <source>Add all %n profiles</source>
        <translation>
            <numerusform>Добавить %n профиль</numerusform>
            <numerusform>Добавить все %n профиля</numerusform>
            <numerusform>Добавить все %n профилей</numerusform>
        </translation>
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
        <source>Block…</source>
        <translation>Заблокировать…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Add participant…</source>
        <translation>Добавить участника…</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>Выбрано: %n</numerusform>
            <numerusform>Выбрано: %n</numerusform>
            <numerusform>Выбрано: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} из {total}</translation>
    </message>
    <message>
        <source>{done} of {asked} done. {first}</source>
        <translation>Выполнено: {done} из {asked}. {first}</translation>
    </message>
    <message>
        <source>Active: sum {sum}, average {average}</source>
        <translation>Активные: сумма {sum}, среднее {average}</translation>
    </message>
    <message>
        <source>State: {states}</source>
        <translation>Состояние: {states}</translation>
    </message>
    <message>
        <source>Tier: {tiers}</source>
        <translation>Уровень: {tiers}</translation>
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
        <source>Corner bakery</source>
        <translation>Пекарня на углу</translation>
    </message>
    <message>
        <source>Bread, pastry</source>
        <translation>Хлеб, выпечка</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Products or brands</source>
        <translation>Товары или бренды</translation>
    </message>
    <message>
        <source>Share of the cost, %</source>
        <translation>Доля расходов, %</translation>
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
        <source>What belongs to the partner, in your words.</source>
        <translation>Что принадлежит партнёру, своими словами.</translation>
    </message>
    <message>
        <source>What the partner pays of the points given for its products.</source>
        <translation>Какую долю баллов, начисленных за его товары, оплачивает партнёр.</translation>
    </message>
    <message>
        <source>Partner “{name}”</source>
        <translation>Партнёр «{name}»</translation>
    </message>
</context>
<context>
    <name>PointsOperation</name>
    <message>
        <source>{total} points in all. Blocked participants and those who left are passed over and named.</source>
        <translation>Итого баллов: {total}. Заблокированные и вышедшие участники будут пропущены и перечислены.</translation>
    </message>
    <message>
        <source>Accrue points</source>
        <translation>Начисление баллов</translation>
    </message>
    <message>
        <source>Redeem points</source>
        <translation>Списание баллов</translation>
    </message>
    <message>
        <source>Card was not scanned at the till</source>
        <translation>Карту не считали на кассе</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>Shown in the list of transactions.</source>
        <translation>Видно в списке операций.</translation>
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
        <source>{now} points are active now.</source>
        <translation>Сейчас активных баллов: {now}.</translation>
    </message>
    <message>
        <source>{now} points are active now; the total becomes {after}.</source>
        <translation>Сейчас активных баллов: {now}; всего станет {after}.</translation>
    </message>
    <message>
        <source>Only {now} points are active: not enough.</source>
        <translation>Активных баллов всего {now}: не хватает.</translation>
    </message>
    <message>
        <source>Anniversary gift</source>
        <translation>Подарок к годовщине</translation>
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
        <source>Amount, points</source>
        <translation>Сумма, баллы</translation>
    </message>
    <message>
        <source>Happened on another day</source>
        <translation>Произошло в другой день</translation>
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
    <message>
        <source>Last valid day</source>
        <translation>Последний день действия</translation>
    </message>
</context>
<context>
    <name>PointsTypePanel</name>
    <message>
        <source>Points</source>
        <translation>Баллы</translation>
    </message>
    <message>
        <source>How long points live</source>
        <translation>Срок действия баллов</translation>
    </message>
    <message>
        <source>Given on joining</source>
        <translation>При вступлении</translation>
    </message>
    <message>
        <source>Active after, days</source>
        <translation>Активация через, дней</translation>
    </message>
    <message>
        <source>Expire</source>
        <translation>Сгорают</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Сколько</translation>
    </message>
    <message>
        <source>Last valid day</source>
        <translation>Последний день действия</translation>
    </message>
    <message>
        <source>Worth and rounding</source>
        <translation>Стоимость и округление</translation>
    </message>
    <message>
        <source>Points per currency unit</source>
        <translation>Баллов за единицу валюты</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>Знаков после запятой</translation>
    </message>
    <message>
        <source>Round computed amounts</source>
        <translation>Округление расчётных сумм</translation>
    </message>
    <message>
        <source>To a multiple of</source>
        <translation>Кратно</translation>
    </message>
    <message>
        <source>Limits and cancellation</source>
        <translation>Ограничения и отмена</translation>
    </message>
    <message>
        <source>Largest share of an order, %</source>
        <translation>Наибольшая доля заказа, %</translation>
    </message>
    <message>
        <source>Smallest payment</source>
        <translation>Наименьшая оплата</translation>
    </message>
    <message>
        <source>Payments in steps of</source>
        <translation>Шаг оплаты</translation>
    </message>
    <message>
        <source>Largest balance</source>
        <translation>Наибольший баланс</translation>
    </message>
    <message>
        <source>When a cancelled accrual was spent already</source>
        <translation>Если баллы отменённого начисления уже потрачены</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>Once per profile, even after joining again.</source>
        <translation>Один раз на профиль, даже при повторном вступлении.</translation>
    </message>
    <message>
        <source>0: at once. Until then the points are pending.</source>
        <translation>0: сразу. До этого баллы ожидают.</translation>
    </message>
    <message>
        <source>Points are valid through the last day, in the program&apos;s time zone.</source>
        <translation>Баллы действуют весь последний день по часовому поясу программы.</translation>
    </message>
    <message>
        <source>100: a hundred points pay 1. 0: worth no money.</source>
        <translation>100: сто баллов стоят 1. 0: в деньгах ничего не стоят.</translation>
    </message>
    <message>
        <source>What does not fit is not accrued. Empty: no limit.</source>
        <translation>Что не помещается, не начисляется. Пусто: без ограничения.</translation>
    </message>
</context>
<context>
    <name>ProfileDatabaseDialog</name>
    <message>
        <source>New profile database</source>
        <translation>Новая база профилей</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
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
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation>Дополнительные поля</translation>
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
        <source>Label</source>
        <translation>Подпись</translation>
    </message>
    <message>
        <source>Name in files</source>
        <translation>Имя в файлах</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
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
        <source>Profile databases</source>
        <translation>Базы профилей</translation>
    </message>
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
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Профили</translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation>Дополнительные поля</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Программы</translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message>
        <source>family, weekly</source>
        <translation>семья, еженедельно</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>The number of the card, or the ID of your other system.</source>
        <translation>Номер карты или ID из другой вашей системы.</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Теги</translation>
    </message>
    <message>
        <source>Separated by commas.</source>
        <translation>Через запятую.</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Фамилия</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Эл. почта</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Дата рождения</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Пол</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Регион</translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation>Отчество</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Agrees to marketing messages</source>
        <translation>Согласие на рассылку</translation>
    </message>
    <message>
        <source>Agrees to the program</source>
        <translation>Согласие на участие в программе</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>Не спрашивали</translation>
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
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Отменить изменения</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
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
        <source>Program saved.</source>
        <translation>Программа сохранена.</translation>
    </message>
    <message>
        <source>Changed by somebody else</source>
        <translation>Изменено другим пользователем</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Перечитать</translation>
    </message>
    <message numerus="yes">
        <source>%n participants joined.</source>
        <translation>
            <numerusform>Вступил %n участник.</numerusform>
            <numerusform>Вступили %n участника.</numerusform>
            <numerusform>Вступили %n участников.</numerusform>
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
        <source>Transactions</source>
        <translation>Операции</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Остаться</translation>
    </message>
</context>
<context>
    <name>ProgramGeneralTab</name>
    <message>
        <source>Status points</source>
        <translation>Статусные баллы</translation>
    </message>
    <message>
        <source>New points</source>
        <translation>Новые баллы</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>Уровни</translation>
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
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>Profile database</source>
        <translation>База профилей</translation>
    </message>
    <message>
        <source>Remove points type</source>
        <translation>Удалить тип баллов</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>The customer base the program serves. It cannot change.</source>
        <translation>База клиентов, с которой работает программа. Изменить нельзя.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Валюта</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Часовой пояс</translation>
    </message>
    <message>
        <source>Points type</source>
        <translation>Тип баллов</translation>
    </message>
    <message>
        <source>Files and commands name the program by it.</source>
        <translation>По нему программу называют в файлах и командах.</translation>
    </message>
    <message>
        <source>Days begin and points expire by it.</source>
        <translation>По нему начинаются дни и сгорают баллы.</translation>
    </message>
    <message>
        <source>Tier group</source>
        <translation>Группа уровней</translation>
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
        <source>Participants</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Open list</source>
        <translation>Открыть список</translation>
    </message>
    <message>
        <source>Import workbook</source>
        <translation>Загрузить таблицу</translation>
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
        <source>Partner</source>
        <translation>Партнёр</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Products or brands</source>
        <translation>Товары или бренды</translation>
    </message>
    <message>
        <source>Share of the cost, %</source>
        <translation>Доля расходов, %</translation>
    </message>
    <message>
        <source>Outstanding, points</source>
        <translation>На счетах, баллы</translation>
    </message>
    <message>
        <source>Liability</source>
        <translation>Обязательство</translation>
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
        <source>Transactions</source>
        <translation>Операции</translation>
    </message>
    <message>
        <source>External ID, email or phone</source>
        <translation>Внешний ID, эл. почта или телефон</translation>
    </message>
    <message>
        <source>Points type</source>
        <translation>Тип баллов</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Тип</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Выгрузить</translation>
    </message>
    <message>
        <source>Export transactions</source>
        <translation>Выгрузка операций</translation>
    </message>
    <message>
        <source>All points types</source>
        <translation>Все типы баллов</translation>
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
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>Участник</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Amount, points</source>
        <translation>Сумма, баллы</translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation>Баланс после</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Книга Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Text (*.csv)</source>
        <translation>Текст (*.csv)</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Все типы</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Все состояния</translation>
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
        <source>Pause it and activate</source>
        <translation>Приостановить её и активировать</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Программы</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>Profile databases</source>
        <translation>Базы профилей</translation>
    </message>
    <message>
        <source>Quick start</source>
        <translation>Быстрый старт</translation>
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
        <source>Open</source>
        <translation>Открыть</translation>
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
        <source>Program</source>
        <translation>Программа</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Profile database</source>
        <translation>База профилей</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Outstanding, points</source>
        <translation>На счетах, баллы</translation>
    </message>
    <message>
        <source>Liability</source>
        <translation>Обязательство</translation>
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
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Lots add up</source>
        <translation>Суммы партий сходятся</translation>
    </message>
    <message>
        <source>Lots against their movements</source>
        <translation>Партии и их движения</translation>
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
        <source>Movements against their participants</source>
        <translation>Движения и их участники</translation>
    </message>
    <message>
        <source>Tiers against their history</source>
        <translation>Уровни и их история</translation>
    </message>
    <message>
        <source>Tiers against their groups</source>
        <translation>Уровни и их группы</translation>
    </message>
    <message>
        <source>Participants without a tier</source>
        <translation>Участники без уровня</translation>
    </message>
    <message>
        <source>Keys of participants</source>
        <translation>Ключи участников</translation>
    </message>
    <message>
        <source>Keys against the transactions they name</source>
        <translation>Ключи и операции, которые они называют</translation>
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
        <source>The journal&apos;s chain</source>
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
        <source>Program</source>
        <translation>Программа</translation>
    </message>
    <message>
        <source>Points type</source>
        <translation>Тип баллов</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>На начало</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>На конец</translation>
    </message>
</context>
<context>
    <name>QuickStartPages</name>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>Уровни</translation>
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
        <source>First accrual</source>
        <translation>Первое начисление</translation>
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
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Эл. почта</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Фамилия</translation>
    </message>
    <message>
        <source>Empty: none.</source>
        <translation>Пусто: нет.</translation>
    </message>
    <message>
        <source>The customer&apos;s number in your systems.</source>
        <translation>Номер клиента в ваших системах.</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Программа</translation>
    </message>
    <message>
        <source>Profile database</source>
        <translation>База профилей</translation>
    </message>
    <message>
        <source>Currency, time zone</source>
        <translation>Валюта, часовой пояс</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Баллы</translation>
    </message>
    <message>
        <source>Status points</source>
        <translation>Статусные баллы</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Name your program</source>
        <translation>Назовите программу</translation>
    </message>
    <message>
        <source>Names can change later. Files and commands use the external ID.</source>
        <translation>Названия можно менять и потом. В файлах и командах используется внешний ID.</translation>
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
        <source>How many</source>
        <translation>Сколько</translation>
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
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Валюта</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Часовой пояс</translation>
    </message>
    <message>
        <source>The customer base the program serves.</source>
        <translation>База клиентов, с которой работает программа.</translation>
    </message>
    <message>
        <source>Points per currency unit</source>
        <translation>Баллов за единицу валюты</translation>
    </message>
    <message>
        <source>Given on joining</source>
        <translation>При вступлении</translation>
    </message>
    <message>
        <source>Active after, days</source>
        <translation>Активация через, дней</translation>
    </message>
    <message>
        <source>Expire</source>
        <translation>Сгорают</translation>
    </message>
    <message>
        <source>Days begin and points expire by it.</source>
        <translation>По нему начинаются дни и сгорают баллы.</translation>
    </message>
    <message>
        <source>100: a hundred points pay 1. 0: worth no money.</source>
        <translation>100: сто баллов стоят 1. 0: в деньгах ничего не стоят.</translation>
    </message>
    <message>
        <source>0: at once.</source>
        <translation>0: сразу.</translation>
    </message>
</context>
<context>
    <name>QuickStartWizard</name>
    <message>
        <source>Six steps: program, points that pay, points that decide tiers, tiers, participants, first accrual. Everything can be changed later in the program&apos;s editor, and nothing is written before the last step.</source>
        <translation>Шесть шагов: программа, баллы для оплаты, баллы для уровней, уровни, участники, первое начисление. Всё можно изменить потом в редакторе программы, а до последнего шага ничего не записывается.</translation>
    </message>
    <message>
        <source>Quick start</source>
        <translation>Быстрый старт</translation>
    </message>
    <message>
        <source>A working program in two minutes. Enter takes what is proposed.</source>
        <translation>Рабочая программа за две минуты. Enter принимает предложенное.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
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
        <source>Program</source>
        <translation>Программа</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Баллы</translation>
    </message>
    <message>
        <source>Status points</source>
        <translation>Статусные баллы</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>Уровни</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>First accrual</source>
        <translation>Первое начисление</translation>
    </message>
    <message>
        <source>Create program</source>
        <translation>Создать программу</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Далее</translation>
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
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Write a reason: it is kept in the journal.</source>
        <translation>Укажите причину: она сохранится в журнале.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Backup made: {name}</source>
        <translation>Резервная копия создана: {name}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
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
        <source>Language</source>
        <translation>Язык</translation>
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
    <name>Shortcuts</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Сочетания клавиш</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
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
        <source>No workspace yet. A workspace is one file with your programs, participants and points.</source>
        <translation>Рабочих пространств пока нет. Рабочее пространство — это один файл с вашими программами, участниками и баллами.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
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
        <source>shared database</source>
        <translation>общая база данных</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>не найдено</translation>
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
        <source>Prove the ledger</source>
        <translation>Сверить баллы</translation>
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
        <source>Tiers</source>
        <translation>Уровни</translation>
    </message>
    <message>
        <source>Up and down</source>
        <translation>Повышение и понижение</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Review every, months</source>
        <translation>Пересмотр раз в, месяцев</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Пересмотр</translation>
    </message>
    <message>
        <source>One review day</source>
        <translation>Один из дней пересмотра</translation>
    </message>
    <message>
        <source>On the way down</source>
        <translation>При понижении</translation>
    </message>
    <message>
        <source>Grace, days</source>
        <translation>Льготный период, дней</translation>
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
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>Qualification points that decide</source>
        <translation>Квалификационные баллы</translation>
    </message>
    <message>
        <source>The others are counted from it.</source>
        <translation>От него отсчитываются остальные.</translation>
    </message>
    <message>
        <source>A way down waits so long for missing points.</source>
        <translation>Столько понижение ждёт, пока участник наберёт недостающие баллы.</translation>
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
        <source>Nothing is saved yet. This is what the new tiers would do today.</source>
        <translation>Пока ничего не сохранено. Вот что новые уровни изменят сегодня.</translation>
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
        <source>Tier</source>
        <translation>Уровень</translation>
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
        <source>Participant</source>
        <translation>Участник</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Баллы</translation>
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
        <source>Tier</source>
        <translation>Уровень</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>From points</source>
        <translation>От, баллов</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Участники</translation>
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
        <source>Open another workspace</source>
        <translation>Открыть другое рабочее пространство</translation>
    </message>
    <message>
        <source>Find a participant, a section, a command</source>
        <translation>Найти участника, раздел, команду</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>{now} points can be transferred. They go to {name}, ID {external_id}.</source>
        <translation>Можно перевести баллов: {now}. Получатель: {name}, ID {external_id}.</translation>
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
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Перевести</translation>
    </message>
    <message>
        <source>{now} points can be transferred.</source>
        <translation>Можно перевести баллов: {now}.</translation>
    </message>
    <message>
        <source>Points type</source>
        <translation>Тип баллов</translation>
    </message>
    <message>
        <source>Amount, points</source>
        <translation>Сумма, баллы</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>От {name}</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>“{name}” is not there any more. Choose the file again.</source>
        <translation>Файла «{name}» больше нет на месте. Выберите файл заново.</translation>
    </message>
    <message>
        <source>“{name}” was changed since it was read. Choose the file again.</source>
        <translation>Файл «{name}» изменился с тех пор, как его прочитали. Выберите файл заново.</translation>
    </message>
    <message>
        <source>“{name}” cannot be opened. Close it in other programs and check your rights to it.</source>
        <translation>Не удалось открыть «{name}». Закройте файл в других программах и проверьте права на него.</translation>
    </message>
    <message>
        <source>“{name}” is empty. Choose a file with data.</source>
        <translation>Файл «{name}» пуст. Выберите файл с данными.</translation>
    </message>
    <message>
        <source>“{name}” is damaged (part “{part}”). Open it in a spreadsheet program and save it anew.</source>
        <translation>Файл «{name}» повреждён (часть «{part}»). Откройте его в табличном редакторе и сохраните заново.</translation>
    </message>
    <message>
        <source>“{name}” has {found} parts, at most {limit} are read. Copy the sheet into a new workbook.</source>
        <translation>В файле «{name}» частей: {found}, допустимо не больше {limit}. Скопируйте лист в новую книгу.</translation>
    </message>
    <message>
        <source>“{name}” holds something dangerous (part “{part}”) and was not read. Ask the sender for a new file.</source>
        <translation>В файле «{name}» опасное содержимое (часть «{part}»), файл не прочитан. Попросите у отправителя новый файл.</translation>
    </message>
    <message>
        <source>“{name}” unpacks to far more than its size (part “{part}”) and was not read. Ask the sender for a new file.</source>
        <translation>Файл «{name}» при распаковке намного больше своего размера (часть «{part}») и не прочитан. Попросите у отправителя новый файл.</translation>
    </message>
    <message>
        <source>“{name}” names cells outside a sheet (part “{part}”, {cell}) and was not read. Save it anew in a spreadsheet program.</source>
        <translation>В файле «{name}» указаны ячейки за пределами листа (часть «{part}», {cell}), файл не прочитан. Сохраните его заново в табличном редакторе.</translation>
    </message>
    <message>
        <source>“{name}” has data in column {cell}; {limit} columns are read. Delete what stands to the right of the table.</source>
        <translation>В файле «{name}» есть данные в столбце {cell}; предел числа столбцов — {limit}. Удалите всё правее таблицы.</translation>
    </message>
    <message>
        <source>“{name}” has cells very far from its table (part “{part}”). Delete the empty rows and columns around the table.</source>
        <translation>В файле «{name}» есть ячейки далеко за пределами таблицы (часть «{part}»). Удалите пустые строки и столбцы вокруг неё.</translation>
    </message>
    <message>
        <source>“{name}” has a cell of an impossible size (part “{part}”) and was not read. Save it anew in a spreadsheet program.</source>
        <translation>В файле «{name}» ячейка невозможного размера (часть «{part}»), файл не прочитан. Сохраните его заново в табличном редакторе.</translation>
    </message>
    <message>
        <source>“{name}” is protected by a password. Remove the password in a spreadsheet program and save the file.</source>
        <translation>Файл «{name}» защищён паролем. Снимите пароль в табличном редакторе и сохраните файл.</translation>
    </message>
    <message>
        <source>“{name}” is a web page, not a spreadsheet. Open it in a spreadsheet program and save it as .xlsx.</source>
        <translation>«{name}» — веб-страница, а не электронная таблица. Откройте её в табличном редакторе и сохраните в формате .xlsx.</translation>
    </message>
    <message>
        <source>“{name}” is not a spreadsheet. Choose an .xlsx, .xls, .ods, .csv or .tsv file.</source>
        <translation>«{name}» — не электронная таблица. Выберите файл .xlsx, .xls, .ods, .csv или .tsv.</translation>
    </message>
    <message>
        <source>“{name}” has no sheet with cells. Choose another file.</source>
        <translation>В файле «{name}» нет листа с ячейками. Выберите другой файл.</translation>
    </message>
    <message>
        <source>“{name}” has no sheet “{sheet}”. It has: {sheets}.</source>
        <translation>В файле «{name}» нет листа «{sheet}». Есть листы: {sheets}.</translation>
    </message>
    <message>
        <source>“{name}” has no filled rows at the top of the sheet. Choose another sheet or the row with the headers.</source>
        <translation>В начале листа в файле «{name}» нет заполненных строк. Выберите другой лист или строку с заголовками.</translation>
    </message>
    <message>
        <source>Row {row} of “{name}” is empty. Choose the row with the headers.</source>
        <translation>Строка {row} в файле «{name}» пуста. Выберите строку с заголовками.</translation>
    </message>
    <message>
        <source>“{name}” is not in the encoding {encoding} (near line {line}). Choose another encoding.</source>
        <translation>Файл «{name}» не в кодировке {encoding} (около строки {line}). Выберите другую кодировку.</translation>
    </message>
    <message>
        <source>A quotation mark that opens near line {line} of “{name}” is never closed. Mend that line.</source>
        <translation>Кавычка, открытая около строки {line} файла «{name}», не закрыта. Исправьте эту строку.</translation>
    </message>
    <message>
        <source>Line {line} of “{name}” has a quotation mark in the wrong place. Mend that line.</source>
        <translation>В строке {line} файла «{name}» кавычка стоит не на месте. Исправьте эту строку.</translation>
    </message>
    <message>
        <source>A cell near line {line} of “{name}” is too long. Look for a missing quotation mark.</source>
        <translation>Слишком длинная ячейка в файле «{name}», около строки {line}. Проверьте, не пропущена ли там кавычка.</translation>
    </message>
    <message>
        <source>“{name}” could not be read: the reader gave up on it. Open it in a spreadsheet program and save it anew.</source>
        <translation>Не удалось прочитать «{name}»: программа чтения не справилась с файлом. Откройте его в табличном редакторе и сохраните заново.</translation>
    </message>
    <message>
        <source>Reading “{name}” took too long and was stopped. Split it into smaller files.</source>
        <translation>Чтение файла «{name}» заняло слишком много времени и было остановлено. Разделите его на файлы поменьше.</translation>
    </message>
    <message>
        <source>“{name}” needs more memory than it may have. Save it as .csv or split it.</source>
        <translation>Для файла «{name}» нужно больше памяти, чем разрешено. Сохраните его в формате .csv или разделите.</translation>
    </message>
    <message>
        <source>“{name}” cannot be written here. Close it in other programs or choose another folder.</source>
        <translation>Сюда не удалось записать «{name}». Закройте файл в других программах или выберите другую папку.</translation>
    </message>
    <message>
        <source>{written} rows were written where {expected} were expected, so “{name}” was not kept. Try again.</source>
        <translation>Записано строк: {written}, ожидалось: {expected}, поэтому файл «{name}» не сохранён. Повторите попытку.</translation>
    </message>
    <message>
        <source>The file&apos;s ending does not say what it is. It is read as what it is.</source>
        <translation>Расширение файла не соответствует содержимому. Файл прочитан по содержимому.</translation>
    </message>
    <message>
        <source>The workbook has hidden sheets. The first visible one is read.</source>
        <translation>В книге есть скрытые листы. Прочитан первый видимый.</translation>
    </message>
    <message>
        <source>The encoding is a guess. Look at the letters below and choose another if they are wrong.</source>
        <translation>Кодировка определена предположительно. Посмотрите на текст ниже и, если буквы неверные, выберите другую.</translation>
    </message>
    <message>
        <source>There is no field “{name}”. Choose one of the list.</source>
        <translation>Поля «{name}» нет. Выберите поле из списка.</translation>
    </message>
    <message>
        <source>The sheet has no column {column} for “{name}”. Choose the column again.</source>
        <translation>На листе нет столбца {column} для поля «{name}». Выберите столбец заново.</translation>
    </message>
    <message>
        <source>The row has {found} cells, the header has {expected}. Look for a missing or extra separator.</source>
        <translation>Ячеек в строке — {found}, в заголовке — {expected}. Проверьте, нет ли пропущенного или лишнего разделителя.</translation>
    </message>
    <message>
        <source>Nothing in the row says who it is. Fill in an external ID, an email or a phone.</source>
        <translation>По этой строке нельзя понять, кто это. Заполните внешний ID, эл. почту или телефон.</translation>
    </message>
    <message>
        <source>The cell is empty. Fill it in.</source>
        <translation>Ячейка пуста. Заполните её.</translation>
    </message>
    <message>
        <source>The cell holds an error of the spreadsheet. Mend its formula or type the value.</source>
        <translation>В ячейке ошибка электронной таблицы. Исправьте формулу или введите значение.</translation>
    </message>
    <message>
        <source>The formula has no stored value. Open the file in a spreadsheet program and save it, or type the value.</source>
        <translation>У формулы нет сохранённого значения. Откройте файл в табличном редакторе и сохраните его или введите значение.</translation>
    </message>
    <message>
        <source>The text holds an invisible control character ({found}). Type it anew.</source>
        <translation>В тексте есть невидимый управляющий символ ({found}). Введите текст заново.</translation>
    </message>
    <message>
        <source>The text has {length} characters, at most {limit} are kept. Shorten it.</source>
        <translation>Символов в тексте — {length}, сохраняется не больше {limit}. Сократите его.</translation>
    </message>
    <message>
        <source>“{found}” is no number. Type the value.</source>
        <translation>«{found}» — не число. Введите значение.</translation>
    </message>
    <message>
        <source>“{found}” is a date or a logical value, not an identifier. Format the column as text and type it anew.</source>
        <translation>«{found}» — дата или логическое значение, а не идентификатор. Задайте столбцу текстовый формат и введите значение заново.</translation>
    </message>
    <message>
        <source>{found} was stored as a number and has lost its last digits. Format the column as text and type it anew.</source>
        <translation>{found} сохранено как число, последние цифры потеряны. Задайте столбцу текстовый формат и введите значение заново.</translation>
    </message>
    <message>
        <source>“{found}” mixes Latin and Cyrillic letters that look alike. Check that it is meant so.</source>
        <translation>В значении «{found}» смешаны похожие латинские и русские буквы. Проверьте, что так и задумано.</translation>
    </message>
    <message>
        <source>“{found}” is no language. Use a code such as ru or en.</source>
        <translation>«{found}» — не язык. Укажите код, например ru или en.</translation>
    </message>
    <message>
        <source>“{found}” is not a phone number. Type it with its country code, such as +7 916 123-45-67.</source>
        <translation>«{found}» — не номер телефона. Введите его с кодом страны, например +7 916 123-45-67.</translation>
    </message>
    <message>
        <source>{found} was stored as a number; zeros at its start may be lost. Format the column as text.</source>
        <translation>{found} сохранено как число; нули в начале могли потеряться. Задайте столбцу текстовый формат.</translation>
    </message>
    <message>
        <source>“{found}” has lost its last digits. Format the column as text and type the phone anew.</source>
        <translation>В значении «{found}» потеряны последние цифры. Задайте столбцу текстовый формат и введите телефон заново.</translation>
    </message>
    <message>
        <source>“{found}” is not an email address. Mend it, such as anna@example.com.</source>
        <translation>«{found}» — не адрес эл. почты. Исправьте его, например anna@example.com.</translation>
    </message>
    <message>
        <source>“{found}” is neither yes nor no. Type yes or no.</source>
        <translation>«{found}» — не «да» и не «нет». Введите «да» или «нет».</translation>
    </message>
    <message>
        <source>“{found}” is not in the list. Use one of: {allowed}.</source>
        <translation>«{found}» нет в списке. Допустимые значения: {allowed}.</translation>
    </message>
    <message>
        <source>“{found}” is not a JSON object. Use the form {{&quot;name&quot;: &quot;value&quot;}} or leave it empty.</source>
        <translation>«{found}» — не объект JSON. Запишите в виде {{&quot;name&quot;: &quot;value&quot;}} или оставьте поле пустым.</translation>
    </message>
    <message>
        <source>“{found}” is not a name. Type the name.</source>
        <translation>«{found}» — не имя. Введите имя.</translation>
    </message>
    <message>
        <source>“{found}” is not a whole number. Type it without a fraction.</source>
        <translation>«{found}» — не целое число. Введите его без дробной части.</translation>
    </message>
    <message>
        <source>The amount is zero. Leave the row out or type the points.</source>
        <translation>Количество баллов равно нулю. Уберите строку или укажите баллы.</translation>
    </message>
    <message>
        <source>An opening balance cannot be below zero. Type the points or make it a redemption.</source>
        <translation>Входящий остаток не может быть меньше нуля. Укажите число баллов или оформите списание.</translation>
    </message>
    <message>
        <source>“{found}” is not a date. Type it like 2024-05-17.</source>
        <translation>«{found}» — не дата. Введите её в виде 2024-05-17.</translation>
    </message>
    <message>
        <source>“{found}” could be two dates. Choose the column&apos;s order of day and month.</source>
        <translation>«{found}» можно прочитать как две разные даты. Выберите для столбца порядок дня и месяца.</translation>
    </message>
    <message>
        <source>“{found}” is outside the years 1900 to 2100. Check the year.</source>
        <translation>«{found}» — вне диапазона 1900–2100 годов. Проверьте год.</translation>
    </message>
    <message>
        <source>There are {count} profile databases. Choose the one to import into.</source>
        <translation>Баз профилей: {count}. Выберите, в какую загружать.</translation>
    </message>
    <message>
        <source>There are {count} active programs. Choose the one to import into.</source>
        <translation>Активных программ: {count}. Выберите, в какую загружать.</translation>
    </message>
    <message>
        <source>It is not said which points these are. Add a column with the points type, or choose one for the import.</source>
        <translation>Не указано, какие это баллы. Добавьте столбец с типом баллов или выберите тип для всей загрузки.</translation>
    </message>
    <message>
        <source>The sheet has no column “{column}”. Use a header of the sheet or the letters of a column.</source>
        <translation>На листе нет столбца «{column}». Укажите заголовок листа или буквы столбца.</translation>
    </message>
    <message>
        <source>“{field}” is not a field of this kind of sheet. Choose a field of the list.</source>
        <translation>На листах этого вида нет поля «{field}». Выберите поле из списка.</translation>
    </message>
    <message>
        <source>Two columns are matched to “{field}”. Leave one of them out.</source>
        <translation>Полю «{field}» сопоставлены два столбца. Оставьте один.</translation>
    </message>
    <message>
        <source>No column is matched to “{field}”, which is needed. Match a column to it.</source>
        <translation>Обязательному полю «{field}» не сопоставлен столбец. Выберите столбец для него.</translation>
    </message>
    <message>
        <source>Rows cannot be found by “{key}”. Use the external ID, email, phone or a custom field.</source>
        <translation>По полю «{key}» строки искать нельзя. Используйте внешний ID, эл. почту, телефон или дополнительное поле.</translation>
    </message>
    <message>
        <source>Row {row} is not in this sheet. Check the sheet again.</source>
        <translation>На этом листе нет строки {row}. Проверьте лист ещё раз.</translation>
    </message>
    <message>
        <source>The row has nothing to find it by. Fill in “{field}”.</source>
        <translation>Эту строку не по чему найти. Заполните поле «{field}».</translation>
    </message>
    <message>
        <source>{count} profiles have this value. Use a key that only one profile has.</source>
        <translation>Профилей с таким значением: {count}. Используйте ключ, который есть только у одного профиля.</translation>
    </message>
    <message>
        <source>“{found}” stands in row {row} already. Keep one of the two rows.</source>
        <translation>«{found}» уже есть в строке {row}. Оставьте одну из двух строк.</translation>
    </message>
    <message>
        <source>The external ID “{found}” belongs to another profile. Correct it.</source>
        <translation>Внешний ID «{found}» принадлежит другому профилю. Исправьте его.</translation>
    </message>
    <message>
        <source>There is no profile “{found}”. Correct the value, or import the profile first.</source>
        <translation>Профиля «{found}» нет. Исправьте значение или сначала загрузите профиль.</translation>
    </message>
    <message>
        <source>“{found}” does not take part in the program. Correct the value, or import the participant first.</source>
        <translation>«{found}» не участвует в программе. Исправьте значение или сначала загрузите участника.</translation>
    </message>
    <message>
        <source>Transactions of the type “{found}” are made by the program itself. Leave the row out, or use accrual or redemption.</source>
        <translation>Операции типа «{found}» создаёт сама программа. Уберите строку или укажите начисление или списание.</translation>
    </message>
    <message>
        <source>The row is for the program “{found}”. Import it into that program, or clear the cell.</source>
        <translation>Строка относится к программе «{found}». Загрузите её в эту программу или очистите ячейку.</translation>
    </message>
    <message>
        <source>Column {column} (tier) is not imported: tiers follow from points. Set a tier by hand on the participant card.</source>
        <translation>Столбец {column} (уровень) не загружается: уровень определяется по баллам. Задать уровень вручную можно в карточке участника.</translation>
    </message>
    <message>
        <source>“{name}” is gone or was changed since it was read: some rejected rows are shown as they were read, not as they stand in the sheet.</source>
        <translation>Файла «{name}» больше нет на месте, или он изменился после чтения: часть отклонённых строк показана так, как она была прочитана, а не так, как записана на листе.</translation>
    </message>
    <message>
        <source>This very file was imported before (import {batch}). Confirm if it should be imported again.</source>
        <translation>Этот же файл уже загружали (загрузка {batch}). Подтвердите, если его нужно загрузить ещё раз.</translation>
    </message>
    <message>
        <source>The data changed while the import was being checked; nothing more was written. Check the sheet again.</source>
        <translation>Данные изменились, пока шла проверка перед загрузкой; больше ничего не записано. Проверьте лист ещё раз.</translation>
    </message>
    <message>
        <source>There is no import {batch}. Look at the list of imports.</source>
        <translation>Загрузки {batch} нет. Проверьте список загрузок.</translation>
    </message>
    <message>
        <source>The rows of this import are not on this workstation any more. Import the file again.</source>
        <translation>Строк этой загрузки на этом компьютере больше нет. Загрузите файл ещё раз.</translation>
    </message>
    <message>
        <source>Import {batch} was not interrupted, so there is nothing to finish.</source>
        <translation>Загрузка {batch} не прерывалась, завершать нечего.</translation>
    </message>
    <message>
        <source>Import {batch} cannot be undone as a whole: {count} rows stand in the way ({examples}). Nothing was changed.</source>
        <translation>Загрузку {batch} нельзя отменить целиком: мешают строки, всего {count} ({examples}). Ничего не изменено.</translation>
    </message>
    <message>
        <source>The import was undone before.</source>
        <translation>Эта загрузка уже отменена.</translation>
    </message>
    <message>
        <source>{count} profiles were changed after the import ({examples}). Change them back first, or correct them by hand.</source>
        <translation>Профилей, изменённых после загрузки: {count} ({examples}). Сначала верните прежние значения или исправьте профили вручную.</translation>
    </message>
    <message>
        <source>{count} profiles of the import take part in a program by now ({examples}).</source>
        <translation>Профилей загрузки, уже участвующих в программе: {count} ({examples}).</translation>
    </message>
    <message>
        <source>{count} participants were changed after the import ({examples}).</source>
        <translation>Участников, изменённых после загрузки: {count} ({examples}).</translation>
    </message>
    <message>
        <source>{count} participants of the import have points transactions by now ({examples}). Cancel those first.</source>
        <translation>Участников загрузки, у которых уже есть операции с баллами: {count} ({examples}). Сначала отмените эти операции.</translation>
    </message>
    <message>
        <source>{count} participants have spent points of the import ({examples}). Cancel their redemptions first.</source>
        <translation>Участников, которые уже потратили баллы из этой загрузки: {count} ({examples}). Сначала отмените их списания.</translation>
    </message>
    <message>
        <source>“{kind}” cannot be exported. Choose profiles, participants or transactions.</source>
        <translation>Экспорт «{kind}» невозможен. Выберите профили, участников или операции.</translation>
    </message>
    <message>
        <source>The list has no column “{column}”. Choose columns of the list.</source>
        <translation>В списке нет столбца «{column}». Выберите столбцы из списка.</translation>
    </message>
    <message>
        <source>The amount is {found}. Give an amount greater than 0.</source>
        <translation>Указано {found}. Введите число больше 0.</translation>
    </message>
    <message>
        <source>{found} is below zero. Give an amount of 0 or more.</source>
        <translation>{found} меньше нуля. Укажите 0 или больше.</translation>
    </message>
    <message>
        <source>{found} has more than {decimals} decimals, the most these points have. Round the amount.</source>
        <translation>В числе {found} слишком много знаков после запятой; для этих баллов допустимо не больше {decimals}. Округлите число.</translation>
    </message>
    <message>
        <source>{found} is more than the ledger can hold. Check the amount.</source>
        <translation>{found} — больше, чем можно учесть. Проверьте количество.</translation>
    </message>
    <message>
        <source>There is no amount. Give a number.</source>
        <translation>Не указано количество. Введите число.</translation>
    </message>
    <message>
        <source>“{found}” is not a number. Give the amount in digits.</source>
        <translation>«{found}» — не число. Укажите количество цифрами.</translation>
    </message>
    <message>
        <source>“{found}” can be read as thousands or as decimals. Write it without the thousands separator.</source>
        <translation>«{found}» можно прочитать и с тысячами, и с дробной частью. Запишите без разделителя тысяч.</translation>
    </message>
    <message>
        <source>{needed} points are needed, {available} can be spent at that time. Lower the amount or accrue points first.</source>
        <translation>Нужно баллов: {needed}, на это время доступно: {available}. Уменьшите количество или сначала начислите баллы.</translation>
    </message>
    <message>
        <source>The balance is {total} and may not exceed {largest}. Give fewer points or change the points type&apos;s largest balance.</source>
        <translation>Остаток — {total}, а наибольший допустимый — {largest}. Начислите меньше баллов или измените наибольший остаток в типе баллов.</translation>
    </message>
    <message>
        <source>{needed} points are too few to redeem: the smallest amount is {least}.</source>
        <translation>{needed} — слишком мало для списания: наименьшее количество баллов — {least}.</translation>
    </message>
    <message>
        <source>Points are redeemed in steps of {step}. Round {needed} to such a step.</source>
        <translation>Шаг списания баллов — {step}. Округлите {needed} до этого шага.</translation>
    </message>
    <message>
        <source>Points may pay {share} % of an order: {most} points here, not {needed}. Lower the amount.</source>
        <translation>Баллами можно оплатить не больше {share} % заказа: здесь — {most}, а не {needed}. Уменьшите сумму.</translation>
    </message>
    <message>
        <source>Points of this type expired on {expires_on}. Change the expiry of the points type or give a last day.</source>
        <translation>Баллы этого типа сгорели {expires_on}. Измените срок сгорания в типе баллов или укажите последний день действия.</translation>
    </message>
    <message>
        <source>The last valid day {expires_on} is before the accrual on {accrued_on}. Give a later day.</source>
        <translation>Последний день действия {expires_on} раньше начисления {accrued_on}. Укажите более поздний день.</translation>
    </message>
    <message>
        <source>The points would become active on {activates_on}, after their last valid day {expires_on}. Change one of the days.</source>
        <translation>Баллы стали бы активными {activates_on}, после последнего дня действия {expires_on}. Измените одну из дат.</translation>
    </message>
    <message>
        <source>The time of the operation lies in the future. Give a time that has passed.</source>
        <translation>Время операции — в будущем. Укажите время, которое уже наступило.</translation>
    </message>
    <message>
        <source>The operation has no external ID. Give it one, so that it is never done twice.</source>
        <translation>У операции нет внешнего ID. Укажите его, чтобы она не была проведена дважды.</translation>
    </message>
    <message>
        <source>The external ID “{key}” was used for another operation. Check the operation or give a new ID.</source>
        <translation>Внешний ID «{key}» уже использован для другой операции. Проверьте операцию или укажите новый ID.</translation>
    </message>
    <message>
        <source>There is no points transaction {id} of this participant. Refresh the list.</source>
        <translation>У этого участника нет операции с баллами {id}. Обновите список.</translation>
    </message>
    <message>
        <source>This transaction is no longer temporary: it was committed, rolled back, or its time ran out. Refresh the list.</source>
        <translation>Эта операция больше не временная: она подтверждена, откачена, или время ожидания истекло. Обновите список.</translation>
    </message>
    <message>
        <source>This transaction is temporary. Roll it back instead of cancelling it.</source>
        <translation>Это временная операция. Её нужно не отменять, а откатить.</translation>
    </message>
    <message>
        <source>This transaction was cancelled before. Refresh the list.</source>
        <translation>Эта операция уже отменена. Обновите список.</translation>
    </message>
    <message>
        <source>A transaction of the type “{type}” cannot be cancelled. Cancel the accrual or redemption it belongs to.</source>
        <translation>Операцию типа «{type}» отменить нельзя. Отмените начисление или списание, к которому она относится.</translation>
    </message>
    <message>
        <source>Give the reason for cancelling; it is kept in the journal.</source>
        <translation>Укажите причину отмены: она сохранится в журнале.</translation>
    </message>
    <message>
        <source>Points cannot be transferred to the same participant. Choose another one.</source>
        <translation>Нельзя перевести баллы тому же участнику. Выберите другого.</translation>
    </message>
    <message>
        <source>A temporary transaction needs a time-out of at least one second.</source>
        <translation>У временной операции должно быть время ожидания — не меньше одной секунды.</translation>
    </message>
    <message>
        <source>A temporary accrual takes its days from the points type when it is committed. Leave activation and expiry empty.</source>
        <translation>Сроки временного начисления берутся из типа баллов при подтверждении. Оставьте даты активации и сгорания пустыми.</translation>
    </message>
    <message>
        <source>Transactions of the type “{type}” are made by the program itself. Use accrual, redemption, adjustment or import.</source>
        <translation>Операции типа «{type}» программа проводит сама. Укажите начисление, списание, корректировку или входящий остаток.</translation>
    </message>
    <message>
        <source>{missing} points of this participant were spent or expired since the import.</source>
        <translation>Баллы этого участника, потраченные или сгоревшие после загрузки: {missing}.</translation>
    </message>
    <message>
        <source>This points type no longer exists. Refresh the screen.</source>
        <translation>Этого типа баллов больше нет. Обновите экран.</translation>
    </message>
    <message>
        <source>This points type is archived. Choose another one.</source>
        <translation>Этот тип баллов в архиве. Выберите другой.</translation>
    </message>
    <message>
        <source>The participant is blocked ({reason}). Unblock the participant to go on.</source>
        <translation>Участник заблокирован ({reason}). Чтобы продолжить, разблокируйте его.</translation>
    </message>
    <message>
        <source>The participant has left the program. Add the profile again to go on.</source>
        <translation>Участник вышел из программы. Чтобы продолжить, добавьте профиль снова.</translation>
    </message>
    <message>
        <source>The program is not active, so that no points move. Activate the program first.</source>
        <translation>Программа не активна, операции с баллами не проводятся. Сначала активируйте её.</translation>
    </message>
    <message>
        <source>Somebody else moved the same points at this moment. Try again.</source>
        <translation>В этот момент операцию с теми же баллами провёл кто-то другой. Повторите попытку.</translation>
    </message>
    <message>
        <source>This participant no longer exists. Refresh the list.</source>
        <translation>Этого участника больше нет. Обновите список.</translation>
    </message>
    <message>
        <source>The profile “{key}” does not take part in “{program}”. Add it as a participant first.</source>
        <translation>Профиль «{key}» не участвует в программе «{program}». Сначала добавьте его в участники.</translation>
    </message>
    <message>
        <source>Type an external ID, an email or a phone number.</source>
        <translation>Введите внешний ID, эл. почту или телефон.</translation>
    </message>
    <message>
        <source>The profile “{external_id}” takes part already. Open its card instead.</source>
        <translation>Профиль «{external_id}» уже участвует в программе. Откройте его карточку.</translation>
    </message>
    <message>
        <source>This profile is in another profile database. Choose a profile of “{database}”.</source>
        <translation>Этот профиль — из другой базы. Выберите профиль из базы «{database}».</translation>
    </message>
    <message>
        <source>The day of registration is in the future. Choose today or an earlier day.</source>
        <translation>Дата регистрации — в будущем. Выберите сегодняшний или более ранний день.</translation>
    </message>
    <message>
        <source>Say why: the reason is kept in the history.</source>
        <translation>Укажите причину: она сохранится в истории.</translation>
    </message>
    <message>
        <source>The participant is not blocked. Refresh the card.</source>
        <translation>Участник не заблокирован. Обновите карточку.</translation>
    </message>
    <message>
        <source>Somebody else changed this participant meanwhile. Reload the card and try again.</source>
        <translation>Пока вы работали, этого участника изменил кто-то другой. Обновите карточку и повторите попытку.</translation>
    </message>
    <message>
        <source>Type how many points.</source>
        <translation>Укажите, сколько баллов.</translation>
    </message>
    <message>
        <source>The amount must be above 0. Type it without a sign.</source>
        <translation>Количество баллов должно быть больше 0. Введите его без знака.</translation>
    </message>
    <message>
        <source>The last day of the tier is in the past. Choose today or a later day.</source>
        <translation>Последний день уровня уже прошёл. Выберите сегодняшний или более поздний день.</translation>
    </message>
    <message>
        <source>Name a file that ends in .xlsx or .csv.</source>
        <translation>Укажите имя файла с расширением .xlsx или .csv.</translation>
    </message>
    <message>
        <source>This profile no longer exists. Refresh the list.</source>
        <translation>Этого профиля больше нет. Обновите список.</translation>
    </message>
    <message>
        <source>Nobody has the external ID, email or phone “{key}”. Check it, or add a new profile.</source>
        <translation>Нет никого с внешним ID, эл. почтой или телефоном «{key}». Проверьте значение или добавьте новый профиль.</translation>
    </message>
    <message>
        <source>Several profiles have “{key}”. Use the external ID.</source>
        <translation>Значение «{key}» есть у нескольких профилей. Укажите внешний ID.</translation>
    </message>
    <message>
        <source>Type an external ID: the number of the card, or the ID of your other system.</source>
        <translation>Введите внешний ID: номер карты или ID из вашей другой системы.</translation>
    </message>
    <message>
        <source>Another profile has the external ID “{external_id}”. Choose another one.</source>
        <translation>Внешний ID «{external_id}» уже есть у другого профиля. Укажите другой.</translation>
    </message>
    <message>
        <source>Somebody else changed this profile meanwhile. Reload it and make your change again.</source>
        <translation>Пока вы работали, этот профиль изменил кто-то другой. Откройте его заново и повторите изменение.</translation>
    </message>
    <message>
        <source>The text is too long. Use at most {length} characters.</source>
        <translation>Слишком длинный текст. Допустимое число символов — не больше {length}.</translation>
    </message>
    <message>
        <source>The text has an invisible control character. Type it anew.</source>
        <translation>В тексте есть невидимый управляющий символ. Введите текст заново.</translation>
    </message>
    <message>
        <source>“{found}” is not an email address. Write it like name@example.com.</source>
        <translation>«{found}» — не адрес эл. почты. Запишите его в виде name@example.com.</translation>
    </message>
    <message>
        <source>“{found}” has {digits} digits; a phone number has 5 to 15. Write it like +1 513 555 0118.</source>
        <translation>Цифр в «{found}» — {digits}, а в номере телефона их от 5 до 15. Запишите его в виде +1 513 555 0118.</translation>
    </message>
    <message>
        <source>“{found}” is not a phone number. Write it like +1 513 555 0118.</source>
        <translation>«{found}» — не номер телефона. Запишите его в виде +1 513 555 0118.</translation>
    </message>
    <message>
        <source>“{found}” has no country code. Start with + and the country code.</source>
        <translation>В номере «{found}» нет кода страны. Начните с + и кода страны.</translation>
    </message>
    <message>
        <source>{found} cannot be a birth date. Choose a day from 1900 until today.</source>
        <translation>{found} не может быть датой рождения. Выберите день с 1900 года по сегодня.</translation>
    </message>
    <message>
        <source>“{found}” is unknown. Choose one from the list.</source>
        <translation>Значение «{found}» неизвестно. Выберите его из списка.</translation>
    </message>
    <message>
        <source>“{found}” is not a language code. Write it like en or pt-BR.</source>
        <translation>«{found}» — не код языка. Запишите в виде en или pt-BR.</translation>
    </message>
    <message>
        <source>A tag cannot hold a comma. Split it into two tags.</source>
        <translation>В метке не может быть запятой. Разделите её на две метки.</translation>
    </message>
    <message>
        <source>The profile database has no field “{name}”. Add the field first.</source>
        <translation>В базе профилей нет поля «{name}». Сначала добавьте его.</translation>
    </message>
    <message>
        <source>“{found}” does not fit the field {label}. Correct it or leave it empty.</source>
        <translation>«{found}» не подходит для поля «{label}». Исправьте значение или оставьте поле пустым.</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Заполните это поле.</translation>
    </message>
    <message>
        <source>{found} characters are too many. Use at most {limit}.</source>
        <translation>Слишком много символов: {found}. Допустимо не больше {limit}.</translation>
    </message>
    <message>
        <source>“{found}” cannot be an external ID. Use letters, digits, underscores, dots and hyphens, without spaces.</source>
        <translation>«{found}» не может быть внешним ID. Используйте буквы, цифры, подчёркивания, точки и дефисы, без пробелов.</translation>
    </message>
    <message>
        <source>The external ID “{found}” is taken. Choose another.</source>
        <translation>Внешний ID «{found}» уже занят. Укажите другой.</translation>
    </message>
    <message>
        <source>“{found}” stands twice in this list. Change one of the two.</source>
        <translation>«{found}» встречается в списке дважды. Измените одно из двух.</translation>
    </message>
    <message>
        <source>The name “{found}” stands twice in this list. Change one of the two.</source>
        <translation>Название «{found}» встречается в списке дважды. Измените одно из двух.</translation>
    </message>
    <message>
        <source>This is not a number. Type digits.</source>
        <translation>Это не число. Введите цифры.</translation>
    </message>
    <message>
        <source>{found} is too small. Use {least} or more.</source>
        <translation>{found} — слишком мало. Укажите {least} или больше.</translation>
    </message>
    <message>
        <source>Use a number above 0.</source>
        <translation>Укажите число больше 0.</translation>
    </message>
    <message>
        <source>{found} is too large. Use {largest} or less.</source>
        <translation>{found} — слишком много. Укажите {largest} или меньше.</translation>
    </message>
    <message>
        <source>{found} has more decimals than {decimals}. Round it, or allow more decimals.</source>
        <translation>В числе {found} слишком много знаков после запятой, допустимо: {decimals}. Округлите его или разрешите больше знаков.</translation>
    </message>
    <message>
        <source>This program no longer exists. Refresh the list.</source>
        <translation>Этой программы больше нет. Обновите список.</translation>
    </message>
    <message>
        <source>Somebody else changed the program “{name}” meanwhile. Reload it and make your change again.</source>
        <translation>Пока вы работали, программу «{name}» изменил кто-то другой. Откройте её заново и повторите изменение.</translation>
    </message>
    <message>
        <source>“{other}” is the active program of this profile database, and there can be only one. Pause it first.</source>
        <translation>Активная программа этой базы профилей — «{other}», а она может быть только одна. Сначала приостановите её.</translation>
    </message>
    <message>
        <source>The program is “{state}” and cannot become “{wanted}”. Refresh the list.</source>
        <translation>Программу нельзя перевести из состояния «{state}» в состояние «{wanted}». Обновите список.</translation>
    </message>
    <message>
        <source>The program has no points type. Add one before you activate it.</source>
        <translation>В программе нет типов баллов. Добавьте тип баллов, прежде чем активировать программу.</translation>
    </message>
    <message>
        <source>The program “{name}” was used (participants: {participants}, imports: {imports}). Archive it instead of deleting it.</source>
        <translation>Программа «{name}» уже использовалась (участники: {participants}, загрузки: {imports}). Вместо удаления отправьте её в архив.</translation>
    </message>
    <message>
        <source>The program “{name}” is active. Pause or archive it before you delete it.</source>
        <translation>Программа «{name}» активна. Приостановите её или отправьте в архив, затем удалите.</translation>
    </message>
    <message>
        <source>“{found}” is not a currency code. Use three capital letters, such as USD.</source>
        <translation>«{found}» — не код валюты. Укажите три заглавные латинские буквы, например USD.</translation>
    </message>
    <message>
        <source>“{found}” is not a time zone. Choose one from the list, such as Europe/Paris.</source>
        <translation>«{found}» — не часовой пояс. Выберите его из списка, например Europe/Paris.</translation>
    </message>
    <message>
        <source>A program stays with its profile database. Clone the program to use another one.</source>
        <translation>Сменить базу профилей у программы нельзя. Чтобы использовать другую базу, клонируйте программу.</translation>
    </message>
    <message>
        <source>This profile database no longer exists. Choose another.</source>
        <translation>Этой базы профилей больше нет. Выберите другую.</translation>
    </message>
    <message>
        <source>Participants hold “{name}”, so it cannot be removed. Archive it instead.</source>
        <translation>У участников есть баллы «{name}», поэтому удалить этот тип нельзя. Отправьте его в архив.</translation>
    </message>
    <message>
        <source>Participants hold “{name}”, so its kind cannot change. Add another points type instead.</source>
        <translation>У участников есть баллы «{name}», поэтому изменить вид этого типа нельзя. Добавьте другой тип баллов.</translation>
    </message>
    <message>
        <source>Balances already have {least} decimals. Use {least} or more.</source>
        <translation>В остатках уже есть дробная часть, знаков после запятой: {least}. Укажите {least} или больше.</translation>
    </message>
    <message>
        <source>Only standard points can be given on joining. Set the initial balance to 0.</source>
        <translation>При вступлении можно начислять только баллы обычного типа. Укажите начальный баланс 0.</translation>
    </message>
    <message>
        <source>The initial balance is above the largest balance of {largest}. Lower it.</source>
        <translation>Начальный баланс больше наибольшего остатка ({largest}). Уменьшите его.</translation>
    </message>
    <message>
        <source>The points would expire before they become active in {days} days. Use a larger number.</source>
        <translation>Баллы сгорят раньше, чем станут активными (дней до активации: {days}). Укажите больший срок.</translation>
    </message>
    <message>
        <source>The program has no points type “{found}”. Choose another.</source>
        <translation>В программе нет типа баллов «{found}». Выберите другой.</translation>
    </message>
    <message>
        <source>“{name}” pays for purchases. Choose qualification points to decide tiers.</source>
        <translation>Баллами «{name}» оплачивают покупки. Для уровней выберите квалификационные баллы.</translation>
    </message>
    <message>
        <source>“{name}” is archived. Choose other qualification points.</source>
        <translation>Тип баллов «{name}» в архиве. Выберите другие квалификационные баллы.</translation>
    </message>
    <message>
        <source>The reviews would empty the points that “{other}” counts too. Keep points after the review, or use other points.</source>
        <translation>При пересмотре обнулились бы баллы, по которым считает и группа «{other}». Сохраняйте баллы после пересмотра или выберите другие баллы.</translation>
    </message>
    <message>
        <source>Add at least one tier.</source>
        <translation>Добавьте хотя бы один уровень.</translation>
    </message>
    <message>
        <source>The lowest tier starts at 0, not at {found}. Everyone who joins stands on it.</source>
        <translation>Нижний уровень начинается с 0, а не с {found}. На нём стоит каждый, кто вступает в программу.</translation>
    </message>
    <message>
        <source>Each tier starts above the one below it. Use more than {previous}.</source>
        <translation>Порог каждого уровня должен быть выше предыдущего. Укажите больше {previous}.</translation>
    </message>
    <message>
        <source>“{found}” is not a colour. Use a form such as #3056d3.</source>
        <translation>«{found}» — не цвет. Запишите в виде #3056d3.</translation>
    </message>
    <message>
        <source>Participants stand or stood on the tier “{name}”, so it cannot be removed. Rename it or move its threshold instead.</source>
        <translation>На уровне «{name}» есть или были участники, поэтому удалить его нельзя. Переименуйте его или измените порог.</translation>
    </message>
    <message>
        <source>This profile database no longer exists. Refresh the list.</source>
        <translation>Этой базы профилей больше нет. Обновите список.</translation>
    </message>
    <message>
        <source>Somebody else changed the profile database “{name}” meanwhile. Reload it and make your change again.</source>
        <translation>Пока вы работали, базу профилей «{name}» изменил кто-то другой. Откройте её заново и повторите изменение.</translation>
    </message>
    <message>
        <source>“{found}” cannot be the name of a field. Start with a letter; use letters, digits and underscores.</source>
        <translation>«{found}» не может быть именем поля. Начните с буквы; используйте буквы, цифры и подчёркивания.</translation>
    </message>
    <message>
        <source>“{found}” is a field that every profile has. Choose another name.</source>
        <translation>Поле «{found}» уже есть у каждого профиля. Выберите другое имя.</translation>
    </message>
    <message>
        <source>A list needs values to choose from. Add at least one.</source>
        <translation>В списке нет значений для выбора. Добавьте хотя бы одно.</translation>
    </message>
    <message>
        <source>Profiles have values in the field “{name}”, so it keeps its name and kind and cannot be removed.</source>
        <translation>Поле «{name}» заполнено в профилях, поэтому его нельзя удалить, переименовать или сменить его вид.</translation>
    </message>
    <message>
        <source>There is no workspace at {path}. Check the name, or make one with “init”.</source>
        <translation>Рабочего пространства по пути {path} нет. Проверьте имя или создайте его командой «init».</translation>
    </message>
    <message>
        <source>{path} exists already. Choose another name; nothing is ever overwritten.</source>
        <translation>{path} уже существует. Выберите другое имя: перезапись не допускается.</translation>
    </message>
    <message>
        <source>The folder {path} does not exist. Make it first, or choose another one.</source>
        <translation>Папки {path} нет. Сначала создайте её или выберите другую.</translation>
    </message>
    <message>
        <source>{path} cannot be made ({reason}). Check the rights to the folder.</source>
        <translation>Не удалось создать {path} ({reason}). Проверьте права на папку.</translation>
    </message>
    <message>
        <source>The workspace cannot be opened. Check the rights to the file and its folder.</source>
        <translation>Не удалось открыть рабочее пространство. Проверьте права на файл и его папку.</translation>
    </message>
    <message>
        <source>{path} is an empty file, not a workspace. If it was one, restore a backup.</source>
        <translation>{path} — пустой файл, а не рабочее пространство. Если раньше оно здесь было, восстановите резервную копию.</translation>
    </message>
    <message>
        <source>This file is not a workspace of Loyalty Desktop. It was left as it is.</source>
        <translation>Этот файл — не рабочее пространство Loyalty Desktop. Он оставлен без изменений.</translation>
    </message>
    <message>
        <source>This PostgreSQL database holds other tables and no workspace. Make an empty database and name that one.</source>
        <translation>В этой базе PostgreSQL другие таблицы, а рабочего пространства нет. Создайте пустую базу данных и укажите её.</translation>
    </message>
    <message>
        <source>A newer version of Loyalty Desktop made this workspace (schema {found}, this program knows {known}). Update the program.</source>
        <translation>Это рабочее пространство создано в более новой версии Loyalty Desktop (схема {found}, эта версия знает {known}). Обновите программу.</translation>
    </message>
    <message>
        <source>The workspace is damaged. Restore its latest backup with “restore”.</source>
        <translation>Рабочее пространство повреждено. Восстановите последнюю резервную копию командой «restore».</translation>
    </message>
    <message>
        <source>Another program is writing to the workspace. Wait for it to finish and try again.</source>
        <translation>В рабочее пространство сейчас пишет другая программа. Дождитесь, пока она закончит, и повторите попытку.</translation>
    </message>
    <message>
        <source>{path} is open in another window or program. Close it everywhere and try again.</source>
        <translation>{path} открыт в другом окне или другой программе. Закройте его везде и повторите попытку.</translation>
    </message>
    <message>
        <source>Somebody changed the same data at the same moment. Try again.</source>
        <translation>Кто-то изменил эти данные в то же самое время. Повторите попытку.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was changed; free some space and try again.</source>
        <translation>На диске нет места. Ничего не изменено; освободите место и повторите попытку.</translation>
    </message>
    <message>
        <source>The disk reported an error. Copy the workspace to another disk and check it there.</source>
        <translation>Диск сообщил об ошибке. Скопируйте рабочее пространство на другой диск и проверьте его там.</translation>
    </message>
    <message>
        <source>The workspace can only be read. Check the rights to the file, or to the database.</source>
        <translation>Рабочее пространство доступно только для чтения. Проверьте права на файл или базу данных.</translation>
    </message>
    <message>
        <source>The database server does not answer. Check the address, the network and the password.</source>
        <translation>Сервер базы данных не отвечает. Проверьте адрес, сеть и пароль.</translation>
    </message>
    <message>
        <source>Addresses of this kind ({scheme}) cannot be opened. Write postgresql+psycopg://user@server/database.</source>
        <translation>Адреса вида {scheme} не поддерживаются. Укажите postgresql+psycopg://пользователь@сервер/база.</translation>
    </message>
    <message>
        <source>The workspace could not be brought to this version (table {table}). Nothing was changed; a backup stands beside it.</source>
        <translation>Не удалось обновить рабочее пространство до этой версии (таблица {table}). Ничего не изменено; рядом лежит резервная копия.</translation>
    </message>
    <message>
        <source>The backup {path} could not be written ({reason}). Check the folder and the disk.</source>
        <translation>Не удалось записать резервную копию {path} ({reason}). Проверьте папку и диск.</translation>
    </message>
    <message>
        <source>A PostgreSQL workspace is backed up by PostgreSQL itself: run “pg_dump -Fc -d DATABASE -f FILE”, and restore with “pg_restore -d DATABASE FILE”.</source>
        <translation>Резервные копии рабочего пространства на PostgreSQL делает сам PostgreSQL: выполните «pg_dump -Fc -d БАЗА -f ФАЙЛ», а для восстановления — «pg_restore -d БАЗА ФАЙЛ».</translation>
    </message>
    <message>
        <source>{path} cannot be restored onto itself. Name a backup of it.</source>
        <translation>{path} нельзя восстановить из самого себя. Укажите резервную копию.</translation>
    </message>
    <message>
        <source>The backup could not be put in place of {path} ({reason}). Nothing was changed.</source>
        <translation>Не удалось заменить {path} резервной копией ({reason}). Ничего не изменено.</translation>
    </message>
    <message>
        <source>{path} is no longer the backup its manifest describes. Use another backup; if you are sure of this one, delete the .json file beside it.</source>
        <translation>{path} больше не соответствует описанию резервной копии. Возьмите другую копию; если уверены в этой, удалите файл .json рядом с ней.</translation>
    </message>
    <message>
        <source>{count} imports were interrupted. Open Imports to resume or undo them.</source>
        <translation>Прерванных загрузок: {count}. Откройте «Загрузки», чтобы продолжить или отменить их.</translation>
    </message>
    <message>
        <source>The workspace lies in a synchronised folder ({folder}), which can damage it. Move it to a plain folder; for a team use PostgreSQL.</source>
        <translation>Рабочее пространство лежит в синхронизируемой папке ({folder}), это может его повредить. Перенесите его в обычную папку; для совместной работы используйте PostgreSQL.</translation>
    </message>
    <message>
        <source>The workspace lies on a network drive ({path}), which can damage it. Move it to this computer; for a team use PostgreSQL.</source>
        <translation>Рабочее пространство лежит на сетевом диске ({path}), это может его повредить. Перенесите его на этот компьютер; для совместной работы используйте PostgreSQL.</translation>
    </message>
    <message>
        <source>There is no setting called {name}.</source>
        <translation>Настройки {name} нет.</translation>
    </message>
    <message>
        <source>{value} is not a value for the setting {name}. Allowed: {allowed}.</source>
        <translation>Значение {value} не подходит для настройки {name}. Допустимо: {allowed}.</translation>
    </message>
    <message>
        <source>The settings file could not be read. It was kept as {kept}; the defaults apply.</source>
        <translation>Не удалось прочитать файл настроек. Он сохранён как {kept}; действуют настройки по умолчанию.</translation>
    </message>
    <message>
        <source>Name the workspace: --workspace FILE, or a postgresql+psycopg:// address.</source>
        <translation>Укажите рабочее пространство: --workspace ФАЙЛ или адрес postgresql+psycopg://.</translation>
    </message>
    <message>
        <source>The window needs a screen, and there is none here. The commands work without.</source>
        <translation>Для окна нужен экран, а его здесь нет. Команды работают и без него.</translation>
    </message>
    <message>
        <source>There are several; name one with {option}: {choices}.</source>
        <translation>Вариантов несколько; укажите один с помощью {option}: {choices}.</translation>
    </message>
    <message>
        <source>{value} is not known. Give {option} one of: {choices}.</source>
        <translation>Значение {value} неизвестно. Укажите для {option} одно из: {choices}.</translation>
    </message>
    <message>
        <source>The workspace has none yet for {option}. Make one first, for example with “init --quick-start”.</source>
        <translation>В рабочем пространстве пока нечего указать для {option}. Сначала создайте нужное, например командой «init --quick-start».</translation>
    </message>
    <message>
        <source>{path} exists already. Choose another name, or add --force to replace it.</source>
        <translation>{path} уже существует. Выберите другое имя или добавьте --force, чтобы заменить файл.</translation>
    </message>
    <message>
        <source>{path} is the workspace or the file that is read, and is never replaced. Choose another name.</source>
        <translation>{path} — это рабочее пространство или читаемый файл, он никогда не заменяется. Выберите другое имя.</translation>
    </message>
    <message>
        <source>{path} cannot be written. Give a name that ends in one of: {endings}.</source>
        <translation>Файл {path} записать нельзя. Укажите имя с одним из окончаний: {endings}.</translation>
    </message>
    <message>
        <source>{value} is not an encoding. Write for example utf-8 or cp1251.</source>
        <translation>{value} — не кодировка. Напишите, например, utf-8 или cp1251.</translation>
    </message>
    <message>
        <source>This very file was imported before (import {batch}). Add --force-same-file to import it again.</source>
        <translation>Этот же файл уже загружали (загрузка {batch}). Чтобы загрузить его снова, добавьте --force-same-file.</translation>
    </message>
    <message>
        <source>“{found}” could be two dates. Say the order with --date-order: dmy, mdy or ymd.</source>
        <translation>«{found}» можно прочитать как две разные даты. Укажите порядок через --date-order: dmy, mdy или ymd.</translation>
    </message>
    <message>
        <source>Import {batch} cannot be undone as a whole, and nothing was changed. The reasons follow.</source>
        <translation>Загрузку {batch} нельзя отменить целиком, ничего не изменено. Причины ниже.</translation>
    </message>
    <message>
        <source>{value} is not a date. Write it as 2026-01-31.</source>
        <translation>{value} — не дата. Укажите её в виде 2026-01-31.</translation>
    </message>
    <message>
        <source>{value} is not of the form COLUMN=FIELD. Example: --map E-mail=email.</source>
        <translation>{value} — не в виде СТОЛБЕЦ=ПОЛЕ. Пример: --map E-mail=email.</translation>
    </message>
    <message>
        <source>A tier set by hand needs a reason. Write why this participant gets it.</source>
        <translation>Чтобы задать уровень вручную, нужна причина. Напишите, почему участник получает этот уровень.</translation>
    </message>
    <message>
        <source>The last day {found} has passed already. Choose today or a later day.</source>
        <translation>Последний день {found} уже прошёл. Выберите сегодняшний или более поздний день.</translation>
    </message>
    <message>
        <source>This tier is not in the tier group any more. Open the list again and choose another.</source>
        <translation>Этого уровня больше нет в группе. Откройте список заново и выберите другой.</translation>
    </message>
    <message>
        <source>The participant has no tier in this group. Open the participant again.</source>
        <translation>У участника нет уровня в этой группе. Откройте участника заново.</translation>
    </message>
    <message>
        <source>Something was refused ({code}). Nothing was changed.</source>
        <translation>Действие отклонено ({code}). Ничего не изменено.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>Внутренняя ошибка программы.</translation>
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
        <source>Importing {file}</source>
        <translation>Загрузка файла {file}</translation>
    </message>
    <message>
        <source>Looking at {file}</source>
        <translation>Просмотр файла {file}</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>Чтение файла {file}</translation>
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
        <source>Saving rejected rows</source>
        <translation>Сохранение отклонённых строк</translation>
    </message>
    <message>
        <source>Exporting to {file}</source>
        <translation>Экспорт в файл {file}</translation>
    </message>
    <message>
        <source>Saving a template</source>
        <translation>Сохранение шаблона</translation>
    </message>
    <message>
        <source>Setting up the program</source>
        <translation>Настройка программы</translation>
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
        <translation>поисковый указатель</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>чтение</translation>
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
        <source>copying</source>
        <translation>копирование</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>контроль</translation>
    </message>
    <message>
        <source>tiers</source>
        <translation>уровни</translation>
    </message>
    <message>
        <source>lots</source>
        <translation>партии баллов</translation>
    </message>
    <message>
        <source>movements</source>
        <translation>движения</translation>
    </message>
    <message>
        <source>balances</source>
        <translation>остатки</translation>
    </message>
    <message>
        <source>journal</source>
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
        <translation>книга баллов</translation>
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
</context>
</TS>
