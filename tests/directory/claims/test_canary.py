"""Who asked for a page, and where a program is written to, stand nowhere in plain words (S31)."""

import pytest
from django.db import connection

from factories import NOON, make_claim
from handrail.directory.models import ListingContact
from handrail.messaging.domain.kinds import Channel
from handrail.privacy.sealed_values import seal

KNOWN = ("Rosa Castillo", "License 4711", "rosa.castillo@clinic.example")


@pytest.mark.django_db
def test_no_column_holds_who_asked_or_where_they_are_written_to():
    claim = make_claim()
    contact = ListingContact(claim=claim, subject=claim.subject, channel=Channel.EMAIL, language="en", since=NOON)
    seal(contact, at=NOON, address=KNOWN[2])
    contact.save()

    with connection.cursor() as cursor:
        kept = b"".join(
            value for table in connection.introspection.table_names(cursor) for value in all_of(cursor, table)
        )

    assert [word for word in KNOWN if word.encode() in kept] == []
    assert claim.public_id.encode() in kept


def all_of(cursor, table):
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    for row in cursor.fetchall():
        for value in row:
            yield bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
