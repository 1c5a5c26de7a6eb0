"""A BMLT server's questions, as real clients put them."""

import json
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.export import bmlt_search
from handrail.meetings.export.bmlt import FIELDS, meeting_id
from handrail.meetings.export.bmlt_bodies import body_id
from handrail.meetings.export.bmlt_formats import BY_TRAIT, FormatBook
from handrail.meetings.export.bmlt_matching import FormatMatching
from handrail.meetings.export.bmlt_parameters import Numbers, Parameters
from handrail.meetings.export.bmlt_search import sort_keys
from handrail.meetings.export.distances import Circle
from handrail.meetings.export.published import Publisher
from handrail.meetings.export.queries import Hit, in_this_order, publishers
from handrail.meetings.models import Feed, Meeting
from handrail.web.limiting.limits import forget_permits
from interop.meeting_lists.listed_meetings import READ, make_feed, make_meeting
from meetings.export.published_samples import ONLINE

pytestmark = pytest.mark.django_db

API = "/bmlt/client_interface/json/"
BODIES = [
    {"id": "1", "parent_id": "0", "name": "Region", "type": "RS"},
    {"id": "2", "parent_id": "1", "name": "North Area", "type": "AS"},
    {"id": "3", "parent_id": "1", "name": "South Area", "type": "AS"},
]
FORMATS = [
    {"key_string": "OM", "name_string": "Open Meeting", "lang": "en", "id": "4", "world_id": "OPEN"},
    {"key_string": "RO", "name_string": "Reunion abierta", "lang": "es", "id": "4", "world_id": "OPEN"},
    {"key_string": "Pi", "name_string": "Pitch", "lang": "en", "id": "5", "world_id": ""},
]
OPEN = BY_TRAIT[Trait.OPEN].own_id


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_permits()


@pytest.fixture
def ask(client):
    def asked(query: str = "", *, path: str = API):
        response = client.get(f"{path}?{query}")
        content = response.getvalue() if response.streaming else response.content
        assert response.status_code == 200, content
        return json.loads(content)

    return asked


@pytest.fixture
def names(ask):
    def found(query: str) -> list[str]:
        return [row["meeting_name"] for row in ask(f"switcher=GetSearchResults&{query}")]

    return found


@pytest.fixture
def server(db) -> Feed:
    return make_feed("north", format=FeedFormat.BMLT, service_bodies=BODIES, formats=FORMATS)


@pytest.fixture
def week(server):
    """Four at a BMLT server, and a meeting on two days from a list of another kind."""
    make_meeting(server, name="A", weekdays=(0,), start=time(8), minutes=60, service_body="2", formats=("OM",),
                 latitude=40.0, longitude=-89.0, city="Alton", world_ids=("OPEN",))  # fmt: skip
    make_meeting(server, name="B", weekdays=(1,), start=time(12), minutes=90, service_body="3", formats=("OM", "Pi"),
                 latitude=40.1, longitude=-89.0, city="Benton", world_ids=("OPEN",))  # fmt: skip
    make_meeting(server, name="C", weekdays=(1,), start=time(19), minutes=60, service_body="1", formats=(),
                 latitude=40.2, longitude=-89.0, city="Alton", venue=Venue.HYBRID)  # fmt: skip
    make_meeting(server, name="D", weekdays=(6,), start=time(23, 30), minutes=120, formats=("Pi",),
                 latitude=None, longitude=None, city="Cairo", venue=Venue.ONLINE)  # fmt: skip
    other = make_feed("other", title="Other Area")
    make_meeting(other, name="E", weekdays=(0, 3), start=time(8), minutes=60, traits=frozenset({Trait.OPEN}),
                 languages=("es",), latitude=41.0, longitude=-89.0, city="Dover")  # fmt: skip
    make_meeting(other, name="by appointment", weekdays=(), start=None)
    make_meeting(other, name="gone", gone_at=READ)


def id_of(name: str, place: int = 0) -> int:
    meeting = Meeting.objects.get(name=name)
    return meeting_id(meeting.pk, int(meeting.weekdays[place]))


