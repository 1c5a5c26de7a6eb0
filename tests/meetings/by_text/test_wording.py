"""No text of ours tells why somebody asked (P8, S37), and each is one or two texts of the network's own alphabet."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.meetings.by_text.wording import LONGEST_ANSWER, PlaceTold, said, said_beside_help, said_places, words
from handrail.meetings.domain.occurrences import Occurrence
from handrail.meetings.domain.texts import Reply
from messaging.test_words_of_messages import GSM, TELLING

AT = datetime(2026, 11, 24, 0, 20, tzinfo=UTC)
LANGUAGES = ("en", "es")
EVERY_TEXT = [
    *(said(reply, language, zip_code=zip_code)
      for reply in set(Reply) - {Reply.PLACES} for language in LANGUAGES for zip_code in ("", "60608")),
    *map(said_beside_help, ("HELP", "AYUDA")),
]  # fmt: skip


def place(hours=1, *, street="1234 W 18th St", miles=0.6):
    start = AT.replace(minute=0) + timedelta(hours=hours)
    return PlaceTold(Occurrence(start, start + timedelta(hours=1), "America/Chicago"), street, "Cicero", miles)


def test_every_word_is_there_in_both_languages():
    assert [key for key, told in words().items() if sorted(told) != sorted(LANGUAGES)] == []


def test_no_text_tells_what_it_is_about_and_each_is_one_sms_of_the_network():
    assert [text for text in EVERY_TEXT if TELLING.search(text)] == []
    assert [text for text in EVERY_TEXT if len(text) > 160 or set(text) - GSM] == []


def test_each_text_says_how_to_end_them():
    assert [text for text in EVERY_TEXT[:-2] if "STOP" not in text] == []


@pytest.mark.parametrize(
    ("places", "text"),
    [
        ([place()], "1 place near you: 7 pm 1234 W 18th St, 0.6 mi. STOP ends it."),
        ([place(0), place(17, miles=4.4)],
         "2 places near you: now 1234 W 18th St, 0.6 mi; tomorrow 11 am 1234 W 18th St, Cicero, 4 mi. STOP ends it."),
        ([], "No place near you in the next 24 hours. 211 may know more. STOP ends it."),
    ],
)  # fmt: skip
def test_said_places_names_time_street_and_distance(places, text):
    assert said_places(places, "en", at=AT) == text


def test_places_that_do_not_fit_are_left_out_and_not_counted():
    long = [place(hours, street="1 " + "W" * 120, miles=9) for hours in (1, 2, 3)]

    text = said_places(long, "en", at=AT)

    assert text.startswith("1 place near you: 7 pm")
    assert len(text) <= LONGEST_ANSWER


def test_operator_may_put_a_neutral_name_before_it(settings):
    settings.MESSAGE_NAME = "Notes"

    assert said_places([], "es", at=AT).startswith("Notes: Ningun lugar cerca de usted")
