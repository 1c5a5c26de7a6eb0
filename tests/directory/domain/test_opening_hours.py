import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.opening_hours import (
    BACKWARDS,
    BOTH,
    DAYS,
    NO_DAY,
    NO_HOURS,
    NO_TIME,
    OVERLAP,
    TOO_MANY,
    HoursRefused,
    Span,
    as_line,
    closed_days,
    kept_hours,
    read_week,
)

LONGEST_KEPT = 255


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mon-fri 8:00-16:30; sat 9 am-12 pm", "mon-fri 08:00-16:30; sat 09:00-12:00"),
        ("Mon \N{EN DASH} Fri 8:00 \N{EN DASH} 4:30 p.m.", "mon-fri 08:00-16:30"),
        ("lun-vie 8:00-16:00; mié 17-19", "mon-tue 08:00-16:00; wed 08:00-16:00,17:00-19:00; thu-fri 08:00-16:00"),
        ("tue 13-17; mon 8-12; tue 8-12; mon 13-17", "mon-tue 08:00-12:00,13:00-17:00"),
        ("sat-mon 9-17", "mon 09:00-17:00; sat-sun 09:00-17:00"),
        ("mon 8-12,12-16", "mon 08:00-12:00,12:00-16:00"),
        ("mon-sun 0:00-0:00", "mon-sun 00:00-00:00"),
        ("fri 6 pm-12 am", "fri 18:00-00:00"),
        ("mon-sun 0:00-24:00", "mon-sun 00:00-00:00"),
        ("mon-sun 12 am-11:59 pm", "mon-sun 00:00-00:00"),
        ("mon 12 am-1 am", "mon 00:00-01:00"),
        (" Vary ", "vary"),
        ("Varía", "vary"),
    ],
)
def test_hours_are_kept_in_one_way_however_they_are_typed(typed, kept):
    assert (kept_hours(typed), kept_hours(kept)) == (kept, kept)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("mon 16:00-8:00", BACKWARDS),
        ("mon 8:00-8:00", BACKWARDS),
        ("mon 8-12; mon-fri 11-16", OVERLAP),
        ("mon 8-9,10-11,12-13", TOO_MANY),
        ("day 8-12", NO_DAY),
        (" 8-12", NO_DAY),
        ("mon-wed-fri 8-12", NO_DAY),
        ("mon", NO_TIME),
        ("mon 8", NO_TIME),
        ("mon 25:00-26:00", NO_TIME),
        ("mon 24:00-24:00", NO_TIME),
        ("mon 8:60-9:00", NO_TIME),
        ("mon 13 pm-14 pm", NO_TIME),
        ("mon 0 am-1 am", NO_TIME),
        ("mon 8-12 or call 800-555-0199", NO_TIME),
        ("", NO_HOURS),
        (" ; ", NO_HOURS),
        ("vary; mon 8-12", BOTH),
    ],
)
def test_hours_that_cannot_be_are_refused_with_what_to_change(typed, refusal):
    with pytest.raises(HoursRefused) as refused:
        kept_hours(typed)

    assert str(refused.value) == refusal


SPANS = st.lists(
    st.integers(0, 24 * 60).filter(lambda minute: minute != 24 * 60 - 1), min_size=4, max_size=4, unique=True
).map(sorted)
WEEKS = st.dictionaries(st.sampled_from(DAYS), SPANS.map(lambda at: (Span(*at[:2]), Span(*at[2:]))), min_size=1)


@given(WEEKS)
def test_every_week_is_read_as_it_was_kept_and_fits_its_column(week):
    kept = as_line(week)

    assert (read_week(kept), len(kept) <= LONGEST_KEPT) == (week, True)


def test_days_without_a_time_are_closed():
    assert closed_days(read_week("mon-fri 8-16")) == ["sat", "sun"]