def body_of(feed: str, own: int) -> int:
    return Feed.objects.get(name=feed).pk * 1_000_000 + own


def test_every_meeting_by_day_hour_and_length_and_all_values_are_strings(week, ask):
    rows = ask("switcher=GetSearchResults")

    assert [(row["meeting_name"], row["weekday_tinyint"], row["start_time"]) for row in rows] == [
        ("A", "1", "08:00:00"),
        ("E", "1", "08:00:00"),
        ("B", "2", "12:00:00"),
        ("C", "2", "19:00:00"),
        ("E", "4", "08:00:00"),
        ("D", "7", "23:30:00"),
    ]
    assert {type(value) for row in rows for value in row.values()} == {str}
    assert {tuple(row) for row in rows} == {FIELDS}
    assert len({row["id_bigint"] for row in rows}) == 6


def test_meeting_object_says_what_the_server_would(week, ask):
    row = ask("switcher=GetSearchResults&page_size=1")[0]

    north = body_of("north", 2)
    told = ("service_body_bigint", "venue_type", "duration_time", "time_zone", "formats", "latitude", "published")
    assert [row[name] for name in told] == [str(north), "1", "01:00:00", "America/Chicago", "OM", "40.0", "1"]
    assert row["root_server_uri"] == "http://testserver/bmlt"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("weekdays=2", "BC"),
        ("weekdays=1,7", "AED"),
        ("weekdays[]=1&weekdays[]=7", "AED"),
        ("weekdays[0]=1&weekdays[1]=7", "AED"),
        ("weekdays=-2", "AEED"),
        ("weekdays=9", ""),
        ("weekdays=x", ""),
        ("venue_types=2", "D"),
        ("venue_types=1", "AEBE"),
        ("venue_types=-1", "CD"),
        ("venue_types=7", ""),
        ("StartsAfterH=12", "CD"),
        ("StartsAfterH=11&StartsAfterM=59", "BCD"),
        ("StartsBeforeH=12", "AEE"),
        ("StartsBeforeH=12&StartsBeforeM=1", "AEBE"),
        ("StartsAfterH=25", ""),
        ("EndsBeforeH=9", "AEE"),
        ("MinDurationH=1&MinDurationM=30", "BD"),
        ("MaxDurationH=1", "AECE"),
        ("MaxDurationH=1&MinDurationH=2", ""),
        ("SearchString=alton", "AC"),
        ("SearchString=al", ""),
        ("meeting_key=location_municipality&meeting_key_value=Alton", "AC"),
        ("meeting_key=weekday_tinyint&meeting_key_value=2", "BC"),
        ("meeting_key=start_time&meeting_key_value=08:00:00", "AEE"),
        ("meeting_key=virtual_meeting_link&meeting_key_value=x", ""),
        ("meeting_key=unknown&meeting_key_value=x", ""),
        ("advanced_published=0", "AEBCED"),
        ("advanced_published=-1", ""),
        ("sort_key=time", "AEEBCD"),
        ("sort_key=town", "ACBDEE"),
        ("sort_key=state", "ACBDEE"),
        ("sort_key=weekday_state", "AECBED"),
        ("sort_keys=location_municipality,start_time", "ACBDEE"),
        ("sort_keys=meeting_name", "ABCDEE"),
        ("page_size=2&page_num=2", "BC"),
        ("page_size=2&page_num=9", ""),
        ("page_size=-1", "AEBCED"),
        ("root_server_ids=1&lang_enum=en&unknown=x", "AEBCED"),
    ],
)
def test_parameters_of_a_search(week, names, query, found):
    assert "".join(names(query)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lat_val=40&long_val=-89&geo_width=1", "A"),
        ("lat_val=40&long_val=-89&geo_width=7", "AB"),
        ("lat_val=40&long_val=-89&geo_width_km=12", "AB"),
        ("lat_val=40&long_val=-89&geo_width=-2", "AB"),
        ("lat_val=40&long_val=-89&geo_width=-4", "AEBCE"),
        ("lat_val=41&long_val=-89&geo_width=-4&sort_results_by_distance=1", "EECB"),
        ("lat_val=40&long_val=-89", ""),
        ("lat_val=40&geo_width=5", ""),
        ("geo_width=5", ""),
        ("lat_val=x&long_val=-89&geo_width=5", ""),
        ("lat_val=nan&long_val=-89&geo_width=5", ""),
        ("lat_val=400&long_val=-89&geo_width=5", ""),
        ("lat_val=40&long_val=-89&geo_width=0", ""),
        ("lat_val=&long_val=&geo_width=", "AEBCED"),
    ],
)
def test_search_around_a_point(week, names, query, found):
    assert "".join(names(query)) == found


