"""Opening an account, changing its password, hiding it. Each is written into the record of the person's own acts."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from handrail.accounts.domain.handles import chosen_word, numbered, numerals_wanted, seen_alike
from handrail.accounts.models import User
from handrail.accounts.passwords import check_new_password
from handrail.accounts.queries import acting_for_themselves
from handrail.accounts.second_factors.actions.passkeys import NewPasskey, keep_passkey
from handrail.accounts.second_factors.actions.recovery_codes import new_recovery_codes
from handrail.accounts.sign_ins.actions import sign_out_everywhere
from handrail.privacy.actions import open_subject
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.notices import AT_SIGN_UP
from handrail.privacy.erasing.actions import ask_erasure, take_back_erasure
from handrail.privacy.erasing.ledger import note
from handrail.privacy.models import Erasure
from handrail.privacy.notices.actions import give_notices

MOST_TRIES, DRAWN_AT_ONCE = 40, 8  # a word that hundreds chose gets longer numbers, never a refusal


@transaction.atomic
def open_account(*, word: str, password: str, language: str, at: datetime) -> tuple[User, list[str]]:
    """A new account and its recovery codes, which are shown once. Raises `HandleRefused` or `PasswordRefused`.

    Both are judged by themselves: nothing that is answered depends on who else has an account (S13).
    """
    word = chosen_word(word)
    check_new_password(password, handle=word)
    user = User(date_joined=at)
    user.set_password(password)
    return opened(user, word, language=language, at=at)


@transaction.atomic
def open_account_with_passkey(
    *, word: str, number: str, made: NewPasskey, language: str, at: datetime
) -> tuple[User, list[str]]:
    """Without a password. The passkey was made for an id and a number that were drawn before: they are used."""
    word = chosen_word(word)
    user = User(public_id=made.public_id, date_joined=at)
    user.set_unusable_password()
    user, codes = opened(user, word, language=language, at=at, first=f"{word}-{number}")
    keep_passkey(user=user, made=made, at=at)
    return user, codes


def opened(user: User, word: str, *, language: str, at: datetime, first: str = "") -> tuple[User, list[str]]:
    """`language` is that of the page, and so of the notices it led to."""
    by = Actor(ActorKind.PERSON, user.public_id)
    user.subject = open_subject(by=by, at=at)
    save_under_a_free_name(user, word, first=first)
    record("account.opened", by=by, at=at, subject=user.subject, about=f"account:{user.public_id}")
    give_notices(subject=user.subject, notices=AT_SIGN_UP, language=language, at=at)
    return user, new_recovery_codes(user=user, at=at)


def save_under_a_free_name(user: User, word: str, *, first: str = "") -> None:
    """One query and one insert, whether or not others chose the word: the time it takes tells nothing either (S13).

    Where two ask at once the database says whose a name is, and the other one draws again.
    """
    for tries in range(MOST_TRIES):
        drawn = [numbered(word, secrets.token_bytes(numerals_wanted(tries))) for _ in range(DRAWN_AT_ONCE)]
        names = {seen_alike(name): name for name in ([first] if first and not tries else []) + drawn}
        taken = set(User.objects.filter(handle_key__in=names).values_list("handle_key", flat=True))
        user.handle_key = next((key for key in names if key not in taken), "")
        user.username = names.get(user.handle_key, "")
        try:
            with transaction.atomic():
                if user.username:
                    return user.save(force_insert=True)
        except IntegrityError:
            continue
    raise RuntimeError("no free name was found")


@transaction.atomic
def change_password(*, user: User, password: str, at: datetime) -> None:
    """Ends every sign-in: whoever knew the old password is out. Raises `PasswordRefused`."""
    check_new_password(password, handle=user.get_username())
    keep_password(user, password, by=acting_for_themselves(user), at=at)


def keep_password(user: User, password: str | None, *, by: Actor, at: datetime) -> None:
    """Call it in a transaction. None: the old one opens nothing any more, and the person chooses one as who forgot it.

    No restored backup brings the old one back.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    sign_out_everywhere(user=user, by=by, at=at)
    record("password.changed", by=by, at=at, subject=user.subject)
    note("password.changed", user.subject.public_id, at=at)


@transaction.atomic
def hide_account(*, user: User, at: datetime) -> None:
    """The person asked to be deleted: from now on nobody finds the account. What is erased when is `privacy`'s."""
    user.hidden_at = at
    user.save(update_fields=["hidden_at"])
    sign_out_everywhere(user=user, at=at)
    ask_erasure(subject=user.subject, by=acting_for_themselves(user), at=at)
    record("account.hidden", by=acting_for_themselves(user), at=at, subject=user.subject)


@transaction.atomic
def bring_back(*, user: User, at: datetime) -> None:
    """Who signs in within a day of asking to be deleted, and says that they keep it (S33)."""
    user.hidden_at = None
    user.save(update_fields=["hidden_at"])
    take_back_erasure(subject=user.subject, by=acting_for_themselves(user), at=at)
    record("account.brought_back", by=acting_for_themselves(user), at=at, subject=user.subject)


@transaction.atomic
def hide_as_erasures_stand() -> int:
    """After a restore, which may know of a deletion that was asked for or taken back since."""
    here = User.objects.filter(subject__erased_at=None).select_related("subject")
    standing = Erasure.objects.filter(undone_at=None, done_at=None)
    back = here.exclude(hidden_at=None).exclude(subject__in=standing.values("subject")).update(hidden_at=None)
    asked = {erasure.subject_id: erasure.asked_at for erasure in standing}
    gone = here.filter(hidden_at=None, subject__in=asked)
    return back + sum(User.objects.filter(pk=user.pk).update(hidden_at=asked[user.subject_id]) for user in gone)
