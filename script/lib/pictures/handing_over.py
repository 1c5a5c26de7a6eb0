"""The form by which somebody is handed over, filled in as the ways need it."""

import re
from typing import Any

from playwright.sync_api import Page

from pictures.visit import Visit, press, task

NURSE = "demo-nurse"


def fill_in(visit: Visit, page: Page, alias: str = "Rosalinda") -> None:
    page.locator("#alias").fill(alias)
    chosen = {"level": "withdrawal", "medicine": "buprenorphine", "payer": "medicaid", "urgency": "today"}
    for name, value in (chosen | {"language": visit.look.language}).items():
        page.locator(f"#{name}").select_option(value)


def find(page: Page, text: str) -> None:
    page.locator("#find").fill(text)
    press(page, "button[name=task][value=find]")


def choose(page: Page, place: Any, others: int = 2) -> None:
    """This program first, then others of its town."""
    find(page, place.name)
    page.locator(f"#pick-{place.place}").select_option(index=1)
    find(page, place.town)
    for number in range(others):
        page.locator(f"select[name=pick]:not(#pick-{place.place})").nth(number).select_option(index=number + 2)


def written_down(visit: Visit, alias: str = "Rosalinda", *, others: int = 2, by: str = NURSE) -> Page:
    page = visit.page("/referrals/new/", by=by)
    fill_in(visit, page, alias)
    choose(page, visit.staged("ground.program"), others)
    press(page, "button[name=task][value=save]")
    return page


def asks_and_waits(visit: Visit, alias: str) -> Page:
    """Three are asked, and none has answered yet."""
    page = written_down(visit, alias)
    press(page, task("ask"))
    return page


def number_of(page: Page) -> str:
    found = re.search(r"/referrals/([^/]+)/", page.url)
    assert found is not None
    return found[1]
