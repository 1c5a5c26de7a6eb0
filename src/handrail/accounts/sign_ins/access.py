"""Who may see a page behind a door: whoever is signed in, or has shown a moment ago that it is still them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from handrail.accounts.domain.sign_in_terms import is_fresh
from handrail.accounts.models import SignIn, User
from handrail.web.doors import DOORS
from handrail.web.stateless_forms import SAFE_METHODS

View = Callable[..., HttpResponse]

# Addresses that only take a form, and the page that it stands on: nobody can be led back to the address itself.
PAGE_OF_FORM = {
    "new-passkey": "second-factor",
    "recovery-codes": "second-factor",
    "remove-second-factor": "second-factor",
    "sign-out": "account",
}


class SignedInRequest(HttpRequest):
    """What a view behind `signed_in` is given: it names the type and is never made."""

    user: User  # type: ignore[assignment]
    sign_in: SignIn


def signed_in(view: View) -> View:
    """A stranger is asked to sign in first. No answer is kept by the browser."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(with_next(request, "sign-in"))
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True)
        return response

    return checked


def stepped_up(view: View) -> View:
    """Also asks for a second factor (or, where a person has none, for the password) if the last was minutes ago."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_stepped_up(request):
            return redirect(with_next(request, "confirm"))
        return view(request, *args, **kwargs)

    return signed_in(checked)


def is_stepped_up(request: HttpRequest) -> bool:
    sign_in = getattr(request, "sign_in", None)
    return sign_in is not None and is_fresh(sign_in.proved_at, at=timezone.now())


def with_next(request: HttpRequest, name: str) -> str:
    """Back to where somebody wanted to go; after a form, to the page it stood on, which asks for it again."""
    here = request.get_full_path() if request.method in SAFE_METHODS else page_of_form(request)
    return f"{reverse(name)}?{urlencode({'next': here})}"


def page_of_form(request: HttpRequest) -> str:
    named = request.resolver_match.url_name if request.resolver_match else None
    return reverse(PAGE_OF_FORM[named]) if named in PAGE_OF_FORM else request.path


def safe_next(address: str, *, request: HttpRequest) -> str:
    """Only a page of ours behind a door; anything else leads to the person's own account."""
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None, require_https=False)
    return address if is_ours and address.startswith(DOORS) else reverse("account")
