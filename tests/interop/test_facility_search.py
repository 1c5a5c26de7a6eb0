import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories import make_facility
from handrail.directory.actions import bump_revision
from handrail.directory.domain.filters import GROUPS
from handrail.directory.index.live import forget_index
from handrail.interop import listed_facilities
from handrail.pathways.as_json import facility_as_json
from interop.schema import faults

SEARCH = "/api/facilities/search"


def of(response) -> dict:
    assert response.status_code == 200, response.content
    assert faults("search_facilities", response.json()) == []
    return response.json()


@pytest.fixture
def town(clinics):
    """The two clinics, a third without a point, one far away, and one that is gone."""
    more = [
        make_facility(name="Pointless Clinic", latitude=None, codes="SA OP"),
        make_facility(name="Far Clinic", latitude=35.5, longitude=-108.7, city="Gallup", state="NM", zip="87301"),
        make_facility(name="Gone Clinic", gone_since_year=2023),
    ]
    bump_revision(at=timezone.now())
    return [*clinics, *more]


def names(found: dict) -> list[str]:
    return [facility["name"] for facility in found["facilities"]]


def test_list_is_nearest_first_within_the_radius(caller, town):
    found = of(caller.post(SEARCH, {"near": "Springfield, IL"}))

    assert names(found) == ["First & Example <Clinic>", "Second Example Clinic"]
    assert (found["total"], found["page"], found["pages"]) == (2, 1, 1)
    assert found["place"]["label"] == "Springfield, IL"
    assert found["facilities"][0]["distance_miles"] < found["facilities"][1]["distance_miles"] < 25


def test_each_facility_is_that_of_a_path_with_its_distance(caller, town):
    found = of(caller.post(SEARCH, {"point": {"latitude": 39.8, "longitude": -89.65}, "page_size": 1}))

    assert found["facilities"] == [{**facility_as_json(town[0]), "distance_miles": 0}]
    assert {(each["source"], each["source_year"]) for each in found["facilities"]} == {
        ("samhsa_national_directory", 2023)
    }


def test_without_a_place_the_whole_directory_is_listed_without_distances(caller, town):
    found = of(caller.post(SEARCH, {}))

    assert set(names(found)) == {each.name for each in town if each.gone_since_year is None}
    assert (found["place"], found["total"]) == (None, 4)
    assert {each["distance_miles"] for each in found["facilities"]} == {None}


def test_any_option_of_a_group_will_do_and_every_group_must_be_met(caller, town):
    either = of(caller.post(SEARCH, {"filters": {"medicine": ["methadone", "buprenorphine"]}}))
    both = of(caller.post(SEARCH, {"filters": {"medicine": ["methadone"], "payment": ["medicaid"]}}))

    assert either["total"] == 3
    assert names(both) == ["Second Example Clinic"]


def test_facets_count_what_each_option_would_bring(caller, town):
    chosen = {"medicine": ["methadone"], "payment": ["medicaid"]}
    found = of(caller.post(SEARCH, {"filters": chosen}))

    for group, option in (("medicine", "buprenorphine"), ("payment", "private"), ("support", "family")):
        alone = of(caller.post(SEARCH, {"filters": {**chosen, group: [option]}}))
        assert found["facets"][group][option] == alone["total"], (group, option)
    assert list(found["facets"]) == [group.name for group in GROUPS]


def test_facets_are_left_out_on_request_and_change_nothing_else(caller, town):
    search = {"near": "62701", "filters": {"payment": ["medicaid"]}}
    counted, plain = (of(caller.post(SEARCH, {**search, "facets": facets})) for facets in (True, False))

    assert plain == {**counted, "facets": None}
    assert plain["total"] == 2


def test_pages_follow_each_other_without_gap_or_repeat(caller, town):
    pages = [of(caller.post(SEARCH, {"page": page, "page_size": 1})) for page in (1, 2, 3, 4)]
    whole = of(caller.post(SEARCH, {"page_size": 50}))

    assert [name for page in pages for name in names(page)] == names(whole)
    assert {(page["total"], page["pages"]) for page in pages} == {(4, 4)}


@pytest.mark.parametrize("page", [5, 1000, 1_000_000])
def test_page_beyond_the_last_is_empty_with_the_true_total(caller, town, page):
    found = of(caller.post(SEARCH, {"page": page, "page_size": 1}))

    assert (found["facilities"], found["total"], found["pages"], found["page"]) == ([], 4, 4, page)
    assert found["facets"]["medicine"]["starts"] == 3


