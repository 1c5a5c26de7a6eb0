"""The browser of the journeys."""

import os
import shutil

import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """TEST_CHROMIUM, else one on this machine, else Debian's, installed if we may."""
    if named := os.environ.get("TEST_CHROMIUM"):
        return named
    if found := on_this_machine():
        return found
    return on_this_machine() if debian.may_install() and debian.install("chromium") else None


def on_this_machine() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)
