"""Background work gives way."""

from handrail.directory.index.pace import REST_SECONDS, WORK_SECONDS, Pace


def test_pace_rests_after_each_moment_of_work_and_not_before():
    now, rests = [0.0], []
    pace = Pace(clock=lambda: now[0], rest=rests.append)

    for _ in range(8):
        now[0] += WORK_SECONDS / 4
        pace()

    assert rests == [REST_SECONDS] * 2
