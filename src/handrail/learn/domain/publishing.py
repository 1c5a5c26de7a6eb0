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
OWN_REVIEW = mark("You wrote part of this page. Another reviewer must state the clinical review.")
OLD_REVIEW = mark("The words changed after the clinical review. Take the review away, or review the page again.")
OWN_CLAIM = mark("You wrote part of this claim. Another reviewer must confirm it.")
NOT_CONFIRMING = mark("Only a reviewer can confirm a claim.")
NOT_THE_LATEST = mark("There is a later version of this page. Only that one can be published.")


def check_may_publish(role: EditingRole | None, *, person: int, author: int | None, writers: Collection[int]) -> None:
    """`writers`: whoever changed the words since they were last published. Nobody is above this rule."""
    if role is not EditingRole.REVIEWER:
        raise PublishingRefused(NOT_A_REVIEWER)
    if person == author or person in writers:
        raise PublishingRefused(OWN_WORK)


def check_review(*, is_new: bool, words_changed: bool, person: int, writers: Collection[int]) -> None:
    """A page that names its reviewer. `writers`: whoever wrote words of it that readers ever had."""
    if is_new and person in writers:
        raise PublishingRefused(OWN_REVIEW)
    if words_changed and not is_new:
        raise PublishingRefused(OLD_REVIEW)


def check_may_confirm(role: EditingRole | None, *, person: int, writers: Collection[int]) -> None:
    """`writers`: whoever changed the claim or its sources since it was last confirmed."""
    if role is not EditingRole.REVIEWER:
        raise PublishingRefused(NOT_CONFIRMING)
    if person in writers:
        raise PublishingRefused(OWN_CLAIM)
