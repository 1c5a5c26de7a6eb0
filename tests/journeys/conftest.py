"""A real browser before a real server. Each visit is a new, empty browser; nothing may come from another origin."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from journey_browser import AS_PEOPLE_HAVE_IT, QUIET, is_complaint
from journey_servers import Server, handrail, serving

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Production settings, and a directory that was imported from a workbook."""
    with serving(tmp_path_factory.mktemp("production"), is_demonstration=False) as running:
        yield running


@pytest.fixture(scope="session")
def demonstration_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("demonstration"), is_demonstration=True) as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps an event loop in this thread, in which Django would refuse the tests after these a database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=10_000)  # a busy machine is no fault of the page
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=chromium, args=QUIET, ignore_default_args=AS_PEOPLE_HAVE_IT)
    yield started
    started.close()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """Opens the product as a person's device would show it, and afterwards shows that nothing else was asked for."""
    strangers: list[str] = []
    complaints: list[str] = []
    opened = []

    def open_page(
        path: str = "/",
        *,
        width: int = 360,
        has_script: bool = True,
        scheme: str = "light",
        at: Server = server,
        **options: object,
    ) -> Page:
        context = browser.new_context(
            base_url=at.address,
            viewport={"width": width, "height": 740},
            java_script_enabled=has_script,
            color_scheme=scheme,
            service_workers="allow",
            **options,
        )
        opened.append(context)
        context.set_default_timeout(10_000)
        ours = (f"{at.address}/", at.exit_url, "data:", "about:", "blob:")
        context.on("request", lambda request: request.url.startswith(ours) or strangers.append(request.url))
        context.on("console", lambda message: is_complaint(message) and complaints.append(message.text))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert strangers == []
    assert complaints == []


@pytest.fixture(scope="session")
def health_pages(server: Server) -> None:
    """The first health content, on the production server."""
    handrail(server.folder, "load_content")


@pytest.fixture(scope="session")
def place_address(server: Server) -> str:
    """The page of one facility of the production server, whose address is random."""
    with closing(sqlite3.connect(server.folder / "handrail.sqlite3")) as database:
        (public_id,) = database.execute("SELECT public_id FROM directory_facility ORDER BY id LIMIT 1").fetchone()
    return f"/facilities/{public_id}/"
