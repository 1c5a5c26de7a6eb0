"""A pause for a network that asks too often, and no trace of who it was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections
from django.test import RequestFactory

from handrail.kernel import busy_database
from handrail.web.actions import forget_door_counts
from handrail.web.limiting.limits import Limit, TooOften, check_limit, forget_permits
from handrail.web.models import DoorCount

AT = datetime(2026, 11, 23, 12, 0, 10, tzinfo=UTC)
DOOR = Limit("example", most=3, seconds=60)
ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def nothing_held():
    forget_permits()
    yield
    forget_permits()


def request_from(address: str = ADDRESS):
    return RequestFactory().get("/", REMOTE_ADDR=address)


def uses(limit: Limit, times: int, *, at: datetime = AT, address: str = ADDRESS, about: str = "") -> int:
    """How many of so many uses were let through."""
    done = 0
    for _ in range(times):
        try:
            check_limit(limit, request_from(address), at=at, about=about)
        except TooOften:
            continue
        done += 1
    return done


@pytest.mark.django_db
def test_door_stays_open_up_to_its_limit_and_says_how_long_to_wait():
    let_through = uses(DOOR, 3)

    with pytest.raises(TooOften) as refusal:
        check_limit(DOOR, request_from(), at=AT)

    assert (let_through, refusal.value.wait) == (3, 50)


@pytest.mark.django_db
def test_pause_ends_with_the_stretch():
    before = uses(DOOR, 5)

    after = uses(DOOR, 5, at=AT + timedelta(seconds=60))

    assert (before, after) == (3, 3)


@pytest.mark.django_db
def test_another_network_another_thing_and_another_door_are_counted_apart():
    used_up = uses(DOOR, 9)

    assert used_up == 3
    assert uses(DOOR, 9, address="198.51.100.7") == 3
    assert uses(DOOR, 9, about="a facility") == 3
    assert uses(Limit("other", most=2, seconds=60), 9) == 2


@pytest.mark.django_db
def test_neighbors_in_one_network_share_a_limit():
    assert uses(DOOR, 2) + uses(DOOR, 9, address="203.0.113.200") == 3


@pytest.mark.django_db
def test_busy_door_asks_the_database_once_for_a_batch(django_assert_max_num_queries):
    busy = Limit("busy", most=100, seconds=60, batch=20)

    with django_assert_max_num_queries(30):
        let_through = uses(busy, 60)

    assert let_through == 60
    assert DoorCount.objects.get().used == 60


@pytest.mark.django_db
def test_batch_larger_than_what_is_left_never_passes_the_limit():
    assert uses(Limit("odd", most=25, seconds=60, batch=20), 60) == 25


@pytest.mark.django_db
def test_two_processes_share_one_limit():
    first = uses(DOOR, 2)
    forget_permits()

    second = uses(DOOR, 9)

    assert first + second == 3


@pytest.mark.django_db(transaction=True)
def test_uses_at_the_same_moment_never_pass_the_limit(monkeypatch):
    monkeypatch.setattr(busy_database, "LONGEST_WAIT", 20_000)  # a slow machine is no busy database
    wide = Limit("race", most=10, seconds=60)

    def use(_: int) -> int:
        try:
            return uses(wide, 5)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        let_through = sum(pool.map(use, range(6)))

    assert let_through == 10


@pytest.mark.django_db
def test_no_address_and_no_network_is_stored():
    uses(DOOR, 2)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM web_doorcount")
        stored = repr(cursor.fetchall())

    assert "203.0" not in stored
    assert len(DoorCount.objects.get().who) == 64


@pytest.mark.django_db
def test_counts_of_the_past_are_tidied_away():
    uses(DOOR, 1)

    uses(DOOR, 1, at=AT + timedelta(minutes=5))

    assert [count.ends_at for count in DoorCount.objects.all()] == [datetime(2026, 11, 23, 12, 6, tzinfo=UTC)]


@pytest.mark.django_db
def test_counts_of_stretches_that_ended_go_even_when_nobody_comes_again():
    uses(DOOR, 1)

    counts = [forget_door_counts(at=at) for at in (AT, AT + timedelta(minutes=1), AT + timedelta(minutes=1))]

    assert (counts, DoorCount.objects.count()) == ([0, 1, 0], 0)
