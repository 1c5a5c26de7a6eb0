"""What readers read, in few queries: one list of all live pages answers every link."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from handrail.learn.domain.kinds import Topic
from handrail.learn.models import Article, Claim, Source
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
    made = [listed(row) for row in rows.only(*LISTED_FIELDS)]
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


def claims_called(keys: Iterable[str]) -> dict[str, Claim]:
    """With their sources, in two queries."""
    wanted = set(keys)
    rows = Claim.objects.filter(key__in=wanted).prefetch_related(in_order())
    return {claim.key: claim for claim in rows}


def all_claims() -> list[Claim]:
    return list(Claim.objects.prefetch_related(in_order()).order_by("key"))


def in_order() -> Prefetch[Any]:
    return Prefetch("sources", queryset=Source.objects.order_by("key"))


def live_slugs(*, language: str) -> dict[int, str]:
    return dict(readable().filter(locale__language_code=language).values_list("pk", "slug"))


def sources_by_claim() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim, source in Claim.objects.values_list("key", "sources__key"):
        found.setdefault(claim, []).extend([source] if source else [])
    return found
