"""That somebody was given notices, in which version and language (S28)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from handrail.privacy.domain.notices import Notice
from handrail.privacy.models import NoticeGiven, Subject
from handrail.privacy.notices.library import current


@transaction.atomic
def give_notices(*, subject: Subject, notices: Iterable[Notice], language: str, at: datetime) -> None:
    """As they stand now. The same version given again is the same row."""
    NoticeGiven.objects.bulk_create(
        [
            NoticeGiven(
                subject=subject,
                notice=one.notice,
                version=one.version,
                language=language,
                text_hash=one.digest,
                given_at=at,
            )
            for one in map(current, notices)
        ],
        ignore_conflicts=True,
    )
