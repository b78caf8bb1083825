"""A clock that tests set. Time stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Call it for the time; `set` and `advance` move it."""

    def __init__(self, now: datetime = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: datetime) -> None:
        """Jump to a moment (aware)."""
        assert now.tzinfo is not None
        self.now = now

    def set_day(self, year: int, month: int, day: int, hour: int = 12) -> None:
        """Jump to an hour (UTC) of a day."""
        self.set(datetime(year, month, day, hour, tzinfo=UTC))

    def advance(self, **parts: float) -> None:
        """Move on by a timedelta's parts: advance(days=1), advance(seconds=30)."""
        self.now += timedelta(**parts)
