"""What stands in the way of a page before it goes to readers: two people, and the rules of health content."""

from dataclasses import dataclass
from datetime import date, datetime

from wagtail.models import Revision

from handrail.accounts.models import User
from handrail.learn.domain.page_rules import publishing_problems
from handrail.learn.domain.publishing import check_may_publish, check_review
from handrail.learn.domain.review import date_problems
from handrail.learn.editing.roles import editing_role_of
from handrail.learn.editing.wording import print_of_review, print_of_words
from handrail.learn.models import Article, Publication
from handrail.learn.reading.facts import page_facts
from handrail.learn.reading.queries import claims_taken_back, live_slugs, pages_unread, sources_by_claim


@dataclass(frozen=True)
class Written:
    """What happened to a page's words since readers last got a version."""

    writers: frozenset[int]
    last_on: date | None


def check_person_may_publish(*, article: Article, by: User) -> None:
    """A page that was taken away for a reason does not come back by whoever wrote its words."""
    writers = written_since_published(article).writers
    last = last_publication(article)
    if last is not None and not article.live:
        writers |= set(last.writers.values_list("pk", flat=True))
    check_may_publish(editing_role_of(by), person=by.pk, author=article.owner_id, writers=writers)


def check_review_of(article: Article, revision: Revision, *, by: User) -> bool:
    """Whether a review is stated with this version: a page names a reviewer, and the version before did not do so."""
    last = last_publication(article)
    is_new = last is None or last.review != print_of_review(revision.content)
    if not article.reviewed_on:
        return False
    words_changed = last is None or last.words != print_of_words(revision.content)
    check_review(is_new=is_new, words_changed=words_changed, person=by.pk, writers=writers_ever(article))
    return is_new


def writers_ever(article: Article) -> set[int]:
    """Whoever wrote words that readers ever had of this page. Their own review of it would be no review."""
    return set(article.publications.values_list("writers", flat=True)) - {None}


def problems_of(article: Article) -> list[str]:
    slugs = live_slugs()
    facts = page_facts(article, slugs=slugs, unread=pages_unread())
    known = {*slugs.values(), article.slug}
    problems = publishing_problems(
        facts, article.language, sources_of=sources_by_claim(), slugs=known, taken_back=claims_taken_back()
    )
    return [*article.address_problems(), *problems]


def problems_of_dates(article: Article, is_review: bool, written_on: date, at: datetime) -> list[str]:
    """A review that stood there before was held against its words then."""
    return [
        *date_problems(
            checked_on=article.checked_on,
            reviewed_on=article.reviewed_on,
            written_on=written_on if is_review else None,
            today=at.date(),
        )
    ]


def last_publication(article: Article) -> Publication | None:
    return article.publications.last()


def written_since_published(article: Article) -> Written:
    """Whoever changed its words since then. Filling in a review changes none. A stored revision may have been
    changed since it was published; so its words are held against the print of what readers got."""
    last = last_publication(article)
    before, start = (last.words, last.revision_number) if last else ("", 0)
    writers, last_on = set(), None
    revisions = article.revisions.filter(pk__gte=start).order_by("pk")
    for user, made, content in revisions.values_list("user_id", "created_at", "content").iterator():
        now = print_of_words(content)
        if now != before:
            writers.add(user)
            before, last_on = now, made.date()
    return Written(frozenset(writers - {None}), last_on)
