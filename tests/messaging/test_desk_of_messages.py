"""What operators see of messages: counts, kinds and codes, and never to whom."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories import make_operator
from handrail.directory.desk.message_words import CLOSED, KINDS, REASONS, STATES
from handrail.messaging.delivering.passes import deliver
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.domain.sending import Reason
from handrail.messaging.domain.status import Status
from messaging.conftest import write
from signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    client = Client()
    sign_in(client, make_operator())
    return client


def seen(desk, path="/desk/messages/"):
    return " ".join(desk.get(path).content.decode().split())


def dead_letters(rosa, at, twilio, kinds):
    for number, kind in enumerate(kinds):
        twilio.answers.append((400, 21211))
        write(rosa, at=at, key=f"dead-{number}", kind=kind)
    deliver(at=at)


def test_dead_letters_show_with_their_reason_and_without_address(desk, rosa, at, twilio):
    dead_letters(rosa, at, twilio, [MessageKind.NEWS] * 2)
    write(rosa, at=at, key="waiting")

    page = seen(desk)

    assert "<h1>2 messages were never sent.</h1>" in page
    assert "No such number or mailbox" in page
    assert '<td class="figure">Waiting: 1 · Never sent: 2</td>' in page
    assert [known for known in ("3125550142", "0142", "rosa", "/m/k3") if known in page] == []


def test_desk_counts_dead_letters(desk, rosa, at, twilio):
    dead_letters(rosa, at, twilio, [MessageKind.NEWS])

    assert "<dt>Never sent</dt><dd>1</dd>" in seen(desk, "/desk/")


def test_desk_says_which_setting_keeps_texts_closed(desk, settings):
    settings.MESSAGE_AGREEMENT = {"email": "2026-11-01"}

    page = seen(desk)

    assert "Texts are not sent yet. Still to be set: <code>HANDRAIL_MESSAGE_AGREEMENT</code>" in page
    assert "E-mail is not sent yet" not in page


def test_desk_of_a_demonstration_says_that_nothing_is_sent(desk, settings):
    settings.DEMONSTRATION = True

    assert "A demonstration prints messages and sends none." in seen(desk)


def test_more_kinds_take_no_more_queries(desk, rosa, at, twilio, django_assert_num_queries):
    dead_letters(rosa, at, twilio, [MessageKind.NEWS])
    seen(desk)  # what pages remember for some seconds is asked now
    with CaptureQueriesContext(connection) as one:
        desk.get("/desk/messages/")
    dead_letters(rosa, at, twilio, [MessageKind.NEWS, MessageKind.REMINDER, MessageKind.REPLY_WANTED])

    with django_assert_num_queries(len(one)):
        page = seen(desk)

    assert page.count("Never sent: ") == 3


def test_everything_has_a_name_on_the_desk():
    named = [set(words) for words in (KINDS, STATES, REASONS, CLOSED)]

    assert named == [set(MessageKind), set(Status), set(Reason), set(Channel)]
