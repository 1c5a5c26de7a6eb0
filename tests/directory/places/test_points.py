import pytest

from handrail.directory.places.gazetteer import gazetteer
from handrail.directory.places.place import PlaceUnknown
from handrail.directory.places.points import nearest_zip, place_of_point
from handrail.directory.places.resolving import resolve_place
from handrail.kernel.geography import great_circle_miles


@pytest.mark.parametrize(
    ("latitude", "longitude", "state"),
    [
        (39.8, -89.65, "IL"),
        (35.53, -108.74, "NM"),
        (61.2, -149.9, "AK"),
        (71.29, -156.79, "AK"),
        (51.88, -176.65, "AK"),
        (13.47, 144.75, "GU"),
        (-14.3, -170.7, "AS"),
        (18.4, -66.1, "PR"),
    ],
)
def test_point_is_itself_in_the_state_of_the_nearest_zip(latitude, longitude, state):
    try:
        place = place_of_point(latitude, longitude)
    except PlaceUnknown:
        pytest.fail("no town within reach")

    assert (place.latitude, place.longitude, place.precision, place.state) == (latitude, longitude, "point", state)
    assert resolve_place(place.label).label == place.label


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(0, 0), (48.85, 2.35), (90, 0), (-90, 180), (30, -150), (25.0, -90.0)]
)
def test_point_far_from_every_town_is_no_place(latitude, longitude):
    with pytest.raises(PlaceUnknown) as refusal:
        place_of_point(latitude, longitude)

    assert refusal.value.code == "far_point"
    assert refusal.value.text("es").startswith("Ese punto")


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(41.88, -87.63), (64.84, -147.72), (21.3, -157.86), (40.0, -100.0), (51.9, 179.6)]
)
def test_nearest_zip_is_the_nearest_of_all(latitude, longitude):
    held = gazetteer()
    miles = [
        great_circle_miles(latitude, longitude, *point) for point in zip(held.latitudes, held.longitudes, strict=True)
    ]
    nearest = min(each for each in miles if each == each)

    assert miles[nearest_zip(latitude, longitude)] == nearest
