"""The two palettes, light and dark, as plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette. `faint`: disabled things, `track`: empty parts of bars, `accent_on_text`: the link of a toast."""

    name: str
    background: str
    panel: str
    sidebar: str
    field: str
    line: str
    track: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_on_text: str
    on_accent: str
    soft: str
    good: str
    bad: str
    warn: str
    bad_soft: str
    warn_soft: str
    good_soft: str


LIGHT = Colours(
    name="light", background="#f6f7f9", panel="#ffffff", sidebar="#fcfcfd", field="#f6f7f9",
    line="#e3e6eb", track="#e3e6eb", text="#1c2430", muted="#616b80", faint="#a7afbd",
    accent="#3056d3", accent_on_text="#9db4ff", on_accent="#ffffff", soft="#eaf0ff", good="#0f7452", bad="#c0392b",
    warn="#8f5c10", bad_soft="#fdecea", warn_soft="#fdf4e3", good_soft="#e6f4ef",
)  # fmt: skip
DARK = Colours(
    name="dark", background="#15181d", panel="#1d2127", sidebar="#191d22", field="#15181d",
    line="#2c323b", track="#2c323b", text="#e6e9ee", muted="#98a2b3", faint="#5d6673",
    accent="#7b9bff", accent_on_text="#2a4bbd", on_accent="#15181d", soft="#263154", good="#4cc38a", bad="#ff7b72",
    warn="#e0b04c", bad_soft="#3a2224", warn_soft="#372d1a", good_soft="#1b3329",
)  # fmt: skip