@pytest.mark.parametrize(("width", "found"), [(-1, "N"), (-2, "NP"), (-3, "NPQ"), (-4, "NPQR"), (-9, "NPQRS")])
def test_the_nearest_are_looked_for_ever_farther_also_across_the_date_line(server, names, width, found):
    for name, latitude, longitude in (
        ("N", 51.9, 179.99), ("P", 52.0, -179.2), ("Q", 52.0, 177.0), ("R", 58.0, -170.0), ("S", -40.0, 20.0),
    ):  # fmt: skip
        make_meeting(server, name=name, latitude=latitude, longitude=longitude)

    nearest = names(f"lat_val=52&long_val=180&geo_width={width}&sort_results_by_distance=1")

    assert "".join(nearest) == found


def test_a_circle_is_looked_for_by_its_points(week):
    searching = bmlt_search.Searching(Parameters({}), publishers(), nothing_asked())

    plan = searching.rows(Circle(40.0, -89.0, degrees=0.1)).explain()

    if connection.vendor == "sqlite":  # the other reads a table as small as this one whole
        assert "meetings_listed_by_point" in plan
    assert "SEARCH" in plan or "Scan" in plan


def test_what_a_list_has_that_came_meanwhile_is_not_found_yet(week):
    known = publishers()
    make_meeting(make_feed("new"), latitude=40.0, longitude=-89.0)
    asked = Parameters({"lat_val": ["40"], "long_val": ["-89"], "geo_width": ["1"]})

    hits = bmlt_search.search(asked, known, nothing_asked())

    assert [Meeting.objects.get(pk=hit.number).name for hit in hits] == ["A"]


def nothing_asked() -> FormatMatching:
    return FormatMatching(Numbers(), any_of_them=False, book=FormatBook(()), known=publishers())


def test_distances_are_those_of_other_servers(week, ask):
    rows = ask("switcher=GetSearchResults&lat_val=40&long_val=-89&geo_width=7")

    miles = [round(float(row["distance_in_miles"]), 3) for row in rows]
    assert miles == [0.0, 6.9]
    assert [round(float(row["distance_in_km"]), 3) for row in rows] == [0.0, 11.111]


def test_place_is_found_by_its_name_without_asking_anybody(week, server, names):
    make_meeting(server, name="F", latitude=39.8, longitude=-89.65, weekdays=(2,))

    found = names("SearchString=Springfield, IL&StringSearchIsAnAddress=1&SearchStringRadius=20")
    nowhere = names("SearchString=Qqqqzz&StringSearchIsAnAddress=1&SearchStringRadius=20")

    assert (found, nowhere) == (["F"], [])


def test_search_by_the_numbers_of_meetings(week, names):
    wanted, day = id_of("A"), id_of("E", 1)

    found = names(f"meeting_ids={wanted},{day}")
    without = names(f"meeting_ids=-{wanted},-{day}")
    typed = names(f"SearchString={wanted},{day}")

    assert (found, without, typed) == (["A", "E"], ["E", "B", "C", "D"], ["A", "E"])


@pytest.mark.parametrize(
    ("services", "recursive", "found"),
    [([2], "", "A"), ([1], "", "C"), ([1], "&recursive=1", "ABC"), ([-2], "", "EBCED"), ([-1], "&recursive=1", "EED")],
)
def test_search_by_service_body(week, names, services, recursive, found):
    ids = ",".join(str(body_of("north", each) if each > 0 else -body_of("north", -each)) for each in services)

    assert "".join(names(f"services={ids}{recursive}")) == found


