"""Whoever looks for help, without an account."""

from playwright.sync_api import Page

from pictures.visit import Visit

READ = {
    "home": "/",
    "crisis": "/crisis/",
    "ordering": "/how-results-are-ordered/",
    "leaving": "/leaving/",
    "professionals": "/for-professionals/",
    "not-ready": "/not-ready-to-stop/",
    "not-ready-state": "/not-ready-to-stop/in/pa/",
    "questions": "/help-me-choose/",
    "browse": "/facilities/",
    "browse-state": "/facilities/in/il/",
    "browse-town": "/facilities/in/il/chicago/",
    "list-form": "/facilities/list/",
    "meetings-form": "/meetings/",
    "shared-empty": "/facilities/shared/",
    "programmers": "/api/",
    "notices": "/notices/",
    "notice": "/notices/privacy/",
    "sign-up": "/account/new/",
    "sign-in": "/account/sign-in/",
    "recover": "/account/recover/",
    "not-found": "/no-such-page/",
}
SEARCHES = {"paths": ["payment:medicaid"], "paths-warned": ["need:alcohol"], "paths-pregnant": ["need:pregnant"]}


def what_is_read(visit: Visit) -> None:
    page = visit.page()
    for name, path in READ.items():
        visit.go(page, path)
        visit.take(page, name)


def search(visit: Visit, page: Page, place: str, *choices: str) -> None:
    visit.go(page, "/paths/")
    page.locator("#place").fill(place)
    for choice in choices:
        page.locator(f"input[value='{choice}']").first.check(force=True)
    page.locator("main form button[type=submit]").click()


def paths(visit: Visit) -> None:
    page = visit.page()
    for name, choices in SEARCHES.items():
        search(visit, page, visit.place, *choices)
        visit.take(page, name)
    page.locator("button[name=path]").first.click()
    visit.take(page, "sheet-of-a-path")
    page.locator("main .back button").first.click()
    page.locator("article h3 button[formaction]").first.click()
    visit.take(page, "facility")
    address = page.url
    page.locator("button[name=answer][value=yes]").click()
    visit.take(page, "answered")
    page.goto(f"{address}problem/")
    visit.take(page, "problem")


def places_mistyped(visit: Visit) -> None:
    page = visit.page()
    for name, typed in {"mistyped": "Chicgo, IL", "which-place": "Springfield"}.items():
        search(visit, page, typed)
        visit.take(page, name)


def other_care(visit: Visit) -> None:
    page = visit.page()
    for substance in ("alcohol", "stimulants"):
        search(visit, page, visit.place, substance)
        visit.take(page, f"other-care-{substance}")


def the_list(visit: Visit) -> None:
    page = visit.page("/facilities/list/")
    page.locator("#place").fill(visit.place)
    page.locator("main form button[type=submit], main form .button").first.click()
    visit.take(page, "list")
    for number in range(2):
        page.locator("input[name=pick]").nth(number).check()
    for name, path in {"compare": "compare", "sheet": "print", "shared": "shared"}.items():
        page.locator(f"button[formaction='{visit.look.before}/facilities/{path}/']").first.click()
        visit.take(page, name)
        page.locator("main .back button").first.click()


def meetings(visit: Visit) -> None:
    page = visit.page("/meetings/")
    page.locator("#place").fill(visit.place)
    page.locator("main form .button").first.click()
    visit.take(page, "meetings")
    page.locator("button[name=with][value='needs:medicine']").click()
    visit.take(page, "meetings-medicine")
    page.locator("details.more summary").click()
    page.locator("#language").select_option("vi")
    page.locator("main form .button").first.click()
    visit.take(page, "meetings-none")


def the_box(visit: Visit) -> None:
    page = visit.page()
    for name, text in {"found": "metadone chicago", "found-nothing": "qqqqqq"}.items():
        visit.go(page, "/facilities/search/")
        page.locator("input[name=text]").fill(text)
        page.locator("main form button").first.click()
        visit.take(page, name)


def five_questions(visit: Visit) -> None:
    page = visit.page("/help-me-choose/")
    page.locator("#place").fill(visit.place)
    page.locator("main form button[type=submit], main form .button").first.click()
    visit.take(page, "answers")
    visit.go(page, "/not-ready-to-stop/")
    page.locator("#place").fill(visit.place)
    page.locator("main form button").first.click()
    visit.take(page, "not-ready-near")


WAYS = (what_is_read, paths, places_mistyped, other_care, the_list, meetings, the_box, five_questions)
