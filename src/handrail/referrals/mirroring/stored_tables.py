"""Published tables as they are stored, and back again. A suppressed number is null: no number can be taken for it."""

from typing import Any

from handrail.privacy.domain.counted_tables import Cell, PublishedTable
from handrail.privacy.domain.linked_tables import SharedColumns
from handrail.privacy.domain.small_numbers import SUPPRESSED, Shown
from handrail.referrals.domain.mirror import Hours, MirrorRow, Wait

Json = dict[str, Any]


def stored(shown: Shown) -> int | None:
    return None if shown is SUPPRESSED else shown


def shown_again(number: int | None) -> Shown:
    return SUPPRESSED if number is None else number


def columns_stored(shared: SharedColumns) -> Json:
    return {"own": dict(shared.own), "merged": list(shared.merged), "people": stored(shared.people)}


def columns_again(json: Json) -> SharedColumns:
    return SharedColumns(json["own"], tuple(json["merged"]), shown_again(json["people"]))


EXACT = ("asked", "accepted", "arrived", "declined", "no_shows", "lost_after_acceptance")
AT_LEAST = ("accepted_at_least", "arrived_at_least")


def row_stored(row: MirrorRow) -> Json:
    return {
        "label": row.label,
        "columns": {column: stored(number) for column, number in row.columns.items()},
        "waits": {wait.value: [stored(hours.median), stored(hours.ninetieth)] for wait, hours in row.waits.items()},
        **{name: stored(getattr(row, name)) for name in EXACT},
        **{name: getattr(row, name) for name in AT_LEAST},
    }


def row_again(json: Json) -> MirrorRow:
    return MirrorRow(
        label=json["label"],
        columns={column: shown_again(number) for column, number in json["columns"].items()},
        waits={Wait(wait): Hours(*map(shown_again, hours)) for wait, hours in json["waits"].items()},
        **{name: shown_again(json[name]) for name in EXACT},
        **{name: json[name] for name in AT_LEAST},
    )


def table_stored(table: PublishedTable) -> Json:
    cells = [[row, column, stored(number)] for (row, column), number in table.shown.items()]
    return {"rows": list(table.rows), "columns": list(table.columns), "cells": cells}


def table_again(json: Json) -> PublishedTable:
    cells: dict[Cell, Shown] = {(row, column): shown_again(number) for row, column, number in json["cells"]}
    return PublishedTable(tuple(json["rows"]), tuple(json["columns"]), cells)