def test_search_by_the_body_of_a_list_that_has_none(week, names):
    other = body_of("other", 0)

    assert names(f"services[]={other}") == ["E", "E"]


def test_format_of_one_feed_finds_what_means_the_same_in_all(week, ask, names):
    listed = {row["key_string"]: row["id"] for row in ask("switcher=GetFormats")}

    opened, both = names(f"formats={listed['OM']}"), names(f"formats={OPEN},{listed['Pi']}")
    either = names(f"formats[]={OPEN}&formats[]={listed['Pi']}&formats_comparison_operator=OR")
    none = names(f"formats=-{OPEN}")

    assert ["".join(each) for each in (opened, both, either, none)] == ["AEBE", "B", "AEBED", "CD"]
    assert (names("formats=1"), names("formats=x")) == ([], [])


def test_day_of_a_meeting_keeps_its_number_when_another_day_goes(week, names):
    thursday = id_of("E", 1)
    Meeting.objects.filter(name="E").update(weekdays="3")

    found = names(f"meeting_ids={thursday}")

    assert (found, id_of("E")) == (["E"], thursday)


def test_sorting_by_the_same_field_again_costs_nothing_again():
    keys = sort_keys(Parameters({"sort_keys": ["meeting_name,start_time"] + ["meeting_name"] * 400}))

    assert keys == ("meeting_name", "start_time")


def test_question_is_read_once_and_not_for_every_meeting(week, names, monkeypatch):
    read, tests_of_a_day = [], bmlt_search.tests_of_a_day
    monkeypatch.setattr(bmlt_search, "tests_of_a_day", lambda asked: read.append(asked) or tests_of_a_day(asked))

    found = names("weekdays=-9,-8&meeting_ids=-99999,-99998")

    assert (len(found), len(read)) == (6, 1)


def test_only_the_fields_that_are_asked_for(week, ask):
    rows = ask("switcher=GetSearchResults&data_field_key=meeting_name,weekday_tinyint&weekdays=7")

    assert rows == [{"weekday_tinyint": "7", "meeting_name": "D"}]


@pytest.mark.parametrize("query", ["get_used_formats", "get_used_formats=1", "get_used_formats="])
def test_used_formats_come_with_the_meetings(week, ask, query):
    answer = ask(f"switcher=GetSearchResults&{query}&weekdays=2")

    assert [row["meeting_name"] for row in answer["meetings"]] == ["B", "C"]
    assert [row["key_string"] for row in answer["formats"]] == ["OM", "Pi"]


def test_used_formats_alone(week, ask):
    answer = ask("switcher=GetSearchResults&get_used_formats=1&get_formats_only=1&weekdays=7")

    assert [(list(row), row["name_string"]) for row in answer["formats"]] == [
        (
            ["key_string", "name_string", "description_string", "lang", "id", "world_id", "format_type_enum",
             "root_server_uri"],
            "Pitch",
        )
    ]  # fmt: skip
    assert list(answer) == ["formats"]


def test_empty_answers_are_those_of_other_servers(db, ask):
    assert ask("switcher=GetSearchResults") == []
    assert ask("switcher=GetSearchResults&get_used_formats") == {"meetings": [], "formats": []}


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("key_strings[]=OM&key_strings[]=Pi", ["OM", "Pi"]),
        ("key_strings=OM&lang_enum=en", ["OM"]),
        ("key_strings=OM,RO&lang_enum[]=es&lang_enum[]=en", ["RO", "OM"]),
        ("key_strings=TC,VM,HY", ["HY", "TC", "VM"]),
    ],
)
def test_formats_by_key_and_language(week, ask, query, keys):
    rows = ask(f"switcher=GetFormats&{query}")

    assert sorted(row["key_string"] for row in rows) == sorted(keys)


def test_number_of_a_format_is_the_same_in_every_feed_and_after_every_import(week, ask):
    before = {row["key_string"]: row["id"] for row in ask("switcher=GetFormats&key_strings=OM")}
    make_feed("third", format=FeedFormat.BMLT, formats=[{**FORMATS[0], "id": "77", "root_server_uri": "x"}])
    Feed.objects.filter(name="north").delete()

    after = {row["key_string"]: row["id"] for row in ask("switcher=GetFormats&key_strings=OM")}

    assert before == after
    assert len(before) == 1


