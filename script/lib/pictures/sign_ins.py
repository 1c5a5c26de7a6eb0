"""Who comes in through the door: once for all looks, since a code opens once and there are more looks than codes."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

HERE = 204  # the answer to who asks whether they are signed in, and is
PRINTED = re.compile(r"sign-in for \w+ at \S+: (\S+)\s+(\S+)\n.*?: (.*)")


class SignIns:
    """Names, passwords and codes as `script/start` printed them, and the cookies of who came in."""

    def __init__(self, printed: Path | None = None) -> None:
        text = printed.read_text(encoding="utf-8") if printed else ""
        self.told = {name: (password, codes.split()) for name, password, codes in PRINTED.findall(text)}
        self.kept: dict[str, list[Any]] = {}

    def keep(self, name: str, cookies: list[Any]) -> None:
        self.kept[name] = cookies

    def cookies_of(self, name: str, browser: Browser, address: str) -> list[Any]:
        """Staff who did nothing for a while are signed out: they come in again, by another code."""
        context = browser.new_context(base_url=address)
        context.add_cookies(self.kept.get(name, []))
        if context.request.get("/account/here/").status != HERE:
            come_in(context.new_page(), name, *self.told[name])
            self.kept[name] = context.cookies()
        context.close()
        return self.kept[name]


def come_in(page: Page, name: str, password: str, codes: list[str]) -> None:
    """A code opens once. One that an earlier walk used up opens nothing, so the next is tried."""
    page.goto("/account/sign-in/")
    page.locator("#handle").fill(name)
    page.locator("#password").fill(password)
    page.locator("main form button").first.click()
    while codes:
        page.locator("#code").fill(codes.pop(0))
        with page.expect_navigation():
            page.locator("main form button").first.click()
        if not page.locator("#code").count():
            return
    raise RuntimeError(f"No code of {name} opens any more: end script/start and begin it again for new ones.")
