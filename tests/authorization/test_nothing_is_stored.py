"""After a visit, no table holds the place, the need, the address or the browser of the visitor (P1, S12)."""

import pytest
from django.test import Client

from every_address import filled_in, public_routes
from factories import make_facility
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db(transaction=True)

COUNTS = "web_doorcount"  # how often a network came to a door, under a key that nobody keeps: it alone may grow
PLACE, NEED, ADDRESS, BROWSER = "62701", "sentinelneed", "203.0.113.77", "SentinelBrowser/1.0"


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
        path = filled_in(route, public_id=facility.public_id, state="il", place="springfield", part="pages")
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


def test_refused_sign_in_stores_neither_address_nor_name():
    visitor = Client(REMOTE_ADDR=ADDRESS, headers={"user-agent": BROWSER, "x-forwarded-for": ADDRESS})

    for _ in range(3):
        visitor.post("/admin/login/", {"username": NEED, "password": "not it"})

    stored = everything_stored()
    words = (NEED, ADDRESS, BROWSER)
    assert [table for table, rows in stored.items() if any(word in row for row in rows for word in words)] == []
