"""Phone numbers: one rule for forms, imports and look-ups, and the country of numbers written without one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loyalty_desktop.domain.errors import InvalidInput

PHONE_REGION = "phone_region"
"""The shared setting of a workspace: the country (two letters) of phones written without a country code."""

E164 = re.compile(r"\+7[3-9]\d{9}|\+1[2-9]\d\d[2-9]\d{6}")
"""The usual numbers in their final form; others are asked of the library."""

_DECORATION = re.compile(r"[\s().\-\u2010-\u2015\u00a0/]")
_RUSSIAN = re.compile(r"[78]([3-9]\d{9})")
_RUSSIAN_REGIONS = frozenset({"RU", "KZ"})

CURRENCY_REGIONS = {
    "USD": "US", "GBP": "GB", "RUB": "RU", "KZT": "KZ", "BYN": "BY", "UAH": "UA", "UZS": "UZ", "GEL": "GE",
    "AMD": "AM", "AZN": "AZ", "TRY": "TR", "PLN": "PL", "CZK": "CZ", "HUF": "HU", "RON": "RO", "BGN": "BG",
    "SEK": "SE", "NOK": "NO", "DKK": "DK", "CHF": "CH", "CNY": "CN", "JPY": "JP", "KRW": "KR", "INR": "IN",
    "THB": "TH", "VND": "VN", "IDR": "ID", "MYR": "MY", "SGD": "SG", "AUD": "AU", "NZD": "NZ", "CAD": "CA",
    "MXN": "MX", "BRL": "BR", "ARS": "AR", "CLP": "CL", "COP": "CO", "ILS": "IL", "AED": "AE", "SAR": "SA",
    "EGP": "EG", "ZAR": "ZA", "NGN": "NG", "KES": "KE",
}  # fmt: skip
"""The country of a currency; currencies of several countries have none."""


_CANDIDATES = (
    *CURRENCY_REGIONS.values(),
    "AT", "BE", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LV", "NL", "PT", "RS", "SI", "SK",
)  # fmt: skip
"""Countries that are tried for numbers without a country code."""


def normal_phone(text: str, region: str = "") -> str:
    """Returns a phone in any writing as E.164 (+79161234567).

    `region` is the country (two letters) of numbers without a country code. Raises InvalidInput `phone.no_country` when
    the number has none and no region is known, and `phone.not_a_phone`.
    """
    number = _DECORATION.sub("", text)
    if E164.fullmatch(number):
        return number
    if not region and not number.startswith("+"):
        code = "phone.no_country" if _digits(number) >= 5 and number.isdigit() else "phone.not_a_phone"  # fmt: skip
        raise InvalidInput(code, found=text)
    russian = _RUSSIAN.fullmatch(number)
    if russian and region in _RUSSIAN_REGIONS:
        return "+7" + russian[1]
    import phonenumbers

    digits = number.lstrip("+")
    for candidate in (text, "+" + digits) if digits.isdigit() else (text,):
        try:
            parsed = phonenumbers.parse(candidate, region or None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    raise InvalidInput("phone.not_a_phone", found=text)


def likely_regions(texts: Sequence[str]) -> list[str]:
    """Returns the countries in which most of these numbers without a country code are valid, at most three, the likeliest first.

    Empty when no country fits more than half of them. A country of numbers that several countries share counts where the
    number belongs.
    """
    found = {region: sum(_fit(text, region) for text in texts) for region in _CANDIDATES}
    most = max(found.values(), default=0)
    if most <= 4 * len(texts):
        return []
    near = [region for region, count in found.items() if 10 * count >= 9 * most]
    return sorted(near, key=lambda region: -found[region])[:3]


def _fit(text: str, region: str) -> int:
    """Returns how well a number fits a country, 0 to 9.

    A number that would be valid without its last digit tells little, because some countries take numbers of any length.
    """
    import phonenumbers

    valid = []
    for cut in (text, text.rstrip()[:-1]):
        try:
            parsed = phonenumbers.parse(cut, region)
        except phonenumbers.NumberParseException:
            return 0
        valid.append(phonenumbers.is_valid_number(parsed))
        if cut is text:
            belongs = phonenumbers.is_valid_number_for_region(parsed, region)
    return 4 * valid[0] + 4 * (valid[0] and not valid[1]) + belongs


def phone_regions() -> list[tuple[str, int]]:
    """Returns every country that has phones, by its two letters, with its calling code."""
    import phonenumbers

    return [
        (code, phonenumbers.country_code_for_region(code))
        for code in sorted(phonenumbers.SUPPORTED_REGIONS)
    ]


def known_region(text: str) -> str:
    """Returns a country's two letters in capitals, or nothing for nothing. Raises InvalidInput `phone.region`."""
    code = text.strip().upper()
    if code and code not in dict(phone_regions()):
        raise InvalidInput("phone.region", found=text, field="phone_region")
    return code


def proposed_region(zone_region: str, currency: str, machine_region: str) -> str:
    """Returns the country that a new workspace proposes for phones.

    It is that of the time zone, else of a currency other than the proposed dollar, else of the machine, else of the
    currency.
    """
    by_currency = CURRENCY_REGIONS.get(currency, "")
    chosen = by_currency if currency != "USD" else ""
    return zone_region or chosen or machine_region or by_currency


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))
