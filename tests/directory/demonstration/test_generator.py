import csv
import gzip
import re

import pytest

from handrail.directory.demonstration.generator import demonstration_facilities
from handrail.directory.domain.sources import FacilityKind, Source
from handrail.directory.labels import code_labels, group_of
from handrail.directory.places.resolving import resolve_place
from handrail.kernel.geography import great_circle_miles
from handrail.kernel.text_folding import fold

WISHES = ("AH", "PW", "BC", "CCC", "VET", "GL", "CO", "TRMA", "CJ", "TWFA", "TELE", "TA", "SE", "HID", "GH")
COVER = ("MD", "MC", "PI", "MI", "VAMC", "ITU", "TBG", "IH", "NP", "SS", "PA", "SAMF", "FSA")
PRESCRIBES = {"BU", "MU", "OTP"}


@pytest.fixture(scope="module")
def rows():
    return demonstration_facilities(year=2026)


def facts_of(row):
    return row.name, row.program, row.address, row.phone, row.codes, row.latitude, row.longitude, row.source_year


def test_there_are_at_least_four_hundred_and_they_are_always_the_same(rows):
    again = demonstration_facilities(year=2026)

    assert len(rows) >= 400
    assert [facts_of(row) for row in rows] == [facts_of(row) for row in again]


def test_each_row_is_plainly_fictional(rows):
    assert {row.source for row in rows} == {Source.DEMONSTRATION}
    assert [row.phone for row in rows if not re.fullmatch(r"[0-9]{3}-555-01[0-9]{2}( x[0-9]+)?", row.phone)] == []
    assert [row.website for row in rows if not re.fullmatch(r"(https://[a-z0-9-]+\.example/)?", row.website)] == []
    intake = [number for row in rows for number in row.intake_phones]
    assert [number for number in intake if "-555-01" not in number] == []


def test_each_code_is_known_and_said_once(rows):
    assert {code for row in rows for code in row.code_list} <= set(code_labels())
    assert [row.codes for row in rows if len(row.code_list) != len(set(row.code_list))] == []


def test_no_two_rows_are_duplicates(rows):
    keys = [(row.name, row.program, row.street1, row.zip) for row in rows]

    assert len(keys) == len(set(keys))


def test_each_row_stands_in_its_own_town(rows):
    for row in rows:
        place = resolve_place(row.zip)
        assert place.state == row.state
        assert great_circle_miles(place.latitude, place.longitude, row.latitude, row.longitude) < 2


@pytest.mark.parametrize("code", [*WISHES, *COVER])
def test_each_need_and_cover_is_met_where_medicine_is_prescribed(rows, code):
    found = [row for row in rows if code in row.code_list and PRESCRIBES & set(row.code_list)]

    assert len(found) >= 3


def test_each_language_is_spoken_where_medicine_is_prescribed(rows):
    languages = {code for code in code_labels() if group_of(code) == "languages"}

    spoken = {code for row in rows if PRESCRIBES & set(row.code_list) for code in row.code_list} & languages

    assert spoken == languages


@pytest.mark.parametrize("drink_or_pill", ["ADTX", "BDTX"])
def test_withdrawal_beside_medicine_is_offered_in_a_bed(rows, drink_or_pill):
    beds = [row for row in rows if drink_or_pill in row.code_list and {"HID", "RD"} & set(row.code_list)]

    assert len(beds) >= 20
    assert [row.name for row in beds if not PRESCRIBES & set(row.code_list)] == []


def test_young_people_find_medicine_too(rows):
    young = [row for row in rows if {"AD", "CHLD"} <= set(row.code_list) and "BUM" in row.code_list]

    assert len(young) >= 10


def test_the_quarrels_of_real_rows_are_there(rows):
    def having(*codes):
        return [row for row in rows if set(codes) <= set(row.code_list)]

    counts = [
        len(having(*codes)) for codes in (("NMOA", "BU"), ("NOOP", "BU"), ("NP", "MD"), ("DUO",), ("AUDO",), ("OUDO",))
    ]
    without_methadone = [row for row in having("OTP") if "MU" not in row.code_list]
    neither = [row for row in rows if not {"FEM", "MALE"} & set(row.code_list)]

    assert min(*counts, len(without_methadone), len(neither)) >= 1


def test_mental_health_rows_are_marked_as_such(rows):
    mental = [row for row in rows if row.kind == FacilityKind.MENTAL_HEALTH]

    assert len(mental) >= 3
    assert [row.codes for row in mental if "SA" in row.code_list] == []


def test_some_organizations_run_several_programs(rows):
    programs = {(row.name, row.city): {other.program for other in rows if other.name == row.name} for row in rows}

    assert sum(len(names) > 1 for names in programs.values()) >= 20


@pytest.mark.shared_data
def test_no_real_facility_has_such_a_name(rows, shared_data):
    folder = shared_data / "samhsa"
    real = set()
    for file in folder.glob("*.csv.gz"):
        with gzip.open(file, "rt", encoding="utf-8", errors="replace") as lines:
            for row in csv.DictReader(lines):
                real.update(fold(value) for name, value in row.items() if name and name.strip() == "name1" and value)

    assert len(real) > 10_000
    assert {row.name for row in rows if fold(row.name) in real} == set()
