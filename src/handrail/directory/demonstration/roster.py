"""Rosters to try out: one for referrals, one with a call that its first member did not answer. Nobody is called."""

from datetime import datetime, timedelta

from handrail.accounts.models import User
from handrail.accounts.queries import acting_as_operator
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.rosters import DAYS, REFERRALS
from handrail.messaging.models import Roster
from handrail.messaging.rosters.actions import OnCall, escalate_pages, keep_roster, page

NAME, ABOUT = "demonstration-desk", "demonstration:nothing"
ALWAYS = {day: [["00:00", "24:00"]] for day in DAYS}
MINUTES = 15
CALLED, PASSED_ON = timedelta(minutes=27), timedelta(minutes=12)


def bring_roster_to_life(*, member: User, deputy: User, at: datetime) -> None:
    """Once each: afterwards it is what whoever tries it made of it."""
    held = set(Roster.objects.values_list("name", flat=True))
    people = [
        OnCall(user.public_id, user.subject, Channel.EMAIL, f"{user.username}@desk.example", is_deputy=user == deputy)
        for user in (member, deputy)
    ]
    values = {"zone": "America/New_York", "week": ALWAYS, "minutes": MINUTES, "people": people}
    by = acting_as_operator(member)
    if REFERRALS not in held:
        keep_roster(name=REFERRALS, by=by, at=at, **values)
    if held:
        return
    roster = keep_roster(name=NAME, by=by, at=at - CALLED, **values)
    page(roster=roster, about=ABOUT, at=at - CALLED)
    escalate_pages(at=at - PASSED_ON)
