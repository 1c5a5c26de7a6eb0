"""Somebody in a jail reads on a computer without a network: the pages lie on a stick."""

import pytest
from playwright.sync_api import Page, expect

from journey_servers import handrail


@pytest.fixture(scope="module")
def bundle(server, health_pages, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stick") / "handrail"
    handrail(server.folder, "export_static", str(folder))
    return folder


@pytest.mark.parametrize("has_script", [True, False])
def test_from_the_overview_to_medicine_to_crisis_and_into_spanish(browser, bundle, has_script):
    context = browser.new_context(java_script_enabled=has_script, viewport={"width": 360, "height": 740}, offline=True)
    asked, complaints = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: complaints.append(message.text))
    page = context.new_page()

    page.goto(f"file://{bundle}/index.html")
    page.get_by_role("link", name="Which medicines help, and what do they ask of me?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which medicines help, and what do they ask of me?")
    pictures_are_drawn = page.locator("svg.picture:visible").first.bounding_box()["height"] > 100
    page.get_by_role("link", name="Crisis help").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Help right now")
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ayuda ahora mismo")
    styled = color_of_the_bar(page) if has_script else "rgb(14, 63, 56)"
    context.close()

    assert (pictures_are_drawn, styled, complaints) == (True, "rgb(14, 63, 56)", [])
    assert [url for url in asked if not url.startswith(f"file://{bundle}/")] == []


def color_of_the_bar(page: Page) -> str:
    return page.locator(".crisis").evaluate("bar => getComputedStyle(bar).backgroundColor")
