"""A bundle on the disk: whole, or not there at all."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.contrib.staticfiles import finders

from handrail.pages.bundle.pages_inside import Made, made_pages
from handrail.pages.bundle.readme import readme

STATIC = ("web/handrail.css", "web/crisis.css", "web/favicon.svg")
MANIFEST, README = "MANIFEST.sha256", "README.txt"
READABLE_BY_ALL = 0o755


class FolderRefused(Exception):
    """The message is for the operator."""


def export_static(folder: Path, *, on: date) -> tuple[Made, dict[str, bytes]]:
    """What was made, and every file that now lies in the folder."""
    check_free(folder)
    made = made_pages(on=on)
    files = {name: html.encode() for name, html in made.files.items()}
    files |= {name: static_file(name) for name in STATIC}
    files[README] = readme(made).encode()
    files[MANIFEST] = manifest(files).encode()
    with in_place_at_once(folder) as making:
        for name, content in files.items():
            write(making / name, content)
    return made, files


def check_free(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise FolderRefused(f"{folder} is not a folder. Name one that is empty or does not exist.")
    if folder.is_dir() and any(folder.iterdir()):
        raise FolderRefused(f"{folder} is not empty. Nothing is ever written over: name another folder.")
    if not folder.absolute().parent.is_dir():
        raise FolderRefused(f"{folder.absolute().parent} does not exist. Make it first.")


@contextmanager
def in_place_at_once(folder: Path) -> Iterator[Path]:
    """Written beside the folder under another name; half a bundle never bears the name of a whole one."""
    target = folder.absolute()
    making = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-unfinished-"))
    try:
        yield making
        making.chmod(READABLE_BY_ALL)
        making.rename(target)
    except OSError as failure:
        raise FolderRefused(f"Nothing was written to {folder}: {failure.strerror}.") from failure
    finally:
        shutil.rmtree(making, ignore_errors=True)


def write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def static_file(name: str) -> bytes:
    found = finders.find(name)
    if found is None:
        raise FolderRefused(f"{name} is not among the static files of this installation.")
    return Path(found).read_bytes()


def manifest(files: Mapping[str, bytes]) -> str:
    """As `sha256sum --check` reads it."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
