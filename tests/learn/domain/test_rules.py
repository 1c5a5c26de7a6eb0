"""The rules of health content, one by one."""

from datetime import date

import pytest

from handrail.learn.domain.avoided_words import AVOIDED, avoided_words, say_instead
from handrail.learn.domain.blocks import Block, Link, PageFacts
from handrail.learn.domain.kinds import BlockKind, CardLevel, PageKind
from handrail.learn.domain.page_rules import (
    claim_problems,
    link_problems,
    part_problems,
    reading_problems,
    twin_problems,
)
from handrail.learn.domain.publishing import EditingRole, PublishingRefused, check_may_publish
from handrail.learn.domain.review import MONTHS, good_until, is_overdue, next_review_due
from handrail.learn.domain.sentences import average_words, long_sentences, sentences, words_in

SOURCES = {"wet": ["rivers"], "bare": []}


def facts(*blocks: Block, is_health: bool = True, texts=(), ways_on=()) -> PageFacts:
    return PageFacts("first", is_health, blocks, texts, ways_on)


@pytest.mark.parametrize(
    ("kind", "looked_at", "due"),
    [
        (PageKind.USUAL, date(2026, 11, 23), date(2027, 11, 23)),
        (PageKind.MEDICINE, date(2026, 11, 23), date(2027, 5, 23)),
        (PageKind.MEDICINE, date(2026, 8, 31), date(2027, 2, 28)),
        (PageKind.ABOUT, date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_next_review_is_due_by_kind(kind, looked_at, due):
    assert next_review_due(kind, looked_at=looked_at) == due


def test_every_kind_of_page_has_its_months():
    assert set(MONTHS) == set(PageKind)


@pytest.mark.parametrize(("due", "answer"), [(date(2026, 1, 1), True), (date(2026, 1, 2), False), (None, False)])
def test_page_is_overdue_the_day_after_it_was_due(due, answer):
    assert is_overdue(due, today=date(2026, 1, 2)) == answer


@pytest.mark.parametrize(
    ("dues", "until"),
    [
        ([date(2027, 3, 1), date(2027, 2, 1)], date(2027, 2, 1)),
        ([date(2026, 1, 1), date(2027, 2, 1)], date(2027, 2, 1)),  # overdue already: named, and no end of the rest
        ([date(2026, 1, 2), date(2027, 2, 1)], date(2026, 1, 2)),  # due on the day itself
        ([date(2025, 1, 1)], date(2026, 1, 2)),  # all overdue: of today alone
    ],
)
def test_copy_is_good_until_its_first_page_is_due(dues, until):
    assert good_until(dues, made_on=date(2026, 1, 2)) == until


@pytest.mark.parametrize(
    ("role", "author", "writers", "refused"),
    [
        (EditingRole.REVIEWER, 2, {2}, False),
        (EditingRole.REVIEWER, None, set(), False),
        (EditingRole.REVIEWER, 1, set(), True),
        (EditingRole.REVIEWER, 2, {1, 2}, True),
        (EditingRole.WRITER, 2, {2}, True),
        (None, 2, {2}, True),
    ],
)
def test_who_may_publish(role, author, writers, refused):
    try:
        check_may_publish(role, person=1, author=author, writers=writers)
        was_refused = False
    except PublishingRefused:
        was_refused = True

    assert was_refused == refused


@pytest.mark.parametrize(
    ("block", "problems"),
    [
        (Block(BlockKind.TEXT, claims=("wet",)), []),
        (Block(BlockKind.TEXT), ["Part 1 states health facts and names no claim."]),
        (Block(BlockKind.TEXT, is_opinion=True), []),
        (Block(BlockKind.PICTURE), []),
        (Block(BlockKind.CARD, claims=("dry",)), ["Part 1 names the claim dry, which there is not."]),
        (Block(BlockKind.LIST, claims=("bare",)), ["Part 1 rests on the claim bare, which has no source."]),
    ],
)
def test_health_facts_rest_on_claims_with_sources(block, problems):
    assert list(claim_problems(facts(block), sources_of=SOURCES)) == problems


@pytest.mark.parametrize(
    ("page", "problems"),
    [
        (facts(), ["The page has no part yet: readers would have the question and one sentence."]),
        (
            facts(is_health=False, ways_on=(Link(page="first"),)),
            ["The page has no part yet: readers would have the question and one sentence."],
        ),
        (facts(Block(BlockKind.TEXT, ("We sell nothing.",)), is_health=False), []),
        (
            facts(Block(BlockKind.TEXT, ("I think so.",), is_opinion=True), Block(BlockKind.PICTURE)),
            ["A page on health needs at least one part that rests on a claim."],
        ),
        (
            facts(Block(BlockKind.LIST, ("",), claims=("wet",))),
            ["A page on health needs at least one part that rests on a claim."],
        ),
        (facts(Block(BlockKind.PICTURE), Block(BlockKind.TEXT, ("Water is wet.",), claims=("wet",))), []),
    ],
)
def test_empty_page_is_none_and_a_health_page_rests_on_something(page, problems):
    assert list(part_problems(page)) == problems


def test_page_about_us_needs_no_claims():
    assert list(claim_problems(facts(Block(BlockKind.TEXT), is_health=False), sources_of=SOURCES)) == []


@pytest.mark.parametrize(
    ("link", "level", "count"),
    [
        (Link(page="first"), None, 0),
        (Link(page="gone"), None, 1),
        (Link(address="https://a.example"), None, 0),
        (Link(address="mailto:a@a.example"), None, 1),
        (Link(address="tel:911"), CardLevel.EMERGENCY, 0),
        (Link(address="tel:988"), CardLevel.EMERGENCY, 0),
        (Link(page="first"), CardLevel.EMERGENCY, 1),
        (Link(address="tel:5550100"), CardLevel.EMERGENCY, 1),
    ],
)
def test_links_lead_somewhere(link, level, count):
    page = facts(Block(BlockKind.CARD, links=(link,), level=level))

    assert len(list(link_problems(page, slugs={"first"}))) == count


def test_ways_on_lead_somewhere():
    page = facts(ways_on=(Link(page="first"), Link(page="gone")))

    problems = [*link_problems(page, slugs={"first"})]

    assert problems == ["A next step or related page leads to the page gone, which there is not."]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("An Addict and a junkie.", "en", ["addict", "junkie"]),
        ("Addiction is treatable, and addictive drugs exist.", "en", []),
        ("Stay clean water.", "en", ["stay clean"]),
        ("Clean water helps.", "en", []),
        ("A relapse, relapsed.", "en", ["relapse", "relapsed"]),
        ("Medication-assisted care.", "en", ["medication-assisted"]),
        ("Un adicto y una drogadicta.", "es", ["adicto", "drogadicta"]),
        ("La adicción se trata.", "es", []),
        ("Una recaída.", "es", ["recaída"]),
        ("Una recai\u0301da.", "es", ["recaída"]),
    ],
)
def test_words_that_wound_are_found(text, language, found):
    assert avoided_words([text], language) == found


def test_every_found_word_has_a_better_one():
    words = avoided_words(["addict, tough love, inmates, drug of choice"], "en")

    assert [say_instead(word, "en") in AVOIDED["en"].values() for word in words] == [True] * 4


def test_allowed_word_is_let_through():
    assert avoided_words(["An addict."], "en", allowed=["Addict"]) == []


def test_sentences_are_counted_in_words():
    text = "Call 911. It is open 24/7: day and night! ¿Duele?\nA heading"

    told = [(one, words_in(one)) for one in sentences([text])]

    assert told == [("Call 911.", 2), ("It is open 24/7:", 4), ("day and night!", 3), ("¿Duele?", 1), ("A heading", 2)]


def test_long_sentences_and_long_averages_are_told():
    long = "word " * 20 + "end."

    assert long_sentences([long, "Short."]) == [long.strip()]
    assert average_words(["One two. Three."]) == 1.5
    assert len(list(reading_problems(facts(texts=(long,)), "en"))) == 2


@pytest.mark.parametrize(
    ("text", "language", "problems"),
    [
        ("You can start today.", "en", []),
        ("Hoy puede empezar.", "es", []),
        (
            "Pharmacological stabilization necessitates multidisciplinary evaluation.",
            "en",
            ["It reads at grade 47.7; 8 is the highest."],
        ),
        (
            "La estabilización farmacológica necesita evaluación multidisciplinaria.",
            "es",
            ["Its ease is -90 on the INFLESZ scale; 60 is the least."],
        ),
    ],
)
def test_page_that_is_hard_to_read_is_told(text, language, problems):
    assert list(reading_problems(facts(texts=(text,)), language)) == problems


def test_twins_have_the_same_parts_on_the_same_claims():
    text, card = Block(BlockKind.TEXT, claims=("wet",)), Block(BlockKind.CARD, claims=("wet",))

    assert list(twin_problems([text], [text])) == []
    assert list(twin_problems([text], [card])) == ["The two languages do not have the same parts in the same order."]
    assert list(twin_problems([text], [Block(BlockKind.TEXT)])) == [
        "Part 1 rests on other claims in the other language."
    ]


def test_page_that_rests_on_a_claim_taken_back_says_so_once():
    page = facts(Block(BlockKind.TEXT, claims=("wet", "dry")))

    problems = [*claim_problems(page, sources_of=SOURCES, taken_back={"dry"})]

    assert problems == ["Part 1 rests on the claim dry, which was taken back."]
