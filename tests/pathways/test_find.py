"""`handrail find` as other programs and people call it."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories import make_call, make_facility
from handrail.directory.calls.numbers_found import numbers_found
from handrail.directory.domain.sources import FacilityKind
from handrail.directory.index.live import forget_index

CLINIC = "SA OP ORT BU BUM MOA MD SS NOE ACC PEER CARF FEM MALE ADLT ICO GCO CBT SHG"
CHICAGO = {"latitude": 41.85, "longitude": -87.66, "city": "Chicago", "state": "IL", "zip": "60608"}


@pytest.fixture(autouse=True)
def fresh_index(db):
    forget_index()
    yield
    forget_index()


def find(*arguments: str) -> str:
    out = StringIO()
    call_command("find", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def found(*arguments: str) -> dict:
    return json.loads(find(*arguments, "--json"))


def test_find_prints_the_fixed_keys():
    make_facility(name="Alder House", program="Opioid Program", codes=CLINIC, street1="1 Elm St", **CHICAGO)

    answer = found("--near", "60608", "--payment", "medicaid")

    assert list(answer) == [
        "query", "place", "first", "paths", "other_kinds", "facilities", "bridges", "relaxed", "counts"
    ]  # fmt: skip
    assert answer["facilities"] == []
    (path,) = answer["paths"]
    assert set(path) >= {"kind", "cost", "reasons", "warnings", "ask", "naloxone", "legs"}
    assert [leg["role"] for leg in path["legs"]] == ["start", "continue", "belong"]
    facility = path["legs"][0]["facility"]
    assert set(facility) == {
        "id", "name", "program", "phone", "intake_phones", "address", "codes", "source", "source_year", "last_verified"
    }  # fmt: skip
    assert (facility["name"], facility["program"], facility["address"]) == (
        "Alder House",
        "Opioid Program",
        "1 Elm St, Chicago, IL 60608",
    )
    assert facility["codes"] == CLINIC.split()
    assert path["legs"][0]["facility"]["id"] == path["legs"][1]["facility"]["id"]
    assert path["legs"][0]["strands"] == ["individual", "group", "behavior_therapy"]
    assert path["legs"][0]["availability"] == {"state": "unknown", "available": None, "updated": None}
    assert path["legs"][2]["offers"] == ["SHG", "PEER"]
    assert answer["counts"] == {"in_radius": 1, "matching": 1}
    assert set(answer["bridges"][0]) == {"code", "text", "source", "checked", "expires"}


@pytest.mark.parametrize("substance", [[], ["--substance", "stimulants"]])
def test_find_counts_no_place_that_is_about_mental_health_alone(substance):
    make_facility(codes=CLINIC, **CHICAGO)
    make_facility(codes=CLINIC, kind=FacilityKind.MENTAL_HEALTH, **CHICAGO)

    answer = found("--near", "60608", *substance)

    assert answer["counts"] == {"in_radius": 1, "matching": 1}


def test_find_names_what_it_let_go():
    make_facility(codes=CLINIC, **CHICAGO)

    answer = found("--near", "60608", "--need", "children", "--language", "spanish")

    assert [relaxed["what"] for relaxed in answer["relaxed"]] == ["children", "language:spanish"]


def test_find_names_the_circle_it_reached():
    make_facility(codes=CLINIC, **(CHICAGO | {"latitude": 42.9}))

    answer = found("--near", "60608")

    assert [relaxed["what"] for relaxed in answer["relaxed"]] == ["radius:100"]


def test_find_says_when_nobody_is_near():
    make_facility(codes=CLINIC, **CHICAGO)

    answer = found("--near", "96799")

    assert [line["code"] for line in answer["first"]] == ["nothing_near"]
    assert "too_far_to_travel" in [line["code"] for line in answer["paths"][0]["warnings"]]


def test_find_keeps_the_medicine_that_is_taken():
    make_facility(codes=f"{CLINIC} MU OTP MM", **CHICAGO)

    answer = found("--near", "60608", "--medicine", "methadone")

    assert [line["code"] for line in answer["first"]] == ["keep_medicine", "keep_methadone"]
    assert answer["paths"][0]["title"] == "Keep your medicine, with counseling"
    assert "gives_your_methadone" in [line["code"] for line in answer["paths"][0]["reasons"]]


def test_find_without_any_path_is_still_an_answer():
    answer = found("--near", "60608")

    assert (answer["paths"], [line["code"] for line in answer["first"]]) == ([], ["no_directory"])
    assert answer["bridges"][0]["code"] == "emergency_department"


def test_find_says_the_danger_of_alcohol_first_and_in_every_path():
    unit = "SA DT ODTX ADTX MDET RD OP ORT BU BUM FEM MALE ADLT"
    make_facility(codes=unit, **CHICAGO)

    answer = found("--near", "60608", "--need", "alcohol")

    assert "nearest emergency department" in answer["first"][0]["text"]
    assert "911" in answer["first"][1]["text"]
    assert "nearest emergency department" in answer["paths"][0]["warnings"][0]["text"]


def test_find_limits_the_paths():
    for _ in range(5):
        make_facility(codes=CLINIC, **CHICAGO)

    assert len(found("--near", "60608", "--limit", "2")["paths"]) == 2


def test_find_leaves_out_facilities_that_are_no_longer_listed():
    make_facility(codes=CLINIC, gone_since_year=2023, **CHICAGO)

    assert found("--near", "60608")["paths"] == []


def test_find_never_shows_a_mental_health_only_facility():
    make_facility(codes=CLINIC, kind="MH", **CHICAGO)

    assert found("--near", "60608")["paths"] == []


def test_find_reads_as_text_for_a_person():
    make_facility(name="Alder House", codes=CLINIC, **CHICAGO)

    text = find("--near", "60608", "--payment", "medicaid")

    assert "1. Start buprenorphine, without a stay" in text
    assert "First, and after: Alder House" in text
    assert "Naloxone: Get naloxone now" in text


def test_find_names_the_number_to_call_first_and_warns_of_a_wrong_one():
    facility = make_facility(codes=CLINIC, **{**CHICAGO, "phone": "312-555-0100"}, intake_phones=["312-555-0111"])
    make_call(facility=facility, right_number="no", at=timezone.now() - timedelta(days=1))

    text = find("--near", "60608")

    order = ["Line to start treatment: 312-555-0111", "! When we called on", "Main number: 312-555-0100"]
    places = [text.index(each) for each in order]
    assert places == sorted(places)


def test_find_asks_the_same_number_of_queries_for_one_and_for_many():
    counts = []
    make_facility(codes=CLINIC, **CHICAGO)
    found("--near", "60608")  # the first of a process reads what it then keeps
    for number in (1, 8):
        for _ in range(number):
            make_facility(codes=CLINIC, **CHICAGO)
        forget_index()
        numbers_found.forget()
        with CaptureQueriesContext(connection) as queries:
            found("--near", "60608", "--limit", "9")
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--near", "Nowhere at all"], "could not find"),
        (["--near", ""], ""),
        (["--near", "60608", "--radius", "-1"], "radius must be from"),
        (["--near", "60608", "--radius", "1e9"], "radius must be from"),
        (["--near", "60608", "--radius", "nan"], "radius must be from"),
        (["--near", "60608", "--radius", "far"], "radius must be a number"),
        (["--near", "60608", "--age", "12.5"], "whole number"),
        (["--near", "60608", "--limit", "0"], "limit must be from"),
        (["--near", "60608", "--need", "🙂"], "do not know the need"),
        (["--near", "60608", "--payment", "مرحبا"], "do not know the payment"),
        (["--near", "60608", *(["--need", "veteran"] * 10_000)], "too much at once"),
        (["--near", "60608'; DROP TABLE directory_facility;--"], ""),
        (["--near", "{{ 7*7 }}"], ""),
    ],
)
def test_find_refuses_bad_input_kindly_and_with_a_true_status(arguments, says):
    with pytest.raises(CommandError) as refusal:
        find(*arguments)

    assert says in str(refusal.value)
    assert refusal.value.returncode == 1


def test_find_offers_the_towns_of_an_ambiguous_name_and_exits_with_2():
    error = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("find", "--near", "Springfield", stdout=StringIO(), stderr=error)

    assert end.value.code == 2
    assert "Springfield, IL" in error.getvalue()


def test_find_offers_the_towns_as_json_too():
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("find", "--near", "Springfield", "--json", stdout=out, stderr=StringIO())

    assert end.value.code == 2
    assert "Springfield, IL" in [choice["label"] for choice in json.loads(out.getvalue())["choices"]]


def test_find_says_why_pregnancy_shows_no_withdrawal_stay():
    make_facility(codes=f"{CLINIC} DT ODTX RD", **CHICAGO)

    answer = found("--near", "60608", "--need", "pregnant", "--need", "withdrawal_stay!")

    (said,) = [line["text"] for line in answer["relaxed"] if line["what"] == "withdrawal_stay"]
    assert said.startswith("In pregnancy, staying on medicine is safer")
    assert answer["paths"][0]["kind"] == "medicine_first"


def test_find_calls_a_hospital_a_hospital():
    make_facility(codes=f"{CLINIC} HIT", **CHICAGO)

    answer = found("--near", "60608", "--need", "residential")

    assert answer["paths"][0]["title"] == "A hospital stay, then medicine and counseling"


def test_find_tells_the_path_that_keeps_everything_apart():
    make_facility(codes=CLINIC, **CHICAGO)
    make_facility(codes=f"{CLINIC} SP", **(CHICAGO | {"latitude": 42.9}))

    answer = found("--near", "60608", "--language", "spanish")

    marked = ["keeps_everything" in [line["code"] for line in path["reasons"]] for path in answer["paths"]]
    assert marked == [False, True]


def terminal(*arguments: str, **settings: str) -> subprocess.CompletedProcess:
    """The command as a person runs it: its own process, the product's own settings."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "handrail.config.settings"} | settings
    command = [sys.executable, "-m", "handrail.config.manage", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment)


@pytest.mark.parametrize("arguments", [["find"], ["find", "--near", "60608", "--bogus"]])
def test_find_ends_with_1_for_wrong_options(arguments):
    done = terminal(*arguments)

    assert (done.returncode, done.stdout) == (1, "")
    assert "See handrail find --help." in done.stderr


@pytest.mark.slow
def test_find_without_a_database_says_what_to_do(tmp_path):
    nothing = {"DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}", "HANDRAIL_VAR": str(tmp_path)}

    done = terminal("find", "--near", "60608", "--json", **nothing)

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert json.loads(done.stdout)["error"].startswith("The database is not set up.")
