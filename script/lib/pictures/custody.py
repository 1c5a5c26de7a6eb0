"""Police, and the health service of a prison: they send, and who is released is prepared for weeks ahead."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

from pictures.handing_over import choose, fill_in, number_of
from pictures.visit import Visit, press, send_anyway

AHEAD = timedelta(days=21)


def come_in(visit: Visit, kind: str, role: str) -> str:
    """The name under which their browser is kept."""
    name = f"demo-{kind}"
    visit.sign_ins.keep(name, visit.staged("seats.cookies", kind, role, visit.address))
    return name


def release_is_prepared(visit: Visit) -> None:
    page = visit.page("/referrals/new/", by=come_in(visit, "prison_health", "nurse"))
    visit.take(page, "release-form")
    fill_release(visit, page)
    send_anyway(page, "button[name=task][value=save]")
    visit.take(page, "release-form-errors")
    page.locator("#first_day_medicine").select_option("supply")
    page.locator("#first_day_naloxone").select_option("handed_over")
    press(page, "button[name=task][value=save]")
    visit.take(page, "release-written-down")
    visit.go(page, f"/referrals/{number_of(page)}/release-pack/")
    visit.take(page, "release-pack")
    visit.take_printed(page, "release-pack-printed")


def fill_release(visit: Visit, page: Page) -> None:
    fill_in(visit, page, "Teo")
    page.locator("#urgency").select_option("next_day")
    page.locator("#release_on").fill((datetime.now(UTC).date() + AHEAD).isoformat())
    choose(page, visit.staged("ground.program"))


def police_hand_over(visit: Visit) -> None:
    page = visit.page("/referrals/", by=come_in(visit, "police", "officer"))
    visit.take(page, "police-desk")
    visit.go(page, "/referrals/new/")
    visit.take(page, "police-form")
    send_anyway(page, "button[name=task][value=save]")
    visit.take(page, "police-form-errors")
    write_for_police(visit, page)
    press(page, "button[name=task][value=save]")
    visit.take(page, "police-received")
    visit.go(page, "/referrals/")
    visit.take(page, "police-desk-afterwards")


def write_for_police(visit: Visit, page: Page) -> None:
    fill_in(visit, page, "Jo")
    page.locator("#condition").select_option(index=1)
    choose(page, visit.staged("ground.program"), others=0)


def police_print_the_paper(visit: Visit) -> None:
    page = visit.page("/referrals/new/", by=come_in(visit, "police", "officer"))
    write_for_police(visit, page)
    press(page, "button[name=task][value=paper]")
    visit.take(page, "police-paper")
    visit.take_printed(page, "police-paper-printed")


def custody_prepares_a_release(visit: Visit) -> None:
    """One-way, so the sheet for the day comes at once, and once."""
    page = visit.page("/referrals/new/", by=come_in(visit, "custody", "officer"))
    visit.take(page, "custody-form")
    fill_release(visit, page)
    page.locator("#condition").select_option(index=1)
    page.locator("#first_day_medicine").select_option("supply")
    page.locator("#first_day_naloxone").select_option("handed_over")
    press(page, "button[name=task][value=save]")
    visit.take(page, "custody-received")
    visit.take_printed(page, "custody-received-printed")


WAYS = (release_is_prepared, police_hand_over, police_print_the_paper, custody_prepares_a_release)
