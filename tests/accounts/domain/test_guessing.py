"""100,000 tries from 1,000 networks, counted as the doors count: few get through, and nobody is locked out."""

from collections import Counter

import pytest

from handrail.accounts.domain.guessing import (
    ALLOWANCES,
    FOR_ONE_CODE,
    FOR_ONE_NAME,
    MOST_PRESSURE,
    PRESSURE_SECONDS,
    Allowance,
    allowance_under,
)

TRIES, NETWORKS = 100_000, 1_000


class Doors:
    """The counters of a door, as plain as can be."""

    def __init__(self) -> None:
        self.used: Counter = Counter()

    def admits(self, network: str, name: str, second: float) -> bool:
        pressure = self.pressure(network, second)
        by_network = allowance_under(pressure)
        if self.counted(network, "", second, by_network) > by_network.tries:
            return False
        return self.counted(network, name, second, FOR_ONE_NAME) <= FOR_ONE_NAME.tries

    def pressure(self, network: str, second: float) -> int:
        of_all = Allowance(0, tries=10**9, seconds=PRESSURE_SECONDS)
        if self.counted(f"pressing {network}", "", second, of_all) > MOST_PRESSURE:
            return self.used["all", "", PRESSURE_SECONDS, int(second) // PRESSURE_SECONDS]
        return self.counted("all", "", second, of_all)

    def counted(self, who: str, name: str, second: float, allowance: Allowance) -> int:
        key = who, name, allowance.seconds, int(second) // allowance.seconds
        self.used[key] += 1
        return self.used[key]


def attack(doors: Doors, *, names: int, seconds: float) -> list[tuple[str, str, float]]:
    """Spread evenly over networks, names and time."""
    tries = ((f"n{each % NETWORKS}", f"name{each % names}", each * seconds / TRIES) for each in range(TRIES))
    return [each for each in tries if doors.admits(*each)]


@pytest.mark.asvs("V6.3.1")
@pytest.mark.parametrize(("names", "most"), [(1, 5_100), (997, 5_500)])
def test_of_100_000_tries_in_five_minutes_few_reach_a_password(names, most):
    admitted = attack(Doors(), names=names, seconds=299)

    assert len(admitted) <= most


@pytest.mark.asvs("V6.3.1")
def test_person_under_attack_gets_in_from_a_network_of_their_own():
    doors = Doors()
    attack(doors, names=1, seconds=299)

    assert doors.admits("home", "name0", 299.5) is True


def test_person_in_a_network_of_the_attack_waits_minutes_and_no_longer():
    doors = Doors()
    attack(doors, names=1, seconds=299)

    waits = [doors.admits("n7", "name0", second) for second in (299.5, 600)]

    assert waits == [False, True]


def test_one_machine_makes_no_door_narrow_for_others():
    doors = Doors()
    for each in range(3_000):
        doors.admits("one machine", f"name{each}", each / 100)

    admitted = [doors.admits("hospital", f"nurse{each}", 31 + each) for each in range(20)]

    assert admitted == [True] * 20


@pytest.mark.asvs("V6.3.1")
def test_shelter_of_thirty_people_on_one_network_signs_in_within_ten_minutes():
    doors = Doors()

    admitted = [doors.admits("shelter", f"guest{each}", each * 20) for each in range(30)]

    assert admitted == [True] * 30


def test_guessing_one_name_in_a_shelter_leaves_the_others_their_turn():
    doors = Doors()
    for each in range(8):
        doors.admits("shelter", "ex-partner", each)

    assert doors.admits("shelter", "somebody-else", 10) is True
    assert doors.admits("shelter", "ex-partner", 10) is False
    assert doors.admits("shelter", "ex-partner", 301) is True


def test_allowances_shrink_with_the_pressure_and_never_to_nothing():
    pressures = [each.from_pressure for each in ALLOWANCES]
    tries = [each.tries for each in ALLOWANCES]

    assert pressures == sorted(pressures)
    assert tries == sorted(tries, reverse=True)
    assert min(tries) >= 5
    assert [allowance_under(pressure).tries for pressure in (0, 299, 300, 2_999, 3_000, 10**6)] == [
        40,
        40,
        10,
        10,
        5,
        5,
    ]


def test_six_digits_are_not_found_by_trying_for_a_year():
    codes_that_open, tries = 3, FOR_ONE_CODE.tries * 3_600 / FOR_ONE_CODE.seconds * 24 * 365

    chance = 1 - (1 - codes_that_open / 10**6) ** tries

    assert chance < 0.2
