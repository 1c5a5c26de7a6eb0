"""Any walk of writing, claiming, sending, failing, dying, calling back and time, beside a plain model.

The model imports nothing from `domain/`: it says by itself what must hold, in words and numbers of its own.
"""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.test import override_settings
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from handrail.messaging import actions
from handrail.messaging.callbacks import hear_state
from handrail.messaging.channels.interface import Receipt, SendingFailed
from handrail.messaging.delivering.actions.leasing import claim, return_expired_leases
from handrail.messaging.delivering.actions.recording import record_failure, record_sent
from handrail.messaging.delivering.asking import ask
from handrail.messaging.models import Message
from handrail.privacy.actions import open_subject
from messaging.conftest import ROSA, agree, write

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LEASE_SECONDS, SKEW_SECONDS = 120, 60
LONGEST_PAUSE_SECONDS = 25 * 3600
LIVES_SECONDS = 3 * 24 * 3600
OPEN = ("waiting", "leased")
ID = Message._meta.get_field("public_id")


class LifeOfMessages(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        """Pauses differ by id, and a walk must be the same when it is walked again."""
        ids = count()
        ID.__dict__["_get_default"] = lambda: f"walk{next(ids):09}"  # where Django keeps what it makes of a default
        self.many = override_settings(MESSAGES_PER_NUMBER=10**6, MESSAGES_PER_DAY=10**6)
        self.many.enable()
        Message.objects.all().delete()  # those of the walk before
        self.now = BEGIN
        self.person = open_subject(by=ROSA, at=BEGIN)
        agree(self.person, "sms", at=BEGIN)
        self.has_agreed = True
        self.plain = {}  # key: what the model knows of it
        self.hands = []  # what workers hold, dead ones too: (message, token, letter or None)
        self.went_out = {}  # key: how often a provider took it

    def teardown(self):
        if hasattr(self, "many"):
            self.many.disable()
            del ID.__dict__["_get_default"]

    @rule(key=st.integers(0, 5))
    def somebody_writes(self, key):
        message = write(self.person, at=self.now, key=f"about:{key}")
        if key not in self.plain:
            self.plain[key] = {
                "pk": message.pk,
                "id": message.public_id,
                "state": "waiting",
                "until": self.now + timedelta(seconds=LIVES_SECONDS),
                "pause": None,
                "written": self.now,
                "token": None,
            }
        assert message.pk == self.plain[key]["pk"]

    def is_due(self, one):
        paused = one["pause"] is not None and self.now < one["pause"] <= self.now + timedelta(
            seconds=LONGEST_PAUSE_SECONDS
        )
        a_moment_ago = one["written"] <= self.now
        by_another_clock = one["written"] > self.now + timedelta(seconds=SKEW_SECONDS)
        return one["state"] == "waiting" and (a_moment_ago or by_another_clock) and not paused

    @rule()
    def a_worker_claims(self):
        due = {one["id"] for one in self.plain.values() if self.is_due(one)}

        messages = claim(channels=["sms"], at=self.now)

        assert {message.public_id for message in messages} == due
        for message in messages:
            one = self.of(message)
            one.update(state="leased", token=message.lease_token, since=self.now)
            self.hands.append((message, message.lease_token))

    def of(self, message):
        return next(one for one in self.plain.values() if one["id"] == message.public_id)

    def holds(self, message, token):
        one = self.of(message)
        return one["state"] == "leased" and one["token"] == token

    @precondition(lambda self: self.hands)
    @rule(which=st.integers(0, 50), how=st.sampled_from(["sent", "lost answer", "down", "bad number", "killed"]))
    def a_worker_goes_on(self, which, how):
        """Also one that was slow: its lease may long be another's."""
        message, token = self.hands.pop(which % len(self.hands))
        one, is_mine = self.of(message), self.holds(message, token)
        letter = ask(message=message, token=token, at=self.now)

        may_go = is_mine and self.has_agreed and self.now < one["until"]
        assert (letter is not None) == may_go
        if is_mine and not may_go:
            one.update(state="expired" if self.has_agreed else "dropped", token=None)
        if letter:
            self.send(message, token, letter, how)

    def send(self, message, token, letter, how):
        one = self.of(message)
        if how in ("sent", "lost answer", "killed"):
            self.went_out[one["id"]] = self.went_out.get(one["id"], 0) + 1
        if how == "sent":
            assert record_sent(message=message, token=token, receipt=Receipt(sid_of(one)), at=self.now)
            one.update(state="sent", token=None)
        elif how == "bad number":
            failure = SendingFailed("bad_address", is_final=True)
            assert record_failure(message=message, token=token, letter=letter, failure=failure, at=self.now)
            one.update(state="dead", token=None)
        elif how != "killed":
            failure = SendingFailed("provider_down", was_maybe_sent=how == "lost answer")
            assert record_failure(message=message, token=token, letter=letter, failure=failure, at=self.now)
            row = Message.objects.get(pk=one["pk"])
            assert timedelta(seconds=15) < row.retry_at - self.now < timedelta(minutes=76)
            one.update(state="waiting", token=None, pause=row.retry_at)

    @rule()
    def leases_are_looked_at(self):
        over = [
            one
            for one in self.plain.values()
            if one["state"] == "leased"
            and not timedelta(seconds=-SKEW_SECONDS) <= self.now - one["since"] < timedelta(seconds=LEASE_SECONDS)
        ]

        returned = return_expired_leases(at=self.now)

        assert returned == len(over)
        for one in over:
            one.update(state="waiting", token=None, pause=None)

    @precondition(lambda self: self.went_out)
    @rule(which=st.integers(0, 50), word=st.sampled_from(["queued", "sent", "delivered", "undelivered"]))
    def a_provider_speaks(self, which, word):
        public_id = sorted(self.went_out)[which % len(self.went_out)]
        one = next(one for one in self.plain.values() if one["id"] == public_id)
        says = {"sent": "sent", "delivered": "delivered", "undelivered": "failed"}.get(word)
        is_news = bool(says) and (one["state"] in OPEN or (one["state"] == "sent" and says != "sent"))

        heard = hear_state(key=public_id, sid=sid_of(one), word=word, code="", at=self.now)

        assert heard == is_news
        if is_news:
            one.update(state=says, token=None)

    @rule(seconds=st.sampled_from([1, 60, 121, 3600, 24 * 3600, -30, -61, -3600, -365 * 24 * 3600]))
    def the_clock_moves(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule(agrees=st.booleans())
    def the_person_changes_their_mind(self, agrees):
        if agrees:
            agree(self.person, "sms", at=self.now)
        else:
            actions.withdraw_agreement(subject=self.person, channel="sms", by=ROSA, at=self.now)
        self.has_agreed = agrees

    @invariant()
    def rows_are_as_the_model_says_and_no_ended_one_keeps_an_address(self):
        if not hasattr(self, "plain"):
            return
        rows = Message.objects.in_bulk([one["pk"] for one in self.plain.values()])
        assert len(rows) == len(self.plain)  # nothing is lost
        for one in self.plain.values():
            row = rows[one["pk"]]
            assert (row.status, row.lease_token or None) == (one["state"], one["token"])
            assert (row.letter is not None) == (one["state"] in OPEN)


def sid_of(one):
    return "SM" + one["id"].encode().hex()[:26].zfill(32)


class TestLifeOfMessages(TestCase, LifeOfMessages.TestCase):
    settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
