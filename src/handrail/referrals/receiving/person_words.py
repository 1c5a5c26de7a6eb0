"""Who somebody is and how to reach them, in lines: what was written down under the names that forms use."""

from collections.abc import Mapping
from typing import Any

from handrail.web.translation import mark

ALIAS, NAME, BORN, PHONE, EMAIL = mark("Call them"), mark("Name"), mark("Born"), mark("Telephone"), mark("E-mail")
REACH, ADDRESS, WHEN, NOTE = mark("How to reach them"), mark("Number or address"), mark("When"), mark("Written with it")
VOICEMAIL, NO_VOICEMAIL = mark("Voicemail"), mark("Do not leave a voicemail.")
CALL_BACK = mark("Ring whoever sent them")
REACHED_BY = frozenset({PHONE, EMAIL, ADDRESS, CALL_BACK})
LABELS: dict[str, str] = {
    "alias": ALIAS,
    "name": NAME,
    "birth_date": BORN,
    "phone": PHONE,
    "email": EMAIL,
    "reach": REACH,
    "address": ADDRESS,
    "when": WHEN,
    "no_voicemail": VOICEMAIL,
    "note": NOTE,
    "call_back": CALL_BACK,
}
"""In the order in which they are shown. What has no label here is not shown: nothing slips through."""

CODES: dict[str, dict[str, str]] = {
    "reach": {
        "receipt": mark("Not at all: they come back and look here."),
        "text": mark("By text message"),
        "call": mark("By telephone"),
        "email": mark("By e-mail"),
    },
    "when": {
        "any": mark("At any time"),
        "morning": mark("In the morning"),
        "afternoon": mark("In the afternoon"),
        "evening": mark("In the evening"),
    },
}


def person_lines(words: Mapping[str, Any], identity: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """Label, words, and whether the words are ours and so are translated."""
    known = {**words, **{key: value for key, value in identity.items() if value}}
    return [line_of(key, known[key]) for key in LABELS if known.get(key)]


def line_of(key: str, value: Any) -> tuple[str, str, bool]:
    if key == "no_voicemail":
        return LABELS[key], NO_VOICEMAIL, True
    ours = CODES.get(key, {}).get(str(value))
    return (LABELS[key], ours, True) if ours else (LABELS[key], str(value), False)
