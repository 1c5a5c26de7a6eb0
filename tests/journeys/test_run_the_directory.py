"""An operator at the admin, under the same policy as everybody."""

import pytest
from playwright.sync_api import expect

from journey_servers import Server, handrail

PASSWORD = "a-long-enough-password"


@pytest.fixture(scope="module")
def operator(server: Server) -> str:
    handrail(
        server.folder, "createsuperuser", "--noinput", "--username", "operator", DJANGO_SUPERUSER_PASSWORD=PASSWORD
    )
    return "operator"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_operator_signs_in_reads_and_signs_out(visit, operator, scheme):
    page = visit("/admin/", width=1280, scheme=scheme)

    page.get_by_label("Username").fill(operator)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Site administration")).to_be_visible()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["__Host-sessionid"]
    for link in page.locator("#content-main th a").all():
        page.context.new_page().goto(link.get_attribute("href"))

    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Log in again")).to_be_visible()
    assert page.context.cookies() == []


def test_wrong_password_is_refused_and_a_visitor_stays_a_visitor(visit, operator):
    page = visit("/admin/", width=1280)

    page.get_by_label("Username").fill(operator)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_text("Please enter the correct username and password")).to_be_visible()
    page.goto("/admin/auth/group/")
    expect(page.get_by_label("Password")).to_be_visible()
