"""The filters as the form shows them: words, what is ticked, and how many places each choice would bring."""

from collections.abc import Mapping
from dataclasses import dataclass

from handrail.directory.domain.filters import GROUPS, FilterGroup
from handrail.directory.filter_words import group_words, option_about, option_words
from handrail.pages.list_form import ListSearch

Counts = Mapping[str, Mapping[str, int]]
OPEN_AT_FIRST = ("payment", "care")  # what most people choose first; the rest unfolds when it is wanted
BEFORE_DISTANCE = ("payment", "care")


@dataclass(frozen=True)
class Choice:
    """`count` is None before the first search."""

    value: str
    words: str
    about: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class ChoiceGroup:
    """One folded part of the form."""

    name: str
    words: str
    choices: tuple[Choice, ...]
    is_open: bool

    @property
    def number_chosen(self) -> int:
        return sum(choice.is_chosen for choice in self.choices)

    @property
    def abouts(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.about)


def choice_groups(search: ListSearch, counts: Counts | None, language: str) -> tuple[ChoiceGroup, ...]:
    """In the order people think; before the first search the first two stand open."""
    return tuple(choice_group(group, search, (counts or {}).get(group.name), language) for group in GROUPS)


def choice_group(
    group: FilterGroup, search: ListSearch, counts: Mapping[str, int] | None, language: str
) -> ChoiceGroup:
    choices = tuple(
        Choice(
            value=name,
            words=option_words(group.name, name, language),
            about=option_about(group.name, name, language),
            count=counts[name] if counts else None,
            is_chosen=search.has(group.name, name),
        )
        for name in group.option_names
    )
    is_open = bool(search.chosen.get(group.name)) or (counts is None and group.name in OPEN_AT_FIRST)
    return ChoiceGroup(group.name, group_words(group.name, language), choices, is_open)


def chosen_words(search: ListSearch, language: str) -> list[str]:
    """What was chosen, in words, for the head of the list."""
    return [
        option_words(group.name, name, language)
        for group in GROUPS
        for name in group.option_names
        if search.has(group.name, name)
    ]
