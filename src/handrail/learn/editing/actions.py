"""What editors sign off: pages, claims and sources. Readers have the last version that two people agreed on."""

from datetime import date, datetime

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from handrail.accounts.models import User
from handrail.learn.domain.public_claims import PublicClaim, PublicSource
from handrail.learn.domain.publishing import NOT_A_REVIEWER, NOT_THE_LATEST, PublishingRefused, check_may_confirm
from handrail.learn.editing.publishing import (
    check_person_may_publish,
    check_review_of,
    last_publication,
    problems_of,
    problems_of_dates,
    written_since_published,
)
from handrail.learn.editing.roles import editing_role_of
from handrail.learn.editing.wording import print_of_review, print_of_words
from handrail.learn.models import Article, Claim, Publication, Source
from handrail.learn.reading.facts import allowed_words
from handrail.learn.reading.parts import parts

BY_AN_EDITOR = {"is_confirmed": False, "loaded_as": ""}  # what the loader wrote once is no longer its own


@transaction.atomic
def sign_off(*, revision: Revision, by: User | None, at: datetime) -> Publication:
    """Raises PublishingRefused with all that is in the way; else notes who answers for these very words."""
    if by is None:
        raise PublishingRefused(NOT_A_REVIEWER)
    article = revision.as_object()
    last, written = last_publication(article), written_since_published(article)
    check_person_may_publish(article=article, by=by)
    if revision.pk != article.latest_revision_id:
        raise PublishingRefused(NOT_THE_LATEST)
    is_review = check_review_of(article, revision, by=by)
    written_on = written.last_on or (last.written_on if last else at.date())
    if problems := [*problems_of(article), *problems_of_dates(article, is_review, written_on, at)]:
        raise PublishingRefused(" ".join(problems))
    made = note_publication(revision, article=article, by=by, at=at, written_on=written_on, is_review=is_review)
    made.writers.set(written.writers)
    return made


def note_publication(
    revision: Revision, *, article: Article, by: User | None, at: datetime, written_on: date, is_review: bool
) -> Publication:
    if words := sorted(allowed_words(article)):
        log(article, "learn.words_let_through", user=by, data={"words": words, "why": article.allowed_because})
    if opinions := [number for number, (_, value) in enumerate(parts(article), 1) if value.get("opinion")]:
        log(article, "learn.said_as_opinion", user=by, data={"parts": opinions})
    if is_review:
        stated = {"name": article.reviewer_name, "credential": article.reviewer_credential}
        log(article, "learn.review_stated", user=by, data={**stated, "on": f"{article.reviewed_on}"})
    return Publication.objects.create(
        article_id=article.pk,
        revision_number=revision.pk,
        words=print_of_words(revision.content),
        review=print_of_review(revision.content),
        is_review=is_review,
        address=article.get_absolute_url(),
        written_on=written_on,
        published_at=at,
        published_by=by,
    )


@transaction.atomic
def note_changed_claim(*, claim: Claim, by: User) -> None:
    """Whoever changes what a claim says takes its confirmation away, until somebody else opens the sources.

    Who wrote confirmed words stays noted while those words stand: doubted or taken back, they are still theirs.
    """
    if (
        claim.confirmed_on is not None
    ):  # the words that were confirmed are gone, and those of now are nobody's but theirs
        claim.written_by.clear()
    Claim.objects.filter(pk=claim.pk).update(**BY_AN_EDITOR, confirmed_by=None, confirmed_on=None)
    claim.written_by.add(by)


@transaction.atomic
def note_changed_source(*, source: Source, by: User) -> None:
    """A claim that rests on another source is another claim."""
    Source.objects.filter(pk=source.pk).update(loaded_as="")
    for claim in source.claims.all():
        note_changed_claim(claim=claim, by=by)


@transaction.atomic
def confirm_claim(*, claim: Claim, by: User, at: datetime) -> None:
    """From now on readers have it as it stands. Raises PublishingRefused."""
    check_person_may_confirm(claim=claim, by=by)
    claim.is_confirmed, claim.is_taken_back, claim.loaded_as = True, False, ""
    claim.confirmed_by, claim.confirmed_on = by, at.date()
    claim.shown = as_it_stands(claim).as_json()
    claim.save()


def check_person_may_confirm(*, claim: Claim, by: User) -> None:
    writers = set(claim.written_by.values_list("pk", flat=True))
    check_may_confirm(editing_role_of(by), person=by.pk, writers=writers)


def take_confirmation_away(*, claim: Claim) -> None:
    """Readers are told at once: a doubt needs no second person."""
    shown = {**claim.shown, "is_confirmed": False} if claim.shown else None
    Claim.objects.filter(pk=claim.pk).update(**BY_AN_EDITOR, shown=shown)


@transaction.atomic
def take_claim_back(*, claim: Claim, by: User) -> None:
    """Readers no longer read it, at once: what may be wrong needs no second person to go."""
    Claim.objects.filter(pk=claim.pk).update(**BY_AN_EDITOR, is_taken_back=True, shown=None)
    log(claim, "learn.claim_taken_back", user=by)


@transaction.atomic
def remove_words_of_nobody() -> None:
    """Pages and claims as people wrote them who are no longer there at all. Only the invented editors of a
    demonstration go like that: of everybody else a row stays. What of it came from files is loaded again."""
    for article in Article.objects.exclude(latest_revision=None).select_related("latest_revision"):
        if article.latest_revision.user_id is None and article.latest_revision_id != article.loaded_revision:
            article.delete()
    Claim.objects.filter(loaded_as="", is_confirmed=True, confirmed_by=None).delete()


def as_it_stands(claim: Claim) -> PublicClaim:
    return PublicClaim(
        key=claim.key,
        text={"en": claim.text_en, "es": claim.text_es},
        strength=claim.strength,
        is_confirmed=claim.is_confirmed,
        checked_on=claim.checked_on,
        sources=tuple(public_source(source) for source in claim.sources.order_by("key")),
    )


def public_source(source: Source) -> PublicSource:
    return PublicSource(source.key, source.author, source.title, source.publisher, source.year, source.url)
