"""The search for places over random directories: no rule broken, nothing cheaper left out, nothing found twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.pathways.care_surroundings import CareSurroundings
from handrail.pathways.domain.care_rules import (
    CARE_POINTS,
    CARE_WEIGHTS,
    MISSING,
    SHARED,
    Door,
    doors,
    requirement,
)
from handrail.pathways.domain.care_search import CareSearch
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.traits import BIT_OF, TRAITS, traits_of
from handrail.pathways.domain.vocabulary import CARES, OPIOIDS
from pathways.care_rules_again import broken_care_rules
from pathways.directory_samples import CODES, HOME, path_index_of, rows_of
from pathways.path_rules import is_covered

CARE_CODES = [*CODES, "OUDO", "NAUT", "PMAT", "ACM", "CMI", "CRV", "CBT", "MXM", "MDET", "TBG", "VAMC"]
OTHERS = ["alcohol", "benzos", "stimulants", "other"]

facilities = st.lists(
    st.tuples(
        st.lists(st.sampled_from(CARE_CODES), max_size=18, unique=True).map(lambda codes: ["SA", "OP", *codes]),
        st.sampled_from(["Alder", "Birch", "Cedar"]),
        st.sampled_from([0.0, 0.1, 0.2, 0.9, 3.0]),
        st.sampled_from(["IL", "IL", "IN"]),
        st.sampled_from(["SA", "SA", "SA", "MH"]),
    ),
    max_size=14,
)
needs = st.builds(
    lambda substances, payment, asked, medicine, age, limit: Need.read(
        substances=substances, payment=payment, asked=asked, medicine=medicine, age=age, limit=limit
    ),
    st.lists(st.sampled_from(OTHERS), min_size=1, max_size=3),
    st.lists(st.sampled_from(["medicaid", "none"]), max_size=2),
    st.lists(
        st.sampled_from(
            [
                ("need", "pregnant"),
                ("need", "alcohol"),
                ("need", "man"),
                ("need", "woman"),
                ("need", "children"),
                ("need", "veteran"),
                ("need", "withdrawal_stay"),
                ("need", "residential"),
                ("need", "start_today"),
                ("language", "spanish"),
                ("need", "twelve_step!"),
            ]
        ),
        max_size=4,
    ),
    st.sampled_from([None, None, "methadone", "buprenorphine", "already_on_medication"]),
    st.sampled_from([None, None, 16, 40]),
    st.sampled_from([1, 2, 3, 8]),
)


def searched(rows, need: Need):
    index = path_index_of(rows)
    surroundings = CareSurroundings(index, need, latitude=HOME[0], longitude=HOME[1], state="IL")
    return index, CareSearch(need, surroundings).outcome()


def may_be_shown(row, need: Need) -> bool:
    """Behind some door, with every hard wish; cover is never the reason for an empty answer."""
    traits = traits_of(frozenset(row.codes.split()))
    hard = [wish.name for wish in need.wishes if wish.is_hard]
    rules = [requirement(door, need, wishes=hard, is_covered=False) for door in doors(need)]
    return row.kind == "SA" and any(rule.met_by(traits) for rule in rules)


@given(facilities, needs)
@settings(max_examples=300, deadline=None)
def test_no_place_breaks_a_rule_and_the_answer_is_empty_only_where_nobody_fits(sample, need):
    rows = rows_of(sample)
    index, outcome = searched(rows, need)
    by_id = {row.public_id: row for row in rows}
    shown = [by_id[index.index.public_ids[found.match.row]] for found in outcome.places]

    faults = [
        fault
        for row, found in zip(shown, outcome.places, strict=True)
        for fault in broken_care_rules(need, set(row.codes.split()), is_shown_as_bed=found.door is Door.WITHDRAWAL_BED)
    ]

    assert faults == []
    assert [row for row in shown if row.kind == "MH"] == []
    assert len({row.public_id for row in shown}) == len(shown) <= need.limit
    assert bool(shown) == any(may_be_shown(row, need) for row in rows)
    assert [found for row, found in zip(shown, outcome.places, strict=True) if unsaid(row, found, need, outcome)] == []


def unsaid(row, found, need: Need, outcome) -> bool:
    return not is_covered(need, set(row.codes.split())) and not outcome.lets_cover_go


@given(facilities, needs)
@settings(max_examples=200, deadline=None)
def test_beds_stand_first_and_the_first_place_is_the_cheapest_of_its_circle(sample, need):
    _, outcome = searched(rows_of(sample), need)
    beds = [found.door is Door.WITHDRAWAL_BED for found in outcome.places]

    assert beds == sorted(beds, reverse=True)
    first = [found for found in outcome.places if found.easing == outcome.near and not found.keeps_everything]
    for door in Door:
        costs = [found.match.cost for found in first if found.door is door]
        assert not costs or costs[0] == min(costs)


def test_every_charge_is_published_and_every_trait_is_known():
    charged = {code for table in MISSING.values() for code in table.values()}

    assert charged | {"care_distance"} == {weight.code for weight in CARE_WEIGHTS}
    assert {trait for table in MISSING.values() for trait in table} <= set(TRAITS)
    assert set(MISSING) == set(CARES.values()) - {"opioid"}
    assert set(CARE_POINTS) == {weight.code for weight in CARE_WEIGHTS} | set(SHARED)
    assert len(BIT_OF) <= 128


def test_every_word_for_an_opioid_is_answered_with_paths_and_no_other():
    assert [name for name in CARES if Need.read(substances=[name]).is_for_opioids] == list(OPIOIDS)
    assert Need.read().cares == ("opioid",)
    assert Need.read(asked=[("need", "alcohol")]).is_for_opioids


def test_daily_alcohol_beside_stimulants_asks_for_both_kinds_of_care():
    need = Need.read(substances=["stimulants"], asked=[("need", "alcohol")])

    assert (need.cares, need.withdraws_from) == (("stimulants", "alcohol"), ("alcohol",))
    assert doors(need) == (Door.WITHDRAWAL_BED, Door.VISITS)
