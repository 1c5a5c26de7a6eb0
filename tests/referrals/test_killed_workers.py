"""Workers and web servers killed while people press: nothing is lost, doubled, kept for two, or left in silence.

Now and then the database loses its power too. `script/soak` kills 300 of each, on each database.
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

from databases import restart_server
from handrail.accounts.models import Organization
from handrail.messaging.models import Message, Roster, RosterPage
from handrail.messaging.rosters.actions import page
from handrail.privacy.audit.verifying import faults
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry, Receipt
from handrail.privacy.sealed_values import opened
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
from messaging.twilio_stand_in import HOST
from postgres import free_port
from ready_process import ReadyProcess
from referrals.on_call import keep_coordinators
from referrals.pressing_under_fire import Pressing, Visitor, begun_on
from referrals.samples import make_program, make_referral, make_sender, moved
from referrals.self_referring.asking import make_answering_program
from referrals.writing_to_people import agree_to_messages

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PATIENCE, OK = 300, 200
HOUR = timedelta(hours=1)
ONCE_AT_MOST = "once at most"
STAND_THEN = (
    ("draft", 0, 1),  # alone: a coordinator was called, once
    ("asking", 2, 1),  # nobody at the next program can be written to here, so a coordinator is called to ring
    ("acknowledged", 3, 0),  # the place ran out, and the program has its time
    ("canceled", 2, 0),  # the person took it back
    ("asking", 1, ONCE_AT_MOST),  # the only question was lost; its sender has a limit of their own, from then on
)
SLOWEST = 1.0  # seconds until a process is struck, wherever it is
RESTARTED_EACH = 5  # rounds
REFUSED_TO_BEGIN = 1  # while the database is away: whoever started it starts it again
FORM = {"alias": "Rosa", "age": "adult", "level": "outpatient_medicine", "medicine": "buprenorphine", "send": "1"}
FORM |= {"payer": "medicaid", "soon": "today", "reach": "receipt", "when": "any", "agree": "1"}


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


@pytest.fixture
def web(environment, log, settings):  # noqa: F811
    """Where web servers are forked. They may write mails, which nobody sends here: workers have texts alone."""
    mails = {"HANDRAIL_SMTP_HOST": "relay.example.org", "HANDRAIL_EMAIL_FROM": "notes@go.example.org"}
    mails["HANDRAIL_MESSAGE_AGREEMENT"] = "sms:2026-11-01,email:2026-11-01"
    mails["HANDRAIL_OPERATOR_ROLE"] = settings.OPERATOR_ROLE
    forks = ReadyProcess(environment=environment | mails, log=log, with_pages=True)
    yield forks
    forks.close()


class Pressed:
    """What people press in one round: a program answers twice at once, a coordinator takes a call, somebody asks to be
    expected. They press until a page tells them what became of it."""

    def __init__(self, number, *, nurse, port):
        self.number, self.port, at = number, port, timezone.now()
        sender = Organization.objects.get(memberships__user=nurse)
        self.referral = make_referral(sender=sender, urgency=Urgency.NEXT_DAY, at=at)
        _, place = make_program(at=at)
        [self.question] = ask(referral=self.referral, facilities=[place], side=Side.SENDER, by=PRODUCT, at=at)
        self.call = page(roster=Roster.objects.get(), about=f"round:{number}", at=at)
        self.expecting = f"{make_answering_program(at=at)[1].get_absolute_url()}expect/"
        self.question_link = link_of(f"question:{self.question.public_id}")
        self.call_link = link_of(f"page:{self.call.public_id}:")
        self.program = self.visitor()

    def visitor(self):
        return Visitor(port=self.port, host=HOST, network=self.number)

    def begin(self):
        return Pressing(self.open_and_answer, self.take_call, self.ask_to_be_expected)

    def open_and_answer(self):
        """An answer that went down with the server leaves the link with the browser that had looked at it."""
        self.program.look(self.question_link)
        assert self.program.press(self.question_link)[0] == OK
        Pressing(self.answer, self.answer).wait()

    def answer(self):
        assert self.program.press(self.question_link, answer="yes", seen="")[0] == OK

    def take_call(self):
        self.visitor().press(self.call_link)

    def ask_to_be_expected(self):
        begun = begun_on(self.visitor().press(self.expecting)[1])
        self.visitor().press(self.expecting, begun=begun, **FORM)


def link_of(key):
    return opened(Message.objects.get(key__startswith=key), "letter")["letter"]["link"]


def struck(child, after):
    """Its status, after it was killed by the clock."""
    time.sleep(after)
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


def one_round(number, *, workers, web, nurse, port, moments):
    """A worker and a web server at work, each killed wherever it is; then another server for who was not told yet."""
    due, pressed = some_that_are_due(timezone.now()), Pressed(number, nurse=nurse, port=port)
    before, was_away = done_so_far(), False
    worker_now, web_now = workers.start("worker", "--skip-checks"), web.start("web", str(port))
    pressing = pressed.begin()
    if number % RESTARTED_EACH == 0:
        time.sleep(random.uniform(0, SLOWEST / 2))
        was_away = restart_server()
        moments["restarts of the database"] += was_away
    strikes = sorted((random.uniform(0, SLOWEST), child) for child in (worker_now, web_now))
    ended = [struck(child, after / 2) for after, child in strikes]
    assert set(ended) <= {-signal.SIGKILL, REFUSED_TO_BEGIN} if was_away else set(ended) == {-signal.SIGKILL}
    moments["workers that had done something"] += done_so_far() != before
    moments["servers that had answered all"] += not any(thread.is_alive() for thread in pressing.threads)
    again = web.start("web", str(port))
    pressing.wait()
    assert struck(again, 0) == -signal.SIGKILL
    return due


def test_killed_processes_leave_nothing_lost_doubled_or_silent(ready, web, worker, environment, request):  # noqa: F811
    rounds, moments, begun = request.config.getoption("--kill-rounds"), Counter(), time.monotonic()
    long_ago = timezone.now() - 99 * HOUR
    keep_coordinators(at=long_ago)
    _, nurse = make_sender(at=long_ago)
    agree_to_messages(nurse, at=long_ago)
    due, port = [], free_port()
    for number in range(rounds):
        due += one_round(number, workers=ready, web=web, nurse=nurse, port=port, moments=moments)
    last = [worker(LEASE_SECONDS="120")]
    moments["restarts of the database"] += restart_server()  # the work goes on all the same

    def is_over():
        if last[-1].poll() is not None:
            last.append(worker(LEASE_SECONDS="120"))
        return is_all_done() and not AuditEntry.objects.filter(leaf=None).exists()

    wait_until(is_over, done=done_so_far)
    last[-1].send_signal(signal.SIGTERM)

    assert last[-1].wait(PATIENCE) == 0
    at = timezone.now()
    waiting = Referral.objects.filter(pk__in=[each.pk for each in due])
    assert Counter(told(each) for each in waiting) == dict.fromkeys(STAND_THEN, rounds)
    assert sum(calls_for(each).count() == 0 for each in waiting if is_lost(each)) <= moments["restarts of the database"]
    assert silent_referrals(at=at) == []
    assert PlaceHold.objects.live().count() == 0
    assert what_was_pressed() == dict.fromkeys(PRESSED, rounds)
    assert list(faults(at=at, anchor_file=Path(environment["HANDRAIL_AUDIT_ANCHOR_FILE"]))) == []
    sys.stdout.write(
        f"{connection.vendor}: {rounds} workers and {2 * rounds} web servers killed ({dict(moments)}); "
        f"{Referral.objects.count()} referrals and {3 * rounds} presses, 0 lost, 0 doubled, 0 silent; "
        f"{time.monotonic() - begun:.0f} seconds\n"
    )


PRESSED = ("answers", "news of answers", "calls taken", "people expected", "programs told", "receipts at most three")


def what_was_pressed():
    """Each of these once a round: nothing is lost, and nothing is there twice."""
    acts = Counter(AuditEntry.objects.values_list("what", flat=True))
    themselves = Referral.objects.filter(made_by=None, key__startswith="self:", stage=Stage.SENT, moves=1)
    taken = RosterPage.objects.filter(about__startswith="round:", state="acknowledged")
    receipts = Counter(Receipt.objects.values_list("subject", flat=True))
    counts = (
        min(acts["referral.answered"], Question.objects.filter(answer="yes").count()),
        Message.objects.filter(key__startswith="answer:").count(),
        min(acts["page.acknowledged"], taken.count()),
        themselves.count(),
        Message.objects.filter(key__startswith="desk:").count(),
        sum(1 <= count <= 3 for count in receipts.values()),
    )
    assert acts["referral.answered"] == counts[0]
    return dict(zip(PRESSED, counts, strict=True))


def told(referral):
    """Where it stands, how often it was moved, and how often coordinators were called for it."""
    assert list(referral.history.values_list("number", flat=True)) == list(range(1, referral.moves + 1))
    calls = calls_for(referral).count()
    return referral.stage, referral.moves, ONCE_AT_MOST if is_lost(referral) and calls <= 1 else calls


def calls_for(referral):
    return RosterPage.objects.filter(about=f"referral:{referral.public_id}")


def is_lost(referral):
    """Its only question is gone. Where the database fell in that round, it may be gone before anybody was called."""
    return (referral.stage, referral.moves) == ("asking", 1)
