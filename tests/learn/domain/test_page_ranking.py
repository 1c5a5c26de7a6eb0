"""Which page answers what was typed, and in which order."""

import pytest

from handrail.learn.domain.page_ranking import (
    ANSWER,
    BODY,
    FILLERS,
    HEADINGS,
    QUESTION,
    nearest,
    rank,
    stem,
    telling,
    weighted,
)


def page(order=0, **fields):
    weights = {"question": QUESTION, "answer": ANSWER, "headings": HEADINGS, "body": BODY}
    return weighted(order, {weights[name]: words.split() for name, words in fields.items()})


def first_to_last(pages, *words):
    ranks = {name: rank(each, [stem(word) for word in words]) for name, each in pages.items()}
    return sorted((name for name in ranks if ranks[name]), key=lambda name: ranks[name])


def test_question_stands_before_answer_before_heading_before_body():
    pages = {
        "body": page(1, body="naloxone"),
        "headings": page(2, headings="naloxone"),
        "answer": page(3, answer="naloxone"),
        "question": page(4, question="naloxone"),
        "none": page(5, question="water"),
    }

    assert first_to_last(pages, "naloxone") == ["question", "answer", "headings", "body"]


def test_what_the_words_say_together_decides():
    pages = {
        "both in the text": page(body="methadone pay"),
        "one in the question": page(question="pay"),
        "one in the question, one in the text": page(question="pay", body="methadone"),
    }

    assert first_to_last(pages, "methadone", "pay") == [
        "one in the question, one in the text",
        "one in the question",
        "both in the text",
    ]


def test_order_of_the_overview_decides_between_equals():
    pages = {"later": page(7, question="naloxone"), "earlier": page(3, question="naloxone")}

    assert first_to_last(pages, "naloxone") == ["earlier", "later"]


def test_word_counts_once_at_its_best_place():
    assert rank(page(question="pay", body="pay pay pays"), ["pay"]) == (-QUESTION, 0)


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({"body": "a1 b1 c1"}, True),  # all of them
        ({"body": "a1 b1"}, False),  # by chance
        ({"body": "a1", "headings": "b1"}, False),
        ({"body": "a1", "answer": "b1"}, True),
        ({"question": "a1"}, False),  # one of three
    ],
)
def test_some_words_of_a_long_page_are_not_what_it_is_about(fields, is_found):
    found = rank(page(**fields), ["a1", "b1", "c1"])

    assert (found is not None) is is_found


@pytest.mark.parametrize(
    ("one", "other"), [("pays", "pay"), ("paying", "pay"), ("recetas", "receta"), ("naloxone", "naloxona")]
)
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["use", "na", "os", "es"])
def test_short_word_keeps_its_letters(word):
    assert stem(word) == word


def test_words_that_tell_nothing_are_set_aside_unless_there_is_no_other():
    assert telling(["how", "do", "i", "pay", "for", "it"]) == ("pay",)
    assert telling(["how", "how", "do", "i"]) == ("how", "do", "i")
    assert telling(()) == ()
    assert {"heroin", "detox", "stop", "quit", "help"} & FILLERS == set()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("nalaxone", "naloxone"), ("methodone", "methadone"), ("jial", "jial"), ("pay", "pay")],
)
def test_misspelt_word_is_the_nearest_known_one(typed, meant):
    assert nearest(typed, frozenset({"naloxone", "methadone", "jail", "pays"})) == meant
