"""Cells from the clipboard: what spreadsheet programs put there, and what is no table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.spreadsheets.pasted import pasted_rows, write_pasted
from loyalty_desktop.spreadsheets.textfiles import shape

HTML = """<html><style>td {mso-number-format:"\\@"}</style><body><!--StartFragment--><table>
<tr><th>card</th><th>имя</th></tr><tr><td class=x>00012</td><td>Анна<br> Мария</td></tr></table>
<table><tr><td>another</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("text", "html", "rows"),
    [
        ("card\tname\r\n00012\tАнна\r\n", "", [["card", "name"], ["00012", "Анна"]]),
        ('a\tb\n"two\nlines"\t"say ""hi"""\n', "", [["a", "b"], ["two\nlines", 'say "hi"']]),
        ("a\tb\n\n1\n", "", [["a", "b"], ["1", ""]]),
        ("card имя 00012 Анна", HTML, [["card", "имя"], ["00012", "Анна Мария"]]),
        ("phone\n0012, 5\n", "", [["phone"], ["0012, 5"]]),
    ],
)
def test_rows_are_read_as_they_show(text: str, html: str, rows: list[list[str]]) -> None:
    assert pasted_rows(text, html) == rows


@pytest.mark.parametrize("text", ["", "one word", "a\tb", "\n\n"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="nothing_pasted"):
        pasted_rows(text)


def test_the_file_keeps_zeros_commas_and_letters(tmp_path: Path) -> None:
    rows = [["имя", "card"], ["Иванова, Анна", "00012"], ["two\nlines", "=1+1"]]
    path = tmp_path / "a.tsv"
    write_pasted(rows, path)
    found = shape(path)
    with path.open(encoding=found.encoding, newline="") as text:
        assert list(csv.reader(text, delimiter=found.separator)) == rows
    assert path.stat().st_mode & 0o077 == 0
