"""Somebody sees who looked, withdraws a consent, takes a copy, asks, and deletes; with and without a script."""

import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from journey_servers import Server, environment
from journey_steps import follow
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

PASSWORD = "four plain words here"
PATHS = {
    "your data": "/privacy/",
    "who saw it": "/privacy/seen/",
    "consents": "/privacy/consents/",
    "contacts": "/privacy/contacts/",
    "requests": "/privacy/requests/",
    "a request": "/privacy/requests/new/complaint/",
    "copy": "/privacy/export/",
    "delete": "/privacy/delete/",
    "delete in Spanish": "/es/privacy/delete/",
    "a link": "/privacy/contact/guessed/",
}
# What a program's staff did: there are no pages for it yet, so it is done where the product runs, by its own actions.
STAFF_AT_WORK = """
import sys
import django
django.setup()
from django.utils import timezone
from handrail.accounts.models import User
from pages.my_data.conftest import DAY, ask_for, consent_between, look_at, make_organization, open_record_of
user, now = User.objects.get(username=sys.argv[1]), timezone.now()
clinic, hospital = make_organization(name="Hope Clinic"), make_organization(name="County Hospital", kind="hospital")
look_at(user, clinic, at=now - DAY)
consent_between(user, clinic, hospital, at=now - DAY / 2)
ask_for(user, clinic, hospital, at=now - DAY / 3)
open_record_of(user, hospital, at=now - DAY / 4)
"""


@pytest.fixture
def person(visit, server: Server, checkout):
    """Signed in, with a record that others looked at."""

    def opened(word: str, **how) -> tuple[Page, str]:
        page = visit("/account/new/", **how)
        page.get_by_label("A word for your sign-in name").fill(word)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Make my account").click()
        name = page.locator(".dial").inner_text()
        at_work(server, checkout, name)
        page.goto("/privacy/")
        return page, name

    return opened


def at_work(server: Server, checkout, name: str) -> None:
    folders = os.pathsep.join(str(checkout / folder) for folder in ("src", "tests"))
    own = environment(server.folder) | {"DJANGO_SETTINGS_MODULE": "handrail.config.settings", "PYTHONPATH": folders}
    command = [sys.executable, "-c", STAFF_AT_WORK, name]
    done = subprocess.run(command, env=own, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_person_reads_who_looked_and_withdraws_a_consent(person, has_script):
    page, _ = person("river", has_script=has_script)
    page.get_by_role("link", name="See who looked").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text(["County Hospital", "Hope Clinic", "Hope Clinic"])
    expect(page.get_by_text("found unresponsive at home")).to_be_visible()

    page.get_by_role("link", name="Your data", exact=True).click()
    page.get_by_role("link", name="See my consents").click()
    page.get_by_role("link", name="Read it or withdraw it").click()
    expect(page.get_by_text("what was told before stays known")).to_be_visible()
    page.get_by_role("button", name="Withdraw this consent").click()

    expect(page.get_by_role("status")).to_have_text("Withdrawn. From now on nothing goes by this consent.")
    expect(page.locator("main .tag")).to_have_text("Withdrawn")


def test_person_takes_a_copy_that_opens_without_a_network(person, browser, tmp_path):
    page, name = person("harbor", accept_downloads=True)
    page.get_by_role("link", name="Get a copy").click()

    with page.expect_download() as taken:
        page.get_by_role("button", name="Get my copy").click()
    taken.value.save_as(tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as packed:
        packed.extractall(tmp_path)

    alone = browser.new_context(offline=True)
    copy = alone.new_page()
    copy.goto(f"file://{tmp_path}/open-me.html")
    expect(copy.get_by_role("heading", level=1)).to_have_text("My data")
    expect(copy.get_by_text(name, exact=True)).to_be_visible()
    expect(copy.get_by_text("Hope Clinic").first).to_be_visible()
    assert copy.locator("section").first.evaluate("each => getComputedStyle(each).borderTopWidth") == "1px"
    assert taken.value.suggested_filename == "my-data.zip"
    alone.close()


def test_person_complains_of_a_look_and_takes_it_back(person):
    page, _ = person("meadow")
    page.goto("/privacy/seen/")
    page.get_by_role("link", name="This worries me").first.click()
    page.get_by_label("What happened").fill("I was never in this hospital.")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("status")).to_contain_text("You find the answer here")
    expect(page.get_by_text("I was never in this hospital.")).to_be_visible()

    page.get_by_role("button", name="Take it back").click()

    expect(page.get_by_text("You took it back.")).to_be_visible()


def test_person_deletes_everything_in_spanish_and_comes_back_within_the_day(person):
    page, name = person("canyon")
    page.goto("/es/privacy/delete/")
    expect(page.get_by_role("heading", level=2)).to_contain_text(["1. Lo suyo", "2. El expediente", "3. El registro"])
    page.get_by_role("button", name="Borrar mis datos y mi cuenta").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Borrar mis datos")
    assert page.context.cookies() == []

    page.goto("/account/sign-in/")
    page.get_by_label("Your sign-in name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("status")).to_contain_text("You keep your account.")
    page.goto("/privacy/seen/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Who saw my data")
    expect(page.get_by_text("found unresponsive at home")).to_be_visible()


def test_after_ten_minutes_the_page_asks_who_it_is(person, server):
    page, name = person("lantern")
    proved_long_ago(server, name)

    page.goto("/privacy/export/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Is it still you?")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A copy of everything")


def proved_long_ago(server: Server, name: str) -> None:
    """The clock of a test cannot wait, so the proof is made old."""
    import sqlite3
    from contextlib import closing

    old = datetime(2026, 1, 1, tzinfo=UTC).strftime("%Y-%m-%d %H:%M:%S")
    with closing(sqlite3.connect(server.folder / "handrail.sqlite3")) as database:
        database.execute(
            "UPDATE accounts_signin SET proved_at = ?"
            " WHERE user_id = (SELECT id FROM accounts_user WHERE username = ?)",
            (old, name),
        )
        database.commit()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_my_data_has_a_fault_that_axe_knows_or_scrolls_sideways(person, width):
    page, _ = person("willow", width=width, bypass_csp=True)
    found = {}

    for name, path in PATHS.items():
        page.goto(path)
        found[name] = faults(page), is_wider_than_screen(page)
    page.goto("/privacy/consents/")
    follow(page.get_by_role("link", name="Read it").first)
    found["a consent"] = faults(page), is_wider_than_screen(page)
    page.set_viewport_size({"width": 320, "height": 740})
    narrow = {name: (page.goto(path), is_wider_than_screen(page))[1] for name, path in PATHS.items()}

    assert found == dict.fromkeys(found, ([], False))
    assert narrow == dict.fromkeys(PATHS, False)
