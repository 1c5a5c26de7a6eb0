import json
import logging
import sys

import pytest

from handrail.config.log_lines import IdsOnlyFormatter, lines_config


def line(name, message, *arguments, **more):
    record = logging.LogRecord(name, logging.WARNING, __file__, 7, message, arguments, more.pop("exc_info", None))
    record.__dict__.update(more)
    return IdsOnlyFormatter().format(record)


@pytest.mark.asvs("V16.2.1", "V16.2.2", "V16.2.4")
def test_log_line_of_ours_holds_its_event_and_ids():
    written = json.loads(line("handrail.directory", "import finished", ids={"import": 12, "file": "a1b2"}))

    time = written.pop("time")
    assert time.endswith("+00:00")
    assert written == {
        "level": "WARNING",
        "logger": "handrail.directory",
        "at": "tests/config/test_log_lines.py:7",
        "event": "import finished",
        "ids": {"import": 12, "file": "a1b2"},
    }


@pytest.mark.asvs("V16.2.5", "V16.4.1")
def test_log_line_leaves_out_what_does_not_look_like_an_id():
    written = json.loads(line("handrail.directory", "searched", ids={"place": "Chicago, IL", "who": "a b", "n": 3}))

    assert written["ids"] == {"n": 3}


@pytest.mark.asvs("V16.2.5", "V16.4.1")
@pytest.mark.parametrize(
    ("logger", "message", "arguments"),
    [
        ("django.request", "Not Found: %s", ("/facilities/secretplace/",)),
        ("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'secretplace'", ()),
        ("django.server", '"%s" %s', ("GET /paths/?near=secretplace", "200")),
        ("some.library", "asked for secretplace", ()),
    ],
)
def test_log_line_of_a_library_never_quotes_it(logger, message, arguments):
    written = line(logger, message, *arguments, request="secretplace", status_code=404)

    assert "secretplace" not in written
    assert json.loads(written)["status"] == 404


def test_log_line_of_an_error_holds_type_and_place_but_not_the_message():
    try:
        raise ValueError("near secretplace")
    except ValueError:
        written = line("handrail.pages", "page failed", exc_info=sys.exc_info())

    facts = json.loads(written)
    assert "secretplace" not in written
    assert facts["exception"] == "builtins.ValueError"
    assert facts["trace"][0].startswith("tests/config/test_log_lines.py:")


@pytest.mark.asvs("V16.2.3")
def test_log_configuration_keeps_no_access_log():
    config = lines_config("INFO")

    access = config["loggers"]["granian.access"]

    assert access == {"handlers": [], "propagate": False, "level": "CRITICAL"}
    assert [handler["formatter"] for handler in config["handlers"].values()] == ["ids_only"]
