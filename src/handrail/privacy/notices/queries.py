"""Which notices are no longer those that a person was given (S28)."""

from django.db.models import Max

from handrail.privacy.domain.notices import Notice
from handrail.privacy.models import NoticeGiven, Subject
from handrail.privacy.notices.library import NoticeVersion, versions_of


def changed_for(*, subject: Subject) -> list[NoticeVersion]:
    """Every version since the one they saw last, the newest of each notice first. In one query."""
    given = NoticeGiven.objects.filter(subject=subject).values_list("notice").annotate(latest=Max("version"))
    latest = dict(given)
    return [one for notice in Notice if notice in latest for one in versions_of(notice) if one.version > latest[notice]]
