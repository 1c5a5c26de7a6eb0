"""Random histories of referrals, places and coordinators, beside a plain model that imports no rule of ours.

Writes are broken off half-way, clocks jump, workers come late. Whatever happens: nobody is silent, no place has two
people, nobody sees what they may not, and what the log says is what is. `script/soak` tries many more.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from handrail.directory.domain.open_places import Group, Level, Numbers, Sex
from handrail.directory.models import OpenPlaces
from handrail.directory.open_places.actions import say
from handrail.messaging.models import Message, RosterPage
from handrail.messaging.rosters.actions import acknowledge, escalate_pages
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.asking.actions import ask
from handrail.referrals.climbing.actions import climb_referrals, ring_for_questions
from handrail.referrals.climbing.queries import silent_referrals
from handrail.referrals.domain.holds import HoldRefused
from handrail.referrals.domain.moves import Given, MoveRefused
from handrail.referrals.domain.questions import AskRefused
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.holding.actions import end_held_places, hold_place, release_place
from handrail.referrals.losing.actions import end_without_consent, lose_unpicked_questions
from handrail.referrals.models import PlaceHold, Question, Referral, ReferralMove
from handrail.referrals.moving.actions import move
from handrail.referrals.moving.consent import decision_for
from referrals.on_call import ANA, keep_coordinators
from referrals.samples import NOON, agree_to, make_program, make_referral, make_sender

pytestmark = pytest.mark.slow

HOUR = timedelta(hours=1)
PLACES, EXAMPLES = 2, 12
ENDED = {"completed", "failed", "canceled", "in_error"}
WITH_A_PROGRAM = {
    "sent", "acknowledged", "asked_back", "waitlisted", "held", "expected", "traveling", "no_show", "arrived",
}  # fmt: skip
KEEPS = {"held", "expected", "traveling"}
# What may follow what, written down once more from the issue, and not from the table of the product.
FOLLOWS = {
    "draft": {"asking", "sent"},
    "asking": {"sent"},
    "sent": {"acknowledged", "asked_back", "asking", "expected", "held", "waitlisted", "declined"},
    "acknowledged": {"asked_back", "asking", "expected", "held", "waitlisted", "declined"},
    "asked_back": {"acknowledged", "expected", "held", "waitlisted", "declined"},
    "waitlisted": {"waitlisted", "held", "expected", "sent", "declined"},
    "held": {"held", "acknowledged", "expected", "traveling", "arrived", "no_show", "declined"},
    "expected": {"expected", "traveling", "arrived", "no_show", "declined"},
    "traveling": {"arrived", "no_show", "declined"},
    "no_show": {"asking", "sent", "expected", "arrived", "declined"},
    "declined": {"asking", "sent"},
    "arrived": {"completed", "declined"},
}
ALWAYS = {"failed", "canceled", "in_error"}
SIDES = [Side.SENDER, Side.RECEIVER, Side.COORDINATOR]
REFUSED = (MoveRefused, HoldRefused, AskRefused)


class BrokenOff(Exception):
    """The process died before its transaction was over."""


class Histories(RuleBasedStateMachine):
    """The plain model: `stands` by referral, `held` places, `open` places, who agreed to whom."""

    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()  # each history is a database of its own
        self.whole.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.at = NOON
        keep_coordinators(at=NOON - 100 * HOUR)
        self.sender, _ = make_sender()
        self.programs = [make_program()[1] for _ in range(2)]
        for facility in self.programs:
            say(facility=facility, numbers={Group(Level.WITHDRAWAL): Numbers(PLACES)}, by=None, at=self.at)
        self.people, self.arrived = [], dict.fromkeys((each.pk for each in self.programs), 0)
        self.write()

    def write(self):
        referral = make_referral(sender=self.sender, legs=self.programs, at=self.at)
        self.people.append(SimpleNamespace(pk=referral.pk, stands="draft", moves=0, agreed={}))

    @precondition(lambda self: len(self.people) < 4)
    @rule()
    def somebody_is_written_down(self):
        self.write()

    def one(self, number):
        person = self.people[number % len(self.people)]
        return person, Referral.objects.get(pk=person.pk)

    def tried(self, work, *, is_broken=False):
        """True if it was done. What is broken off or refused leaves everything as it was."""
        try:
            with transaction.atomic():
                work()
                if is_broken:
                    raise BrokenOff
        except (*REFUSED, BrokenOff):
            return False
        return True

    numbers, broken = some.integers(0, 3), some.sampled_from([False, False, False, True])

    @rule(number=numbers, program=some.integers(0, 1))
    def agrees(self, number, program):
        person, referral = self.one(number)
        agree_to(referral, self.programs[program], at=self.at)
        person.agreed.setdefault(program, []).append(self.at)

    @rule(number=numbers)
    def takes_it_back(self, number):
        person, referral = self.one(number)
        for consent in referral.subject.consents.all():
            withdraw_consent(consent=consent, by=PRODUCT, at=self.at)
        person.agreed.clear()

    @rule(number=numbers, program=some.integers(0, 1), is_broken=broken)
    def is_picked(self, number, program, is_broken):
        person, referral = self.one(number)
        facility = self.programs[program]
        given = {"side": Side.SENDER, "by": PRODUCT, "at": self.at}

        done = self.tried(
            lambda: move(referral=referral, to=Stage.SENT, facility=facility, **given), is_broken=is_broken
        )

        # A signature counts from its own moment on, also by a clock that was set back since; and for 30 days.
        agreed = any(signed <= self.at < signed + 30 * 24 * HOUR for signed in person.agreed.get(program, ()))
        may = "sent" in FOLLOWS.get(person.stands, ()) and agreed
        assert done == (may and not is_broken)
        self.note(person, done, "sent")

    @rule(
        number=numbers,
        to=some.sampled_from([stage for stage in Stage if stage not in (Stage.SENT, Stage.HELD, Stage.ASKING)]),
        side=some.sampled_from(SIDES),
        is_broken=broken,
    )
    def moves(self, number, to, side, is_broken):
        person, referral = self.one(number)
        work = {"side": side, "by": PRODUCT, "at": self.at, "given": self.given(to)}
        kept = PlaceHold.objects.live().filter(referral=referral).first()

        done = self.tried(lambda: move(referral=referral, to=to, **work), is_broken=is_broken)

        if done:
            assert to in FOLLOWS.get(person.stands, set()) | ALWAYS
            assert person.stands not in ENDED
            if to == "arrived" and kept:
                self.arrived[kept.facility_id] += 1
        self.note(person, done, to)

    def given(self, to):
        return {
            "expected": Given(expected_at=self.at + 3 * HOUR),
            "waitlisted": Given(position=2),
            "asked_back": Given(words="Which medicine?"),
            "acknowledged": Given(words="Methadone."),
            "declined": Given(declined_by=DeclinedBy.PROGRAM, reason=DeclineReason.NO_PLACE),
            "completed": Given(outcome=Outcome.CARE_BEGAN),
            "failed": Given(outcome=Outcome.COULD_NOT_BE_REACHED),
            "canceled": Given(outcome=Outcome.SENDER_TOOK_IT_BACK),
            "in_error": Given(outcome=Outcome.WRITTEN_IN_ERROR),
        }.get(to, Given())

    @rule(number=numbers, hours=some.integers(1, 24), is_broken=broken)
    def a_place_is_kept(self, number, hours, is_broken):
        person, referral = self.one(number)
        work = {"until": self.at + hours * HOUR, "sexes": frozenset({Sex.ANY})}

        done = self.tried(
            lambda: hold_place(referral=referral, side=Side.RECEIVER, by=PRODUCT, at=self.at, **work),
            is_broken=is_broken,
        )

        assert not done or "held" in FOLLOWS[person.stands]
        self.note(person, done, "held")

    @rule(number=numbers, is_broken=broken)
    def the_place_is_let_go(self, number, is_broken):
        person, referral = self.one(number)

        done = self.tried(
            lambda: release_place(referral=referral, side=Side.RECEIVER, by=PRODUCT, at=self.at), is_broken=is_broken
        )

        if done and person.stands == "held":
            self.note(person, done, "acknowledged")

    @rule(number=numbers, program=some.integers(0, 1), is_broken=broken)
    def a_program_is_asked(self, number, program, is_broken):
        person, referral = self.one(number)
        facilities = [self.programs[program]]

        done = self.tried(
            lambda: ask(referral=referral, facilities=facilities, side=Side.SENDER, by=PRODUCT, at=self.at),
            is_broken=is_broken,
        )

        if done and person.stands != "waitlisted" and person.stands != "asking":
            self.note(person, done, "asking")

    @rule(minutes=some.sampled_from([1, 11, 30, 61, 241, 1500]))
    def time_goes_by(self, minutes):
        self.at += timedelta(minutes=minutes)
        self.worker()

    @rule(hours=some.sampled_from([1, 26]))
    def the_clock_is_set_back(self, hours):
        self.at -= hours * HOUR
        self.worker()

    @rule(number=numbers)
    def a_coordinator_takes_it(self, number):
        _, referral = self.one(number)
        for called in RosterPage.objects.filter(about=f"referral:{referral.public_id}").exclude(state="acknowledged"):
            acknowledge(page=called, by=ANA, at=self.at)

    def worker(self):
        """Two rounds at one moment: the second finds nothing that is left, so that no round writes for ever."""
        passes = (
            escalate_pages,
            end_held_places,
            end_without_consent,
            climb_referrals,
            ring_for_questions,
            lose_unpicked_questions,
        )
        for work in passes:
            work(at=self.at)
        self.read_what_clocks_did()
        for _ in range(12):
            if not sum(work(at=self.at) for work in passes):
                break
        else:
            raise AssertionError("a round at one and the same moment never ends")
        self.read_what_clocks_did()
        assert silent_referrals(at=self.at) == []

    def read_what_clocks_did(self):
        """A clock asks the next programs, lets a place go, and ends what nobody agrees to: nothing else."""
        for person in self.people:
            made = ReferralMove.objects.filter(referral=person.pk, number__gt=person.moves).order_by("number")
            for step in made:
                assert step.side == "clock"
                assert (step.from_stage == "held", step.to_stage) == (True, "acknowledged") or step.to_stage in (
                    "asking",
                    "canceled",
                )
                person.stands, person.moves = step.to_stage, step.number

    def note(self, person, done, to):
        if done:
            person.stands, person.moves = str(to), person.moves + 1

    @invariant()
    def the_model_and_the_rows_say_the_same(self):
        if not hasattr(self, "people"):
            return
        for person in self.people:
            referral = Referral.objects.get(pk=person.pk)
            assert (referral.stage, referral.moves) == (person.stands, person.moves)
            assert referral.history.count() == person.moves
            assert (referral.due_at is None, referral.turn == "") == ((person.stands in ENDED),) * 2

    @invariant()
    def no_place_has_two_people_and_none_is_kept_for_nobody(self):
        live = list(PlaceHold.objects.live().values_list("facility", "slot", "referral__stage"))

        assert len({(facility, slot) for facility, slot, _ in live}) == len(live)
        assert {stage for _, _, stage in live} <= KEEPS

    @invariant()
    def open_places_are_those_said_less_those_who_came(self):
        if not hasattr(self, "people"):
            return
        told = dict(OpenPlaces.objects.values_list("facility", "available"))

        assert told == {pk: max(0, PLACES - came) for pk, came in self.arrived.items()}

    @invariant()
    def nobody_without_a_pick_has_a_program_and_nobody_without_consent_is_opened(self):
        for referral in Referral.objects.select_related("facility", "subject", "sender"):
            assert (referral.facility is not None) >= (referral.stage in WITH_A_PROGRAM)
            others = [each for each in self.programs if each.pk != referral.facility_id]
            agreed = next(person.agreed for person in self.people if person.pk == referral.pk)
            for place in others:
                allowed = decision_for(referral, place, at=self.at).is_allowed
                assert not allowed or self.programs.index(place) in agreed

    @invariant()
    def at_most_three_are_asked_and_each_call_and_message_is_one(self):
        if not hasattr(self, "people"):
            return
        for person in self.people:
            assert Question.objects.filter(referral=person.pk).count() <= 3
        waiting = RosterPage.objects.exclude(state="acknowledged").values_list("about", flat=True)
        assert len(set(waiting)) == len(waiting)
        assert Message.objects.count() == len(set(Message.objects.values_list("key", flat=True)))


@pytest.mark.django_db
def test_histories_end_in_no_silence(request):
    most = max(EXAMPLES, request.config.getoption("--examples") or 0)
    most = min(most, request.config.getoption("--most-examples") or most)

    run_state_machine_as_test(Histories, settings=settings(max_examples=most, stateful_step_count=25, deadline=None))
