"""A desk is left open on a ward: answers come by themselves, nothing moves under somebody's hands, and it says plainly
when it is not up to date or nobody is signed in. And the nurse's way without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from journey_doors import demonstration_cookies
from journey_servers import Server, serving
from journey_steps import tab_to
from journeys.test_a_nurse_hands_somebody_over import NEWEST_LINK, PROGRAM, opened_by_program, told_by, written_down
from journeys.test_keyboard_only import IS_SEEN
from journeys.test_nothing_left_behind import EMPTY, STORES

ROUND = 31_000  # milliseconds: a little more than the pause between two askings
SIGNED_OUT = """
from handrail.accounts.models import SignIn
print(SignIn.objects.filter(user__username="demo-intake").delete()[0])
"""


@pytest.fixture(scope="module")
def ward_server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("ward"), is_demonstration=True) as running:
        yield running


@pytest.fixture(scope="module")
def sign_ins(browser, ward_server):
    return demonstration_cookies(browser, ward_server)


@pytest.fixture
def open_desk(visit, ward_server, sign_ins):
    """A desk whose clock the test moves."""

    def opened(name: str, path: str) -> Page:
        page = visit("/account/sign-in/", at=ward_server, width=1280)
        page.context.add_cookies(sign_ins[name])
        page.clock.install()
        page.goto(path)
        page.evaluate("window.isSamePage = true")
        return page

    return opened


@pytest.fixture
def asked(open_desk, ward_server) -> Page:
    """The page of somebody for whom three programs were asked a moment ago."""
    nurse = open_desk("demo-nurse", "/referrals/")
    written_down(nurse, told_by(ward_server, PROGRAM))
    nurse.get_by_role("button", name="Ask them").click()
    expect(nurse.get_by_role("status").first).to_contain_text("Asked.")
    nurse.evaluate("window.isSamePage = true")
    return nurse


def program_says_yes(visit, server: Server) -> None:
    phone = visit(told_by(server, NEWEST_LINK), at=server)
    phone.get_by_role("button", name="Show the question").click()
    phone.get_by_role("button", name="Yes, we have a place").click()
    expect(phone.get_by_role("heading", level=1)).to_be_visible()


def is_same_page(page: Page) -> bool:
    return page.evaluate("window.isSamePage === true")


def test_answer_comes_onto_the_open_list_by_itself_and_the_focus_stays(asked, open_desk, visit, ward_server):
    desk = open_desk("demo-nurse", "/referrals/")
    number = asked.url.rstrip("/").rpartition("/")[2]
    line = desk.locator("li.card").filter(has_text=number)
    before = line.inner_text()
    desk.get_by_role("link", name="Hand somebody over").focus()

    program_says_yes(visit, ward_server)
    desk.clock.fast_forward(ROUND)

    expect(line).to_contain_text("said yes")
    assert "said yes" not in before
    expect(desk.get_by_role("link", name="Hand somebody over")).to_be_focused()
    assert (is_same_page(desk), desk.evaluate(STORES)) == (True, EMPTY)


def test_persons_page_says_that_something_is_new_and_leaves_what_was_typed_until_it_is_asked_for(
    asked, visit, ward_server
):
    asked.locator("#live details summary").first.click()
    form = asked.locator("#live details form").first
    form.get_by_role("textbox").fill("2175550143")

    program_says_yes(visit, ward_server)
    asked.clock.fast_forward(ROUND)

    show = asked.get_by_role("button", name="Drop it and show the new")
    expect(show).to_be_visible()
    expect(asked.locator(".notices")).to_contain_text("Asked.")
    expect(form.get_by_role("textbox")).to_have_value("2175550143")
    show.focus()
    asked.keyboard.press("Enter")
    expect(asked.locator("#live li.card.waits")).to_have_count(1)
    expect(asked.locator("#live")).to_be_focused()
    expect(asked.locator(".notices")).to_have_count(0)
    expect(show).to_be_hidden()
    assert (is_same_page(asked), asked.evaluate(STORES)) == (True, EMPTY)


def test_persons_page_shows_the_answer_by_itself_while_nobody_is_in_it(asked, visit, ward_server):
    program_says_yes(visit, ward_server)
    asked.clock.fast_forward(ROUND)

    expect(asked.locator("#live li.card.waits")).to_have_count(1)
    expect(asked.get_by_text("Rosalinda")).to_be_visible()
    assert is_same_page(asked)


def test_board_shows_who_is_new_by_itself_and_asks_first_while_somebody_is_in_it(open_desk, asked, ward_server):
    board = open_desk("demo-operator", "/desk/referrals/")
    links = board.locator("#live ol a")
    count = links.count()
    links.first.focus()
    asked.goto("/referrals/")
    written_down(asked, told_by(ward_server, PROGRAM))

    board.clock.fast_forward(ROUND)
    expect(board.get_by_role("button", name="Show it")).to_be_visible()
    while_in_it = links.count()
    board.get_by_role("link", name="Rosters").focus()
    board.clock.fast_forward(ROUND)

    expect(links).to_have_count(count + 1)
    expect(board.get_by_role("link", name="Rosters")).to_be_focused()
    expect(board.get_by_role("button", name="Show it")).to_be_hidden()
    assert (while_in_it, is_same_page(board)) == (count, True)


def test_without_a_network_it_says_since_when_and_tries_again(open_desk):
    desk = open_desk("demo-nurse", "/referrals/")

    desk.context.set_offline(True)
    desk.clock.fast_forward(ROUND)
    expect(desk.get_by_role("status").filter(has_text="Not up to date since")).to_be_visible()
    desk.context.set_offline(False)
    desk.clock.fast_forward(ROUND)

    expect(desk.get_by_text("Not up to date since")).to_be_hidden()
    assert is_same_page(desk)


def test_signed_out_meanwhile_it_says_so_and_shows_nobody(open_desk, ward_server):
    desk = open_desk("demo-intake", "/referrals/inbox/")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("wait")
    ended = told_by(ward_server, SIGNED_OUT)

    desk.clock.fast_forward(ROUND)

    expect(desk.get_by_role("status")).to_contain_text("You are signed out. Sign in again")
    expect(desk.locator("#live, main h1")).to_have_count(0)
    desk.get_by_role("link", name="Sign in again").click()
    expect(desk.get_by_label("Your sign-in name")).to_be_visible()
    assert ended >= 1


def test_nurse_without_a_mouse_hands_somebody_over_until_they_arrive_and_sees_where_she_is(
    open_desk, visit, ward_server
):
    program = told_by(ward_server, PROGRAM)
    nurse = open_desk("demo-nurse", "/referrals/")

    press(nurse, "a[href='#main']")
    go(nurse, "main a[href='/referrals/new/']")
    for field, words in (
        ("#alias", "Rosalinda"),
        ("#level", "With"),
        ("#medicine", "Bup"),
        ("#payer", "Medicaid"),
        ("#urgency", "Today"),
        ("#find", program["town"]),
    ):
        tab_to(nurse, field)
        nurse.keyboard.type(words)
    go(nurse, "button[value=find]")
    tab_to(nurse, f"#pick-{program['id']}")
    nurse.keyboard.type("Ask first")
    go(nurse, "button[value=save]")
    expect(nurse.get_by_text("Saved.")).to_be_visible()
    go(nurse, "#live form.card button.button:not(.plain)")

    expect(nurse.get_by_text("Asked.")).to_be_visible()
    program_says_yes(visit, ward_server)
    nurse.reload()
    card = f"#program-{program['id']}"
    go(nurse, f"{card} details form button.button")
    sign_by_keyboard(visit("/crisis/", at=ward_server), nurse.locator("code.secret").inner_text())

    go(nurse, "main p a.button.plain")
    go(nurse, f"{card} > form button.button")
    phone = opened_by_program(visit, ward_server, nurse.locator(".dial strong").inner_text())
    keep_a_place_by_keyboard(phone)
    go(nurse, "main .narrow > p a")
    expect(nurse.get_by_role("heading", level=1)).to_contain_text("A place is kept")

    go(phone, "main form button.button")
    go(phone, "form:has(input[value=arrived]) button")
    expect(phone.get_by_role("status")).to_be_visible()
    nurse.reload()
    expect(nurse.get_by_role("heading", level=1)).to_contain_text("They arrived")


def sign_by_keyboard(phone: Page, address: str) -> None:
    """The person's own, with a keyboard as some people have one."""
    phone.goto(re.sub(r"^https?://[^/]+", "", address))
    go(phone, "main form button.button")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Do you agree?")
    go(phone, "button[value=sign]")
    expect(phone.get_by_role("heading", level=1)).to_have_text("You agreed")


def keep_a_place_by_keyboard(phone: Page) -> None:
    expect(phone.get_by_text("Rosalinda")).to_be_visible()
    press(phone, "form:has(input[value=hold]) summary")
    go(phone, "form:has(input[value=hold]) button")
    expect(phone.get_by_role("status")).to_be_visible()


def press(page: Page, selector: str) -> None:
    tab_to(page, selector)
    assert page.locator(":focus").evaluate(IS_SEEN)
    page.keyboard.press("Enter")


def go(page: Page, selector: str) -> None:
    """Presses it and waits for the page it leads to: the next Tab is of that page."""
    with page.expect_navigation():
        press(page, selector)
