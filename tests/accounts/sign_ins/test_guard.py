"""At each request: idle, absolute and ended sign-ins, polling, step-up; and the person's own list."""

import math
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from accounts.people import PASSWORD, code_of, give_app, make_person, make_staff
from handrail.accounts.models import SignIn
from handrail.accounts.sign_ins.actions import forget_ended, name_device, note_seen
from handrail.accounts.sign_ins.marks import polled
from handrail.config.urls import urlpatterns as real
from handrail.privacy.models import AuditEntry
from pages.reading import words
from signing_in import sign_in

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@polled
def beds(request):
    return HttpResponse("3 beds")


urlpatterns = [*real, path("account/beds/", beds)]


def opens(client, page="/account/") -> bool:
    return client.get(page).status_code == 200


@pytest.mark.asvs("V7.3.1", "V7.4.1")
@pytest.mark.parametrize(("minutes", "is_open"), [(14.9, True), (15.1, False)])
def test_staff_are_signed_out_after_fifteen_idle_minutes(client, clock, minutes, is_open):
    sign_in(client, make_staff(), at=clock.now)

    clock.goes(minutes=minutes)

    assert opens(client) is is_open


@pytest.mark.asvs("V7.3.1")
@pytest.mark.parametrize(("seconds", "is_open"), [(89, True), (91, False)])
def test_shared_device_is_signed_out_after_ninety_seconds(client, clock, seconds, is_open):
    sign_in(client, make_person()[0], is_shared_device=True, at=clock.now)

    clock.goes(seconds=seconds)

    assert opens(client) is is_open


@pytest.mark.asvs("V7.3.2", "V7.4.1")
def test_staff_who_work_on_are_signed_out_after_twelve_hours(client, clock):
    sign_in(client, make_staff(), at=clock.now)
    opened = []

    for _ in range(12 * 6):
        clock.goes(minutes=10)
        opened.append(opens(client))

    assert opened == [True] * 71 + [False]


def test_polling_never_makes_a_sign_in_last_longer(client, clock, settings):
    settings.ROOT_URLCONF = __name__
    sign_in(client, make_staff(), at=clock.now)
    seen = []

    for _ in range(4):
        clock.goes(minutes=5)
        client.get("/account/beds/")
        seen.append(SignIn.objects.count() and opens_quietly(client))

    assert seen == [True, True, False, False]


def opens_quietly(client) -> bool:
    return "sign_in" in client.session


def test_clock_that_was_set_back_ends_a_sign_in_and_never_lengthens_one(client, clock):
    begun = sign_in(client, make_staff(), at=clock.now)
    clock.goes(minutes=10)
    opens(client)
    noted = SignIn.objects.get(pk=begun.pk).seen_at

    note_seen(sign_in=begun, at=noted - MINUTE)
    clock.goes(minutes=-6)

    assert SignIn.objects.get(pk=begun.pk).seen_at == noted
    assert opens(client) is False


@pytest.mark.asvs("V7.4.1")
def test_sign_out_everywhere_takes_effect_on_the_next_request_of_every_browser():
    user, _ = make_person()
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, user)

    answer = here.post("/account/devices/", {"everywhere": "yes"})

    assert "Clear-Site-Data" in answer.headers
    assert (opens(here), opens(there), SignIn.objects.count()) == (False, False, 0)


def test_one_device_is_signed_out_and_a_strangers_is_not(client):
    user, _ = make_person()
    stranger, _ = make_person("harbor")
    sign_in(client, user)
    other, theirs = Client(), Client()
    ended, foreign = sign_in(other, user), sign_in(theirs, stranger)

    client.post("/account/devices/", {"end": ended.public_id})
    client.post("/account/devices/", {"end": foreign.public_id})

    assert (opens(client), opens(other), opens(theirs)) == (True, False, True)


def test_device_is_called_what_its_owner_calls_it_and_the_name_is_sealed(client):
    user, _ = make_person()
    begun = sign_in(client, user)

    client.post("/account/devices/", {"device": begun.public_id, "name": "  My old   phone "})

    begun.refresh_from_db()
    assert "My old phone" in words(client.get("/account/devices/"))
    assert b"phone" not in bytes(begun.device)


