import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.places.gazetteer import gazetteer
from handrail.directory.places.place import Place, PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import MOST_CHOICES, resolve_place
from handrail.kernel.geography import great_circle_miles


@pytest.mark.parametrize(
    "typed",
    [
        "60608",
        "  60608 ",
        "60608-1234",
        "60608 1234",
        "606081234",
        "60608 (Chicago, IL)",
        "Chicago, IL 60608",
        "60608, IL",
    ],
)
def test_a_zip_resolves_to_its_own_point(typed):
    place = resolve_place(typed)

    assert place == Place("60608 (Chicago, IL)", 41.8515, -87.6694, "zip", "IL", "60608")


@pytest.mark.parametrize("lead", ["near", "Near to", "in", "IN", "around", "cerca de", "en", "Alrededor de"])
@pytest.mark.parametrize("typed", ["Chicago", "60608", "Chicago, IL 60608", "Washington, Indiana"])
def test_words_that_lead_to_a_place_are_set_aside(lead, typed):
    assert resolve_place(f"{lead} {typed}") == resolve_place(typed)


@pytest.mark.parametrize("typed", ["near me", "around here", "cerca de mí", "cerca de aquí"])
def test_where_the_person_is_we_do_not_know(typed):
    with pytest.raises(PlaceUnknown) as refusal:
        resolve_place(typed)

    assert refusal.value.code == "here"


@pytest.mark.parametrize(("typed", "code"), [("in", "state_alone"), ("ME", "state_alone"), ("near", "unknown")])
def test_a_lead_alone_is_read_as_it_stands(typed, code):
    with pytest.raises(PlaceUnknown) as refusal:
        resolve_place(typed)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Chicago, IL", "Chicago, IL"),
        ("chicago il", "Chicago, IL"),
        ("CHICAGO,ILLINOIS", "Chicago, IL"),
        ("Chicago, Illinois, USA", "Chicago, IL"),
        ("Washington, Indiana", "Washington, IN"),
        ("washington indiana", "Washington, IN"),
        ("Washington DC", "Washington, DC"),
        ("Washington, D.C.", "Washington, DC"),
        ("new york new york", "New York, NY"),
        ("New York", "New York, NY"),
        ("Bayamón PR", "Bayamon, PR"),
        ("Bayamon, Puerto Rico", "Bayamon, PR"),
        ("St. Louis, MO", "Saint Louis, MO"),
        ("Saint Louis Missouri", "Saint Louis, MO"),
        ("Ft Worth TX", "Fort Worth, TX"),
        ("Mt. Vernon, NY", "Mount Vernon, NY"),
        ("Coeur d'Alene, ID", "Coeur D Alene, ID"),
        ("Winston-Salem, NC", "Winston Salem, NC"),
        ("North Las Vegas, NV", "North Las Vegas, NV"),
        ("West Virginia City", None),
        ("Charlotte Amalie, VI", "Charlotte Amalie, VI"),
        ("Nueva York", "New York, NY"),
        ("NYC", "New York, NY"),
        ("the Bronx, NY", "Bronx, NY"),
        ("San Francisco", "San Francisco, CA"),
        ("Utqiaġvik, Alaska", "Barrow, AK"),
        ("Kolonia, FM", "Pohnpei, FM"),
        ("SF", None),
        ("Los Angeles", "Los Angeles, CA"),
    ],
)
def test_a_town_resolves_however_it_is_written(typed, label):
    try:
        found = resolve_place(typed).label
    except PlaceUnknown:
        found = None

    assert found == label


@pytest.mark.parametrize(
    ("typed", "state", "latitude", "longitude"),
    [
        ("San Juan, PR", "PR", 18.4, -66.1),
        ("00907", "PR", 18.4, -66.1),
        ("St Thomas VI", "VI", 18.3, -64.9),
        ("Guam", "GU", 13.5, 144.8),
        ("Hagåtña, GU", "GU", 13.5, 144.8),
        ("96910", "GU", 13.5, 144.8),
        ("Saipan, MP", "MP", 15.2, 145.8),
        ("96799", "AS", -14.3, -170.7),
        ("American Samoa", "AS", -14.3, -170.7),
        ("Pago Pago", "AS", -14.3, -170.7),
        ("Pohnpei, FM", "FM", 7.0, 158.2),
        ("96942", "FM", 7.4, 151.8),
        ("Koror, Palau", "PW", 7.5, 134.5),
        ("Palau", "PW", 7.5, 134.5),
        ("Majuro MH", "MH", 7.1, 171.4),
        ("96970", "MH", 8.8, 167.7),
        ("District of Columbia", "DC", 38.9, -77.0),
        ("20001", "DC", 38.9, -77.0),
    ],
)
def test_each_territory_resolves_on_its_own_side_of_the_world(typed, state, latitude, longitude):
    place = resolve_place(typed)

    assert place.state == state
    assert great_circle_miles(place.latitude, place.longitude, latitude, longitude) < 10


