"""The README's two commands: `python3 packaging/bootstrap.py run` and `python3 packaging/bootstrap.py test`.

Each first does its whole set-up (virtual environment, locked packages, system libraries); a second run skips it. Only the
standard library is used here; everything else runs in .venv.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
BENCH_LOCK = ROOT / "packaging" / "requirements-bench.lock"
OUT = ROOT / "out"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
MODULE = [str(PYTHON), "-I", "-m"]
"""Runs a module of the environment. `-I`: no code from the current folder, PYTHONPATH or the user's own packages."""
LEAST = (3, 11)
LOCK_SECONDS = 120
"""How long to wait while another program installs packages."""

# Library -> Debian package. Qt without a screen needs the first table, a window also the second.
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


def main() -> int:
    """Set up, then run or test."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "what", choices=["run", "test", "setup", "bench"], metavar="run|test|setup|bench"
    )
    parser.add_argument(
        "rest", nargs=argparse.REMAINDER, help="passed on to the program, or to pytest"
    )
    arguments = parser.parse_args()
    if sys.version_info < LEAST:
        print("Python 3.11 or newer is needed.", file=sys.stderr)
        return 1
    os.chdir(ROOT)
    screen = has_screen()
    system_packages(missing_libraries(window=screen and arguments.what == "run"))
    if arguments.what == "test" and not find_postgres():
        system_packages(["postgresql"])
    environment(bench=arguments.what == "bench")
    if arguments.what == "test":
        return test(arguments.rest)
    if arguments.what == "run":
        return run(arguments.rest, screen=screen)
    print(f"Ready. The program: {BIN / 'loyalty-desktop'}")
    return 0


# --- set-up ---------------------------------------------------------------------------------------------------------


def environment(*, bench: bool) -> None:
    """Make .venv and install the locked packages, unless the stamp file shows that they are installed."""
    lock = BENCH_LOCK if bench else LOCK
    stamp = VENV / f".stamp-{lock.stem}"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        write_command()
        return
    if not PYTHON.exists() or not _has_pip():
        make_environment()
    print(f"Installing the locked packages into {VENV.name} (once) ...", flush=True)
    subprocess.run(
        [
            *MODULE,
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            str(lock),
        ],
        check=True,
    )
    link_program()
    stamp.write_text(wanted, encoding="utf-8")


def make_environment() -> None:
    """Make a new .venv; on Debian without python3-venv, install that package first."""
    try:
        import ensurepip  # noqa: F401 - Debian leaves it out of python3
        import venv  # noqa: F401
    except ImportError:
        system_packages(["python3-venv", "python3-pip"])
    shutil.rmtree(VENV, ignore_errors=True)
    # In a process of its own, because the modules above may have been installed just now.
    subprocess.run([sys.executable, "-I", "-m", "venv", str(VENV)], check=True)


def _has_pip() -> bool:
    return (
        subprocess.run([*MODULE, "pip", "--version"], check=False, capture_output=True).returncode
        == 0
    )


def link_program() -> None:
    """Add the checkout to the environment's path, behind everything else, and write the `loyalty-desktop` command."""
    where = subprocess.run(
        [str(PYTHON), "-I", "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (Path(where) / "loyalty_desktop_checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    write_command()


def write_command() -> None:
    """Write the `loyalty-desktop` command, unless it is written: it must not run code from the folder of the sheets."""
    if WINDOWS:
        command = BIN / "loyalty-desktop.cmd"
        python = str(PYTHON).replace("%", "%%")  # % begins a variable even within quotes
        words = f'@"{python}" -I -m loyalty_desktop %*\n'
    else:
        command = BIN / "loyalty-desktop"
        words = f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -I -m loyalty_desktop "$@"\n'
    if command.exists() and command.read_text(encoding="utf-8") == words:
        return
    command.write_text(words, encoding="utf-8")
    command.chmod(0o755)


def has_screen() -> bool:
    """Return whether a window can be shown."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def missing_libraries(*, window: bool) -> list[str]:
    """Return the Debian packages of shared libraries that the dynamic linker does not find. Linux only."""
    if not sys.platform.startswith("linux"):
        return []
    ldconfig = shutil.which("ldconfig") or next(
        (p for p in ("/sbin/ldconfig", "/usr/sbin/ldconfig") if Path(p).exists()), None
    )
    if ldconfig is None:
        return []
    known = subprocess.run([ldconfig, "-p"], check=False, capture_output=True, text=True).stdout
    names = {line.split()[0] for line in known.splitlines() if "=>" in line}
    wanted = {**OFFSCREEN, **(WINDOW if window else {})}
    return [package for library, package in wanted.items() if library not in names]


def find_postgres() -> bool:
    """Return whether PostgreSQL's server programs are installed; the tests start a private server with them."""
    if os.environ.get("LOYALTY_POSTGRES_BIN") or shutil.which("initdb"):
        return True
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def system_packages(packages: list[str]) -> None:
    """Install Debian packages as root (or with sudo without a password); else print the command and continue."""
    if not packages:
        return
    wait = ["-o", f"DPkg::Lock::Timeout={LOCK_SECONDS}"]
    command = ["apt-get", *wait, "install", "-y", "--no-install-recommends", *packages]
    shown = " ".join(["sudo", *command])
    if not shutil.which("apt-get"):
        print(
            f"Missing on this system (names of the Debian packages): {' '.join(packages)}",
            file=sys.stderr,
        )
        return
    prefix = _as_root()
    if prefix is None:
        print(f"Packages are missing. Please run:\n  {shown}", file=sys.stderr)
        return
    print(f"Installing system packages: {' '.join(packages)} ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    keep = ["env", "DEBIAN_FRONTEND=noninteractive"] if prefix else []
    for step in (["apt-get", *wait, "update", "-qq"], command):
        done = subprocess.run(
            [*prefix, *keep, *step],
            check=False,
            env=quiet,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode != 0 and step is command:
            print(apt_failure(done.stderr, shown), file=sys.stderr)


def apt_failure(said: str, command: str) -> str:
    """Return why apt did not install, and what to do."""
    low = said.casefold()
    if "lock" in low:
        why = f"Another program was installing packages for more than {LOCK_SECONDS} seconds. When it is done, run:"
    elif "unable to locate package" in low or "no installation candidate" in low:
        why = "The package sources of this system do not have all of them. Add a source that does, then run:"
    elif "resolv" in low or "could not connect" in low or "failed to fetch" in low:
        why = "The package sources could not be reached. When there is a network, run:"
    else:
        why = "The packages were not installed. Please run:"
    last = said.strip().splitlines()[-1:] or ["apt-get said nothing."]
    return f"{last[0]}\n{why}\n  {command}"


def _as_root() -> list[str] | None:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


# --- run ------------------------------------------------------------------------------------------------------------


def run(rest: list[str], *, screen: bool) -> int:
    """Open the demo workspace in the window; without a screen, prove it and write a workbook and a picture to out/."""
    OUT.mkdir(exist_ok=True)
    demo = OUT / "demo.loyalty"
    program = [*MODULE, "loyalty_desktop"]
    if not rest:
        forget_old_demo(demo)
    if not rest and not demo.exists():
        print("Making the demo workspace (once) ...", flush=True)
        made = subprocess.run([*program, "--workspace", str(demo), "demo"], check=False)
        if made.returncode != 0:
            return made.returncode
        (OUT / ".demo-schema").write_text(schema_of_checkout(), encoding="utf-8")
    if screen:
        missing = missing_libraries(window=True)
        if missing:
            print(no_window(missing), file=sys.stderr)
            return 1
    if rest or screen:
        command = [*program, *(rest or ["--workspace", str(demo)])]
        return subprocess.run(command, check=False).returncode
    return run_without_screen(program, demo)


def no_window(packages: list[str]) -> str:
    """Return the message to print, before Qt aborts, when libraries of the window are missing."""
    command = f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
    return (
        "The window cannot open: system libraries that Qt needs for it are missing.\n"
        f"Install them (names of the Debian packages), then start again:\n  {command}"
    )


def schema_of_checkout() -> str:
    """Return the fingerprint of the schema of new workspaces in this checkout."""
    folder = ROOT / "loyalty_desktop" / "storage" / "migrations" / "versions"
    scripts = b"".join(path.read_bytes() for path in sorted(folder.glob("*.sql")))
    return hashlib.sha256(scripts).hexdigest()


def forget_old_demo(demo: Path) -> None:
    """Delete a demo of an earlier checkout with another schema, which the program would refuse."""
    stamp = OUT / ".demo-schema"
    if demo.exists() and not (
        stamp.exists() and stamp.read_text(encoding="utf-8") == schema_of_checkout()
    ):
        for ending in ("", "-wal", "-shm"):
            demo.with_name(demo.name + ending).unlink(missing_ok=True)


def run_without_screen(program: list[str], demo: Path) -> int:
    """Make what a window would show: the proof, a list as a workbook, the home screen as a picture."""
    print("There is no screen here, so this is what the program does without one.\n", flush=True)
    workbook, picture = OUT / "participants.xlsx", OUT / "home.png"
    on_demo = [*program, "--workspace", str(demo)]
    steps = [
        [*on_demo, "prove"],
        [*on_demo, "export", "participants", str(workbook), "--force"],
        [*MODULE, "loyalty_desktop.app.window.picture", str(demo), str(picture)],
    ]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    results = [subprocess.run(step, check=False, env=environment).returncode for step in steps]
    print(
        f"\nDemo workspace:        {demo}\nParticipants workbook: {workbook}\nHome screen picture:   {picture}"
    )
    return max(results)


# --- test -----------------------------------------------------------------------------------------------------------


def test(rest: list[str]) -> int:
    """Format, lint, types, layers, then all tests; every step runs, the exit code is 1 when any failed."""
    checks = {
        "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
        "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
        "types": [*MODULE, "mypy"],
        "layers": [str(BIN / "lint-imports")],
    }
    workers = ["-n", str(min(os.cpu_count() or 1, 4))] if (os.cpu_count() or 1) > 1 else []
    tests = {"tests": [str(PYTHON), "-P", "-m", "pytest", "-q", *workers, *rest]}
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    lines: list[str] = []
    failed = False
    for name, command in {**checks, **tests}.items():
        if name == "tests":
            print("\n".join(lines))  # before the tests, so that pytest's last line stays visible
        print(f"== {name}", flush=True)
        begun = time.monotonic()
        code = subprocess.run(command, check=False, env=environment).returncode
        seconds = time.monotonic() - begun
        lines.append(f"{name:<8}{'ok' if code == 0 else 'FAILED':<8}{seconds:6.1f} s")
        failed = failed or code != 0
    print("All checks passed." if not failed else "Something failed; see above.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
