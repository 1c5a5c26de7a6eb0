"""Random histories of referrals, places and coordinators, beside a plain model that imports nothing of the product.

The power goes before any write, clocks jump, workers come late, messages bounce. Whatever happens: nobody is silent,
no place has two people, nobody sees what they may not, and what the log says is what is. `script/soak` tries 10,000.
"""

import ast
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models import Count
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from handrail.directory.claims.queries import contact_for_messages
from handrail.directory.domain.open_places import Group, Level, Numbers, Sex
from handrail.directory.models import OpenPlaces
from handrail.directory.open_places.actions import say
from handrail.messaging.models import Message, RosterPage
from handrail.messaging.rosters.actions import acknowledge, escalate_pages
from handrail.messaging.rosters.queries import RosterRefused
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.erasing.actions import ask_erasure, erase_own
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.asking.actions import ask
from handrail.referrals.climbing.actions import climb_referrals, ring_for_questions
from handrail.referrals.domain.holds import HoldRefused
from handrail.referrals.domain.moves import Given, MoveRefused
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.questions import Answer, AnswerRefused, AskRefused, Way
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.holding.actions import end_held_places, hold_place, release_place
from handrail.referrals.losing.actions import end_without_consent, lose_unpicked_questions
from handrail.referrals.models import PlaceHold, Question, Referral, ReferralMove
from handrail.referrals.moving.actions import move
from handrail.referrals.opening.actions import open_person
from handrail.referrals.picking.actions import pick
from messaging.outages import deliver_all
from referrals import plain_model as plain
from referrals.on_call import ALWAYS, ANA, OFFICE, keep_coordinators
from referrals.plain_model import DAY, ENDED, HOUR, KEEPS, MINUTE, STEP, WITH_A_PROGRAM
from referrals.power_cut import PowerCut, Written, power_cut
from referrals.samples import agree_to, make_program, make_receiver, make_referral, make_sender
from referrals.writing_to_people import agree_to_messages

pytestmark = pytest.mark.slow

BEGUN = datetime(2026, 10, 30, 15, 0, tzinfo=UTC)
STARTS = (
    datetime(2026, 10, 31, 20, 0, tzinfo=UTC),  # the night in which an hour comes twice, and a weekend
    datetime(2026, 11, 6, 21, 30, tzinfo=UTC),  # a Friday, late in the afternoon
    datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
)
PLACES, PARTS, STEPS = 2, 2, 25
SIDES = [Side.SENDER, Side.RECEIVER, Side.COORDINATOR, Side.PERSON, Side.ONE_WAY]
MOVED_TO = [stage for stage in Stage if stage not in (Stage.SENT, Stage.HELD, Stage.ASKING)]
REFUSED = (MoveRefused, HoldRefused, AskRefused, AnswerRefused)
STRANGER = Actor(ActorKind.STAFF, "zoe", "handrail", "operator")
WRITTEN_TO, REACHED, RUNG = (0, 1, 2), (0, 1), 3  # programs by how a clock can reach them
FIRST_LEGS = 2


def mostly(side):
    return some.sampled_from([side] * 6 + SIDES)


class World:
    """What stands before any history begins: programs, a hospital, coordinators."""

    def __init__(self):
        self.sender, self.nurse = make_sender(at=BEGUN)
        agree_to_messages(self.nurse, at=BEGUN)
        self.programs = []
        for number in range(4):
            organization, facility = make_program(has_contact=number in WRITTEN_TO, at=BEGUN)
            self.programs.append(facility)
            if number in REACHED:
                agree_to_messages(make_receiver(organization), at=BEGUN)
        self.mailboxes = [subject_written_to(facility) for facility in self.programs]
        self.number_of = {facility.pk: number for number, facility in enumerate(self.programs)}


def subject_written_to(facility):
    contact = contact_for_messages(facility=facility)
    return contact.subject if contact else None


