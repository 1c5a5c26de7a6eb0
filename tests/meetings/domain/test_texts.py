"""What a text is, and what it is answered."""

from itertools import product

import pytest

from handrail.meetings.domain.texts import (
    LONGEST,
    MAY_BE_TOLD,
    STEP_AFTER,
    ReadText,
    Reply,
    Said,
    Step,
    read_text,
    reply_to,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("MEETING 60608", ReadText(Said.ASKS, "60608")),
        ("meetings near 60608", ReadText(Said.ASKS, "60608")),
        (" Meeting:60608-1234. ", ReadText(Said.ASKS, "60608")),
        ("Meeting", ReadText(Said.ASKS)),
        ("Reunión 60608", ReadText(Said.ASKS, "60608", "es")),
        ("juntas cerca de 60608", ReadText(Said.ASKS, "60608", "es")),
        ("60608", ReadText(Said.PLACE, "60608")),
        ("Yes!", ReadText(Said.AGREES)),
        ("y 60608", ReadText(Said.AGREES, "60608")),
        ("¡SÍ!", ReadText(Said.AGREES, "", "es")),
        ("yes please", ReadText(Said.OTHER)),
        ("meeting chicago", ReadText(Said.OTHER)),
        ("6060", ReadText(Said.OTHER)),
        ("606081", ReadText(Said.OTHER)),
        ("", ReadText(Said.OTHER)),
        ("MEETING 60608" + "." * LONGEST, ReadText(Said.OTHER)),
    ],
)
def test_read_text_takes_the_whole_text_or_none_of_it(text, read):
    assert read_text(text) == read


def test_every_step_and_word_has_its_rule():
    assert set(MAY_BE_TOLD) == set(product([None, *Step], set(Said) - {Said.OTHER}))
    assert set(STEP_AFTER) == set(Reply) - {Reply.HELP}


def test_nobody_is_told_a_place_without_a_yes_of_theirs():
    told = {key for key, may in MAY_BE_TOLD.items() if may}

    assert told == {(Step.ASKED, Said.AGREES), *((Step.AGREED, said) for said in set(Said) - {Said.OTHER})}


@pytest.mark.parametrize(
    ("step", "text", "is_known", "reply"),
    [
        (None, "MEETING 60608", True, Reply.QUESTION),
        (None, "YES", False, Reply.HELP),
        (None, "YES 60608", True, Reply.QUESTION),
        (Step.ASKED, "YES 60608", True, Reply.PLACES),
        (Step.ASKED, "YES 00000", False, Reply.UNKNOWN_PLACE),
        (Step.ASKED, "YES", False, Reply.WHICH_PLACE),
        (Step.AGREED, "60608", True, Reply.PLACES),
        (Step.AGREED, "no thanks", False, Reply.HELP),
    ],
)
def test_reply_to_follows_the_table(step, text, is_known, reply):
    assert reply_to(step, read_text(text), is_place_known=is_known) is reply
