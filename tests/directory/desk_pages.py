"""An operator's browser, and what a desk page says."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories import make_operator
from signing_in import sign_in


def signed_in(by=None) -> Client:
    client = Client()
    sign_in(client, by or make_operator())
    return client


def queries_of(client: Client, path: str) -> int:
    """Of a second look: what pages remember is asked by the first. What kind of data there is, every five seconds."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len([query for query in asked if "kernel_installation" not in query["sql"]])
