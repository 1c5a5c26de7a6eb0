"""Who may work at the desk: operators, until organizations and their roles exist."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

View = Callable[..., HttpResponse]


def for_operators(view: View) -> View:
    """A stranger is asked to sign in; who is signed in without this task finds nothing. No answer is kept."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not request.user.is_staff:
            raise Http404
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True)
        return response

    return checked
