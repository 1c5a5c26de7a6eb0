"""From a proof of who somebody is to a browser that is signed in."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from handrail.accounts.domain.handles import seen_alike
from handrail.accounts.models import SignIn, User
from handrail.accounts.passwords import is_password_of
from handrail.accounts.sign_ins.access import SignedInRequest, safe_next
from handrail.accounts.sign_ins.actions import begin_sign_in, note_proof
from handrail.accounts.sign_ins.guard import SIGN_IN
from handrail.accounts.sign_ins.handed_screens import take_screen_back

PASSWORDS = "django.contrib.auth.backends.ModelBackend"  # another backend only tells what an editor may do
LONGEST = 200  # no honest name or password is longer


@dataclass(frozen=True)
class Credentials:
    """What was typed at the door."""

    handle: str
    password: str
    is_shared_device: bool
    next: str


def credentials(request: HttpRequest) -> Credentials:
    sent = request.POST
    return Credentials(
        handle=sent.get("handle", "").strip()[:LONGEST],
        password=sent.get("password", "")[:LONGEST],
        is_shared_device=bool(sent.get("shared")),
        next=safe_next(sent.get("next", ""), request=request),
    )


def who_is(given: Credentials, *, at: datetime) -> User | None:
    """One query and one hash, whether there is such a person or not (S13)."""
    people = User.objects.able_to_sign_in(at=at).select_related("subject")
    user = people.filter(handle_key=seen_alike(given.handle)).first()
    return user if is_password_of(user, given.password) else None


def signed_in_and_sent_on(
    request: HttpRequest, user: User, *, is_shared_device: bool, has_second_factor: bool, next: str, at: datetime
) -> HttpResponse:
    begin_session(request, user, is_shared_device=is_shared_device, has_second_factor=has_second_factor, at=at)
    return HttpResponseRedirect(next)


def begin_session(
    request: HttpRequest, user: User, *, is_shared_device: bool, has_second_factor: bool, at: datetime
) -> SignIn:
    """A new session, whatever this browser had before: nobody else may know its key."""
    sign_in = begin_sign_in(user=user, is_shared_device=is_shared_device, has_second_factor=has_second_factor, at=at)
    request.session.flush()
    login(request, user, backend=PASSWORDS)
    request.session[SIGN_IN] = sign_in.public_id
    request.sign_in = sign_in  # type: ignore[attr-defined]
    return sign_in


def proved_again(request: SignedInRequest, *, has_second_factor: bool, at: datetime) -> None:
    """Who is signed in has shown again who they are. The session goes on under a new key: the old one opens nothing."""
    note_proof(sign_in=request.sign_in, has_second_factor=has_second_factor, at=at)
    take_screen_back(request)
    request.session.cycle_key()
