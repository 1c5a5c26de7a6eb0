"""What waits for editors: pages that are overdue, drafts, what readers told, links that lead nowhere."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from handrail.learn.domain.blocks import unread_page
from handrail.learn.domain.page_rules import claim_problems, link_problems
from handrail.learn.domain.review import is_overdue
from handrail.learn.domain.waiting_claims import Waits, why_it_waits
from handrail.learn.models import Article, Claim, Feedback
from handrail.learn.reading.facts import page_facts
from handrail.learn.reading.queries import claims_taken_back, ever_published, sources_by_claim

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
    is_taken_away: bool


@dataclass(frozen=True)
class WaitingClaim:
    """A claim that one person changed or doubted."""

    pk: int
    key: str
    text: Mapping[str, str]
    why: Waits


@dataclass(frozen=True)
class Told:
    """What readers said of one page."""

    slug: str
    language: str
    yes: int
    no: int


@dataclass(frozen=True)
class Broken:
    """A link of a live page that leads nowhere, or a claim of it that readers do not have."""

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
    """The whole desk, in as many queries for a hundred pages as for one."""

    overdue: list[Overdue]
    drafts: list[Draft]
    claims: list[WaitingClaim]
    told: list[Told]
    missing: list[Feedback]
    titles: dict[tuple[str, str], str]  # of pages that are there, by address and language
    broken: list[Broken]
    untranslated: list[Untranslated]


def review_desk(*, today: date) -> ReviewDesk:
    rows = Article.objects.select_related("locale").annotate(was_read=ever_published())
    articles = list(rows.order_by("slug", "locale_id"))
    live = [article for article in articles if article.live]
    return ReviewDesk(
        overdue=overdue(live, today=today),
        drafts=drafts(articles),
        claims=claims_that_wait(),
        told=told(),
        missing=list(Feedback.objects.exclude(words="").order_by("-day", "-pk")[:WORDS_SHOWN]),
        titles={(one.slug, one.language): one.title for one in articles},
        broken=broken(articles),
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
    waiting = [draft(one) for one in articles if one.has_unpublished_changes and one.latest_revision_created_at]
    return sorted(waiting, key=lambda one: one.changed_at)


def draft(article: Article) -> Draft:
    return Draft(
        pk=article.pk,
        question=article.draft_title or article.title,
        language=article.language,
        changed_at=article.latest_revision_created_at,
        is_new=not article.live and not article.was_read,
        is_taken_away=not article.live and article.was_read,
    )


def told() -> list[Told]:
    """Counted by the database: anybody can send an answer."""
    is_yes, is_no = Q(helped=True), Q(helped=False)
    counts = Feedback.objects.values_list("slug", "language").annotate(
        yes=Count("pk", filter=is_yes), no=Count("pk", filter=is_no)
    )
    return [Told(*row) for row in counts.order_by("-no", "slug", "language")]


def broken(articles: Iterable[Article]) -> list[Broken]:
    live = [one for one in articles if one.live]
    slugs = {one.pk: one.slug for one in live}
    unread = {one.pk: unread_page(one.title, was_read=one.was_read) for one in articles if not one.live}
    sources_of, taken_back = sources_by_claim(), claims_taken_back()
    return [
        Broken(one.pk, one.title, one.language, problem)
        for one in live
        for facts in [page_facts(one, slugs=slugs, unread=unread)]
        for problem in [
            *link_problems(facts, slugs=set(slugs.values())),
            *claim_problems(facts, sources_of=sources_of, taken_back=taken_back),
        ]
    ]


def claims_that_wait() -> list[WaitingClaim]:
    """Not those that the project's own files call unconfirmed, nor those that were taken back and left at that."""
    of_editors = Claim.objects.filter(is_confirmed=False, loaded_as="").annotate(
        is_rewritten=Q(confirmed_on=None) & Exists(writers_of_claim())  # no words that stand were confirmed once
    )
    waiting = of_editors.filter(Q(is_taken_back=False) | Q(is_rewritten=True)).order_by("key")
    return [waiting_claim(claim) for claim in waiting]


def writers_of_claim() -> QuerySet[Any]:
    return Claim.written_by.through.objects.filter(claim_id=OuterRef("pk"))


def waiting_claim(claim: Claim) -> WaitingClaim:
    why = why_it_waits(
        is_taken_back=claim.is_taken_back, is_read=claim.shown is not None, is_rewritten=claim.is_rewritten
    )
    return WaitingClaim(claim.pk, claim.key, {"en": claim.text_en, "es": claim.text_es}, why)


def untranslated(live: Iterable[Article]) -> list[Untranslated]:
    found: dict[str, Article] = {}
    seen: Counter[str] = Counter()
    for one in live:
        found[one.slug] = one
        seen[one.slug] += 1
    other: Mapping[str, str] = {"en": "es", "es": "en"}
    return [Untranslated(slug, one.title, other[one.language]) for slug, one in found.items() if seen[slug] == 1]
