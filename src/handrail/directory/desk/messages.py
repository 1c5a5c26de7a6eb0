"""What goes to people, for who runs this: counts and codes. No number, mailbox or name is ever on this page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from handrail.directory.desk import message_words
from handrail.directory.desk.access import for_operators
from handrail.directory.desk.answering import desk_page
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.status import Status
from handrail.messaging.queries import counts_by_kind, counts_by_reason, missed_pages


@require_safe
@for_operators
def messages(request: HttpRequest) -> HttpResponse:
    reasons = counts_by_reason()
    closed = {channel: missing_setting(channel) for channel in Channel}
    context = {
        "kinds": counts_by_kind(),
        "dead": [row for row in reasons if row.status == Status.DEAD],
        "others": [row for row in reasons if row.status != Status.DEAD],
        "missed_pages": missed_pages(),
        "closed": {channel: setting for channel, setting in closed.items() if setting},
        "is_printed": settings.DEMONSTRATION,
        "said": message_words,
    }
    return desk_page(request, "messages", context)
