"""An operator's browser, and what a desk page says."""

from django.test import Client

from factories import make_operator
from signing_in import sign_in


def signed_in(by=None) -> Client:
    client = Client()
    sign_in(client, by or make_operator())
    return client
