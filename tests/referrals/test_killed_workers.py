"""Workers killed while referrals wait: none is lost, called for twice, kept for two, or left in silence.

`script/soak` kills 300 on each database.
"""

import random
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from handrail.messaging.models import Message, RosterPage
from handrail.privacy.audit.verifying import faults
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry
from handrail.referrals.asking.actions import ask
from handrail.referrals.climbing.queries import due_referrals, referrals_to_ring_for, silent_referrals
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.holding.actions import hold_place
from handrail.referrals.holding.queries import referrals_past_their_place
from handrail.referrals.losing.queries import questions_to_lose, referrals_without_consent
from handrail.referrals.models import PlaceHold, Question, Referral, ReferralMove
from messaging.conftest import open_for_sending, twilio  # noqa: F401
from messaging.test_killed_workers import environment, log, ready, wait_until, worker  # noqa: F401
from referrals.on_call import keep_coordinators
from referrals.samples import make_program, make_referral, make_sender, moved

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PATIENCE = 300
HOUR = timedelta(hours=1)
STAND_THEN = (
    ("draft", 0, 1),  # alone: a coordinator was called, once
    ("asking", 2, 1),  # nobody at the next program can be written to here, so a coordinator is called to ring
    ("acknowledged", 3, 0),  # the place ran out, and the program has its time
    ("canceled", 2, 0),  # the person took it back
    ("asking", 1, 1),  # the only question was lost after a coordinator was called
)
SLOWEST = 1.0  # seconds until a worker is struck, wherever it is


def some_that_are_due(at):
    """One of each kind that a pass ends, moves or calls for: five referrals."""
    (sender, _), (_, first), (_, second) = make_sender(), make_program(), make_program()
    alone = make_referral(urgency=Urgency.NOW, at=at - HOUR)
    silent = make_referral(sender=sender, legs=[first, second], at=at - 9 * HOUR)
    silent = moved(silent, Stage.SENT, facility=first, at=at - 9 * HOUR)
    held = moved(make_referral(sender=sender, at=at - 9 * HOUR), Stage.SENT, facility=first, at=at - 9 * HOUR)
    place = {"until": at - HOUR, "sexes": frozenset(), "side": Side.RECEIVER, "by": PRODUCT}
    hold_place(referral=held, at=at - 9 * HOUR, **place)
    taken_back = moved(make_referral(sender=sender, at=at), Stage.SENT, facility=second, at=at)
    withdraw_consent(consent=taken_back.consent, by=PRODUCT, at=at)
    asked = make_referral(sender=sender, at=at - 30 * HOUR)
    ask(referral=asked, facilities=[second], side=Side.SENDER, by=PRODUCT, at=at - 30 * HOUR)
    return [alone, silent, held, taken_back, asked]


def struck(child):
    """Its status, after it was killed by the clock."""
    time.sleep(random.uniform(0, SLOWEST))
    child.kill()
    return child.wait()


def is_all_done():
    """Nothing that a worker could still do for referrals at this moment."""
    at = timezone.now()
    left = (due_referrals(at=at), referrals_past_their_place(at=at), questions_to_lose(at=at))
    left = (*left, referrals_without_consent(at=at), referrals_to_ring_for(at=at))
    return not any(rows.exists() for rows in left)


def done_so_far():
    return ReferralMove.objects.count(), RosterPage.objects.count(), Message.objects.count()


def test_killed_workers_leave_no_referral_in_silence(ready, worker, environment, log, request):  # noqa: F811
    rounds, moments, begun = request.config.getoption("--kill-rounds"), Counter(), time.monotonic()
    keep_coordinators(at=timezone.now() - 99 * HOUR)
    written = []
    for _ in range(rounds):
        written += some_that_are_due(timezone.now())
        before = done_so_far()
        assert struck(ready.start("worker", "--skip-checks")) == -signal.SIGKILL
        moments["at work" if done_so_far() != before else "before or after"] += 1
    last = worker(LEASE_SECONDS="120")
    wait_until(lambda: is_all_done() and not AuditEntry.objects.filter(leaf=None).exists(), done=done_so_far)
    last.send_signal(signal.SIGTERM)

    assert last.wait(PATIENCE) == 0
    at = timezone.now()
    assert Referral.objects.count() == len(written) == 5 * rounds
    assert silent_referrals(at=at) == []
    assert Counter(told(each) for each in Referral.objects.all()) == dict.fromkeys(STAND_THEN, rounds)
    assert PlaceHold.objects.live().count() == 0
    assert Question.objects.filter(gone_at=None).count() == rounds  # of the programs that were asked just now
    assert list(faults(at=at, anchor_file=Path(environment["HANDRAIL_AUDIT_ANCHOR_FILE"]))) == []
    sys.stdout.write(
        f"{connection.vendor}: {rounds} workers killed ({dict(moments)}); {len(written)} referrals, 0 lost, "
        f"0 called for twice, 0 silent; {time.monotonic() - begun:.0f} seconds\n"
    )


def told(referral):
    """Where it stands, how often it was moved, and how often coordinators were called for it."""
    assert list(referral.history.values_list("number", flat=True)) == list(range(1, referral.moves + 1))
    calls = RosterPage.objects.filter(about=f"referral:{referral.public_id}").count()
    return referral.stage, referral.moves, calls
