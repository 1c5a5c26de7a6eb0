from xml.etree import ElementTree

import pytest
from django.test import Client

from factories import make_facility
from handrail.directory.index.live import forget_index
from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.meetings.index.live import forget_meetings
from handrail.meetings.models import Meeting
from handrail.pages import sitemap
from handrail.web.page_context import is_demonstration
from meeting_rows import make_stored_meeting

pytestmark = pytest.mark.django_db
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture
def client(clinics):
    forget_meetings()
    yield Client()
    forget_meetings()


def content(response) -> str:
    body = response.getvalue() if response.streaming else response.content
    return body.decode()


def read(client, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(content(client.get(path)))


def test_every_address_of_the_sitemap_is_a_page_in_both_languages(client, clinics):
    meeting = make_stored_meeting()
    forget_meetings()

    parts = [each.text for each in read(client, "/sitemap.xml").iter(LOCATION)]
    addresses = [each.text for part in parts for each in read(client, part).iter(LOCATION)]

    assert parts[0] == "http://testserver/sitemap-pages.xml"
    assert {client.get(address).status_code for address in addresses} == {200}
    assert f"http://testserver/es{clinics[0].get_absolute_url()}" in addresses
    assert {"http://testserver/facilities/in/il/springfield/", f"http://testserver{meeting_path(meeting)}"} <= {
        *addresses
    }
    assert len(addresses) == len(set(addresses))


def test_each_page_names_its_twin(client):
    first = next(iter(read(client, "/sitemap-state-il.xml")))

    assert [(link.get("hreflang"), link.get("href")) for link in first.iter(LINK)] == [
        ("en", "http://testserver/facilities/in/il/"),
        ("es", "http://testserver/es/facilities/in/il/"),
    ]


def test_parts_hold_ten_thousand_addresses_at_most_and_all_facilities(client, monkeypatch):
    monkeypatch.setattr(sitemap, "PAGES_PER_PART", 2)
    for _ in range(3):
        make_facility(city="A & B")
    forget_index()

    parts = [name for name in sitemap.parts() if name.startswith("facilities")]
    held = [len(sitemap.addresses(part)) for part in parts]

    assert (parts, held) == (["facilities-1", "facilities-2", "facilities-3"], [2, 2, 1])
    assert sitemap.MOST_ADDRESSES == 10_000


@pytest.mark.parametrize(
    "part",
    [
        "nosuch",
        "state-zz",
        "state-IL",
        "state-pw",
        "facilities-0",
        "facilities-9",
        "facilities-x",
        "facilities-",
        "meetings-1",
        "meetings-0",
        "kinds-1",
    ],
)
def test_a_part_that_there_is_not_is_not_found(client, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_parts_hold_all_meetings_that_are_listed(client, at, monkeypatch):
    monkeypatch.setattr(sitemap, "PAGES_PER_PART", 2)
    listed = [make_stored_meeting(weekdays=days) for days in ("1", "0123456", "2")]
    make_stored_meeting(gone_at=at)
    forget_meetings()

    parts = [name for name in sitemap.parts() if name.startswith("meetings")]
    held = [sitemap.addresses(part) for part in parts]

    paths = [meeting_path(meeting) for meeting in listed]
    assert (parts, held) == (["meetings-1", "meetings-2"], [paths[:2], paths[2:]])


def test_meeting_that_is_gone_since_the_index_was_made_is_left_out(client, at):
    gone, listed = make_stored_meeting(), make_stored_meeting()
    forget_meetings()
    sitemap.parts()
    type(gone).objects.filter(pk=gone.pk).update(gone_at=at)

    assert sitemap.addresses("meetings-1") == [meeting_path(listed)]


def test_part_of_meetings_costs_one_query_for_one_and_for_many(client, django_assert_num_queries):
    for more in (1, 3):
        for _ in range(more):
            make_stored_meeting()
        forget_meetings()
        sitemap.parts()  # the index is made

        with django_assert_num_queries(1):
            found = sitemap.addresses("meetings-1")

        assert len(found) == Meeting.objects.count()


def meeting_path(meeting: Meeting) -> str:
    return f"/meetings/{meeting.public_id}/"


def test_robots_leave_searches_and_doors_alone(client):
    lines = content(client.get("/robots.txt")).splitlines()

    assert {"Disallow: /desk/", "Disallow: /admin/", "Disallow: /paths/", "Disallow: /es/facilities/search/"} <= set(
        lines
    )
    assert "Disallow: /" not in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_invented_places_are_kept_out_of_search_engines(client, at):
    declare(kind=InstallationKind.DEMONSTRATION, at=at)
    is_demonstration.forget()

    assert "Disallow: /\n" in content(client.get("/robots.txt"))
