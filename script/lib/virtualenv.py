"""The project's own Python environment, .venv in the checkout, made from hashed requirements and nothing else."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"


def ensure(requirements: str) -> None:
    """Make .venv hold `requirements/<requirements>.txt` and the project; quick when nothing changed since."""
    stamps = {name: stamp(name) for name in ("runtime", "dev")}
    held = stamp_file().read_text() if stamp_file().exists() else ""
    if PYTHON.exists() and held in {stamps[requirements], stamps["dev"]}:
        return
    say(f"Setting up .venv from requirements/{requirements}.txt (a few minutes the first time).")
    make_environment()
    install("--require-hashes", "--requirement", str(CHECKOUT / "requirements" / f"{requirements}.txt"))
    install("--no-deps", "--no-build-isolation", "--editable", str(CHECKOUT))
    stamp_file().write_text(stamps[requirements])


def stamp_file() -> Path:
    return VENV / "handrail-installed"


def stamp(requirements: str) -> str:
    """Changes with the pins, the project's own description, the Python in use and the folder it stands in."""
    digest = hashlib.sha256(f"{requirements} {sys.version_info[:3]} {CHECKOUT}".encode())
    for file in (CHECKOUT / "requirements" / f"{requirements}.txt", CHECKOUT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def make_environment() -> None:
    """A system Python may lack the part that puts pip into a new environment; the pip outside then serves it."""
    if works(PYTHON):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    base = getattr(sys, "_base_executable", sys.executable)
    if quiet([base, "-m", "venv", str(VENV)]) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        run([base, "-m", "venv", "--without-pip", str(VENV)])


def works(python: Path) -> bool:
    code = f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return python.exists() and quiet([str(python), "-c", code]) == 0


def install(*what: str) -> None:
    """With uv where it is present, since it is faster; with pip where it is not, or where uv fails."""
    if (uv := shutil.which("uv")) and subprocess.run(
        [uv, "pip", "install", "--quiet", "--python", str(PYTHON), *what], cwd=CHECKOUT, env=clean_environment()
    ).returncode == 0:
        return
    run([*pip(), "install", "--quiet", "--disable-pip-version-check", *what])


def pip() -> list[str]:
    if quiet([str(PYTHON), "-m", "pip", "--version"]) == 0:
        return [str(PYTHON), "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def clean_environment(**more: str) -> dict[str, str]:
    """This process's environment without what would let other Python packages or settings in."""
    left_out = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in left_out} | more


def run(command: list[str], **environment: str) -> None:
    """Run it, and end with its own status if it fails."""
    done = subprocess.run(command, cwd=CHECKOUT, env=clean_environment(**environment))
    if done.returncode != 0:
        sys.exit(f"This step failed with status {done.returncode}: {' '.join(command[:4])} ...")


def quiet(command: list[str]) -> int:
    return subprocess.run(command, env=clean_environment(), capture_output=True).returncode


def say(text: str) -> None:
    print(text, flush=True)
