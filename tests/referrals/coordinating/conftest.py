"""A coordinator at their desk, and the moment."""

import pytest
from django.test import Client
from django.utils import timezone

from factories import make_operator
from signing_in import sign_in


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def operator():
    return make_operator("ana")


@pytest.fixture
def desk(operator):
    client = Client(headers={"origin": "http://testserver"})
    sign_in(client, operator)
    return client
