"""Whether a meeting counts as confirmed, unconfirmed or doubted, at each border."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.meetings.domain.freshness import (
    Doubt,
    Freshness,
    Sightings,
    confirmed_until,
    doubt_of,
    freshness_of,
)
from handrail.meetings.domain.reports import Answer, Said

TODAY = date(2026, 11, 23)
CONFIRMED, UNCONFIRMED, DOUBTED = Freshness


def ago(days):
    return None if days is None else TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("people", "written", "in_list", "is_now"),
    [
        (None, None, 0, UNCONFIRMED),  # that a list still names it confirms nothing
        (0, None, None, CONFIRMED),
        (92, None, None, CONFIRMED),
        (93, None, None, UNCONFIRMED),
        (None, 183, 0, CONFIRMED),
        (None, 184, 0, UNCONFIRMED),
        (None, 10, 14, CONFIRMED),
        (None, 10, 15, UNCONFIRMED),  # nobody read the list meanwhile
        (93, 183, 14, CONFIRMED),
        (-1, None, None, CONFIRMED),  # tomorrow, east of us
    ],
)
def test_freshness(people, written, in_list, is_now):
    sightings = Sightings(seen_by_people=ago(people), written_upstream=ago(written), last_in_list=ago(in_list))

    assert freshness_of(sightings, today=TODAY) is is_now


@pytest.mark.parametrize(
    ("doubted", "seen", "is_now"),
    [(0, None, DOUBTED), (120, None, DOUBTED), (121, None, UNCONFIRMED), (7, 8, DOUBTED), (7, 7, CONFIRMED)],
)
def test_doubt_ends_with_time_or_with_whoever_saw_it_again(doubted, seen, is_now):
    sightings = Sightings(seen_by_people=ago(seen), doubt=Doubt(Answer.NOBODY, 2, ago(doubted)))

    assert freshness_of(sightings, today=TODAY) is is_now


def test_doubt_outweighs_what_its_body_wrote():
    doubt = Doubt(Answer.NOBODY, 2, ago(1))
    sightings = Sightings(written_upstream=ago(3), last_in_list=ago(0), doubt=doubt)

    assert freshness_of(sightings, today=TODAY) is DOUBTED


@pytest.mark.parametrize(
    ("said", "seen", "doubt"),
    [
        ([], None, None),
        ([("nobody", 0)], None, None),
        ([("nobody", 0)] * 50, None, None),  # a flood on one day
        ([("nobody", 0), ("moved", 0)], None, None),
        ([("nobody", 0), ("nobody", 7)], None, Doubt(Answer.NOBODY, 2, ago(0))),
        ([("nobody", 0), ("nobody", 120)], None, Doubt(Answer.NOBODY, 2, ago(0))),
        ([("nobody", 0), ("nobody", 121)], None, None),
        ([("nobody", 0), ("nobody", 7)], 7, None),  # on the older day somebody saw it
        ([("nobody", 0), ("nobody", 7)], 8, Doubt(Answer.NOBODY, 2, ago(0))),
        ([("nobody", 0), ("moved", 7)], None, Doubt(Answer.MOVED, 2, ago(0))),
        ([("nobody", 0), ("nobody", 7), ("moved", 14)], None, Doubt(Answer.NOBODY, 3, ago(0))),
        ([("welcome", 0), ("told_to_stop", 7), ("there", 14)], None, None),
    ],
)
def test_doubt_is_of_two_days_since_it_was_seen(said, seen, doubt):
    told = [Said(Answer(answer), ago(days)) for answer, days in said]

    assert doubt_of(told, since=ago(seen), today=TODAY) == doubt


@given(
    st.lists(st.builds(Said, st.sampled_from(Answer), st.integers(0, 200).map(ago)), max_size=30),
    st.none() | st.integers(0, 200).map(ago),
)
def test_doubt_is_what_a_plain_count_says(said, seen):
    doubt = doubt_of(said, since=seen, today=TODAY)

    days = sorted({one.day for one in said if one.answer in ("nobody", "moved") and one.day >= ago(120)})
    since = [day for day in days if not seen or day > seen]
    assert (doubt and (doubt.days, doubt.last)) == ((len(since), since[-1]) if len(since) >= 2 else None)


@pytest.mark.parametrize(("people", "written", "newest"), [(None, None, None), (5, 9, 5), (9, 5, 5), (None, 5, 5)])
def test_confirmed_until_the_newest_day(people, written, newest):
    assert confirmed_until(Sightings(seen_by_people=ago(people), written_upstream=ago(written))) == ago(newest)
