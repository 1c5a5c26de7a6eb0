"""The door at which a page lets somebody in with a receipt: limits of each network come before any hash (S12, S16).

One network has half as many tries at one number as the longest pause leaves in a day. So whoever types somebody's
number wrong all day, to keep them out, never takes all of their turns.
"""

from datetime import datetime

from django.http import HttpRequest

from handrail.privacy.domain.receipts import read_number
from handrail.privacy.models import Receipt
from handrail.privacy.receipts.actions import open_receipt
from handrail.web.limiting.limits import Limit, check_limit

OF_ONE_NETWORK = Limit("receipt", most=40, seconds=600)  # a shelter shares one
WITH_ONE_NUMBER = Limit("receipt: number", most=12, seconds=86_400)


def open_at_door(request: HttpRequest, *, number: str, pin: str, at: datetime) -> Receipt:
    """Raises `TooOften`, `ReceiptPaused` or `ReceiptRefused`. What turns out right was no guess and is not counted."""
    typed = read_number(number)
    uses = [check_limit(OF_ONE_NETWORK, request, at=at)]
    if typed is not None:
        uses += [check_limit(WITH_ONE_NUMBER, request, at=at, about=typed.locator)]
    receipt = open_receipt(number=number, pin=pin, at=at)
    for use in uses:
        use.give_back()
    return receipt
