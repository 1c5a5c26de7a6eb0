"""What the editor shows and what it asks of us; Wagtail looks for a module of this name."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet

from handrail.learn.domain.publishing import PublishingRefused
from handrail.learn.editing.actions import sign_off
from handrail.learn.editing.claim_views import claims, sources
from handrail.learn.models import Article

SHOWN_IN_MENU = frozenset({"explorer", "claims", "sources"})


@hooks.register("register_admin_viewset")
def claims_and_sources() -> list[Any]:
    return [claims, sources]


@hooks.register("construct_admin_api")
def names_that_the_editor_asks_for(router: Any) -> None:
    """Its pages cannot be made without them. Pictures and documents are not installed, and the gate is shut on both."""
    for name in ("images", "documents"):
        router.register_endpoint(name, PagesAdminAPIViewSet)


@hooks.register("construct_main_menu")
def only_what_is_open(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name in SHOWN_IN_MENU]


@hooks.register("construct_homepage_panels")
def no_news_of_the_editor(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = []


@hooks.register("before_publish_page")
def check_before_readers_see_it(request: HttpRequest, page: Article) -> HttpResponse | None:
    """Wagtail's own view publishes without asking the page; so it is asked here, and the draft is kept."""
    try:
        sign_off(revision=page.get_latest_revision(), by=request.user, at=timezone.now())
    except PublishingRefused as refusal:
        messages.error(request, f"Saved as a draft and not published. {refusal}")
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("register_log_actions")
def acts_of_our_own(actions: Any) -> None:
    actions.register_action("learn.words_let_through", "Words let through", "Let words of the avoid-list through")
    actions.register_action("learn.said_as_opinion", "Said as opinion", "Let parts state no health fact")
    actions.register_action("learn.claim_taken_back", "Claim taken back", "Took the claim back from readers")
    actions.register_action("learn.review_stated", "Review stated", "Stated the clinical review")
