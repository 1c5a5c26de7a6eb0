"""Ten codes on paper, for the day the telephone is gone."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from handrail.accounts.models import RecoveryCode, User
from handrail.accounts.queries import acting_for_themselves
from handrail.messaging.actions import write_where_agreed
from handrail.messaging.domain.kinds import MessageKind
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.erasing.lasting import KEY_PARTS
from handrail.privacy.erasing.ledger import note

COUNT, LETTERS, GROUP = 10, 16, 4
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without i, l, o, 0 and 1


@transaction.atomic
def new_recovery_codes(*, user: User, at: datetime) -> list[str]:
    """Ten new ones, to be shown now and never again. The old ones open nothing from here on."""
    codes = [new_code() for _ in range(COUNT)]
    had_others = RecoveryCode.objects.filter(user=user).exists()
    keep_digests(user, [digest_of(user, code) for code in codes], by=acting_for_themselves(user), at=at)
    if had_others:
        note("recovery_codes.made", made_key(user), at=at)
    return codes


def keep_digests(user: User, digests: Iterable[bytes], *, by: Actor, at: datetime) -> None:
    """In the place of all others. `by` is the product where it is done again after a restore."""
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, digest=digest) for digest in digests])
    record("recovery_codes.made", by=by, at=at, subject=user.subject)


def made_key(user: User) -> str:
    """Whose, and the hashes: of 79 random bits each, so that whoever reads the file outside learns no code.

    Without them somebody who made new ones would have those of the backup again, which may be in other hands.
    """
    digests = RecoveryCode.objects.filter(user=user).values_list("digest", flat=True)
    return KEY_PARTS.join((user.public_id, *sorted(bytes(digest).hex() for digest in digests)))


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
    note("recovery_code.used", digest.hex(), at=at)
    tell_of_use(user, at)
    return True


@transaction.atomic
def spend_again(code: RecoveryCode, *, at: datetime) -> None:
    """After a restore. They were told of it then."""
    code.used_at = at
    code.save(update_fields=["used_at"])
    record("recovery_code.used", by=PRODUCT, at=at, subject=code.user.subject)


def tell_of_use(user: User, at: datetime) -> None:
    """Who finds the paper of another gets in with it once, and not unseen."""
    record("recovery_code.used", by=acting_for_themselves(user), at=at, subject=user.subject)
    key = f"recovery-code:{user.public_id}:{at.timestamp():.0f}"
    write_where_agreed(subject=user.subject, kind=MessageKind.NEWS, view="second-factor", key=key, at=at)


def digest_of(user: User | None, code: str) -> bytes:
    """Bound to the person: the same code in two people's hands would be two hashes."""
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())[: LETTERS * 2]
    return hashlib.sha256(f"recovery code of {user.public_id if user else ''}: {plain}".encode()).digest()
