import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.places.town_slugs import NO_TOWN, same_town, town_slug, usual_spelling


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Saint Louis", "st-louis"),
        ("St. Louis", "st-louis"),
        ("North Las Vegas", "north-las-vegas"),
        ("Bayamón", "bayamon"),
        ("Coeur d'Alene", "coeur-dalene"),
        ("", NO_TOWN),
        ("  / ..", NO_TOWN),
        ("🙂", NO_TOWN),
    ],
)
def test_slug_is_the_folded_name(name, slug):
    assert town_slug(name) == slug


@pytest.mark.asvs("V1.2.2")
@given(st.text(max_size=120))
def test_slug_of_a_slug_is_itself_and_leads_to_the_same_town(name):
    slug = town_slug(name)

    assert "/" not in slug
    assert slug
    assert same_town(slug) == same_town(name)


def test_spellings_of_a_town_are_one():
    assert len({same_town(name) for name in ("De Kalb", "DeKalb", "DEKALB", "de-kalb")}) == 1


def test_the_usual_spelling_is_the_one_most_used_and_not_in_capitals():
    assert usual_spelling([("ST LOUIS", 9), ("St Louis", 2), ("Saint Louis", 3)]) == "Saint Louis"
    assert usual_spelling([("RENO", 1)]) == "RENO"
