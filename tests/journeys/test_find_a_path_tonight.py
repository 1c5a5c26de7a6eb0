import pytest
from playwright.sync_api import expect

from journey_steps import PLACE, expect_paths, first_facility, search

DEVICES = [
    pytest.param({"width": 360, "has_script": True}, id="phone"),
    pytest.param({"width": 360, "has_script": False}, id="phone without script"),
    pytest.param({"width": 1280, "has_script": True, "scheme": "dark"}, id="computer in the dark"),
    pytest.param({"width": 1280, "has_script": False}, id="computer without script"),
]


@pytest.mark.parametrize("device", DEVICES)
def test_person_finds_a_path_reads_a_facility_and_comes_back_in_spanish(visit, device):
    page = visit("/", **device)

    search(page, PLACE, "Medicaid")
    expect_paths(page)
    name = first_facility(page).inner_text()
    expect(page.get_by_text("naloxone").first).to_be_visible()

    first_facility(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)

    page.get_by_role("button", name="Back to my paths").click()
    expect_paths(page)
    expect(first_facility(page)).to_have_text(name)

    page.get_by_role("button", name="Español", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(first_facility(page)).to_have_text(name)
    assert page.url.endswith("/es/paths/")


@pytest.mark.parametrize("device", DEVICES)
def test_person_goes_from_one_facility_to_another_language_and_back_to_the_paths(visit, device):
    page = visit("/es/", **device)

    page.get_by_role("textbox").first.fill(PLACE)
    page.locator("main form button[type=submit]").first.click()
    name = first_facility(page).inner_text()
    first_facility(page).click()
    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("button", name="Back to my paths").click()
    expect_paths(page)


def test_person_changes_the_search_and_finds_all_they_typed(visit):
    page = visit("/")

    search(page, PLACE, "Medicaid", "With my children")
    page.get_by_role("button", name="Change my search").click()

    expect(page.get_by_label("ZIP code or town")).to_have_value(PLACE)
    expect(page.get_by_label("Medicaid", exact=True)).to_be_checked()
    expect(page.get_by_label("With my children", exact=True)).to_be_checked()
    search(page, "87301")
    expect_paths(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gallup")


@pytest.mark.parametrize("has_script", [True, False])
def test_person_who_mistypes_the_place_is_told_kindly_and_loses_nothing(visit, has_script):
    page = visit("/", has_script=has_script)

    search(page, "Nowhereville, ZZ", "Pregnant")

    expect(page.get_by_role("textbox", name="ZIP code or town")).to_have_value("Nowhereville, ZZ")
    expect(page.get_by_role("textbox", name="ZIP code or town")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Pregnant", exact=True)).to_be_checked()
    search(page, PLACE)
    expect_paths(page)


def test_person_whose_town_exists_twice_chooses_one(visit):
    page = visit("/", has_script=False)

    search(page, "Springfield", "Medicaid")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which place do you mean?")
    page.get_by_role("button", name="Springfield, IL").click()

    expect_paths(page, "Springfield, IL")


@pytest.mark.asvs("V14.2.1")
def test_no_address_or_title_tells_what_was_looked_for(visit):
    page = visit("/")
    seen = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))

    search(page, PLACE, "Pregnant")
    titles = [page.title()]
    first_facility(page).click()
    titles.append(page.title())
    page.get_by_role("button", name="Back to my paths").click()
    expect_paths(page)
    titles.append(page.title())

    assert [url for url in seen if "?" in url or PLACE in url or "regnan" in url] == []
    assert set(titles) == {"Handrail"}


def test_demonstration_says_so_on_every_page(visit, demonstration_server):
    page = visit("/", at=demonstration_server)
    banner = page.get_by_text("demonstration data")

    expect(banner.first).to_be_visible()
    search(page, PLACE)
    expect_paths(page)
    expect(banner.first).to_be_visible()
    page.get_by_role("button", name="Español", exact=True).click()
    expect(page.get_by_text("datos de demostración").first).to_be_visible()
