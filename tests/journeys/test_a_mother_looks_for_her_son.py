"""She does not know the words, and her son is seventeen: five questions, what we understood, whole paths."""

import pytest
from playwright.sync_api import expect

from journey_steps import PLACE, answer_questions, expect_paths, first_facility


@pytest.mark.parametrize("has_script", [True, False])
def test_mother_answers_five_questions_and_finds_paths_for_her_son(visit, has_script):
    page = visit("/", has_script=has_script)

    page.get_by_role("link", name="Answer five questions instead").click()
    answer_questions(
        page, PLACE, "Someone I love", "Under 18", "I have Medicaid", "Just out of detox, or days without using"
    )
    expect(page.get_by_text("because you said: Under 18")).to_be_visible()
    expect(page.get_by_text("the body has lost its tolerance")).to_be_visible()
    page.get_by_role("button", name="Show my paths").click()

    expect_paths(page, "Paths for someone you love")
    expect(page.get_by_text("your child may be able to agree to care alone")).to_be_visible()
    first_facility(page).click()
    page.get_by_role("button", name="Back to my paths").click()
    expect_paths(page, "Paths for someone you love")
    assert PLACE not in page.url


@pytest.mark.parametrize("has_script", [True, False])
def test_she_changes_one_answer_and_nothing_else_is_lost(visit, has_script):
    page = visit("/help-me-choose/", has_script=has_script)
    answer_questions(page, PLACE, "Someone I love", "Children to look after")

    page.get_by_role("button", name="Change my answers").click()
    expect(page.get_by_label("Children to look after")).to_be_checked()
    expect(page.get_by_label("ZIP code or town")).to_have_value(f"{PLACE} (Chicago, IL)")  # which one was settled
    page.get_by_label("Xanax, Valium or other benzos every day").check()
    page.get_by_role("button", name="See what we understood").click()

    expect(page.get_by_role("alert")).to_contain_text("go to the nearest emergency department")
    expect(page.get_by_text("because you said: Children to look after")).to_be_visible()


def test_questions_are_answered_with_the_keyboard_alone(visit):
    page = visit("/help-me-choose/", width=1280)

    page.get_by_label("ZIP code or town").focus()
    page.keyboard.type(PLACE)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("This is what we understood")
