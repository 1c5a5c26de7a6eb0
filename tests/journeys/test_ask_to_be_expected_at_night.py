"""At night, without an account: somebody asks a program to expect them, and comes back with a number (S16, P10)."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journey_servers import Server, environment, serving
from journey_steps import follow
from journeys.answering_program import NAME
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen
from journeys.test_in_a_text_browser import dumped

ROLE = {"HANDRAIL_OPERATOR_ROLE": "part2_program"}
TESTS = Path(__file__).resolve().parents[1]
BEGIN = "import django; django.setup(); from journeys import {script}; print({script}.{act}())"


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """As the others, with an operator who has said what they are before the law: else nothing is handed over."""
    with serving(tmp_path_factory.mktemp("answering"), is_demonstration=False, **ROLE) as running:
        yield running


@pytest.fixture(scope="module")
def place(open_server: Server) -> str:
    return done_by_program(open_server, "begin")


def done_by_program(server: Server, act: str) -> str:
    return done_by_script(server, "answering_program", act)


def done_by_script(server: Server, script: str, act: str) -> str:
    """What no page does, within the running installation: a function of a module beside the journeys."""
    paths = os.pathsep.join((str(TESTS), str(TESTS.parent / "src")))
    settings = {"DJANGO_SETTINGS_MODULE": "handrail.config.settings", "PYTHONPATH": paths}
    told = environment(server.folder, **ROLE, **settings)
    code = BEGIN.format(script=script, act=act)
    done = subprocess.run([sys.executable, "-c", code], env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def ask(page: Page) -> str:
    """From the page of the place to the number."""
    page.get_by_role("button", name="Ask them to expect me").click()
    expect(page.get_by_text("None of us is there at this hour.")).to_be_visible()
    page.get_by_label("What may they call you?").fill("Sam")
    page.get_by_role("group", name="Are you 18 or older?").get_by_text("Yes").click()
    page.get_by_text("Starting methadone or buprenorphine").click()
    page.get_by_label("Which medicine?").select_option("buprenorphine")
    page.get_by_text("I agree to this").click()
    page.get_by_role("button", name="Send it to them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is sent. This is your number.")
    return page.locator(".dial").inner_text()


def come_back(page: Page, number: str) -> None:
    page.goto("/receipt/")
    page.get_by_label("Your number").fill(number)
    follow(page.get_by_role("button", name="Open"))


@pytest.mark.parametrize("has_script", [True, False])
def test_somebody_asks_at_night_comes_back_answers_and_says_that_they_got_in(visit, open_server, place, has_script):
    page = visit(place, at=open_server, has_script=has_script)

    number = ask(page)
    expect(page.get_by_text("None of us is there at this hour.")).to_be_visible()
    expect(page.get_by_role("link", name="Call 988").first).to_be_visible()
    done_by_program(open_server, "ask_back")

    later = visit("/receipt/", at=open_server, has_script=has_script)
    come_back(later, number)
    expect(later.get_by_role("heading", level=1)).to_have_text("They ask you something before they answer.")
    expect(later.get_by_text(NAME)).to_have_count(0)
    later.get_by_role("button", name="Show all of it").click()
    expect(later.get_by_role("heading", name=NAME)).to_be_visible()
    later.get_by_label("Your answer").fill("Yes, any day.")
    later.get_by_role("button", name="Send my answer").click()
    expect(later.get_by_text("Your answer is with them.")).to_be_visible()

    done_by_program(open_server, "expect_them")
    later.wait_for_timeout(2_100)
    come_back(later, number)
    later.get_by_role("button", name="Show all of it").click()
    later.get_by_role("button", name="I got in").click()
    expect(later.get_by_text("You say: I got in.")).to_be_visible()
    expect(later.get_by_role("heading", level=1)).to_have_text("You have arrived.")
    assert later.context.cookies() == []
    assert "312-555-0142" not in open_server.log()
    assert not {"Sam", number, number.replace(" ", "")} & set(re.split(r'[\s"]', open_server.log()))


def test_somebody_asks_and_takes_it_back(visit, open_server, place):
    page = visit(place, at=open_server)
    number = ask(page)

    come_back(page, number)
    page.get_by_role("button", name="Show all of it").click()
    page.get_by_role("button", name="Take it back").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("It was taken back. Nobody reads it any more.")


@pytest.mark.parametrize("width", WIDTHS)
def test_each_page_of_it_is_for_everybody(visit, open_server, place, width):
    page, found = visit(place, at=open_server, width=width), []

    follow(page.get_by_role("button", name="Ask them to expect me"))
    found += [*faults(page), is_wider_than_screen(page)]
    page.get_by_role("button", name="Send it to them").click()
    expect(page.get_by_text("Nothing was sent yet.")).to_be_visible()
    found += [*faults(page), is_wider_than_screen(page)]
    page.goto(place)
    number = ask(page)
    found += [*faults(page), is_wider_than_screen(page)]
    come_back(page, number)
    found += [*faults(page), is_wider_than_screen(page)]
    follow(page.get_by_role("button", name="Show all of it"))
    found += [*faults(page), is_wider_than_screen(page)]
    for path in ("/receipt/", "/es/receipt/", "/reach/guessed/", "/got-in/guessed/", "/came/guessed/"):
        page.goto(path)
        found += [*faults(page), is_wider_than_screen(page)]

    assert [fault for fault in found if fault] == []


@pytest.mark.text_browser
def test_what_it_is_and_the_receipt_are_read_without_style_or_script(lynx, open_server, place):
    begin = dumped(lynx, open_server, f"{place}expect/")
    receipt = dumped(lynx, open_server, "/receipt/")

    assert begin.index("You need no account and no real name.") < begin.index("It keeps no bed for you.")
    assert "It has 16 digits." in receipt
