"""Says what is wrong with a field, in words of ours: a library's own could quote what was typed."""

from collections.abc import Iterable
from typing import Any

from handrail.interop.problem_kinds import FIELD_REFUSED
from handrail.web.problems import problem
from handrail.web.translation import CATALOGS, ENGLISH, mark, translate

MOST_TOLD = 20
UNUSABLE = mark("This value cannot be used.")
UNKNOWN_PARAMETER = mark("This address takes no such parameter.")
MESSAGES = {
    "missing": mark("This field is needed."),
    "extra_forbidden": mark("We do not know this field."),
    "literal_error": mark("We do not know this word. Known words: %(expected)s."),
    "string_type": mark("This must be a text."),
    "string_unicode": mark("This text holds a character that cannot be read."),
    "string_pattern_mismatch": mark("This text holds a character that cannot be read."),
    "string_too_short": mark("This text is empty."),
    "string_too_long": mark("This text may have at most %(max_length)s characters."),
    "int_type": mark("This must be a whole number."),
    "int_from_float": mark("This must be a whole number."),
    "float_type": mark("This must be a number."),
    "finite_number": mark("This must be a number that has an end."),
    "greater_than_equal": mark("This must be %(ge)s or more."),
    "less_than_equal": mark("This must be %(le)s or less."),
    "bool_type": mark("This must be true or false."),
    "list_type": mark("This must be a list."),
    "too_long": mark("This list may have at most %(max_length)s entries."),
    "model_type": mark("This must be an object."),
    "model_attributes_type": mark("This must be an object."),
    "too_many": mark("That is too much at once. Please choose fewer things."),
    "too_short": mark("This list is empty."),
    "one_place_id": mark("Send service_id or facility, not both."),
    "unit_of_level": mark("This level is counted in the other unit."),
    "not_a_moment": mark("Write a moment with its zone, such as 2026-11-23T12:00:00Z."),
    "more_than_all": mark("%(available)s open is more than %(maximum)s in all."),
    "updated_ahead": mark("This time lies ahead. Is that clock right?"),
    "updated_long_ago": mark("This time is more than a year ago."),
    "group_twice": mark("This group of this place stands twice in the call."),
    "older_than_stored": mark("Something newer was said of this group."),
    "place_not_yours": mark("Your organization keeps no page with this id."),
    "no_place": mark("Say where: send near or point."),
    "two_places": mark("Send near or point, not both."),
}
FIELD_OF = {"no_place": ("near",), "two_places": ("point",)}
SHOWN_LETTERS = 40


def fields_refused(errors: Iterable[dict[str, Any]], *, language: str) -> Any:
    """The problem document for pydantic's errors, in its own places (`loc`) below the body."""
    told = [field_error(error, language) for error in list(errors)[:MOST_TOLD]]
    return problem(FIELD_REFUSED, language=language, errors=told)


def field_refused(field: str, code: str, detail: str, *, language: str) -> Any:
    """The problem document for one field that is well formed and still of no use."""
    return problem(FIELD_REFUSED, language=language, errors=[told_field((field,), code, detail)])


def field_error(error: dict[str, Any], language: str) -> dict[str, str]:
    code, values = error["type"], dict(error.get("ctx", {}))
    if "expected" in values:
        values["expected"] = plain_list(values["expected"])
    place = error["loc"] or FIELD_OF.get(code, ())
    return told_field(place, code, translate(MESSAGES.get(code, UNUSABLE), language, **values))


def plain_list(expected: str) -> str:
    """From pydantic's "'a', 'b' or 'c'"."""
    return expected.replace(" or ", ", ").replace("'", "")


def told_field(place: tuple[str | int, ...], code: str, detail: str) -> dict[str, str]:
    """`pointer` is a JSON pointer into the body (RFC 6901); `field` is its first step, for a form to show it by."""
    steps = [shown(step) for step in place]
    pointer = "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in steps)
    return {"field": steps[0] if steps else "", "pointer": f"#{pointer}", "code": code, "detail": detail}


def shown(step: str | int) -> str:
    """A field's name may be anything that was sent: short, and nothing that cannot be shown."""
    return "".join(letter for letter in str(step)[:SHOWN_LETTERS] if letter.isprintable())


def language_asked(words: object) -> str:
    return words if isinstance(words, str) and words in CATALOGS else ENGLISH
