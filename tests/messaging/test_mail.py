"""E-mail over a real SMTP exchange with a relay of our own on this machine."""

import email
import socketserver
import threading
from datetime import timedelta
from email.policy import default

import pytest

from handrail.messaging.delivering.passes import deliver
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.status import Status
from messaging.conftest import write

pytestmark = pytest.mark.django_db


class Relay(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client needs. `answers` names the command that is answered otherwise."""

    def handle(self):
        self.say("220 relay.example.org")
        for line in self.rfile:
            command = line.decode().strip()
            if command.upper().startswith("QUIT"):
                return self.say("221 bye")
            if command.upper() == "DATA":
                self.take_mail()
            else:
                said = next(
                    (text for start, text in self.server.answers.items() if command.startswith(start)), "250 ok"
                )
                self.say(said)

    def take_mail(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.mails.append(email.message_from_bytes(b"".join(lines).replace(b"\r\n", b"\n"), policy=default))
        self.say(self.server.answers.get("DATA", "250 taken"))

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def relay(settings):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Relay)
    server.daemon_threads, server.mails, server.answers = True, [], {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.server_address[1], False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def mail(rosa, at):
    return write(rosa, at=at, channel=Channel.EMAIL)


def stands(message):
    message.refresh_from_db()
    return message.status, message.reason


@pytest.mark.asvs("V1.3.11")
def test_mail_is_plain_neutral_untracked_and_carries_our_key(mail, at, relay):
    deliver(at=at)

    (taken,) = relay.mails
    assert (taken["From"], taken["To"], taken["Subject"]) == (
        "notes@go.example.org",
        "rosa.castillo@example.org",
        "A new message",
    )
    assert taken["Message-ID"] == f"<{mail.public_id}@go.example.org>"
    assert (taken.get_content_type(), taken.is_multipart()) == ("text/plain", False)
    assert taken.get_content() == "You have a new message. https://go.example.org/m/k3/\n"
    assert (taken["X-Mailgun-Track"], taken["X-PM-TrackOpens"], taken["X-PM-TrackLinks"]) == ("no", "false", "None")
    assert stands(mail) == (Status.SENT, "")


def test_mail_in_spanish(rosa, at, relay):
    write(rosa, at=at, channel=Channel.EMAIL, language="es")

    deliver(at=at)

    assert [(taken["Subject"], taken.get_content()) for taken in relay.mails] == [
        ("Un mensaje nuevo", "Tiene un mensaje nuevo. https://go.example.org/m/k3/\n")
    ]


def test_mail_that_was_tried_twice_has_one_message_id(mail, at, relay):
    relay.answers = {"DATA": "451 later"}
    deliver(at=at)
    relay.answers = {}
    deliver(at=at + timedelta(minutes=1))

    assert {taken["Message-ID"] for taken in relay.mails} == {f"<{mail.public_id}@go.example.org>"}
    assert (len(relay.mails), stands(mail)) == (2, (Status.SENT, ""))


def test_mailbox_that_is_not_there_is_a_dead_letter(mail, at, relay):
    relay.answers = {"rcpt": "550 no such user", "RCPT": "550 no such user"}

    deliver(at=at)

    assert stands(mail) == (Status.DEAD, "bad_address")


def test_mailbox_that_is_full_is_tried_again(mail, at, relay):
    relay.answers = {"rcpt": "452 full", "RCPT": "452 full"}
    deliver(at=at)
    full = stands(mail)
    relay.answers = {}
    deliver(at=at + timedelta(minutes=1))

    assert (full, stands(mail)) == ((Status.WAITING, "bad_address"), (Status.SENT, ""))


def test_relay_that_refuses_us_kills_no_message(mail, rosa, at, relay):
    other = write(rosa, at=at, channel=Channel.EMAIL, key="other")
    relay.answers = {"MAIL": "530 sign in first", "mail": "530 sign in first"}

    deliver(at=at)

    assert stands(mail) == stands(other) == (Status.WAITING, "provider_refused_us")
    assert (mail.attempts, other.attempts) == (1, 0)  # the second was not even tried


def test_relay_that_is_down_is_tried_again(mail, at, relay, settings, nobody):
    settings.EMAIL_PORT = int(nobody.rsplit(":", 1)[1])

    deliver(at=at)

    assert stands(mail) == (Status.WAITING, "provider_down")
