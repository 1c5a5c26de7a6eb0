"""What a view says of itself to the guard of sign-ins."""

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]


def polled(view: View) -> View:
    """A page asks for this by itself: it never makes a sign-in last longer (S5)."""
    view.is_polled = True  # type: ignore[attr-defined]
    return view


def open_before_second_factor(view: View) -> View:
    """Staff without a second factor may come here: to make one, or to leave."""
    view.is_open_before_second_factor = True  # type: ignore[attr-defined]
    return view


def open_while_leaving(view: View) -> View:
    """Who asked to be deleted may come here: to keep the account or to let it go, and to sign in as somebody else."""
    view.is_open_while_leaving = True  # type: ignore[attr-defined]
    return open_before_second_factor(view)


def open_while_handed(view: View) -> View:
    """Who was handed the screen of somebody else may come here: it shows nothing of anybody."""
    view.is_open_while_handed = True  # type: ignore[attr-defined]
    return view
