"""What waits for editors: pages that are overdue, drafts, what readers told, links that lead nowhere."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from handrail.learn.domain.page_rules import link_problems
from handrail.learn.domain.review import is_overdue
from handrail.learn.models import Article, Feedback
from handrail.learn.reading.facts import page_facts

WORDS_SHOWN = 30


@dataclass(frozen=True)
class Overdue:
    """A page that readers see with a banner."""

    pk: int
    question: str
    language: str
    due: date
    is_reviewed: bool


@dataclass(frozen=True)
class Draft:
    """Words that no reader has seen."""

    pk: int
    question: str
    language: str
    changed_at: datetime
    is_new: bool


@dataclass(frozen=True)
class Told:
    """What readers said of one page."""

    slug: str
    language: str
    yes: int
    no: int


@dataclass(frozen=True)
class Broken:
    """A link of a live page that leads nowhere."""

    pk: int
    question: str
    language: str
    problem: str


@dataclass(frozen=True)
class Untranslated:
    """A page that half of the readers get in the other language."""

    slug: str
    question: str
    lacks: str


@dataclass(frozen=True)
class ReviewDesk:
    """The whole desk, in four queries."""

    overdue: list[Overdue]
    drafts: list[Draft]
    told: list[Told]
    missing: list[Feedback]
    broken: list[Broken]
    untranslated: list[Untranslated]


def review_desk(*, today: date) -> ReviewDesk:
    articles = list(Article.objects.select_related("locale", "latest_revision").order_by("slug", "locale_id"))
    live = [article for article in articles if article.live]
    return ReviewDesk(
        overdue=overdue(live, today=today),
        drafts=drafts(articles),
        told=told(),
        missing=list(Feedback.objects.exclude(words="").order_by("-day", "-pk")[:WORDS_SHOWN]),
        broken=broken(live),
        untranslated=untranslated(live),
    )


def overdue(live: Iterable[Article], *, today: date) -> list[Overdue]:
    late = [
        Overdue(one.pk, one.title, one.language, one.next_review_due, one.reviewed_on is not None)
        for one in live
        if is_overdue(one.next_review_due, today=today)
    ]
    return sorted(late, key=lambda one: one.due)


def drafts(articles: Iterable[Article]) -> list[Draft]:
    """Longest waiting first."""
    waiting = [
        Draft(one.pk, one.draft_title or one.title, one.language, one.latest_revision_created_at, not one.live)
        for one in articles
        if one.has_unpublished_changes and one.latest_revision_created_at
    ]
    return sorted(waiting, key=lambda one: one.changed_at)


def told() -> list[Told]:
    counts = Counter(Feedback.objects.values_list("slug", "language", "helped"))
    pages = sorted({(slug, language) for slug, language, _ in counts})
    made = [
        Told(slug, language, counts[slug, language, True], counts[slug, language, False]) for slug, language in pages
    ]
    return sorted(made, key=lambda one: -one.no)


def broken(live: Iterable[Article]) -> list[Broken]:
    slugs: dict[str, dict[int, str]] = {}
    for one in live:
        slugs.setdefault(one.language, {})[one.pk] = one.slug
    everywhere = {pk: slug for by_language in slugs.values() for pk, slug in by_language.items()}
    return [
        Broken(one.pk, one.title, one.language, problem)
        for one in live
        for problem in link_problems(page_facts(one, slugs=everywhere), slugs=set(everywhere.values()))
    ]


def untranslated(live: Iterable[Article]) -> list[Untranslated]:
    found: dict[str, Article] = {}
    seen: Counter[str] = Counter()
    for one in live:
        found[one.slug] = one
        seen[one.slug] += 1
    other: Mapping[str, str] = {"en": "es", "es": "en"}
    return [Untranslated(slug, one.title, other[one.language]) for slug, one in found.items() if seen[slug] == 1]
