"""Messages about points: errors when they are moved, and results of the daily close."""

from __future__ import annotations

from loyalty_desktop.words.entries import Words

TABLE = {
    "closing.in_future": Words(
        en="{day} has not come yet (today is {today}). Check the year. To close days ahead all the same, add --ahead.",
        ru="{day} ещё не наступило (сегодня {today}). Проверьте год. Чтобы всё же закрыть дни вперёд, добавьте --ahead.",
    ),
    "closing.done": Words(
        en="Closed up to {day}: {activated} activated, {expired} expired, {reviewed} {reviewed:review|reviews}, {tier_changes} tier {tier_changes:change|changes}.",
        ru="День закрыт по {day}: активировано — {activated}, сгорело — {expired}, пересмотров уровня — {reviewed}, смен уровня — {tier_changes}.",
    ),
    "closing.nothing_due": Words(
        en="Closed up to {day}: nothing was due.",
        ru="День закрыт по {day}: ничего не подошло к сроку.",
    ),
    "closing.no_program": Words(
        en="No program is active, so there is no day to close. Activate a program first.",
        ru="Нет активной программы, поэтому закрывать нечего. Сначала активируйте программу.",
    ),
    "amount.not_positive": Words(
        en="The amount is {found}. Give an amount greater than 0.",
        ru="Указано {found}. Введите число больше 0.",
    ),
    "amount.negative": Words(
        en="{found} is below zero. Give an amount of 0 or more.",
        ru="{found} меньше нуля. Укажите 0 или больше.",
    ),
    "amount.too_fine": Words(
        en="{found} has more than {decimals} {decimals:decimal|decimals}, the limit for these points. Round the amount.",
        ru="В числе {found} слишком много знаков после запятой; для этих баллов допустимо не больше {decimals} {decimals:знака|знаков|знаков}. Округлите число.",
    ),
    "amount.too_large": Words(
        en="{found} is more than the ledger can hold. Check the amount.",
        ru="{found} — больше, чем можно учесть. Проверьте количество.",
    ),
    "amount.missing": Words(
        en="The amount is missing. Give a number.",
        ru="Не указано количество. Введите число.",
    ),
    "amount.not_a_number": Words(
        en="“{found}” is not a number. Give the amount in digits.",
        ru="«{found}» — не число. Укажите количество цифрами.",
    ),
    "amount.other_unit": Words(
        en="“{found}” is in another unit than the amounts above ({unit}). Give all of the column in one unit.",
        ru="«{found}» — в другой единице, чем суммы выше ({unit}). Приведите весь столбец к одной единице.",
    ),
    "percent.fraction": Words(
        en="“{found}” may be {found} % or a hundred times as much. Write it as text with the sign, such as 50%.",
        ru="«{found}» — это {found} % или в сто раз больше? Запишите текстом со знаком, например 50%.",
    ),
    "amount.share": Words(
        en="“{found}” is a share, not a number of points. Give the number.",
        ru="«{found}» — доля, а не количество. Укажите количество цифрами.",
    ),
    "amount.ambiguous": Words(
        en="“{found}” can be read as thousands or as decimals. Write it without the thousands separator.",
        ru="«{found}» можно прочитать и с тысячами, и с дробной частью. Запишите без разделителя тысяч.",
    ),
    "points.not_enough": Words(
        en="{needed} {needed:point is|points are} needed, {available} can be spent at that time. Lower the amount or accrue points first.",
        ru="{needed:Нужен|Нужны|Нужно} {needed} {needed:балл|балла|баллов}, а на это время доступно {available}. Уменьшите количество или сначала начислите баллы.",
    ),
    "points.largest_balance": Words(
        en="The balance is {total} and may not exceed {largest}. Give fewer points or change the points type's largest balance.",
        ru="Баланс — {total}, а наибольший допустимый — {largest}. Начислите меньше баллов или измените наибольший баланс в типе баллов.",
    ),
    "points.redeem_min": Words(
        en="{needed} {needed:point is|points are} too few to redeem: the smallest amount is {least}.",
        ru="{needed} {needed:балл|балла|баллов} — слишком мало для списания. Наименьшее количество — {least}.",
    ),
    "points.redeem_step": Words(
        en="Points are redeemed in steps of {step}. Round {needed} to such a step.",
        ru="Шаг списания баллов — {step}. Округлите {needed} до этого шага.",
    ),
    "points.redeem_share": Words(
        en="Points may pay {share}\u00a0% of an order: {most} {most:point|points} here, not {needed}. Lower the amount.",
        ru="Баллами можно оплатить не больше {share}\u00a0% заказа: здесь {most} {most:балл|балла|баллов}, а не {needed}. Уменьшите количество.",
    ),
    "points.expiry_passed": Words(
        en="Points of this type expired on {expires_on}. Change the expiry of the points type or give a last day.",
        ru="Баллы этого типа сгорели {expires_on}. Измените срок сгорания в типе баллов или укажите последний день действия.",
    ),
    "points.expires_before": Words(
        en="The last valid day {expires_on} is before the accrual on {accrued_on}. Give a later day.",
        ru="Последний день действия {expires_on} раньше начисления {accrued_on}. Укажите более поздний день.",
    ),
    "points.activates_too_late": Words(
        en="The points would become active on {activates_on}, after their last valid day {expires_on}. Change one of the days.",
        ru="Баллы стали бы активными {activates_on}, после последнего дня действия {expires_on}. Измените одну из дат.",
    ),
    "points.in_future": Words(
        en="The time of the operation is in the future. Give a time that has passed.",
        ru="Время операции — в будущем. Укажите время, которое уже наступило.",
    ),
    "points.key_missing": Words(
        en="The operation has no external ID. Give it one, so that it is never done twice.",
        ru="У операции нет внешнего ID. Укажите его, чтобы она не была проведена дважды.",
    ),
    "points.key_reused": Words(
        en="The external ID “{key}” was used for another operation. Check the operation or give a new ID.",
        ru="Внешний ID «{key}» уже использован для другой операции. Проверьте операцию или укажите новый ID.",
    ),
    "points.no_transaction": Words(
        en="There is no points transaction {id:id} of this participant. Refresh the list.",
        ru="У этого участника нет операции с баллами {id:id}. Обновите список.",
    ),
    "points.not_temporary": Words(
        en="This transaction is no longer temporary: it was committed, rolled back, or its time ran out. Refresh the list.",
        ru="Эта операция больше не временная: она подтверждена, откачена, или время ожидания истекло. Обновите список.",
    ),
    "points.still_temporary": Words(
        en="This transaction is temporary. Roll it back instead of cancelling it.",
        ru="Это временная операция. Её нужно не отменять, а откатить.",
    ),
    "points.already_cancelled": Words(
        en="This transaction is already cancelled. Refresh the list.",
        ru="Эта операция уже отменена. Обновите список.",
    ),
    "points.cannot_cancel": Words(
        en="A transaction of the type “{type}” cannot be cancelled. Cancel the accrual or redemption it belongs to.",
        ru="Операцию типа «{type}» отменить нельзя. Отмените начисление или списание, к которому она относится.",
    ),
    "points.cannot_cancel_part": Words(
        en="A transaction of the type “{type}” is cancelled as a whole. Leave the amount empty.",
        ru="Операция типа «{type}» отменяется только целиком. Оставьте количество пустым.",
    ),
    "points.cancel_too_much": Words(
        en="{needed} {needed:point|points} cannot be cancelled: {available} {available:is|are} left of this transaction. Lower the amount.",
        ru="Отменить {needed} {needed:балл|балла|баллов} нельзя: от операции осталось {available}. Уменьшите количество.",
    ),
    "points.expires_again": Words(
        en="The points of this expiration are past their last day and would expire again at once. Accrue new points instead.",
        ru="Срок этих баллов уже прошёл, после отмены они сразу сгорят снова. Начислите новые баллы.",
    ),
    "points.taken_from_expired": Words(
        en="The redemption is dated before points that have expired since. It takes them: as much of the expiration is cancelled.",
        ru="Списание датировано раньше, чем сгорели баллы. Оно берёт эти баллы: соответствующее сгорание отменяется.",
    ),
    "points.reset_since": Words(
        en="{needed} {needed:point is|points are} needed, {available} can be spent at that time: the others were transferred or reset"
        " since. Lower the amount, or give the redemption a later time.",
        ru="{needed:Нужен|Нужны|Нужно} {needed} {needed:балл|балла|баллов}, а на это время доступно {available}: остальные с тех пор"
        " переведены или сброшены. Уменьшите количество или укажите более позднее время.",
    ),
    "points.reason_missing": Words(
        en="Give the reason for cancelling; it is kept in the audit trail.",
        ru="Укажите причину отмены: она сохранится в журнале.",
    ),
    "points.transfer_to_self": Words(
        en="Points cannot be transferred to the same participant. Choose another one.",
        ru="Нельзя перевести баллы тому же участнику. Выберите другого.",
    ),
    "points.timeout": Words(
        en="A temporary transaction needs a time-out of at least one second.",
        ru="У временной операции должно быть время ожидания — не меньше одной секунды.",
    ),
    "points.temporary_days": Words(
        en="A temporary accrual takes its days from the points type when it is committed. Leave activation and expiry empty.",
        ru="Сроки временного начисления берутся из типа баллов при подтверждении. Оставьте даты активации и сгорания пустыми.",
    ),
    "points.type_not_importable": Words(
        en="Transactions of the type “{type}” are made by the program itself. Use accrual, redemption, adjustment or import.",
        ru="Операции типа «{type}» создаёт сама программа. Укажите начисление, списание, корректировку или входящий остаток.",
    ),
    "points.gone_meanwhile": Words(
        en="{missing} {missing:point|points} of this participant {missing:was|were} spent or expired since the import.",
        ru="После загрузки у участника уже {missing:потрачен или сгорел|потрачены или сгорели|потрачено или сгорело} {missing} {missing:балл|балла|баллов}.",
    ),
    "points_type.not_found": Words(
        en="This points type no longer exists. Refresh the screen.",
        ru="Этого типа баллов больше нет. Обновите экран.",
    ),
    "points_type.archived": Words(
        en="This points type is archived. Choose another one.",
        ru="Этот тип баллов в архиве. Выберите другой.",
    ),
    "participant.blocked": Words(
        en="The participant is blocked ({reason}). Unblock the participant to continue.",
        ru="Участник заблокирован ({reason}). Чтобы продолжить, разблокируйте его.",
    ),
    "participant.left": Words(
        en="The participant has left the program. Add the profile again to continue.",
        ru="Участник вышел из программы. Чтобы продолжить, добавьте профиль снова.",
    ),
    "program.not_active": Words(
        en="The program is not active, so points cannot be moved. Activate the program first.",
        ru="Программа не активна, операции с баллами не проводятся. Сначала активируйте её.",
    ),
    "ledger.moved_meanwhile": Words(
        en="Somebody else moved the same points at this moment. Try again.",
        ru="В этот момент операцию с теми же баллами провёл кто-то другой. Повторите попытку.",
    ),
}
