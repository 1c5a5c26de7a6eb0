"""People on the coordinators' board: whoever sent them, what they agreed to, and where accounts differ."""

from datetime import timedelta

from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.rosters import REFERRALS
from handrail.messaging.rosters.actions import OnCall, keep_roster
from handrail.privacy.actions import open_subject, write_identity
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.closing.actions import say_by_receipt
from handrail.referrals.domain.closing import Account
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.moving.actions import move
from referrals.on_call import ALWAYS
from referrals.samples import agree_to, make_program, make_referral, make_sender, moved
from referrals.sending.desks import agreed

BOARD = "/desk/referrals/"
NAMES = ("Rosa", "Castillo", "312-555-0142")
TURNED_AWAY_OR_NOT = "The person says they were turned away; the program says they did not come."


def on_call(operator, *, at):
    people = [
        OnCall(operator.public_id, operator.subject, Channel.EMAIL, "ana@desk.example"),
        OnCall("dee", open_subject(by=PRODUCT, at=at), Channel.EMAIL, "dee@desk.example", is_deputy=True),
    ]
    keep_roster(name=REFERRALS, zone="America/Chicago", week=ALWAYS, minutes=15, people=people, by=PRODUCT, at=at)


def named(*, at, **facts):
    """Somebody whose name, number and words would leak if anything did."""
    subject = open_subject(by=PRODUCT, at=at)
    write_identity(subject=subject, person={"name": "Rosa Castillo", "phone": "312-555-0142"}, by=PRODUCT, at=at)
    facts = {"sender": make_sender()[0], "words": {"alias": "Rosa", "phone": "312-555-0142"}} | facts
    return make_referral(subject=subject, at=at, **facts)


def page_of(referral):
    return f"{BOARD}{referral.public_id}/"


def words(answer):
    return answer.content.decode()


def sent_by_police(*, at, **facts):
    """An officer, and somebody of whom no page tells the officer anything (S24)."""
    police, officer = make_sender(kind="police", role="officer")
    return named(at=at, sender=police, **facts), officer, police


def of_police_and_agreed(now, *stages, **facts):
    facility = make_program(at=now)[1]
    referral, officer, police = sent_by_police(at=now, legs=[facility], **facts)
    agreed(referral, facility, officer, police)
    return moved(referral, *stages, facility=facility, at=now) if stages else referral


def in_conflict(now, **facts):
    """Expected yesterday; the program says that they did not come, and the person that they were turned away."""
    before = now - timedelta(days=1)
    facility = make_program(at=before)[1]
    referral = moved(named(at=before, **facts), Stage.SENT, Stage.EXPECTED, facility=facility, at=before)
    moved(referral, Stage.NO_SHOW, at=now - timedelta(minutes=20))
    at = now - timedelta(minutes=10)
    say_by_receipt(referral=referral, account=Account.TURNED_AWAY, by=PRODUCT, at=at)
    return Referral.objects.get(pk=referral.pk)


def alone_and_missed(now):
    """Asked a program by themselves, and did not come: it is our turn."""
    before = now - timedelta(hours=4)
    facility = make_program(at=before)[1]
    referral = named(at=before, sender=None, legs=[facility])
    agree_to(referral, facility, at=before)
    move(referral=referral, to=Stage.SENT, side=Side.PERSON, by=PRODUCT, at=before, facility=facility)
    return moved(referral, Stage.EXPECTED, Stage.NO_SHOW, at=before)


def lines_of(answer):
    return [name for name in NAMES if name in words(answer)]
