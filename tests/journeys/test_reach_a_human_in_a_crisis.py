import pytest
from playwright.sync_api import expect

from journey_steps import PLACE, expect_paths, first_facility, search

EMERGENCY = 'a[href="tel:911"]'
CRISIS_LINE = 'a[href="tel:988"]'
DEVICES = [(360, True), (360, False), (1280, True), (1280, False)]


@pytest.mark.parametrize(("width", "has_script"), DEVICES)
@pytest.mark.parametrize("path", ["/", "/es/", "/how-results-are-ordered/", "/leaving/", "/no-such-page/"])
def test_person_on_any_page_calls_a_human_with_one_press(visit, path, width, has_script):
    page = visit(path, width=width, has_script=has_script)

    for line in (EMERGENCY, CRISIS_LINE):
        box = page.locator(line).first.bounding_box()
        assert box["y"] + box["height"] < 740, f"{line} is not on the first screen"


@pytest.mark.parametrize("has_script", [True, False])
def test_person_beside_an_overdose_reads_what_to_do_at_once(visit, has_script):
    page = visit("/", has_script=has_script)

    page.get_by_role("main").get_by_role("link", name="Is someone in danger now?").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Help right now")
    steps = page.get_by_role("listitem")
    expect(steps.first).to_contain_text("911")
    expect(page.get_by_text("Give naloxone now")).to_be_visible()
    assert page.get_by_role("main").locator(EMERGENCY).first.bounding_box()["y"] < 740


def test_crisis_page_has_no_script_and_both_languages(visit):
    page = visit("/crisis/")

    assert page.locator("script").count() == 0
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator(EMERGENCY).first).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_person_who_drinks_daily_is_first_told_never_to_stop_alone(visit, has_script):
    page = visit("/", has_script=has_script)

    search(page, PLACE, "Also alcohol every day")

    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(alert).to_contain_text("emergency department")
    expect(alert.locator(EMERGENCY)).to_be_visible()
    assert alert.bounding_box()["y"] < first_facility(page).bounding_box()["y"]


def test_person_finds_a_number_to_call_on_each_path(visit):
    page = visit("/")

    search(page, PLACE)
    expect_paths(page)
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")

    for card in page.locator("main article").all():
        expect(card.locator('a[href^="tel:"]').first).to_be_visible()
