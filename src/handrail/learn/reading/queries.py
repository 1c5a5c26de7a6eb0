"""What readers read, in few queries: one list of all live pages answers every link."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from handrail.learn.domain.addresses import can_be_reached
from handrail.learn.domain.blocks import unread_page
from handrail.learn.domain.kinds import Topic
from handrail.learn.domain.public_claims import PublicClaim
from handrail.learn.models import Article, Claim, Publication
from handrail.learn.models.articles import address_of

LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Listed:
    """A live page as the overview and links name it."""

    pk: int
    slug: str
    topic: Topic
    language: str
    question: str
    answer: str
    audience: tuple[str, ...]

    @property
    def address(self) -> str:
        return address_of(topic=self.topic, slug=self.slug, language=self.language)


@dataclass(frozen=True)
class Contents:
    """All live pages, of both languages."""

    pages: tuple[Listed, ...]

    def called(self, slug: str, language: str) -> Listed | None:
        """In the reader's language, or else in the other: whoever answers says so."""
        found = {page.language: page for page in self.pages if page.slug == slug}
        return found.get(language) or next(iter(found.values()), None)

    def in_language(self, language: str) -> list[Listed]:
        """Each page once, in the order of the overview."""
        slugs = dict.fromkeys(page.slug for page in self.pages)
        return [page for page in (self.called(slug, language) for slug in slugs) if page]

    def addresses(self, language: str) -> dict[int, str]:
        """Where a link to a page leads: to its twin in the reader's language, whichever it was made to."""
        return {page.pk: address_of(topic=page.topic, slug=page.slug, language=language) for page in self.pages}


def contents(*, slugs: Collection[str] | None = None) -> Contents:
    """`slugs`: only of these pages."""
    rows = readable().select_related("locale").order_by("position", "slug")
    rows = rows if slugs is None else rows.filter(slug__in=slugs)
    order = list(Topic)
    made = [listed(row) for row in rows.only(*LISTED_FIELDS) if can_be_reached(row.slug)]
    return Contents(tuple(sorted(made, key=lambda page: order.index(page.topic))))


def pages_called(slugs: Sequence[str], *, language: str) -> list[Listed]:
    """Of these pages those that readers can read, in this order: for a link from elsewhere in the product."""
    found = contents(slugs=slugs)
    return [page for page in (found.called(slug, language) for slug in slugs) if page]


def readable() -> Any:
    """What readers may see: published, and by way of a revision that somebody published."""
    return Article.objects.live().filter(live_revision__isnull=False)


LISTED_FIELDS = (
    "title",
    "slug",
    "topic",
    "answer",
    "is_for_me",
    "is_for_family",
    "is_for_staff",
    "locale__language_code",
)


def listed(row: Article) -> Listed:
    marks = (("me", row.is_for_me), ("family", row.is_for_family), ("staff", row.is_for_staff))
    return Listed(
        pk=row.pk,
        slug=row.slug,
        topic=Topic(row.topic),
        language=row.locale.language_code,
        question=row.title,
        answer=row.answer,
        audience=tuple(name for name, is_it in marks if is_it),
    )


def live_article(*, pk: int) -> Article | None:
    return readable().select_related("locale").filter(pk=pk).first()


def claims_called(keys: Iterable[str]) -> dict[str, PublicClaim]:
    """As readers have them, in one query."""
    rows = Claim.objects.filter(key__in=set(keys), shown__isnull=False).values_list("key", "shown")
    return {key: PublicClaim.from_json(shown) for key, shown in rows}


def all_claims() -> list[PublicClaim]:
    rows = Claim.objects.filter(shown__isnull=False).order_by("key").values_list("shown", flat=True)
    return [PublicClaim.from_json(shown) for shown in rows]


def live_slugs() -> dict[int, str]:
    """In both languages: a link may lead to a page that is not yet translated."""
    return dict(readable().values_list("pk", "slug"))


def pages_unread() -> dict[int, str]:
    """What to call the pages that readers do not have: they had them once, or not yet."""
    rows = Article.objects.not_live().annotate(was_read=ever_published())
    return {
        pk: unread_page(title, was_read=was_read) for pk, title, was_read in rows.values_list("pk", "title", "was_read")
    }


def ever_published() -> Exists:
    return Exists(Publication.objects.filter(article=OuterRef("pk")))


def claims_taken_back() -> frozenset[str]:
    return frozenset(Claim.objects.filter(is_taken_back=True).values_list("key", flat=True))


def sources_by_claim() -> Mapping[str, list[str]]:
    """A claim that nobody confirmed yet is none that a page may rest on."""
    return {claim.key: [source.key for source in claim.sources] for claim in all_claims()}
