"""Which sign-in a browser holds, and which ones a person has."""

from dataclasses import dataclass
from datetime import datetime

from handrail.accounts.domain.sign_in_terms import Terms, is_over
from handrail.accounts.models import SignIn, User
from handrail.privacy.sealed_values import keys_of, opened


def live_sign_in(*, user: User, public_id: str, at: datetime) -> SignIn | None:
    """What the browser's session names, unless it was ended, ran out, or the person may not sign in any more."""
    if not user.is_active or (user.gone_at is not None and at >= user.gone_at):
        return None
    sign_in = SignIn.objects.filter(user=user, public_id=public_id).first()
    return sign_in if sign_in and not has_run_out(sign_in, at) else None


def has_run_out(sign_in: SignIn, at: datetime) -> bool:
    return is_over(Terms(sign_in.terms), began_at=sign_in.began_at, seen_at=sign_in.seen_at, at=at)


@dataclass(frozen=True)
class SignInShown:
    """A line of the person's own list: no address, no browser."""

    public_id: str
    device: str
    is_shared_device: bool
    began_at: datetime
    is_this_one: bool


def sign_ins_of(*, user: User, this: SignIn | None, at: datetime) -> list[SignInShown]:
    """The live ones, the newest first. Two queries, however many there are."""
    rows = [row for row in SignIn.objects.filter(user=user).order_by("-began_at", "-pk") if not has_run_out(row, at)]
    keys = keys_of(rows)
    return [
        SignInShown(
            public_id=row.public_id,
            device=opened(row, "device", keys=keys)["device"] or "",
            is_shared_device=row.terms == Terms.SHARED,
            began_at=row.began_at,
            is_this_one=this is not None and row.pk == this.pk,
        )
        for row in rows
    ]
