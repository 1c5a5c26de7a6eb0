"""The coordinators who are called in the end: a roster, real as any."""

from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.rosters import DAYS, REFERRALS
from handrail.messaging.models import Roster
from handrail.messaging.rosters.actions import OnCall, keep_roster
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from referrals.samples import NOON

ALWAYS = {day: [["00:00", "24:00"]] for day in DAYS}
OFFICE = {day: [["09:00", "17:00"]] for day in DAYS[:5]}
ANA = Actor(ActorKind.STAFF, "ana", "handrail", "operator")


def keep_coordinators(*, week=ALWAYS, zone="America/Chicago", minutes=15, at=NOON) -> Roster:
    people = [
        OnCall(name, open_subject(by=PRODUCT, at=at), Channel.EMAIL, f"{name}@desk.example", is_deputy=name == "dee")
        for name in ("ana", "dee")
    ]
    return keep_roster(name=REFERRALS, zone=zone, week=week, minutes=minutes, people=people, by=PRODUCT, at=at)
