"""What a reader can work out about a cell that is not shown, exactly.

A table with its totals is a circulation: a street leads from each row to each column for the cell they share, streets
lead back for the totals of rows and columns, and at every crossing as much goes out as comes in. Whatever a reader
does not see may flow otherwise: more along a street, or less down to nothing. So the largest value that a hidden cell
may have is its own value and the largest flow around it over hidden streets; the least one likewise, the other way
round. Such flows are whole numbers, so the bounds are those that a solver of linear equations in whole numbers finds
(Ford and Fulkerson 1962; for tables: Gusfield, SIAM Journal on Computing 17, 1988). A cell on no way around is fixed.
"""

import heapq
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from handrail.privacy.domain.counted_tables import TOTAL, Cell, CountedTable

Crossing: TypeAlias = tuple[str, str | None]


@dataclass(frozen=True)
class Street:
    """One cell, and where it leads from and to. `people` pass along it."""

    cell: Cell
    begin: Crossing
    end: Crossing
    people: int


@dataclass(frozen=True)
class Step:
    """Along a street there may always be more people; against it, as many fewer as pass now."""

    street: Street
    is_along: bool

    @property
    def to(self) -> Crossing:
        return self.street.end if self.is_along else self.street.begin


def streets_of(table: CountedTable) -> dict[Cell, Street]:
    return {cell: street_of(cell, count, is_list=not table.rows) for cell, count in table.counts.items()}


def street_of(cell: Cell, count: int, *, is_list: bool) -> Street:
    row, column = cell
    begin: Crossing = ("row", row)
    end: Crossing = ("column", TOTAL if is_list else column)
    is_total = (column is TOTAL) if is_list else (row is TOTAL) != (column is TOTAL)
    return Street(cell, end, begin, count) if is_total else Street(cell, begin, end, count)


class Map:
    """Streets by their crossings, and the people who were sent another way while we look."""

    def __init__(self, streets: Iterable[Street]) -> None:
        self.steps: dict[Crossing, list[Step]] = {}
        self.moved: dict[Cell, int] = {}
        for street in streets:
            self.steps.setdefault(street.begin, []).append(Step(street, is_along=True))
            self.steps.setdefault(street.end, []).append(Step(street, is_along=False))

    def room(self, step: Step, *, most: int) -> int:
        return most if step.is_along else step.street.people + self.moved.get(step.street.cell, 0)

    def move(self, way: Iterable[Step], people: int) -> None:
        for step in way:
            cell = step.street.cell
            self.moved[cell] = self.moved.get(cell, 0) + (people if step.is_along else -people)


def most_around(street: Street, hidden: Collection[Street], *, up: bool, most: int) -> tuple[int, Map]:
    """How many more (`up`) or fewer people the street may carry, looking no further than `most`."""
    map_ = Map(other for other in hidden if other != street)
    begin, end = (street.end, street.begin) if up else (street.begin, street.end)
    limit = most if up else min(most, street.people)
    found = 0
    while found < limit and (way := shortest_way(map_, begin, end, most=limit)):
        people = min(limit - found, *(map_.room(step, most=limit) for step in way))
        map_.move(way, people)
        found += people
    return found, map_


def shortest_way(map_: Map, begin: Crossing, end: Crossing, *, most: int) -> list[Step]:
    """Over the fewest streets (Edmonds and Karp 1972); empty when there is none."""
    came_by: dict[Crossing, Step] = {}
    waiting = deque([begin])
    while waiting and end not in came_by:
        at = waiting.popleft()
        for step in map_.steps.get(at, ()):
            if step.to not in came_by and step.to != begin and map_.room(step, most=most) > 0:
                came_by[step.to] = step
                waiting.append(step.to)
    return way_back(came_by, end)


def cheapest_way(map_: Map, begin: Crossing, end: Crossing, *, price: Callable[[Cell], int]) -> tuple[int, list[Step]]:
    """Over the streets that cost least together (Dijkstra 1959)."""
    came_by: dict[Crossing, Step] = {}
    costs: dict[Crossing, int] = {begin: 0}
    waiting: list[tuple[int, int, Crossing]] = [(0, 0, begin)]
    pushed = 0
    while waiting:
        cost, _, at = heapq.heappop(waiting)
        for step in map_.steps.get(at, ()) if cost == costs[at] else ():
            ahead = cost + price(step.street.cell)
            if ahead < costs.get(step.to, ahead + 1) and map_.room(step, most=1) > 0:
                costs[step.to], came_by[step.to], pushed = ahead, step, pushed + 1
                heapq.heappush(waiting, (ahead, pushed, step.to))
    return costs.get(end, 0), way_back(came_by, end)


def way_back(came_by: Mapping[Crossing, Step], end: Crossing) -> list[Step]:
    way: list[Step] = []
    while step := came_by.get(end):
        way.append(step)
        end = step.street.begin if step.is_along else step.street.end
    return way[::-1]
