"""Code that lies in the folder of the sheets is never run: it is data that somebody sent."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from loyalty_desktop.app.window.qt_plugins import forget_current_folder
from loyalty_desktop.spreadsheets import process

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    *("csv", "json", "argparse", "logging", "sqlite3", "sitecustomize", "usercustomize"),
    *("sqlalchemy", "python_calamine", "xlsxwriter", "psycopg", "sqlcipher3", "phonenumbers"),
)
_INSTALLED = "import sys; from loyalty_desktop.app.cli.main import main; sys.exit(main())"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a sheet among modules that leave a trace when they are imported."""
    made = tmp_path / "sheets"
    (made / "loyalty_desktop").mkdir(parents=True)
    trap = f"open({str(tmp_path / 'ran')!r}, 'a').write(__name__ + ' ')\nraise SystemExit(9)\n"
    for name in NAMES:
        (made / f"{name}.py").write_text(trap, encoding="utf-8")
    (made / "loyalty_desktop" / "__init__.py").write_text(trap, encoding="utf-8")
    (made / "people.csv").write_text("participant,email\n001,a@example.com\n", encoding="utf-8")
    return made


def ran(folder: Path) -> str:
    """Names of the foreign modules that were run."""
    trace = folder.parent / "ran"
    return trace.read_text(encoding="utf-8") if trace.exists() else ""


def start(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up script, writing its command in a folder of the test."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "packaging" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    monkeypatch.setattr(made, "BIN", tmp_path)
    monkeypatch.setattr(made, "PYTHON", Path(sys.executable))
    return made


def test_the_trap_works(folder: Path) -> None:
    assert start(folder, sys.executable, "-c", "import json").returncode == 9
    assert ran(folder) == "json "


def test_an_import_started_in_the_folder_runs_nothing_of_it(folder: Path) -> None:
    path = folder.parent / "shop.loyalty"
    program = (sys.executable, "-P", "-c", _INSTALLED, "--workspace", str(path))
    assert start(folder, *program, "init", "--quick-start").returncode == 0
    done = start(folder, *program, "import", "participants", "people.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "new" in done.stdout
    assert ran(folder) == ""


@pytest.mark.parametrize("where", [".", "", "{folder}"])
def test_the_child_does_not_import_from_the_folder_even_when_a_variable_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PYTHONPATH", where.format(folder=folder) + os.pathsep + str(ROOT))
    monkeypatch.setenv("PYTHONSTARTUP", str(folder / "json.py"))
    monkeypatch.setenv("PYTHONUSERBASE", str(folder))
    monkeypatch.setattr(sys, "path", ["", ".", str(folder), *sys.path])
    answer = process.run_child({"task": "check", "path": str(folder / "people.csv")}, name="people")
    assert answer is None
    assert ran(folder) == ""
    assert not [name for name in process.environment() if name.startswith("PYTHON")]


def test_a_file_in_the_checkout_does_not_stand_in_for_a_standard_module() -> None:
    """The folder of the package is searched after the standard library."""
    script = (
        process.command()[3].split("from loyalty")[0]
        + "print(sys.path.index(root))\nimport json\nprint(sys.path.index(json.__file__.rsplit('json', 1)[0].rstrip('/')))"
    )
    command = [*process.command()[:3], script, *process.command()[4:]]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert int(said[0]) > int(said[1])


def test_the_command_of_a_checkout_runs_nothing_of_the_folder(
    folder: Path, bootstrap: ModuleType
) -> None:
    bootstrap.write_command()
    command = bootstrap.BIN / "loyalty-desktop"
    done = start(folder, str(command), "--version", PYTHONPATH=".", PYTHONSTARTUP="json.py")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Loyalty Desktop ")
    assert ran(folder) == ""


def test_a_command_of_an_earlier_set_up_is_written_anew(bootstrap: ModuleType) -> None:
    command = bootstrap.BIN / "loyalty-desktop"
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    bootstrap.write_command()
    assert " -I -m loyalty_desktop" in command.read_text(encoding="utf-8")


def test_started_as_a_module_it_imports_nothing_of_the_folder_but_the_package_itself(
    folder: Path,
) -> None:
    """`python -m` searches the current folder by Python's own rule, so only the rest can be kept out."""
    for path in (folder / "loyalty_desktop").iterdir():
        path.unlink()
    (folder / "loyalty_desktop").rmdir()
    done = start(folder, sys.executable, "-m", "loyalty_desktop", "--version")
    assert (done.returncode, ran(folder)) == (0, "")


def test_qt_loads_no_plugins_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mixed = os.pathsep.join(["plugins", "", ".", str(tmp_path), str(tmp_path / "kept")])
    monkeypatch.setenv("QT_PLUGIN_PATH", mixed)
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", ".")
    forget_current_folder()
    assert os.environ["QT_PLUGIN_PATH"] == str(tmp_path / "kept")
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in os.environ


def test_every_start_of_python_is_an_isolated_one() -> None:
    """A list that has -m or -c after an interpreter begins with -I or -P, wherever it stands."""
    loose = []
    for package in ("loyalty_desktop", "packaging"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.List | ast.Tuple):
                    words = [part.value for part in node.elts if isinstance(part, ast.Constant)]
                    if {"-m", "-c"} & set(words) and not {"-I", "-P"} & set(words):
                        loose.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert loose == []
