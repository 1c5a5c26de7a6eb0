"""The text browser in which pages are read without style, script or picture."""

import os
import shutil

import debian


def find() -> str | None:
    """TEST_LYNX, else the one on this machine, else Debian's, installed if we may."""
    if named := os.environ.get("TEST_LYNX"):
        return named
    if found := shutil.which("lynx"):
        return found
    return shutil.which("lynx") if debian.may_install() and debian.install("lynx") else None
