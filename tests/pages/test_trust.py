"""What a visitor can tell us: one tap, or a report. Nothing of the visitor is kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from factories import make_facility
from handrail.directory.actions import bump_revision
from handrail.directory.models import Correction, VisitorAnswers
from handrail.kernel import busy_database
from handrail.pages.views import trust
from handrail.web.limiting.limits import forget_permits
from held_database import held_for_writing
from pages.reading import all_with, carried, title, words

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"


FROM_OUR_PAGE = {"sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def fresh_limits():
    forget_permits()
    yield
    forget_permits()


def tap(facility, answer="yes", *, client=None, address=ADDRESS, language="", **more):
    client = client or Client(REMOTE_ADDR=address, headers=FROM_OUR_PAGE)
    return client.post(f"{language}{facility.get_absolute_url()}answered/", {"answer": answer, **more})


def report(facility, *, network=ADDRESS, language="", **typed):
    client = Client(REMOTE_ADDR=network)
    posted = {"send": "1", "kind": "closed", **typed}
    return client.post(f"{language}{facility.get_absolute_url()}problem/", posted, headers=FROM_OUR_PAGE)


@pytest.mark.parametrize("page", ["answered", "problem"])
def test_form_of_unknown_origin_writes_nothing_and_is_told_so_kindly(page):
    facility = make_facility()

    response = Client().post(f"{facility.get_absolute_url()}{page}/", {"answer": "yes", "send": "1", "kind": "closed"})

    assert (response.status_code, VisitorAnswers.objects.count(), Correction.objects.count()) == (403, 0, 0)
    assert title(response)


@pytest.mark.parametrize("answer", ["yes", "no_answer", "wrong_number"])
def test_tap_is_counted_for_the_day_and_offers_the_next_step(answer):
    facility = make_facility()

    response = tap(facility, answer)

    row = VisitorAnswers.objects.get()
    assert (row.facility, row.answer, row.day, row.times) == (facility, answer, timezone.now().date(), 1)
    assert response.status_code == 200
    assert ("Call the next place now" in words(response)) is (answer != "yes")
    assert bool(all_with(response, "a", href=f"{facility.get_absolute_url()}problem/")) is (answer != "yes")
    assert (title(response), response.cookies) == ("Handrail", {})
    assert "no-store" in response.headers["Cache-Control"]


def test_second_tap_of_a_day_is_thanked_for_and_not_counted():
    facility = make_facility()
    tap(facility)

    again = tap(facility, "wrong_number")

    assert again.status_code == 429
    assert "We have this already" in words(again)
    assert [(row.answer, row.times) for row in VisitorAnswers.objects.all()] == [("yes", 1)]


def test_one_network_taps_twenty_places_a_day_and_another_goes_on():
    places = [make_facility() for _ in range(21)]

    statuses = [tap(facility).status_code for facility in places]

    assert statuses == [200] * 20 + [429]
    assert tap(places[20], address="198.51.100.9").status_code == 200
    assert VisitorAnswers.objects.count() == 21


def test_too_many_taps_are_answered_with_a_whole_page():
    for _ in range(20):
        tap(make_facility())

    refused = tap(make_facility())

    assert "Please wait" in words(refused)
    assert int(refused.headers["Retry-After"]) > 0


@pytest.mark.parametrize("answer", ["", "maybe", "YES", "x" * 5000])
def test_tap_that_is_no_answer_shows_the_question_and_stores_nothing(answer):
    response = tap(make_facility(), answer)

    assert (response.status_code, VisitorAnswers.objects.count()) == (200, 0)
    assert "Did they answer?" in words(response)


def test_neither_address_nor_network_of_who_tapped_or_reported_is_stored():
    facility = make_facility()
    tap(facility)
    report(facility, words="The door is shut.")

    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += map(repr, cursor.fetchall())

    assert [row for row in rows if "203.0.113" in row] == []


def test_form_from_another_site_is_refused():
    facility = make_facility()
    client = Client(headers={"sec-fetch-site": "cross-site"})

    responses = [
        tap(facility, client=client),
        client.post(f"{facility.get_absolute_url()}problem/", {"send": "1"}),
    ]

    assert [response.status_code for response in responses] == [403, 403]
    assert VisitorAnswers.objects.count() == 0


def test_way_back_to_the_paths_goes_along(clinics):
    client = Client()
    search = carried(client.post("/paths/", {"place": "62701"}))

    asked = client.post(f"{clinics[0].get_absolute_url()}answered/", {"search": search}, headers=FROM_OUR_PAGE)
    thanked = tap(clinics[0], "no_answer", search=search)
    form = client.post(f"{clinics[0].get_absolute_url()}problem/", {"search": search}, headers=FROM_OUR_PAGE)
    sent = report(clinics[0], search=search)

    for response in (asked, thanked, form, sent):
        assert carried(response) == search
        assert "Back to my paths" in words(response)
    assert {button["form"] for button in all_with(asked, "button", name="answer")} == {"kept"}


def test_report_opens_with_a_day_by_which_it_is_looked_at():
    facility = make_facility()

    response = report(
        facility, kind="wrong_number", words=" A shop. ", phone="217-555-0177", website="https://x.example/"
    )

    one = Correction.objects.get()
    assert (one.facility, one.kind, one.words, one.state) == (facility, "wrong_number", "A shop.", "new")
    assert (one.proposed_phone, one.proposed_website, one.owner) == ("217-555-0177", "https://x.example/", None)
    assert one.due_on == timezone.now().date() + timedelta(days=3)
    assert response.status_code == 200
    assert "217-555-0177" not in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "gossip"}, "kind"),
        ({"words": "x" * 1001}, "words"),
        ({"phone": "1" * 41}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"phone": "217-555-0177, ask for a broker"}, "phone"),
        ({"website": "w" * 256}, "website"),
        ({"address": "a" * 256}, "address"),
    ],
)
def test_report_that_cannot_be_read_says_so_and_keeps_what_was_typed(typed, name):
    response = report(make_facility(), **({"words": "The door is shut."} | typed))

    assert (response.status_code, Correction.objects.count()) == (422, 0)
    assert [error["id"] for error in all_with(response, "p", **{"class": "error"})] == [f"error-{name}"]
    assert typed.get("words", "The door is shut.") in words(response)


def test_report_with_markup_is_shown_as_text():
    response = report(make_facility(), kind="", words="<script>alert(1)</script>")

    assert "<script>alert(1)" not in response.content.decode()


def test_reports_are_limited_and_a_search_carried_along_sends_none(clinics):
    facility = clinics[0]
    carried_along = Client(REMOTE_ADDR=ADDRESS).post(
        f"{facility.get_absolute_url()}problem/", {"search": "x"}, headers=FROM_OUR_PAGE
    )

    statuses = [report(make_facility(), kind="other").status_code for _ in range(trust.REPORTS_A_DAY.most + 1)]
    danger = report(facility, kind="safety")

    assert (carried_along.status_code, statuses[0], statuses[-1], danger.status_code) == (200, 200, 429, 200)
    assert Correction.objects.count() == trust.REPORTS_A_DAY.most + 1


def test_one_network_reports_one_thing_of_one_place_twice_a_day():
    facility = make_facility()

    statuses = [report(facility, kind="closed").status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
    assert report(facility, kind="safety").status_code == 200
    assert report(facility, kind="closed", network="198.51.100.9").status_code == 200


@pytest.mark.parametrize(
    ("language", "said"),
    [("", "Your words are still here."), ("/es", "Sus palabras siguen aquí.")],
)
def test_report_that_came_too_often_keeps_what_was_typed_and_says_for_how_long(language, said):
    facility = make_facility()
    for _ in range(trust.REPORTS_A_PLACE.most):
        report(facility, kind="safety")

    refused = report(facility, kind="safety", words="The door is locked.", phone="217-555-0177", language=language)

    assert (refused.status_code, Correction.objects.count()) == (429, trust.REPORTS_A_PLACE.most)
    assert said in words(refused)
    assert "The door is locked." in words(refused)
    assert [one["value"] for one in all_with(refused, "input", id="phone")] == ["217-555-0177"]
    assert int(refused.headers["Retry-After"]) > 0
    assert "no-store" in refused.headers["Cache-Control"]


def test_taps_from_one_large_ipv6_network_count_as_one():
    facility = make_facility()

    statuses = [tap(facility, address=f"2001:db8:1:{number:x}00::1").status_code for number in range(1, 4)]

    assert statuses == [200, 429, 429]
    assert VisitorAnswers.objects.get().times == 1


def test_in_spanish():
    facility = make_facility()

    assert "Llame ahora al siguiente lugar" in words(tap(facility, "no_answer", language="/es"))
    assert "Tenemos su aviso" in words(report(facility, language="/es"))
    assert "¿Qué está mal?" in words(Client().get(f"/es{facility.get_absolute_url()}problem/"))


@pytest.mark.parametrize("page", ["answered", "problem"])
@pytest.mark.parametrize("public_id", ["aaaaaaaaaaaaa", "UPPER"])
def test_unknown_place_is_not_found(page, public_id):
    assert (
        Client()
        .post(f"/facilities/{public_id}/{page}/", {"answer": "yes", "send": "1"}, headers=FROM_OUR_PAGE)
        .status_code
        == 404
    )


def test_nobody_is_promised_a_day_on_which_a_report_is_looked_at():
    facility = make_facility()

    before = words(Client().get(f"{facility.get_absolute_url()}problem/"))
    after = words(report(facility))

    said = "We read reports when somebody is at the desk. We cannot say when."
    assert (said in before, said in after) == (True, True)
    assert ("within 1 day" in before, "looks at it by" in after) == (False, False)


@pytest.mark.parametrize(("answer", "offered"), [("yes", False), ("no_answer", True), ("wrong_number", True)])
def test_next_numbers_are_offered_where_nobody_answered(answer, offered):
    facility = make_facility(phone="217-555-0111")
    make_facility(name="Next House", phone="217-555-0122", intake_phones=["217-555-0133"])
    bump_revision(at=timezone.now())

    response = tap(facility, answer)

    numbers = [each["href"] for each in all_with(response, "a") if each.get("href", "").startswith("tel:+1217")]
    assert numbers == (["tel:+12175550133", "tel:+12175550122"] if offered else [])
    assert ("Next House" in words(response)) is offered


@pytest.fixture
def short_patience(monkeypatch):
    monkeypatch.setattr(busy_database, "LONGEST_WAIT_OF_A_PERSON", 50)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "asked"), [("", "Please try again"), ("/es", "Por favor, inténtelo otra vez")], ids=["en", "es"]
)
def test_tap_that_meets_an_import_can_be_tapped_again(short_patience, language, asked):
    facility = make_facility()

    with held_for_writing():
        refused = tap(facility, "no_answer", language=language)
    again = tap(facility, "no_answer", language=language)

    assert (refused.status_code, asked in words(refused)) == (503, True)
    assert len(all_with(refused, "button", name="answer")) == 3
    assert (again.status_code, VisitorAnswers.objects.get().times) == (200, 1)


@pytest.mark.django_db(transaction=True)
def test_report_that_meets_an_import_keeps_its_words_and_can_be_sent_again(short_patience):
    facility = make_facility()
    typed = {"words": "It is a shop now.", "address": "1 Example Street"}

    with held_for_writing():
        refused = report(facility, **typed)
    again = report(facility, **typed)

    assert (refused.status_code, "Your words are still here" in words(refused)) == (503, True)
    assert "It is a shop now." in words(refused)
    assert "1 Example Street" in refused.content.decode()
    assert (again.status_code, Correction.objects.get().words) == (200, "It is a shop now.")


@pytest.mark.django_db(transaction=True)
def test_refused_report_spends_none_of_what_a_network_may_send(short_patience):
    facility = make_facility()

    with held_for_writing("directory_correction"):
        refused = [report(facility).status_code for _ in range(trust.REPORTS_A_PLACE.most + 1)]
    kept = [report(facility).status_code for _ in range(trust.REPORTS_A_PLACE.most + 1)]

    assert (refused, kept) == ([503, 503, 503], [200, 200, 429])
