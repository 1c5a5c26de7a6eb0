"""`handrail bench paths`: matching the legs of one circle; whole answers with all their relaxing; pairs tried; SQL."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from handrail.directory.index.bench_search import held_memory
from handrail.directory.index.build import FacilityRow, build_index
from handrail.kernel.bench import BenchResult, timed
from handrail.kernel.geography import great_circle_miles
from handrail.pathways.columns import PathIndex
from handrail.pathways.domain.costs import Candidate
from handrail.pathways.domain.matching import best_paths
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.reference import best_pairs
from handrail.pathways.domain.relaxing import Relaxing
from handrail.pathways.domain.requirements import Kind, main_kinds, path_rule
from handrail.pathways.domain.traits import traits_of
from handrail.pathways.sql_baseline import SqlPaths, sql_paths
from handrail.pathways.surroundings import DirectorySurroundings
from handrail.pathways.synthetic import invented_needs, path_rows
from handrail.pathways.synthetic_network import NOBODY, Network, invented_network

DEFAULT_ROWS = 25_000
BUDGETS_MS = ((25_000, 1.0), (1_000_000, 15.0))  # up to so many rows, the 95th percentile of one matching
QUESTIONS = 400
FIRST_CIRCLE = 25.0
MOST_PAIRS_TRIED = 400  # facilities in a circle whose every pair is tried in plain Python
COMPARED = 20
PLAIN_NEED = Need.read(payment=["military", "va"])  # charges nothing that the SQL does not know


@dataclass(frozen=True)
class Question:
    """A person's need at a point in a state."""

    need: Need
    latitude: float
    longitude: float
    state: str

    @property
    def point(self) -> dict[str, float | str]:
        return {"latitude": self.latitude, "longitude": self.longitude, "state": self.state}


def run(*, rows: int | None, at: datetime) -> Iterator[BenchResult]:
    size = rows or DEFAULT_ROWS
    yield from held_memory("paths_memory", size, columns_alone)
    directory = list(path_rows(rows=size))
    network = invented_network(size)
    paths = PathIndex(network.over(build_index(revision=0, rows=directory)))
    questions = invented_questions(directory)
    plain = [Question(PLAIN_NEED, asked.latitude, asked.longitude, asked.state) for asked in questions]
    yield timed(lambda asked: one_circle(paths, asked), questions).result(
        bench="paths",
        rows=size,
        budget_ms=next((budget for most, budget in BUDGETS_MS if size <= most), None),
        equal_to_reference=all(is_equal(paths, directory, asked, network) for asked in questions[: COMPARED * 2]),
    )
    yield timed(lambda asked: whole_answer(paths, asked), questions, passes=3).result(
        bench="paths_whole_answer", rows=size, note="every circle, every kind"
    )
    yield from peers(PathIndex(build_index(revision=0, rows=directory)), directory, plain[:COMPARED])


def columns_alone(rows: int) -> PathIndex:
    return PathIndex(build_index(revision=0, rows=path_rows(rows=rows)))


def invented_questions(directory: Sequence[FacilityRow]) -> list[Question]:
    chance = random.Random(32)  # noqa: S311  (a bench, not a secret)
    homes = [chance.choice(directory) for _ in range(QUESTIONS)]
    return [
        Question(need, home.latitude + chance.gauss(0, 0.1), home.longitude + chance.gauss(0, 0.1), home.state)
        for need, home in zip(invented_needs(QUESTIONS), homes, strict=True)
    ]


def whole_answer(paths: PathIndex, asked: Question) -> object:
    return Relaxing(asked.need, DirectorySurroundings(paths, asked.need, **asked.point)).outcome()


def one_circle(paths: PathIndex, asked: Question) -> list[tuple[int, int, int]]:
    kind = main_kinds(asked.need, ())[0]
    circle = paths.circle(**asked.point, miles=FIRST_CIRCLE, need=asked.need)
    found = best_paths(circle, path_rule(kind, asked.need), asked.need, count=3)
    return [(match.cost, match.start_rank, match.continue_rank) for match in found]


def peers(paths: PathIndex, directory: Sequence[FacilityRow], asked: Sequence[Question]) -> list[BenchResult]:
    few = [question for question in asked if len(within(paths, directory, question)) <= MOST_PAIRS_TRIED][:5]
    brute = timed(lambda question: every_pair(paths, directory, question, NOBODY), few, passes=1)
    with sql_paths(paths) as sql:
        is_same = all(by_sql(sql, question) == one_circle(paths, question) for question in asked)
        measured = timed(lambda question: by_sql(sql, question), asked, passes=1)
    return [
        brute.result(bench="paths_brute_force", rows=len(directory)),
        measured.result(bench="paths_sql", rows=len(directory), equal_to_reference=is_same, note="SQLite, R-tree"),
    ]


def by_sql(sql: SqlPaths, asked: Question) -> list[tuple[int, int, int]]:
    rule = path_rule(Kind.MEDICINE_FIRST, asked.need)
    return sql.best(rule, latitude=asked.latitude, longitude=asked.longitude, miles=FIRST_CIRCLE, count=3)


def within(paths: PathIndex, directory: Sequence[FacilityRow], asked: Question) -> list[int]:
    """Positions in the index, not in `directory`: the public id is what both share."""
    return paths.index.near(asked.latitude, asked.longitude, FIRST_CIRCLE)[0].tolist()


def every_pair(
    paths: PathIndex, directory: Sequence[FacilityRow], asked: Question, network: Network
) -> list[tuple[int, int, int]]:
    index = paths.index
    near = {int(index.facility_ids[at]): int(index.id_rank[at]) for at in within(paths, directory, asked)}
    candidates = [
        Candidate(
            rank=int(index.id_rank[at]),
            miles=great_circle_miles(asked.latitude, asked.longitude, row.latitude, row.longitude),
            traits=traits_of(frozenset(row.codes.split())),
            organization=int(index.name_group[at]),
            is_in_state=row.state == asked.state,
            arrivals=network.arrivals.get(row.pk),
            partners=network.partners_of(row.pk, near),
        )
        for at in within(paths, directory, asked)
        for row in [directory[int(index.facility_ids[at]) - 1]]
    ]
    kind = main_kinds(asked.need, ())[0]
    return best_pairs(candidates, path_rule(kind, asked.need), asked.need, count=3)


def is_equal(paths: PathIndex, directory: Sequence[FacilityRow], asked: Question, network: Network) -> bool:
    """Circles with too many facilities for plain Python are not compared, and so do not count as equal by default."""
    if len(within(paths, directory, asked)) > MOST_PAIRS_TRIED:
        return True
    return one_circle(paths, asked) == every_pair(paths, directory, asked, network)
