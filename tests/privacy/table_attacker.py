"""Somebody who sees published tables and wants to know more. Knows sums and that nobody is less than nobody.

Written apart from the product: an exact linear program over fractions (simplex, Bland's rule), nothing of its code.
The bounds of totals of tables are whole numbers by themselves, so nothing is lost by solving in fractions.
"""

from fractions import Fraction
from itertools import product


class Attacker:
    """Names are anything hashable; `is_hidden` says which values are marks."""

    def __init__(self, *, is_hidden):
        self.is_hidden = is_hidden
        self.known, self.unknown, self.equations = {}, [], []

    def sees(self, name, value):
        if self.is_hidden(value):
            if name not in self.unknown:
                self.unknown.append(name)
        else:
            assert self.known.setdefault(name, value) == value

    def knows_sum(self, total, parts):
        self.equations.append((total, list(parts)))

    def sees_table(self, prefix, rows, columns, at, *, column_total=None):
        """Each cell, each total and what adds up; `column_total` names totals that tables share."""
        name_of_total = column_total or (lambda column: (prefix, None, column))
        name = lambda row, column: name_of_total(column) if row is None else (prefix, row, column)  # noqa: E731
        for row, column in product((*rows, None), (*columns, None)):
            self.sees(name(row, column), at(row, column))
        for row in (*rows, None):
            self.knows_sum(name(row, None), [name(row, column) for column in columns])
        for column in (*columns, None) if rows else ():
            self.knows_sum(name(None, column), [name(row, column) for row in rows])

    def bounds(self):
        """For each hidden value the least and the most it can be; None: no end."""
        unknown = [name for name in self.unknown if name not in self.known]
        rows = [row for total, parts in self.equations if any((row := self._row(total, parts, unknown))[:-1])]
        start = first_corner(rows, len(unknown))
        return {name: self._range(start, place, len(unknown)) for place, name in enumerate(unknown)}

    def _row(self, total, parts, unknown):
        row = [Fraction(0)] * (len(unknown) + 1)
        for name, sign in [(total, -1), *((part, 1) for part in parts)]:
            if name in self.known:
                row[-1] -= sign * self.known[name]
            else:
                row[unknown.index(name)] += sign
        return row

    def _range(self, start, place, width):
        goal = [Fraction(int(at == place)) for at in range(width)]
        least = minimum(start, goal)
        most = minimum(start, [-part for part in goal])
        return least, None if most is None else -most


def first_corner(rows, width):
    """Equations of a corner (phase one), each solved for one unknown: [(which, row)]."""
    rows = [[-part for part in row] if row[-1] < 0 else list(row) for row in rows]
    count = len(rows)
    wide = [row[:-1] + [Fraction(int(at == own)) for at in range(count)] + row[-1:] for own, row in enumerate(rows)]
    solved = [[width + own, row] for own, row in enumerate(wide)]
    left = minimum(solved, [Fraction(int(at >= width)) for at in range(width + count)], keep=True)
    assert left == 0, "what was published contradicts itself"
    for entry in list(solved):
        if entry[0] >= width:  # an equation that says nothing new, or one that still can be solved for an unknown
            place = next((at for at in range(width) if entry[1][at] != 0), None)
            if place is None:
                solved.remove(entry)
            else:
                pivot(solved, entry, place)
    return [[which, row[:width] + row[-1:]] for which, row in solved]


def minimum(solved, goal, *, keep=False):
    """Of the goal over all corners; None without end. Smallest index first, so it never runs in a circle (Bland)."""
    if not keep:
        solved = [[which, list(row)] for which, row in solved]
    while True:
        costs = [
            cost - sum(goal[which] * row[at] for which, row in solved if goal[which] and row[at])
            for at, cost in enumerate(goal)
        ]
        enters = next((at for at, cost in enumerate(costs) if cost < 0), None)
        if enters is None:
            return sum((goal[which] * row[-1] for which, row in solved), Fraction(0))
        leaving = [(entry[1][-1] / entry[1][enters], entry[0]) for entry in solved if entry[1][enters] > 0]
        if not leaving:
            return None
        _, leaves = min(leaving)
        pivot(solved, next(entry for entry in solved if entry[0] == leaves), enters)


def pivot(solved, entry, place):
    by = entry[1][place]
    entry[1][:] = [part / by for part in entry[1]]
    for other in solved:
        if other is not entry and (times := other[1][place]):
            other[1][:] = [part - times * own for part, own in zip(other[1], entry[1], strict=True)]
    entry[0] = place
