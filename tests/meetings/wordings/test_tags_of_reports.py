"""What a tag says: who says so and since when, by the meeting's own calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.traits import Trait
from handrail.meetings.models import Feed, Meeting, PeoplesWord
from handrail.meetings.wordings.tags import tags_of
from meeting_rows import make_stored_meeting

pytestmark = pytest.mark.django_db
MONDAY_NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # in Chicago
LATELY = MONDAY_NOON - timedelta(days=5)


def told(language="en", *, word=None, read_at=LATELY, **facts):
    meeting = make_stored_meeting(**({"changed_upstream": LATELY} | facts))
    Feed.objects.update(read_at=read_at)
    if word:
        PeoplesWord.objects.create(meeting=meeting, **word)
    tags = tags_of(Meeting.objects.get(pk=meeting.pk), at=MONDAY_NOON, language=language)
    return [(tag.words, tag.tone) for tag in tags]


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), "Seen happening today"),
        (datetime(2026, 11, 23, 5, 59, tzinfo=UTC), "Seen happening yesterday"),  # the day before, in Chicago
        (MONDAY_NOON - timedelta(days=3), "Seen happening 3 days ago"),
        (MONDAY_NOON - timedelta(days=13), "Seen happening 13 days ago"),
        (MONDAY_NOON - timedelta(days=14), "Seen happening 2 weeks ago"),
        (MONDAY_NOON - timedelta(days=92), "Seen happening 13 weeks ago"),
    ],
)
def test_seen_happening(seen, words):
    assert told(confirmed_at=seen)[0] == (words, "")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (None, "Not confirmed yet: was it there?"),
        (datetime(2026, 5, 20, 12, tzinfo=UTC), "Not confirmed since spring: was it there?"),
        (datetime(2026, 2, 1, 12, tzinfo=UTC), "Not confirmed since winter: was it there?"),
        (datetime(2025, 11, 1, 12, tzinfo=UTC), "Not confirmed since 2025: was it there?"),
        (datetime(1970, 1, 1, tzinfo=UTC), "Not confirmed since 1969: was it there?"),
    ],
)
def test_not_confirmed_since(written, words):
    assert told(changed_upstream=written)[0] == (words, "ask")


def test_what_its_body_wrote_lately_needs_no_word():
    assert told(fellowship=Fellowship.NAR_ANON) == []


def test_list_that_nobody_read_for_weeks_confirms_nothing():
    tags = told(fellowship=Fellowship.NAR_ANON, read_at=MONDAY_NOON - timedelta(days=20))

    assert tags[0] == ("Not confirmed since fall: was it there?", "ask")


@pytest.mark.parametrize(
    ("doubt", "words"),
    [("nobody", "People found nobody on 2 days"), ("moved", "It moved, people said on 2 days")],
)
def test_doubted(doubt, words):
    word = {"doubt": doubt, "doubt_days": 2, "doubted_on": date(2026, 11, 16)}

    assert told(word=word)[0] == (words, "warn")


def test_doubt_gives_way_at_once_to_who_saw_it_since():
    word = {"doubt": "nobody", "doubt_days": 2, "doubted_on": date(2026, 11, 16)}

    tags = told(word=word, confirmed_at=MONDAY_NOON - timedelta(days=1))

    assert tags[0] == ("Seen happening yesterday", "")


@pytest.mark.parametrize(
    ("facts", "words", "tone"),
    [
        ({"fellowship": Fellowship.NA}, "Medicine: varies by group", "warn"),
        ({"fellowship": Fellowship.AA}, "Medicine: not known", "ask"),
        ({"fellowship": Fellowship.SMART}, "Medicine welcome, says the fellowship", ""),
        ({"fellowship": Fellowship.MARA}, "Medicine welcome, not yet confirmed", ""),
        ({"fellowship": Fellowship.LIFERING}, "Medicine accepted, not yet confirmed", ""),
        ({"traits": [Trait.MEDICINE_WELCOME]}, "Medicine welcome, says its list", ""),
        (
            {"word": {"medicine": "welcome", "medicine_days": 9}},
            "Medicine welcome, people said on 9 days",
            "",
        ),
        (
            {"word": {"medicine": "told_to_stop", "medicine_days": 5}, "traits": [Trait.MEDICINE_WELCOME]},
            "Medicine: told to stop it, people said on 5 days",
            "warn",
        ),
        (
            {"word": {"medicine": "differs", "medicine_days": 7}, "fellowship": Fellowship.SMART},
            "Medicine: what people say differs, from 7 days",
            "warn",
        ),
    ],
)
def test_medicine_is_told_by_who_knows_most(facts, words, tone):
    assert told(**facts) == [(words, tone)]


def test_suspended_meeting_is_not_asked_about():
    assert told(venue="suspended", changed_upstream=None, fellowship=Fellowship.NAR_ANON) == []


def test_in_spanish():
    tags = told("es", confirmed_at=MONDAY_NOON - timedelta(days=3))

    assert [words for words, _ in tags] == ["Se vio que se reunía hace 3 días", "Medicina: depende de cada grupo"]
