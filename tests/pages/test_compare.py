"""Two or three places side by side: what differs first, doubts as doubts, and kindness about any other number."""

import pytest
from django.test import Client

from factories import make_facility
from handrail.pages.comparison import comparison
from handrail.pages.list_form import ListSearch
from pages.reading import all_with, carried, read, words

pytestmark = pytest.mark.django_db

COMPARE = "/facilities/compare/"


@pytest.fixture
def client(clinics):
    return Client()


def ids(facilities):
    return [each.public_id for each in facilities]


def marks(rows):
    return {row.code: {fact.code: fact.marks for fact in row.facts} for row in rows}


def test_comparison_parts_what_differs_from_what_is_the_same():
    one = make_facility(codes="SA OP MD BU SP")
    two = make_facility(codes="SA OP MD MU PI")

    found = comparison([one, two], "en")

    assert marks(found.first) == {
        "pay": {"PI": ("missing", "listed")},
        "medicine": {"MU": ("missing", "listed"), "BU": ("listed", "missing")},
        "languages": {"SP": ("listed", "missing")},
    }
    assert found.further == ()
    assert {each.code: tuple(line.code for line in each.lines) for each in found.shared} == {
        "pay": ("MD",),
        "care": ("SA", "OP"),
    }


def test_claim_that_one_listing_denies_differs_from_a_plain_one():
    plain, doubtful = make_facility(codes="BU"), make_facility(codes="BU NMOA")

    found = comparison([plain, doubtful], "en")

    assert marks(found.first) == {"medicine": {"NMOA": ("missing", "limit"), "BU": ("listed", "disputed")}}


@pytest.mark.parametrize("code", ["NOOP", "NAUT", "NMAUT", "DUO", "AUDO", "OUDO"])
def test_what_a_place_does_not_do_or_whom_it_keeps_out_has_no_tick(client, code):
    limited, other = make_facility(codes=f"SA {code}"), make_facility(codes="SA MD")

    found = comparison([limited, other], "en")
    cells = words(client.post(COMPARE, {"pick": ids([limited, other])}))

    told = marks([*found.first, *found.further])
    assert [facts[code] for facts in told.values() if code in facts] == [("limit", "missing")]
    assert (cells.count("says so"), cells.count("✓")) == (1, 2)  # of MD, and where the ticks are explained


def test_what_decides_for_few_people_stands_under_a_fold():
    one, two = make_facility(codes="SP TAR NP MD MC SS PA PI MI VAF ITU SF"), make_facility(codes="PEER")

    found = comparison([one, two], "en")

    assert list(marks(found.first)) == ["pay", "languages"]
    assert {row.code: len(row.facts) for row in found.further}["pay"] == 2
    assert "support" in marks(found.further)


def test_comparison_stands_up_to_300_codes_and_to_none():
    many, none = make_facility(codes=" ".join(f"X{number}" for number in range(300))), make_facility(codes="")

    found = comparison([many, none], "es")

    assert found.first == ()
    assert [len(row.facts) for row in found.further] == [300]
    assert found.shared == ()


def test_comparison_of_equal_listings_has_no_difference():
    found = comparison([make_facility(), make_facility()], "en")

    assert (found.first, found.further) == ((), ())


def test_page_numbers_its_places_and_marks_each_fact_under_their_names(client, clinics, at):
    from django.utils import timezone

    token = ListSearch(place="62701").token(at=timezone.now())

    response = client.post(COMPARE, {"pick": ids(clinics), "search": token})

    assert response.status_code == 200
    tables = len(all_with(response, "table"))
    rows = len(all_with(response, "th", scope="row"))
    texts = read(response).texts
    assert len(all_with(response, "th", scope="col")) == 2 * tables
    assert texts.count("First & Example <Clinic>") == 1 + tables
    assert texts.count("listed") + texts.count("not listed") == 2 * rows
    assert "less than 1 mile" in words(response)
    assert all_with(response, "a", href="tel:+12175550101;ext=12") != []
    assert "Back to my list" in words(response)
    assert "no-store" in response.headers["Cache-Control"]


