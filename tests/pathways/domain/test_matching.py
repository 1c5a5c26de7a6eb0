import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.pathways.domain.matching import best_paths
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.reference import best_pairs
from handrail.pathways.domain.requirements import Kind, path_rule
from pathways.directory_samples import (
    HOME,
    arrivals,
    candidates_of,
    facilities,
    needs,
    partners,
    path_index_of,
    rooms,
    rows_of,
)
from pathways.real_directory import candidates_in, real_index, real_rows, sampled_places


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("count", [1, 3, 50])
@given(
    sample=facilities,
    rooms=rooms,
    partners=partners,
    arrivals=arrivals,
    need=needs,
    keeps_wishes=st.booleans(),
    is_covered=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_best_paths_equal_every_pair_tried(
    kind, count, sample, rooms, partners, arrivals, need, keeps_wishes, is_covered
):
    rows = rows_of(sample)
    paths = path_index_of(rows, rooms, partners, arrivals)
    wishes = [wish.name for wish in need.wishes] if keeps_wishes else []
    rule = path_rule(kind, need, wishes=wishes, is_covered=is_covered)
    circle = paths.circle(latitude=HOME[0], longitude=HOME[1], state="IL", miles=None, need=need)

    found = best_paths(circle, rule, need, count=count)

    assert [(match.cost, match.start_rank, match.continue_rank) for match in found] == best_pairs(
        candidates_of(rows, need=need, rooms=rooms, partners=partners, arrivals=arrivals), rule, need, count=count
    )


WAYS = (frozenset(), frozenset({"starts_methadone"}), frozenset({"buprenorphine_clinic"}))


@pytest.mark.parametrize("starting", WAYS)
@given(sample=facilities, need=needs)
@settings(max_examples=60, deadline=None)
def test_best_paths_of_one_way_equal_every_pair_tried(starting, sample, need):
    rows = rows_of(sample)
    rule = path_rule(Kind.MEDICINE_FIRST, need, wishes=[])
    circle = path_index_of(rows).circle(latitude=HOME[0], longitude=HOME[1], state="IL", miles=None, need=need)

    found = best_paths(circle, rule, need, count=3, starting=starting)

    assert [(match.cost, match.start_rank, match.continue_rank) for match in found] == best_pairs(
        candidates_of(rows, need=need), rule, need, count=3, starting=starting
    )


REAL_NEEDS = {
    "medicaid": {"payment": ["medicaid"]},
    "spanish": {"asked": [("language", "spanish"), ("need", "telehealth")]},
    "already on medication": {"medicine": "already_on_medication"},
}


@pytest.mark.slow
@pytest.mark.shared_data
@pytest.mark.parametrize("named", REAL_NEEDS)
@pytest.mark.parametrize("kind", Kind)
def test_best_paths_equal_every_pair_of_the_real_directory(kind, named, shared_data):
    need = Need.read(**REAL_NEEDS[named])
    index, rows = real_index(shared_data), {row.public_id: row for row in real_rows(shared_data)}
    rule = path_rule(kind, need)

    differing = []
    for place in sampled_places(shared_data)[::15]:
        point = {"latitude": place.latitude, "longitude": place.longitude}
        circle = index.circle(**point, state=place.state, miles=40, need=need)
        if len(circle.rows) > 250:
            circle = index.circle(**point, state=place.state, miles=8, need=need)
        near = [rows[index.index.public_ids[row]] for row in circle.rows]
        judged = candidates_in(index, near, place)
        found = best_paths(circle, rule, need, count=5)
        if [(match.cost, match.start_rank, match.continue_rank) for match in found] != best_pairs(
            judged, rule, need, count=5
        ):
            differing.append(place.label)

    assert differing == []
