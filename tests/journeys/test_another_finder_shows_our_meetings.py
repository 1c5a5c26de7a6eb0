"""A service body keeps its finder (crouton) on its own site and points it at us: it shows every meeting of the body."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest

from journey_servers import handrail

SOURCE = "made-up-area"
BODIES = [
    {"id": "1", "parent_id": "0", "name": "Made-up Region", "type": "RS"},
    {"id": "2", "parent_id": "1", "name": "Made-up Area", "type": "AS"},
]
FORMATS = [
    {"key_string": "O", "name_string": "Open", "lang": "en", "id": "1", "world_id": "OPEN", "format_type_enum": "O"},
    {"key_string": "BT", "name_string": "Basic Text", "lang": "en", "id": "2", "world_id": "BT"},
]
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Meetings</title>
<link rel="stylesheet" href="/crouton.min.css"><div id="bmlt-tabs"></div>
<script src="/crouton.min.js"></script>
<script>var crouton = new Crouton(%s); crouton.render();</script>"""


@pytest.fixture(scope="session")
def crouton() -> Path:
    """The finder: TEST_CROUTON names its folder. script/test fetches it."""
    found = os.environ.get("TEST_CROUTON")
    if not found:
        pytest.skip("no crouton on this machine (name its folder in TEST_CROUTON; script/test fetches it by npm)")
    return Path(found)


class Site(SimpleHTTPRequestHandler):
    """Another site on this machine, that has the finder's files and one page."""

    def __init__(self, *arguments: object, page: list[str], **named: object) -> None:
        self.page = page
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page[0].encode())

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def another_site(folder: Path, page: str) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, directory=str(folder), page=[page]))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def meeting(number: int) -> dict[str, str]:
    return {
        "id_bigint": str(number),
        "service_body_bigint": str(1 + number % 2),
        "weekday_tinyint": str(1 + number % 7),
        "venue_type": "1",
        "start_time": "19:00:00",
        "duration_time": "01:30:00",
        "time_zone": "America/Chicago",
        "formats": "O,BT",
        "meeting_name": f"Made-up Meeting {number:02}",
        "location_text": f"Made-up Hall {number:02}",
        "location_street": f"{number} Example Street",
        "location_municipality": "Springfield",
        "location_province": "IL",
        "latitude": "39.8",
        "longitude": "-89.65",
        "published": "1",
    }


@pytest.fixture
def list_of_meetings(server, tmp_path) -> Iterator[list[str]]:
    """Imported as an operator imports a list, and taken away again."""
    rows = [meeting(number) for number in range(1, 31)]
    files = {"meetings": rows, "formats": FORMATS, "bodies": BODIES}
    paths = {name: tmp_path / f"{name}.json" for name in files}
    for name, path in paths.items():
        path.write_text(json.dumps(files[name]))
    options = ["--formats", str(paths["formats"]), "--service-bodies", str(paths["bodies"])]
    handrail(server.folder, "import_meetings", str(paths["meetings"]), "--format", "bmlt", "--source", SOURCE, *options)
    yield [row["meeting_name"] for row in rows if row["service_body_bigint"] == "2"]
    gone = f"from handrail.meetings.models import Feed; Feed.objects.filter(name={SOURCE!r}).delete()"
    handrail(server.folder, "shell", "-c", gone)


def body_named(server, name: str) -> str:
    with urlopen(f"{server.address}/bmlt/client_interface/json/?switcher=GetServiceBodies", timeout=10) as answer:
        return next(body["id"] for body in json.load(answer) if body["name"] == name)


def test_crouton_on_another_site_shows_all_meetings_of_a_service_body(browser, server, crouton, list_of_meetings):
    settings = {
        "root_server": f"{server.address}/bmlt/",
        "service_body": [body_named(server, "Made-up Area")],
        "show_map": "0",
        "language": "en-US",
        "theme": "",
    }
    context = browser.new_context()
    asked: list[str] = []

    with another_site(crouton, PAGE % json.dumps(settings)) as site:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site)
        page.wait_for_selector("text=Made-up Meeting", state="attached")
        shown = page.content()
    context.close()

    assert [name for name in list_of_meetings if name not in shown] == []
    assert "Made-up Meeting 02" not in shown  # of the region's own
    assert any("/bmlt/" in url and "/client_interface/jsonp/?switcher=GetSearchResults" in url for url in asked)
