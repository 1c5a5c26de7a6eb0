"""Where an operator's work begins: what waits, one card for each kind of work."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from handrail.directory.calls.queue import call_queue
from handrail.directory.claims.queries import claim_counts
from handrail.directory.corrections.queries import waiting
from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import desk_page
from handrail.directory.listing_changes.queries import calls_due
from handrail.directory.merging.queries import open_pairs
from handrail.directory.open_places.queries import told_count
from handrail.directory.queries import facilities_by_pk
from handrail.messaging.queries import dead_letters, missed_pages, open_calls
from handrail.privacy.requests.queries import waiting_counts


@require_safe
@for_operators
def desk(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    queue = call_queue(at=at)
    following = facilities_by_pk(pks=[waiting.pk for waiting in queue[:1]])
    context = {
        "next_call": following.get(queue[0].pk) if queue else None,
        "urgent_calls": sum(place.is_urgent for place in queue),
        "corrections": waiting(by=request.user, at=at),
        "open_places": told_count(at=at),
        "claims": claim_counts(at=at),
        "old_numbers_to_call": calls_due(),
        "pairs": len(open_pairs()),
        "dead_letters": dead_letters(),
        "calls_open": open_calls(),
        "missed_pages": missed_pages(),
        "requests": waiting_counts(at=at),
    }
    return desk_page(request, "desk", context)
