"""What lists, sheets and comparisons show beside the listing: closed, merged, a checked number, open places."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factories import make_correction, make_facility, make_operator
from handrail.directory.models import CheckedFact, Facility, OpenPlaces
from handrail.pages.list_form import ListSearch
from handrail.pages.search_box import BoxSearch
from pages.reading import all_with, read, words

pytestmark = pytest.mark.django_db
PAGES = ["/facilities/print/", "/facilities/shared/", "/facilities/compare/"]
LIST = "/facilities/list/"


@pytest.fixture
def client(clinics):
    return Client(headers={"sec-fetch-site": "same-origin"})


@pytest.fixture
def other(db):
    return make_facility(name="Third Example Clinic", phone="217-556-0133")


def dialed(response) -> set[str]:
    numbers = "tel:+1217", "tel:+1447"
    return {tag["href"] for tag in all_with(response, "a") if tag.get("href", "").startswith(numbers)}


@pytest.mark.parametrize("page", PAGES)
def test_closed_place_is_told_and_not_called(client, clinics, other, page):
    Facility.objects.filter(pk=other.pk).update(closed_at=timezone.now())

    response = client.post(page, {"pick": [clinics[1].public_id, other.public_id]})

    assert "This place is closed." in words(response)
    assert "tel:+12175560133" not in dialed(response)
    assert "217-556-0133" not in words(response)
    assert len(dialed(response)) == 1


@pytest.mark.parametrize("page", PAGES)
def test_merged_entry_names_the_one_that_goes_on(client, clinics, other, page):
    Facility.objects.filter(pk=other.pk).update(merged_into=clinics[1])

    response = client.post(page, {"pick": [clinics[1].public_id, other.public_id]})

    assert "This entry is the same place as another one: Second Example Clinic." in words(response)
    assert "tel:+12175560133" not in dialed(response)


def check(facility, value):
    CheckedFact.objects.create(
        facility=facility,
        field="phone",
        value=value,
        checked_at=timezone.now(),
        by=make_operator(),
        second_by=make_operator(),
        correction=make_correction(facility=facility),
    )


@pytest.mark.parametrize("page", [LIST, *PAGES])
def test_number_that_two_of_us_checked_is_called_before_the_listed_one(client, clinics, page):
    check(clinics[1], "217-556-0190")

    sent = {"filtering": "1", "place": "62701", "pick": [each.public_id for each in clinics]}
    response = client.post(page, sent)

    assert words(response).count("Number confirmed by two people") == 1
    assert "tel:+12175560190" in dialed(response)


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        (LIST, {"filtering": "1", "place": "62701"}),
        ("/facilities/in/il/springfield/", {}),
        ("/facilities/search/", {"text": "example clinic"}),
        ("/facilities/search/", {"search": "near"}),
    ],
)
def test_open_places_stand_on_cards_while_fresh_and_nothing_where_nothing_was_said(client, clinics, page, sent):
    OpenPlaces.objects.create(
        facility=clinics[0],
        level="withdrawal",
        sex="any",
        age_band="any",
        unit="bed",
        available=2,
        updated_at=timezone.now() - timedelta(hours=1),
        source="operator",
        updated_by=make_operator(),
    )
    if sent.get("search"):
        sent = {"search": BoxSearch(text="x", place="62701").token(at=timezone.now())}

    response = client.post(page, sent)

    assert "Second Example Clinic" in words(response)
    assert words(response).count("2 beds for anyone, 1 hour ago") == 1
    assert "Room today: unknown" not in words(response)


def test_town_page_has_no_step_left_out(client):
    assert headings(client.get("/facilities/in/il/springfield/")) == ["h1", "h2", "h3"]


def test_near_page_has_no_step_left_out(client):
    token = BoxSearch(text="x", place="62701").token(at=timezone.now())

    levels = headings(client.post("/facilities/search/", {"search": token}))

    assert levels == ["h1", "h2", "h3"]


def headings(response) -> list[str]:
    """Up to the first card."""
    found = [tag for tag, _ in read(response).tags if tag in ("h1", "h2", "h3")]
    return found[: found.index("h3") + 1] if "h3" in found else found


def test_letters_of_a_state_are_headings_for_everybody(client):
    response = client.get("/facilities/in/il/")

    assert all_with(response, "h2", id="letter-1-name") == [{"id": "letter-1-name"}]
    assert all_with(response, "section", id="letter-1")[0]["aria-labelledby"] == "letter-1-name"


@pytest.mark.parametrize(
    ("kept_for", "words_back"),
    [("list", "Back to my list"), ("box", "Back to my search"), ("paths", "Back to my paths")],
)
def test_thanks_name_the_way_back_that_was_carried(client, clinics, kept_for, words_back):
    at = timezone.now()
    paths = Client().post("/paths/", {"place": "62701"})
    tokens = {
        "list": ListSearch(place="62701").token(at=at),
        "box": BoxSearch(text="example").token(at=at),
        "paths": all_with(paths, "input", name="search")[0]["value"],
    }

    here = f"/facilities/{clinics[0].public_id}/"
    tapped = client.post(f"{here}answered/", {"answer": "yes", "search": tokens[kept_for]})
    reported = client.post(f"{here}problem/", {"send": "1", "kind": "wrong_number", "search": tokens[kept_for]})

    for response in (tapped, reported):
        said = {text for text in read(response).texts if text.startswith("Back to my")}
        assert said == {words_back}


def test_misspelt_place_of_a_list_is_corrected_with_one_press(client):
    refused = client.post(LIST, {"filtering": "1", "place": "Sprngfield, IL", "payment": "medicaid"})
    button = all_with(refused, "button", form="kept", name="place")[0]
    kept = all_with(refused, "input", name="search")[0]["value"]

    found = client.post(LIST, {"search": kept, "place": button["value"]})

    assert "Did you mean" in words(refused)
    assert button["value"] == "Springfield, IL"
    assert "Places near Springfield, IL" in words(found)
    assert "checked" in all_with(found, "input", id="payment-medicaid")[0]


def test_misspelt_place_is_corrected_with_one_press_also_without_stopping(client):
    refused = client.post("/not-ready-to-stop/", {"place": "Sprngfield, IL"})
    button = all_with(refused, "button", form="choices", name="place")[0]

    assert refused.status_code == 422
    assert "Did you mean" in words(refused)
    assert "Near Springfield, IL" in words(client.post("/not-ready-to-stop/", {"place": button["value"]}))
