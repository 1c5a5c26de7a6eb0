"""Our scripts write text as text, keep nothing and hear nobody: they are small enough to be held to a list of words."""

import re

import pytest

MARKUP = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser"
CODE = r"\beval\b|\bFunction\b|set(?:Timeout|Interval)\((?!\w+,)|\bimport\b"
STORES = r"localStorage|sessionStorage(?!\.removeItem)|indexedDB|document\.cookie"
KEPT_PAGES = r"\bcaches\b|serviceWorker"
KEEPERS = ("keeping.js", "worker.js")  # public pages on a person's own phone: test_keep_pages_on_my_phone shows which
SAVERS = ("saved_meetings.js",)  # ids of public meetings, on a press: tests/journeys/test_save_a_meeting.py shows which
OBJECTS = r"__proto__|\.prototype\.?\w*\s*=|\bconstructor\b|Object\.assign|\bfor\s*\([^;]*\bin\b"
MESSAGES = r"postMessage|[\"']message[\"']|BroadcastChannel|WebSocket|RTCPeerConnection"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(MARKUP, marks=pytest.mark.asvs("V3.2.2")),
        pytest.param(CODE, marks=pytest.mark.asvs("V1.3.2", "V1.2.3")),
        pytest.param(STORES, marks=pytest.mark.asvs("V14.3.3")),
        pytest.param(KEPT_PAGES, marks=pytest.mark.asvs("V14.3.3")),
        pytest.param(OBJECTS, marks=pytest.mark.asvs("V15.3.6")),
        pytest.param(MESSAGES),
    ],
)
def test_script_uses_no_such_word(checkout, words):
    scripts = sorted((checkout / "src" / "handrail").rglob("static/**/*.js"))
    may = {KEPT_PAGES: KEEPERS, STORES: SAVERS}.get(words, ())
    held = [file for file in scripts if file.name not in may]

    found = [(file.name, match) for file in held for match in re.findall(words, file.read_text())]

    assert (found, len(scripts) >= 3) == ([], True)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (MARKUP, "part.innerHTML = words;"),
        (CODE, 'eval("1");'),
        (STORES, 'localStorage.setItem("place", place);'),
        (KEPT_PAGES, "window.caches.open(place);"),
        (OBJECTS, "Object.assign(known, JSON.parse(text));"),
        (MESSAGES, 'window.addEventListener("message", hear);'),
    ],
)
def test_such_a_word_would_be_found(words, line):
    assert re.search(words, line)
