"""The call desk as an operator uses it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.desk_pages import signed_in
from factories import make_call, make_correction, make_facility, make_operator
from handrail.directory.calls.queries import trust_of
from handrail.directory.models import CallLease, CallOutcome, CheckedFact
from handrail.web import page_context
from pages.reading import all_with, words

pytestmark = pytest.mark.django_db

ANSWERS = {
    "right_number": "yes",
    "new_patients": "yes",
    "days": "0",
    "medicine_methadone": "not",
    "medicine_buprenorphine": "confirmed",
    "medicine_naltrexone": "",
    "cover_medicaid": "not",
    "note": "  Ask for   the front desk ",
}


def page_of(facility) -> str:
    return f"/desk/calls/{facility.public_id}/"


def take(desk, facility):
    return desk.post("/desk/calls/", {"place": facility.public_id})


def test_next_place_is_taken_saved_and_the_one_after_comes():
    anna = make_operator()
    first, second = make_facility(source_year=2020), make_facility(source_year=2021)
    desk = signed_in(anna)

    taken = desk.post("/desk/calls/")
    saved = desk.post(page_of(first), ANSWERS)

    outcome = CallOutcome.objects.get()
    assert (taken.url, saved.url) == (page_of(first), page_of(second))
    assert (outcome.by, outcome.facility, outcome.note) == (anna, first, "Ask for the front desk")
    assert (outcome.answered, outcome.right_number, outcome.new_patients) == (True, "yes", "yes")
    assert (outcome.days_to_first_dose, outcome.covers) == (0, {"medicaid": "not"})
    assert outcome.medicines == {"methadone": "not", "buprenorphine": "confirmed"}


def test_what_was_saved_is_said_without_a_cookie_of_its_own():
    """As the notice about cookies promises."""
    facility, desk = make_facility(), signed_in()
    take(desk, facility)

    saved = desk.post(page_of(facility), ANSWERS)
    page = desk.get(saved.url)

    assert len(all_with(page, "div", role="status")) == 1
    assert set(saved.cookies) | set(page.cookies) <= {"__Host-sessionid"}


def test_no_answer_takes_one_tap():
    facility, desk = make_facility(), signed_in()
    take(desk, facility)

    response = desk.post(page_of(facility), {"outcome": "no_answer"})

    outcome = CallOutcome.objects.get()
    assert (outcome.answered, outcome.right_number, response.url) == (False, "unknown", "/desk/calls/")


def test_number_out_of_service_is_a_wrong_number_that_nobody_answered():
    facility, desk = make_facility(), signed_in()
    take(desk, facility)

    desk.post(page_of(facility), {"outcome": "out_of_service"})

    assert CallOutcome.objects.values_list("answered", "right_number").get() == (False, "no")


def test_not_now_brings_another_place():
    first, second = make_facility(source_year=2020), make_facility(source_year=2021)
    desk = signed_in()
    take(desk, first)

    response = desk.post(page_of(first), {"set_aside": "1"})

    assert (response.url, CallOutcome.objects.count()) == (page_of(second), 0)


def test_save_and_stop_goes_back_to_the_queue():
    facility, desk = make_facility(), signed_in()
    make_facility()
    take(desk, facility)

    assert desk.post(page_of(facility), ANSWERS | {"stop": "1"}).url == "/desk/calls/"


@pytest.mark.asvs("V2.2.1", "V2.2.2")
@pytest.mark.parametrize(
    "wrong",
    [
        {"right_number": ""},
        {"right_number": "perhaps"},
        {"days": "soon"},
        {"days": "366"},
        {"days": "-1"},
        {"new_patients": "x"},
        {"cover_medicaid": "maybe"},
        {"right_number": "no"},
        {"note": "x" * 301},
    ],
)
def test_answer_that_cannot_be_is_refused_and_nothing_typed_is_lost(wrong):
    facility, desk = make_facility(), signed_in()
    take(desk, facility)

    response = desk.post(page_of(facility), ANSWERS | {"note": "Side door"} | wrong)

    assert (response.status_code, CallOutcome.objects.count()) == (422, 0)
    assert all_with(response, "input", name="note")[0]["value"] == wrong.get("note", "Side door")
    assert all_with(response, "p", role="alert") != []
    assert "checked" in all_with(response, "input", name="medicine_methadone", value="not")[0]


def test_double_tap_on_save_is_told_and_keeps_one_call():
    facility, desk = make_facility(), signed_in()
    take(desk, facility)
    desk.post(page_of(facility), ANSWERS)

    again = desk.post(page_of(facility), ANSWERS)

    assert (again.status_code, CallOutcome.objects.count()) == (422, 1)
    assert "saved already" in words(again)


def test_place_of_a_colleague_is_not_handed_out_twice():
    facility, anna = make_facility(), signed_in()
    take(anna, facility)
    ben = signed_in()

    refused, seen = take(ben, facility), ben.get(page_of(facility))

    assert refused.status_code == 422
    assert "A colleague is calling this place now." in words(seen)
    assert all_with(seen, "input", name="right_number") == []
    assert CallLease.objects.count() == 1


def test_queue_says_why_each_place_stands_there():
    make_facility(name="Hope <House>", source_year=2021)

    shown = words(signed_in().get("/desk/calls/"))

    assert "Hope <House>" in shown
    assert "Never checked; listed in 2021" in shown


def test_phone_with_its_extension_can_be_dialed_from_the_form():
    facility, desk = make_facility(phone="217-555-0101 x12"), signed_in()
    take(desk, facility)

    response = desk.get(page_of(facility))

    assert all_with(response, "a", href="tel:+12175550101;ext=12") != []
    assert "no name, no story" in words(response)


def test_desk_in_spanish():
    facility, desk = make_facility(), signed_in()

    taken = desk.post("/es/desk/calls/", {"place": facility.public_id})

    assert taken.url == f"/es{page_of(facility)}"
    assert "¿Es este el número correcto?" in words(desk.get(taken.url))


@pytest.mark.parametrize("path", ["/desk/", "/desk/calls/"])
def test_queue_asks_equally_often_for_any_number(path, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(
        page_context, "is_demonstration", lambda: False
    )  # its memory of five seconds is no part of this
    desk = signed_in()
    counts = []
    for _ in range(2):
        for _ in range(3):
            make_facility()
            make_call(at=timezone.now() - timedelta(days=3))
        desk.get(path)
        with django_assert_max_num_queries(24) as queries:
            desk.get(path)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_page_of_a_call_is_kept_by_nobody():
    facility = make_facility()

    assert "no-store" in signed_in().get(page_of(facility)).headers["Cache-Control"]


def with_three_numbers():
    """A listed number, one to start treatment, and one that two of us checked."""
    facility = make_facility(phone="217-555-0101", intake_phones=["217-555-0102 x3"])
    anna, ben = make_operator(), make_operator()
    report = make_correction(facility=facility, state="confirmed", closed_by=anna, closed_at=timezone.now())
    CheckedFact.objects.create(
        facility=facility,
        field="phone",
        value="217-555-0103",
        checked_at=timezone.now() - timedelta(days=9),
        by=anna,
        second_by=ben,
        correction=report,
    )
    return facility


def test_form_asks_which_number_was_dialed_only_where_there_are_several():
    several, one, desk = with_three_numbers(), make_facility(), signed_in()
    for facility in (several, one):
        take(desk, facility)

    asked, not_asked = desk.get(page_of(several)), desk.get(page_of(one))

    offered = all_with(asked, "input", name="number")
    assert [each["value"] for each in offered] == [
        "2175550102",
        "2175550101",
        "2175550103",
    ]  # once: two answers could differ
    assert ["checked" in each for each in offered] == [True, False, False]
    buttons = all_with(asked, "button", form="heard")
    assert [each.get("name") for each in buttons] == [None, "outcome", "outcome", "set_aside"]  # Enter saves
    assert "217-555-0103 Confirmed by two people" in words(asked)
    assert all_with(not_asked, "input", name="number") == []


@pytest.mark.parametrize(
    ("number", "dialed", "verified"),
    [("2175550101", "main", "2175550101"), ("2175550102", "intake", "2175550102"), ("2175550103", "checked", "")],
)
def test_number_dialed_is_kept_and_only_a_listed_one_counts_as_checked(number, dialed, verified):
    facility, desk = with_three_numbers(), signed_in()
    take(desk, facility)

    desk.post(page_of(facility), ANSWERS | {"number": number})

    facility.refresh_from_db()
    assert CallOutcome.objects.values_list("dialed", "phone_key").get() == (dialed, number)
    assert (facility.verified_phone_key, facility.checked_at is not None) == (verified, verified != "")


def test_number_of_another_place_is_refused():
    facility, desk = with_three_numbers(), signed_in()
    take(desk, facility)

    response = desk.post(page_of(facility), ANSWERS | {"number": "8005550199"})

    assert (response.status_code, CallOutcome.objects.count()) == (422, 0)
    assert "This place has no such number any more." in words(response)


def test_call_to_the_main_number_tells_nothing_of_the_one_to_call_first():
    facility, at = with_three_numbers(), timezone.now()
    make_call(facility=facility, at=at, right_number="no", answered=True, dialed="main", phone_key="2175550101")

    trust = trust_of(facility, at, "en")

    assert [line for line in trust.calls if line.code == "right_number"] == []


def test_call_from_a_report_leads_back_to_it_and_says_that_it_was_saved():
    anna = make_operator()
    facility = make_facility(name="Hope House")
    make_facility()
    report = make_correction(facility=facility, state="taken", owner=anna, opened_at=timezone.now())
    desk = signed_in(anna)

    taken = desk.post("/desk/calls/", {"place": facility.public_id, "report": report.public_id})
    page = desk.get(taken.url)
    saved = desk.post(taken.url, {"outcome": "no_answer"})
    back, once_more = desk.get(saved.url), desk.get(saved.url)

    assert taken.url == f"{page_of(facility)}?report={report.public_id}"
    assert all_with(page, "a", href=report.get_absolute_url()) != []
    assert saved.url == report.get_absolute_url()
    assert "The call is saved: Hope House" in words(back)
    assert "Done: the call is recorded." in words(back)
    assert "The call is saved" not in words(once_more)


def test_report_of_another_place_is_no_way_back():
    facility, desk = make_facility(), signed_in()
    other = make_correction()
    take(desk, facility)

    taken = desk.post("/desk/calls/", {"place": facility.public_id, "report": other.public_id})
    saved = desk.post(f"{page_of(facility)}?report={other.public_id}", {"outcome": "no_answer"})

    assert (taken.url, saved.url) == (page_of(facility), f"{page_of(other.facility)}")


def test_next_place_can_be_called_also_from_a_report():
    facility, desk = make_facility(source_year=2020), signed_in()
    following = make_facility(source_year=2021)
    report = make_correction(facility=facility)
    take(desk, facility)

    saved = desk.post(f"{page_of(facility)}?report={report.public_id}", ANSWERS | {"next": "1"})

    assert saved.url == page_of(following)
