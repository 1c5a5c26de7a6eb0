"""The first half of a sign-in, carried by the page itself: no session exists before both halves are shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handrail.accounts.models import User
from handrail.kernel.sealed_tokens import TokenRefused, seal, unseal

PURPOSE = "accounts.first-half"
LIFETIME = timedelta(minutes=5)


@dataclass(frozen=True)
class FirstHalf:
    """A password was right, and a second factor is asked for."""

    user: User
    is_shared_device: bool
    next: str


def carried(half: FirstHalf, *, at: datetime) -> str:
    """The password's hash is part of it: once the password is changed, halves of the old one are worth nothing."""
    value = {
        "user": half.user.public_id,
        "shared": half.is_shared_device,
        "next": half.next,
        "hash": half.user.get_session_auth_hash(),
    }
    return seal(value, purpose=PURPOSE, at=at)


def first_half(token: str, *, at: datetime) -> FirstHalf:
    """Raises `TokenRefused`."""
    value = unseal(token, purpose=PURPOSE, at=at, lifetime=LIFETIME)
    user = User.objects.able_to_sign_in(at=at).select_related("subject").filter(public_id=value["user"]).first()
    if user is None or user.get_session_auth_hash() != value["hash"]:
        raise TokenRefused("the password changed since")
    return FirstHalf(user, value["shared"], value["next"])
