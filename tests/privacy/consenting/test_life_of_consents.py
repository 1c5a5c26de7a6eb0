"""Any walk of giving, withdrawing, ending and handing over, beside a plain model that knows only the law (S19)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from handrail.privacy.actions import open_subject
from handrail.privacy.consenting.actions import Evidence, Terms, end_consent, give_consent, hand_over, withdraw_consent
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.consents import ConsentKind, HandOver, Information, Purpose, RecipientRole
from handrail.privacy.models import AuditEntry, Consent, Disclosure
from privacy.papers import stand_with

BEGIN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROSA = Actor(ActorKind.PERSON, "rosa")
CLINICS = ("clinic", "detox")
TEXT = Evidence(text="I let Hope Clinic know ...", text_version="1", language="en", tells_how_to_revoke=True)


class LifeOfConsents(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.now = BEGIN
        stand_with("hospital")
        self.people = [open_subject(by=ROSA, at=BEGIN) for _ in range(2)]
        self.rows, self.plain, self.account, self.refused = [], [], 0, 0

    @rule(who=st.integers(0, 1), to=st.sampled_from(CLINICS), what=st.sampled_from(["identity", "medicines"]),
          days=st.sampled_from([1, 30]))  # fmt: skip
    def somebody_signs(self, who, to, what, days):
        terms = Terms(
            kind=ConsentKind.NAMED,
            disclosers=frozenset({"hospital"}),
            information=frozenset({Information(what)}),
            recipients=frozenset({to}),
            purposes=frozenset({Purpose.TREATMENT}),
            expires_at=self.now + timedelta(days=days),
        )
        self.rows.append(give_consent(subject=self.people[who], terms=terms, evidence=TEXT, by=ROSA, at=self.now))
        self.plain.append(
            {"who": who, "to": to, "what": what, "until": self.now + timedelta(days=days), "stands": True}
        )

    @precondition(lambda self: self.rows)
    @rule(which=st.integers(0, 20), how=st.sampled_from([withdraw_consent, end_consent]))
    def one_is_taken_back_or_ends(self, which, how):
        which %= len(self.rows)
        how(consent=self.rows[which], by=ROSA, at=self.now)
        self.plain[which]["stands"] = False

    @rule(hours=st.sampled_from([0, 1, 24, 24 * 31]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(who=st.integers(0, 1), to=st.sampled_from(CLINICS), what=st.sampled_from(["identity", "medicines"]))
    def somebody_hands_over(self, who, to, what):
        asked = HandOver(
            subject=self.people[who].public_id,
            discloser="hospital",
            recipient=to,
            role=RecipientRole.TREATMENT,
            information=frozenset({Information(what)}),
            purpose=Purpose.TREATMENT,
            at=self.now,
        )
        expected = any(
            one["who"] == who and one["to"] == to and one["what"] == what and one["stands"] and self.now < one["until"]
            for one in self.plain
        )

        decision = hand_over(subject=self.people[who], asked=asked, by=ROSA)

        assert decision.is_allowed == expected, (self.plain, who, to, what)
        self.account += expected
        self.refused += not expected

    @invariant()
    def account_and_record_hold_every_decision_once(self):
        if not hasattr(self, "people"):
            return
        about = {"subject_id__in": [subject.public_id for subject in self.people]}
        assert Disclosure.objects.filter(**about).count() == self.account
        assert AuditEntry.objects.filter(**about, what="disclosure.made").count() == self.account
        assert AuditEntry.objects.filter(**about, what="disclosure.refused").count() == self.refused
        live = Consent.objects.live(at=self.now).filter(subject__in=self.people)
        assert live.count() == sum(one["stands"] and self.now < one["until"] for one in self.plain)


class TestLifeOfConsents(TestCase, LifeOfConsents.TestCase):
    settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


pytestmark = pytest.mark.django_db
