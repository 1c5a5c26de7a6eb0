import pytest
from playwright.sync_api import expect

from journey_steps import MOST_PRESSES, PLACE, expect_paths, tab_to


@pytest.mark.parametrize("width", [360, 1280])
def test_person_without_a_mouse_finds_a_path_and_comes_back(visit, width):
    page = visit("/", width=width)

    tab_to(page, "#place")
    page.keyboard.type(PLACE)
    tab_to(page, "input[value='payment:medicaid']")
    page.keyboard.press("Space")
    expect(page.get_by_label("Medicaid", exact=True)).to_be_checked()
    page.keyboard.press("Enter")
    expect_paths(page)

    tab_to(page, "article button[formaction]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Back to my paths")).to_be_visible()

    tab_to(page, "main button[form=kept]")
    page.keyboard.press("Enter")
    expect_paths(page)


@pytest.mark.parametrize("path", ["/", "/crisis/", "/how-results-are-ordered/", "/leaving/"])
def test_every_stop_of_the_keyboard_is_seen_to_have_the_focus(visit, path):
    page = visit(path)
    unseen = []

    for _ in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if not focus.count():
            break
        if not focus.evaluate(IS_SEEN):
            unseen.append(focus.evaluate("element => element.outerHTML.slice(0, 120)"))

    assert unseen == []


# The outline may be drawn on the label, where the box itself is hidden beneath it.
IS_SEEN = """element => {
  const drawn = [element, element.nextElementSibling, element.parentElement].filter(Boolean).some(each => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  });
  const box = element.getBoundingClientRect();
  return drawn && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""


def test_skip_link_leads_past_the_top_of_the_page(visit):
    page = visit("/")

    tab_to(page, "a[href='#main']")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.locator("main :focus").count() == 1
