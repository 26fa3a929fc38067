"""Set up everything in .venv and run a task: `python3 bootstrap.py demo`, `test` or `lock`. Needs Python 3.11 or newer, and nothing else.

demo   installs what timeline needs, builds the demo from seeds/ into site/ and says where the page is
test   installs the checkers too and runs all of them: style, types, layers, spelling, dependencies, dead code, tests
lock   works the lock files out anew (for maintainers)
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"
NEEDS = (3, 11)

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "--quiet", "."),
    ("mypy",),
    ("lint-imports",),
    ("codespell",),
    ("deptry", "."),
    ("vulture",),
    ("pytest", "-q", "-n", "auto", "--cov", "--cov-report", "term:skip-covered"),
)


class SetupError(Exception):
    """Something is missing; the text says what to do."""


def main(arguments: list[str]) -> int:
    """Run the task that the command line names; the exit code."""
    tasks = {"demo": demo, "test": test, "lock": lock}
    if len(arguments) != 1 or arguments[0] not in tasks:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    if sys.version_info < NEEDS:
        print(f"timeline needs Python {NEEDS[0]}.{NEEDS[1]} or newer, and this is {sys.version.split()[0]}: use a newer one.")
        return 2
    try:
        return tasks[arguments[0]]()
    except SetupError as error:
        print(f"\n{error}")
    except subprocess.CalledProcessError as error:
        print(f"\nThis failed with exit code {error.returncode}: {' '.join(map(str, error.cmd))}")
    except KeyboardInterrupt:
        print("\nInterrupted.")
        return 130
    return 1


def demo() -> int:
    """Install, build the demo, say where it is."""
    install("core")
    subprocess.run([python(), "-m", "timeline", "build", "seeds", "--publish", "--out", "site"], cwd=ROOT, check=True)
    print(f"\nOpen {(ROOT / 'site' / 'index.html').as_uri()}")
    return 0


def test() -> int:
    """Install, run every check, and say at the end which ones failed.

    Tests that need a browser or npm packages are skipped without them; pytest names what is missing and counts them.
    """
    install("dev")
    folder = Path(python()).parent
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    failed = []
    for check in CHECKS:
        print(f"\n=== {' '.join(check)}", flush=True)
        if subprocess.run([folder / check[0], *check[1:]], cwd=ROOT, env=environment, check=False).returncode:
            failed.append(" ".join(check[:2]))
    print(f"\nFailed: {', '.join(failed)}" if failed else f"\nAll {len(CHECKS)} checks passed.")
    return 1 if failed else 0


def lock() -> int:
    """Work out the lock files: names, versions and hashes only."""
    install("dev")
    for name, extra, more in (("core", "build", ()), ("dev", "dev", ("--constraint", "requirements/core.lock"))):
        command = [python(), "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", extra, *more, "-o", f"requirements/{name}.lock"]
        options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate", "--python-version", "3.11"]
        subprocess.run([*command, *options, "--quiet"], cwd=ROOT, check=True)
    return 0


def install(name: str) -> None:
    """Bring .venv to what a lock file says, put this checkout into it, and compile both."""
    if update(name):
        compile_sources(VENV)
    compile_sources(ROOT / "timeline")


def compile_sources(folder: Path) -> None:
    """Compile what has changed in a folder, so that no run has to: where PYTHONDONTWRITEBYTECODE is set, every run would.

    What cannot be compiled stays as it is: some packages hold templates that look like Python.
    """
    subprocess.run([python(), "-m", "compileall", "-q", "-j", "0", folder], capture_output=True, check=False)


def update(name: str) -> bool:
    """Bring .venv to what a lock file says, and put this checkout into it; False where that was done before."""
    lock_file = LOCKS / f"{name}.lock"
    stamp = VENV / f"{name}.stamp"
    state = hashlib.sha256(lock_file.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == state:
        return False
    if not Path(python()).exists():
        make_venv()
    installer = find_installer()
    print(f"Installing from {lock_file.relative_to(ROOT)} …", flush=True)
    # The lock is complete. Left to follow dependencies, pip before 23.3 asks for the newest release behind an extra (`coverage[toml]`).
    subprocess.run([*installer, "--no-deps", "--require-hashes", "-r", lock_file], check=True, cwd=ROOT)
    subprocess.run([*installer, "--no-deps", "--no-build-isolation", "-e", "."], check=True, cwd=ROOT)
    stamp.write_text(state)
    return True


def make_venv() -> None:
    """Make .venv; where Python comes without ensurepip (Debian without python3-venv), make it without pip."""
    print("Making .venv …", flush=True)
    if has_ensurepip():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        return
    if not shutil.which("uv") and not has_module("pip"):
        install_with_apt()
    subprocess.run([sys.executable, "-m", "venv", *([] if has_ensurepip() else ["--without-pip"]), VENV], check=True)


def install_with_apt() -> None:
    """Install Debian's python3-venv where we may."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    sudo = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not sudo or (shutil.which("sudo") and succeeds([*sudo, "true"]))):
        print(f"This Python has neither pip nor ensurepip: installing {version} …", flush=True)
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "--no-install-recommends", version]):
            subprocess.run([*sudo, *command], check=False)
    if not has_ensurepip():
        raise SetupError(
            f"This Python ({sys.executable}) cannot make virtual environments: it has neither ensurepip nor pip.\n"
            f"On Debian or Ubuntu run: sudo apt-get install {version}\n"
            "Elsewhere install Python from python.org, or uv, and run this command again."
        )


def find_installer() -> list[str]:
    """The command that installs packages into .venv, up to the names of the packages."""
    if succeeds([python(), "-m", "pip", "--version"]):
        return [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if shutil.which("uv"):
        return ["uv", "pip", "install", "--quiet", "--python", python()]
    if has_module("pip"):
        return [sys.executable, "-m", "pip", "--python", python(), "install", "--quiet", "--disable-pip-version-check"]
    raise SetupError(f"{VENV} has no pip: delete that folder and run this command again.")


def python() -> str:
    """The interpreter of .venv."""
    return str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def has_ensurepip() -> bool:
    """Whether this Python can put pip into a new environment. Debian ships the venv module without it."""
    return has_module("ensurepip") and has_module("venv")


def has_module(name: str) -> bool:
    """Whether this Python has a module; asked in a new process, since one may just have been installed."""
    return succeeds([sys.executable, "-c", f"import {name}"])


def succeeds(command: list[str]) -> bool:
    """Whether a command exits with 0; its output is not shown."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
