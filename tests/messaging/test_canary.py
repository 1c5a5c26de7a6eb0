"""Known values in every personal field, then a look at all that was written: none is found (S31)."""

import json
import logging

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from databases import bytes_of_sqlite
from handrail.config.log_lines import IdsOnlyFormatter
from handrail.messaging.delivering.passes import deliver
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import Message
from handrail.messaging.rosters.actions import OnCall, keep_roster, page
from handrail.messaging.rosters.queries import roster_for
from handrail.privacy.actions import open_subject
from messaging.conftest import ROSA, write
from messaging.twilio_stand_in import taken_and_never_told

pytestmark = pytest.mark.django_db(transaction=True)

CANARIES = (b"3125550142", b"555-0142", b"rosa.castillo", b"canary-link", b"5550177", b"canary words")
WHOLE_DAY = {"mon": [["00:00", "24:00"]]}


def everything_in_the_database():
    if connection.vendor == "sqlite":
        return bytes_of_sqlite()
    with connection.cursor() as cursor:
        tables = [model._meta.db_table for model in apps.get_models()]
        rows = []
        for table in tables:
            cursor.execute(f'SELECT found::text FROM "{table}" AS found')
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows).encode()


@pytest.fixture
def lines():
    """What the product's own log would hold, at its most talkative."""
    written = []
    handler = logging.Handler(logging.DEBUG)
    handler.emit = lambda record: written.append(IdsOnlyFormatter().format(record))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_no_address_link_or_word_is_found_in_database_or_log(rosa, at, twilio, lines, settings, nobody, monkeypatch):
    links = {"link": "/m/canary-link/"}
    for number in range(3):
        write(rosa, at=at, key=f"text-{number}", **links)
    write(rosa, at=at, channel=Channel.EMAIL, key="mail", **links)
    twilio.answers = [(400, 21211), taken_and_never_told]
    deliver(at=at)
    monkeypatch.setattr("handrail.messaging.channels.twilio.sms_of", lambda letter: 1 / 0)  # a traceback with all of it
    deliver(at=at.replace(hour=14))
    write(rosa, at=at, key="waiting", **links)
    for words in ("STOP", "canary words"):
        path, fields, signature = twilio.text_from("+13125550177", words)
        Client().post(path, fields, headers={"X-Twilio-Signature": signature}, secure=True)
    keep_roster(
        name="warm",
        zone="UTC",
        week=WHOLE_DAY,
        minutes=5,
        by=ROSA,
        at=at,
        people=[
            OnCall(name, open_subject(by=ROSA, at=at), Channel.SMS, "312-555-0142", is_deputy=name == "dee")
            for name in ("ana", "dee")
        ],
    )
    page(roster=roster_for("warm"), about="referral:k3", at=at)

    found = everything_in_the_database() + "\n".join(lines).encode()

    assert [canary for canary in CANARIES if canary in found] == []
    assert Message.objects.filter(key="waiting").get().public_id.encode() in found  # it was looked at where it lies
    assert {"sent", "not sent", "fault while sending"} <= {json.loads(line).get("event") for line in lines}
