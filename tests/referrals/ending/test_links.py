"""With each end of the table no link of the referral opens anything more, save how it went where that still counts."""

from datetime import timedelta

import pytest

from handrail.messaging.actions import give_agreement
from handrail.messaging.domain.kinds import Channel
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import make_link
from handrail.referrals.actions import erase
from handrail.referrals.agreeing.actions import ask_to_agree
from handrail.referrals.asking.actions import ANSWER, ask, named
from handrail.referrals.closing.actions import ask_whether_they_got_in
from handrail.referrals.domain.agreeing import Signing
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import ENDS, Stage
from handrail.referrals.losing.actions import lose_unpicked_questions
from handrail.referrals.models import Referral
from handrail.referrals.picking.actions import pick
from referrals.samples import NOON, actor_of, agree_to, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=2)
MAY_STILL_SAY = {
    Stage.COMPLETED: {"came", "got-in"},
    Stage.FAILED: {"got-in"},
    Stage.CANCELED: set(),
    Stage.IN_ERROR: set(),
}


@pytest.fixture(autouse=True)
def messages_can_be_written(settings):
    settings.DEMONSTRATION = True


def live() -> set[str]:
    return set(OneTimeLink.objects.filter(used_at=None, withdrawn_at=None).values_list("purpose", flat=True))


def with_every_link() -> Referral:
    """A question that was never lost, its reminder, a person on the way, both sides asked how it went."""
    sender, nurse = make_sender()
    _, first = make_program()
    _, second = make_program()
    referral = make_referral(sender=sender, legs=[first, second])
    values = {"channel": Channel.SMS, "address": "447-555-0199", "language": "en", "zone": "America/Chicago"}
    give_agreement(subject=referral.subject, text_version="1", by=PRODUCT, at=NOON, **values)
    agree_to(referral, first)
    by = actor_of(nurse, sender)
    referral, _ = pick(referral=referral, facility=first, side=Side.SENDER, by=by, at=NOON)
    referral = moved(referral, Stage.EXPECTED)
    ask_to_agree(referral=referral, facility=second, way=Signing.OWN_PHONE, language="en", user=nurse, by=by, at=NOON)
    ask_whether_they_got_in(at=LATER)
    moved(referral, Stage.NO_SHOW, at=LATER)
    [question] = ask(referral=referral, facilities=[second], side=Side.SENDER, by=by, at=LATER)
    make_link(purpose=ANSWER, about=named(question), lasts=timedelta(days=1), has_code=False, at=LATER)
    return Referral.objects.get(pk=referral.pk)


@pytest.mark.parametrize("end", sorted(ENDS))
def test_no_link_outlives_the_end(end):
    referral = with_every_link()
    before = live()

    if end is Stage.COMPLETED:
        place = referral.legs.first().facility
        agree_to(referral, place, at=LATER)
        referral, _ = pick(referral=referral, facility=place, side=Side.SENDER, by=PRODUCT, at=LATER)
        moved(referral, Stage.EXPECTED, Stage.ARRIVED, end, at=LATER)
    else:
        moved(referral, end, at=LATER)

    assert before >= {"answer-question", "agree", "came", "got-in"}
    assert live() == MAY_STILL_SAY[end]


def test_table_of_what_may_still_be_said_knows_every_end():
    assert set(MAY_STILL_SAY) == set(ENDS)


def test_erasure_ends_the_links_too():
    referral = with_every_link()

    erase(subject=referral.subject, at=LATER)

    assert live() == set()


def test_pick_ends_the_questions_of_all_others_at_once_and_the_clock_those_of_a_day_ago():
    sender, nurse = make_sender()
    _, first = make_program()
    _, second = make_program()
    by = actor_of(nurse, sender)
    picked, waiting = make_referral(sender=sender), make_referral(sender=sender)
    for referral in (picked, waiting):
        ask(referral=referral, facilities=[first, second], side=Side.SENDER, by=by, at=NOON)
    agree_to(picked, first)

    pick(referral=picked, facility=first, side=Side.SENDER, by=by, at=NOON)
    left = OneTimeLink.objects.filter(purpose=ANSWER, withdrawn_at=None).count()
    lose_unpicked_questions(at=NOON + timedelta(hours=25))

    assert (left, OneTimeLink.objects.filter(purpose=ANSWER, withdrawn_at=None).count()) == (2, 0)
