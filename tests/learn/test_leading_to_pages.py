"""What people type, with the shipped pages: the page that helps stands first."""

import pytest

from handrail.learn.domain.folded_words import words_of
from handrail.learn.domain.other_words import OURS
from handrail.learn.domain.page_ranking import stem, telling
from handrail.learn.loading.actions import load_content
from handrail.learn.loading.files import FOLDER
from handrail.learn.searching.pages_kept import pages_kept
from handrail.learn.searching.queries import pages_about

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST = {
    "en": {
        "overdose": "naloxone",
        "overdoes": "naloxone",
        "OD": "naloxone",
        "narcan": "naloxone",
        "where can I get narcan": "naloxone",
        "naloxone": "naloxone",
        "relapse": "after-a-lapse",
        "I relapsed": "after-a-lapse",
        "i used again": "after-a-lapse",
        "suboxone": "medicine",
        "methadone": "medicine",
        "vivitrol": "medicine",
        "how do i pay for methadone": "paying",
        "can't afford treatment": "paying",
        "cold turkey": "detox",
        "dope sick": "detox",
        "withdrawal": "detox",
        "fent": "in-the-supply",
        "my son uses heroin": "family-and-friends",
        "just got out of prison": "leaving-jail-or-prison",
        "addict": "what-it-is",
        "meetings": "groups",
        "aa": "groups",
        "my rights": "your-rights",
    },
    "es": {
        "sobredosis": "naloxone",
        "narcan": "naloxone",
        "recaída": "after-a-lapse",
        "recaí": "after-a-lapse",
        "suboxone": "medicine",
        "metadona": "medicine",
        "malilla": "detox",
        "desintoxicarme": "detox",
        "no tengo dinero": "paying",
        "mi hijo usa heroína": "family-and-friends",
        "cárcel": "leaving-jail-or-prison",
        "chiva": "what-it-is",
    },
}


def first_page(typed: str, language: str) -> str:
    return next((page.slug for page in pages_about(text=typed, language=language).pages), "none")


def test_what_people_type_leads_to_the_page_that_helps_them(db):
    load_content(folder=FOLDER)

    led = {
        f"{language}: {typed}": (first_page(typed, language), slug)
        for language, texts in FIRST.items()
        for typed, slug in texts.items()
    }

    assert {typed: both for typed, both in led.items() if len(set(both)) > 1} == {}
    assert {language: unsaid(language) for language in OURS} == {"en": [], "es": []}
    assert {question: led_to for question, led_to, slug in own_questions() if led_to != slug} == {}


def own_questions() -> list[tuple[str, str, str]]:
    """Each page's own question, the page that it leads to first, and the page itself."""
    pages = [page for page in pages_kept().contents.pages if page.topic != "about"]
    return [(page.question, first_page(page.question, page.language), page.slug) for page in pages]


def unsaid(language: str) -> list[str]:
    """Words that theirs are turned into, and that no page says."""
    said = pages_kept().known[language].stems
    return [ours for ours in OURS[language] if not {stem(word) for word in telling(words_of(ours))} <= said]
