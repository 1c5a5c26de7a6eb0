"""Log lines that cannot tell who looked for what: JSON with ids only.

Django and the libraries put paths, host headers and user input into their messages, so of a foreign record only the
logger, the level, the place in the code and the type of the exception are written. Our own records add their message,
uninterpolated, and the ids given as `extra={"ids": {"import": 12}}`; a value that does not look like an id is left out.
"""

import json
import logging
import logging.config
import re
import traceback
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
ROOT = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=4096)  # a request log names the same line each time
def code_place(file: str, line: int) -> str:
    """`handrail/pages/views.py:31`, without the folder that a server keeps it in."""
    path = Path(file)
    known = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(*path.parts[-3:])
    return f"{known}:{line}"


def exception_facts(error: BaseException, trace: TracebackType | None) -> dict[str, Any]:
    """The type of the exception and the lines it passed. Its message may quote what a person typed."""
    frames = traceback.extract_tb(trace)
    return {
        "exception": f"{type(error).__module__}.{type(error).__qualname__}",
        "trace": [code_place(frame.filename, frame.lineno or 0) for frame in frames],
    }


class IdsOnlyFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "at": code_place(record.pathname, record.lineno),
        }
        if record.name.split(".")[0] == "handrail":
            line["event"] = str(record.msg)
            ids = getattr(record, "ids", {})
            line["ids"] = {name: value for name, value in ids.items() if ID.fullmatch(str(value))}
        if isinstance(status := getattr(record, "status_code", None), int):
            line["status"] = status
        if request_id := getattr(getattr(record, "request", None), "request_id", None):
            line["request"] = request_id
        if record.exc_info and record.exc_info[1]:
            line |= exception_facts(record.exc_info[1], record.exc_info[2])
        return json.dumps(line)


def lines_config(level: str) -> dict[str, Any]:
    """The one logging configuration, given to Django and to the server beneath it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ids_only": {"()": "handrail.config.log_lines.IdsOnlyFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "ids_only"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {  # their own handlers would write beside ours, with paths
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            "_granian": {"handlers": [], "propagate": True, "level": "WARNING"},
            "wagtail": {"handlers": [], "propagate": True, "level": "WARNING"},  # a line for each page that is saved
            "django_tasks": {"handlers": [], "propagate": True, "level": "WARNING"},
            "granian.access": {"handlers": [], "propagate": False, "level": "CRITICAL"},
        },
    }


def configure(settings: dict[str, str]) -> None:
    """Django calls it with settings.LOGGING."""
    logging.config.dictConfig(lines_config(settings["level"]))
