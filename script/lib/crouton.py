"""The finder that service bodies put on their pages, to see that it shows our meetings. GPL: fetched, never shipped."""

import os
import shutil
import subprocess
from pathlib import Path

PACKAGE = "@bmlt-enabled/croutonjs@4.1.12"
BUNDLE = Path("node_modules") / "@bmlt-enabled" / "croutonjs"
PATIENCE_SECONDS = 120


def find(folder: Path) -> str | None:
    """TEST_CROUTON, else the one in the folder, else npm's own, put there if npm is on this machine."""
    if named := os.environ.get("TEST_CROUTON"):
        return named
    if not (folder / BUNDLE).is_dir():
        fetch(folder)
    return str(folder / BUNDLE) if (folder / BUNDLE).is_dir() else None


def fetch(folder: Path) -> None:
    """Nothing of the package runs while it is put there."""
    npm = shutil.which("npm")
    if npm is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
    try:
        subprocess.run(command, capture_output=True, timeout=PATIENCE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        shutil.rmtree(folder / "node_modules", ignore_errors=True)
