"""The order of the desk and the rail: each stage has its place."""

import pytest

from handrail.referrals.domain.sender_desk import BEFORE_A_PICK, STANDS_AT, News, Post, Waits, news_of, rail, waits_for
from handrail.referrals.domain.stages import ENDS, OPEN, Stage


def test_every_open_stage_stands_somewhere_on_the_rail():
    assert set(STANDS_AT) == set(OPEN) | {Stage.COMPLETED}


@pytest.mark.parametrize("stage", sorted(BEFORE_A_PICK))
def test_a_yes_comes_before_everything(stage):
    assert waits_for(stage, yes=1) is Waits.PICK


def test_a_yes_is_nothing_new_where_one_was_picked():
    assert waits_for(Stage.EXPECTED, yes=1) is Waits.OTHERS


def test_rail_is_solid_behind_and_dashed_ahead():
    states = {each.post: each.state for each in rail(Stage.SENT, went_through=[Stage.ASKING, Stage.SENT])}

    assert states == {
        Post.WRITTEN: "done",
        Post.ASKED: "done",
        Post.SENT: "now",
        Post.YES: "ahead",
        Post.ARRIVED: "ahead",
        Post.CARE: "ahead",
    }


@pytest.mark.parametrize("end", sorted(ENDS - {Stage.COMPLETED}))
def test_rail_of_an_end_shows_how_far_it_came_and_no_next_step(end):
    states = [each.state for each in rail(end, went_through=[Stage.SENT, Stage.EXPECTED, end])]

    assert states == ["done", "done", "done", "done", "ahead", "ahead"]


def test_answers_that_are_all_there_wait_for_the_sender():
    assert [waits_for(Stage.ASKING, yes=0, is_ours=ours) for ours in (True, False)] == [Waits.LOOK, Waits.OTHERS]


@pytest.mark.parametrize(
    ("stage", "answers", "is_nobody_left", "news"),
    [
        (Stage.ASKING, ["no", "yes"], False, News.YES),
        (Stage.ASKING, ["no", "waiting_list"], False, News.LIST),
        (Stage.ASKING, ["no", "no"], False, News.ALL_NO),
        (Stage.ASKING, ["no", ""], False, None),
        (Stage.ASKING, [], False, None),
        (Stage.DECLINED, ["no"], False, None),
        (Stage.DECLINED, ["no", "no", "no"], True, News.ALL_NO),
        (Stage.EXPECTED, ["yes"], False, None),
    ],
)
def test_answers_make_the_headline(stage, answers, is_nobody_left, news):
    assert news_of(stage, answers, is_nobody_left=is_nobody_left) is news
