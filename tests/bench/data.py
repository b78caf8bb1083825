"""Made-up spreadsheets of any size for the benchmarks. Deterministic: the same size gives the same rows."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

CITIES = ("Казань", "Пермь", "Омск", "Тула", "Тверь", "Dayton", "Mason", "Kettering")
FIRST = ("Анна", "Иван", "Мария", "Пётр", "Ольга", "Alice", "Robert", "Grace", "Фёдор", "Елена")
LAST = ("Иванова", "Петров", "Сидорова", "Смирнов", "Королёва", "Stone", "Reed", "Hall")

PROFILE_HEADER = (
    "external_id", "email", "phone", "first_name", "last_name", "birth_date", "gender", "city", "region",
    "language", "registered_at", "consent_marketing",
)  # fmt: skip
POINTS_HEADER = (
    "external_id",
    "participant",
    "points_type",
    "type",
    "amount",
    "occurred_at",
    "description",
)

ProfileRow = tuple[str, str, str, str, str, date, str, str, str, str, datetime, str]
PointsRow = tuple[str, str, str, str, str, datetime, str]


def profile_rows(count: int) -> Iterator[ProfileRow]:
    """`count` profiles; external IDs have leading zeros, phones are E.164."""
    for i in range(count):
        yield (
            f"{i:08d}",
            f"user{i}@mail.test",
            f"+7916{i % 10_000_000:07d}",
            FIRST[i % len(FIRST)],
            LAST[i // 7 % len(LAST)],
            date(1950, 1, 1) + timedelta(days=i % 20_000),
            "female" if i % 2 else "male",
            CITIES[i // 3 % len(CITIES)],
            "",
            "ru",
            datetime(2020, 1, 1) + timedelta(minutes=i % 2_000_000),
            "yes" if i % 3 else "no",
        )


def points_rows(count: int, participants: int) -> Iterator[PointsRow]:
    """`count` points transactions in time order over `participants`; one in five redeems what was accrued before."""
    chance = random.Random(7)
    start = datetime(2017, 1, 1)
    step = timedelta(days=364) / max(count, 1)
    for i in range(count):
        redemption = chance.random() < 0.2
        cents = chance.randrange(100, 6000) if redemption else chance.randrange(500, 9000)
        yield (
            f"T{i:08d}",
            f"{chance.randrange(participants):08d}",
            "points",
            "redemption" if redemption else "accrual",
            f"{cents // 100}.{cents % 100:02d}",
            (start + step * i).replace(microsecond=0),
            "",
        )


def write_csv(path: Path, header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
    """A comma-separated UTF-8 file."""
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(header)
        writer.writerows(rows)


def write_xlsx(path: Path, header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
    """A workbook of one sheet."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, header)
    for r, row in enumerate(rows, start=1):
        for c, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(r, c, value, moment)
            elif isinstance(value, date):
                sheet.write_datetime(r, c, value, day)
            elif isinstance(value, str):
                if value:
                    sheet.write_string(r, c, value)
            else:
                sheet.write_number(r, c, value)
    book.close()
