"""Somebody keeps two meetings on their own device, without an account, and lets go of them again."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from journey_servers import handrail
from journeys.test_accessibility import faults

SOURCE = "two-groups"
NAMES = ("First Made-up Group", "Second Made-up Group")
KEPT = "() => [Object.assign({}, localStorage), Object.keys(sessionStorage), document.cookie]"


def row(number: int, name: str) -> dict[str, object]:
    return {
        "name": name,
        "slug": f"made-up-{number}",
        "day": number,
        "time": "19:00",
        "end_time": "20:00",
        "timezone": "America/Chicago",
        "formatted_address": f"{number} Example Street, Springfield, IL 62701, USA",
    }


@pytest.fixture(scope="module")
def ids(server, tmp_path_factory) -> Iterator[list[str]]:
    """Imported as an operator imports a list, and taken away again."""
    file = tmp_path_factory.mktemp("list") / "meetings.json"
    file.write_text(json.dumps([row(number, name) for number, name in enumerate(NAMES, start=1)]))
    handrail(server.folder, "import_meetings", str(file), "--format", "tsml", "--source", SOURCE, "--fellowship", "NA")
    with closing(sqlite3.connect(server.folder / "handrail.sqlite3")) as database:
        rows = database.execute("SELECT public_id FROM meetings_meeting WHERE key LIKE 'made-up-_' ORDER BY key")
        yield [public_id for (public_id,) in rows]
    gone = f"from handrail.meetings.models import Feed; Feed.objects.filter(name={SOURCE!r}).delete()"
    handrail(server.folder, "shell", "-c", gone)


def save(page: Page, public_id: str) -> None:
    page.goto(f"/meetings/{public_id}/")
    page.get_by_role("button", name="Save on this device").click()
    expect(page.get_by_text("Saved on this device.")).to_be_visible()


def subscribed(page: Page) -> str:
    return page.get_by_role("link", name="Subscribe with your calendar").get_attribute("href")


def test_saved_meetings_stay_on_the_device_alone_until_one_press_forgets_them(visit, server, ids):
    page = visit("/meetings/saved/")
    expect(page.get_by_text("Nothing is saved on this device.")).to_be_visible()
    for public_id in ids:
        save(page, public_id)
    kept = page.evaluate(KEPT)

    page.goto("/crisis/")
    page.goto("/meetings/saved/")
    expect(page.get_by_role("heading", name=NAMES[1])).to_be_visible()
    page.get_by_role("button", name=f"Take it off this device {NAMES[0]}").click()
    expect(page.get_by_role("heading", name=NAMES[0])).to_be_hidden()
    expect(page.get_by_text("1 meeting", exact=True)).to_be_visible()
    followed = [page.get_by_label("Or put this address into it").input_value(), subscribed(page)]
    sent_along = [field.get_attribute("value") for field in page.locator("[name=pick]").all()]
    one_kept = page.evaluate(KEPT)
    page.go_back(wait_until="commit")
    expect(page.get_by_role("heading", name="Help right now")).to_be_visible()
    page.goto("/meetings/saved/")
    page.get_by_role("button", name="Forget all of them").click()
    expect(page.get_by_text("Nothing is saved on this device.")).to_be_visible()

    assert kept == [{"kept": ".".join(ids)}, [], ""]
    assert [address.partition("?id=")[2] for address in followed] == [ids[1], ids[1]]
    assert sent_along == [ids[1]]
    assert one_kept == [{"kept": ids[1]}, [], ""]
    assert page.evaluate(KEPT) == [{}, [], ""]
    assert [public_id for public_id in ids if public_id in server.log()] == []


def test_meeting_saved_list_and_printed_week_have_no_fault_that_axe_knows(visit, ids):
    page = visit(f"/meetings/{ids[0]}/", bypass_csp=True)
    found = {"meeting": faults(page)}
    save(page, ids[0])

    page.goto("/meetings/saved/")
    expect(page.get_by_role("heading", name=NAMES[0])).to_be_visible()
    found["saved"] = faults(page)
    page.get_by_role("button", name="Print a week").click()
    expect(page.get_by_role("heading", name="A week of meetings")).to_be_visible()
    found["week"] = faults(page)

    assert found == {"meeting": [], "saved": [], "week": []}
