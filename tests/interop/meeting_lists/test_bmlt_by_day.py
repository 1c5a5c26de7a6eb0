"""A BMLT search that no place narrows is answered from columns, and as the database would answer it."""

import json
import random
from datetime import time

import pytest

from handrail.directory.index.pace import at_once
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.export import bmlt_search
from handrail.meetings.export.bmlt_day_search import is_by_day
from handrail.meetings.export.bmlt_formats import BY_TRAIT, BY_VENUE, FormatBook, of_language
from handrail.meetings.export.bmlt_matching import FormatMatching
from handrail.meetings.export.bmlt_parameters import Parameters
from handrail.meetings.export.bmlt_search import searched, sort_keys
from handrail.meetings.export.day_packing import days_from_database
from handrail.meetings.export.live_days import LiveDays, Ways
from handrail.meetings.export.queries import keys_used, publishers
from handrail.meetings.index.actions import bump_revision
from interop.meeting_lists.listed_meetings import READ, make_feed, make_meeting

pytestmark = pytest.mark.django_db

KEYS = ("OM", "Pi", "Sp", "XX")
FORMATS = [
    {"key_string": "OM", "name_string": "Open Meeting", "lang": "en", "id": "4", "world_id": "OPEN"},
    {"key_string": "Pi", "name_string": "Pitch", "lang": "en", "id": "5", "world_id": ""},
    {"key_string": "Sp", "name_string": "Spanish", "lang": "en", "id": "6", "world_id": "LANG"},
]
TRAITS = (Trait.OPEN, Trait.WOMEN, Trait.SECULAR)
OURS = (*(BY_TRAIT[trait] for trait in TRAITS), BY_VENUE[Venue.ONLINE], of_language("es"))
SORTS = ("", "weekday", "time", "town", "state", "weekday_state")


@pytest.fixture
def live(columns_of_now, monkeypatch):
    """Columns as a process keeps them, made at once."""
    kept = LiveDays(Ways(start=lambda work: work()))
    monkeypatch.setattr(bmlt_search, "days_as_stored", kept.as_stored)
    return kept


@pytest.fixture
def many():
    """Ninety meetings of three lists, by chance; many of them share an hour, a town, or what they say of themselves."""
    chance = random.Random(7)
    feeds = [make_feed(name, format=FeedFormat.BMLT, formats=FORMATS) for name in ("north", "south")]
    feeds.append(make_feed("other"))
    for number in range(90):
        feed = chance.choice(feeds)
        days = chance.sample(range(7), chance.choice((0, 1, 1, 2, 7)))
        told = {
            "traits": frozenset(chance.sample(TRAITS, chance.randrange(3))),
            "formats": ("OWN",)[: chance.randrange(2)],
        }
        if feed.format == FeedFormat.BMLT:
            told = {"formats": tuple(chance.sample(KEYS, chance.randrange(3)))}
        make_meeting(
            feed,
            name=f"Example {number}",
            weekdays=tuple(sorted(days)),
            start=time(chance.randrange(24), chance.choice((0, 30))) if days else None,
            minutes=chance.choice((60, 90, 1440)),
            venue=chance.choice(list(Venue)),
            languages=chance.choice(((), ("en",), ("es",))),
            city=chance.choice(("alton", "Benton", "Cairo")),
            state=chance.choice(("IL", "il", "MO")),
            gone_at=READ if chance.random() < 0.1 else None,
            **told,
        )


def asked_by_chance(chance: random.Random, numbers: list[str]) -> dict[str, list[str]]:
    def some(values, most):
        return [
            ",".join(
                chance.choice(("", "", "-")) + str(each) for each in chance.sample(values, chance.randrange(most + 1))
            )
        ]

    hour = str(chance.randrange(26))
    asked = {
        "weekdays": some(range(10), 3),
        "venue_types": some(range(1, 5), 2),
        "formats": some(numbers, 2),
        "formats_comparison_operator": [chance.choice(("AND", "OR"))],
        chance.choice(("StartsAfterH", "StartsBeforeH", "EndsBeforeH", "unknown")): [hour],
        chance.choice(("MinDurationM", "MaxDurationM", "unknown")): [chance.choice(("60", "75", "90"))],
        "sort_key": [chance.choice(SORTS)],
        "page_size": [chance.choice(("", "", "3"))],
        "page_num": [chance.choice(("", "2"))],
    }
    return {name: value for name, value in asked.items() if chance.random() < 0.6}


def test_columns_answer_every_question_as_the_database_does(many):
    chance, known, days = random.Random(11), publishers(), days_from_database(at_once)
    book = FormatBook(known.by_id.values(), used=keys_used(known))
    numbers = [*book.rows, *(form.own_id for form in OURS), "1"]

    answers = []
    for _ in range(300):
        asked = Parameters(asked_by_chance(chance, numbers))
        is_any = asked.text("formats_comparison_operator") == "OR"
        matching = FormatMatching(asked.numbers("formats"), any_of_them=is_any, book=book, known=known)
        by_days = bmlt_search.of_days(days, asked, known, matching)
        answers.append((short(by_days), short(searched(asked, known, matching, None)), asked.sent))

    assert [each for each in answers if each[0] != each[1]] == []
    assert sum(1 for found, _, _ in answers if found) > 100


def short(hits):
    return [(hit.number, hit.weekday, hit.start, hit.minutes) for hit in hits]


@pytest.mark.parametrize(
    ("query", "is_so"),
    [
        ({}, True),
        ({"weekdays": ["2"], "formats": ["4"], "advanced_published": ["1"]}, True),
        ({"sort_key": ["town"]}, True),
        ({"sort_keys": ["location_street"]}, False),
        ({"services": ["1000002"]}, False),
        ({"meeting_ids": ["8"]}, False),
        ({"SearchString": [","]}, False),
        ({"meeting_key": ["meeting_name"]}, False),
        ({"advanced_published": ["-1"]}, False),
        ({"geo_width": ["5"]}, False),
    ],
)
def test_only_what_columns_hold_is_asked_of_them(query, is_so):
    asked = Parameters(query)

    assert is_by_day(asked, sort_keys(asked)) is is_so


@pytest.mark.parametrize("name", ["weekdays", "formats"])
def test_search_by_day_or_format_reads_no_row(many, live, django_assert_num_queries, name):
    known = publishers()
    book = FormatBook(known.by_id.values(), used=keys_used(known))
    asked = Parameters({name: ["2" if name == "weekdays" else BY_TRAIT[Trait.OPEN].own_id], "page_size": ["2"]})
    matching = FormatMatching(asked.numbers("formats"), any_of_them=False, book=book, known=known)
    bmlt_search.search(asked, known, matching)

    with django_assert_num_queries(1) as asked_of_it:
        hits = bmlt_search.search(asked, known, matching)

    assert len(hits) == 2
    assert "meetings_meetingsrevision" in asked_of_it[0]["sql"]


def test_answer_is_never_older_than_what_is_stored(client, live):
    feed = make_feed()
    make_meeting(feed, name="A", weekdays=(1,))
    found = [names(client), names(client)]

    make_meeting(feed, name="B", weekdays=(1,))
    bump_revision(at=READ)
    found.append(names(client))

    assert found == [["A"], ["A"], ["A", "B"]]


def names(client) -> list[str]:
    answer = client.get("/bmlt/client_interface/json/?switcher=GetSearchResults&weekdays=2&x=1")
    return [row["meeting_name"] for row in json.loads(answer.getvalue())]
