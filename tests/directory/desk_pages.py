"""An operator's browser, and what a desk page says."""

from django.test import Client

from factories import make_operator


def signed_in(by=None) -> Client:
    client = Client()
    client.force_login(by or make_operator())
    return client
