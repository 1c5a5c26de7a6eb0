"""Publishes a table of people so that nobody can work out a small number in it (S35).

What is hidden at first, in cells and totals alike:
- 0 to 10 people. Zero too, for it says of everybody in its row and column that they are not among them;
- "all": a cell as large as its whole row or column, where another cell was possible. A cell that the meaning of the
  table rules out is no secret, and is not counted as another.
Then more is hidden, as few people's numbers as the search finds, until every hidden cell may be any of `WIDTH` + 1
numbers or more, for whoever knows all that is shown, that totals add up, and that nobody is less than nobody. So no
hidden cell and no sum of hidden cells is known to be under 11. Last, the finished table is judged once more.

What this does not do: it does not stop a program that takes its own people out of a total and learns about the rest,
and it does not stop a reader who runs this very search on every table that could have been. Two tables that share a
total are published by `linked_tables`.
"""

from collections.abc import Collection
from typing import Final

from handrail.privacy.domain.counted_tables import ALL, Cell, CountedTable, PublishedTable
from handrail.privacy.domain.small_numbers import SMALLEST_SHOWN, SUPPRESSED, is_small
from handrail.privacy.domain.ways_around import Map, Step, Street, cheapest_way, most_around, streets_of

# Least distance between the lowest and the highest value that a hidden cell may have. As wide as the small numbers
# themselves: nobody can say that it is one. Product choice: CMS asks only that no value of 1 to 10 can be derived.
WIDTH: Final = SMALLEST_SHOWN


class TableRefused(Exception):
    """Totals must be shown from which a small number follows."""


def publish(table: CountedTable, *, keep: Collection[Cell] = ()) -> PublishedTable:
    """`keep`: totals that are public already from another table, and therefore stay shown."""
    if any(is_small(table.counts[cell]) for cell in keep):
        raise TableRefused("A total under 11 cannot stay shown.")
    streets = streets_of(table)
    hidden = covered(streets, first_hidden(table) - set(keep), keep=keep)
    hidden = without_needless(streets, hidden, table)
    check_safe(streets, hidden)
    return PublishedTable(
        table.rows,
        table.columns,
        {cell: SUPPRESSED if cell in hidden else count for cell, count in table.counts.items()},
    )


def first_hidden(table: CountedTable) -> set[Cell]:
    """What tells of people by itself."""
    small = {cell for cell, count in table.counts.items() if is_small(count)}
    return small | {cell for total in table.totals() for cell in the_whole_of(table, total)}


def the_whole_of(table: CountedTable, total: Cell) -> set[Cell]:
    return {
        part
        for parts in table.parts_of(total)
        for part in parts
        if len(parts) > 1 and table.counts[part] == table.counts[total]
    }


def covered(streets: dict[Cell, Street], hidden: set[Cell], *, keep: Collection[Cell]) -> set[Cell]:
    """In the order of the table, so that it is always published alike. What is safe stays so when more is hidden."""
    waiting = [street for cell, street in streets.items() if cell in hidden]
    for exposed in waiting:
        while width_of(exposed, [streets[cell] for cell in hidden]) < WIDTH:
            more = cover_for(exposed, streets, hidden, keep=keep)
            hidden = hidden | more
            waiting.extend(street for cell, street in streets.items() if cell in more)
    return hidden


def first_exposed(streets: dict[Cell, Street], hidden: Collection[Cell], *, near: Cell = ALL) -> Street | None:
    """Looked for first in the row and column of a cell, where it mostly is."""
    closed = [street for cell, street in streets.items() if cell in hidden]
    nearest = sorted(closed, key=lambda street: near[0] != street.cell[0] and near[1] != street.cell[1])
    return next((street for street in nearest if width_of(street, closed) < WIDTH), None)


def width_of(street: Street, closed: Collection[Street]) -> int:
    """How many values apart its bounds are for a reader, counted no further than `WIDTH`."""
    more, _ = most_around(street, closed, up=True, most=WIDTH)
    if more >= WIDTH:
        return more
    fewer, _ = most_around(street, closed, up=False, most=WIDTH - more)
    return more + fewer


def cover_for(
    exposed: Street, streets: dict[Cell, Street], hidden: Collection[Cell], *, keep: Collection[Cell]
) -> set[Cell]:
    """What else is hidden so that this one may be larger or smaller: whichever takes fewer numbers from readers."""
    both = [way_of_cover(exposed, streets, hidden, keep=keep, up=up) for up in (True, False)]
    ways = [way for way in both if way]
    if not ways:
        raise TableRefused(f"From the totals that stay shown the cell {exposed.cell} follows.")
    _, steps = min(ways, key=lambda way: way[0])
    return {step.street.cell for step in steps} - set(hidden)


def way_of_cover(
    exposed: Street, streets: dict[Cell, Street], hidden: Collection[Cell], *, keep: Collection[Cell], up: bool
) -> tuple[int, list[Step]] | None:
    """The ways over hidden streets alone are used up first, so the way found opens a street that was shown."""
    closed = [street for cell, street in streets.items() if cell in hidden]
    found, used = most_around(exposed, closed, up=up, most=WIDTH)
    if not up and found == exposed.people:
        return None
    map_ = Map(street for cell, street in streets.items() if cell != exposed.cell and cell not in keep)
    map_.moved = used.moved
    begin, end = (exposed.end, exposed.begin) if up else (exposed.begin, exposed.end)
    cost, way = cheapest_way(
        map_, begin, end, price=lambda cell: 0 if cell in hidden else loss_of(cell, streets[cell].people)
    )
    return (cost, way) if way else None


def loss_of(cell: Cell, people: int) -> int:
    """Hiding a number takes it from as many readers as it counts people; the sum of all is missed most."""
    return people * 2 if cell == ALL else people


def without_needless(streets: dict[Cell, Street], hidden: set[Cell], table: CountedTable) -> set[Cell]:
    """Later covers may make earlier ones needless: the largest numbers come back first, where all stays safe."""
    needed = first_hidden(table)
    for cell in sorted(hidden - needed, key=lambda cell: -table.counts[cell]):
        if first_exposed(streets, hidden - {cell}, near=cell) is None:
            hidden = hidden - {cell}
    return hidden


def check_safe(streets: dict[Cell, Street], hidden: Collection[Cell]) -> None:
    """The last word is with the finished table, whatever the search did."""
    if exposed := first_exposed(streets, hidden):
        raise TableRefused(f"The cell {exposed.cell} can be worked out.")
