"""Which of a place's numbers to call first: one that two of us checked, the line for new people, the main one."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from handrail.directory.domain.identity import phone_key
from handrail.directory.domain.phone_numbers import PhoneNumber, read_phone


class Line(StrEnum):
    """Who answers there. In this order they are called: the first line knows whether there is room."""

    INTAKE = "intake"
    MAIN = "main"


class NumberToCall(NamedTuple):
    number: PhoneNumber
    line: Line
    is_checked: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The same for one number however it is spelled. Two extensions are two desks."""
        return phone_key(self.number.shown), self.number.extension


NOTHING_CHECKED: Mapping[Line, str] = MappingProxyType({})


def numbers_to_call(
    *, intake: Iterable[str], main: str, checked: Mapping[Line, str] = NOTHING_CHECKED, state: str = ""
) -> tuple[NumberToCall, ...]:
    """Each once, in the order to call; what cannot be dialed comes last. `checked` is what two of us confirmed."""
    found: dict[tuple[str, str], NumberToCall] = {}
    for each in in_order(tuple(intake), main, checked, state):
        found.setdefault(each.key, each)
    return tuple(sorted(found.values(), key=lambda each: not each.number.href))


def in_order(intake: tuple[str, ...], main: str, checked: Mapping[Line, str], state: str) -> Iterator[NumberToCall]:
    told = [(checked[line], line, True) for line in Line if line in checked]
    told += [(text, Line.INTAKE, False) for text in intake]
    for text, line, is_checked in (*told, (main, Line.MAIN, False)):
        if number := read_phone(text, state=state):
            yield NumberToCall(number, line, is_checked)
