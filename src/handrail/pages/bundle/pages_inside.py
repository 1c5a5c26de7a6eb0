"""The pages of a bundle: crisis help and every health page, in both languages, made for files without a network."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from handrail.learn.domain.kinds import Topic
from handrail.learn.domain.review import good_until
from handrail.learn.models.articles import address_of
from handrail.learn.reading.claims_by_topic import claims_by_topic
from handrail.learn.reading.queries import LANGUAGES, Contents, Listed, contents, live_article
from handrail.learn.reading.shown import Shown, shown
from handrail.learn.topics import topic_words
from handrail.pages.bundle.links import file_of, for_a_file
from handrail.web.language import twin_path
from handrail.web.rendering import written_page
from handrail.web.resources import overdue_lines, recheck_due

NALOXONE = "naloxone"
ABOUT_THESE_PAGES = "/about-these-pages/"


class NothingToBundle(Exception):
    """The message is for the operator."""


@dataclass(frozen=True)
class Made:
    """The pages by their files, and what must be known of them."""

    files: dict[str, str]
    made_on: date
    use_until: date
    overdue: tuple[str, ...]  # addresses of pages that were due for review already
    numbers_overdue: tuple[str, ...]  # lines whose number was due to be checked again
    in_other_language: tuple[str, ...]  # addresses of pages that are shown in the other language


@dataclass(frozen=True)
class Page:
    """One page to be written: its address on the web, which names its file."""

    address: str
    language: str
    template: str
    context: dict[str, Any]


def made_pages(*, on: date) -> Made:
    all_pages = contents()
    check_enough(all_pages)
    health = {
        language: [
            (one, read(one, all_pages, language, on))
            for one in all_pages.in_language(language)
            if one.topic is not Topic.ABOUT  # about this site: its searches, its cookies, its exit
        ]
        for language in LANGUAGES
    }
    articles = [page for both in health.values() for page in both]
    lines_due = recheck_due(settings.COUNTRY)
    dues = [page.next_review_due for _, page in articles] + ([lines_due] if lines_due else [])
    facts = {"made_on": on, "use_until": good_until(dues, made_on=on)}
    pages = [page for language in LANGUAGES for page in in_language(language, health[language])]
    return Made(
        files=written(pages, facts),
        numbers_overdue=tuple(overdue_lines(settings.COUNTRY, on=on)),
        overdue=tuple(sorted({page.article.get_absolute_url() for _, page in articles if page.is_overdue})),
        in_other_language=tuple(
            own_address(one, language)
            for language in LANGUAGES
            for one, _ in health[language]
            if one.language != language
        ),
        **facts,
    )


def check_enough(all_pages: Contents) -> None:
    if all_pages.called(NALOXONE, LANGUAGES[0]) is None:
        raise NothingToBundle(
            f"No page about naloxone (/heroin/{NALOXONE}/) is published, and without it there is no bundle. "
            "`handrail load_content` loads the first pages."
        )


def read(one: Listed, all_pages: Contents, language: str, on: date) -> Shown:
    article = live_article(pk=one.pk)
    if article is None:
        raise NothingToBundle(f"{one.address} was taken back while the bundle was made. Please start again.")
    return shown(article, contents=all_pages, language=language, today=on)


def in_language(language: str, health: list[tuple[Listed, Shown]]) -> list[Page]:
    listed = [one for one, _ in health]
    topics = [(topic_words()[topic], [one for one in listed if one.topic is topic]) for topic in Topic]
    with override(language):
        overview, crisis, claims = reverse("learn"), reverse("crisis"), reverse("learn-claims")
    about = ABOUT_THESE_PAGES if language == LANGUAGES[0] else twin_path(ABOUT_THESE_PAGES)
    naloxone = next(one for one in listed if one.slug == NALOXONE)
    overdue = [page for _, page in health if page.is_overdue]
    return [
        Page(overview, language, "index", {"topics": [both for both in topics if both[1]], "naloxone": naloxone}),
        Page(crisis, language, "crisis", {}),
        Page(claims, language, "claims", {"groups": claims_by_topic(language)}),
        Page(about, language, "about", {"overdue": overdue}),
        *(Page(own_address(one, language), language, "article", {"shown": page}) for one, page in health),
    ]


def own_address(one: Listed, language: str) -> str:
    """In the tree of this language, also where the words are in the other."""
    return address_of(topic=one.topic, slug=one.slug, language=language)


def written(pages: list[Page], facts: dict[str, date]) -> dict[str, str]:
    files = {file_of(page.address) for page in pages}
    return {file_of(page.address): one_file(page, files, facts) for page in pages}


def one_file(page: Page, files: set[str], facts: dict[str, date]) -> str:
    here = file_of(page.address)
    with override(page.language):
        left_out = {reverse("not_ready")}  # a sentence that is nothing but a link
    about = ABOUT_THESE_PAGES if page.language == LANGUAGES[0] else twin_path(ABOUT_THESE_PAGES)
    frame = {"search": None, "root": "../" * here.count("/"), "twin": twin_path(page.address), "about": about}
    html = written_page(
        f"pages/bundle/{page.template}.jinja", {**page.context, **frame, **facts}, language=page.language
    )
    return for_a_file(html, here=here, files=files, left_out=left_out)
