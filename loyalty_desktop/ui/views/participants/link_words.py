"""Words of conditions that come with a link and have no column in the list."""

from __future__ import annotations

from datetime import date

from loyalty_desktop.domain import participant_links as links
from loyalty_desktop.domain.days import from_day_number
from loyalty_desktop.domain.list_filters import ColumnFilter
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.words.i18n import translate


def link_text(wanted: ColumnFilter) -> str:
    """Return the text of the chip of such a condition."""
    base, _, number = wanted.column.partition(":")
    value = wanted.values[0] if wanted.values else ""
    if base == links.EXPIRES:
        words = translate("ParticipantsView", "Points expire from {first} to {last}")
        return words.format(
            first=formats.day(from_day_number(int(str(value)))),
            last=formats.day(from_day_number(int(number))),
        )
    if base == links.BELOW:
        words = translate("ParticipantsView", "Below the tier's threshold, review on {day}")
        return words.format(day=formats.day(from_day_number(int(str(value)))))
    if base == links.MOVED and isinstance(value, date):
        words = translate("ParticipantsView", "Moved points since {day}")
        return words.format(day=formats.day(value))
    return translate("ParticipantsView", "Import {number}").format(number=value)
