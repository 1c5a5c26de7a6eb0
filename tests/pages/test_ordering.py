import pytest
from django.test import Client

from handrail.pages.ordering_table import ordering_table
from handrail.pathways.domain.weights import WEIGHTS
from pages.reading import words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "language"), [("/how-results-are-ordered/", "en"), ("/es/how-results-are-ordered/", "es")]
)
def test_ordering_page_prints_the_whole_table_of_weights(path, language):
    shown = words(Client().get(path))

    assert [row.code for row in ordering_table(language) if row.reason not in shown or row.points not in shown] == []
    assert len(ordering_table(language)) == len(WEIGHTS)


def test_table_shows_points_as_a_person_writes_them():
    points = {row.code: row.points for row in ordering_table("en")}

    assert (points["distance"], points["medicaid_across_state_line"]) == ("1", "100,000")
