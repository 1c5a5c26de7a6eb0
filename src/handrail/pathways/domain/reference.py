"""Every pair of legs tried one by one: slow, plain, and the judge of `matching.py` in tests and in the bench."""

from collections.abc import Sequence

from handrail.pathways.domain.costs import Candidate, may_pair, pair_cost
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import PathRule


def best_pairs(
    facilities: Sequence[Candidate],
    rule: PathRule,
    need: Need,
    *,
    count: int,
    starting: frozenset[str] = frozenset(),
) -> list[tuple[int, int, int]]:
    """The cheapest path of each start, cheapest first, as (cost, start rank, continue rank)."""
    paths = []
    for start in facilities:
        if starting <= start.traits:
            pairs = [
                (pair_cost(start, go_on, rule.kind, need), go_on.rank)
                for go_on in facilities
                if may_pair(rule, start, go_on)
            ]
            if pairs:
                cost, go_on_rank = min(pairs)
                paths.append((cost, start.rank, go_on_rank))
    return sorted(paths)[:count]
