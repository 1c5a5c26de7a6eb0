"""The numbers of a place as pages show them: in the order to call, each named, with a warning where one is due."""

from dataclasses import dataclass

from handrail.directory.calls.numbers_found import NOTHING_FOUND, NumbersFound
from handrail.directory.domain.identity import LONGEST_KEY
from handrail.directory.domain.numbers_to_call import NumberToCall, numbers_to_call
from handrail.directory.facility_facts import words
from handrail.directory.models import Facility
from handrail.web.formats import format_date


@dataclass(frozen=True)
class CallLine:
    """`shown` is verbatim; `href` may be empty; `spoken` tells what to ask for after the call is taken.

    `name` says what the line is, where there is more than one, or who checked it.
    """

    shown: str
    href: str
    spoken: str
    extension: str
    name: str
    warning: str


def may_be_called(facility: Facility) -> bool:
    """Not a place that is closed, nor one that goes on under another entry."""
    return facility.closed_at is None and facility.merged_into_id is None


def call_lines(facility: Facility, language: str, found: NumbersFound = NOTHING_FOUND) -> tuple[CallLine, ...]:
    """In the order to call. Empty where nothing is listed, or nobody is there to be called."""
    if not may_be_called(facility):
        return ()
    numbers = numbers_to_call(
        intake=facility.intake_phones, main=facility.phone, checked=dict(found.checked), state=facility.state
    )
    has_several = len({each.line for each in numbers}) > 1
    doubted = facility.number_key if found.doubt else ""
    return tuple(
        CallLine(
            shown=each.number.shown,
            href=each.number.href,
            spoken=words("extension", language, extension=each.number.extension) if each.number.extension else "",
            extension=each.number.extension,
            name=name(each, language) if has_several or each.is_checked else "",
            warning=warning(found, language) if doubted and each.key[0][:LONGEST_KEY] == doubted else "",
        )
        for each in numbers
    )


def name(number: NumberToCall, language: str) -> str:
    return words(f"line_{number.line}{'_checked' if number.is_checked else ''}", language)


def warning(found: NumbersFound, language: str) -> str:
    date = format_date(found.on, language) if found.on else ""
    return words(f"doubt_{found.doubt}", language, date=date)
