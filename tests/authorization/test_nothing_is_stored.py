"""After a visit, no table holds the place, the need, the address or the browser of the visitor (P1, S12)."""

import re

import pytest
from django.test import Client

from every_address import every_route, filled_in, public_routes
from factories import make_facility
from handrail.accounts.models import SignIn
from handrail.web.doors import DOORS
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db(transaction=True)

COUNTS = "web_doorcount"  # how often a network came to a door, under a key that nobody keeps: it alone may grow
PLACE, NEED, ADDRESS, BROWSER = "62701", "sentinelneed", "203.0.113.77", "SentinelBrowser/1.0"


GUESSED = {
    "public_id": "guessed",
    "correction": "guessed",
    "object_id": "0",
    "content_type_id": "0",
    "token": "guessed",
    "request_id": "guessed",
    "kind": "complaint",
    "organization": "guessed",
    "facility": "guessed",
    "claim": "guessed",
    "roster": "guessed",
}
BROWSED = {"state": "il", "place": "springfield", "part": "pages", "token": "guessed"}
API_CALLS = [
    ("/api/paths", {"near": PLACE, "need": ["children", "trauma"], "language": ["spanish"], "age": 34}),
    ("/api/facilities/search", {"near": PLACE, "filters": {"medicine": ["starts"]}}),
]


def without_counts(stored: dict[str, list]) -> dict[str, list]:
    return {table: rows for table, rows in stored.items() if table != COUNTS}


@pytest.mark.asvs("V3.5.3")
def test_visits_change_no_row_of_any_table():
    facility = make_facility(zip="62799")
    visitor = Client(REMOTE_ADDR=ADDRESS, headers={"user-agent": BROWSER, "x-forwarded-for": ADDRESS})
    search = {"who": "myself", "place": PLACE, "matters": ["children", "trauma"], "language": "spanish", "age": "34"}
    before = everything_stored()

    for route in public_routes():
        path = filled_in(route, public_id=facility.public_id, **BROWSED)
        visitor.get(path)
        visitor.post(path, search)
        visitor.post(path, search | {"matters": NEED})
        visitor.post(path, {"text": f"{NEED} {PLACE}"})
    for path, call in API_CALLS:
        answered = visitor.post(path, call, content_type="application/json")
        assert answered.status_code == 200, answered.content
        visitor.post(path, call | {"need": [NEED], NEED: NEED}, content_type="application/json")
        visitor.get(f"{path}?{NEED}={PLACE}")
    visitor.get("/admin/")

    after = everything_stored()
    assert without_counts(after) == without_counts(before)
    assert len(after[COUNTS]) >= 1
    words = (PLACE, NEED, ADDRESS, BROWSER)
    assert [table for table, rows in after.items() if any(word in row for row in rows for word in words)] == []


NETWORK = "203.0.113.0"
TYPED = "sentinelpassword here"


def test_walk_through_every_door_stores_neither_address_nor_browser_nor_what_was_typed():
    """Refused, made, signed in, named, confirmed, invited, reset: by somebody, from somewhere (S12)."""
    visitor = Client(
        REMOTE_ADDR=ADDRESS,
        headers={"user-agent": BROWSER, "x-forwarded-for": ADDRESS, "origin": "http://testserver"},
    )
    doors = [filled_in(route, **GUESSED) for route in every_route() if f"/{route}".startswith(DOORS)]

    for door in doors:
        visitor.get(door)
        visitor.post(door, {"handle": NEED, "code": NEED, "answer": NEED, "state": NEED, "password": "not it"})
    made = visitor.post("/account/new/", {"word": "river", "password": TYPED}, follow=True)
    name, codes = shown(made)
    visitor.post("/account/devices/", {"device": SignIn.objects.get().public_id, "name": NEED})
    visitor.post("/account/confirm/", {"password": TYPED})
    visitor.post("/account/second-factor/app/", {"code": "000000"})
    visitor.post("/account/recover/", {"handle": name, "code": codes[0], "password": f"{TYPED} too"})
    visitor.post("/account/sign-in/", {"handle": name, "password": f"{TYPED} too"})

    stored = everything_stored()
    assert len(stored["accounts_signin"]) == 1
    words = (NEED, ADDRESS, NETWORK, BROWSER, TYPED, codes[1])
    assert [table for table, rows in stored.items() if any(word in row for row in rows for word in words)] == []


def shown(answer) -> tuple[str, list[str]]:
    """The name and the recovery codes of a new account."""
    page = answer.content.decode()
    return re.search(r'class="dial">([^<]+)<', page)[1], re.findall(r"<code>([^<]+)</code>", page)
