"""Two programs in a town of their own that keep their pages: people begin at one, and go on at the other.

Their claims were verified by people before the journey begins: that way has a journey of its own.
"""

import json

from django.utils import timezone

from accounts.people import make_staff
from directory.partnerships_made import Keeper
from handrail.directory.actions import bump_revision

ZIP = "62701"
STARTS, GOES_ON = "SA OP ORT BU MD", "SA OP ORT BU BUM MOA MD"


def begin() -> str:
    """Of each its name, the address of its page of partners, and the sign-in of its lead."""
    keepers = [Keeper("morning", codes=STARTS, zip=ZIP), Keeper("evening", codes=GOES_ON, zip=ZIP)]
    bump_revision(at=timezone.now())
    leads = [make_staff(organization=each.organization, role="lead", word="harbor") for each in keepers]
    told = [
        {"name": each.place.name, "pages": each.pages, "lead": lead.get_username()}
        for each, lead in zip(keepers, leads, strict=True)
    ]
    return json.dumps(told)
