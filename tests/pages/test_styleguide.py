import pytest
from django.test import Client

from pages.reading import words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("is_demonstration", "status"), [(True, 200), (False, 404)])
def test_style_guide_is_for_who_builds_pages_only(settings, is_demonstration, status):
    settings.DEMONSTRATION, settings.DEBUG = is_demonstration, False

    response = Client().get("/styleguide/")

    assert response.status_code == status
    assert ("Style guide" in words(response)) is is_demonstration
