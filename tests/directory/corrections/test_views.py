"""Reports at the desk, and a broker who tries to bring in a number of their own."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from directory.desk_pages import signed_in
from factories import make_call, make_correction, make_facility, make_operator
from handrail.directory.corrections.actions import Decision, move
from handrail.directory.domain.corrections import Kind, State
from handrail.directory.index.live import forget_index
from handrail.directory.models import CheckedFact, Correction
from handrail.web import page_context
from pages.reading import all_with, led_to, words

pytestmark = pytest.mark.django_db
BROKER, DIGITS, SITE = "1-800-555-0199", "8005550199", "https://broker.example/now"


@pytest.fixture(autouse=True)
def fresh_index():
    forget_index()
    yield
    forget_index()


def reported(**more):
    return make_correction(opened_at=timezone.now(), proposed_phone=BROKER, proposed_website=SITE, **more)


def taken_by(anna, **more):
    correction = reported(**more)
    move(correction=correction, to=State.TAKEN, decision=Decision(seen=1), by=anna, at=timezone.now())
    return correction


def everything_public(facility, client) -> str:
    """Each public page on which a number of this place could stand, in both languages."""
    address = facility.get_absolute_url()
    pages = [
        client.get(f"{language}{address}{page}") for language in ("", "/es") for page in ("", "answered/", "problem/")
    ]
    pages += [client.post(f"{language}/paths/", {"place": "62701"}) for language in ("", "/es")]
    pages += [client.post(address, {"search": "x"})]
    return " ".join(page.content.decode() for page in pages)


def test_broker_number_is_shown_to_nobody_and_dialed_by_nobody_before_two_confirmed_it():
    anna, ben = make_operator(), make_operator()
    facility = make_facility(name="Hope House")
    elsewhere = make_facility(name="Sunshine Referrals", phone="(800) 555-0199 x4")
    Client().post(
        f"{facility.get_absolute_url()}problem/",
        {"send": "1", "kind": "wrong_number", "words": f"Call {BROKER}", "phone": BROKER, "website": SITE},
        headers={"sec-fetch-site": "same-origin"},
    )
    correction = Correction.objects.get()
    now = timezone.now()
    elsewhere_gone = everything_public(facility, Client())

    move(correction=correction, to=State.TAKEN, decision=Decision(seen=1), by=anna, at=now)
    make_call(facility=facility, at=now, answered=False, right_number="no", by=anna)
    first = Decision(seen=2, field="phone", value=BROKER)
    move(correction=correction, to=State.WAITING_FOR_SECOND, decision=first, by=anna, at=now)
    between = everything_public(facility, Client())
    at_desk = signed_in(ben).get(correction.get_absolute_url())

    for shown in (elsewhere_gone, between):
        assert "555-0199" not in shown.replace(elsewhere.phone, "")
        assert f'tel:+1{DIGITS}"' not in shown
        assert "broker.example" not in shown
    assert [link for link in all_with(at_desk, "a") if DIGITS in link["href"] or "broker" in link["href"]] == []
    assert "toll-free number" in words(at_desk)
    assert "The same number stands at 1 other place, 1 of them with another name." in words(at_desk)
    assert "Sunshine Referrals" in words(at_desk)
    assert CheckedFact.objects.count() == 0


def test_same_number_under_the_same_name_is_told_apart_from_a_stranger():
    facility = make_facility(name="Hope House")
    make_facility(name="Hope House Inc.", phone="1-800-555-0199")
    make_facility(name="Another", phone="217-555-0101", intake_phones=["800.555.0199"])
    correction = reported(facility=facility)

    shown = words(signed_in().get(correction.get_absolute_url()))

    assert "The same number stands at 2 other places, 1 of them with another name." in shown


def test_report_is_taken_and_given_back():
    anna, correction = make_operator(), reported()
    desk = signed_in(anna)

    desk.post(correction.get_absolute_url(), {"to": "taken", "seen": "1"})
    taken = words(desk.get(correction.get_absolute_url()))
    desk.post(correction.get_absolute_url(), {"to": "new", "seen": "2"})

    correction.refresh_from_db()
    assert "1. Call what is listed" in taken
    assert (correction.state, correction.owner, correction.version) == ("new", None, 3)


def test_proposed_number_is_not_put_into_the_field_for_the_checker():
    anna = make_operator()
    correction = taken_by(anna)

    response = signed_in(anna).get(correction.get_absolute_url())

    assert all_with(response, "input", name="value")[0]["value"] == ""
    assert all_with(response, "option", value="phone")[0].get("selected") == ""


@pytest.mark.parametrize(
    ("posted", "led"),
    [
        ({"to": "declined", "reason": ""}, "reason"),
        ({"to": "waiting_for_second", "field": "phone", "value": "12"}, "value"),
    ],
)
def test_refusal_leads_to_what_is_wrong(posted, led):
    anna = make_operator()
    correction = taken_by(anna)

    response = signed_in(anna).post(correction.get_absolute_url(), {"seen": "2", **posted})

    assert response.status_code == 422
    assert led_to(response) == [led]


def test_refusal_of_a_confirmation_alone_leads_to_yes_and_no():
    anna = make_operator()
    correction = taken_by(anna)

    response = signed_in(anna).post(
        correction.get_absolute_url(), {"seen": "2", "to": "confirmed", "field": "takes_cover_medicaid"}
    )

    assert response.status_code == 422
    assert len(all_with(response, "a", href="#value-alone")) == 1
    assert len(all_with(response, "fieldset", id="value-alone")) == 1


def test_second_of_two_editors_is_told_what_changed_and_loses_nothing():
    anna, ben = make_operator("anna"), make_operator("ben")
    correction = taken_by(anna)
    hers = signed_in(anna)
    seen = all_with(hers.get(correction.get_absolute_url()), "input", name="seen")[0]["value"]
    Correction.objects.filter(pk=correction.pk).update(due_on=timezone.now().date() - timedelta(days=2))
    for to, version in (("new", "2"), ("taken", "3")):
        signed_in(ben).post(correction.get_absolute_url(), {"to": to, "seen": version})

    response = hers.post(
        correction.get_absolute_url(),
        {"to": "confirmed", "seen": seen, "field": "address", "value": "1 New Street", "reason": "my reason"},
    )

    correction.refresh_from_db()
    assert (response.status_code, correction.state, correction.owner) == (409, "taken", ben)
    assert "ben gave it back" in words(response)
    assert "You typed: 1 New Street · my reason" in words(response)


def test_first_person_is_shown_that_they_cannot_be_the_second_and_when_another_can():
    anna, ben = make_operator(), make_operator()
    correction = taken_by(anna)
    make_call(facility=correction.facility, at=timezone.now(), by=anna)
    first = Decision(seen=2, field="phone", value="217-555-0177")
    move(correction=correction, to=State.WAITING_FOR_SECOND, decision=first, by=anna, at=timezone.now())

    hers, his = (signed_in(by).get(correction.get_absolute_url()) for by in (anna, ben))
    tried = signed_in(ben).post(correction.get_absolute_url(), {"to": "confirmed", "seen": "3"})

    assert "You were the first person." in words(hers)
    assert "Not yet: it can be confirmed from" in words(his)
    assert (tried.status_code, CheckedFact.objects.count()) == (422, 0)


@pytest.mark.parametrize(("kind", "first"), [("closed", "waiting_for_second"), ("medicine", "confirmed")])
def test_confirm_alone_stands_only_beside_what_one_person_may_confirm(kind, first):
    anna = make_operator()

    response = signed_in(anna).get(taken_by(anna, kind=kind).get_absolute_url())

    forms = forms_of(response)
    assert forms["waiting_for_second"] == ["phone", "intake", "website", "address", "hours", "closed"]
    assert forms["confirmed"][0] == ""
    assert set(forms["confirmed"]) & set(forms["waiting_for_second"]) == set()
    assert next(iter(forms)) == first


def forms_of(response) -> dict[str, list[str]]:
    """What can be chosen in each form that asks what was checked, by the step that its button takes."""
    found = {}
    for form in re.findall(r"<form.*?</form>", response.content.decode(), re.DOTALL):
        if "<select" in form:
            found[re.search(r'name="to" value="(\w+)"', form)[1]] = re.findall(r'<option value="(\w*)"', form)
    return found


@pytest.mark.parametrize(("answer", "kept"), [("yes", "yes"), ("no", "no")])
def test_one_person_confirms_a_medicine_with_yes_or_no_and_is_told(answer, kept):
    anna = make_operator()
    correction = taken_by(anna, kind="medicine")
    desk = signed_in(anna)
    posted = {"to": "confirmed", "seen": "2", "field": "gives_methadone", "value": answer}

    response = desk.post(correction.get_absolute_url(), posted)

    assert CheckedFact.objects.values_list("field", "value").get() == ("gives_methadone", kept)
    assert "Saved: it is confirmed." in words(desk.get(response.url))


@pytest.mark.parametrize("posted", [{"to": "gossip", "seen": "1"}, {"seen": "1"}, {}])
def test_step_that_does_not_exist_is_not_found(posted):
    correction = reported()

    assert signed_in().post(correction.get_absolute_url(), posted).status_code == 404


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "٣"])
def test_unreadable_version_is_an_old_one(seen):
    correction = reported()

    assert signed_in().post(correction.get_absolute_url(), {"to": "taken", "seen": seen}).status_code == 409


def test_list_shows_overdue_mine_and_all():
    anna, now = make_operator(), timezone.now()
    make_correction(facility=make_facility(name="Late place"), opened_at=now - timedelta(days=30))
    taken_by(anna, facility=make_facility(name="My place"))
    make_correction(
        facility=make_facility(name="Closed report"),
        state="declined",
        reason="r",
        closed_by=anna,
        closed_at=now,
        opened_at=now,
    )
    desk = signed_in(anna)

    shown = {which: words(desk.get(f"/desk/corrections/?show={which}")) for which in ("all", "overdue", "mine", "x")}

    found = {
        which: [name for name in ("Late place", "My place", "Closed report") if name in text]
        for which, text in shown.items()
    }
    assert found == {
        "all": ["Late place", "My place"],
        "overdue": ["Late place"],
        "mine": ["My place"],
        "x": ["Late place", "My place"],
    }
    assert "Overdue since" in shown["overdue"]


def test_list_asks_equally_often_for_any_number(django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(
        page_context, "is_demonstration", lambda: False
    )  # its memory of five seconds is no part of this
    desk, counts = signed_in(), []
    desk.get("/desk/corrections/")
    for _ in range(2):
        for _ in range(2):
            taken_by(make_operator())
        with django_assert_max_num_queries(12) as queries:
            desk.get("/desk/corrections/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("state", State)
def test_report_in_every_state_has_its_page_in_both_languages(state):
    anna, now = make_operator(), timezone.now()
    facts = {
        State.TAKEN: {"owner": anna},
        State.WAITING_FOR_SECOND: {
            "owner": anna,
            "first_by": anna,
            "first_at": now,
            "field": "phone",
            "value": "217-555-0177",
            "waits_until": now + timedelta(days=1),
        },
        State.CONFIRMED: {"closed_by": anna, "closed_at": now},
        State.DECLINED: {"closed_by": anna, "closed_at": now, "reason": "A broker."},
    }.get(state, {})
    correction = make_correction(opened_at=now, state=state, kind=Kind.SAFETY, **facts)

    for by in (anna, make_operator()):
        for language in ("", "/es"):
            assert signed_in(by).get(f"{language}{correction.get_absolute_url()}").status_code == 200
