"""That somebody was given notices, in which version and language (S28)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from handrail.privacy.domain.notices import Notice
from handrail.privacy.models import NoticeGiven, Subject
from handrail.privacy.notices.library import NoticeVersion, current


@transaction.atomic
def give_notices(*, subject: Subject, notices: Iterable[Notice], language: str, at: datetime) -> None:
    """As they stand now."""
    give_versions(subject=subject, versions=map(current, notices), language=language, at=at)


def give_versions(*, subject: Subject, versions: Iterable[NoticeVersion], language: str, at: datetime) -> None:
    """As they stood on the form, which may lie open while a newer one comes. The same given again is the same row."""
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
            for one in versions
        ],
        ignore_conflicts=True,
    )
