"""Who may work at the desk: operators, and at what people ask of us the operator's privacy officers alone.

Like all staff they come in with a second factor, and idle out after minutes.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from handrail.accounts.queries import privacy_officer
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


def for_privacy_officers(view: View) -> View:
    """A role in the organization that runs this site, as it stands now: who left it yesterday finds nothing.

    The view is told as whom they act.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        by = privacy_officer(public_id=request.user.public_id)
        if by is None:
            raise Http404
        return view(request, *args, by=by, **kwargs)

    return signed_in(checked)