def test_device_of_a_stranger_is_not_named(client):
    begun = sign_in(Client(), make_person("harbor")[0])

    name_device(user=make_person()[0], public_id=begun.public_id, name="mine", at=timezone.now())

    begun.refresh_from_db()
    assert begun.device is None


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_as_many_queries_for_three_devices_as_for_one(client, rows, django_assert_num_queries):
    user, _ = make_person()
    for each in range(rows):
        begun = sign_in(client if not each else Client(), user)
        name_device(user=user, public_id=begun.public_id, name=f"device {each}", at=timezone.now())
    client.get("/account/devices/")

    with django_assert_num_queries(6):  # session, person, this sign-in; all of them, their keys; the demonstration
        from handrail.web.page_context import is_demonstration

        is_demonstration.forget()
        client.get("/account/devices/")


@pytest.mark.parametrize(("minutes", "status"), [(9, 200), (11, 302)])
def test_private_page_asks_again_after_ten_minutes(client, clock, minutes, status):
    sign_in(client, make_person()[0], at=clock.now)

    clock.goes(minutes=minutes)

    answer = client.get("/account/password/")
    assert answer.status_code == status
    assert answer.headers.get("Location", "/account/confirm/?next=%2Faccount%2Fpassword%2F").startswith(
        "/account/confirm/"
    )


def test_confirming_opens_the_private_page_again(client, clock):
    sign_in(client, make_person()[0], at=clock.now)
    clock.goes(minutes=11)
    typed = {"next": "/account/password/"}

    wrong = client.post("/account/confirm/", typed | {"password": "wrong"})
    right = client.post("/account/confirm/", typed | {"password": PASSWORD})

    assert (wrong.status_code, right.headers["Location"]) == (422, "/account/password/")
    assert opens(client, "/account/password/") is True


def test_password_does_not_stand_in_for_a_second_factor_that_is_there(client, clock):
    user, codes = make_person()
    give_app(user, at=clock.now)
    sign_in(client, user, at=clock.now)
    clock.goes(minutes=11)

    by_password = client.post("/account/confirm/", {"password": PASSWORD})
    by_code = client.post("/account/confirm/", {"code": codes[0]})

    assert (by_password.status_code, by_code.status_code) == (422, 302)


@pytest.mark.asvs("V7.4.2")
def test_disabled_account_is_out_at_the_next_request(client):
    user, _ = make_person()
    sign_in(client, user)

    user.is_active = False
    user.save()

    assert opens(client) is False


@pytest.mark.asvs("V7.2.1")
def test_session_without_its_row_is_a_strangers(client):
    user, _ = make_person()
    client.force_login(user)

    assert opens(client) is False
    assert "sign_in" not in client.session


def test_worker_forgets_what_ended(client, clock):
    sign_in(client, make_person()[0], at=clock.now)

    kept = forget_ended(at=clock.now)
    gone = forget_ended(at=clock.now + timedelta(hours=13))

    assert (kept, gone, SignIn.objects.count()) == (0, 2, 0)


PRIVATE = {
    "/account/password/": "get",
    "/account/second-factor/": "get",
    "/account/second-factor/app/": "get",
    "/account/second-factor/passkey/": "post",
    "/account/second-factor/codes/": "post",
    "/account/second-factor/remove/": "post",
    "/privacy/delete/": "get",
}


@pytest.mark.asvs("V7.5.1")
@pytest.mark.parametrize("page", PRIVATE)
def test_what_changes_how_one_signs_in_asks_again_who_one_is(client, clock, page):
    user, codes = make_person()
    sign_in(client, user, at=clock.now)
    clock.goes(minutes=11)

    answer = getattr(client, PRIVATE[page])(page)

    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/account/confirm/")
    assert user.recovery_codes.count() == len(codes)


