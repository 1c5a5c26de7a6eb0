"""A program: a question answered from a phone without an account, who comes, its inbox, its places, its partners."""

from collections.abc import Callable

from pictures.handing_over import asks_and_waits
from pictures.visit import Visit, press, send_anyway, task, unfold

UNANSWERED = "section[aria-labelledby=asked] li:has(form) h3 a"
INTAKE, LEAD = "demo-intake", "demo-lead"


def answers_by_link(visit: Visit) -> None:
    link = visit.staged("ground.letter", "question")
    phone = visit.page(link)
    visit.take_unfolded(phone, "answer-closed")
    press(phone, "main form:not(:has(details)) button")
    visit.take(phone, "answer-open")
    unfold(phone)
    visit.take(phone, "answer-open-unfolded")
    press(phone, task("no", "answer"))
    visit.take(phone, "answer-no-reason")
    press(phone, task("yes", "answer"))
    visit.take(phone, "answer-thanks")
    other = visit.page(link)
    press(other, "main form:not(:has(details)) button")
    visit.take(other, "answer-on-another-phone")
    visit.go(other, "/answer/guessed/")
    press(other, "main form:not(:has(details)) button")
    visit.take(other, "answer-guessed")


def opens_with_a_code(visit: Visit, code: str, sender_sees: Callable[[str], None]) -> None:
    """Who comes, by a code that was told on the telephone; then until care has begun."""
    link = visit.staged("ground.letter", "chosen")
    phone = visit.page(link)
    visit.take_unfolded(phone, "open-referral-closed")
    press(phone, "main form:not(:has(details)) button")
    visit.take(phone, "open-referral-code")
    phone.locator("#code").fill("000000" if code != "000000" else "111111")
    press(phone, "form:has(#code) button")
    visit.take(phone, "open-referral-wrong-code")
    phone.locator("#code").fill(code)
    press(phone, "form:has(#code) button")
    visit.take(phone, "open-referral-person")
    visit.take_unfolded(phone, "open-referral-person-unfolded")
    for act, name in {"hold": "kept-place", "arrived": "arrived", "began": "ended"}.items():
        unfold(phone)
        press(phone, task(act))
        visit.take(phone, f"open-referral-{name}")
        sender_sees(name)
        if act != "began":
            press(phone, "main form:has(input[name=code]) button")
    spent = visit.page(link)
    press(spent, "main form:not(:has(details)) button")
    visit.take(spent, "open-referral-spent")


def reads_the_inbox(visit: Visit) -> None:
    for story in ("late", "looked-at", "waiting-list", "kept-place", "did-you-get-in"):
        visit.staged("requests.asked", story)
    page = visit.page("/referrals/inbox/", by=INTAKE)
    visit.take(page, "inbox")


def answers_at_its_desk(visit: Visit) -> None:
    asks_and_waits(visit, "Pat")
    page = visit.page("/referrals/inbox/", by=INTAKE)
    press(page, UNANSWERED)
    visit.take_unfolded(page, "inbox-question")
    press(page, task("no", "answer"))
    visit.take(page, "inbox-question-errors")
    unfold(page)
    page.locator("#position").fill("3")
    press(page, task("waiting_list", "answer"))
    visit.take(page, "inbox-question-answered")


def opens_a_person(visit: Visit) -> None:
    visit.staged("requests.asked", "asked")
    page = visit.page(f"/referrals/inbox/{visit.staged('requests.newest')}/", by=INTAKE)
    visit.take(page, "inbox-person-closed")
    press(page, "main form button")
    visit.take(page, "inbox-person")
    visit.take_unfolded(page, "inbox-person-unfolded")
    send_anyway(page, task("decline"))
    visit.take(page, "inbox-person-errors")
    unfold(page)
    page.locator("#words").fill("Can they come in the morning?")
    press(page, task("ask"))
    visit.take(page, "inbox-done")


def says_whether_they_came(visit: Visit) -> None:
    visit.staged("requests.asked", "did-you-get-in")
    visit.staged("ground.clocks")
    link = visit.staged("ground.letter", "question")
    page = visit.page(link)
    visit.take(page, "came-closed")
    press(page, "main form:not(:has(details)) button")
    visit.take(page, "came-open")
    press(page, "button[name=account][value=turned_away]")
    visit.take(page, "came-said")


def says_what_is_open(visit: Visit) -> None:
    ours = visit.staged("ground.program")
    page = visit.page(f"/account/listings/{ours.organization}/places/", by=INTAKE)
    visit.take(page, "places-of-ours")
    visit.go(page, f"/account/listings/{ours.organization}/{ours.claim}/places/")
    visit.take_unfolded(page, "places-of-one")
    for number, typed in enumerate(("2", "6")):
        page.locator("table.numbers td.field input").nth(number).fill(typed)
    press(page, "form:has(input[name=seen]) button.wide:not([name])")
    visit.take(page, "places-said")


def says_that_it_is_still_true(visit: Visit) -> None:
    link = visit.staged("places.ask_whether_still_true")
    page = visit.page(link)
    visit.take(page, "still-true")
    press(page, "button[name=look]")
    visit.take(page, "still-true-numbers")
    press(page, "button[name=still_true]")
    visit.take(page, "still-true-said")
    again = visit.page(link)
    press(again, "button[name=look]")
    visit.take(again, "still-true-spent")


def keeps_its_page_and_partners(visit: Visit) -> None:
    ours = visit.staged("ground.program")
    page = visit.page(f"/account/listings/{ours.organization}/", by=LEAD)
    visit.take(page, "listings")
    visit.go(page, f"/account/team/{ours.organization}/keys/")
    visit.take(page, "keys")
    visit.go(page, f"/account/listings/{ours.organization}/partners/")
    visit.take(page, "partners")
    press(page, "main ul.queue a")
    visit.take_unfolded(page, "partner")
    visit.go(page, f"/account/listings/{ours.organization}/partners/")
    page.locator("#name").fill(ours.town)
    press(page, "form:has(#name) button")
    visit.take(page, "partners-found")
    press(page, "a[href*='/partners/with/']")
    visit.take_unfolded(page, "partner-new")


def wants_no_more_messages(visit: Visit) -> None:
    """Last: until the next walk somebody rings this program."""
    page = visit.page(visit.staged("ground.letter", "question"))
    unfold(page)
    press(page, "button[name=stop]")
    visit.take(page, "messages-stopped")


WAYS = (
    reads_the_inbox,
    answers_at_its_desk,
    opens_a_person,
    says_whether_they_came,
    says_what_is_open,
    says_that_it_is_still_true,
    keeps_its_page_and_partners,
    wants_no_more_messages,
)
