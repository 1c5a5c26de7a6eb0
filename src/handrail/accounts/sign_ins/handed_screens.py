"""A screen that staff hand to somebody else: it leads to one page alone, until they show again that it is them."""

from django.http import HttpRequest

HANDED = "handed_screen"  # the session's entry that names the page


def hand_screen_over(request: HttpRequest) -> None:
    """From now on this browser opens the page that is asked for, and no other behind a door."""
    request.session[HANDED] = request.path


def is_screen_handed(request: HttpRequest) -> bool:
    return HANDED in request.session


def is_kept_from(request: HttpRequest) -> bool:
    """Whether the page that is asked for is another one than was handed over."""
    return request.session.get(HANDED, request.path) != request.path


def take_screen_back(request: HttpRequest) -> None:
    request.session.pop(HANDED, None)
