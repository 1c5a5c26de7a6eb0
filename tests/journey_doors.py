"""How a person comes in: name, password, and an authenticator app of ours."""

import base64
import time

from playwright.sync_api import Page

from handrail.accounts.domain.totp import code_at_step

KEPT: dict[tuple[str, str], list] = {}


def sign_in(page: Page, name: str, password: str) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Your sign-in name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def enrol_app(page: Page) -> bytes:
    """Types what the page shows into an app of our own, and its code back."""
    page.goto("/account/second-factor/app/")
    secret = base64.b32decode(page.locator("code.secret").inner_text().replace(" ", ""))
    page.get_by_label("Six digits").fill(code_now(secret))
    page.get_by_role("button", name="Turn it on").click()
    return secret


def code_now(secret: bytes, *, steps: int = 0) -> str:
    return code_at_step(secret, int(time.time()) // 30 + steps)


def come_in(page: Page, name: str, password: str, path: str) -> None:
    """Operators sign in once and later browsers go on with it: a code opens once, and tests are faster than codes."""
    server = page.url.partition("/account/")[0]
    if (server, name) not in KEPT:
        sign_in(page, name, password)
        enrol_app(page)
        page.get_by_role("button", name="I have written them down").click()
        KEPT[server, name] = page.context.cookies()
    page.context.add_cookies(KEPT[server, name])
    page.goto(path)
