"""Every service code with its meaning: our plain words, and the official ones where a directory brought them."""

from typing import Any

from handrail.directory.domain.code_groups import GROUP_HEADINGS, CodeGroup
from handrail.directory.domain.filters import GROUPS, FilterGroup
from handrail.directory.filter_words import group_words, option_words
from handrail.directory.labels import code_labels, group_of, in_dictionary_order, label
from handrail.directory.models import ServiceCode


def code_book() -> dict[str, Any]:
    """In the order of the official dictionary; codes that only a loaded directory knows come last."""
    official = ServiceCode.objects.in_bulk()
    return {
        "groups": [
            {"code": group.value, "en": english, "es": spanish} for group, (english, spanish) in GROUP_HEADINGS.items()
        ],
        "codes": [code_entry(code, official.get(code)) for code in in_dictionary_order({**code_labels(), **official})],
        "filters": [filter_entry(group) for group in GROUPS],
    }


def code_entry(code: str, official: ServiceCode | None) -> dict[str, Any]:
    return {
        "code": code,
        "group": CodeGroup(group_of(code)).value,
        "en": label(code, "en") if code in code_labels() or official is None else official.name,
        "es": label(code, "es") if code in code_labels() or official is None else official.name,
        "official_name": official.name if official else None,
        "definition": (official.definition or None) if official else None,
        "category": official.category_name if official else None,
        "last_year": official.last_year if official else None,
    }


def filter_entry(group: FilterGroup) -> dict[str, Any]:
    """The order of groups and options is the one people think in."""
    return {
        "name": group.name,
        "en": group_words(group.name, "en"),
        "es": group_words(group.name, "es"),
        "options": [
            {
                "name": option.name,
                "en": option_words(group.name, option.name, "en"),
                "es": option_words(group.name, option.name, "es"),
                "codes": list(option.codes),
                "without": list(option.without),
            }
            for option in group.options
        ],
    }
