"""Who may write health content and who may publish it: never one person alone."""

from collections.abc import Collection
from enum import StrEnum

from handrail.web.translation import mark


class EditingRole(StrEnum):
    """What somebody may do in the editor. Both write; a reviewer also publishes what others wrote."""

    WRITER = "writer"
    REVIEWER = "reviewer"


class PublishingRefused(Exception):
    """The message may be shown to the person who asked."""


NOT_A_REVIEWER = mark("Only a reviewer can publish.")
OWN_WORK = mark("You wrote part of this. Another reviewer must read and publish it.")


def check_may_publish(role: EditingRole | None, *, person: int, author: int | None, writers: Collection[int]) -> None:
    """`writers`: whoever changed the words since they were last published. Nobody is above this rule."""
    if role is not EditingRole.REVIEWER:
        raise PublishingRefused(NOT_A_REVIEWER)
    if person == author or person in writers:
        raise PublishingRefused(OWN_WORK)