def test_filters_that_contradict_each_other_find_nothing_and_fail_at_nothing(caller, town):
    filters = {"payment": ["not_said"], "medicine": ["starts"], "age": ["under_18"], "sex": ["not_said"]}

    found = of(caller.post(SEARCH, {"near": "62701", "filters": filters}))

    assert (found["total"], found["facilities"], found["pages"]) == (0, [], 1)


def test_empty_directory_answers(db, caller):
    from handrail.directory.models import Facility

    Facility.objects.all().delete()
    bump_revision(at=timezone.now())
    forget_index()

    assert of(caller.post(SEARCH, {"near": "62701"}))["total"] == 0


@pytest.mark.parametrize("codes", ["", " ".join(f"X{number}" for number in range(300))])
def test_facility_with_no_codes_or_three_hundred_is_listed(caller, clinics, codes):
    make_facility(name="Strange Clinic", codes=codes)
    bump_revision(at=timezone.now())

    found = of(caller.post(SEARCH, {"near": "62701"}))

    assert next(each for each in found["facilities"] if each["name"] == "Strange Clinic")["codes"] == codes.split()


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"near": "62701", "point": {"latitude": 1, "longitude": 1}}, "#/point", "two_places"),
        ({"near": ""}, "#/near", "string_too_short"),
        ({"near": "Nowhereville"}, "#/near", "place_unknown"),
        ({"filters": {"luck": ["good"]}}, "#/filters/luck", "extra_forbidden"),
        ({"filters": {"payment": ["gold"]}}, "#/filters/payment/0", "literal_error"),
        ({"filters": {"payment": "medicaid"}}, "#/filters/payment", "list_type"),
        ({"filters": {"payment": ["medicaid"] * 41}}, "#/filters/payment", "too_long"),
        ({"filters": []}, "#/filters", "model_type"),
        ({"filters": None}, "#/filters", "model_type"),
        ({"page": 0}, "#/page", "greater_than_equal"),
        ({"page": 1_000_001}, "#/page", "less_than_equal"),
        ({"page": 10**400}, "#/page", "less_than_equal"),
        ({"page_size": 51}, "#/page_size", "less_than_equal"),
        ({"page_size": 0}, "#/page_size", "greater_than_equal"),
        ({"radius": 0.5}, "#/radius", "greater_than_equal"),
        ({"facets": "yes"}, "#/facets", "bool_type"),
        ({"payment": ["medicaid"]}, "#/payment", "extra_forbidden"),
    ],
)
def test_list_refuses_a_field_by_name(caller, body, pointer, code):
    refused = caller.post(SEARCH, body)

    told = refused.json()
    assert (refused.status_code, told["type"]) == (422, "/api/#field-refused")
    assert [(error["pointer"], error["code"]) for error in told["errors"]] == [(pointer, code)]
    assert faults("search_facilities", told, status=422) == []


def test_name_that_several_towns_bear_offers_them(caller):
    refused = caller.post(SEARCH, {"near": "Springfield"})

    assert (refused.status_code, faults("search_facilities", refused.json(), status=409)) == (409, [])


@pytest.mark.usefixtures("one_minute")
def test_list_asks_the_database_equally_often_for_one_row_and_for_three(caller, town):
    of(caller.post(SEARCH, {}))  # the limit's permits are taken from the database here
    asked = {}

    for size in (1, 3):
        forget_index()
        with CaptureQueriesContext(connection) as queries:
            found = of(caller.post(SEARCH, {"page_size": size}))
        asked[len(found["facilities"])] = len(queries)
    with CaptureQueriesContext(connection) as again:
        of(caller.post(SEARCH, {"page_size": 3}))

    assert asked == {1: asked[1], 3: asked[1]}
    assert len(again) == 0  # facilities shown lately stay written


def test_facility_deleted_since_the_index_was_built_is_left_out(caller, town):
    of(caller.post(SEARCH, {"near": "62701", "page_size": 1}))
    town[1].delete()

    found = of(caller.post(SEARCH, {"near": "62701"}))

    assert names(found) == ["First & Example <Clinic>"]


def test_changed_facility_is_written_anew_with_the_next_index(caller, town):
    of(caller.post(SEARCH, {"near": "62701"}))
    town[0].name = "Renamed Clinic"
    town[0].save()
    bump_revision(at=timezone.now())
    forget_index()

    assert "Renamed Clinic" in names(of(caller.post(SEARCH, {"near": "62701"})))


def test_written_facilities_are_forgotten_before_they_fill_the_memory(caller, town, monkeypatch):
    monkeypatch.setattr(listed_facilities, "MOST_WRITTEN", 3)

    for size in (2, 3, 2, 4):
        assert len(of(caller.post(SEARCH, {"page_size": size}))["facilities"]) == size
