"""Towns whose name is almost what was typed."""

from functools import cache

from handrail.directory.index.words import Spellings
from handrail.directory.places.gazetteer import OTHER_NAME, Town, gazetteer

MOST_SUGGESTED = 3


@cache
def town_spellings() -> Spellings:
    """Every name of a town, written together, as the gazetteer keys them."""
    return Spellings(gazetteer().keys)


def near_towns(key: str, *, state: str | None = None, most: int = MOST_SUGGESTED) -> list[Town]:
    """The towns that a misspelt name may mean, those with the most ZIP areas first; in one state, where it is known."""
    towns: dict[tuple[str, str], Town] = {}
    for near in town_spellings().near(key):
        for town in gazetteer().towns_called(near):
            if town.rank <= OTHER_NAME and state in (None, town.state):
                held = towns.setdefault((town.name, town.state), town)
                towns[town.name, town.state] = min(held, town, key=lambda one: (one.rank, -one.zips))
    ordered = sorted(towns.values(), key=lambda town: (town.rank, -town.zips, town.state, town.name))
    return ordered[:most]