def test_service_bodies_are_the_trees_of_all_feeds(week, ask):
    rows = ask("switcher=GetServiceBodies")
    region, north = (str(body_of("north", own)) for own in (1, 2))

    below = ask(f"switcher=GetServiceBodies&services={region}&recursive=1")
    above = ask(f"switcher=GetServiceBodies&services={north}&parents=1")

    assert [(row["name"], row["parent_id"]) for row in rows] == [
        ("Region", "0"), ("North Area", region), ("South Area", region), ("Other Area", "0"),
    ]  # fmt: skip
    assert [row["name"] for row in below] == ["Region", "North Area", "South Area"]
    assert [row["name"] for row in above] == ["Region", "North Area"]


def test_server_info_is_a_list_of_one_with_what_clients_read(week, ask, client):
    info = ask("switcher=GetServerInfo")

    xml = client.get("/bmlt/client_interface/serverInfo.xml").content.decode()
    assert (len(info), info[0]["version"], info[0]["versionInt"], info[0]["langs"]) == (1, "4.2.7", "4002007", "en,es")
    assert (info[0]["centerLatitude"], info[0]["google_api_key"]) == ("40.5", "")
    assert "<bmltInfo><serverVersion><readableString>4.2.7</readableString></serverVersion></bmltInfo>" in xml


def test_fields_and_their_values(week, ask):
    keys = {row["key"] for row in ask("switcher=GetFieldKeys")}
    towns = ask("switcher=GetFieldValues&meeting_key=location_municipality")
    days = ask("switcher=GetFieldValues&meeting_key=weekday_tinyint")

    assert {"meeting_name", "location_municipality", "weekday_tinyint"} <= keys
    assert towns[0] == {"location_municipality": "Alton", "ids": f"{id_of('A')},{id_of('C')}"}
    assert days[1] == {"weekday_tinyint": "2", "ids": f"{id_of('B')},{id_of('C')}"}
    assert ask("switcher=GetFieldValues&meeting_key=virtual_meeting_link") == []


def test_changes_name_nobody(week, ask):
    Meeting.objects.filter(name="A").update(changed_at=READ + timedelta(days=2))
    Meeting.objects.filter(name="gone").update(gone_at=READ + timedelta(days=3))

    rows = ask("switcher=GetChanges&start_date=2026-11-21&end_date=2026-11-30")

    assert [(row["change_type"], row["meeting_name"], row["user_name"], row["meeting_exists"]) for row in rows] == [
        ("comdef_change_type_delete", "gone", "", "0"),
        ("comdef_change_type_change", "A", "", "1"),
    ]
    assert ask("switcher=GetChanges&start_date=2026-12-01") == []
    assert len(ask(f"switcher=GetChanges&meeting_id={id_of('A')}&start_date=x")) == 2


def test_coverage_is_where_meetings_are(week, ask):
    assert ask("switcher=GetCoverageArea") == [
        {
            "nw_corner_longitude": "-89.0",
            "nw_corner_latitude": "41.0",
            "se_corner_longitude": "-89.0",
            "se_corner_latitude": "40.0",
        }
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/bmlt/client_interface/json",
        "/bmlt/client_interface/json/",
        "/bmlt//client_interface//json//",
        "/bmlt/client_interface/json//",
    ],
)
def test_slashes_may_be_repeated_or_left_out(week, ask, path):
    assert len(ask("switcher=GetSearchResults", path=path)) == 6


