"""The shipped pages: easy to read, the same in both languages, and without a link that leads nowhere."""

import re

import pytest
from textstat import flesch_kincaid_grade

from handrail.learn.domain.blocks import all_texts
from handrail.learn.domain.page_rules import publishing_problems, reading_problems, twin_problems
from handrail.learn.domain.reading_ease import HIGHEST_GRADE
from handrail.learn.loading.actions import last_checked
from handrail.learn.loading.checking import page_facts
from handrail.learn.loading.files import FOLDER, LANGUAGES, read_content
from handrail.web.formats import format_date
from handrail.web.resources import resources

FILES = read_content(FOLDER)
PHONE = re.compile(r"\b1-\d{3}-\d{3}-\d{4}\b")


def by_slug(page) -> str:
    return page["slug"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", FILES.pages, ids=by_slug)
def test_page_is_easy_to_read(page, language):
    assert list(reading_problems(page_facts(page, language), language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", FILES.pages, ids=by_slug)
def test_page_may_go_before_readers(page, language):
    """Claims with sources, no word that wounds, links that lead somewhere."""
    problems = publishing_problems(page_facts(page, language), language, sources_of=FILES.sources_of, slugs=FILES.slugs)

    assert problems == []


@pytest.mark.parametrize("page", FILES.pages, ids=by_slug)
def test_page_has_the_same_parts_in_both_languages(page):
    assert list(twin_problems(page_facts(page, "en").blocks, page_facts(page, "es").blocks)) == []


def test_every_page_that_was_promised_is_there():
    promised = (
        "a-sound-referral after-a-lapse after-detox cookies counseling daily-life detox family-and-friends"
        " finding-a-program groups health-disclaimer in-the-supply leaving-jail-or-prison medicine naloxone"
        " not-sure-yet paying privacy staying-off terms we-do-not-sell"
        " what-changed what-it-is when-you-call your-body your-rights"
    )

    assert sorted(FILES.slugs) == promised.split()


def test_page_about_us_was_looked_at_on_the_day_its_words_were_written():
    """They rest on no claim, so nothing else tells when they were checked."""
    written = re.compile(r"^Written on (\w+ \d+, \d{4})", re.MULTILINE)
    days = {
        page["slug"]: (found[1], format_date(last_checked(page, "en", FILES), "en"))
        for page in FILES.pages
        if (found := written.search("\n".join(block.get("body", "") for block in page["en"]["blocks"])))
    }

    assert sorted(days) == ["cookies", "health-disclaimer", "privacy", "terms", "we-do-not-sell"]
    assert {slug for slug, (said, checked) in days.items() if said != checked} == set()


BARE_CALL = re.compile(r"\b(?:call|text|llame|llamar|escriba)(?: igual)?(?: al)? (?:911|988)\b", re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", FILES.pages, ids=by_slug)
def test_numbers_of_dire_need_can_be_tapped_where_somebody_is_told_to_call(page, language):
    written = [
        text for block in page[language]["blocks"] for text in [block.get("body", ""), *block.get("items", [])] if text
    ]

    assert [found for text in written for found in BARE_CALL.findall(text)] == []


def test_every_page_ends_with_two_or_three_next_steps():
    assert {
        page["slug"]: len(page["next_steps"]) for page in FILES.pages if len(page["next_steps"]) not in (2, 3)
    } == {}


def test_grades_hold_by_a_dictionary_of_somebody_else():
    grades = {page["slug"]: flesch_kincaid_grade(as_sentences(page)) for page in FILES.pages}

    assert {slug: grade for slug, grade in grades.items() if not 0 < grade <= HIGHEST_GRADE} == {}


def as_sentences(page) -> str:
    """Headings and points end as sentences do, so that a program that looks for full stops finds them."""
    return " ".join(
        text if text.endswith((".", "?", "!")) else f"{text}." for text in all_texts(page_facts(page, "en"))
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", FILES.pages, ids=by_slug)
def test_numbers_to_call_are_those_of_the_dated_file(page, language):
    """Who changes a number in `web/resources.toml` hears which pages still print the old one."""
    facts = page_facts(page, language)
    printed = {number for text in all_texts(facts) for number in PHONE.findall(text)}
    called = {link.address.removeprefix("tel:") for block in facts.blocks for link in block.links if is_call(link)}

    assert printed <= {line.number for line in resources("US").all_lines}
    assert called - {"911", "988"} == {number.replace("-", "") for number in printed}


def is_call(link) -> bool:
    return link.address.startswith("tel:")
