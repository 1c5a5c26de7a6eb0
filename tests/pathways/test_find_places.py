"""`handrail find --substance` without an opioid: places with their safety rules, never paths."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from factories import make_facility
from handrail.directory.index.live import forget_index

OUTPATIENT = "SA OP ORT MD NOE ACC PEER CARF FEM MALE ADLT ICO CBT"
BED = "SA DT RD ADTX BDTX MDET MD FEM MALE ADLT"
CHICAGO = {"latitude": 41.85, "longitude": -87.66, "city": "Chicago", "state": "IL", "zip": "60608"}
KEYS = ["query", "place", "first", "paths", "other_kinds", "facilities", "bridges", "relaxed", "counts"]
DANGER = ["withdrawal_danger", "call_emergency", "never_stop_alone"]


@pytest.fixture(autouse=True)
def fresh_index(db):
    forget_index()
    yield
    forget_index()


def find(*arguments: str) -> str:
    out = StringIO()
    call_command("find", "--near", "60608", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def found(*arguments: str) -> dict:
    return json.loads(find(*arguments, "--json"))


def names(answer: dict) -> list[str]:
    return [entry["facility"]["name"] for entry in answer["facilities"]]


def codes(lines: list[dict]) -> list[str]:
    return [line["code"] for line in lines]


@pytest.mark.parametrize("substance", ["alcohol", "stimulants", "other", "benzos"])
def test_find_answers_with_places_under_exactly_these_keys(substance):
    make_facility(codes=f"{OUTPATIENT} BU", **CHICAGO)

    answer = found("--substance", substance)

    assert list(answer) == KEYS
    assert (answer["paths"], answer["other_kinds"]) == ([], [])
    (entry,) = answer["facilities"]
    assert list(entry) == ["facility", "distance_miles", "reasons", "warnings"]
    assert set(entry["facility"]) == {
        "id", "name", "program", "phone", "intake_phones", "address", "codes", "source", "source_year", "last_verified"
    }  # fmt: skip
    assert all(set(line) == {"code", "text"} for line in (*entry["reasons"], *entry["warnings"]))
    assert entry["reasons"] != []


@pytest.mark.parametrize("substance", ["opioid", "heroin", "fentanyl", "pills"])
def test_find_answers_with_paths_for_every_word_for_an_opioid(substance):
    make_facility(codes="SA OP BU BUM", **CHICAGO)

    answer = found("--substance", substance)

    assert (len(answer["paths"]), answer["facilities"]) == (1, [])


def test_find_answers_with_paths_when_an_opioid_is_among_the_substances():
    make_facility(codes="SA DT ODTX ADTX MDET RD OP BU BUM", **CHICAGO)

    answer = found("--substance", "alcohol", "--substance", "heroin")

    assert (len(answer["paths"]), answer["facilities"]) == (1, [])
    assert answer["paths"][0]["kind"] == "withdrawal_first"


@pytest.mark.parametrize("substance", ["alcohol", "benzos"])
def test_danger_of_withdrawal_is_said_first_and_in_every_place(substance):
    make_facility(codes=BED, **CHICAGO)
    make_facility(codes=OUTPATIENT, **CHICAGO)

    answer = found("--substance", substance, "--need", "pregnant", "--age", "17", "--medicine", "methadone")
    plain = found("--substance", substance)

    assert codes(answer["first"])[:3] == DANGER
    assert codes(plain["first"])[:3] == DANGER
    assert [codes(entry["warnings"])[:3] for entry in plain["facilities"]] == [DANGER, DANGER]


def test_withdrawal_bed_stands_before_nearer_places_and_one_by_visits_is_always_shown():
    for number in range(4):
        make_facility(name=f"Bed {number}", codes=BED, **(CHICAGO | {"latitude": 42.6 + number / 100}))
    make_facility(name="Visits", codes=f"{OUTPATIENT} PMAT", **CHICAGO)

    answer = found("--substance", "alcohol")

    assert names(answer) == ["Bed 0", "Bed 1", "Visits"]
    assert "withdrawal_bed_alcohol" in codes(answer["facilities"][0]["reasons"])
    assert "no_withdrawal_bed_listed" in codes(answer["facilities"][2]["warnings"])


def test_no_bed_in_reach_sends_to_the_emergency_department_and_still_shows_places():
    make_facility(name="Visits", codes=OUTPATIENT, **CHICAGO)

    answer = found("--substance", "alcohol")

    assert codes(answer["first"])[:4] == [*DANGER, "no_bed_near"]
    assert names(answer) == ["Visits"]
    assert codes(answer["bridges"])[0] == "emergency_department"


def test_alcohol_is_never_sent_to_a_place_for_opioids_only_or_one_that_refuses_it():
    make_facility(name="Opioids only", codes=f"{OUTPATIENT} OUDO BU", **CHICAGO)
    make_facility(name="No alcohol", codes=f"{OUTPATIENT} NAUT", **CHICAGO)
    make_facility(name="Drink-driving only", codes=f"{OUTPATIENT} DUO", **CHICAGO)
    make_facility(name="Alcohol only", codes=f"{OUTPATIENT} AUDO", **CHICAGO)
    make_facility(name="Mind only", kind="MH", codes=OUTPATIENT, **CHICAGO)

    assert names(found("--substance", "alcohol")) == ["Alcohol only"]
    assert names(found("--substance", "stimulants")) == ["No alcohol"]


def test_medicine_for_alcohol_and_rewards_for_stimulants_come_first_and_say_why():
    make_facility(name="Plain", codes=OUTPATIENT, **CHICAGO)
    make_facility(name="Medicine", codes=f"{OUTPATIENT} PMAT", **(CHICAGO | {"latitude": 41.95}))
    make_facility(name="Rewards", codes=f"{OUTPATIENT} CMI", **(CHICAGO | {"latitude": 41.95}))

    alcohol, stimulants = found("--substance", "alcohol"), found("--substance", "stimulants")

    assert (names(alcohol)[0], names(stimulants)[0]) == ("Medicine", "Rewards")
    assert "alcohol_medicine" in codes(alcohol["facilities"][0]["reasons"])
    assert "contingency_management" in codes(stimulants["facilities"][0]["reasons"])
    assert "no_alcohol_medicine_listed" in codes(alcohol["facilities"][1]["warnings"])


def test_fentanyl_in_the_supply_is_said_for_stimulants_with_naloxone():
    make_facility(codes=OUTPATIENT, **CHICAGO)

    answer = found("--substance", "stimulants")

    said = {line["code"]: line["text"] for line in answer["first"]}
    assert "naloxone" in said["fentanyl_supply"]
    assert "fentanyl_supply" in codes(answer["facilities"][0]["warnings"])
    assert "fentanyl_supply" not in codes(found("--substance", "alcohol")["first"])


@pytest.mark.parametrize("substance", ["alcohol", "stimulants", "other", "benzos"])
def test_no_bridge_speaks_of_buprenorphine(substance):
    answer = found("--substance", substance)

    assert "emergency_department" in codes(answer["bridges"])
    assert [bridge for bridge in answer["bridges"] if "buprenorphine" in bridge["text"]] == []


def test_medicine_that_is_taken_goes_on():
    make_facility(name="Ends it", codes=f"{OUTPATIENT} NMOA", **CHICAGO)
    make_facility(name="Accepts it", codes=f"{OUTPATIENT} MOA", **(CHICAGO | {"latitude": 42.0}))

    answer = found("--substance", "stimulants", "--medicine", "methadone")

    assert names(answer) == ["Accepts it"]
    assert "keep_medicine" in codes(answer["first"])


def test_wishes_cover_and_circles_give_way_and_are_said():
    make_facility(name="Near", codes="SA OP FEM MALE ADLT", **CHICAGO)
    make_facility(name="Far", codes=f"{OUTPATIENT} SP CCC", **(CHICAGO | {"latitude": 43.6}))

    wished = found("--substance", "other", "--language", "spanish")
    covered = found("--substance", "other", "--payment", "medicaid")

    assert (names(wished), [entry["what"] for entry in wished["relaxed"]]) == (
        ["Near", "Far"],
        ["language:spanish", "radius:150"],
    )
    assert "keeps_everything" in codes(wished["facilities"][1]["reasons"])
    assert "without_language" in codes(wished["facilities"][0]["warnings"])
    assert (names(covered), [entry["what"] for entry in covered["relaxed"]]) == (
        ["Far", "Near"],
        ["radius:150", "payment:medicaid"],
    )
    assert "cover_not_listed_medicaid" in codes(covered["facilities"][1]["warnings"])


def test_minors_are_sent_only_where_they_are_taken():
    make_facility(name="Adults", codes=OUTPATIENT, **CHICAGO)
    make_facility(name="Teens", codes="SA OP AD MD", **CHICAGO)

    answer = found("--substance", "other", "--age", "16")

    assert names(answer) == ["Teens"]
    assert "minor" in codes(answer["first"])


def test_nothing_at_all_is_still_an_answer():
    answer = found("--substance", "stimulants")

    assert answer["facilities"] == []
    assert "no_directory" in codes(answer["first"])
    assert answer["bridges"] != []


def test_hard_wish_that_nobody_meets_gives_no_place_and_says_so():
    make_facility(codes=OUTPATIENT, **CHICAGO)

    answer = found("--substance", "other", "--need", "deaf!")

    assert (answer["facilities"], "nothing_found" in codes(answer["first"])) == ([], True)


def test_terminal_shows_places_with_their_reasons():
    make_facility(name="Alder House", codes=f"{OUTPATIENT} PMAT", **CHICAGO)

    shown = find("--substance", "alcohol")

    assert shown.startswith("Places near 60608")
    assert "1. Alder House" in shown
    assert "+ Lists medicine for alcohol" in shown
    assert "are such a place" in shown


@pytest.mark.parametrize("word", ["tea", "cocaine'; --", "\x00", "", "opioid!"])
def test_unknown_substance_is_refused(word):
    with pytest.raises(CommandError, match="We do not know the substance"):
        find("--substance", word)


def test_more_than_forty_values_are_refused():
    with pytest.raises(CommandError, match="too much at once"):
        find(*["--substance", "alcohol"] * 41)
