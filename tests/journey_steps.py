"""What a person does in the browser, said once."""

from playwright.sync_api import Locator, Page, expect

PLACE = "60608"
NEED = "With my children"
MOST_PRESSES = 80


def follow(control: Locator) -> None:
    """Presses it and waits for the page it leads to: whatever is read or judged next is of that page."""
    with control.page.expect_navigation():
        control.click()


def search(page: Page, place: str = PLACE, *matters: str, who: str = "Myself") -> None:
    """From a page with the form to its answer."""
    page.get_by_label(who, exact=True).check()
    page.get_by_label("ZIP code or town").fill(place)
    for words in matters:
        page.get_by_label(words, exact=True).check()
    follow(page.get_by_role("button", name="Show my paths"))


def expect_paths(page: Page, words: str = "Your paths near") -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def first_facility(page: Page):
    """The name of the first facility of the first path, which is a button: no address tells of the search."""
    return page.locator("main article ol").first.get_by_role("heading").first.get_by_role("button")


def answer_questions(page: Page, place: str, *answers: str) -> None:
    """From the five questions to what we understood."""
    for words in answers:
        page.get_by_label(words, exact=True).check()
    page.get_by_label("ZIP code or town").fill(place)
    page.get_by_role("button", name="See what we understood").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This is what we understood")


def near(page: Page, place: str) -> None:
    """From the door of who does not want to stop to what is near."""
    page.get_by_label("ZIP code or town").fill(place)
    page.get_by_role("button", name="Show what is near").click()
    expect(page.get_by_role("heading", level=2, name=f"Near {place}")).to_be_visible()


def choose_filters(page: Page, place: str, choices: dict[str, str]) -> None:
    """From the form of the list to its answer. Each choice stands under a heading that may have to be unfolded."""
    page.get_by_label("ZIP code or town").fill(place)
    for heading, words in choices.items():
        group = page.locator("details.filter").filter(has=page.locator("summary", has_text=heading))
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        group.locator("label", has_text=words).first.click()
    follow(page.get_by_role("button", name="Show places"))


def expect_list(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Places near")
    expect(list_places(page).first).to_be_visible()


def list_places(page: Page):
    """The names of the places of a list, which are buttons."""
    return page.locator("ol.places h3 button")


def pick(page: Page, names: list[str]) -> None:
    """Ticks the first not yet ticked place of each name: several programs may share one."""
    cards = page.locator("ol.places > li")
    for place, name in enumerate(list_places(page).all_inner_texts()):
        if name in names:
            names = [*names]
            names.remove(name)
            cards.nth(place).get_by_role("checkbox").check()


def look_up(page: Page, typed: str, heading: str = "found") -> None:
    """From a page with the one search box to its answer, known by its heading."""
    page.get_by_label("A question, a name, a town or a service").fill(typed)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the thing is reached, and shows that where one is can be seen at every press."""
    for _ in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count() and focus.evaluate("(element, selector) => element.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")
