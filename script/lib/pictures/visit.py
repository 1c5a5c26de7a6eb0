"""One look at everything: a browser for whoever is asked for, and a picture wherever somebody stops."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from pictures.behind import Behind
from pictures.sign_ins import SignIns

PATIENCE = 20_000  # milliseconds: a machine that does other things meanwhile


@dataclass(frozen=True)
class Look:
    width: int
    scheme: Any
    language: str

    @property
    def name(self) -> str:
        return f"{self.width}-{self.scheme}-{self.language}"

    @property
    def before(self) -> str:
        """What stands before each address."""
        return "/es" if self.language == "es" else ""


@dataclass
class Visit:
    """`behind`: None where only the pages are within reach, and not what stands behind them."""

    browser: Browser
    look: Look
    folder: Path
    address: str
    place: str
    sign_ins: SignIns
    behind: Behind | None = None
    opened: list[BrowserContext] = field(default_factory=list)

    def page(self, path: str = "/", *, by: str = "") -> Page:
        """A browser of its own: nobody's, or that of who is signed in as `by`."""
        viewport: Any = {"width": self.look.width, "height": 800}
        context = self.browser.new_context(
            base_url=self.address, viewport=viewport, color_scheme=self.look.scheme, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        self.opened.append(context)
        if by:
            context.add_cookies(self.sign_ins.cookies_of(by, self.browser, self.address))
        page = context.new_page()
        self.go(page, path)
        return page

    def go(self, page: Page, path: str) -> None:
        page.goto(f"{self.look.before}{path}")

    def take(self, page: Page, name: str) -> None:
        page.screenshot(path=self.folder / f"{name}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            print(f"{self.look.name} {name} is wider than its screen", flush=True)

    def take_part(self, page: Page, selector: str, name: str) -> None:
        """The first of them alone: of a page that another walk takes whole."""
        page.locator(selector).first.screenshot(path=self.folder / f"{name}.png")

    def take_unfolded(self, page: Page, name: str) -> None:
        """What a fold hides is looked at as well."""
        unfold(page)
        self.take(page, name)

    def take_printed(self, page: Page, name: str) -> None:
        page.emulate_media(media="print")
        self.take(page, name)
        page.emulate_media(media="screen")

    def take_paper(self, page: Page, name: str) -> None:
        """As a printer has it: sheet by sheet."""
        page.emulate_media(media="print")
        page.pdf(path=self.folder / f"{name}.pdf", format="Letter")

    def leave(self) -> None:
        for context in self.opened:
            context.close()
        self.opened.clear()

    def staged(self, act: str, *values: Any, **named: Any) -> Any:
        """What no page does: see `pictures.staged`."""
        assert self.behind is not None, "only a walk through the demonstration of this checkout stages anything"
        return self.behind.do(act, *values, **named)


def press(page: Page, selector: str) -> None:
    """The first of them, and the page that it leads to. The words on it differ by language, its name does not."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def task(name: str, field: str = "task") -> str:
    """The button of the form that sends this."""
    return f"form:has(input[name={field}][value={name}]) button"


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")


def send_anyway(page: Page, selector: str) -> None:
    """As a browser does that checks no field before it sends: the page's own words about what is missing come."""
    page.evaluate("document.querySelectorAll('form').forEach(each => { each.noValidate = true })")
    press(page, selector)


def path_of(page: Page) -> str:
    """Without the language: `go` puts it before again."""
    path = "/" + page.url.split("/", 3)[3].partition("#")[0]
    return path.removeprefix("/es") if path.startswith("/es/") else path
