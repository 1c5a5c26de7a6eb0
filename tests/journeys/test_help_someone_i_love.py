import pytest
from playwright.sync_api import expect

from journey_steps import PLACE, expect_paths, search


@pytest.mark.parametrize("has_script", [True, False])
def test_family_member_finds_paths_and_how_to_help(visit, has_script):
    page = visit("/", has_script=has_script)

    search(page, PLACE, "Medicaid", who="Someone I love")

    expect_paths(page, "Paths for someone you love")
    expect(page.get_by_role("heading", name="How you can help")).to_be_visible()
    expect(page.get_by_text("Get naloxone and keep it near.")).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_family_member_of_someone_who_wants_no_help_yet_finds_words(visit, has_script):
    page = visit("/", has_script=has_script)
    search(page, PLACE, who="Someone I love")
    words = page.get_by_text("Ask again when they are tired of it")

    expect(words).to_be_hidden()
    page.get_by_text("They do not want help yet").click()

    expect(words).to_be_visible()


def test_nurse_finds_paths_and_how_to_hand_over(visit):
    page = visit("/", width=1280)

    search(page, PLACE, "Medicaid", who="A client or patient")

    expect_paths(page, "Paths for your client or patient")
    expect(page.get_by_role("heading", name="Handing over warmly")).to_be_visible()


def test_family_member_keeps_their_choice_through_another_language(visit):
    page = visit("/")
    search(page, PLACE, who="Someone I love")

    page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator("header button[lang]").click()

    expect_paths(page, "Paths for someone you love")
