"""Mutated files (500 in the gate): each is read or refused in plain words, in one child under the limits of the real one.

Half of the zipped files are changed within their parts and zipped anew, so that the change is met by what reads the parts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import xlsxwriter

from tests.support.error_sheets import ods, xls
from tests.support.release import sampled

FILES = sampled(gate=500, release=3_000)
CHILD = """
import io, random, resource, sys, zipfile
from pathlib import Path
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets.contract import StageSpec
from loyalty_desktop.spreadsheets.stage_sheet import Reporter, stage_here
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
seeds = [p.read_bytes() for p in sorted(folder.glob("seed.*"))]

def changed(data, chance):
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0: data[at] = chance.randrange(256)
            case 1: del data[at : at + chance.randint(1, 50)]
            case 2: data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 20)))
            case 3: data[at:at] = data[: chance.randint(1, 50)]
            case 4: data[at:at] = data[at : at + chance.randint(1, 200)]
        if not data:
            data = bytearray(b"x")
    return data

def within(data, chance):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([n for n in parts if n.endswith((".xml", ".rels"))])
    parts[name] = bytes(changed(bytearray(parts[name]), chance))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()

for number in range(first, last):
    chance = random.Random(number)
    data = chance.choice(seeds)
    zipped = data.startswith(b"PK") and chance.random() < 0.5
    data = within(data, chance) if zipped else changed(bytearray(data), chance)
    path = folder / "mutated.bin"
    path.write_bytes(data)
    print(number, flush=True)
    spec = StageSpec(ImportKind.PROFILES, {"external_id": 0, "birth_date": 1})
    try:
        stage_here(path, spec, folder / "s", Reporter(io.StringIO()))
    except LoyaltyError:
        pass
"""


ROWS = [["external_id", "birth_date"], ["001", "2020-05-06"], ["002", "x"], ["Total", ""]]


def write_seeds(folder: Path) -> None:
    """A small file of every format, with a title, cells in error, a formula and a total."""
    with xlsxwriter.Workbook(str(folder / "seed.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "A report")
        for line, row in enumerate(ROWS, 2):
            sheet.write_row(line, 0, row)
        sheet.write_formula(4, 1, "=NA()", None, "#N/A")
    shutil.copy(ods(folder), folder / "seed.ods")
    shutil.copy(xls(folder), folder / "seed.xls")


def test_mutated_files_are_read_or_refused(tmp_path: Path) -> None:
    write_seeds(tmp_path)
    text = 'external_id;birth_date\n001;17.05.2020\n\'=2;"a\nb"\nКазань;1.1.1\n'
    (tmp_path / "seed.csv").write_bytes(text.encode())
    (tmp_path / "seed.tsv").write_bytes(text.replace(";", "\t").encode("utf-16"))
    done = 0
    crashes = 0
    while done < FILES:
        ran = subprocess.run(
            [sys.executable, "-c", CHILD, str(tmp_path), str(done), str(FILES)],
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
            cwd=Path(__file__).resolve().parents[3],
        )
        assert "Traceback" not in ran.stderr, (ran.stdout.split()[-1:], ran.stderr[-2000:])
        if ran.returncode:
            crashes += 1  # the parser ended its process: the real parent says file.parser_crashed
        done = int(ran.stdout.split()[-1]) + 1
    assert crashes < FILES / 10
