import csv
import gzip
import threading
import time

import pytest

from handrail.directory.places import gazetteer as module
from handrail.directory.places.gazetteer import gazetteer, zip_centroid
from handrail.kernel.geography import great_circle_miles

# Read one by one: here the census list, not our point, is far from the town. It puts post-office ZIPs of Anchorage,
# Fairbanks, El Paso, Rome and Chattaroy elsewhere, and the middle of two Alaskan areas lies in wilderness.
FAR_APART_MILES = 100
KNOWN_EXCEPTIONS = {"99510", "99519", "99695", "99706", "79942", "30164", "25667", "99557", "99740"}


def test_zip_centroid_is_the_point_of_the_zip():
    assert zip_centroid("60608") == (41.8515, -87.6694)


@pytest.mark.parametrize("text", ["", "6060", "606081", "abcde", "٦٠٦٠٨", "00000", "09001"])
def test_zip_centroid_is_none_for_what_has_no_point(text):
    assert zip_centroid(text) is None


def test_every_zip_where_people_live_has_a_point():
    held = gazetteer()

    without = [
        number
        for position, number in enumerate(held.zips)
        if held.kinds[position] == module.STANDARD and held.latitudes[position] != held.latitudes[position]
    ]

    assert without == []


def test_only_guam_the_marianas_and_micronesia_lie_east_and_only_samoa_south():
    held = gazetteer()
    states = [held.cities[number][1] for number in held.city_of_zip]

    east = {states[place] for place, longitude in enumerate(held.longitudes) if longitude > 0}
    south = {states[place] for place, latitude in enumerate(held.latitudes) if latitude < 0}

    assert east <= {"GU", "MP", "FM", "PW", "MH", "AK"}  # the last Aleutian islands lie beyond the 180th meridian
    assert {"GU", "MP", "FM", "PW", "MH"} <= east
    assert south == {"AS"}


def test_the_gazetteer_is_read_once_however_many_threads_ask(monkeypatch):
    reads, found = [], []
    monkeypatch.setattr(module, "_gazetteer", None)
    monkeypatch.setattr(module, "read_gazetteer", lambda: reads.append(1) or time.sleep(0.05) or object())
    threads = [threading.Thread(target=lambda: found.append(module.gazetteer())) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(reads), len(set(map(id, found)))) == (1, 1)


@pytest.mark.shared_data
def test_zip_points_agree_with_the_census(shared_data):
    with gzip.open(shared_data / "samhsa" / "zip_centroids_2013.csv.gz", "rt") as lines:
        census = {row["zip"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(lines)}

    miles = {code: great_circle_miles(*ours, *point) for code, point in census.items() if (ours := zip_centroid(code))}

    by_distance = sorted(miles.values())
    assert len(miles) > 0.98 * len(census)
    assert by_distance[len(by_distance) // 2] < 2.5
    assert by_distance[int(len(by_distance) * 0.95)] < 12
    assert {code for code, far in miles.items() if far > FAR_APART_MILES} == KNOWN_EXCEPTIONS
