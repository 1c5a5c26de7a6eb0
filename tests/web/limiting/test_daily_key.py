from datetime import date

from handrail.web.limiting.daily_key import DailyKey, new_seed, read_seed

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
SEED = b"0" * 32


def test_key_is_another_each_day():
    key = DailyKey(SEED, begun=TODAY)

    assert key.of(TODAY) == key.of(TODAY)
    assert key.of(TOMORROW) != DailyKey(SEED, begun=TODAY).of(TODAY)


def test_key_of_yesterday_is_gone_once_today_was_asked_for():
    key = DailyKey(SEED, begun=TODAY)
    of_today = key.of(TODAY)
    of_tomorrow = key.of(TOMORROW)

    assert key.of(TODAY) == of_tomorrow != of_today
    assert SEED not in vars(key).values()


def test_workers_with_one_seed_count_under_one_key_also_when_one_skipped_a_day():
    text = new_seed(TODAY)
    first, second = read_seed(text), read_seed(text)
    first.of(TOMORROW)

    later = date(2026, 11, 26)

    assert first.of(later) == second.of(later)


def test_every_start_makes_another_seed():
    assert new_seed(TODAY) != new_seed(TODAY)


def test_clock_far_in_the_future_does_not_hang():
    key = DailyKey(SEED, begun=TODAY)

    assert key.of(date(9999, 1, 1)) == key.of(TODAY)
