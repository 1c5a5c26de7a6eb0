"""Six digits and recovery codes: each opens once, also for two who send it at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client

from accounts.people import NOON, code_of, give_app, make_person
from handrail.accounts.models import AuthenticatorApp, RecoveryCode
from handrail.accounts.queries import acting_for_themselves
from handrail.accounts.second_factors.actions.authenticator_apps import (
    address_for_app,
    app_of,
    confirm_app,
    remove_app,
    secret_to_type,
    take_code,
)
from handrail.accounts.second_factors.actions.recovery_codes import ALPHABET, new_recovery_codes, spend_recovery_code
from handrail.accounts.second_factors.queries import second_factors_of
from handrail.messaging.actions import give_agreement, withdraw_agreement
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import Message
from handrail.privacy.models import AuditEntry
from handrail.privacy.sealed_values import opened
from pages.reading import all_with
from signing_in import sign_in

MINUTE = timedelta(minutes=1)
PAGES = ("/account/", "/account/second-factor/")


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.django_db
def test_app_opens_nothing_until_a_code_of_it_was_typed():
    user, _ = make_person()
    app = app_of(user=user, at=NOON)

    before = take_code(user=user, code=code_of(app, at=NOON), at=NOON), bool(second_factors_of(user=user))
    wrong = confirm_app(user=user, code="000000", at=NOON)
    right = confirm_app(user=user, code=code_of(app, at=NOON), at=NOON)

    assert (before, wrong, right, bool(second_factors_of(user=user))) == ((False, False), False, True, True)


@pytest.mark.django_db
def test_going_back_shows_the_same_secret_and_a_new_app_another():
    user, _ = make_person()

    first, again = address_for_app(app_of(user=user, at=NOON)), address_for_app(app_of(user=user, at=NOON))
    remove_app(user=user, at=NOON)
    fresh = address_for_app(app_of(user=user, at=NOON))

    assert first == again
    assert first != fresh


@pytest.mark.django_db
def test_app_on_the_same_phone_is_opened_by_a_link_and_its_secret_can_be_copied(client):
    user, _ = make_person()
    sign_in(client, user)

    answer = client.get("/account/second-factor/app/")

    app = app_of(user=user, at=NOON)
    assert [link["href"] for link in all_with(answer, "a") if "otp" in link["href"]] == [address_for_app(app)]
    assert f"data-copied-from>{secret_to_type(app)}</code>" in answer.content.decode()
    assert len(all_with(answer, "script", src="/static/web/copy.js")) == 1


@pytest.mark.django_db
def test_app_is_told_nothing_that_names_a_treatment():
    user, _ = make_person()

    address = address_for_app(app_of(user=user, at=NOON))

    assert address.startswith(f"otpauth://totp/Sign-in:{user.get_username()}?secret=")
    assert "andrail" not in address


@pytest.mark.django_db
def test_secret_is_sealed_in_the_database():
    user, _ = make_person()
    app = app_of(user=user, at=NOON)
    secret = address_for_app(app).partition("secret=")[2][:32].encode()

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM accounts_authenticatorapp")
        (stored,) = cursor.fetchone()

    assert secret not in bytes(stored)


@pytest.mark.asvs("V6.5.1")
@pytest.mark.django_db
def test_code_of_the_app_opens_once():
    user, _ = make_person()
    code = code_of(give_app(user), at=NOON)

    assert [take_code(user=user, code=code, at=NOON) for _ in range(2)] == [True, False]


@pytest.mark.django_db
def test_code_seen_before_the_clock_went_back_opens_nothing_then():
    user, _ = make_person()
    app = give_app(user)
    take_code(user=user, code=code_of(app, at=NOON), at=NOON)

    back = NOON - 10 * MINUTE

    assert take_code(user=user, code=code_of(app, at=back), at=back) is False


@pytest.mark.django_db
def test_guesses_open_nothing():
    user, _ = make_person()
    app = give_app(user)
    around = {code_of(app, at=NOON + apart * MINUTE / 2) for apart in (-1, 0, 1)}
    guesses = [f"{guess:06}" for guess in range(300) if f"{guess:06}" not in around]

    assert [code for code in guesses if take_code(user=user, code=code, at=NOON)] == []


@pytest.mark.asvs("V6.5.4")
@pytest.mark.django_db
def test_recovery_codes_are_long_and_cannot_be_misread():
    user, codes = make_person()

    assert all(set(code.replace("-", "")) <= set(ALPHABET) and len(code) == 19 for code in codes)
    assert len(ALPHABET) ** 16 > 2**78
    assert not set("ilo01") & set(ALPHABET)
    assert second_factors_of(user=user).codes_left == 10
    assert bool(second_factors_of(user=user)) is False


@pytest.mark.asvs("V6.5.1")
@pytest.mark.django_db
def test_recovery_code_opens_once_and_old_ones_stop():
    user, codes = make_person()
    spent = [spend_recovery_code(user=user, code=codes[0], at=NOON) for _ in range(2)]

    fresh = new_recovery_codes(user=user, at=NOON)

    assert spent == [True, False]
    assert spend_recovery_code(user=user, code=codes[1], at=NOON) is False
    assert spend_recovery_code(user=user, code=f" {fresh[1].upper()} ", at=NOON) is True


@pytest.mark.django_db
def test_use_of_a_recovery_code_stands_in_the_record_once_and_is_told_where_the_person_agreed():
    user, codes = make_person()
    values = {"zone": "America/Chicago", "text_version": "1", "by": acting_for_themselves(user), "at": NOON}
    for channel, address, language in ((Channel.SMS, "+13125550142", "es"), (Channel.EMAIL, "r@example.org", "en")):
        give_agreement(subject=user.subject, channel=channel, address=address, language=language, **values)
    withdraw_agreement(subject=user.subject, channel=Channel.EMAIL, by=acting_for_themselves(user), at=NOON)

    for code in (codes[0], codes[0], "aaaa-aaaa-aaaa-aaaa"):
        spend_recovery_code(user=user, code=code, at=NOON + MINUTE)

    entry = AuditEntry.objects.get(what="recovery_code.used")
    message = Message.objects.get()
    assert (entry.subject_id, entry.by_id, entry.at) == (user.subject.public_id, user.public_id, NOON + MINUTE)
    assert (message.subject, message.kind, message.channel, message.language) == (user.subject, "news", "sms", "es")
    letter = opened(message, "letter")["letter"]
    assert letter == {"address": "+13125550142", "link": "/es/account/second-factor/"}


@pytest.mark.django_db
def test_page_tells_of_a_used_code_until_there_are_new_ones():
    user, codes = make_person()
    browser = Client()
    sign_in(browser, user)
    told = []
    for step in (lambda: None, lambda: spend_recovery_code(user=user, code=codes[0], at=NOON)):
        step()
        told.append(["used on November 23, 2026" in words(browser.get(path)) for path in PAGES])

    new_recovery_codes(user=user, at=NOON)

    assert told == [[False, False], [True, True]]
    assert ["used on" in words(browser.get(path)) for path in PAGES] == [False, False]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "-", "aaaa-aaaa-aaaa-aaaa", "é" * 50])
def test_what_is_no_recovery_code_opens_nothing(code):
    user, _ = make_person()

    assert spend_recovery_code(user=user, code=code, at=NOON) is False
    assert spend_recovery_code(user=None, code=code, at=NOON) is False


@pytest.mark.asvs("V6.5.1")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_two_who_send_the_same_code_at_once_are_one_too_many(kind):
    user, codes = make_person()
    code = code_of(give_app(user), at=NOON) if kind == "app" else codes[0]
    task = take_code if kind == "app" else spend_recovery_code

    def send(_):
        try:
            return task(user=user, code=code, at=NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(send, range(4)))

    assert sorted(opened) == [False, False, False, True]


@pytest.mark.django_db
def test_database_keeps_one_app_for_a_person():
    user, _ = make_person()
    give_app(user)

    assert AuthenticatorApp.objects.count() == 1
    assert RecoveryCode.objects.exclude(user=user).count() == 0
