"""Whoever looks for a meeting: each page of them in each state, on screens and on paper, and the operator's lists."""

from playwright.sync_api import Page

from pictures.visit import Visit, press, send_anyway, unfold

OPERATOR = "demo-operator"
ADMIN = {
    "admin-feeds": "meetings/feed/",
    "admin-feed-new": "meetings/feed/add/",
    "admin-meetings": "meetings/meeting/",
    "admin-doubted": "meetings/peoplesword/",
}
READ = {
    "finder": "/meetings/",
    "saved-empty": "/meetings/saved/",
    "picked-by-get": "/meetings/picked/",
    "week-form": "/meetings/week/",
    "kinds": "/meetings/kinds/",
    "by-text-off": "/meetings/by-text/",
}
WITH_TEXTS = {"by-text": "/meetings/by-text/", "kinds-by-text": "/meetings/kinds/", "finder-by-text": "/meetings/"}
PICKED = 4


def what_is_read(visit: Visit) -> None:
    page = visit.page()
    for name, path in READ.items():
        visit.go(page, path)
        visit.take(page, f"meetings-{name}")


def find(visit: Visit, place: str = "", **chosen: str) -> Page:
    page = visit.page("/meetings/")
    unfold(page)
    page.locator("#place").fill(place)
    for name, value in chosen.items():
        page.locator(f"#{name}").select_option(value)
    press(page, "#filters button[type=submit]")
    return page


def looks_near_a_place(visit: Visit) -> None:
    page = find(visit, visit.place)
    visit.take_unfolded(page, "meetings-found")
    press(page, "button[name=with][value='needs:medicine']")
    press(page, "button[name=with][value='language:es']")
    visit.take(page, "meetings-found-chips")
    press(page, "button[name=with][value='needs:wheelchair']")
    visit.take(page, "meetings-nothing-fits")


def sees_what_is_not_held_now(visit: Visit) -> None:
    page = find(visit, visit.place, where="in_person", miles="5")
    press(page, "button[name=suspended]")
    visit.take(page, "meetings-found-paused")


def looks_online(visit: Visit) -> None:
    """By a clock that few of the meetings have: each is told by both."""
    page = find(visit, "", where="online", zone="America/Los_Angeles")
    visit.take(page, "meetings-online")
    page = find(visit, visit.place, when="tomorrow", where="online")
    visit.take(page, "meetings-online-tomorrow")


def mistypes_a_place(visit: Visit) -> None:
    for name, place in {"which-place": "Springfield", "mistyped": "Chicgo, IL", "unknown": "qqqqqq"}.items():
        visit.take(find(visit, place), f"meetings-{name}")


def finds_a_search_timed_out(visit: Visit) -> None:
    page = find(visit, visit.place)
    page.locator("#kept input[name=search]").evaluate("each => { each.value = 'old' }")
    press(page, "button[name=with]")
    visit.take(page, "meetings-timed-out")


def opens_one(visit: Visit) -> None:
    page = visit.page()
    for state, public_id in visit.staged("meetings.of_each_state").items():
        visit.go(page, f"/meetings/{public_id}/")
        visit.take(page, f"meeting-{state}")
        if page.locator("button[name=join]").count():
            press(page, "button[name=join]")
            visit.take(page, f"meeting-{state}-shown")


def opens_one_of_the_list(visit: Visit) -> None:
    page = find(visit, visit.place)
    press(page, ".meeting h3 button")
    visit.take_unfolded(page, "meeting-of-a-list")
    visit.take_printed(page, "printed-meeting")
    press(page, "button[name=answer][value=there]")
    visit.take(page, "meeting-of-a-list-reported")


def says_how_it_was(visit: Visit) -> None:
    """Each asked by itself, as after a page left open; the second press of one network is thanked as well."""
    found = visit.staged("meetings.of_each_state")
    page = visit.page()
    for state, public_id, path, answers in (
        ("seen", found["list-is-old"], "seen", ("nobody", "moved")),
        ("medicine", found["medicine-differs"], "welcome", ("told_to_stop",)),
        ("welcome", found["hybrid"], "welcome", ("welcome",)),
    ):
        visit.go(page, f"/meetings/{public_id}/{path}/")
        visit.take(page, f"report-{state}")
        for answer in answers:
            visit.go(page, f"/meetings/{public_id}/{path}/")
            press(page, f"button[name=answer][value={answer}]")
            visit.take(page, f"report-{state}-{answer}")


