"""A roster to try out, with one call that its first member did not answer. Nobody is really called."""

from datetime import datetime, timedelta

from handrail.accounts.models import User
from handrail.accounts.queries import acting_as_operator
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.rosters import DAYS
from handrail.messaging.models import Roster
from handrail.messaging.rosters.actions import OnCall, escalate_pages, keep_roster, page

NAME, ABOUT = "demonstration-desk", "demonstration:nothing"
ALWAYS = {day: [["00:00", "24:00"]] for day in DAYS}
MINUTES = 15
CALLED, PASSED_ON = timedelta(minutes=27), timedelta(minutes=12)


def bring_roster_to_life(*, member: User, deputy: User, at: datetime) -> None:
    """Once: afterwards it is what whoever tries it made of it."""
    if Roster.objects.exists():
        return
    people = [
        OnCall(user.public_id, user.subject, Channel.EMAIL, f"{user.username}@desk.example", is_deputy=user == deputy)
        for user in (member, deputy)
    ]
    by = acting_as_operator(member)
    roster = keep_roster(
        name=NAME, zone="America/New_York", week=ALWAYS, minutes=MINUTES, people=people, by=by, at=at - CALLED
    )
    page(roster=roster, about=ABOUT, at=at - CALLED)
    escalate_pages(at=at - PASSED_ON)
