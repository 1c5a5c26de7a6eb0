"""An operator at the admin, under the same policy as everybody, through the same door."""

from itertools import count

import pytest
from playwright.sync_api import expect

from handrail.accounts.domain.totp import code_at_step
from journey_doors import enrol_app, sign_in
from journey_servers import Server, handrail

PASSWORD = "a-long-enough-password"
NUMBER = count(1)


@pytest.fixture
def operator(server: Server) -> str:
    """A new one for each journey: a second factor is set up once."""
    name = f"admin-{next(NUMBER)}"
    handrail(server.folder, "createsuperuser", "--noinput", "--username", name, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    return name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_operator_signs_in_reads_and_signs_out(visit, operator, scheme):
    page = visit("/admin/", width=1280, scheme=scheme)
    sign_in(page, operator, PASSWORD)
    enrol_app(page)

    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Site administration")).to_be_visible()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["__Host-sessionid"]
    for link in page.locator("#content-main th a").all():
        page.context.new_page().goto(link.get_attribute("href"))

    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert page.context.cookies() == []


def test_wrong_password_or_code_is_refused_and_a_visitor_stays_a_visitor(visit, operator):
    page = visit("/admin/", width=1280)
    sign_in(page, operator, PASSWORD)
    secret = enrol_app(page)
    page.context.clear_cookies()

    sign_in(page, operator, "not the password")
    expect(page.get_by_text("This name and this password do not go together.")).to_be_visible()
    sign_in(page, operator, PASSWORD)
    page.get_by_label("Code").fill(code_at_step(secret, 1))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("This code did not work.")).to_be_visible()

    page.goto("/admin/auth/group/")
    expect(page.get_by_label("Password")).to_be_visible()
