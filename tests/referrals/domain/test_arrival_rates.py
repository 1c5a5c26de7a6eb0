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

    assert rate == ArrivalRate(accepted=11, share=0.75, ratio=1.5)


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

    assert rates["heavy"].share < rates["light"].share
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

    assert [rate for rate in rates if not 0 < rate.share < 1] == []
    assert [rate for rate in rates if rate.ratio < PRIOR_WEIGHT / (rate.accepted + PRIOR_WEIGHT)] == []


@given(REFERRALS, st.data())
def test_one_more_arrival_raises_a_program_and_no_other(network, data):
    missed = [place for place, each in enumerate(network) if not each.has_arrived]
    assume(missed)
    place = data.draw(st.sampled_from(missed))
    program = network[place].program_id
    better = [*network]
    better[place] = replace(network[place], confirmation=Confirmation.BOTH)

    before, after = arrival_rates(network), arrival_rates(better)

    changes = {
        name: (rate.ratio - before[name].ratio > 0, rate.share - before[name].share > 0)
        for name, rate in after.items()
        if rate
    }
    assert changes.get(program) in (None, (True, True))
    assert [name for name, (ratio, _) in changes.items() if ratio and name != program] == []


@pytest.mark.parametrize(("accepted", "is_compared"), [(10, False), (11, True)])
def test_a_need_that_others_rarely_have_is_compared_with_all_of_theirs(accepted, is_compared):
    others = [*referrals("south", need="housing", missed=accepted), *referrals("south", arrived=49, missed=49)]
    network = [*referrals("north", need="housing", arrived=11), *others]
    everybody = (49 + 1) / (98 + accepted + 2)
    same_need = 1 / (accepted + 2)

    rate = arrival_rates(network)["north"]

    expected = same_need if is_compared else everybody
    assert rate.ratio == pytest.approx((11 / expected + 11) / 22)
