"""Pairs that may be one place, side by side, for a person to decide."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import desk_page
from handrail.directory.domain.duplicates import MergeRefused
from handrail.directory.labels import label
from handrail.directory.merging import actions, queries
from handrail.directory.models import Facility, Merge
from handrail.directory.queries import facility_by_public_id
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark, translate

REFUSED = 422
MERGED = mark("Saved: the two are one place now. Below it can be undone.")
UNDONE = mark("Undone: both stand in the directory again.")
TWO_PLACES = mark("Saved: these are two places. Nobody is asked about them again.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def duplicates(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return duplicates_page(request)
    try:
        say(request, decide(request))
    except MergeRefused as refusal:
        return duplicates_page(request, refusal=refusal)
    return HttpResponseRedirect(reverse("desk-duplicates"))


def decide(request: HttpRequest) -> str:
    """`keep` names the row that stays, `other` its twin; without `keep` the two are not the same. What was done."""
    posted, by, at = request.POST, request.user, timezone.now()
    if "undo" in posted:
        actions.undo(merge=standing(posted["undo"]), by=by, at=at)
        return UNDONE
    if "keep" in posted:
        kept, merged = found(posted["keep"]), found(posted.get("other", ""))
        if kept.pk == merged.pk:
            merged = found(posted.get("one", ""))
        actions.merge(kept=kept, merged=merged, by=by, at=at)
        return MERGED
    one, other = found(posted.get("one", "")), found(posted.get("other", ""))
    actions.say_not_the_same(one=one, other=other, by=by, at=at)
    return TWO_PLACES


def found(public_id: str) -> Facility:
    facility = facility_by_public_id(public_id=public_id)
    if facility is None:
        raise Http404
    return facility


def standing(key: str) -> Merge:
    is_key = key.isdecimal() and len(key) < 16
    merge = Merge.objects.select_related("merged").filter(pk=int(key)).first() if is_key else None
    if merge is None:
        raise Http404
    return merge


def duplicates_page(request: HttpRequest, *, refusal: Exception | None = None) -> HttpResponse:
    count, shown = queries.suggestions()
    language = language_of(request.path_info)
    context = {
        "code_words": partial(label, language=language),
        "count": count,
        "suggestions": shown,
        "merges": queries.standing_merges(),
        "lost": queries.merges_to_look_at(),
        "refusal": translate(str(refusal), language) if refusal else "",
    }
    return desk_page(request, "duplicates", context, status=REFUSED if refusal else 200)
