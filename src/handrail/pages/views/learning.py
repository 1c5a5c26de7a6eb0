"""Health pages for readers: the overview, a page, all claims, a feed, and "Did this help?"."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handrail.kernel.busy_database import NotKept, kept_whole
from handrail.learn.actions import add_what_is_missing, keep_feedback
from handrail.learn.domain.kinds import Topic
from handrail.learn.feed import feed_xml
from handrail.learn.helping import Asked, asked_by, form_token
from handrail.learn.reading.as_json_ld import as_json_ld
from handrail.learn.reading.claims_by_topic import claims_by_topic
from handrail.learn.reading.queries import Listed, contents, live_article
from handrail.learn.reading.shown import shown
from handrail.learn.topics import topic_words
from handrail.pages.views.carrying import reading_page
from handrail.pages.views.for_machines import origin
from handrail.web.error_pages import too_often, try_again
from handrail.web.language import language_of
from handrail.web.limiting.limits import Limit, TooOften, check_limit
from handrail.web.qr import QrDrawing, qr_drawing
from handrail.web.stateless_forms import stateless_form, stateless_form_that_writes

DAY = 24 * 60 * 60
ANSWERS_A_DAY = Limit("did_this_help", most=40, seconds=DAY)  # product choice: a waiting room shares one network
UNPROCESSABLE = 422


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    language = language_of(request.path_info)
    pages = contents().in_language(language)
    topics = [(topic_words()[topic], [page for page in pages if page.topic is topic]) for topic in Topic]
    return reading_page(request, "learn/overview.jinja", {"topics": [both for both in topics if both[1]]})


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def learn_page(request: HttpRequest, slug: str) -> HttpResponse:
    return article_page(request, slug, is_about=False)


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, slug: str) -> HttpResponse:
    return article_page(request, slug, is_about=True)


def article_page(request: HttpRequest, slug: str, *, is_about: bool) -> HttpResponse:
    at, language, all_pages = timezone.now(), language_of(request.path_info), contents()
    if slug != slug.lower():  # typed from paper
        return HttpResponseRedirect(reverse(request.resolver_match.view_name, args=[slug.lower()]))
    named = all_pages.called(slug, language)
    if named is None or (named.topic is Topic.ABOUT) is not is_about:
        raise Http404
    article = live_article(pk=named.pk)
    if article is None:
        raise Http404
    found = shown(article, contents=all_pages, language=language, today=at.date())
    address = f"{origin(request)}{request.path}"
    return reading_page(request, "learn/article.jinja", {"shown": found, **linking(found, address, named, at)})


def linking(found: Any, address: str, named: Listed, at: datetime) -> dict[str, Any]:
    """How to come back to this page, and what it is to machines."""
    return {
        "address": address,
        "qr": code_of(address),
        "json_ld": as_json_ld(found, address=address),
        "token": form_token(slug=named.slug, language=named.language, at=at),
        "is_preview": False,
    }


@lru_cache(maxsize=256)
def code_of(address: str) -> QrDrawing:
    """Drawing it takes longer than all the rest of the page, and the address of a page is nobody's secret."""
    return qr_drawing(address)


@stateless_form
@require_http_methods(["GET", "HEAD", "POST"])
def claims(request: HttpRequest) -> HttpResponse:
    groups = claims_by_topic(language_of(request.path_info))
    return reading_page(request, "learn/claims.jinja", {"groups": groups})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    written = feed_xml(language=language_of(request.path_info), here=origin(request))
    return HttpResponse(written, content_type="application/rss+xml; charset=utf-8")


@stateless_form_that_writes
@require_http_methods(["GET", "HEAD", "POST"])
def helped(request: HttpRequest) -> HttpResponse:
    """Yes or No counts at once; after a No, what is missing may be added to it."""
    at, language = timezone.now(), language_of(request.path_info)
    asked = asked_by(request.POST.get("token", ""), at=at) if request.method == "POST" else None
    answer = request.POST.get("answer", "")
    named = contents().called(asked.slug, language) if asked else None
    context = {"page": named, "token": request.POST.get("token", ""), "stage": "too-late", "sent": ()}
    if asked is None or named is None or answer not in ("yes", "no", "missing"):
        return answered(request, context, status=UNPROCESSABLE if request.method == "POST" else 200)
    try:
        with kept_whole():
            check_limit(ANSWERS_A_DAY, request, at=at)
            told = kept_answer(asked, answer, words=request.POST.get("words", ""), at=at)
    except TooOften as refusal:
        return too_often(request, refusal)
    except NotKept:
        return try_again(answered(request, {**context, "stage": "missing" if answer == "missing" else "too-late"}))
    return answered(request, {**context, **told})


def kept_answer(asked: Asked, answer: str, *, words: str, at: datetime) -> dict[str, str]:
    """What the next page shows. Its form carries the No that words are added to."""
    if answer == "missing" and asked.answer is not None:
        add_what_is_missing(to=asked.answer, words=words)
        return {"stage": "thanks"}
    kept = keep_feedback(asked=asked, helped=answer == "yes", at=at)
    if answer == "yes":
        return {"stage": "thanks"}
    token = form_token(slug=asked.slug, language=asked.language, answer=kept.pk, at=at)
    return {"stage": "missing", "token": token}


def answered(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = reading_page(request, "learn/helped.jinja", context)
    response.status_code = status
    return response
