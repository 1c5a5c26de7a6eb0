"""Who asks at a door learns nothing about who has an account: equal bytes and equal work, pair by pair (S13)."""

import re
import secrets
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.people import PASSWORD, make_person, make_staff
from handrail.accounts.models import User
from handrail.accounts.sign_ins import doors

PAIRS = 500
EVERY_FIVE_SECONDS = 'SELECT "kernel_installation"'  # asked by the clock, for every page
DRAWN = re.compile(rb'(data-options|name="state" value|name="half" value)="[^"]*"')  # drawn by chance at each showing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch):
    """How often a door may be used has tests of its own."""
    for name in ("sign_ins.views", "persons.views", "organizations.link_views"):
        monkeypatch.setattr(f"handrail.accounts.{name}.check_door", lambda *args, **options: None)
    monkeypatch.setattr(doors, "check_codes_of", lambda *args, **options: None)


class Asked:
    """What a stranger could see or measure of one answer."""

    def __init__(self, path: str, typed: dict[str, str]) -> None:
        client = Client(headers={"origin": "http://localhost"}, SERVER_NAME="localhost")
        hashes = 0
        encode = MD5PasswordHasher.encode

        def counted(hasher, *args, **options):
            nonlocal hashes
            hashes += 1
            return encode(hasher, *args, **options)

        reset_queries()  # the log holds 9,000 statements; past that every answer would seem to ask nothing
        with CaptureQueriesContext(connection) as queries, patch.object(MD5PasswordHasher, "encode", counted):
            answer = client.post(path, typed)
        self.seen = answer.status_code, DRAWN.sub(b"", answer.content), sorted(answer.headers), list(answer.cookies)
        asked = [first_words(query["sql"]) for query in queries]
        self.work = hashes, [each for each in asked if each != EVERY_FIVE_SECONDS]
        assert self.work[1], "a door asks the database whatever was typed"
        self.length = len(answer.content)


def first_words(sql: str) -> str:
    """The kind of statement and its table; the values may differ."""
    if sql.startswith("SELECT"):
        return "SELECT " + sql.partition(" FROM ")[2].split()[0]
    return sql.partition(" ")[0] if "SAVEPOINT" in sql else " ".join(sql.split()[:3])


def padded(handle: str, known: str) -> str:
    """An unknown name as long as the known one, since the form shows what was typed."""
    return handle[: len(known)].ljust(len(known), "x")


@pytest.mark.slow
def test_sign_in_answers_alike_for_known_and_unknown_names(settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    known = [make_person(f"known{each}")[0].get_username() for each in range(5)]
    Asked("/account/sign-in/", {"handle": known[0], "password": "wrong"})  # the decoy is made at the first use

    for pair in range(PAIRS):
        name = known[pair % len(known)]
        typed = {"password": f"wrong {pair} {secrets.token_hex(8)}"}
        one = Asked("/account/sign-in/", typed | {"handle": name})
        other = Asked("/account/sign-in/", typed | {"handle": padded(f"u{pair}{secrets.token_hex(8)}", name)})

        assert one.work == other.work
        assert without_names(one) == without_names(other)


def without_names(asked: Asked) -> tuple:
    status, content, *rest = asked.seen
    return status, re.sub(rb'name="handle" type="text" value="[^"]*"', b"", content), *rest


@pytest.mark.slow
def test_recovery_answers_alike_for_known_and_unknown_names_and_for_staff(settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    known = [make_person(f"known{each}")[0].get_username() for each in range(4)]
    known.append(make_staff(word="staffed").get_username())
    Asked("/account/recover/", {"handle": known[0], "code": "x", "password": PASSWORD})

    for pair in range(PAIRS):
        name = known[pair % len(known)]
        typed = {"code": secrets.token_hex(8), "password": f"{PASSWORD} {pair}"}
        one = Asked("/account/recover/", typed | {"handle": name})
        other = Asked("/account/recover/", typed | {"handle": padded(f"u{pair}{secrets.token_hex(8)}", name)})

        assert one.work == other.work
        assert without_names(one) == without_names(other)
        assert one.length == other.length


@pytest.mark.slow
def test_sign_up_answers_alike_whether_or_not_the_word_was_chosen_before(settings, pytestconfig):
    """The word decides nothing: each time there is a new account, under a number of its own."""
    settings.ALLOWED_HOSTS = ["localhost"]
    make_person("river")
    pairs = pytestconfig.getoption("--sign-ups")

    for pair in range(pairs):
        one = Asked("/account/new/", {"word": "river", "password": f"{PASSWORD} {pair}"})
        other = Asked("/account/new/", {"word": f"u{secrets.token_hex(2)}", "password": f"{PASSWORD} {pair}"})

        assert one.work == other.work
        assert one.length == other.length
        assert (one.seen[0], one.seen[2:]) == (other.seen[0], other.seen[2:])
    assert User.objects.count() == 1 + 2 * pairs


def test_staff_cannot_recover_alone_even_with_a_right_code(settings):
    staff = make_staff()
    before = User.objects.get(pk=staff.pk).password
    from handrail.accounts.second_factors.actions.recovery_codes import new_recovery_codes

    code = new_recovery_codes(user=staff, at=staff.date_joined)[0]

    Client(headers={"origin": "http://testserver"}).post(
        "/account/recover/", {"handle": staff.get_username(), "code": code, "password": "another four words"}
    )

    assert User.objects.get(pk=staff.pk).password == before
