"""Who comes in through the door: seldom, since a code opens once and there are more looks than codes."""

import math
import re
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

FRESH = 8 * 60  # seconds: after ten minutes the most private pages ask again who it is
PRINTED = re.compile(r"sign-in for \w+ at \S+: (\S+)\s+(\S+)\n.*?: (.*)")


class SignIns:
    """Names, passwords and codes as `script/start` printed them, and the cookies of who came in."""

    def __init__(self, printed: Path | None = None) -> None:
        text = printed.read_text(encoding="utf-8") if printed else ""
        self.told = {name: (password, codes.split()) for name, password, codes in PRINTED.findall(text)}
        self.kept: dict[str, tuple[list[Any], float]] = {}

    def keep(self, name: str, cookies: list[Any]) -> None:
        self.kept[name] = (cookies, time.monotonic())

    def cookies_of(self, name: str, browser: Browser, address: str) -> list[Any]:
        """After a while they come in again, by another code."""
        cookies, since = self.kept.get(name, ([], -math.inf))
        if time.monotonic() - since < FRESH:
            return cookies
        context = browser.new_context(base_url=address)
        come_in(context.new_page(), name, *self.told[name])
        self.keep(name, context.cookies())
        context.close()
        return self.kept[name][0]


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
