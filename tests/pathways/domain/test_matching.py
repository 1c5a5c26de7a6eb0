import pytest
from hypothesis import given, settings

from handrail.pathways.domain.matching import best_paths
from handrail.pathways.domain.reference import best_pairs
from handrail.pathways.domain.requirements import Kind, path_rule
from pathways.directory_samples import HOME, candidates_of, facilities, needs, path_index_of, rows_of


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("count", [1, 3, 50])
@given(sample=facilities, need=needs)
@settings(max_examples=150, deadline=None)
def test_best_paths_equal_every_pair_tried(kind, count, sample, need):
    rows = rows_of(sample)
    rule = path_rule(kind, need, wishes=[])
    circle = path_index_of(rows).circle(latitude=HOME[0], longitude=HOME[1], state="IL", miles=None)

    found = best_paths(circle, rule, need, count=count)

    assert [(match.cost, match.start_rank, match.continue_rank) for match in found] == best_pairs(
        candidates_of(rows), rule, need, count=count
    )
