from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handrail.referrals.domain.arrival_rates import (
    PRIOR_WEIGHT,
    AcceptedReferral,
    ArrivalRate,
    Confirmation,
    arrival_rates,
    by_arrivals,
)

NEEDS = ["housing", "pregnant", "none"]
REFERRAL = st.builds(
    AcceptedReferral, st.sampled_from(["north", "south", "west"]), st.sampled_from(NEEDS), st.sampled_from(Confirmation)
)
REFERRALS = st.lists(REFERRAL, min_size=11, max_size=120)


def referrals(program, *, need="none", arrived=0, missed=0):
    came = AcceptedReferral(program, need, Confirmation.BOTH)
    return [came] * arrived + [replace(came, confirmation=Confirmation.NOBODY)] * missed


def test_rate_is_drawn_halfway_at_the_smallest_record():
    network = [*referrals("north", arrived=11), *referrals("south", arrived=49, missed=49)]

    rate = arrival_rates(network)["north"]

    assert rate == ArrivalRate(accepted=11, ratio=1.5)


@pytest.mark.parametrize(
    ("confirmation", "counts"),
    [
        (Confirmation.BOTH, True),
        (Confirmation.PERSON, True),
        (Confirmation.PROGRAM, False),
        (Confirmation.NOBODY, False),
    ],
)
def test_a_programs_word_alone_is_no_arrival(confirmation, counts):
    accepted = AcceptedReferral("north", "none", confirmation)

    assert accepted.has_arrived == counts


@pytest.mark.parametrize(("own", "others"), [(10, 50), (50, 10), (0, 50)])
def test_under_eleven_nothing_is_told(own, others):
    network = [*referrals("north", arrived=own), *referrals("south", missed=others)]

    rates = arrival_rates(network)

    assert rates.get("north") is None


def test_a_program_with_heavier_needs_is_not_punished():
    network = [
        *referrals("heavy", need="housing", arrived=30, missed=70),
        *referrals("light", need="none", arrived=80, missed=20),
        *referrals("both", need="housing", arrived=28, missed=72),
        *referrals("both", need="none", arrived=80, missed=20),
    ]

    rates = arrival_rates(network)

    assert by_arrivals(["light", "heavy"], rates) == ["heavy", "light"]


def test_who_has_no_rate_stands_as_the_average_does():
    network = [
        *referrals("good", arrived=50),
        *referrals("poor", missed=50),
        *referrals("few", arrived=10),
    ]

    order = by_arrivals(["poor", "few", "unknown", "good"], arrival_rates(network))

    assert order == ["good", "few", "unknown", "poor"]


@given(REFERRALS, st.lists(REFERRAL, max_size=10))
def test_a_record_under_eleven_orders_nothing(network, few):
    few = [replace(each, program_id="few") for each in few]
    programs = ["north", "few", "south", "west"]
    arrived = [replace(each, confirmation=Confirmation.BOTH) for each in few]
    places = [
        by_arrivals(programs, {**arrival_rates(network), "few": arrival_rates(network + record).get("few")}).index(
            "few"
        )
        for record in (few, arrived)
    ]

    assert places[0] == places[1]


@given(REFERRALS, st.randoms(use_true_random=False))
def test_rates_do_not_depend_on_the_order_of_referrals(network, shuffling):
    mixed = list(network)
    shuffling.shuffle(mixed)

    rates = arrival_rates(mixed)

    assert rates == arrival_rates(network)


@given(REFERRALS)
def test_rates_stay_within_their_bounds(network):
    rates = [rate for rate in arrival_rates(network).values() if rate]

    assert [rate for rate in rates if rate.ratio < PRIOR_WEIGHT / (rate.accepted + PRIOR_WEIGHT)] == []


@given(REFERRALS, st.data())
def test_one_more_arrival_raises_a_program_and_no_other(network, data):
    missed = [place for place, each in enumerate(network) if not each.has_arrived]
    assume(missed)
    place = data.draw(st.sampled_from(missed))
    program = network[place].program_id
    alike = [each for each in network if each.has_arrived and each.need == network[place].need]
    assume(all(others_of(alike, name) for name in ("north", "south", "west")))  # else more people can be compared
    better = [*network]
    better[place] = replace(network[place], confirmation=Confirmation.BOTH)

    before, after = arrival_rates(network), arrival_rates(better)

    changes = {name: rate.ratio - before[name].ratio for name, rate in after.items() if rate and before[name]}
    is_compared = len([each for each in others_of(network, program) if each.need == network[place].need]) >= 11
    assert changes.get(program, 1) > 0 or not is_compared
    assert [name for name, change in changes.items() if change > 0 and name != program] == []


def others_of(network, program):
    return [each for each in network if each.program_id != program]


@pytest.mark.parametrize(("accepted", "is_compared"), [(10, False), (11, True)])
def test_people_whom_others_rarely_have_count_neither_for_nor_against(accepted, is_compared):
    others = [*referrals("south", need="housing", arrived=1, missed=accepted - 1), *referrals("south", arrived=49)]
    network = [*referrals("north", need="housing", missed=40), *referrals("north", arrived=11), *others]

    rate = arrival_rates(network)["north"]

    assert (rate.accepted, rate.ratio < 1) == ((51, True) if is_compared else (11, False))


def test_people_none_of_whom_arrive_anywhere_do_not_count_against_a_program():
    network = [
        *referrals("heavy", need="housing", missed=90),
        *referrals("heavy", arrived=40, missed=10),
        *referrals("other", need="housing", missed=90),
        *referrals("other", arrived=80, missed=20),
    ]

    assert arrival_rates(network)["heavy"] == ArrivalRate(accepted=50, ratio=1.0)


RATE_OF_TEN = {"housing": 1, "pregnant": 4, "none": 9}
MIX = st.fixed_dictionaries({need: st.integers(0, 9) for need in NEEDS})


@given(MIX, MIX)
def test_whoever_reaches_what_others_reach_with_the_same_people_stands_alike(sicker, other):
    network = []
    for name, mix in {"one": sicker, "two": other, "rest": dict.fromkeys(NEEDS, 5)}.items():
        for need, tens in mix.items():
            came = RATE_OF_TEN[need]
            network += referrals(name, need=need, arrived=tens * came, missed=tens * (10 - came))

    rates = arrival_rates(network)

    ratios = [round(rate.ratio, 12) for rate in rates.values() if rate]
    assert ratios == [1.0] * len(ratios)
