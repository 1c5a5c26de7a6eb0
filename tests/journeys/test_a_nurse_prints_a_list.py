"""A nurse at a hospital's discharge desk: a list for a person who leaves today, on paper and as a link."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from journey_steps import PLACE, choose_filters, expect_list, follow, list_places, pick

DEVICES = [
    pytest.param({"width": 1280, "has_script": True}, id="computer"),
    pytest.param({"width": 1280, "has_script": False}, id="computer without script"),
    pytest.param({"width": 360, "has_script": True}, id="phone"),
    pytest.param({"width": 360, "has_script": False}, id="phone without script"),
]


def methadone_with_medicaid(page: Page) -> None:
    choose_filters(page, PLACE, {"How you can pay": "Medicaid", "Medicine": "Starts methadone or buprenorphine"})
    expect_list(page)


@pytest.mark.parametrize("device", DEVICES)
def test_nurse_filters_compares_two_and_prints_five_in_spanish(visit, device):
    page = visit("/facilities/list/", **device)

    methadone_with_medicaid(page)
    expect(page.get_by_role("status")).to_contain_text("within 25 miles")
    names = list_places(page).all_inner_texts()
    assert len(names) >= 5

    pick(page, names[:2])
    page.get_by_role("button", name="Compare 2 or 3").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Side by side")
    expect(page.get_by_role("button", name=names[0]).first).to_be_visible()
    page.get_by_role("button", name="Back to my list").click()
    expect_list(page)

    assert page.locator("input[name=pick]:checked").count() == 2  # what was picked is still picked
    pick(page, names[:5])
    page.get_by_role("button", name="Imprimir en español").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    printed = [heading.split(". ", 1)[1] for heading in page.locator(".sheet-place h2").all_inner_texts()]
    assert sorted(printed) == sorted(names[:5])
    assert page.locator("svg.qr").count() == 5
    assert page.url.endswith("/es/facilities/print/")

    page.get_by_role("button", name="Volver a mi lista").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lugares cerca de")


def test_second_visitor_opens_the_shared_link_and_no_address_keeps_it(visit, server):
    page = visit("/facilities/list/", width=1280)
    methadone_with_medicaid(page)
    names = list_places(page).all_inner_texts()[:3]
    pick(page, names)
    follow(page.get_by_role("button", name="Share this list").first)
    link = page.get_by_label("Link to this list").input_value()

    other = visit("about:blank")
    other.goto(link)

    expect(other.get_by_role("heading", level=1)).to_have_text("A shared list")
    expect(other.get_by_role("status").first).to_have_text("3 places")
    assert sorted(other.locator(".place h2").all_inner_texts()) == sorted(names)
    assert other.url == f"{server.address}/facilities/shared/"
    assert "#" in link
    assert PLACE not in link
    assert link.partition("#")[2] not in server.log()

    other.get_by_role("button", name=names[0]).click()
    expect(other.get_by_role("heading", level=1)).to_have_text(names[0])
    other.get_by_role("button", name="Back to my list").click()
    expect(other.get_by_role("status").first).to_have_text("3 places")


def test_link_opened_where_a_list_is_already_open_shows_the_new_one(visit):
    page = visit("/facilities/list/", width=1280)
    choose_filters(page, PLACE, {})
    ids = page.locator("input[name=pick]").evaluate_all("all => all.slice(0, 2).map(each => each.value)")

    page.goto("/facilities/shared/")
    page.goto(f"/facilities/shared/#{'.'.join(ids)}")

    expect(page.get_by_role("status").first).to_have_text("2 places")


def test_copy_button_copies_the_link(visit):
    page = visit("/facilities/list/", width=1280)
    choose_filters(page, PLACE, {})
    pick(page, list_places(page).all_inner_texts()[:1])
    follow(page.get_by_role("button", name="Share this list").first)

    page.get_by_role("button", name="Copy the link").click()

    expect(page.get_by_text("Copied.")).to_be_visible()


def test_without_script_the_shared_page_says_what_to_do_and_sharing_gives_plain_addresses(visit, server):
    page = visit("/facilities/list/", width=360, has_script=False)
    choose_filters(page, PLACE, {})
    pick(page, list_places(page).all_inner_texts()[:2])
    follow(page.get_by_role("button", name="Share this list").first)
    addresses = page.locator(".place a[href^='http']").all_inner_texts()
    link = page.get_by_label("Link to this list").input_value()

    other = visit("about:blank", has_script=False)
    other.goto(link)
    expect(other.get_by_text("ask for the printed sheet or the address of each place")).to_be_visible()
    other.goto(addresses[0])

    assert len(addresses) == 2
    expect(other.get_by_role("heading", level=1)).to_be_visible()


def test_keyboard_alone_reaches_the_list_and_enter_in_the_place_asks_for_it(visit):
    page = visit("/facilities/list/", width=1280)
    field = page.get_by_label("ZIP code or town")

    field.fill(PLACE)
    field.press("Enter")

    expect_list(page)


def test_person_loosens_what_left_nothing_with_one_press(visit):
    page = visit("/facilities/list/", has_script=False)
    choose_filters(page, PLACE, {"Language": "Yupik", "How you can pay": "Medicaid"})
    expect(page.get_by_role("heading", name="No listed place fits all of this")).to_be_visible()

    page.get_by_role("button", name="Let go of “Language”").click()

    expect_list(page)
    expect(page.get_by_label("Yupik")).not_to_be_checked()
    expect(page.get_by_label("Medicaid", exact=False).first).to_be_checked()


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("last", ["list", "facility", "compare", "sheet", "shared"])
def test_back_after_leaving_never_shows_the_list(visit, last, has_script):
    page = visit("/facilities/list/", has_script=has_script)
    choose_filters(page, PLACE, {})
    expect_list(page)
    names = list_places(page).all_inner_texts()[:2]
    pick(page, names)
    if last == "facility":
        list_places(page).first.click()
    elif last != "list":
        button = {"compare": "Compare 2 or 3", "sheet": "Print a sheet", "shared": "Share this list"}[last]
        page.get_by_role("button", name=button).first.click()
    page.get_by_role("link", name="Leave this page", exact=True).click()
    expect(page.get_by_role("heading", name="Sunny")).to_be_visible()

    for _ in range(4):
        with suppress(Error):
            page.go_back(timeout=3000, wait_until="load")
        page.wait_for_timeout(300)
        text = page.locator("body").inner_text()
        assert [name for name in names if name in text] == []
