"""Any walk of three people through one report, beside a plain model that knows only what S17 says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from factories import make_call, make_correction, make_operator
from handrail.directory.corrections.actions import ChangedMeanwhile, Decision, move
from handrail.directory.domain.checked_values import FactRefused
from handrail.directory.domain.corrections import State, StepRefused
from handrail.directory.models import CheckedFact, DeskEvent

BEGIN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ONE_IS_ENOUGH, NEEDS_TWO = ("", "takes_cover_medicaid"), ("phone", "address", "closed")
VALUES = {
    "phone": "217-555-0177",
    "address": "1 New Street",
    "closed": "yes",
    "takes_cover_medicaid": "no",
    "": "",
}
people = st.integers(0, 2)


class LifeOfAReport(RuleBasedStateMachine):
    @initialize(stage=st.sampled_from(["new", "taken", "waiting_for_second"]), hours=st.sampled_from([0, 23, 24, 100]))
    def begin(self, stage, hours):
        """Walks begin at each stage, since few would get there by chance."""
        self.people = [make_operator() for _ in range(3)]
        self.now = BEGIN
        self.correction = make_correction(opened_at=BEGIN)
        self.state, self.owner, self.first, self.since, self.called, self.steps = "new", None, None, None, False, 0
        self.field = ""
        if stage != "new":
            self.somebody_takes_it_or_sends_it_back(0)
        if stage == "waiting_for_second":
            self.somebody_calls_the_listed_number(0)
            self.somebody_checks_as_first(0, "phone")
        self.time_passes(hours)

    def try_to(self, to, by, *, allowed, **decision):
        self.correction.refresh_from_db()
        seen = self.correction.version
        try:
            decided = Decision(seen=seen, **decision)
            move(correction=self.correction, to=to, decision=decided, by=self.people[by], at=self.now)
            happened = True
        except (StepRefused, FactRefused):
            happened = False
        assert happened == allowed, (self.state, to, by, decision)
        self.steps += happened
        if happened:
            self.state = to.value
        return happened

    def is_overdue(self):
        return self.now.date() > self.correction.due_on

    @rule(hours=st.sampled_from([1, 12, 24, 100]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(by=people)
    def somebody_calls_the_listed_number(self, by):
        make_call(facility=self.correction.facility, at=self.now, by=self.people[by])
        self.called = True

    @rule(by=people)
    def somebody_takes_it_or_sends_it_back(self, by):
        if self.try_to(State.TAKEN, by, allowed=self.state in ("new", "waiting_for_second")):
            self.owner, self.first, self.since = by, None, None

    @rule(by=people)
    def somebody_gives_it_back(self, by):
        allowed = self.state == "taken" and (self.owner == by or self.is_overdue())
        if self.try_to(State.NEW, by, allowed=allowed):
            self.owner = None

    @rule(by=people, field=st.sampled_from(sorted(VALUES)))
    def somebody_checks_as_first(self, by, field):
        allowed = self.state == "taken" and self.owner == by and field in NEEDS_TWO and self.called
        if self.try_to(State.WAITING_FOR_SECOND, by, allowed=allowed, field=field, value=VALUES[field]):
            self.first, self.since, self.field = by, self.now, field

    @rule(by=people, field=st.sampled_from(sorted(VALUES)))
    def somebody_confirms(self, by, field):
        alone = self.state == "taken" and self.owner == by and field in ONE_IS_ENOUGH
        second = self.state == "waiting_for_second" and by != self.first
        second = second and self.now >= self.since + timedelta(hours=24)
        was_alone = self.state == "taken"
        if self.try_to(State.CONFIRMED, by, allowed=alone or second, field=field, value=VALUES[field]) and was_alone:
            self.field = field

    @rule(by=people, reason=st.sampled_from(["", "A broker."]))
    def somebody_declines(self, by, reason):
        may = (self.state == "taken" and self.owner == by) or (self.state == "waiting_for_second" and by != self.first)
        self.try_to(State.DECLINED, by, allowed=may and bool(reason), reason=reason)

    @rule(by=people)
    def somebody_writes_on_an_old_screen(self, by):
        try:
            move(correction=self.correction, to=State.TAKEN, decision=Decision(seen=0), by=self.people[by], at=self.now)
        except ChangedMeanwhile:
            return
        raise AssertionError("an old screen was written from")

    @invariant()
    def it_is_what_the_model_says(self):
        if not hasattr(self, "correction"):
            return
        self.correction.refresh_from_db()
        assert self.correction.state == self.state
        assert DeskEvent.objects.filter(correction=self.correction).count() == self.steps
        facts = CheckedFact.objects.filter(correction=self.correction)
        assert facts.count() == (self.state == "confirmed" and self.field != "")
        assert all(fact.second_by_id not in (None, fact.by_id) for fact in facts if fact.field in NEEDS_TWO)


class TestLifeOfAReport(TestCase, LifeOfAReport.TestCase):
    settings = settings(max_examples=30, stateful_step_count=6, deadline=None)


pytestmark = pytest.mark.django_db
