"""What a person does in the browser, said once."""

from playwright.sync_api import Page, expect

PLACE = "60608"
NEED = "With my children"
MOST_PRESSES = 80


def search(page: Page, place: str = PLACE, *matters: str, who: str = "Myself") -> None:
    """From a page with the form to its answer."""
    page.get_by_label(who, exact=True).check()
    page.get_by_label("ZIP code or town").fill(place)
    for words in matters:
        page.get_by_label(words, exact=True).check()
    page.get_by_role("button", name="Show my paths").click()


def expect_paths(page: Page, words: str = "Your paths near") -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def first_facility(page: Page):
    """The name of the first facility of the first path, which is a button: no address tells of the search."""
    return page.locator("main article ol").first.get_by_role("heading").first.get_by_role("button")


def look_up(page: Page, typed: str) -> None:
    """From a page with the one search box to its answer."""
    page.get_by_label("A name, a town or a service").fill(typed)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("found")


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the thing is reached, and shows that where one is can be seen at every press."""
    for _ in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count() and focus.evaluate("(element, selector) => element.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")
