"""The admin has no door of its own: every way in leads to ours, with a second factor shown a moment ago (S10)."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from accounts.people import code_of, give_app
from handrail.web.limiting.limits import forget_permits
from signing_in import sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-one"


@pytest.fixture
def superuser():
    forget_permits()
    return get_user_model().objects.create_superuser("operator", password=PASSWORD)


def test_admin_sends_a_stranger_to_our_sign_in_and_takes_no_password(superuser, client):
    asked = client.get("/admin/directory/facility/", follow=True)
    posted = client.post("/admin/login/", {"username": "operator", "password": PASSWORD})

    assert asked.redirect_chain[-1] == ("/account/sign-in/?next=%2Fadmin%2Fdirectory%2Ffacility%2F", 302)
    assert posted.headers["Location"] == "/account/sign-in/?next=%2Fadmin%2F"
    assert "_auth_user_id" not in client.session


def test_superuser_of_the_command_line_makes_a_second_factor_and_gets_in(superuser):
    client = Client(headers={"origin": "http://testserver"})
    client.post("/account/sign-in/", {"handle": "operator", "password": PASSWORD, "next": "/admin/"})
    shut = client.get("/admin/").headers["Location"]
    client.get("/account/second-factor/app/")
    code = code_of(superuser.authenticator_app, at=timezone.now())

    client.post("/account/second-factor/app/", {"code": code})

    assert shut == "/account/second-factor/"
    assert client.get("/admin/").status_code == 200


def test_admin_asks_again_after_ten_minutes(superuser, client):
    give_app(superuser)
    sign_in(client, superuser, at=timezone.now() - timedelta(minutes=11))

    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1] == ("/account/confirm/?next=%2Fadmin%2F", 302)


@pytest.mark.parametrize(
    ("path", "leads_to"), [("password_change/", "/account/password/"), ("password_change/done/", "/account/")]
)
def test_passwords_are_changed_at_our_page(superuser, client, path, leads_to):
    sign_in(client, superuser)

    assert client.get(f"/admin/{path}").headers["Location"] == leads_to


def test_signing_out_of_the_admin_ends_the_sign_in(superuser, client):
    sign_in(client, superuser)

    answer = client.post("/admin/logout/")

    assert "Clear-Site-Data" in answer.headers
    assert client.get("/admin/").status_code == 302
    assert superuser.sign_ins.count() == 0
