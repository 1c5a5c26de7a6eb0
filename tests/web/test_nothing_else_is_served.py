"""What scanners look for is not there."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/.git/config", marks=pytest.mark.asvs("V13.4.1")),
        pytest.param("/static/.git/config", marks=pytest.mark.asvs("V13.4.1")),
        pytest.param("/static/", marks=pytest.mark.asvs("V13.4.3")),
        pytest.param("/static/web/", marks=pytest.mark.asvs("V13.4.3")),
        pytest.param("/.env", marks=pytest.mark.asvs("V15.2.3")),
        pytest.param("/__debug__/", marks=pytest.mark.asvs("V15.2.3")),
        pytest.param("/api/docs", marks=pytest.mark.asvs("V13.4.5")),
        pytest.param("/api/redoc", marks=pytest.mark.asvs("V13.4.5")),
        pytest.param("/metrics", marks=pytest.mark.asvs("V13.4.5")),
    ],
)
def test_address_that_scanners_try_is_not_found(path):
    response = Client().get(path)

    assert response.status_code == 404
