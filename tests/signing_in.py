"""A browser that is signed in, without walking through the doors: they have tests of their own."""

from datetime import datetime

from django.test import Client
from django.utils import timezone

from handrail.accounts.sign_ins.actions import begin_sign_in
from handrail.accounts.sign_ins.guard import SIGN_IN


def sign_in(
    client: Client, user, *, has_second_factor: bool = True, is_shared_device: bool = False, at: datetime | None = None
):
    """As somebody who has just shown who they are. Returns the row."""
    client.force_login(user)
    begun = begin_sign_in(
        user=user,
        is_shared_device=is_shared_device,
        has_second_factor=has_second_factor,
        at=at or timezone.now(),
    )
    session = client.session
    session[SIGN_IN] = begun.public_id
    session.save()
    return begun
