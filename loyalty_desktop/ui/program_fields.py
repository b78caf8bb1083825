"""Choices that several program forms share: currencies and time zones."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, Qt, QTimeZone
from PySide6.QtWidgets import QHBoxLayout

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.phones import phone_regions
from loyalty_desktop.domain.programs import known_zone
from loyalty_desktop.domain.validation import Finding, ValidationReport
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import Choice, Form
from loyalty_desktop.ui.widgets.form import FormRow
from loyalty_desktop.ui.words.i18n import translate

CURRENCIES = [
    "USD",
    "EUR",
    "GBP",
    "RUB",
    "KZT",
    "BYN",
    "UAH",
    "UZS",
    "GEL",
    "AMD",
    "AZN",
    "TRY",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "SEK",
    "NOK",
    "DKK",
    "CHF",
    "CNY",
    "JPY",
    "KRW",
    "INR",
    "THB",
    "VND",
    "IDR",
    "MYR",
    "SGD",
    "AUD",
    "NZD",
    "CAD",
    "MXN",
    "BRL",
    "ARS",
    "CLP",
    "COP",
    "ILS",
    "AED",
    "SAR",
    "EGP",
    "ZAR",
    "NGN",
    "KES",
]


def currency_choice(current: str = "USD") -> Choice:
    """Return an input of currency codes; one that is not listed is added."""
    choice = Choice()
    codes = CURRENCIES if current in CURRENCIES else [current, *CURRENCIES]
    choice.set_options([(code, code) for code in codes])
    choice.set_value(current)
    return choice


def zone_choice(current: str = "UTC") -> Choice:
    """Return an input of time zones by their IANA names, UTC first."""
    choice = Choice()
    names = zones() if current in zones() else (current, *zones())
    choice.set_options([(name, name.replace("_", " ")) for name in names])
    choice.set_value(current)
    return choice


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Return the names that people may look for: continents and cities, and UTC."""
    areas = (
        "Africa/",
        "America/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return ("UTC", *sorted(name for name in available_timezones() if name.startswith(areas)))


def region_choice() -> Choice:
    """Return an input of countries by their two letters, calling code and own name; the first option is none."""
    choice = Choice()
    choice.set_options(
        [
            ("", translate("PhoneRegion", "None: phones need + and a code")),
            *((code, f"{code}  +{calling}  {formats.country(code)}".rstrip()) for code, calling in phone_regions()),
        ]
    )  # fmt: skip
    return choice


def region_of_zone(name: str) -> str:
    """Return the country of a time zone; nothing for UTC and zones without a country."""
    territory = QTimeZone(name.encode()).territory()
    return "" if territory == QLocale.Country.AnyCountry else QLocale.territoryToCode(territory)


def machine_region() -> str:
    """Return the country of this computer's settings; nothing when they name none."""
    return QLocale.territoryToCode(QLocale.system().territory())


def local_zone() -> str:
    """Return the time zone of this computer, UTC when it has no usable name."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "ignore")
    return name if name in zones() and known_zone(name) else "UTC"


def side_by_side(form: Form, *rows: FormRow) -> None:
    """Put rows that were just added side by side."""
    line = QHBoxLayout()
    line.setSpacing(16)
    for row in rows:
        form.body.removeWidget(row)
        line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
    form.body.addLayout(line)


def show_refusal(form: Form, error: object) -> bool:
    """Show a refusal under the field it names, until the next attempt; False when the form has no such field."""
    if not isinstance(error, InvalidInput) or str(error.params.get("field", "")) not in form.rows:
        return False
    params = {key: value for key, value in error.params.items() if key != "field"}
    finding = Finding(str(error.params["field"]), error.code, params=params)
    form.show_report(ValidationReport((finding,)), everything=True)
    form.focus_first_error()
    return True