class Histories(RuleBasedStateMachine):
    """Each history is a database of its own: it is rolled back at its end."""

    world: World

    def __init__(self):
        super().__init__()
        self.is_looked_at = True
        self.whole = transaction.atomic()
        self.whole.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @initialize(start=some.sampled_from(STARTS), is_always=some.booleans())
    def begin(self, start, is_always):
        self.at, self.is_always = start, is_always
        keep_coordinators(week=ALWAYS if is_always else OFFICE, at=BEGUN)
        for facility in self.world.programs:
            say(facility=facility, numbers={Group(Level.WITHDRAWAL): Numbers(PLACES)}, by=None, at=self.at)
        self.people, self.calls, self.told_to_nurse, self.taken = {}, {}, 0, set()
        self.arrived = dict.fromkeys(range(4), 0)
        self.somebody_is_written_down(urgency="today", is_self=False, sent_to=0)

    @precondition(lambda self: len(self.people) < 4)
    @rule(
        urgency=some.sampled_from(sorted(STEP)),
        is_self=some.booleans(),
        sent_to=some.sampled_from([None, *range(FIRST_LEGS)]),
    )
    def somebody_is_written_down(self, urgency, is_self, sent_to):
        sender = None if is_self else self.world.sender
        legs = self.world.programs[:FIRST_LEGS]
        written = make_referral(sender=sender, urgency=Urgency(urgency), legs=legs, at=self.at)
        self.people[written.pk] = plain.Person(urgency, "coordinator" if is_self else "sender", self.at)
        self.is_looked_at = False
        if sent_to is not None:
            number = sorted(self.people).index(written.pk)
            self.agrees(number, sent_to)
            self.is_picked(number, sent_to, Side.PERSON if is_self else Side.SENDER, None)

    def one(self, number):
        pk = sorted(self.people)[number % len(self.people)]
        return self.people[pk], Referral.objects.get(pk=pk)

    def tried(self, work, cut=None):
        """True if it was done, None if the power went, False if it was refused. Else all is as it was."""
        written = Written()
        try:
            with power_cut(cut) as written:
                work()
        except PowerCut:
            return None
        except REFUSED:
            return False
        else:
            self.is_looked_at = False
            return True
        finally:
            self.is_looked_at = self.is_looked_at and not written.writes

    numbers, programs = some.integers(0, 3), some.sampled_from([0, 0, 1, 1, 2, 3])
    cuts = some.sampled_from([None] * 10 + [0, 1, 2, 3, 4, 6, 8])

    @rule(number=numbers, program=programs)
    def agrees(self, number, program):
        person, referral = self.one(number)
        if not person.is_forgotten:
            consent = agree_to(referral, self.world.programs[program], at=self.at)
            person.consents[consent.pk] = plain.Consent(program, self.at)

    @rule(number=numbers, how=some.sampled_from([None, None, ask_erasure, erase_own]), cut=cuts)
    def takes_it_back(self, number, how, cut):
        """The consents alone, or everything: hidden at once, or gone at once."""
        person, referral = self.one(number)
        if how is None:
            for consent in referral.subject.consents.all():
                withdraw_consent(consent=consent, by=PRODUCT, at=self.at)
            for consent in person.consents.values():
                consent.is_over = True
        elif self.tried(lambda: how(subject=referral.subject, by=PRODUCT, at=self.at), cut):
            if how is erase_own and person.stands not in ENDED:
                person.moved("canceled", self.at)
            person.is_forgotten = True
        self.a_program_looks_who_it_is(number, None)  # before any worker came by

    @rule(number=numbers, program=programs, side=mostly(Side.SENDER), cut=cuts)
    def is_picked(self, number, program, side, cut):
        person, referral = self.one(number)
        agreed = person.agreed_to(program, self.at)
        is_known = program in person.told() or program < FIRST_LEGS
        may_learn = is_known and (program in person.told() or len(person.told()) < 3)
        before = self.mail_of(program)

        done = self.tried(
            lambda: pick(referral=referral, facility=self.world.programs[program], side=side, by=PRODUCT, at=self.at),
            cut,
        )

        if done is not None:
            allowed = plain.may(person.stands, "sent", side) and bool(agreed) and may_learn
            assert done == (allowed and not person.is_forgotten), "who may be picked"
        if done:
            consent = Referral.objects.values_list("consent", flat=True).get(pk=referral.pk)
            assert consent in agreed
            person.picked(program, consent, self.at)
            assert self.mail_of(program) - before == (program in WRITTEN_TO), "the program is written to, once"

    def mail_of(self, program):
        return Message.objects.filter(subject=self.world.mailboxes[program]).count()

    @rule(
        number=numbers,
        to=some.sampled_from(MOVED_TO),
        side=some.sampled_from(SIDES),
        which=some.integers(0, 23),
        fits=some.sampled_from(["it fits"] * 4 + ["the wrong side"] * 2 + ["any"]),
        cut=cuts,
    )
    def moves(self, number, to, side, which, fits, cut):
        """Mostly where the model says that it may go: else few would ever come far."""
        person, referral = self.one(number)
        way_there = [(stage, by) for stage in plain.MAY.get(person.stands, ()) if stage in MOVED_TO for by in SIDES]
        ways = [way for way in way_there if plain.may(person.stands, *way) == (fits == "it fits")]
        if ways and fits != "any":
            to, side = Stage(ways[which % len(ways)][0]), ways[which % len(ways)][1]
        given = self.given(to)

        done = self.tried(lambda: move(referral=referral, to=to, side=side, by=PRODUCT, at=self.at, given=given), cut)

        if done is not None:
            assert done == plain.may(person.stands, to, side), "who may move it where"
        if done:
            if to == "arrived" and person.is_kept:
                self.arrived[person.program] += 1
            if to == "declined" and person.consent:
                person.consents[person.consent].is_over = True
            person.moved(str(to), self.at, expected_at=given.expected_at)

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

    @rule(number=numbers, hours=some.integers(1, 24), side=mostly(Side.RECEIVER), cut=cuts)
    def a_place_is_kept(self, number, hours, side, cut):
        person, referral = self.one(number)
        work = {"until": self.at + hours * HOUR, "sexes": frozenset({Sex.ANY}), "side": side, "by": PRODUCT}

        done = self.tried(lambda: hold_place(referral=referral, at=self.at, **work), cut)

        if done is not None:
            assert done == (plain.may(person.stands, "held", side) and self.has_room(person)), "who gets a place"
        if done:
            person.is_kept = True
            person.moved("held", self.at, until=work["until"])

    def has_room(self, person):
        """By what the program said, while that is fresh; after that by its own word for this one."""
        kept = [each for each in self.people.values() if each.is_kept and each is not person]
        others = sum(each.program == person.program for each in kept)
        said_at = OpenPlaces.objects.get(facility=self.world.programs[person.program]).updated_at
        is_fresh = self.at - plain.NUMBERS_LAST < said_at <= self.at + 5 * MINUTE
        return not is_fresh or others < PLACES - self.arrived[person.program]

    @rule(number=numbers, side=mostly(Side.RECEIVER), cut=cuts)
    def the_place_is_let_go(self, number, side, cut):
        person, referral = self.one(number)

        done = self.tried(lambda: release_place(referral=referral, side=side, by=PRODUCT, at=self.at), cut)

        if done is not None:
            moves = person.stands == "held"
            assert done == (plain.may("held", "acknowledged", side) if moves else person.is_kept)
        if done:
            person.is_kept = False
            if person.stands == "held":
                person.moved("acknowledged", self.at)

    @rule(number=numbers, program=programs, side=mostly(Side.SENDER), cut=cuts)
    def a_program_is_asked(self, number, program, side, cut):
        person, referral = self.one(number)
        places = [self.world.programs[program]]
        before = self.mail_of(program)

        done = self.tried(lambda: ask(referral=referral, facilities=places, side=side, by=PRODUCT, at=self.at), cut)

        if done is not None:
            may = plain.may(person.stands, "asking", side) and person.may_be_asked(program)
            assert done == may, "whom a side may ask"
        if done:
            person.questions[program] = plain.Question(self.at)
            if person.stands == "asking":
                person.turn_is_put(self.at)
            elif person.stands != "waitlisted":
                person.moved("asking", self.at)
            assert self.mail_of(program) - before == (program in WRITTEN_TO), "a question is written once"

    @precondition(lambda self: any(each.questions for each in self.people.values()))
    @rule(
        which=some.integers(0, 5),
        said=some.sampled_from(["yes", "waiting_list", "no"]),
        has_seen=some.booleans(),
        times=some.integers(1, 2),
        cut=cuts,
    )
    def a_program_answers(self, which, said, has_seen, times, cut):
        """Also twice, as by a press that was sent two times; and by who has not seen what a colleague said."""
        asked = [(pk, program) for pk, person in sorted(self.people.items()) for program in sorted(person.questions)]
        pk, program = asked[which % len(asked)]
        person, own = self.people[pk], self.people[pk].questions[program]
        row = Question.objects.get(referral=pk, facility=self.world.programs[program])
        instead_of = own.answered_at if has_seen else None
        given = {"yes": {}, "waiting_list": {"position": 3, "offers_interim": True}}
        given |= {"no": {"reason": DeclineReason.NO_PLACE}}
        facts = {"question": row, "answer": Answer(said), "way": Way.LINK, "by": PRODUCT, "at": self.at}

        for _ in range(times):
            done = self.tried(lambda: answer_question(**facts, **given[said], instead_of=instead_of), cut)
            if done is None:
                return
            assert done == person.may_answer(program, said, instead_of, self.at), "which answer counts"
            if done and own.answer != said:
                self.note_answer(person, program, said)

    def note_answer(self, person, program, said):
        own = person.questions[program]
        own.answer, own.answered_at = said, self.at
        own.until = self.at + 12 * HOUR if said == "yes" else None
        if not person.is_awaited(program, self.at):
            return
        if person.stands in ("asking", "waitlisted"):
            person.turn_is_put(self.at)
        if said != "no" and person.picker == "sender" and not own.was_told:
            own.was_told, self.told_to_nurse = True, self.told_to_nurse + 1

    @rule(number=numbers, cut=cuts)
    def a_program_looks_who_it_is(self, number, cut):
        person, referral = self.one(number)
        seen = []

        if self.tried(lambda: seen.append(open_person(referral=referral, by=PRODUCT, at=self.at)), cut) is None:
            return

        assert (seen[0] is not None) == person.may_be_opened(self.at), "who may see who it is"
        if seen[0] and person.stands == "sent":
            person.moved("acknowledged", self.at)

    @rule(minutes=some.sampled_from([None, None, None, 1, 11, 30, 61, 241, 1500, 15_000]), cut=cuts)
    def time_goes_by(self, minutes, cut):
        """None: until the next moment that somebody waits for."""
        moments = [each for person in self.people.values() for each in (person.due, person.until_kept) if each]
        soonest = min((each for each in moments if each > self.at), default=self.at)
        self.at = max(soonest, self.at + MINUTE) if minutes is None else self.at + minutes * MINUTE
        self.worker(cut)

    @rule(hours=some.sampled_from([1, 26]), cut=cuts)
    def the_clock_is_set_back(self, hours, cut):
        self.at -= hours * HOUR
        self.worker(cut)

    @rule(provider=some.sampled_from(["up", "down", "bounces"]))
    def messages_go_out(self, provider):
        """Whatever became of them: the ladder goes on by what was done, and not by what was sent."""
        written = set(Message.objects.values_list("key", flat=True))

        taken = deliver_all(provider=provider, at=self.at)

        assert len(set(taken)) == len(taken)
        assert self.taken.isdisjoint(taken), "no message is sent twice"
        assert set(Message.objects.values_list("key", flat=True)) == written, "none is lost, whatever a provider says"
        assert set(Message.objects.filter(status="sent").values_list("public_id", flat=True)) == self.taken | set(taken)
        self.taken |= set(taken)

    @precondition(lambda self: self.calls)
    @rule(number=numbers, is_on_the_roster=some.sampled_from([True, True, False]), cut=cuts)
    def a_coordinator_takes_it(self, number, is_on_the_roster, cut):
        pk = sorted(self.calls)[number % len(self.calls)]
        by = ANA if is_on_the_roster else STRANGER
        try:
            with power_cut(cut):
                acknowledge(page=RosterPage(pk=pk), by=by, at=self.at)
            done = True
        except PowerCut:
            return
        except RosterRefused:
            done = False
        assert done == is_on_the_roster
        if done and self.calls[pk].state != "acknowledged":
            self.calls[pk] = plain.Call("acknowledged", self.at, self.calls[pk].about)

    def worker(self, cut):
        """One that loses its power, then another that finds what is left; and a third that finds nothing any more."""
        self.is_looked_at = False
        passes = (
            escalate_pages,
            end_held_places,
            end_without_consent,
            climb_referrals,
            ring_for_questions,
            lose_unpicked_questions,
        )
        if cut is not None:
            self.tried(lambda: [work(at=self.at) for work in passes], cut)
        for _ in range(12):
            if not sum(work(at=self.at) for work in passes):
                break
        else:
            raise AssertionError("a round at one and the same moment never ends")
        self.read_what_clocks_did()

    def is_somebody_there(self):
        return self.is_always or plain.is_in_office_hours(self.at)

    def read_what_clocks_did(self):
        rows = {row.pk: row for row in Referral.objects.all()}
        made = {}
        for step in ReferralMove.objects.order_by("referral", "number"):
            made.setdefault(step.referral_id, []).append(step)
        questions, kept = Question.objects.all(), dict(PlaceHold.objects.live().values_list("referral", "until"))
        self.read_calls()
        for pk, person in self.people.items():
            row = rows[pk]
            self.read_questions(person, [each for each in questions if each.referral_id == pk])
            self.read_place(person, kept.get(pk))
            before = person.turn, person.due, person.moves
            for step in made.get(pk, ())[person.moves :]:
                self.read_step(person, step)
            self.read_clock(person, row, before)
            self.nobody_keeps_what_ended(person)
            self.nobody_is_silent(person, row)

    def read_step(self, person, step):
        """A clock asks the next programs, lets a place go, and ends what nobody agrees to: nothing else."""
        assert step.side == "clock"
        assert plain.may_be_done_by_the_clock(person.stands, step.to_stage)
        if step.to_stage == "asking":
            assert person.due <= self.at, "nobody is passed over before their time"
            assert person.picker == "sender", "who asked one program is not offered round"
        if step.to_stage == "acknowledged":
            assert person.until <= self.at, "a place is kept as long as was said"
        if step.to_stage == "canceled":
            assert person.is_forgotten or person.consents[person.consent].is_over
        person.moved(step.to_stage, self.at)

    def read_questions(self, person, rows):
        """Those of the clock, and those that a day took away."""
        for row in rows:
            program = self.world.number_of[row.facility_id]
            own = person.questions.setdefault(program, plain.Question(row.asked_at))
            is_theirs = person.program == program and person.stands in WITH_A_PROGRAM
            is_old = self.at >= own.asked_at + DAY or own.asked_at > self.at + MINUTE
            assert own.asked_at == row.asked_at
            assert row.gone_at is not None or is_theirs or not is_old, "after a day a question is gone"
            assert own.gone or row.gone_at is None or is_old
            own.gone = row.gone_at is not None
        assert len(rows) == len(person.questions) <= 3

    def read_place(self, person, until):
        """Whoever is kept a place has it until it was said to end, and not longer."""
        if person.is_kept and until is None:
            is_over = person.until_kept <= self.at or self.is_gone(person)
            assert is_over, "nobody loses a place before its time"
        assert until is None or (person.is_kept and self.at < until <= self.at + DAY), "no place is kept too long"
        person.is_kept, person.until_kept = until is not None, until

    def is_gone(self, person):
        return person.is_forgotten or (person.consent and person.consents[person.consent].is_over)

    def read_clock(self, person, row, before):
        """A clock that was set back begins anew; a consent that ran out is for who can ask for another."""
        turn, due, moves = before
        ran_out = person.stands in WITH_A_PROGRAM and person.consent not in person.agreed_to(person.program, self.at)
        was_set_back = person.since > self.at + MINUTE or (due is not None and due > self.at + self.longest(person))
        is_ahead_again = person.rung > plain.IN_TIME and due is not None and due > self.at
        is_free = ran_out or was_set_back or is_ahead_again or person.consent != row.consent_id
        is_free = is_free or person.stands in ("asking", "waitlisted")
        if not is_free and person.moves == moves:
            assert (row.turn, row.due_at) == (turn, due), "a clock goes on as it was started"
        if person.consent != row.consent_id:
            assert row.consent_id in person.agreed_to(person.program, self.at)
            person.consent = row.consent_id
        assert row.turn in ({""} if person.stands in ENDED else {person.picker, "receiver"})
        assert row.due_at is None or row.due_at <= self.at + self.longest(person)
        person.turn, person.due, person.since = row.turn, row.due_at, row.stage_since
        person.expected_at, person.until = row.expected_at, row.held_until

    def longest(self, person):
        """No limit lies further ahead than its own rule could put it."""
        if person.stands in ("expected", "traveling"):
            return 181 * DAY
        return {"waitlisted": 7 * DAY, "arrived": 3 * DAY, "held": DAY}.get(person.stands, 4 * DAY) + MINUTE

    def nobody_keeps_what_ended(self, person):
        is_open = person.stands not in ENDED
        assert not (is_open and person.is_forgotten), "who asked to be forgotten is with nobody"
        taken_back = person.stands in WITH_A_PROGRAM and person.consents[person.consent].is_over
        assert not taken_back, "what was taken back ends"

    def nobody_is_silent(self, person, row):
        """It has its time, or the next rung has; or coordinators were called; or nobody is there to be called."""
        if person.stands in ENDED:
            return
        calls = [call for call in self.calls.values() if call.about == row.public_id]
        is_called = any(call.state != "acknowledged" for call in calls)
        is_taken = any(call.state == "acknowledged" and call.moved_at >= person.since for call in calls)
        if row.rung == plain.IN_TIME:
            has_time = self.at < row.due_at
        elif row.rung == plain.COORDINATOR:
            has_time = (is_called or is_taken) and (is_called or self.at < row.rung_at + plain.CALLED_AGAIN_AFTER)
        else:
            has_time = self.at < row.rung_at + STEP[person.urgency]
        assert has_time or not self.is_somebody_there(), "nobody is silent"
        is_reached = row.turn == "receiver" and person.program in WRITTEN_TO and person.stands != "asking"
        assert has_time or not is_reached or row.rung >= plain.REMINDED, "at night too, who can be written to is"
        waits = [each for number, each in person.questions.items() if number == RUNG and each.is_seen(self.at)]
        is_to_ring = person.stands in ("asking", "waitlisted") and any(not each.answer for each in waits)
        assert not is_to_ring or calls or not self.is_somebody_there(), "who cannot be written to is rung"
        self.each_rung_was_climbed(person, row)

    def each_rung_was_climbed(self, person, row):
        """Who has it was reminded first, then reached another way: none is passed over who could be told."""
        named, former = f"{row.public_id}:{row.moves}:{row.due_at:%Y%m%d%H%M%S}", person.rung
        is_with_them = row.turn == "receiver" and person.stands in WITH_A_PROGRAM
        if former < plain.REMINDED <= row.rung and is_with_them and person.program in WRITTEN_TO:
            assert Message.objects.filter(key=f"remind:{named}").exists(), "the program was reminded"
        if former < plain.REMINDED <= row.rung and row.turn == "sender":
            assert Message.objects.filter(key__startswith=f"remind:{named}:sender:").exists(), "the sender was reminded"
        if former < plain.SECOND_CONTACT <= row.rung and is_with_them and person.program in REACHED:
            assert Message.objects.filter(key__startswith=f"second:{named}:").exists(), "its people were written to"
        is_reached = is_with_them and person.program in WRITTEN_TO
        assert row.rung <= former + 1 or not is_reached or former or row.rung == 0, "one rung after the other"
        person.rung = row.rung

    def read_calls(self):
        """Fifteen minutes for who is there, fifteen for the deputy, then into the open until somebody takes it."""
        rows = {row.pk: row for row in RosterPage.objects.all()}
        for pk, row in rows.items():
            known = self.calls.get(pk)
            stands = known.after(self.at) if known else None
            is_anew = (row.state, row.moved_at) == ("called", self.at) and stands in (None, "missed")
            assert is_anew or (known and row.state == stands), "a call goes on by its clock"
            assert not is_anew or self.is_somebody_there(), "nobody is called who is not there"
            if row.state in ("called", "escalated"):
                key = f"page:{row.public_id}:{row.state}:{row.moved_at.timestamp():.0f}:"
                assert Message.objects.filter(key__startswith=key).count() == 1, "each call is told to one of them"
            self.calls[pk] = plain.Call(row.state, row.moved_at, row.about.partition(":")[2])
        assert set(self.calls) == set(rows)
        waiting = [call.about for call in self.calls.values() if call.state != "acknowledged"]
        assert len(set(waiting)) == len(waiting), "nobody is called for twice"

    @invariant()
    def everything_is_as_it_should_be(self):
        """Nothing was written since: nothing can be otherwise."""
        if self.is_looked_at:
            return
        self.is_looked_at = True
        self.the_model_and_the_rows_say_the_same()
        self.no_place_has_two_people_and_none_is_kept_for_nobody()
        self.open_places_are_those_said_less_those_who_came()

    def the_model_and_the_rows_say_the_same(self):
        logged = dict(ReferralMove.objects.values_list("referral").annotate(Count("pk")))
        for row in Referral.objects.all():
            person = self.people[row.pk]
            assert (row.stage, row.moves, logged.get(row.pk, 0)) == (person.stands, *(person.moves,) * 2)
            assert (row.turn, row.due_at) == (person.turn, person.due), "whose turn it is, and until when"
            program = self.world.number_of.get(row.facility_id)
            if person.stands not in ENDED:
                assert (program, row.consent_id) == (person.program, person.consent)
        asked = {(row.referral_id, self.world.number_of[row.facility_id]): row for row in Question.objects.all()}
        known = {(pk, number): own for pk, person in self.people.items() for number, own in person.questions.items()}
        assert {key: (row.answer, row.answered_at) for key, row in asked.items()} == {
            key: (own.answer, own.answered_at) for key, own in known.items()
        }
        told = Message.objects.filter(key__startswith="answer:").count()
        assert told == self.told_to_nurse, "each good answer is told once"

    def no_place_has_two_people_and_none_is_kept_for_nobody(self):
        live = list(PlaceHold.objects.live().values_list("facility", "slot", "referral", "until"))

        assert len({place[:2] for place in live}) == len(live)
        assert {pk for _, _, pk, _ in live} == {pk for pk, person in self.people.items() if person.is_kept}
        assert {self.people[pk].stands for _, _, pk, _ in live} <= KEEPS
        for _, _, pk, until in live:
            self.people[pk].until_kept = until

    def open_places_are_those_said_less_those_who_came(self):
        rows = OpenPlaces.objects.values_list("facility", "available")

        told = {self.world.number_of[pk]: available for pk, available in rows}
        assert told == {number: max(0, PLACES - came) for number, came in self.arrived.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_histories_end_in_no_silence(part, request, monkeypatch):
    # A real cut ends the connection and its cursors. Here one lives on, and its late end would spoil a later history.
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    most = request.config.getoption("--histories") // PARTS
    most = min(most, request.config.getoption("--most-examples") or most)
    Histories.world = World()

    unhurried = settings(
        max_examples=most, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Histories, settings=unhurried)

    sys.stdout.write(f"{most} histories of {STEPS} steps, 0 violations\n")


def test_the_plain_model_imports_nothing_of_the_product():
    tree = ast.parse(Path(plain.__file__).read_text())

    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    plainly = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]

    assert (sorted(imported), plainly) == (["dataclasses", "datetime", "zoneinfo"], [])
