"""Pages of health content, in one tree for each language."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from handrail.learn.domain import review
from handrail.learn.domain.addresses import can_be_reached, name_problems
from handrail.learn.domain.kinds import PageKind, Topic
from handrail.learn.models.body import BODY, NEXT_STEPS, RELATED, PartsBlock

TOPICS = [(topic.value, topic.value) for topic in Topic]
KINDS = [
    (PageKind.USUAL.value, "usual: looked at again after 12 months"),
    (PageKind.MEDICINE.value, "medicine, withdrawal, overdose: after 6 months"),
    (PageKind.ABOUT.value, "about us: after 12 months"),
]


class ContentRoot(Page):
    """Holds all pages of one language. Readers never see it."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["learn.Article"]
    is_creatable = False
    max_count = 2

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        return None

    def permissions_for_user(self, user: Any) -> Any:
        from handrail.learn.editing.permissions import RootPermissions

        return RootPermissions(user, self)


class Article(Page):
    """One question of a reader and its answer. The page's title is the question."""

    parent_page_types = ["learn.ContentRoot"]
    subpage_types: list[str] = []

    answer = models.CharField(max_length=300, help_text="one sentence that answers the question")
    topic = models.CharField(max_length=20, choices=TOPICS)
    kind = models.CharField(max_length=10, choices=KINDS, default=PageKind.USUAL)
    position = models.PositiveSmallIntegerField(default=100, help_text="its order within the topic")
    is_for_me = models.BooleanField(default=True, verbose_name="for the person")
    is_for_family = models.BooleanField(default=False, verbose_name="for family and friends")
    is_for_staff = models.BooleanField(default=False, verbose_name="for staff")
    body = StreamField(PartsBlock(BODY), blank=True)
    next_steps = StreamField(PartsBlock(NEXT_STEPS), blank=True)
    related = StreamField(PartsBlock(RELATED), blank=True)
    author = models.CharField(max_length=120, blank=True, help_text="who wrote it, as readers may see it")
    checked_on = models.DateField(help_text="the day its facts were last checked against their sources")
    reviewer_name = models.CharField(max_length=120, blank=True)
    reviewer_credential = models.CharField(max_length=120, blank=True, help_text="such as MD, addiction medicine")
    reviewed_on = models.DateField(null=True, blank=True)
    allowed_words = models.CharField(
        max_length=200, blank=True, help_text="words of the avoid-list that may stand here, with commas between them"
    )
    allowed_because = models.CharField(max_length=300, blank=True, help_text="why; it is kept in the page's history")
    loaded_as = models.CharField(max_length=64, blank=True, editable=False)
    loaded_revision = models.PositiveIntegerField(null=True, blank=True, editable=False)

    content_panels = [
        FieldPanel("title", heading="Question"),
        FieldPanel("answer"),
        FieldPanel("body"),
        FieldPanel("next_steps"),
        FieldPanel("related"),
    ]
    promote_panels = [
        FieldPanel("slug"),
        FieldPanel("search_description", heading="Description for search engines"),
        MultiFieldPanel(
            [FieldPanel("topic", required_on_save=True), FieldPanel("position"), FieldPanel("kind")],
            heading="Where it stands",
        ),
        MultiFieldPanel(
            [FieldPanel("is_for_me"), FieldPanel("is_for_family"), FieldPanel("is_for_staff")], heading="For whom"
        ),
    ]
    settings_panels = [
        MultiFieldPanel([FieldPanel("author"), FieldPanel("checked_on")], heading="Written and checked"),
        MultiFieldPanel(
            [FieldPanel("reviewer_name"), FieldPanel("reviewer_credential"), FieldPanel("reviewed_on")],
            heading="Clinical review",
        ),
        MultiFieldPanel([FieldPanel("allowed_words"), FieldPanel("allowed_because")], heading="Words let through"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(topic__in=[topic.value for topic in Topic]), name="learn_article_topic"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in PageKind]), name="learn_article_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=PageKind.ABOUT.value, topic=Topic.ABOUT.value)
                | (~models.Q(kind=PageKind.ABOUT.value) & ~models.Q(topic=Topic.ABOUT.value)),
                name="learn_article_about_us_is_both",
                violation_error_message="A page about us has the topic and the kind “about”; no other page has either.",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_on=None)
                | (~models.Q(reviewer_name="") & ~models.Q(reviewer_credential="")),
                name="learn_article_review_names_its_reviewer",
            ),
            models.CheckConstraint(
                condition=models.Q(allowed_words="") | ~models.Q(allowed_because=""),
                name="learn_article_override_says_why",
            ),
        ]

    @property
    def next_review_due(self) -> date:
        looked_at = max(filter(None, (self.checked_on, self.reviewed_on)))
        return review.next_review_due(PageKind(self.kind), looked_at=looked_at)

    @property
    def language(self) -> str:
        return self.locale.language_code

    def get_absolute_url(self) -> str:
        return address_of(topic=self.topic, slug=self.slug, language=self.language)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Where the editor's "view live" leads: our own address, on whatever host the editor is."""
        return (0, "", self.get_absolute_url()) if can_be_reached(self.slug) else None

    def clean(self) -> None:
        super().clean()
        if problems := list(self.address_problems()):
            raise ValidationError({"slug": problems})

    def address_problems(self) -> Iterator[str]:
        """Once readers had a page, its address stays: it is printed, saved and linked."""
        yield from name_problems(self.slug)
        if not can_be_reached(self.slug):
            return
        read = self.publications.last() if self.pk else None
        if read is not None and read.address != self.get_absolute_url():
            yield f"Readers know this page as {read.address}. Its address and its topic stay."
        twin = Article.objects.filter(slug=self.slug).exclude(locale_id=self.locale_id).exclude(pk=self.pk).first()
        if twin is not None and (twin.topic == Topic.ABOUT) is not (self.topic == Topic.ABOUT):
            yield "The page with this address in the other language stands under another topic."

    def with_content_json(self, content: dict[str, Any]) -> "Article":
        """What the loader noted is of the page, not of a version of it."""
        made: Article = super().with_content_json(content)
        made.loaded_as, made.loaded_revision = self.loaded_as, self.loaded_revision
        return made

    def permissions_for_user(self, user: Any) -> Any:
        from handrail.learn.editing.permissions import ArticlePermissions

        return ArticlePermissions(user, self)

    def publish(self, revision: Any, user: Any = None, **options: Any) -> Any:
        """Every way to publish that Wagtail has, but for the loader of our own first content, asks here."""
        from handrail.learn.editing.actions import sign_off

        sign_off(revision=revision, by=user, at=timezone.now())
        return super().publish(revision, user=user, **options)

    def _get_dummy_header_url(self, original_request: HttpRequest | None = None) -> str | None:
        """A preview is asked for on the host where the editor is open."""
        return original_request.build_absolute_uri("/") if original_request else None

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from handrail.learn.reading.preview import preview_page

        return preview_page(request, self)


@lru_cache(maxsize=1024)
def address_of(*, topic: str, slug: str, language: str) -> str:
    name = "about" if topic == Topic.ABOUT else "learn-page"
    with override(language):
        return reverse(name, args=[slug])
