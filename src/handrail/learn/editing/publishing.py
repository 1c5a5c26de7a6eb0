"""A page goes before readers: two people, and the rules of health content. Every way of publishing asks here."""

from wagtail.models import Revision

from handrail.accounts.models import User
from handrail.learn.domain.page_rules import publishing_problems
from handrail.learn.domain.publishing import NOT_A_REVIEWER, PublishingRefused, check_may_publish
from handrail.learn.editing.roles import editing_role_of
from handrail.learn.editing.wording import words_of
from handrail.learn.models import Article
from handrail.learn.reading.facts import page_facts
from handrail.learn.reading.queries import live_slugs, sources_by_claim


def check_person_may_publish(*, article: Article, by: User) -> None:
    check_may_publish(
        editing_role_of(by), person=by.pk, author=article.owner_id, writers=writers_since_published(article)
    )


def check_publishing(*, revision: Revision, by: User | None) -> None:
    """Raises PublishingRefused, with all that is in the way."""
    if by is None:
        raise PublishingRefused(NOT_A_REVIEWER)
    article = revision.as_object()
    check_person_may_publish(article=article, by=by)
    if problems := problems_of(article):
        raise PublishingRefused(" ".join(problems))


def problems_of(article: Article) -> list[str]:
    slugs = live_slugs(language=article.language)
    facts = page_facts(article, slugs=slugs)
    known = {*slugs.values(), article.slug}
    return publishing_problems(facts, article.language, sources_of=sources_by_claim(), slugs=known)


def writers_since_published(article: Article) -> set[int]:
    """Whoever changed its words since readers last got a new version. Filling in a review changes none."""
    revisions = list(article.revisions.order_by("created_at", "pk").values_list("pk", "user_id", "content"))
    live = [place for place, (pk, _, _) in enumerate(revisions) if pk == article.live_revision_id]
    start = live[0] if live else 0
    writers = {revisions[0][1]} if revisions and not live else set()
    for (_, _, before), (_, user, after) in zip(revisions[start:], revisions[start + 1 :], strict=False):
        if words_of(before) != words_of(after):
            writers.add(user)
    return writers - {None}
