"""Who somebody is and how to reach them, in lines: what was written down under the names that forms use."""

from collections.abc import Mapping
from typing import Any

from handrail.accounts.models import Organization
from handrail.referrals.turns import is_one_way
from handrail.web.translation import mark

ALIAS, NAME, BORN = mark("What to call them"), mark("Name"), mark("Born")
PHONE, EMAIL = mark("Telephone"), mark("E-mail")
REACH, ADDRESS, WHEN = mark("How to reach them"), mark("Number or address"), mark("When it is safe")
NOTE = mark("Note of the sender")
VOICEMAIL, NO_VOICEMAIL = mark("Voicemail"), mark("Do not leave a voicemail.")
CALL_BACK = mark("Call whoever sent them")
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
THROUGH_SENDER, NO_WAY = mark("Only through whoever sent them"), mark("No way is known")


def person_lines(
    words: Mapping[str, Any], identity: Mapping[str, Any], *, sender: Organization | None
) -> list[tuple[str, str, bool]]:
    """Label, words, and whether the words are ours and so are translated."""
    known = {**words, **{key: value for key, value in identity.items() if value}}
    if known.get("reach") == "receipt":
        known.pop("when", None)  # beside "not at all" it would read as leave to call
    return [line_of(key, known[key], sender) for key in LABELS if known.get(key)]


def line_of(key: str, value: Any, sender: Organization | None) -> tuple[str, str, bool]:
    if key == "no_voicemail":
        return LABELS[key], NO_VOICEMAIL, True
    if key == "reach" and value == "receipt" and sender is not None:
        return LABELS[key], NO_WAY if is_one_way(sender) else THROUGH_SENDER, True
    ours = CODES.get(key, {}).get(str(value))
    return (LABELS[key], ours, True) if ours else (LABELS[key], str(value), False)
