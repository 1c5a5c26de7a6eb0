"""Ten codes on paper, for the day the telephone is gone."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from handrail.accounts.models import RecoveryCode, User
from handrail.accounts.queries import acting_for_themselves
from handrail.messaging.actions import write_where_agreed
from handrail.messaging.domain.kinds import MessageKind
from handrail.privacy.audit.entries import record

COUNT, LETTERS, GROUP = 10, 16, 4
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without i, l, o, 0 and 1


@transaction.atomic
def new_recovery_codes(*, user: User, at: datetime) -> list[str]:
    """Ten new ones, to be shown now and never again. The old ones open nothing from here on."""
    codes = [new_code() for _ in range(COUNT)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, digest=digest_of(user, code)) for code in codes])
    record("recovery_codes.made", by=acting_for_themselves(user), at=at, subject=user.subject)
    return codes


def new_code() -> str:
    """79 random bits, in groups that can be read aloud."""
    letters = [secrets.choice(ALPHABET) for _ in range(LETTERS)]
    return "-".join("".join(letters[start : start + GROUP]) for start in range(0, LETTERS, GROUP))


@transaction.atomic
def spend_recovery_code(*, user: User | None, code: str, at: datetime) -> bool:
    """True once for each code. The same hash and the same statement where there is no such person (S13)."""
    digest = digest_of(user, code)
    unused = RecoveryCode.objects.filter(user=user.pk if user else 0, digest=digest, used_at=None)
    if not unused.update(used_at=at) or user is None:
        return False
    tell_of_use(user, at)
    return True


def tell_of_use(user: User, at: datetime) -> None:
    """Who finds the paper of another gets in with it once, and not unseen."""
    record("recovery_code.used", by=acting_for_themselves(user), at=at, subject=user.subject)
    key = f"recovery-code:{user.public_id}:{at.timestamp():.0f}"
    write_where_agreed(subject=user.subject, kind=MessageKind.NEWS, view="second-factor", key=key, at=at)


def digest_of(user: User | None, code: str) -> bytes:
    """Bound to the person: the same code in two people's hands would be two hashes."""
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())[: LETTERS * 2]
    return hashlib.sha256(f"recovery code of {user.public_id if user else ''}: {plain}".encode()).digest()
