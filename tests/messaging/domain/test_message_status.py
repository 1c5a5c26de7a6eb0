import pytest

from handrail.messaging.domain.status import CLOSED, MOVES, OPEN, Mover, Status, may_move, sources


def test_every_state_can_be_reached_and_every_open_one_left():
    entered = {to for _, to in MOVES}
    left = {current for current, _ in MOVES}

    assert entered == set(Status)
    assert left == OPEN | {Status.SENT}
    assert set(Status) == OPEN | CLOSED


@pytest.mark.parametrize("ended", [Status.DELIVERED, Status.FAILED, Status.DEAD, Status.DROPPED, Status.EXPIRED])
def test_what_has_ended_stays_ended(ended):
    assert [to for to in Status for mover in Mover if may_move(ended, to, mover=mover)] == []


def test_only_the_clock_and_the_holder_give_a_message_back():
    assert MOVES[Status.LEASED, Status.WAITING] == {Mover.WORKER, Mover.CLOCK}


def test_a_provider_may_speak_before_the_worker_has_written():
    assert sources(Status.DELIVERED, mover=Mover.PROVIDER) == {Status.WAITING, Status.LEASED, Status.SENT}
    assert sources(Status.DELIVERED, mover=Mover.WORKER) == set()