def test_same_search_as_a_meeting_guide_list_has_each_meeting_once(week, ask):
    rows = ask("switcher=GetSearchResults&weekdays=1,4", path="/bmlt/client_interface/tsml/")

    assert [(row["name"], row["day"]) for row in rows] == [("A", 0), ("E", [0, 3])]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/bmlt/client_interface/json/", 422),
        ("/bmlt/client_interface/json/?switcher=GetUsers", 422),
        ("/bmlt/client_interface/json/?switcher=GetNAWSDump", 422),
        ("/bmlt/client_interface/tsml/?switcher=GetFormats", 422),
        ("/bmlt/client_interface/xml/?switcher=GetSearchResults", 422),
        ("/bmlt/client_interface/csv/?switcher=GetNAWSDump", 422),
        ("/bmlt/main_server/", 404),
        ("/bmlt/client_interface/json/more/", 404),
    ],
)
def test_anything_else_is_refused_as_a_problem(client, path, status):
    response = client.get(path)

    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")


def test_ways_to_join_are_told_only_as_the_feed_allows(ask):
    silent = make_feed("silent", format=FeedFormat.BMLT, shares_video_links=False)
    raw = {"zoom_id": "1234567890", "tram": "Tram#@-@#4", "bus_lines": "Bus Lines#@-@#4", "train_lines": "PIN 1234"}
    make_meeting(silent, **ONLINE, raw=raw)

    row = ask("switcher=GetSearchResults")[0]

    joining = ("virtual_meeting_link", "virtual_meeting_additional_info", "phone_meeting_number", "email_contact")
    assert [row[name] for name in joining] == ["", "", "", ""]
    assert {name for name in row if name not in FIELDS} == set()
    assert (row["bus_lines"], row["train_lines"]) == ("Bus Lines#@-@#4", "")


def test_local_fields_are_those_of_a_bmlt_server_that_shares_its_links(ask):
    raw = {"tram": "Tram#@-@#4", "contact_name_1": "X", "notes": "Password: example"}
    make_meeting(make_feed("server", format=FeedFormat.BMLT), raw={**raw, "notes": ""}, weekdays=(0,))
    make_meeting(make_feed("list"), raw=raw, weekdays=(1,))

    of_server, of_list = ask("switcher=GetSearchResults")

    assert {name: value for name, value in of_server.items() if name not in FIELDS} == {"tram": "Tram#@-@#4"}
    assert set(of_list) <= set(FIELDS)


def test_values_and_changes_tell_no_way_in_of_a_feed_that_does_not_share_it(ask):
    silent = make_feed("silent", shares_video_links=False)
    make_meeting(silent, name="ID 123 456 789", place_notes="Upstairs\nPasscode: example", regions=("PIN 1234",))

    values = ask("switcher=GetFieldValues&meeting_key=location_info")
    change = ask("switcher=GetChanges")[0]

    assert [row["location_info"] for row in values] == ["Upstairs"]
    assert (change["meeting_name"], change["service_body_name"]) == ("Meeting", "Springfield Area")


@pytest.mark.asvs("V1.2.3", "V3.2.1")
@pytest.mark.parametrize(
    "callback",
    [
        "alert(1)",
        "a;b",
        "</script>",
        "1a",
        "a" * 102,
        "a b",
        "a[0]",
        "a%0Ab",
        "f\N{LATIN SMALL LETTER O WITH DIAERESIS}",
        "a-b",
    ],
)
def test_callback_that_is_no_plain_name_is_refused(client, callback):
    response = client.get("/bmlt/client_interface/jsonp/", {"switcher": "GetServerInfo", "callback": callback})

    assert (response.status_code, response.headers["Content-Type"]) == (422, "application/problem+json")
    assert callback.encode() not in response.content


@pytest.mark.parametrize("callback", ["jsonp_1700000000_42", "jQuery.cb", "$", "_x", "a" * 101])
def test_answer_as_a_script_calls_the_name_and_nothing_else(week, client, callback):
    Meeting.objects.filter(name="A").update(place="</script><b>\N{LINE SEPARATOR}")

    response = client.get(
        "/bmlt/client_interface/jsonp/", {"switcher": "GetSearchResults", "callback": callback, "weekdays": "1"}
    )

    text = response.getvalue().decode()
    rows = json.loads(text.removeprefix(f"/**/{callback}(").removesuffix(");"))
    assert [row["meeting_name"] for row in rows] == ["A", "E"]
    assert ("<" in text, "\N{LINE SEPARATOR}" in text, text.startswith("/**/")) == (False, False, True)
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_name_of_the_call_when_none_is_sent(db, client):
    response = client.get("/bmlt/client_interface/jsonp/?switcher=GetSearchResults")

    assert response.getvalue() == b"/**/callback([]);"


