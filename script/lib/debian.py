"""Installing what is missing, only where that is ours to do: as root on Debian or a descendant of it."""

import os
import shutil
import subprocess

from virtualenv import say


def may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package: str) -> bool:
    """True if it is there afterwards."""
    say(f"Installing {package} with apt-get.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", package]
    for attempt in (command, ["apt-get", "update", "--quiet"], command):
        done = subprocess.run(attempt, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if attempt is command and done.returncode == 0:
            return True
    return False
