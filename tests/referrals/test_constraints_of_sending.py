"""What the database itself refuses of a hand-over: each fact is broken on purpose."""

import pytest
from django.db import IntegrityError, transaction

from handrail.referrals.domain.agreeing import Signing
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent, Referral
from referrals.samples import NOON, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db
ANSWERED = {"first_day_medicine": "supply", "first_day_naloxone": "handed_over"}


@pytest.mark.parametrize("missing", sorted(ANSWERED))
def test_nobody_who_leaves_custody_stands_with_a_program_unanswered(missing):
    sender, _ = make_sender(kind="prison_health")
    _, facility = make_program()
    referral = moved(make_referral(sender=sender, release_on=NOON.date(), **ANSWERED), Stage.SENT, facility=facility)

    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**{missing: ""})

    assert Referral.objects.get().first_day_medicine == "supply"


@pytest.mark.parametrize("column", sorted(ANSWERED))
def test_answer_that_nobody_knows_is_not_kept(column):
    referral = make_referral(sender=make_sender()[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**{column: "perhaps"})

    assert getattr(Referral.objects.get(), column) == ""


def test_two_questions_about_one_program_do_not_wait_at_once():
    _, facility = make_program()
    referral = make_referral(sender=make_sender()[0])
    values = {"referral": referral, "facility": facility, "language": "en", "text_version": "sent-1", "asked_at": NOON}
    AskedConsent.objects.create(way=Signing.ON_PAPER, **values)

    with pytest.raises(IntegrityError), transaction.atomic():
        AskedConsent.objects.create(way=Signing.ON_SCREEN, **values)

    assert AskedConsent.objects.get().way == Signing.ON_PAPER
