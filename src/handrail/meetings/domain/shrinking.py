"""When a feed that lost meetings is believed: a list that is cut off looks like one whose groups have ended."""

# Product choices. A handful ends in any week; of a small feed that is much.
A_HANDFUL = 5
SHRINKS_AT_MOST = 0.3


def looks_cut_off(*, gone: int, listed: int) -> bool:
    """Whether a person is asked before `gone` of the `listed` meetings leave at once."""
    return gone > A_HANDFUL and gone > listed * SHRINKS_AT_MOST