@pytest.mark.parametrize("path", ["/", "/cms/", "/admin/", "/account/sign-in/", "/crisis/"])
def test_no_page_of_ours_may_load_such_a_script(db, client, path):
    policy = client.get(path).headers["Content-Security-Policy"]

    sources = next(part for part in policy.split("; ") if part.startswith("script-src ")).split()[1:]
    folders = {source.removeprefix("http://testserver") for source in sources}
    assert folders <= {"/static/", "/admin/jsi18n/", "/cms/jsi18n/", "'unsafe-inline'"}


def test_place_in_an_address_is_kept_by_no_cache_on_the_way(week, client):
    near = client.get(f"{API}?switcher=GetSearchResults&lat_val=40&long_val=-89&geo_width=7")
    everything = client.get(f"{API}?switcher=GetSearchResults")

    assert [each.headers["Cache-Control"] for each in (near, everything)] == [
        "private, max-age=300",
        "public, max-age=300",
    ]


@pytest.mark.parametrize(
    "query", ["meeting_ids=8", "meeting_ids[]=8", "SearchString=alton", "meeting_key=meeting_name&meeting_key_value=A"]
)
def test_choice_of_meetings_in_an_address_is_kept_by_no_cache_on_the_way(week, client, query):
    response = client.get(f"{API}?switcher=GetSearchResults&{query}")

    assert response.headers["Cache-Control"] == "private, max-age=300"


def test_meeting_that_left_while_a_search_is_sent_is_left_out(week):
    known = publishers()
    hits = [
        Hit(each.pk, int(each.weekdays[0]), each.start, each.minutes)
        for each in Meeting.objects.filter(name__in=("A", "gone")).order_by("name")
    ]

    found = [meeting.record.name for _, meeting in in_this_order(known, hits)]

    assert found == ["A"]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("javascript:alert(1)", ""),
        ("https://north.example/", "https://north.example/"),
        ("north.example", "https://north.example"),
    ],
)
def test_link_of_a_service_body_is_one_of_the_web(ask, url, told):
    make_feed("north", format=FeedFormat.BMLT, service_bodies=[{**BODIES[0], "url": url}])

    rows = ask("switcher=GetServiceBodies")

    assert [row["url"] for row in rows] == [told]


@pytest.mark.parametrize("own", ["0", "1000000", "9" * 5_000, "123456789" * 2, "x"])
def test_number_of_a_body_that_is_none_is_the_feed(own):
    publisher = Publisher(id=3, name="north", format=FeedFormat.BMLT, service_bodies=({"id": own, "name": "X"},))

    assert body_id(publisher, own) == "3000000"


@pytest.mark.parametrize(
    ("form", "query"),
    [("tsml", "GetSearchResults"), ("json", "GetFieldValues&meeting_key=meeting_name"), ("json", "GetChanges"),
     ("json", "GetServerInfo"), ("json", "GetCoverageArea")],
)  # fmt: skip
@pytest.mark.usefixtures("one_minute")
def test_who_has_the_version_costs_one_query(week, client, django_assert_num_queries, form, query):
    path = f"/bmlt/client_interface/{form}/?switcher={query}"
    tag = client.get(path).headers["ETag"]

    with django_assert_num_queries(1):
        again = client.get(path, headers={"if-none-match": tag})

    assert again.status_code == 304


@pytest.mark.usefixtures("one_minute")
def test_search_costs_the_same_queries_for_one_meeting_and_for_many(server, client):
    def queries() -> int:  # how many it is depends on how a database counts the permit, not on the meetings
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{API}?switcher=GetSearchResults&get_used_formats").getvalue()
        return len(asked)

    make_meeting(server, formats=("OM",))
    queries()  # its permits and formats are known from now on

    for_one = queries()
    for _ in range(3):
        make_meeting(server, formats=("OM",))

    assert queries() == for_one
