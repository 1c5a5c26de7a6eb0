import pytest
from django.test import Client

from handrail.pages.ordering_table import care_ordering_table, ordering_table
from handrail.pathways.domain.weights import WEIGHTS
from handrail.pathways.wording import words as all_words
from pages.reading import words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "language"), [("/how-results-are-ordered/", "en"), ("/es/how-results-are-ordered/", "es")]
)
def test_ordering_page_prints_the_whole_table_of_weights(path, language):
    shown = words(Client().get(path))

    assert [row.code for row in ordering_table(language) if row.reason not in shown or row.points not in shown] == []
    assert len(ordering_table(language)) == len(WEIGHTS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "language"), [("/how-results-are-ordered/", "en"), ("/es/how-results-are-ordered/", "es")]
)
def test_ordering_page_says_plain_facts_in_the_language_of_the_page(path, language):
    shown = words(Client().get(path))

    told = {row.code: row.plain_fact for row in (*ordering_table(language), *care_ordering_table(language))}

    assert {code for code, fact in told.items() if fact} == set(all_words()["plain_fact"])
    assert [code for code, fact in told.items() if fact not in shown] == []


def test_table_shows_points_as_a_person_writes_them():
    points = {row.code: row.points for row in ordering_table("en")}

    assert (points["distance"], points["medicaid_across_state_line"]) == ("1", "100,000")