def test_a_po_box_zip_without_a_point_stands_in_its_town():
    place = resolve_place("58803")

    assert (place.label, place.precision) == ("58803 (Williston, ND)", "po_box")
    town = resolve_place("Williston, ND")
    assert great_circle_miles(place.latitude, place.longitude, town.latitude, town.longitude) < 10


def test_a_po_box_zip_with_a_point_keeps_it():
    assert resolve_place("96799") == Place("96799 (Pago Pago, AS)", -14.2731, -170.7031, "po_box", "AS", "96799")


def test_a_town_alone_that_many_states_have_is_a_choice():
    with pytest.raises(PlaceAmbiguous) as refusal:
        resolve_place("Springfield")

    labels = [choice.label for choice in refusal.value.choices]
    assert len(labels) == MOST_CHOICES
    assert {"Springfield, IL", "Springfield, MA", "Springfield, MO"} <= set(labels)
    assert [resolve_place(label) for label in labels] == refusal.value.choices
    assert refusal.value.text("es") == "Hay más de una ciudad llamada “Springfield”. Elija la suya:"


def test_choices_begin_with_the_town_of_most_zips():
    with pytest.raises(PlaceAmbiguous) as refusal:
        resolve_place("Washington")

    assert refusal.value.choices[0].label == "Washington, DC"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("\t\n", "empty"),
        ("x" * 201, "too_long"),
        ("a\x00b", "unreadable"),
        ("60608\x1b[0m", "unreadable"),
        ("\ud800", "unreadable"),
        ("Nowhereville", "unknown"),
        ("😀", "unknown"),
        ("שלום", "unknown"),
        ("\u202eogacihC", "unknown"),
        ("'; DROP TABLE directory_facility; --", "unknown"),
        ("{{ 7*7 }}", "unknown"),
        ("{text}", "unknown"),
        ("%s%n", "unknown"),
        ("../../etc/passwd", "unknown"),
        ("Paris, France", "unknown"),
        ("Chicago, TX", "not_in_state"),
        ("{0.__class__}, TX", "not_in_state"),
        ("00000", "unknown_zip"),
        ("٦٠٦٠٨", "unknown"),
        ("123", "not_a_zip"),
        ("6060812345678", "not_a_zip"),
        ("Illinois", "state_alone"),
        ("Puerto Rico", "state_alone"),
        ("PR", "state_alone"),
        ("Kansas", "state_alone"),
        ("09001", "military"),
        ("APO AE", "military"),
        ("FPO, AP 96601", "military"),
        ("dpo aa", "military"),
        ("88888", "no_point"),
    ],
)
def test_what_cannot_be_placed_is_refused_with_its_reason_in_both_languages(typed, code):
    with pytest.raises(PlaceUnknown) as refusal:
        resolve_place(typed)

    assert refusal.value.code == code
    assert refusal.value.text("en") == str(refusal.value)
    assert refusal.value.text("es") != refusal.value.text("en")


def test_a_state_alone_asks_for_a_town_and_names_one():
    with pytest.raises(PlaceUnknown) as refusal:
        resolve_place("Illinois")

    assert str(refusal.value) == "Illinois is a large area. Add a town, like “Chicago, IL”, or type a ZIP code."
    assert refusal.value.params == {"state": "Illinois", "example": "Chicago, IL"}


@given(st.text(max_size=40) | st.text(alphabet="0123456789- ,()", max_size=12))
def test_any_text_at_all_is_a_place_a_choice_or_a_kind_refusal(typed):
    found = places_or_none(typed)

    assert all(-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180 for place in found)


def places_or_none(typed: str) -> list[Place]:
    try:
        return [resolve_place(typed)]
    except PlaceAmbiguous as choice:
        return choice.choices
    except PlaceUnknown:
        return []


def test_what_is_no_text_is_refused_too():
    with pytest.raises(PlaceUnknown):
        resolve_place(None)


def test_every_place_of_the_gazetteer_resolves_to_itself_or_to_a_choice():
    held = gazetteer()
    towns = [town for key in list(held.keys)[::40] for town in held.towns_called(key) if town.rank == 0]

    lost = [town for town in towns if not resolves(f"{town.name}, {town.state}", town.state)]

    assert lost == []


def resolves(label: str, state: str) -> bool:
    try:
        return resolve_place(label).state == state
    except PlaceAmbiguous:
        return True
