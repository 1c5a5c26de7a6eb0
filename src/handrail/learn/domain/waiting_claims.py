"""Why a claim waits for another person, and what readers have of it meanwhile."""

from enum import StrEnum


class Waits(StrEnum):
    """From the one that readers miss most to the one that they have, word for word."""

    TAKEN_BACK = "taken back"  # and written anew since
    NEW = "new"  # readers do not have it yet
    CHANGED = "changed"  # readers have it as it was before
    DOUBTED = "doubted"  # readers have these very words, marked as not confirmed


def why_it_waits(*, is_taken_back: bool, is_read: bool, is_rewritten: bool) -> Waits:
    if is_taken_back:
        return Waits.TAKEN_BACK
    if not is_read:
        return Waits.NEW
    return Waits.CHANGED if is_rewritten else Waits.DOUBTED
