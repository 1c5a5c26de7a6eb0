"""What a load balancer and an operator ask: is this process fit to answer, and how fresh is what it searches?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from handrail.directory.index.live import index_health
from handrail.meetings.index.live import meetings_health
from handrail.meetings.queries import feeds_health

UNAVAILABLE = 503


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """503 where the database is gone, so that a proxy sends people to a process that can answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        index = index_health()
        meetings = meetings_health() | feeds_health(at=timezone.now())
    except (DatabaseError, OSError):
        return JsonResponse({"status": "unavailable", "database": "unreachable"}, status=UNAVAILABLE)
    return JsonResponse({"status": "ok", "database": "ok", "index": index, "meetings": meetings})
