"""Somebody makes an account without a name, an address or a number, and gets in again by each of the three ways."""

import re

import pytest
from playwright.sync_api import Page, expect

from journey_doors import code_now, enrol_app, sign_in
from journey_servers import Server, handrail
from journey_steps import follow, tab_to
from journeys.test_accessibility import WIDTHS, faults

PASSWORD, OPERATOR = "four plain words here", "operator"


@pytest.fixture(scope="module")
def named(server: Server) -> Server:
    """The same server under its name: a passkey cannot belong to a number."""
    return server.under("localhost")


@pytest.fixture
def device():
    """What Chromium has in place of a telephone's fingerprint reader."""

    def added(page: Page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    return added


def make_account(page: Page, word: str) -> tuple[str, list[str]]:
    page.get_by_label("A word for your sign-in name").fill(word)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    return name_and_codes(page)


def name_and_codes(page: Page) -> tuple[str, list[str]]:
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is ready")
    name, codes = page.locator(".dial").inner_text(), page.locator("ol.codes code").all_inner_texts()
    page.reload()
    assert page.locator("ol.codes code").all_inner_texts() == codes
    page.get_by_role("button", name="I have written them down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    return name, codes


def sign_out(page: Page) -> None:
    page.goto("/account/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert page.context.cookies() == []


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_person_makes_an_account_and_comes_back_with_an_app_and_a_recovery_code(visit, has_script):
    page = visit("/account/new/", has_script=has_script)
    name, codes = make_account(page, "river")
    secret = enrol_app(page)
    sign_out(page)

    sign_in(page, name, PASSWORD)
    page.get_by_label("Code").fill(code_now(secret, steps=1))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    sign_out(page)

    sign_in(page, name, PASSWORD)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("9 recovery codes left.")).to_be_visible()


def test_person_makes_an_account_with_a_passkey_alone_and_comes_back_with_it(visit, named, device):
    page = visit("/account/new/", at=named)
    device(page)
    page.get_by_label("A word for your sign-in name").fill("harbor")
    page.get_by_role("button", name="Use a passkey instead of a password").click()
    name, codes = name_and_codes(page)
    expect(page.get_by_text("On. Nobody gets in with your password alone.")).to_be_visible()
    sign_out(page)

    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text(name)).to_be_visible()
    assert (len(codes), re.fullmatch(r"harbor-\d{4}", name) is not None) == (10, True)


def test_owner_who_does_not_show_a_finger_stays_outside(visit, named, device):
    page = visit("/account/sign-in/", at=named)
    session, authenticator = device(page)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("The passkey was not used.")).to_be_visible()


def test_person_without_a_mouse_makes_an_account_and_leaves(visit):
    page = visit("/account/new/")

    tab_to(page, "#word")
    page.keyboard.type("meadow")
    tab_to(page, "#password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".codes").first).to_be_visible()  # the page that follows, before the next key
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    tab_to(page, ".signed-in button")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")


def test_person_forgets_the_password_and_signs_out_everywhere_in_spanish(visit):
    page = visit("/account/new/")
    name, codes = make_account(page, "canyon")
    elsewhere = visit("/es/account/recover/")
    elsewhere.get_by_label("Su nombre de acceso").fill(name)
    elsewhere.get_by_label("Código de recuperación").fill(codes[9])
    elsewhere.get_by_label("Contraseña nueva").fill("otras cuatro palabras")
    elsewhere.get_by_role("button", name="Guardar la contraseña nueva").click()
    expect(elsewhere.get_by_text("Su contraseña nueva está guardada.")).to_be_visible()

    page.goto("/account/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


@pytest.fixture(scope="module")
def operator(server: Server) -> str:
    handrail(server.folder, "createsuperuser", "--noinput", "--username", OPERATOR, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    return OPERATOR


def test_operator_sets_up_a_second_factor_invites_a_lead_and_the_lead_joins(visit, operator):
    page = visit("/desk/", width=1280)
    page.get_by_label("Your sign-in name").fill(operator)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("People who work here need one.")).to_be_visible()
    enrol_app(page)
    page.goto("/account/organizations/")
    page.get_by_label("Name").fill("Example Harbor Clinic")
    page.get_by_label("What it is").select_option("clinic")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("button", name="Make a link").click()
    address, code = page.get_by_role("status").locator("code.secret").inner_text(), page.locator(".dial").inner_text()

    lead = visit(address)
    lead.get_by_role("button", name="Open the invitation").click()
    lead.get_by_label("The code you were told").fill(code)
    lead.get_by_label("A word for your sign-in name").fill("lantern")
    lead.get_by_label("Password").fill(PASSWORD)
    lead.get_by_role("button", name="Join", exact=True).click()
    lead.get_by_role("button", name="I have written them down").click()
    enrol_app(lead)
    lead.goto("/account/")

    expect(lead.get_by_role("heading", name="Example Harbor Clinic")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_the_account_has_a_fault_that_axe_knows(visit, width):
    page = visit("/account/sign-in/", width=width, bypass_csp=True)
    found = {"sign in": faults(page)}
    page.goto("/account/recover/")
    found["recover"] = faults(page)
    page.goto("/account/invited/guessed/")
    found["invitation"] = faults(page)
    page.goto("/account/new/")
    found["sign up"] = faults(page)
    page.get_by_label("A word for your sign-in name").fill("nurse")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Make my account"))
    found["refused"] = faults(page)
    page.get_by_label("A word for your sign-in name").fill("willow")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Make my account"))
    found["codes"] = faults(page)
    for path in ("", "second-factor/", "second-factor/app/", "devices/", "password/", "confirm/"):
        page.goto(f"/account/{path}")
        found[path] = faults(page)

    assert found == {page: [] for page in found}
