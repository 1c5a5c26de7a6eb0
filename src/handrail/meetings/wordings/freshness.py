"""How old a list is, as it is said beside what comes from it."""

from datetime import datetime

from handrail.meetings.domain.list_age import days_since, is_old
from handrail.web.translation import mark, translate, translate_plural

READ_TODAY, READ_YESTERDAY = mark("list read today"), mark("list read yesterday")
READ_DAYS_AGO, READ_NEVER = mark("list read %(count)s days ago"), mark("nobody knows when the list was read")
OLD_ONE, OLD = mark("List is %(count)s day old: ask first"), mark("List is %(count)s days old: ask first")
OLD_UNKNOWN = mark("Age of the list not known: ask first")


def read_told(read_at: datetime | None, *, at: datetime, language: str) -> str:
    if read_at is None:
        return translate(READ_NEVER, language)
    days = days_since(read_at, at=at)
    return translate((READ_TODAY, READ_YESTERDAY, READ_DAYS_AGO)[min(days, 2)], language, count=days)


def old_told(read_at: datetime | None, *, at: datetime, language: str) -> str:
    """Nothing while the list is fresh."""
    if not is_old(read_at, at=at):
        return ""
    if read_at is None:
        return translate(OLD_UNKNOWN, language)
    return translate_plural(OLD_ONE, OLD, days_since(read_at, at=at), language)
