"""A referral never ends by silence: each limit that runs out leads on, until a human of the roster has it."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.directory.domain.open_places import Group, Level, Numbers, Sex
from handrail.directory.models import ListingContact
from handrail.directory.open_places.actions import say
from handrail.messaging.models import Message, RosterPage
from handrail.messaging.rosters.actions import acknowledge
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.sealed_values import opened
from handrail.referrals.asking.actions import ask
from handrail.referrals.climbing import actions
from handrail.referrals.climbing import next_programs as next_programs_module
from handrail.referrals.climbing.actions import climb_referrals, ring_for_questions, tighten_releases
from handrail.referrals.climbing.next_programs import next_programs
from handrail.referrals.climbing.queries import due_referrals, silent_referrals, watched
from handrail.referrals.domain.ladder import Rung, Watch
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.holding.actions import hold_place
from handrail.referrals.models import PlaceHold, Question, Referral
from referrals.on_call import ANA, OFFICE, keep_coordinators
from referrals.samples import NOON, make_program, make_receiver, make_referral, make_sender, moved
from referrals.writing_to_people import agree_to_messages

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DUE = NOON + 4 * HOUR  # of an answer that is wanted today
NEAR = {"latitude": 39.9, "longitude": -89.7, "codes": "SA DT RD BU"}


def agree(user, *, language="en", at=NOON):
    return agree_to_messages(user, language=language, at=at)


FIRST_DAY = {"first_day_medicine": "supply", "first_day_naloxone": "handed_over"}


def sent(*, sender=None, facility=None, urgency=Urgency.TODAY, **facts):
    sender = sender or make_sender()[0]
    facility = facility or make_program()[1]
    return moved(make_referral(sender=sender, urgency=urgency, **facts), Stage.SENT, facility=facility)


def rungs_at(referral, *moments):
    """Where it stands after the pass of each moment."""
    found = []
    for moment in moments:
        climb_referrals(at=moment)
        referral.refresh_from_db()
        found.append(Rung(referral.rung))
    return found


def kinds():
    return sorted(Message.objects.values_list("kind", flat=True))


def pages():
    return list(RosterPage.objects.order_by("pk").values_list("about", "state"))


def test_nothing_is_climbed_within_the_limit():
    keep_coordinators()
    referral = sent()

    done = climb_referrals(at=DUE - timedelta(seconds=1))

    referral.refresh_from_db()
    assert (done, referral.rung, kinds(), pages()) == (0, Rung.IN_TIME, [], [])


def test_the_ladder_is_climbed_to_a_human():
    keep_coordinators()
    organization, facility = make_program()
    agree(make_receiver(organization))
    referral = sent(facility=facility)

    rungs = rungs_at(referral, DUE, DUE + HOUR, DUE + 2 * HOUR)

    assert rungs == [Rung.REMINDED, Rung.SECOND_CONTACT, Rung.COORDINATOR]
    assert kinds() == ["chosen", "on_call", "reply_wanted"]
    assert pages() == [(f"referral:{referral.public_id}", "called")]


def test_each_rung_is_climbed_once_in_its_time():
    keep_coordinators()
    referral = sent()

    done = [climb_referrals(at=DUE) for _ in range(3)]

    assert (done, kinds()) == ([1, 0, 0], ["chosen"])
    assert Referral.objects.get(pk=referral.pk).rung == Rung.REMINDED


def test_where_nobody_can_be_written_to_a_human_is_called_at_once():
    keep_coordinators()
    referral = sent(facility=make_program(has_contact=False)[1])

    assert rungs_at(referral, DUE) == [Rung.COORDINATOR]
    assert kinds() == ["on_call"]


def test_silence_asks_the_next_programs_without_a_name_and_the_former_loses_it():
    keep_coordinators()
    (_, first), (_, second) = make_program(), make_program()
    referral = sent(facility=first, legs=[first, second])

    rungs_at(referral, DUE, DUE + HOUR)

    question = Question.objects.get()
    assert (question.facility, question.referral) == (second, referral)
    assert (referral.stage, referral.facility, referral.consent) == (Stage.ASKING, None, None)
    assert (referral.turn, referral.rung, referral.due_at) == (Side.RECEIVER, Rung.IN_TIME, DUE + 5 * HOUR)
    assert referral.history.last().side == Side.CLOCK


def test_a_question_that_is_not_answered_is_reminded_of_and_then_a_human_rings():
    keep_coordinators()
    sender, _ = make_sender()
    referral = make_referral(sender=sender)
    ask(referral=referral, facilities=[make_program()[1]], side=Side.SENDER, by=PRODUCT, at=NOON)

    rungs = rungs_at(referral, DUE, DUE + HOUR)

    assert rungs == [Rung.REMINDED, Rung.COORDINATOR]
    assert kinds() == ["on_call", "question", "question"]


def test_whoever_sent_it_is_reminded_and_then_a_human_is_called():
    keep_coordinators()
    sender, nurse = make_sender()
    agree(nurse)
    referral = make_referral(sender=sender)

    assert rungs_at(referral, DUE, DUE + HOUR) == [Rung.REMINDED, Rung.COORDINATOR]
    assert kinds() == ["on_call", "reply_wanted"]


@pytest.mark.parametrize("kind", ["police", "custody"])
def test_police_are_never_reminded(kind):
    keep_coordinators()
    sender, officer = make_sender(kind=kind, role="officer")
    agree(officer)
    referral = make_referral(sender=sender)

    assert rungs_at(referral, DUE) == [Rung.COORDINATOR]
    assert kinds() == ["on_call"]


def test_nobody_in_need_is_reminded():
    keep_coordinators()
    referral = make_referral()

    assert rungs_at(referral, DUE) == [Rung.COORDINATOR]
    assert kinds() == ["on_call"]


def test_a_coordinator_who_took_it_and_did_not_move_it_is_called_again():
    keep_coordinators()
    referral = make_referral()
    rungs_at(referral, DUE)
    acknowledge(page=RosterPage.objects.get(), by=ANA, at=DUE)

    rungs_at(referral, DUE + HOUR - timedelta(seconds=1), DUE + HOUR)

    about = f"referral:{referral.public_id}"
    assert pages() == [(about, "acknowledged"), (about, "called")]


def test_outside_staffed_hours_the_call_waits_until_somebody_is_there():
    keep_coordinators(week=OFFICE)
    referral = make_referral(urgency=Urgency.NOW, at=NOON - 8 * HOUR)  # at night in Chicago
    before, opens = NOON + 2 * HOUR, NOON + 3 * HOUR

    rungs = rungs_at(referral, before, opens - timedelta(seconds=1), opens)

    assert rungs == [Rung.IN_TIME, Rung.IN_TIME, Rung.COORDINATOR]
    assert [each.watch for each in watched(at=opens)] == [Watch.WITH_A_HUMAN]


def test_while_nobody_is_there_it_waits_for_hours_and_is_not_silent():
    keep_coordinators(week=OFFICE)
    make_referral(urgency=Urgency.NOW, at=NOON - 8 * HOUR)

    climb_referrals(at=NOON)

    assert [each.watch for each in watched(at=NOON)] == [Watch.WAITS_FOR_HOURS]
    assert silent_referrals(at=NOON) == []


def test_without_a_worker_silence_is_seen():
    keep_coordinators()
    referral = make_referral()

    assert silent_referrals(at=DUE + HOUR) == [referral]
    climb_referrals(at=DUE + HOUR)
    assert silent_referrals(at=DUE + HOUR) == []


def test_what_has_ended_is_climbed_no_more():
    keep_coordinators()
    sender, _ = make_sender()
    moved(make_referral(sender=sender), Stage.CANCELED)

    assert (climb_referrals(at=DUE + 99 * HOUR), watched(at=DUE)) == (0, [])


def test_a_move_begins_the_ladder_anew():
    keep_coordinators()
    referral = sent()
    rungs_at(referral, DUE)

    referral = moved(referral, Stage.ACKNOWLEDGED, at=DUE)

    assert (referral.rung, referral.rung_at, referral.due_at) == (Rung.IN_TIME, None, DUE + 4 * HOUR)


def test_a_rung_that_fails_silences_neither_the_next_nor_another(monkeypatch):
    keep_coordinators()
    broken, sound = sent(), sent()
    really = actions.ACTS[Rung.REMINDED]

    def fail(referral, *args):
        if referral.pk == broken.pk:
            raise RuntimeError
        return really(referral, *args)

    monkeypatch.setitem(actions.ACTS, Rung.REMINDED, fail)

    assert rungs_at(broken, DUE, DUE + HOUR) == [Rung.REMINDED, Rung.COORDINATOR]
    assert rungs_at(sound, DUE + HOUR) == [Rung.COORDINATOR]


def test_a_referral_that_cannot_be_climbed_holds_up_no_other(monkeypatch):
    keep_coordinators()
    broken, sound = sent(), sent()
    really = actions.reach_of

    def fail(referral, *, at):
        if referral.pk == broken.pk:
            raise RuntimeError
        return really(referral, at=at)

    monkeypatch.setattr(actions, "reach_of", fail)

    assert (climb_referrals(at=DUE), rungs_at(sound, DUE)) == (1, [Rung.REMINDED])


def test_coordinators_who_could_not_be_called_are_called_again_soon(monkeypatch):
    keep_coordinators()
    referral, really = make_referral(), actions.ACTS[Rung.COORDINATOR]

    def fail(*args):
        raise RuntimeError

    monkeypatch.setitem(actions.ACTS, Rung.COORDINATOR, fail)
    first = rungs_at(referral, DUE)
    monkeypatch.setitem(actions.ACTS, Rung.COORDINATOR, really)

    assert first + rungs_at(referral, DUE + HOUR) == [Rung.NEXT_ASKED, Rung.COORDINATOR]
    assert len(pages()) == 1


def test_without_a_roster_nobody_is_called_and_it_is_seen():
    referral = make_referral()

    assert rungs_at(referral, DUE) == [Rung.IN_TIME]
    assert [each.watch for each in watched(at=DUE + HOUR)] == [Watch.WAITS_FOR_HOURS]


def test_a_clock_set_back_makes_neither_a_storm_nor_silence():
    keep_coordinators(at=NOON - 48 * HOUR)
    referral = sent()
    earlier = NOON - 24 * HOUR

    done = [climb_referrals(at=earlier) for _ in range(3)]

    referral.refresh_from_db()
    assert (done, kinds()) == ([1, 0, 0], [])
    assert (referral.stage_since, referral.due_at) == (earlier, earlier + 4 * HOUR)
    assert rungs_at(referral, earlier + 4 * HOUR) == [Rung.REMINDED]


def test_a_clock_set_back_on_the_ladder_waits_one_more_step():
    keep_coordinators(at=NOON - 48 * HOUR)
    referral = sent()
    rungs_at(referral, DUE)
    earlier = NOON - 24 * HOUR

    rungs = rungs_at(referral, earlier, earlier + HOUR)

    assert (rungs, kinds()) == ([Rung.REMINDED, Rung.COORDINATOR], ["chosen", "on_call"])


def test_a_limit_that_ran_out_is_not_given_again_by_a_clock_set_back():
    keep_coordinators(at=NOON - 48 * HOUR)
    referral = sent()
    rungs_at(referral, DUE)
    earlier = NOON - 24 * HOUR

    climb_referrals(at=earlier)

    referral.refresh_from_db()
    assert (referral.stage_since, referral.due_at, referral.rung_at) == (earlier, earlier, earlier)


def test_a_limit_that_ran_out_is_over_where_a_clock_set_back_brings_it_before_us_again():
    keep_coordinators(at=NOON - 48 * HOUR)
    referral = sent()
    rungs_at(referral, DUE)
    earlier = DUE - timedelta(minutes=30)

    climb_referrals(at=earlier)

    referral.refresh_from_db()
    assert (referral.stage_since, referral.due_at, referral.rung_at) == (NOON, earlier, earlier)


def test_a_clock_a_few_seconds_behind_changes_nothing():
    keep_coordinators()
    referral = sent()

    done = climb_referrals(at=NOON - timedelta(seconds=30))

    assert (done, Referral.objects.get(pk=referral.pk).stage_since) == (0, NOON)


def test_due_are_those_whose_next_rung_has_come():
    keep_coordinators()
    now, today = sent(urgency=Urgency.NOW), sent(urgency=Urgency.TODAY)
    rungs_at(now, NOON + HOUR / 2)

    due = {moment: set(due_referrals(at=NOON + moment)) for moment in (HOUR / 2, HOUR * 2 / 3, 4 * HOUR)}

    assert due == {HOUR / 2: set(), HOUR * 2 / 3: {now}, 4 * HOUR: {now, today}}


def test_who_is_offered_a_place_is_not_offered_round():
    keep_coordinators()
    sender, nurse = make_sender()
    agree(nurse)
    (_, first), (_, second) = make_program(), make_program()
    referral = make_referral(sender=sender, legs=[first, second])
    (question,) = ask(referral=referral, facilities=[first], side=Side.SENDER, by=PRODUCT, at=NOON)
    say_yes(question)

    rungs_at(referral, DUE, DUE + HOUR)

    assert (Question.objects.count(), referral.turn, referral.rung) == (1, Side.SENDER, Rung.COORDINATOR)


def say_yes(question):
    from handrail.referrals.answering.actions import answer_question
    from handrail.referrals.domain.questions import Answer, Way

    answer_question(question=question, answer=Answer.YES, way=Way.LINK, by=PRODUCT, at=NOON)


def test_the_nearest_that_could_have_room_are_asked_where_no_leg_is_left():
    first = make_program()[1]
    near = make_program(**NEAR)[1]
    make_program(**NEAR | {"latitude": 42.0})  # too far
    make_program(**NEAR | {"codes": "SA OP"})  # of another level
    full = make_program(**NEAR | {"latitude": 39.81})[1]
    say(facility=full, numbers={Group(Level.WITHDRAWAL): Numbers(0)}, by=None, at=NOON)
    referral = sent(facility=first, legs=[first])

    found = next_programs(referral=referral, at=NOON)

    assert found == [near]


def test_never_more_than_three_are_asked():
    programs = [make_program(**NEAR)[1] for _ in range(5)]
    sender, _ = make_sender()
    referral = make_referral(sender=sender, legs=programs[:2])
    ask(referral=referral, facilities=[programs[4]], side=Side.SENDER, by=PRODUCT, at=NOON)

    found = next_programs(referral=referral, at=NOON)

    assert found == programs[:2]


def test_the_limits_tighten_as_a_release_nears():
    keep_coordinators()
    sender, _ = make_sender(kind="prison_health")
    day = NOON.date() + timedelta(days=8)
    referral = make_referral(sender=sender, urgency=Urgency.NEXT_DAY, release_on=day)
    moments = [NOON, NOON + timedelta(days=1), NOON + timedelta(days=7)]

    dues = []
    for moment in moments:
        Referral.objects.update(due_at=moment + timedelta(days=3), stage_since=moment)
        tighten_releases(at=moment)
        referral.refresh_from_db()
        dues.append(referral.due_at - moment)

    assert dues == [timedelta(days=3), 4 * HOUR, HOUR / 2]


def test_a_release_that_is_near_climbs_faster():
    keep_coordinators()
    organization, facility = make_program()
    agree(make_receiver(organization))
    referral = sent(facility=facility, urgency=Urgency.NEXT_DAY, release_on=NOON.date(), **FIRST_DAY)
    tighten_releases(at=NOON)

    rungs = rungs_at(referral, NOON + HOUR / 2, NOON + HOUR * 2 / 3)

    assert rungs == [Rung.REMINDED, Rung.SECOND_CONTACT]


def test_an_urgent_question_at_night_comes_to_the_coordinators_by_their_own_clock():
    keep_coordinators(week=OFFICE, zone="Pacific/Honolulu", at=NOON)
    referral = make_referral(urgency=Urgency.NOW)
    nine = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)  # in Honolulu

    assert rungs_at(referral, nine - timedelta(minutes=1), nine) == [Rung.IN_TIME, Rung.COORDINATOR]


def asked_by_telephone(*, urgency=Urgency.TODAY):
    referral = make_referral(sender=make_sender()[0], urgency=urgency)
    facility = make_program(has_contact=False)[1]
    ask(referral=referral, facilities=[facility], side=Side.SENDER, by=PRODUCT, at=NOON)
    return referral


def test_for_a_question_that_needs_a_telephone_the_coordinators_are_called_at_once_and_once():
    keep_coordinators()
    referral = asked_by_telephone()

    done = [ring_for_questions(at=NOON + minutes * timedelta(minutes=1)) for minutes in (0, 1, 2)]

    assert (done, pages()) == ([1, 0, 0], [(f"referral:{referral.public_id}", "called")])


def test_where_nobody_is_on_duty_they_are_called_when_somebody_is():
    keep_coordinators(week=OFFICE)  # from nine in Springfield, three hours later
    asked_by_telephone()

    done = [ring_for_questions(at=NOON + hours * HOUR) for hours in (0, 2, 3)]

    assert done == [0, 0, 1]


def test_who_took_the_call_is_not_called_again_for_the_same_question():
    keep_coordinators()
    asked_by_telephone()
    ring_for_questions(at=NOON)
    acknowledge(page=RosterPage.objects.get(), by=ANA, at=NOON + HOUR)

    assert ring_for_questions(at=NOON + 2 * HOUR) == 0


def test_for_a_question_by_a_link_nobody_rings():
    keep_coordinators()
    ask(referral=make_referral(), facilities=[make_program()[1]], side=Side.COORDINATOR, by=PRODUCT, at=NOON)

    assert ring_for_questions(at=NOON) == 0


YEAR = timedelta(days=365)


def test_a_limit_set_by_a_clock_that_was_ahead_is_set_anew():
    keep_coordinators(at=NOON)
    sender, _ = make_sender()
    referral = make_referral(sender=sender)
    (question,) = ask(referral=referral, facilities=[make_program()[1]], side=Side.SENDER, by=PRODUCT, at=NOON)
    Question.objects.filter(pk=question.pk).update(asked_at=NOON)
    Referral.objects.update(turn=Side.SENDER, due_at=NOON + YEAR)  # a yes, while the clock was a year ahead

    done = [climb_referrals(at=NOON + HOUR) for _ in range(2)]

    assert (done, Referral.objects.get().due_at) == ([1, 0], NOON + 5 * HOUR)


@pytest.mark.parametrize(
    ("urgency", "within"), [(Urgency.NOW, HOUR / 2), (Urgency.TODAY, 4 * HOUR), (Urgency.NEXT_DAY, 96 * HOUR)]
)
def test_a_limit_that_could_be_set_now_is_left_alone(urgency, within):
    make_referral(urgency=urgency)
    Referral.objects.update(due_at=NOON + within)

    assert list(due_referrals(at=NOON)) == []


def test_a_place_kept_by_a_clock_that_was_ahead_is_kept_no_longer_than_a_place_may_be():
    keep_coordinators(at=NOON)
    referral = sent(facility=make_program()[1], at=NOON)
    hold_place(referral=referral, until=NOON + 6 * HOUR, sexes=[Sex.ANY], by=PRODUCT, side=Side.RECEIVER, at=NOON)
    PlaceHold.objects.update(held_at=NOON + YEAR, until=NOON + YEAR + 6 * HOUR)
    late = {"held_until": NOON + YEAR + 6 * HOUR, "due_at": NOON + YEAR + 6 * HOUR, "stage_since": NOON + YEAR}
    Referral.objects.update(**late)

    done = [climb_referrals(at=NOON + HOUR) for _ in range(2)]

    referral, hold = Referral.objects.get(), PlaceHold.objects.get()
    assert (done, referral.held_until, referral.due_at) == ([1, 0], NOON + 7 * HOUR, NOON + 7 * HOUR)
    assert (hold.held_at, hold.until) == (NOON + HOUR, NOON + 7 * HOUR)


def test_a_place_that_could_not_be_kept_so_long_ends_after_the_longest_time():
    referral = sent(facility=make_program()[1], at=NOON)
    hold_place(referral=referral, until=NOON + 6 * HOUR, sexes=[Sex.ANY], by=PRODUCT, side=Side.RECEIVER, at=NOON)
    PlaceHold.objects.update(until=NOON + YEAR)
    Referral.objects.update(held_until=NOON + YEAR, due_at=NOON + YEAR)

    climb_referrals(at=NOON)

    day = NOON + timedelta(days=1)
    assert (Referral.objects.get().due_at, PlaceHold.objects.get().until) == (day, day)


def test_who_is_expected_by_a_clock_that_was_ahead_is_asked_after_as_long_as_was_meant():
    referral = moved(sent(facility=make_program()[1]), Stage.EXPECTED)  # in three hours, and two more to come late
    Referral.objects.update(stage_since=NOON + YEAR, expected_at=NOON + YEAR + 3 * HOUR, due_at=NOON + YEAR + 5 * HOUR)

    climb_referrals(at=NOON)

    assert Referral.objects.get(pk=referral.pk).due_at == NOON + 5 * HOUR


def test_a_draft_months_before_a_release_calls_nobody_until_four_weeks_before_it():
    keep_coordinators()
    sender, _ = make_sender(kind="prison_health")
    make_referral(sender=sender, urgency=Urgency.NEXT_DAY, release_on=NOON.date() + timedelta(days=90))
    first = datetime(2027, 1, 24, 6, tzinfo=UTC)  # midnight in Chicago

    done = [climb_referrals(at=moment) for moment in (NOON + timedelta(days=30), first - HOUR, first)]

    assert (done, len(pages())) == ([0, 0, 1], 1)


def test_a_draft_shortly_before_a_release_keeps_its_usual_limit():
    usual = make_referral(urgency=Urgency.NEXT_DAY)

    near = make_referral(urgency=Urgency.NEXT_DAY, release_on=NOON.date() + timedelta(days=20))

    assert near.due_at == usual.due_at


def listed(*, release_on):
    sender, _ = make_sender(kind="prison_health")
    facts = {"urgency": Urgency.NEXT_DAY, "release_on": release_on, **FIRST_DAY}
    return moved(sent(sender=sender, **facts), Stage.WAITLISTED)


def test_who_stands_on_a_list_near_a_release_is_looked_after_each_day_and_not_each_half_hour():
    keep_coordinators()
    referral = listed(release_on=NOON.date())

    tighten_releases(at=NOON)

    assert Referral.objects.get(pk=referral.pk).due_at == NOON + timedelta(days=1)


def test_two_weeks_after_a_release_nothing_is_tightened_any_more():
    keep_coordinators()
    referral = listed(release_on=NOON.date() - timedelta(days=15))

    assert (tighten_releases(at=NOON), Referral.objects.get().due_at) == (0, referral.due_at)


def test_while_nobody_is_there_what_waits_for_them_is_not_looked_at():
    sender, _ = make_sender()
    waits, climbs = make_referral(sender=sender), make_referral(sender=sender)
    Referral.objects.filter(pk=waits.pk).update(rung=Rung.NEXT_ASKED, rung_at=NOON)
    of_coordinator = make_referral()  # of the person themselves: no lower rung is theirs

    found = {here: set(due_referrals(at=DUE, is_staffed=here)) for here in (True, False)}

    assert found == {True: {waits, climbs, of_coordinator}, False: {climbs}}


def test_the_roster_is_asked_once_in_a_pass(monkeypatch):
    keep_coordinators(week=OFFICE)
    for _ in range(2):
        make_referral(urgency=Urgency.NOW, at=NOON - 8 * HOUR)
    asked, really = [], actions.is_somebody_there
    monkeypatch.setattr(actions, "is_somebody_there", lambda *, at: asked.append(at) or really(at=at))

    climb_referrals(at=NOON)

    assert asked == [NOON]


def test_whose_turn_it_is_once_more_without_a_move_is_reminded_once_more():
    keep_coordinators()
    sender, nurse = make_sender()
    agree(nurse)
    referral = make_referral(sender=sender)
    rungs_at(referral, DUE)
    Referral.objects.update(rung=Rung.IN_TIME, rung_at=None, due_at=DUE + 4 * HOUR)  # the turn came back

    rungs_at(referral, DUE + 4 * HOUR)

    assert kinds() == ["reply_wanted", "reply_wanted"]


def test_a_program_whose_turn_it_is_once_more_is_reminded_once_more_of_its_question():
    keep_coordinators()
    referral = make_referral(sender=make_sender()[0])
    ask(referral=referral, facilities=[make_program()[1]], side=Side.SENDER, by=PRODUCT, at=NOON)
    rungs_at(referral, DUE)
    Referral.objects.update(rung=Rung.IN_TIME, rung_at=None, due_at=DUE + 4 * HOUR)

    rungs_at(referral, DUE + 4 * HOUR)

    assert kinds() == ["question"] * 3


def test_a_yes_whose_time_went_by_stops_nobody_from_asking_on():
    keep_coordinators()
    (_, first), (_, second) = make_program(), make_program()
    referral = make_referral(sender=make_sender()[0], legs=[first, second])
    (question,) = ask(referral=referral, facilities=[first], side=Side.SENDER, by=PRODUCT, at=NOON)
    say_yes(question)
    Question.objects.update(holds_until=NOON + HOUR)

    rungs_at(referral, DUE)

    assert [each.facility for each in Question.objects.order_by("pk")] == [first, second]
    assert referral.turn == Side.RECEIVER


def test_the_nearest_are_found_also_where_many_others_were_listed_before(monkeypatch):
    monkeypatch.setattr(next_programs_module, "MOST_LOOKED_AT", 1)
    first = make_program()[1]
    make_program(**NEAR | {"latitude": 42.0})  # too far
    make_program(**NEAR | {"latitude": 40.3})
    nearest = make_program(**NEAR)[1]
    referral = sent(facility=first, legs=[first])

    assert next_programs(referral=referral, at=NOON) == [nearest]


def test_the_clock_counts_who_had_the_person_among_the_three():
    programs = [make_program(**NEAR)[1] for _ in range(4)]
    referral = sent(facility=programs[0], legs=programs[:1])

    found = next_programs(referral=referral, at=NOON)

    assert found == programs[1:3]


def link_of(message):
    return opened(message, "letter")["letter"]["link"]


@pytest.mark.parametrize(("language", "link"), [("en", "/referrals/inbox/"), ("es", "/es/referrals/inbox/")])
def test_a_program_is_reminded_with_the_way_to_its_desk_in_its_language(language, link):
    keep_coordinators()
    organization, facility = make_program()
    make_receiver(organization)
    ListingContact.objects.update(language=language)
    sent(facility=facility)

    climb_referrals(at=DUE)

    assert link_of(Message.objects.get(kind="chosen")) == link


def test_a_program_without_an_account_is_reminded_without_a_way_to_a_desk():
    keep_coordinators()
    sent(facility=make_program()[1])

    climb_referrals(at=DUE)

    assert link_of(Message.objects.get(kind="chosen")) is None


@pytest.mark.parametrize(("language", "link"), [("en", "/referrals/"), ("es", "/es/referrals/")])
def test_whoever_sent_it_is_reminded_with_their_desk_in_their_language(language, link):
    keep_coordinators()
    sender, nurse = make_sender()
    agree(nurse, language=language)
    make_referral(sender=sender)

    climb_referrals(at=DUE)

    assert link_of(Message.objects.get(kind="reply_wanted")) == link
