"""Who may work at the desk: operators. Like all staff they come in with a second factor, and idle out after minutes."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from handrail.accounts.sign_ins.access import signed_in

View = Callable[..., HttpResponse]


def for_operators(view: View) -> View:
    """A stranger is asked to sign in; who is signed in without this task finds nothing. No answer is kept."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(checked)