def picks_saves_and_prints(visit: Visit) -> None:
    page = find(visit, visit.place)
    for number in range(PICKED):
        page.locator("input[name=pick]").nth(number).check(force=True)
    press(page, f"button[formaction='{visit.look.before}/meetings/picked/']:not([name])")
    visit.take(page, "meetings-picked")
    page.locator("[data-save]").first.click()
    visit.take(page, "meetings-picked-and-saved")
    press(page, f"main button[formaction='{visit.look.before}/meetings/week/']")
    visit.take(page, "meetings-week-of-picked")
    with page.expect_navigation(url="**/saved/"):
        visit.go(page, "/meetings/saved/")
    page.locator("[data-forget-all]").wait_for()
    visit.take(page, "meetings-saved")
    page.locator("[data-forget]").first.click()
    visit.take(page, "meetings-saved-one-less")


def prints_a_week(visit: Visit) -> None:
    page = visit.page("/meetings/week/")
    send_anyway(page, "main form button.button")
    visit.take(page, "meetings-week-form-empty")
    page.locator("#place").fill("Springfield")
    press(page, "main form.card button.button")
    visit.take(page, "meetings-week-which-place")
    page.locator("#place").fill(visit.place)
    press(page, "main form.card button.button")
    visit.take(page, "meetings-week")
    visit.take_printed(page, "printed-week")
    visit.take_paper(page, "meetings-week")


def compares_kinds(visit: Visit) -> None:
    page = visit.page("/meetings/kinds/")
    press(page, "form:has([name=picking]) button.button")
    visit.take(page, "kinds-refused")
    for number in (2, 3):
        for box in range(number):
            page.locator("input[name=way]").nth(2 * box).check(force=True)
        press(page, "form:has([name=picking]) button.button")
        visit.take(page, f"kinds-{number}-beside")
        visit.go(page, "/meetings/kinds/")
    page = find(visit, visit.place)
    press(page, f"button[formaction='{visit.look.before}/meetings/kinds/']")
    visit.take(page, "kinds-of-a-list")


def has_no_data(visit: Visit) -> None:
    """This demonstration texts nobody: the pages come from an installation that answers."""
    page = visit.page()
    for name, path in WITH_TEXTS.items():
        address = f"{visit.look.before}{path}"
        told = visit.staged("meetings.where_texts_are_answered", address, page.evaluate("location.hostname"))
        answer_with(page, address, told)
        page.goto(address)
        visit.take(page, f"meetings-{name}")


def answer_with(page: Page, address: str, told: str) -> None:
    """Scripts and styles come from the server as ever."""
    page.route(f"**{address}", lambda route: route.fulfill(body=told, content_type="text/html"))


def comes_from_a_path(visit: Visit) -> None:
    page = visit.page("/paths/")
    page.locator("#place").fill(visit.place)
    press(page, "main form button[type=submit]")
    visit.take_part(page, ".meetings-tonight", "path-third-leg")
    press(page, ".meetings-tonight button[name=place]")
    visit.take(page, "meetings-of-a-path")
    press(page, ".back button")
    press(page, "button[name=path]")
    visit.take_part(page, ".meetings-tonight", "path-third-leg-on-its-sheet")


def operator_looks_at_lists(visit: Visit) -> None:
    """The operator's side has one language, and no form for telephones is promised there."""
    page = visit.page("/desk/", by=OPERATOR)
    for name, path in ADMIN.items():
        page.goto(f"/admin/{path}")
        visit.take(page, name)
    for name, path in {"admin-feed": "feed", "admin-meeting": "meeting", "admin-doubt": "peoplesword"}.items():
        page.goto(f"/admin/meetings/{path}/")
        press(page, "#result_list tbody th a")
        visit.take(page, name)


WAYS = (
    what_is_read,
    looks_near_a_place,
    sees_what_is_not_held_now,
    looks_online,
    mistypes_a_place,
    finds_a_search_timed_out,
    opens_one,
    opens_one_of_the_list,
    says_how_it_was,
    picks_saves_and_prints,
    prints_a_week,
    compares_kinds,
    has_no_data,
    comes_from_a_path,
    operator_looks_at_lists,
)
