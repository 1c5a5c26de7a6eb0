"""Where somebody can be signed in. Everywhere else nobody is: no session, no cookie, no query to find out (S3)."""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.csrf import CsrfViewMiddleware

from handrail.web.stateless_forms import SAFE_METHODS, takes_posts_from_strangers

DOORS = (
    *("/admin/", "/cms/", "/desk/", "/es/desk/", "/account/", "/es/account/", "/privacy/", "/es/privacy/"),
    *("/referrals/", "/es/referrals/"),
)


def is_behind_a_door(request: HttpRequest) -> bool:
    return request.path_info.startswith(DOORS)


class DoorSession(SessionMiddleware):
    """A session behind a door, and no trace of one elsewhere."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return super().__call__(request) if is_behind_a_door(request) else self.get_response(request)


class DoorAuthentication(AuthenticationMiddleware):
    """The signed-in person, behind a door."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return super().__call__(request) if is_behind_a_door(request) else self.get_response(request)


class DoorMessages(MessageMiddleware):
    """The admin's own notices, behind a door."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return super().__call__(request) if is_behind_a_door(request) else self.get_response(request)


class DoorCsrf(CsrfViewMiddleware):
    """Django's check behind a door; elsewhere only a view marked `stateless_form` or `stateless_call` takes a POST."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return super().__call__(request) if is_behind_a_door(request) else self.get_response(request)

    def process_view(self, request: HttpRequest, callback: Any, *arguments: Any) -> HttpResponse | None:
        if is_behind_a_door(request):
            return super().process_view(request, callback, *arguments)
        if request.method not in SAFE_METHODS and not takes_posts_from_strangers(callback):
            return HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS"])
        return None
