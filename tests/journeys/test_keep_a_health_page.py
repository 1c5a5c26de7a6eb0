"""A health page from its first words to the day it is overdue; nobody publishes their own words."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from content_files import write_content
from journey_doors import demonstration_cookies
from journey_servers import Server, handrail
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

QUESTION, SLUG = "Why do stones sink?", "why-do-stones-sink"
CLAIM = "stones-sink"
BODY = "#panel-child-content-body-section"


@pytest.fixture(scope="module")
def cookies(browser, demonstration_server, tmp_path_factory) -> dict[str, list]:
    content = write_content(tmp_path_factory.mktemp("content"))
    handrail(demonstration_server.folder, "load_content", "--folder", str(content))
    return demonstration_cookies(browser, demonstration_server)


@pytest.fixture
def as_editor(visit, demonstration_server, cookies):
    def open_page(name: str, path: str, **look) -> Page:
        page = visit("/crisis/", at=demonstration_server, **{"width": 1280, **look})
        page.context.add_cookies(cookies[name])
        page.goto(path)
        return page

    return open_page


def new_claim(page: Page) -> None:
    """Refused as long as it names no source."""
    page.goto("/cms/claims/new/")
    page.locator("#id_key").fill(CLAIM)
    page.locator("#id_text_en").fill("Stones sink in water.")
    page.locator("#id_text_es").fill("Las piedras se hunden en el agua.")
    page.locator("#id_strength").select_option("limited")
    page.locator("#id_checked_on").fill("2026-11-23")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("A claim needs a source.").first).to_be_visible()
    page.get_by_label("rivers-2020").check()
    page.get_by_role("button", name="Create").click()
    expect(page.locator(".messages")).to_contain_text(CLAIM)


def write_page(page: Page, root: str) -> str:
    """A page with one part that rests on nothing yet. Returns where it is edited."""
    page.goto(root)
    page.locator("#id_title").fill(QUESTION)
    page.locator("#id_answer").fill("They are heavier than water.")
    body = page.locator(BODY)
    body.get_by_title("Insert a block").click()
    page.get_by_role("option", name="Text").click()
    body.locator(".public-DraftEditor-content").click()
    page.keyboard.type("Stones sink in water.")
    # The editor hands its words to the form a moment after the last key: sooner than a hand reaches "Save draft".
    expect(body.locator("[name=body-0-value-body]")).to_have_value(re.compile("Stones sink in water"))
    page.get_by_role("tab", name="Promote").click()
    page.locator("#id_slug").fill(SLUG)
    page.locator("#id_topic").select_option("understand")
    page.get_by_role("tab", name="Settings").click()
    page.locator("#id_checked_on").fill("2026-11-23")
    save(page)
    return re.sub(r"[?#].*", "", page.url)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text(QUESTION)


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def rest_on_claim(page: Page) -> None:
    page.locator(f"{BODY} [data-streamfield-list-add]").first.click()
    page.locator("[name=body-0-value-claims-0-value]").select_option(CLAIM)
    save(page)


def say_of_claim(page: Page, server: Server, *, is_confirmed: bool) -> None:
    """Whether somebody opened its source and found exactly this there."""
    with closing(sqlite3.connect(server.folder / "handrail.sqlite3")) as database:
        (claim,) = database.execute("SELECT id FROM learn_claim WHERE key = ?", [CLAIM]).fetchone()
    page.goto(f"/cms/claims/edit/{claim}/")
    page.locator("#id_is_confirmed").set_checked(is_confirmed)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text(CLAIM)


def months_pass(server: Server) -> None:
    """As other journeys do: what the database says of a day lies further back."""
    with closing(sqlite3.connect(server.folder / "handrail.sqlite3", timeout=30)) as database:
        rows = "UPDATE learn_article SET checked_on = '2025-01-31' WHERE page_ptr_id IN"
        database.execute(f"{rows} (SELECT id FROM wagtailcore_page WHERE slug = ?)", [SLUG])
        database.commit()


def root_of_english(server: Server) -> str:
    with closing(sqlite3.connect(server.folder / "handrail.sqlite3")) as database:
        (root,) = database.execute("SELECT id FROM wagtailcore_page WHERE slug = 'content-en'").fetchone()
    return f"/cms/pages/add/learn/article/{root}/"


def test_page_is_written_refused_reviewed_published_and_overdue(as_editor, visit, demonstration_server):
    writer = as_editor("demo-writer", "/cms/")
    new_claim(writer)
    place = write_page(writer, root_of_english(demonstration_server))
    expect(writer.get_by_role("button", name="Publish", exact=True)).to_have_count(0)

    reviewer = as_editor("demo-reviewer", place)
    publish(reviewer)
    expect(reviewer.get_by_text("Part 1 states health facts and names no claim.")).to_be_visible()

    writer.goto(place)
    rest_on_claim(writer)
    superuser = as_editor("demo-operator", place)
    superuser.locator("#id_answer").fill("They are heavier than the water around them.")
    publish(superuser)
    expect(superuser.get_by_text("You wrote part of this.")).to_be_visible()
    assert visit(f"/heroin/{SLUG}/", at=demonstration_server).title() != f"{QUESTION} · Handrail"

    reviewer.goto(place)
    publish(reviewer)
    expect(reviewer.locator(".messages")).to_contain_text("Saved as a draft and not published.")
    say_of_claim(reviewer, demonstration_server, is_confirmed=True)
    reviewer.goto("/desk/content/")
    reviewer.get_by_role("link", name=QUESTION).click()
    publish(reviewer)
    expect(reviewer.locator(".messages")).to_contain_text("published")
    expect(reviewer.locator(".messages")).not_to_contain_text("not published")
    visitor = visit(f"/heroin/{SLUG}/", at=demonstration_server)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(visitor.locator(".rests .tag")).to_have_count(0)

    say_of_claim(reviewer, demonstration_server, is_confirmed=False)
    visitor.reload()
    expect(visitor.locator(".rests .tag")).to_have_text("not yet confirmed")

    months_pass(demonstration_server)
    reviewer.goto("/desk/content/")
    overdue = reviewer.locator("section", has=reviewer.locator("#overdue"))
    expect(overdue.get_by_role("link", name=QUESTION)).to_be_visible()
    visitor.reload()
    expect(visitor.locator("#overdue")).to_contain_text("This page was due for review on January 31, 2026.")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_review_desk_has_no_fault_that_axe_knows_and_never_scrolls_sideways(as_editor, width, scheme):
    page = as_editor("demo-reviewer", "/desk/content/", width=width, scheme=scheme, bypass_csp=True)

    assert faults(page) == []
    assert is_wider_than_screen(page) is False
