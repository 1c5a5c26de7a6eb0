"""Whoever asks a program to expect them, comes back with a number, and says how it went."""

from playwright.sync_api import Page

from pictures.visit import Visit, press, send_anyway, task, unfold

NUMBER = "447-555-0142"
STAGES = (
    "asked",
    "looked-at",
    "asked-back",
    "expected",
    "kept-place",
    "waiting-list",
    "declined",
    "did-you-get-in",
    "said-you-did-not-come",
    "care-began",
    "still-yes",
)


def asks_to_be_expected(visit: Visit) -> None:
    page = visit.page(f"/facilities/{visit.staged('ground.program').place}/")
    visit.take(page, "facility-that-answers")
    press(page, "[formaction*='/expect/'], a[href*='/expect/'], form[action*='/expect/'] button")
    visit.take(page, "expect-form")
    send_anyway(page, "button[name=send]")
    visit.take(page, "expect-form-errors")
    fill_in(page)
    press(page, "button[name=send]")
    visit.take(page, "expect-receipt")
    visit.take_printed(page, "expect-receipt-printed")


def fill_in(page: Page) -> None:
    page.locator("input[type=radio][name=age][value=adult]").check(force=True)
    page.locator("#alias").fill("Sam")
    page.locator("input[type=radio][name=level][value=outpatient_medicine]").check(force=True)
    page.locator("#medicine").select_option("buprenorphine")
    page.locator("#payer").select_option("medicaid")
    page.locator("input[type=radio][name=soon][value=today]").check(force=True)
    page.locator("#agree").check(force=True)


def is_under_18(visit: Visit) -> None:
    page = visit.page(f"/facilities/{visit.staged('ground.program').place}/expect/")
    visit.take(page, "expect-what-it-is")
    press(page, "main form[action*='/expect/'] button")
    fill_in(page)
    page.locator("input[type=radio][name=age][value=minor]").check(force=True)
    press(page, "button[name=send]")
    visit.take(page, "expect-under-18")


def comes_back_at_each_stage(visit: Visit) -> None:
    page = visit.page("/receipt/")
    visit.take(page, "receipt-form")
    page.locator("#number").fill("1234 1234 1234 1234")
    press(page, "main form[action*='/receipt/'] button")
    visit.take(page, "receipt-refused")
    for stage in STAGES:
        come_back(visit, page, visit.staged("requests.asked", stage))
        if stage in ("asked", "expected", "did-you-get-in"):
            visit.take(page, f"receipt-{stage}-closed")
        press(page, task("show", "do"))
        visit.take(page, f"receipt-{stage}")


def come_back(visit: Visit, page: Page, number: str) -> None:
    visit.go(page, "/receipt/")
    page.locator("#number").fill(number)
    press(page, "main form[action*='/receipt/'] button")


def answers_what_they_ask(visit: Visit) -> None:
    page = visit.page()
    come_back(visit, page, visit.staged("requests.asked", "asked-back"))
    press(page, task("show", "do"))
    page.locator("#words").fill("Yes, any day.")
    press(page, task("reply", "do"))
    visit.take(page, "receipt-replied")


def says_how_it_went(visit: Visit) -> None:
    """Once as the program has it, once against it."""
    page = visit.page()
    for stage, name in {"did-you-get-in": "receipt-got-in", "said-you-did-not-come": "receipt-conflict"}.items():
        number = visit.staged("requests.asked", stage)
        come_back(visit, page, number)
        press(page, task("show", "do"))
        press(page, "button[name=account][value=got_in]")
        visit.take(page, name)
    visit.staged("ground.clocks")
    come_back(visit, page, number)
    press(page, task("show", "do"))
    visit.take(page, "receipt-conflict-told")


def asks_the_next(visit: Visit) -> None:
    visit.staged("neighbors.next_one_answers")
    page = visit.page()
    come_back(visit, page, visit.staged("requests.asked", "declined"))
    press(page, task("show", "do"))
    visit.take(page, "receipt-declined-and-another-answers")
    press(page, task("ask", "do"))
    visit.take(page, "receipt-next-agreement")
    press(page, task("choose", "do"))
    visit.take(page, "receipt-next-chosen")


def says_still_yes_or_takes_it_back(visit: Visit) -> None:
    page = visit.page()
    for act, stage in {"renew": "still-yes", "take-back": "expected"}.items():
        come_back(visit, page, visit.staged("requests.asked", stage))
        press(page, task("show", "do"))
        press(page, task(act, "do"))
        visit.take(page, f"receipt-{act}")


def follows_a_link(visit: Visit) -> None:
    """A neutral note asks whether they may be written to, a later one whether it worked out."""
    visit.staged("requests.asked", "asked", text_to=NUMBER)
    page = visit.page(visit.staged("ground.letter", "confirm_contact"))
    visit.take(page, "reach")
    press(page, "main form button")
    visit.take(page, "reach-agreed")
    visit.staged("requests.asked", "did-you-get-in", text_to=NUMBER, has_confirmed=True)
    visit.staged("ground.clocks")
    page = visit.page(visit.staged("ground.letter", "reply_wanted"))
    visit.take(page, "got-in")
    press(page, "button[name=account][value=turned_away]")
    visit.take(page, "got-in-said")
    visit.go(page, "/got-in/guessed/")
    press(page, "button[name=account][value=got_in]")
    visit.take(page, "got-in-refused")


def signs_on_their_phone(visit: Visit, link: str) -> None:
    """What a nurse shows as a picture to scan. In the other language too, with the copy that stays."""
    page = visit.page(link)
    visit.take(page, "agree-closed")
    press(page, "main form button")
    visit.take(page, "agree-open")
    press(page, "main form button.link")
    visit.take(page, "agree-open-other-language")
    press(page, "main form button.link")
    press(page, "button[name=answer][value=sign]")
    visit.take(page, "agree-signed")
    page.locator("#pin").fill("2468")
    press(page, "button[name=answer][value=number]")
    visit.take(page, "agree-number")
    other = visit.page(link)
    press(other, "main form button")
    visit.take(other, "agree-on-another-phone")


def says_no_on_their_phone(visit: Visit, link: str) -> None:
    page = visit.page(link)
    press(page, "main form button")
    press(page, "button[name=answer][value=decline]")
    visit.take(page, "agree-declined")


def comes_back_with_the_number_of_a_nurse(visit: Visit, number: str) -> None:
    page = visit.page()
    come_back(visit, page, number)
    visit.take(page, "receipt-handed-over-closed")
    press(page, task("show", "do"))
    unfold(page)
    visit.take(page, "receipt-handed-over")


WAYS = (
    asks_to_be_expected,
    is_under_18,
    comes_back_at_each_stage,
    answers_what_they_ask,
    says_how_it_went,
    asks_the_next,
    says_still_yes_or_takes_it_back,
    follows_a_link,
)
