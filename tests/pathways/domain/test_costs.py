"""Improving one thing about a path, all else equal, never lowers it; and each weight is charged where it says."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.pathways.domain.costs import Candidate, pair_cost, weekly_visits
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import PLACE_OF, Kind
from handrail.pathways.domain.traits import traits_of
from handrail.pathways.domain.weights import POINTS, WEIGHTS

GOOD = frozenset(["SA", "OP", "ORT", "BU", "BUM", "MOA", "MD", "NOE", "ACC", "PEER", "CARF", "VET", "FEM", "MALE"])
NEED = Need.read(asked=[("need", "veteran")], payment=["medicaid"])
IMPROVEMENTS = {
    "maintains": "BUM",
    "wish": "VET",
    "naloxone": "NOE",
    "aftercare": "ACC",
    "peer": "PEER",
    "accredited": "CARF",
}


def candidate(codes, *, rank=1, miles=5.0, organization=1, is_in_state=True, open_at=()) -> Candidate:
    return Candidate(rank, miles, traits_of(frozenset(codes), open_at=open_at), organization, is_in_state)


code_sets = st.frozensets(st.sampled_from(sorted(GOOD | {"RD", "DT", "ODTX", "RL", "OIT", "UB"})), min_size=4)
miles = st.floats(0, 300)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("added", IMPROVEMENTS.values(), ids=IMPROVEMENTS)
@given(start=code_sets, go_on=code_sets, far=miles, role=st.sampled_from(["start", "continue"]))
@settings(max_examples=60)
def test_listing_one_more_good_thing_never_costs_more(kind, added, start, go_on, far, role):
    before = candidate(start, miles=far), candidate(go_on, rank=2, organization=2)
    codes = {"start": start, "continue": go_on}
    codes[role] = codes[role] | {added}
    after = candidate(codes["start"], miles=far), candidate(codes["continue"], rank=2, organization=2)

    assert pair_cost(*after, kind, NEED) <= pair_cost(*before, kind, NEED)


@pytest.mark.parametrize("kind", Kind)
@given(start=code_sets, go_on=code_sets, far=miles, nearer=st.floats(0, 1))
def test_a_nearer_leg_never_costs_more(kind, start, go_on, far, nearer):
    first, then = candidate(start, miles=far), candidate(go_on, rank=2)

    assert pair_cost(replace(first, miles=far * nearer), then, kind, NEED) <= pair_cost(first, then, kind, NEED)


@pytest.mark.parametrize("kind", Kind)
@given(start=code_sets, go_on=code_sets)
def test_being_known_open_and_keeping_one_house_never_cost_more(kind, start, go_on):
    first, then = candidate(start), candidate(go_on, rank=2, organization=2)

    known_open = pair_cost(candidate(start, open_at=[PLACE_OF[kind]]), then, kind, NEED)
    kin = pair_cost(first, replace(then, organization=1), kind, NEED)

    assert known_open <= pair_cost(first, then, kind, NEED)
    assert kin <= pair_cost(first, then, kind, NEED)


@pytest.mark.parametrize("kind", Kind)
@given(start=code_sets, go_on=code_sets, same_house=st.booleans())
@settings(max_examples=60)
def test_confirmed_partnership_never_costs_more_and_no_more_than_one_house_spares(kind, start, go_on, same_house):
    first, then = candidate(start), candidate(go_on, rank=2, organization=1 if same_house else 2)

    alone = pair_cost(first, then, kind, NEED)
    together = pair_cost(replace(first, partners=frozenset({(kind, 2)})), then, kind, NEED)
    kin = pair_cost(first, replace(then, organization=1), kind, NEED)

    assert kin <= together <= alone


@pytest.mark.parametrize("kind", Kind)
def test_partnership_of_another_kind_or_direction_changes_nothing(kind):
    first, then = candidate(GOOD), candidate(GOOD, rank=2, organization=2)
    others = frozenset((other, 2) for other in Kind if other is not kind)

    changed = pair_cost(replace(first, partners=others), replace(then, partners=frozenset({(kind, 1)})), kind, NEED)

    assert changed == pair_cost(first, then, kind, NEED)


@pytest.mark.parametrize("kind", Kind)
@given(start=code_sets, go_on=code_sets, ratio=st.floats(0, 5), better=st.floats(0, 5))
@settings(max_examples=60)
def test_arrivals_change_a_little_and_more_of_them_never_cost_more(kind, start, go_on, ratio, better):
    first, then = candidate(start), candidate(go_on, rank=2, organization=2)

    unknown, known, more = (
        pair_cost(replace(first, arrivals=each), then, kind, NEED) for each in (None, ratio, ratio + better)
    )

    assert abs(known - unknown) <= POINTS["fewer_arrivals_than_expected"]
    assert more <= known


def test_one_facility_for_both_is_one_journey_and_no_hand_over():
    both = candidate(GOOD, miles=10)

    cost = pair_cost(both, both, Kind.MEDICINE_FIRST, NEED)

    assert cost == 10_000 + POINTS["not_known_open_now"]


def test_a_stay_is_hardly_travelled_to_and_a_methadone_clinic_daily():
    assert weekly_visits(traits_of(frozenset({"OTP", "ORT"})), is_stay=False) == 7
    assert weekly_visits(traits_of(frozenset({"OIT"})), is_stay=False) == 3
    assert weekly_visits(traits_of(frozenset({"OIT", "ORT"})), is_stay=False) == 1
    assert weekly_visits(traits_of(frozenset({"OTP"})), is_stay=True) == 0.1


def test_medicaid_across_the_state_line_outweighs_any_distance():
    near_abroad = candidate(GOOD, miles=1, is_in_state=False)
    far_at_home = candidate(GOOD, miles=3000, rank=2)

    abroad = pair_cost(near_abroad, near_abroad, Kind.MEDICINE_FIRST, NEED)
    home = pair_cost(far_at_home, far_at_home, Kind.MEDICINE_FIRST, NEED)

    assert home < abroad


def test_a_veterans_program_is_charged_unless_the_person_is_a_veteran_or_uses_va_cover():
    program = candidate(GOOD | {"VAMC"})
    nobody, veteran, covered = Need.read(), NEED, Need.read(payment=["va"])

    costs = [pair_cost(program, program, Kind.MEDICINE_FIRST, need) for need in (nobody, veteran, covered)]

    assert costs == [
        5000 + POINTS["not_known_open_now"] + 2 * POINTS["run_for_others"],
        5000 + POINTS["not_known_open_now"],
        5000 + POINTS["not_known_open_now"],
    ]


def test_every_weight_has_a_source_and_a_charge():
    assert [weight.code for weight in WEIGHTS if weight.points <= 0] == []
    assert [
        weight.code for weight in WEIGHTS if not (weight.sources or weight.plain_fact or weight.is_our_choice)
    ] == []
