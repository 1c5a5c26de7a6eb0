"""A nurse of a hospital hands somebody over: from the first form until they are in care."""

import re

from playwright.sync_api import Page

from pictures import coordinator, person, program
from pictures.handing_over import NURSE, asks_and_waits, choose, fill_in, find, number_of, written_down
from pictures.visit import Visit, path_of, press, send_anyway, task, unfold

SCREEN = "demo-nurse on a screen"


def writes_somebody_down(visit: Visit) -> None:
    page = visit.page("/referrals/", by=NURSE)
    visit.take(page, "sender-nobody-on-the-way")
    visit.go(page, "/referrals/new/")
    visit.take(page, "sender-new")
    send_anyway(page, "button[name=task][value=save]")
    visit.take(page, "sender-new-errors")
    page.locator("#find").fill("qqqqqq")
    press(page, "button[name=task][value=find]")
    visit.take(page, "sender-nothing-found")
    fill_in(visit, page)
    place = visit.staged("ground.program")
    find(page, place.town)
    visit.take(page, "sender-places-found")
    choose(page, place)
    find(page, visit.place)
    visit.take(page, "sender-three-chosen")
    press(page, "button[name=task][value=save]")
    visit.take_unfolded(page, "sender-written-down")


def from_asking_to_care(visit: Visit) -> None:
    place = visit.staged("ground.program").place
    nurse = written_down(visit)
    press(nurse, task("ask"))
    visit.take(nurse, "sender-asked")
    program.answers_by_link(visit)
    coordinator.rings_who_cannot_be_written_to(visit, number_of(nurse))
    visit.go(nurse, path_of(nurse))
    visit.take(nurse, "sender-answers")
    signed_on_their_phone(visit, nurse, place)
    visit.go(nurse, f"/referrals/{number_of(nurse)}/")
    visit.take_unfolded(nurse, "sender-agreed")
    gives_a_number(visit, nurse)
    press(nurse, f"#program-{place} {task('pick')}")
    visit.take(nurse, "sender-picked")
    code = nurse.locator(".dial strong").inner_text()
    visit.go(nurse, f"/referrals/{number_of(nurse)}/")
    visit.take(nurse, "sender-after-the-pick")
    program.opens_with_a_code(visit, code, lambda name: seen_by_nurse(visit, nurse, name))


def signed_on_their_phone(visit: Visit, nurse: Page, place: str) -> None:
    unfold(nurse)
    nurse.locator(f"#program-{place} select[name=language]").select_option(visit.look.language)
    press(nurse, f"#program-{place} {task('agree')}")
    visit.take(nurse, "sender-code-to-scan")
    person.signs_on_their_phone(visit, link_shown(nurse))


def link_shown(page: Page) -> str:
    return re.sub(r"^https?://[^/]+(/es)?", "", page.locator("code.secret").inner_text())


def gives_a_number(visit: Visit, nurse: Page) -> None:
    referral = number_of(nurse)
    press(nurse, task("number"))
    visit.take(nurse, "sender-number")
    visit.take_printed(nurse, "sender-number-printed")
    person.comes_back_with_the_number_of_a_nurse(visit, nurse.locator(".sheet-number").first.inner_text())
    visit.go(nurse, f"/referrals/{referral}/")


def seen_by_nurse(visit: Visit, nurse: Page, name: str) -> None:
    visit.go(nurse, f"/referrals/{number_of(nurse)}/")
    visit.take(nurse, f"sender-{name}")


def three_say_no(visit: Visit) -> None:
    nurse = written_down(visit, "Teo")
    press(nurse, task("ask"))
    visit.staged("questions.all_say_no", number_of(nurse))
    visit.go(nurse, path_of(nurse))
    visit.take(nurse, "sender-three-noes")


def agrees_on_paper_or_on_screen(visit: Visit) -> None:
    """A screen that was handed over opens nothing else, so it is another than that of the other ways."""
    place = visit.staged("ground.program").place
    visit.sign_ins.keep(SCREEN, visit.staged("seats.cookies_of", NURSE, visit.address))
    nurse = written_down(visit, "Ana", by=SCREEN)
    referral = number_of(nurse)
    for way in ("on_paper", "on_screen"):
        visit.go(nurse, f"/referrals/{referral}/")
        unfold(nurse)
        nurse.locator(f"#program-{place} select[name=way]").select_option(way)
        nurse.locator(f"#program-{place} select[name=language]").select_option(visit.look.language)
        press(nurse, f"#program-{place} {task('agree')}")
        visit.take(nurse, f"sender-consent-{way}")
        if way == "on_paper":
            visit.take_printed(nurse, "sender-consent-printed")
    nurse.locator("#present").fill("Nurse Okafor")
    press(nurse, "button[name=answer][value=witness]")
    visit.take(nurse, "sender-consent-screen-handed-over")


def replies_to_a_question(visit: Visit) -> None:
    nurse = written_down(visit, "Luz")
    press(nurse, task("ask"))
    visit.staged("questions.program_asks_back", number_of(nurse))
    visit.go(nurse, path_of(nurse))
    visit.take(nurse, "sender-asked-back")


def declines_on_their_phone(visit: Visit) -> None:
    place = visit.staged("ground.program").place
    nurse = written_down(visit, "Max", others=0)
    signed = number_of(nurse)
    unfold(nurse)
    nurse.locator(f"#program-{place} select[name=language]").select_option(visit.look.language)
    press(nurse, f"#program-{place} {task('agree')}")
    person.says_no_on_their_phone(visit, link_shown(nurse))
    visit.go(nurse, f"/referrals/{signed}/")
    visit.take(nurse, "sender-person-said-no")
    nurse.locator("#find").fill("recovery")
    press(nurse, task("find"))
    visit.take(nurse, "sender-another-place")


def begins_with_a_path(visit: Visit) -> None:
    page = visit.page("/referrals/paths/", by=NURSE)
    visit.take(page, "sender-paths-form")
    page.locator("#place").fill(visit.place)
    press(page, "main form:has(#place) button.button")
    visit.take(page, "sender-paths")


def looks_at_the_list(visit: Visit) -> None:
    """One waits for an answer there, which the inbox of the program shows as well."""
    asks_and_waits(visit, "Kit")
    page = visit.page("/referrals/", by=NURSE)
    visit.take(page, "sender-list")


def is_told_of_something_new(visit: Visit) -> None:
    """The open page asks for it by itself."""
    nurse = written_down(visit, "Joy")
    press(nurse, task("ask"))
    visit.staged("questions.program_says_yes", number_of(nurse))
    nurse.evaluate("window.htmx.trigger('#live', 'look')")
    nurse.locator("[data-live-say=new]:visible, #stands a[href^='#program-']").first.wait_for()
    visit.take(nurse, "sender-renewed-by-itself")


WAYS = (
    writes_somebody_down,
    from_asking_to_care,
    three_say_no,
    replies_to_a_question,
    declines_on_their_phone,
    is_told_of_something_new,
    begins_with_a_path,
    looks_at_the_list,
    agrees_on_paper_or_on_screen,
)
