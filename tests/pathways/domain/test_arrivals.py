"""How confirmed arrivals turn into a charge: in coarse steps, and never against whoever takes sicker people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.pathways.domain.arrivals import arrival_charge, arrive_more
from handrail.referrals.domain.arrival_rates import AcceptedReferral, Confirmation, arrival_rates

NEEDS = ["light", "heavy"]


@pytest.mark.parametrize(
    ("ratio", "charge"),
    [(None, 0), (1.0, 0), (0.96, 0), (0.92, 1000), (0.8, 2000), (0.1, 2000), (1.1, -1000), (1.2, -2000), (9.0, -2000)],
)
def test_charge_goes_by_coarse_steps_to_a_bound(ratio, charge):
    assert (arrival_charge(ratio), arrive_more(ratio)) == (charge, charge < 0)


def referrals(program, need, *, of_ten, tens):
    came = AcceptedReferral(program, need, Confirmation.BOTH)
    missed = AcceptedReferral(program, need, Confirmation.NOBODY)
    return [came] * of_ten * tens + [missed] * (10 - of_ten) * tens


def charge_of(program, network):
    rate = arrival_rates(network).get(program)
    return arrival_charge(rate.ratio if rate else None)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9), st.integers(1, 9))
def test_program_that_takes_sicker_people_with_the_same_rates_stands_no_lower(heavy, light, rate, harder):
    harder = min(harder, rate)
    network = [
        *referrals("sicker", "heavy", of_ten=harder, tens=heavy + light),
        *referrals("sicker", "light", of_ten=rate, tens=1),
        *referrals("other", "heavy", of_ten=harder, tens=1),
        *referrals("other", "light", of_ten=rate, tens=heavy + light),
        *referrals("rest", "heavy", of_ten=harder, tens=5),
        *referrals("rest", "light", of_ten=rate, tens=5),
    ]

    assert charge_of("sicker", network) <= charge_of("other", network)


@given(st.integers(0, 10), st.integers(0, 10))
def test_fewer_than_eleven_people_change_nothing(arrived, accepted):
    arrived = min(arrived, accepted)
    few = [AcceptedReferral("few", "light", Confirmation.BOTH)] * arrived
    few += [AcceptedReferral("few", "light", Confirmation.NOBODY)] * (accepted - arrived)

    assert charge_of("few", [*few, *referrals("rest", "light", of_ten=5, tens=9)]) == 0
