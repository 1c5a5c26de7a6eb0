"""Every value of the domain has its words, in both languages, and old lists say so."""

from datetime import timedelta

import pytest

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.list_age import is_old
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.wordings import fellowships, traits, venues
from handrail.meetings.wordings.freshness import old_told, read_told
from handrail.meetings.wordings.languages import languages_told
from handrail.meetings.wordings.zones import zone_place, zone_told


def test_no_value_is_without_words():
    assert set(fellowships.NAMES) == set(Fellowship)
    assert set(traits.WORDS) == set(Trait)
    assert set(venues.WORDS) == set(Venue)


@pytest.mark.parametrize(
    ("codes", "language", "expected"),
    [
        ([], "en", ""), (["en"], "en", ""), (["en", "es"], "en", ""), (["es"], "en", "in Spanish"), (["es"], "es", ""),
        (["en"], "es", "en inglés"), (["fr", "ht"], "en", "in French and Haitian Creole"), (["qq"], "en", "in qq"),
    ],
)  # fmt: skip
def test_language_is_told_where_it_is_not_the_readers(codes, language, expected):
    assert languages_told(codes, language) == expected


@pytest.mark.parametrize(
    ("zone", "place", "name"),
    [
        ("America/New_York", "New York", "Eastern time"),
        ("America/Indiana/Indianapolis", "Indianapolis", "Indianapolis"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires"),
        ("Etc/GMT+5", "universal time (UTC)", "universal time (UTC)"),
        ("UTC", "universal time (UTC)", "universal time (UTC)"),
    ],
)
def test_zone_is_named_by_a_place_or_its_ordinary_name(zone, place, name):
    assert (zone_place(zone, "en"), zone_told(zone, "en")) == (place, name)


@pytest.mark.parametrize(
    ("days", "read", "old"),
    [
        (0, "list read today", ""), (1, "list read yesterday", ""), (3, "list read 3 days ago", ""),
        (14, "list read 14 days ago", ""), (15, "list read 15 days ago", "List is 15 days old: ask first"),
    ],
)  # fmt: skip
def test_age_of_a_list_is_told_and_an_old_one_warns(at, days, read, old):
    read_at = at - timedelta(days=days)

    assert read_told(read_at, at=at, language="en") == read
    assert old_told(read_at, at=at, language="en") == old


def test_list_of_unknown_age_is_old(at):
    assert is_old(None, at=at) is True
    assert read_told(None, at=at, language="en") == "nobody knows when the list was read"
    assert old_told(None, at=at, language="en") == "Age of the list not known: ask first"


def test_clock_of_the_database_that_is_ahead_makes_no_list_old(at):
    assert read_told(at + timedelta(hours=1), at=at, language="en") == "list read today"
