"""What of Wagtail is open at /cms/, and to whom. Whatever is not named here is not found, by anybody (S10, S11)."""

import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.urls import reverse

from handrail.accounts.sign_ins.access import is_stepped_up, signed_in, with_next
from handrail.accounts.sign_ins.devices import sign_out
from handrail.learn.editing.roles import editing_role_of
from handrail.learn.loading.trees import one_writer_at_a_time

View = Callable[..., HttpResponse]
PREFIX = "/cms/"
# Shut: users, groups, workflows, collections, reports, settings, bulk acts, moving, copying, deleting, locking,
# privacy, embeds and uploads. A person's sign-in, and what they may do, is kept by `accounts` alone.
OPEN = re.compile(
    r"""
    | pages/ | pages/\d+/(results/)?
    | pages/add/learn/article/\d+/(preview/)?
    | pages/\d+/(edit|edit/preview|edit/preview/check|view_draft|add_subpage|unpublish|history|history/results)/
    | pages/\d+/revisions/\d+/(view|revert)/
    | pages/\d+/revisions/compare/(\d+|earliest|live)\.\.\.(\d+|latest|live)/
    | choose-page/(\d+/)? | choose-external-link/ | choose-phone-link/
    | (claims|sources)/((new|results)/|(edit|history|history-results)/\d+/)?
    | api/main/pages/(\d+/)?
    | editing-sessions/(ping/learn/\w+/\d+/\d+/|ping/wagtailcore/\w+/\d+/\d+/|release/\d+/)
    | block-preview/ | dismissibles/ | sprite/ | jsi18n/
    """,
    re.VERBOSE,
)

SEEN_BY_READERS = re.compile(r"pages/\d+/unpublish/")  # the forms of claims and sources ask by themselves
WRITES_A_PAGE = re.compile(r"pages/(add/learn/article/\d+|\d+/edit)/")
NOT_PUBLISHED = "Saved as a draft, not yet published: press Publish again."
ASKED_BY_A_PAGE = re.compile(
    r"api/.*|editing-sessions/.*|choose-.*|jsi18n/|sprite/|block-preview/|dismissibles/"
    r"|pages/(add/learn/article/)?\d+/(edit/)?preview/(check/)?|.*results/"
)


def for_editors(view: View) -> View:
    """A stranger is asked to sign in; who has no part in the editor finds nothing. Looking and publishing ask for a
    fresh proof; what was written is kept before they do, so that an hour's writing is never lost to a clock."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not OPEN.fullmatch(request.path_info.removeprefix(PREFIX)):
            raise Http404
        if editing_role_of(request.user) is None:
            raise Http404
        if "overwrite_revision_id" in request.POST:
            raise Http404
        if is_stepped_up(request) or not needs_fresh_proof(request):
            return kept_whole(view, request, *args, **kwargs)
        if "action-publish" in request.POST:
            return kept_as_draft(view, request, *args, **kwargs)
        return redirect(with_next(request, "confirm"))

    return signed_in(checked)


def kept_as_draft(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Whoever presses Publish too late is asked who they are after their words are kept, and then publishes."""
    if not WRITES_A_PAGE.fullmatch(request.path_info.removeprefix(PREFIX)):
        return redirect(with_next(request, "confirm"))
    sent = request.POST.copy()
    del sent["action-publish"]
    request.POST = sent
    answer = kept_whole(view, request, *args, **kwargs)
    if answer.status_code != HTTPStatus.FOUND:
        return answer  # a form with its faults named, as it was typed
    messages.warning(request, NOT_PUBLISHED)
    return redirect(f"{reverse('confirm')}?{urlencode({'next': answer.headers['Location']})}")


def kept_whole(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """What is sent is saved, signed off and published, or nothing of it is; one person's after the other's."""
    if request.method != "POST" or is_asked_by_a_page(request):
        return view(request, *args, **kwargs)
    with transaction.atomic():
        one_writer_at_a_time()
        response = view(request, *args, **kwargs)
        return response.render() if isinstance(response, SimpleTemplateResponse) else response


def needs_fresh_proof(request: HttpRequest) -> bool:
    """A whole page, or an act that readers see; not the small questions that an open page asks by itself."""
    if request.method == "POST":
        is_seen = SEEN_BY_READERS.fullmatch(request.path_info.removeprefix(PREFIX)) is not None
        return is_seen or "action-publish" in request.POST
    return not is_asked_by_a_page(request)


def is_asked_by_a_page(request: HttpRequest) -> bool:
    return ASKED_BY_A_PAGE.fullmatch(request.path_info.removeprefix(PREFIX)) is not None


def to_our_sign_in(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Where Wagtail would ask for a password of its own."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('sign-in')}?next={PREFIX}")
    return redirect("account")


def leave(request: HttpRequest) -> HttpResponse:
    return sign_out(request)