@pytest.mark.parametrize("form", [page for page, method in PRIVATE.items() if method == "post"])
def test_showing_again_who_one_is_leads_back_to_the_page_of_the_form(client, clock, form):
    sign_in(client, make_person()[0], at=clock.now)
    clock.goes(minutes=11)
    asked = client.post(form).headers["Location"]

    back = client.post(
        "/account/confirm/", {"next": asked.partition("next=")[2].replace("%2F", "/"), "password": PASSWORD}
    )

    assert back.headers["Location"] == "/account/second-factor/"
    assert opens(client, back.headers["Location"]) is True


def test_signing_out_of_a_sign_in_that_has_ended_leads_to_the_account_after_signing_in(client):
    asked = client.post("/account/sign-out/")

    assert asked.headers["Location"] == "/account/sign-in/?next=%2Faccount%2F"


@pytest.mark.asvs("V7.2.4")
def test_showing_again_who_one_is_gives_the_browser_a_new_session(client):
    sign_in(client, make_person()[0])
    before = client.session.session_key

    client.post("/account/confirm/", {"password": PASSWORD})

    stale = Client()
    stale.cookies[settings.SESSION_COOKIE_NAME] = before
    assert client.session.session_key != before
    assert (opens(client), opens(stale)) == (True, False)


@pytest.mark.asvs("V7.2.4")
def test_a_new_second_factor_gives_the_browser_a_new_session(client):
    user, _ = make_person()
    sign_in(client, user)
    client.get("/account/second-factor/app/")
    before = client.session.session_key

    client.post("/account/second-factor/app/", {"code": code_of(user.authenticator_app, at=timezone.now())})

    assert client.session.session_key != before
    assert opens(client) is True


def test_app_that_was_turned_on_or_removed_is_said_once(client):
    user, _ = make_person()
    sign_in(client, user)
    client.get("/account/second-factor/app/")

    client.post("/account/second-factor/app/", {"code": code_of(user.authenticator_app, at=timezone.now())})
    turned_on = [words(client.get("/account/second-factor/")) for _ in range(2)]
    client.post("/account/second-factor/remove/")
    removed = [words(client.get("/account/second-factor/")) for _ in range(2)]

    assert ["The app is on." in page for page in turned_on] == [True, False]
    assert ["The app was removed." in page for page in removed] == [True, False]


@pytest.mark.asvs("V7.2.3")
def test_key_of_a_session_cannot_be_guessed():
    keys = set()
    for _ in range(20):
        client = Client()
        sign_in(client, make_person()[0])
        keys.add(client.session.session_key)

    signs = len(set("".join(keys)))
    assert len(keys) == 20
    assert min(len(key) for key in keys) * math.log2(signs) >= 128


@pytest.mark.asvs("V7.4.5")
@pytest.mark.parametrize("by_id", [True, False])
def test_operator_ends_the_sign_ins_of_one_account_or_of_everybody(by_id):
    one, other = make_person()[0], make_person("harbor")[0]
    theirs, others = Client(), Client()
    sign_in(theirs, one)
    sign_in(others, other)

    call_command("end_sign_ins", account=one.public_id if by_id else one.username, stdout=StringIO())
    after_one = opens(theirs), opens(others)
    call_command("end_sign_ins", everybody=True, stdout=StringIO())

    assert (after_one, opens(others), SignIn.objects.count()) == ((False, True), False, 0)
    assert AuditEntry.objects.filter(what="everybody_signed_out", by_kind="product").count() == 1


def test_ending_the_sign_ins_of_nobody_is_told():
    with pytest.raises(CommandError, match="no account of that id"):
        call_command("end_sign_ins", account="nobody")


@pytest.mark.asvs("V7.4.3")
def test_after_a_factor_was_removed_all_other_sign_ins_can_be_ended(client):
    user, _ = make_person()
    give_app(user, at=timezone.now())
    other = Client()
    for each in (client, other):
        sign_in(each, user)

    client.post("/account/second-factor/remove/")
    offered = 'name="everywhere"' in client.get("/account/devices/").content.decode()
    client.post("/account/devices/", {"everywhere": "yes"})

    assert (offered, opens(other)) == (True, False)
