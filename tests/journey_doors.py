"""How a person comes in: name, password, and an authenticator app of ours."""

import base64
import json
import subprocess
import time

from playwright.sync_api import Browser, Page, expect

from handrail.accounts.domain.totp import code_at_step
from installations import HANDRAIL
from journey_servers import Server, environment

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


def demonstration_cookies(browser: Browser, server: Server) -> dict[str, list]:
    """Those of each demonstration sign-in: a code opens once, and there are more looks than codes."""
    more = environment(server.folder, HANDRAIL_DEMONSTRATION="1")
    command = [HANDRAIL, "load_demonstration", "--json"]
    done = subprocess.run(command, env=more, capture_output=True, text=True, check=True)
    return {one["username"]: cookies_of(browser, server, one) for one in json.loads(done.stdout)["sign_ins"]}


def cookies_of(browser: Browser, server: Server, made: dict) -> list:
    context = browser.new_context(base_url=server.address)
    page = context.new_page()
    sign_in(page, made["username"], made["password"])
    page.get_by_label("Code").fill(made["codes"][0])
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    cookies = context.cookies()
    context.close()
    return cookies
