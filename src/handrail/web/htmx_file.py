"""htmx, one file of the library that ships it (S5). Its other files, such as its own server's, are served to nobody."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django_htmx
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

HTMX = "django_htmx/htmx-2.min.js"
FOLDER = Path(django_htmx.__file__).parent / "static"


class HtmxFinder(BaseFinder):
    """Gathers this one file. The library as an app of its own would put forty more under our address."""

    def find(self, path: str, find_all: bool = False, **rest: Any) -> str | list[str] | None:  # type: ignore[override]
        found = [str(FOLDER / HTMX)] if path == HTMX else []
        return found if find_all else next(iter(found), None) or []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        yield HTMX, FileSystemStorage(location=FOLDER)
