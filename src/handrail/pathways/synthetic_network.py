"""An invented network over an invented directory: who works together, and how many arrive. To measure with."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from handrail.directory.domain.partnerships import PartnerKind, Partners
from handrail.directory.index.openness import Openness, with_openness
from handrail.directory.index.search_index import SearchIndex
from handrail.pathways.domain.requirements import Kind
from handrail.pathways.working_together import KIND_OF

DAY, UNTIL = date(2026, 11, 23), datetime(2027, 11, 23, tzinfo=UTC)
PARTNERS_OF_EACH, KNOWN_OF_EACH = 0.2, 0.1  # many more than a network of a few years has


@dataclass(frozen=True)
class Network:
    partners: frozenset[Partners] = frozenset()
    arrivals: Mapping[int, float] = field(default_factory=dict)
    by_first: Mapping[int, tuple[Partners, ...]] = field(default_factory=dict)

    def over(self, index: SearchIndex) -> SearchIndex:
        openness = Openness(partners_until=dict.fromkeys(self.partners, UNTIL))
        return with_openness(replace(index, arrivals=self.arrivals), openness)

    def partners_of(self, facility_id: int, ranks: Mapping[int, int]) -> frozenset[tuple[Kind, int]]:
        """As the readable reference wants them: among the facilities of these ranks."""
        pairs = self.by_first.get(facility_id, ())
        return frozenset((KIND_OF[pair.kind], ranks[pair.then]) for pair in pairs if pair.then in ranks)


NOBODY = Network()


def invented_network(rows: int) -> Network:
    """Facilities are numbered from 1; neighbors by number lie anywhere."""
    chance = random.Random(36)  # noqa: S311  (a bench, not a secret)
    kinds = list(PartnerKind)
    pairs = {
        Partners(chance.choice(kinds), chance.randint(1, rows), chance.randint(1, rows), DAY)
        for _ in range(int(rows * PARTNERS_OF_EACH))
    }
    by_first: dict[int, tuple[Partners, ...]] = {}
    for pair in pairs:
        by_first[pair.first] = (*by_first.get(pair.first, ()), pair)
    known = (chance.randint(1, rows) for _ in range(int(rows * KNOWN_OF_EACH)))
    return Network(frozenset(pairs), {facility_id: chance.uniform(0.5, 1.5) for facility_id in known}, by_first)
