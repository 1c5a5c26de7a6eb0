"""Getting back in with a recovery code. Staff cannot: for them two colleagues do it (S14)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from handrail.accounts.domain.handles import seen_alike
from handrail.accounts.models import Membership, User
from handrail.accounts.passwords import check_new_password, is_password_of
from handrail.accounts.persons.actions import change_password
from handrail.accounts.second_factors.actions.recovery_codes import spend_recovery_code


@transaction.atomic
def recover_account(*, handle: str, code: str, password: str, at: datetime) -> User | None:
    """Whose it is; None for an unknown name, a wrong or used code and for staff: one query, one statement and one hash
    each (S13).

    Raises `PasswordRefused` before anything is looked up, so that a weak password costs no code."""
    check_new_password(password, handle=handle)
    memberships = Membership.objects.live().filter(user=OuterRef("pk"))
    persons = User.objects.able_to_sign_in(at=at).filter(~Exists(memberships), is_staff=False).select_related("subject")
    user = persons.filter(handle_key=seen_alike(handle)).first()
    if not spend_recovery_code(user=user, code=code, at=at):
        is_password_of(None, password)
        return None
    change_password(user=user, password=password, at=at)
    return user
