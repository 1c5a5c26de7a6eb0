"""What an operator writes of a source, kept beside what an import writes of it at the same moment."""

from collections.abc import Collection

from handrail.meetings.models import Feed

READ_BY = {"url", "fellowship", "zone", "default_minutes"}
"""Of another address or in another light: the version that was read tells nothing about what would be read now."""


def edit_feed(*, feed: Feed, changed: Collection[str]) -> None:
    """`feed` holds what was typed. Only what was `changed` is saved."""
    names = set(changed)
    if READ_BY & names:
        feed.etag = feed.last_modified = ""
        names |= {"etag", "last_modified"}
    if names:
        feed.save(update_fields=names)
