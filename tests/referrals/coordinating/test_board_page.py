"""The board: what breaks first stands first, all who need a human are counted, and no name is on it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import make_facility
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.asking.actions import ask
from handrail.referrals.climbing.actions import climb_referrals
from handrail.referrals.coordinating import queries
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from referrals.coordinating.people_on_the_board import BOARD, NAMES, in_conflict, named, on_call, words
from referrals.samples import make_program, make_sender, moved

pytestmark = pytest.mark.django_db


def test_the_board_shows_what_breaks_first_and_no_name(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=9))
    calm = named(at=now)
    late = named(at=now - timedelta(hours=8))
    called = named(at=now - timedelta(hours=7), sender=None)
    climb_referrals(at=now)

    shown = words(desk.get(BOARD))

    order = sorted((called, late, calm), key=lambda each: shown.index(each.public_id))
    assert [each.pk for each in order] == [late.pk, called.pk, calm.pk]
    assert [name for name in NAMES if name in shown] == []


def test_what_is_ours_to_do_stands_before_whoever_has_time_and_is_said_to_wait_for_us(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=9))
    calm = named(at=now - timedelta(hours=1))
    ours = named(at=now, sender=make_sender(kind="police", role="officer")[0])

    shown = words(desk.get(BOARD))

    assert (calm.turn, ours.turn) == ("sender", "coordinator")
    assert shown.index(ours.public_id) < shown.index(calm.public_id)


def test_pregnant_people_stand_first_among_equals(desk, operator, now):
    on_call(operator, at=now)
    first, second = named(at=now), named(at=now, is_pregnant=True)

    shown = words(desk.get(BOARD))

    assert shown.index(second.public_id) < shown.index(first.public_id)
    assert shown.count("By law in care by") == 1


def test_without_a_roster_the_board_says_that_handing_over_is_off(desk):
    assert "switched off" in words(desk.get(BOARD))


def test_the_board_asks_as_often_for_three_as_for_one(desk, operator, now):
    on_call(operator, at=now)
    desk.get(BOARD)  # what a first visit asks once
    counts = []
    for more in (1, 2):
        for _ in range(more):
            moved(named(at=now), Stage.SENT, facility=make_program()[1], at=now)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(BOARD)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_all_who_need_a_person_are_counted_and_stand_first_where_the_page_has_room_for_few(desk, now, monkeypatch):
    monkeypatch.setattr(queries, "MOST_LISTED", 2)
    calm = [named(at=now - timedelta(hours=3)) for _ in range(2)]
    late = [named(at=now, sender=None) for _ in range(3)]
    long_ago = now - timedelta(hours=1)
    Referral.objects.filter(pk__in=[each.pk for each in late]).update(
        rung=Rung.NEXT_ASKED, rung_at=now - timedelta(hours=2), due_at=now + timedelta(days=1), stage_since=long_ago
    )

    shown = words(desk.get(BOARD))

    assert "3 referrals wait for a coordinator." in shown
    assert [each.public_id in shown for each in [*late, *calm]] == [True, True, False, False, False]


def test_board_reads_no_more_than_it_shows(desk, now, monkeypatch):
    monkeypatch.setattr(queries, "MOST_LISTED", 1)
    for _ in range(2):
        named(at=now)
    told, really = [], queries.line_of
    monkeypatch.setattr(queries, "line_of", lambda row, **facts: told.append(row) or really(row, **facts))

    desk.get(BOARD)

    assert len(told) == 1


def test_who_has_to_be_rung_is_counted_and_each_program_is_named(desk, operator, now):
    on_call(operator, at=now)
    asked, chosen = make_facility(name="Example Asked"), make_facility(name="Example Chosen")
    ask(referral=named(at=now), facilities=[asked], side=Side.SENDER, by=PRODUCT, at=now)
    moved(named(at=now), Stage.SENT, facility=chosen, at=now)
    moved(named(at=now), Stage.SENT, facility=make_program(at=now)[1], at=now)

    shown = words(desk.get(BOARD))

    assert "2 referrals wait for a coordinator." in shown
    assert ["Example Asked" in shown, "Call the programs that were asked" in shown] == [True, True]
    assert ["Example Chosen" in shown, "Call the program that was chosen" in shown] == [True, True]
    assert queries.count_who_need_a_human(at=now) == sum(line.needs_a_human for line in queries.board(at=now))


def test_where_one_said_yes_the_sender_chooses_and_nobody_rings_the_others(desk, operator, now):
    on_call(operator, at=now)
    yes, silent = make_program(at=now)[1], make_facility()
    questions = ask(referral=named(at=now), facilities=[yes, silent], side=Side.SENDER, by=PRODUCT, at=now)
    before = queries.count_who_need_a_human(at=now)

    answer_question(question=questions[0], answer=Answer.YES, way=Way.DESK, by=PRODUCT, at=now)

    assert (before, queries.count_who_need_a_human(at=now)) == (1, 0)
    assert "Call the programs" not in words(desk.get(BOARD))


def test_the_board_asks_as_often_for_three_that_differ_as_for_one(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    desk.get(BOARD)  # what a first visit asks once
    counts = []
    for more in (1, 2):
        for _ in range(more):
            in_conflict(now, sender=None)
        with CaptureQueriesContext(connection) as asked:
            desk.get(BOARD)
        counts.append(len(asked))

    assert counts[0] == counts[1]