def test_page_without_a_search_has_no_distance_and_plain_links(client, clinics):
    response = client.post(COMPARE, {"pick": ids(clinics)})

    assert "less than" not in words(response)
    assert all_with(response, "a", href=f"/facilities/{clinics[0].public_id}/") != []
    assert all_with(response, "html")[0]["data-private"] == "/"


def test_page_leads_back_to_the_list_with_its_picks(client, clinics):
    found = client.post("/facilities/list/", {"filtering": "1", "place": "62701"})

    response = client.post(COMPARE, {"pick": ids(clinics), "search": carried(found)})

    assert [tag["value"] for tag in all_with(response, "input", name="pick")] == [*ids(clinics), *ids(clinics)]
    assert all_with(response, "form", id="kept")[0]["action"] == "/facilities/list/"


def test_page_in_spanish(client, clinics):
    response = client.post(f"/es{COMPARE}", {"pick": ids(clinics)})

    assert "Lado a lado" in words(response)
    assert "En qué se diferencian" in words(response)


@pytest.mark.parametrize(
    ("number", "said", "kept"),
    [
        (0, "Tick two or three there", 0),
        (1, "Go back to your list and pick one or two more.", 0),  # with one, a form would lead here again
        (4, "That is more than fits side by side. Keep two or three.", 4),
        (100, "That is more than fits side by side. Keep two or three.", 20),
    ],
)
def test_another_number_of_places_is_said_kindly_and_the_choices_are_kept(client, number, said, kept):
    facilities = [make_facility() for _ in range(min(number, 30))]
    picks = [*ids(facilities), *[f"{'a' * 8}{'234567abcdefghij'[each % 16] * 5}" for each in range(number - 30)]]

    response = client.post(COMPARE, {"pick": picks})

    assert response.status_code == 422
    assert said in words(response)
    assert len([tag for tag in all_with(response, "input", type="checkbox") if "checked" in tag]) == kept


@pytest.mark.parametrize(
    "wrong", ["", "x", "A" * 13, "../../etc/passwd", "'; DROP TABLE", "é" * 13, "a" * 5_000, "1" * 13]
)
def test_what_was_never_an_id_is_left_out(client, clinics, wrong):
    response = client.post(COMPARE, {"pick": [*ids(clinics), wrong]})

    assert response.status_code == 200


def test_more_fields_than_any_page_sends_are_refused_with_a_page(client):
    response = client.post(COMPARE, {"pick": ["a" * 13] * 500})

    assert response.status_code == 400
    assert len(all_with(response, "h1")) == 1


def test_nul_in_an_id_is_refused(client):
    assert client.post(COMPARE, {"pick": ["a" * 12 + "\x00"]}).status_code == 400


def test_same_place_twice_is_one_place(client, clinics):
    response = client.post(COMPARE, {"pick": [clinics[0].public_id] * 3})

    assert response.status_code == 422
    assert "One place is picked." in words(response)


def test_get_says_where_to_pick(client):
    response = client.get(COMPARE)

    assert response.status_code == 200
    assert "Places are picked on the list." in words(response)


def test_comparing_nothing_from_a_list_offers_one_way_back(client, clinics):
    listed = client.post("/facilities/list/", {"filtering": "1", "place": "62701"})

    page = client.post(COMPARE, {"search": carried(listed)})

    assert words(page).count("Back to my list") == 1


@pytest.mark.parametrize("number", [2, 3])
def test_compare_takes_two_queries_for_any_number_of_places(client, number, django_assert_max_num_queries):
    picks = ids([make_facility() for _ in range(number)])
    client.post(COMPARE, {"pick": picks})

    with django_assert_max_num_queries(2) as asked:
        client.post(COMPARE, {"pick": picks})

    assert len(asked) == 2  # the places, the open places
