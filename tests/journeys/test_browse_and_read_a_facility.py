"""A person who knows no name reads from state to town to facility, knows what to say, and calls."""

import pytest
from playwright.sync_api import Page, expect

from journey_steps import look_up, tab_to

DEVICES = [
    pytest.param({"width": 360, "has_script": True}, id="phone"),
    pytest.param({"width": 360, "has_script": False}, id="phone without script"),
    pytest.param({"width": 1280, "has_script": True, "scheme": "dark"}, id="computer in the dark"),
]


def heading(page: Page):
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("device", DEVICES)
def test_person_browses_to_a_facility_reads_the_script_and_calls(visit, device):
    page = visit("/", **device)

    page.get_by_role("link", name="Do you know a name or a town?").click()
    page.get_by_role("link", name="Illinois", exact=True).click()
    expect(heading(page)).to_have_text("Facilities and services in Illinois")
    page.get_by_role("link", name="Chicago", exact=True).click()
    expect(heading(page)).to_have_text("Chicago, Illinois")
    first = page.get_by_role("article").first.get_by_role("heading").get_by_role("link")
    name = first.inner_text()
    first.click()

    expect(heading(page)).to_have_text(name)
    expect(page.get_by_text("Hi. I am looking for treatment for opioid use.")).to_be_visible()
    call = page.get_by_role("link", name="Call", exact=False).filter(has_not_text="911").first
    assert call.get_attribute("href").startswith("tel:")
    expect(page.get_by_role("heading", name="If they cannot see you within 48 hours")).to_be_visible()
    assert page.title() == f"{name} · Facilities and services · Handrail"


def test_person_reads_the_same_in_spanish_and_goes_up_by_the_way_shown(visit):
    page = visit("/facilities/in/il/chicago/")

    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.get_by_role("article").first.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_text("Hola. Busco tratamiento para el uso de opioides.")).to_be_visible()
    page.get_by_label("Usted está aquí").get_by_role("link", name="Illinois").click()

    expect(heading(page)).to_have_text("Lugares y servicios en Illinois")


@pytest.mark.parametrize("has_script", [True, False])
def test_person_who_misspells_finds_the_nearest_and_comes_back_to_the_search(visit, has_script):
    page = visit("/facilities/", has_script=has_script)
    seen = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))

    look_up(page, "methodone Chcago")
    expect(page.get_by_text("Showing results for “methadone Chicago, IL”.")).to_be_visible()
    titles = [page.title()]
    page.get_by_role("button", name="Nearest to Chicago, IL").click()
    expect(heading(page)).to_have_text("Methadone near Chicago, IL")
    titles.append(page.title())
    page.get_by_role("article").first.get_by_role("heading").get_by_role("button").click()
    expect(page.get_by_role("button", name="Back to my search")).to_be_visible()
    titles.append(page.title())
    page.get_by_role("button", name="Back to my search").click()
    expect(heading(page)).to_have_text("Methadone near Chicago, IL")
    page.get_by_role("button", name="Back to my search").click()

    expect(page.get_by_label("A question, a name, a town or a service")).to_have_value("methodone Chcago")
    assert set(titles) == {"Handrail"}
    assert [url for url in seen if "?" in url or "methodone" in url or "Chcago" in url] == []


def test_person_without_a_mouse_browses_and_reaches_the_telephone(visit):
    page = visit("/facilities/", width=1280)

    tab_to(page, "a[href='/facilities/in/il/']")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Facilities and services in Illinois")
    tab_to(page, "a[href='/facilities/in/il/chicago/']")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Chicago, Illinois")
    tab_to(page, "article h3 a")
    page.keyboard.press("Enter")
    tab_to(page, "main a.button[href^='tel:']")

    expect(page.locator(":focus")).to_contain_text("Call")


def test_nothing_found_leads_to_a_person(visit):
    page = visit("/facilities/search/", has_script=False)

    page.get_by_label("A question, a name, a town or a service").fill("xyzzyqwert")
    page.get_by_role("button", name="Search").click()

    expect(heading(page)).to_have_text("We found nothing for that")
    expect(page.get_by_role("link", name="Call 1-800-662-4357")).to_be_visible()


def test_what_is_carried_to_the_telephone_fits_two_sheets(visit):
    page = visit("/facilities/in/il/chicago/")
    page.get_by_role("article").first.get_by_role("heading").get_by_role("link").click()

    page.emulate_media(media="print")
    sheets = page.pdf(format="Letter").count(b"/Type /Page\n")

    assert 1 <= sheets <= 2
