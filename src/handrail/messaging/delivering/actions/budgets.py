"""How much may go to one number, and in all, in a day: against floods, fraud and our own mistakes (S20)."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.sending import Reason
from handrail.messaging.models import BudgetCount
from handrail.privacy.blind_indexes import blind
from handrail.privacy.master_keys import Purpose, current_key

KINDS = {Channel.SMS: "phone", Channel.EMAIL: "email"}


def budget_of(channel: str, address: str) -> str:
    """The budget of one number or mailbox, by a keyed hash that lives for two days and opens nothing."""
    key_id = current_key(Purpose.BLIND).key_id
    value = blind(organization="budget", kind=KINDS[Channel(channel)], value=address, master_id=key_id)
    return value.hex()


def take_budgets(mine: str, *, channel: Channel, at: datetime) -> Reason | None:
    """Counts one sending, or says which budget is used up and counts nothing."""
    if not take(mine, most=settings.MESSAGES_PER_NUMBER, at=at):
        return Reason.NUMBER_BUDGET
    if not take(channel, most=settings.MESSAGES_PER_DAY, at=at):
        give_back(mine, at=at)
        return Reason.INSTALLATION_BUDGET
    return None


def take(scope: str, *, most: int, at: datetime) -> bool:
    """Two workers at once never take the same one."""
    today = BudgetCount.objects.filter(day=at.date(), scope=scope)
    if most < 1:
        return False
    if today.filter(used__lt=most).update(used=F("used") + 1):
        return True
    if today.exists():
        return False
    try:
        with transaction.atomic():
            BudgetCount.objects.create(day=at.date(), scope=scope, used=1)
    except IntegrityError:  # another worker began the count a moment ago
        return bool(today.filter(used__lt=most).update(used=F("used") + 1))
    return True


def give_back(scope: str, *, at: datetime) -> None:
    BudgetCount.objects.filter(day=at.date(), scope=scope, used__gt=0).update(used=F("used") - 1)


def give_back_both(channel: str, address: str, *, at: datetime) -> None:
    """It surely was not sent."""
    give_back(budget_of(channel, address), at=at)
    give_back(channel, at=at)
