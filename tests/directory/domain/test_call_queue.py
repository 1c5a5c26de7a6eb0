from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.call_queue import Waiting, importance, queue_order

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
days = st.integers(0, 2000).map(lambda number: AT - timedelta(days=number))
places = st.builds(
    Waiting,
    st.integers(1, 9999),
    st.integers(2018, 2026),
    st.none() | days,
    st.sampled_from([0, 11, 500]),
    st.booleans(),
)


def first(*places: Waiting) -> int:
    return min(places, key=lambda place: queue_order(place, at=AT)).pk


def test_oldest_comes_first_where_none_was_shown():
    assert first(Waiting(1, 2025, None), Waiting(2, 2023, None)) == 2


def test_shown_often_comes_before_older_and_never_shown():
    assert first(Waiting(1, 2025, None, times_shown=500), Waiting(2, 2019, None)) == 1


def test_checked_today_comes_last_however_often_it_was_shown():
    assert first(Waiting(1, 2023, AT, times_shown=9999), Waiting(2, 2025, None)) == 2


def test_wrong_number_comes_before_all():
    assert first(Waiting(1, 2019, None, times_shown=9999), Waiting(2, 2026, AT, is_urgent=True)) == 2


@given(places)
def test_importance_is_never_negative_and_grows_with_showing(place):
    more = Waiting(place.pk, place.source_year, place.checked_at, place.times_shown + 11)

    assert 0 <= importance(place, at=AT) <= importance(more, at=AT)
