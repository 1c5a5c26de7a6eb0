"""What is known of a meeting, in the few words paper has room for: for whom, what of medicine, and what is in doubt.

Paper is read by people who cannot press anything. It asks nothing, and says who says so. A restriction never looks like
a welcome: it is boxed, also where a printer has no color.
"""

from dataclasses import dataclass
from datetime import datetime

from handrail.meetings.domain.freshness import Freshness
from handrail.meetings.domain.positions import GROUPS_DECIDE
from handrail.meetings.models import Meeting
from handrail.meetings.reports.queries import Standing, standing_of
from handrail.meetings.wordings.standing import WARNED, doubt_told, medicine_tag
from handrail.meetings.wordings.tag import Tag
from handrail.web.translation import mark, translate

FOR_FAMILIES = mark("for families and friends")
NOT_CONFIRMED = mark("not confirmed")


@dataclass(frozen=True, slots=True)
class KnownOnPaper:
    """Each may be empty."""

    for_whom: tuple[str, ...]
    unsure: tuple[str, ...]
    tags: tuple[Tag, ...]


def known_on_paper(meeting: Meeting, language: str, *, at: datetime) -> KnownOnPaper:
    """Costs no query where the meeting was read with its `feed` and its `word`."""
    standing = standing_of(meeting, at=at)
    tags = (medicine_on_paper(standing, language), doubt_on_paper(standing, language))
    return KnownOnPaper(
        for_whom=(translate(FOR_FAMILIES, language),) if standing.is_for_families else (),
        unsure=(translate(NOT_CONFIRMED, language),) if standing.freshness is Freshness.UNCONFIRMED else (),
        tags=tuple(tag for tag in tags if tag is not None),
    )


def medicine_on_paper(standing: Standing, language: str) -> Tag | None:
    """That it varies holds for most meetings of a sheet. Boxed each time, it would hide where people were told to
    stop."""
    tag = medicine_tag(standing, language)
    return Tag(tag.words) if tag and tag.tone == WARNED and is_by_group(standing) else tag


def is_by_group(standing: Standing) -> bool:
    return standing.medicine is None and standing.position.fellowship in GROUPS_DECIDE


def doubt_on_paper(standing: Standing, language: str) -> Tag | None:
    """A way in vain is worse where somebody has no telephone to ask first."""
    doubt = doubt_told(standing, language)
    return Tag(doubt, WARNED) if doubt else None
