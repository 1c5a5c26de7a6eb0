import pytest

from handrail.directory.places.near_spellings import MOST_SUGGESTED
from handrail.directory.places.place import PlaceUnknown
from handrail.directory.places.resolving import resolve_place


def suggestions(typed: str) -> list[str]:
    with pytest.raises(PlaceUnknown) as refusal:
        resolve_place(typed)
    return [place.label for place in refusal.value.suggestions]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Springfeild, IL", "Springfield, IL"),
        ("Chcago", "Chicago, IL"),
        ("Chciago", "Chicago, IL"),
        ("in Chicgao, IL", "Chicago, IL"),
        ("Philadelfia PA", "Philadelphia, PA"),
        ("Minneaplis", "Minneapolis, MN"),
        ("Indianaplis, Indiana", "Indianapolis, IN"),
        ("Bayamno PR", "Bayamon, PR"),
        ("Cincinatti", "Cincinnati, OH"),
    ],
)
def test_a_misspelt_town_comes_with_the_one_that_was_meant(typed, meant):
    assert suggestions(typed)[0] == meant


def test_suggestions_are_few_differ_and_resolve_to_themselves():
    found = suggestions("Lousville")

    assert 1 < len(found) <= MOST_SUGGESTED
    assert len(set(found)) == len(found)
    assert [resolve_place(label).label for label in found] == found


def test_suggestions_stay_in_the_state_that_was_named():
    assert suggestions("Springfeild, MO") == ["Springfield, MO"]


@pytest.mark.parametrize("typed", ["Nowhereville", "😀", "", "zz", "00000", "x" * 201, "Paris, France"])
def test_what_is_near_no_town_has_no_suggestion(typed):
    assert suggestions(typed) == []
