"""Real shops as rows of sheets: their rules, their purchases, and the orders in which sheets can be made of them."""

from __future__ import annotations

import csv
import lzma
import random
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.bench.exact import Row, Rules

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "baskets.csv.xz"
ZONE = ZoneInfo("America/New_York")
REDEEM_EVERY = 5
Purchase = tuple[str, datetime, int]
"""Who, when (local time), and cents."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A real shop: its rules, its rows, and the days on which its history ends and the last close is made."""

    name: str
    rules: Rules
    rows: tuple[Row, ...]
    end: datetime
    closed: datetime

    @property
    def people(self) -> list[str]:
        """Everybody who bought something."""
        return sorted({row.person for row in self.rows})


def rows_of(purchases: Iterable[Purchase]) -> tuple[Row, ...]:
    """Return a row of each points type for each purchase, and after every fifth of a person a redemption.

    It spends what the last three of the five brought, so that some come when those points have expired.
    """
    found: list[Row] = []
    last: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=3))
    count: Counter[str] = Counter()
    for number, (who, at, cents) in enumerate(sorted(purchases, key=lambda one: (one[1], one[0]))):
        found += (Row(f"{kind[0]}{number}", who, kind, cents, at) for kind in ("points", "status"))
        last[who].append(cents)
        count[who] += 1
        if count[who] % REDEEM_EVERY == 0 and sum(last[who]) > 0:
            soon = at + timedelta(minutes=1, seconds=count[who])
            found.append(Row(f"r{number}", who, "points", -sum(last[who]), soon))
    return tuple(found)


def grocery(purchases: Iterable[Purchase]) -> Shop:
    """The households of 2017: points of six months, status points that start from 0 after each year's review."""
    rules = Rules(
        ZONE, {"points": 6}, "status", (0, 50_000, 150_000, 400_000), True, 30, date(2017, 1, 1)
    )
    until = datetime(2018, 1, 1)
    rows = rows_of(one for one in purchases if one[1] < until - timedelta(hours=1))
    return Shop(
        "grocery", rules, rows, datetime(2018, 1, 2, tzinfo=UTC), datetime(2019, 3, 1, tzinfo=UTC)
    )


def music(purchases: Iterable[Purchase]) -> Shop:
    """The customers of 1997 and 1998: points of six months; the tier follows status points of twelve."""
    rules = Rules(
        ZONE,
        {"points": 6, "status": 12},
        "status",
        (0, 5_000, 15_000, 40_000),
        registered=date(1997, 1, 1),
    )
    return Shop(
        "music",
        rules,
        rows_of(purchases),
        datetime(1998, 7, 2, tzinfo=UTC),
        datetime(1998, 12, 31, 12, tzinfo=UTC),
    )


def demo_cut(path: Path = DEMO) -> Iterator[Purchase]:
    """Return the baskets of the demo."""
    with lzma.open(path, "rt", encoding="utf-8") as handle:
        for who, minute, cents in csv.reader(handle):
            yield who, datetime(2017, 1, 1) + timedelta(minutes=int(minute)), int(cents)


def every_basket() -> Iterator[Purchase]:
    """Return all baskets, as the demo's cut is made of them (bench extra)."""
    from tests.bench.demo_cut import baskets

    frame = baskets()
    moments = frame["at"].dt.floor("s").dt.to_pydatetime()
    for who, at, cents in zip(frame["household_id"], moments, frame["cents"], strict=True):
        yield str(who), at.replace(tzinfo=None), int(cents)


def customers(path: Path) -> Iterator[Purchase]:
    """Return the purchases of the CDNOW file; they have a day and no time: noon."""
    with path.open(encoding="ascii") as handle:
        for line in handle:
            who, day, _, value = line.split()
            if who.isdigit():
                yield who, datetime.strptime(day + "12", "%Y%m%d%H"), int(Decimal(value) * 100)


Sheets = list[list[Row]]


def by_month(rows: Sequence[Row]) -> Sheets:
    """Sheets by calendar month."""
    found: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        found[row.at.year, row.at.month].append(row)
    return [found[month] for month in sorted(found)]


def shuffled(rows: Sequence[Row], sheets: int) -> Sheets:
    """All rows in a random order, over so many sheets."""
    mixed = list(rows)
    random.Random(sheets).shuffle(mixed)
    size = -(-len(mixed) // sheets)
    return [mixed[n : n + size] for n in range(0, len(mixed), size)]
