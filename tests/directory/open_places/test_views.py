"""The desk's pages: quick for a tired person, closed to everybody else, and clear about what is wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from factories import make_facility
from handrail.directory.domain.open_places import Group, Level, Numbers, Payer, Sex
from handrail.directory.models import OpenPlaces, OpenPlacesEvent
from handrail.directory.open_places.actions import say
from pages.reading import all_with, words
from signing_in import sign_in

pytestmark = pytest.mark.django_db

LIST = "/desk/open-places/"
WOMEN, MEN = Group(Level.WITHDRAWAL, Sex.WOMEN), Group(Level.WITHDRAWAL, Sex.MEN)
MEDICAID_WOMEN = Group(Level.WITHDRAWAL, Sex.WOMEN, payer=Payer.MEDICAID)


@pytest.fixture
def rosa():
    return get_user_model().objects.create_user("rosa", is_staff=True)


@pytest.fixture
def desk(rosa):
    client = Client()
    sign_in(client, rosa)
    return client


def sheet_of(facility) -> str:
    return f"{LIST}{facility.public_id}/"


def said(facility, rosa, *, available=2, hours=1):
    at = timezone.now() - timedelta(hours=hours)
    say(facility=facility, numbers={WOMEN: Numbers(available, 6)}, by=rosa, at=at)


def field(response, name):
    (found,) = all_with(response, "input", name=name)
    return found["value"]


def test_operator_says_what_is_open_and_sees_it(desk, rosa):
    facility = make_facility(codes="SA RD")
    form = {"seen": "0", "available-withdrawal-women-any": " 2 ", "maximum-withdrawal-women-any": "6"}

    answer = desk.post(sheet_of(facility), form)
    shown = desk.get(sheet_of(facility))

    assert (answer.status_code, answer.url) == (302, sheet_of(facility))
    assert list(OpenPlaces.objects.values_list("level", "sex", "available", "maximum", "updated_by")) == [
        ("withdrawal", "women", 2, 6, rosa.pk)
    ]
    assert "2 beds for women, updated just now by an operator of this directory" in words(shown)
    assert field(shown, "available-withdrawal-women-any") == "2"
    assert shown.headers["Cache-Control"] == "no-store"


def test_log_is_told_by_the_clock_on_the_wall_of_the_place(desk, rosa):
    facility = make_facility(state="MA")
    say(facility=facility, numbers={WOMEN: Numbers(2, 6)}, by=rosa, at=datetime(2026, 7, 1, 1, 30, tzinfo=UTC))

    shown = words(desk.get(sheet_of(facility)))

    assert "June 30, 2026, 9:30 pm (Eastern time), " in shown


def test_still_true_renews_in_one_tap_and_returns_to_the_list(desk, rosa):
    facility = make_facility()
    said(facility, rosa, hours=30)
    before = desk.get(LIST)
    (button,) = all_with(before, "button", name="still_true")

    answer = desk.post(sheet_of(facility), {"still_true": button["value"]})
    after = desk.get(LIST)

    assert "Unknown now. Said last: 2 beds for women, 1 day ago" in words(before)
    assert (answer.status_code, answer.url) == (302, LIST)
    assert "2 beds for women, updated just now" in words(after)
    assert f"Saved: what {facility.name} said is still true." in words(after)


@pytest.mark.parametrize(
    ("available", "maximum", "sentence"),
    [
        ("7", "6", "7 open is more than 6 in all."),
        ("two", "6", "Write a whole number, such as 2."),
        ("2", "1.5", "Write a whole number, such as 2."),
        ("-1", "", "Write a whole number, such as 2."),
        ("٢", "", "Write a whole number, such as 2."),
        ("1000", "", "A number is from 0 to 999."),
        ("9" * 5000, "", "A number is from 0 to 999."),
        ("", "6", "Write how many are open now."),
    ],
)
def test_wrong_numbers_say_what_is_wrong_and_keep_what_was_typed(desk, available, maximum, sentence):
    facility = make_facility()
    form = {"seen": "0", "available-residential-men-adults": available, "maximum-residential-men-adults": maximum}

    answer = desk.post(sheet_of(facility), form)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert field(answer, "available-residential-men-adults") == available[:20]
    assert field(answer, "maximum-residential-men-adults") == maximum
    assert (OpenPlaces.objects.count(), OpenPlacesEvent.objects.count()) == (0, 0)


def test_second_editor_is_told_keeps_what_was_typed_and_may_save_then(desk, rosa):
    facility = make_facility(codes="SA RD")
    form = {"seen": "0", "available-withdrawal-women-any": "5", "maximum-withdrawal-women-any": "6"}
    said(facility, rosa, available=1)

    told = desk.post(sheet_of(facility), form)
    again = desk.post(sheet_of(facility), {**form, "seen": field(told, "seen")})

    assert told.status_code == 409
    assert "Someone else changed these numbers" in words(told)
    assert field(told, "available-withdrawal-women-any") == "5"
    assert "saved now: 1/6" in words(told)
    assert again.status_code == 302
    assert OpenPlaces.objects.get().available == 5


@pytest.mark.parametrize("sent", ["0", "", "nonsense", "-3", "9" * 40])
def test_still_true_from_an_old_page_renews_nothing(desk, rosa, sent):
    facility = make_facility()
    said(facility, rosa)

    answer = desk.post(sheet_of(facility), {"still_true": sent})

    assert answer.status_code == 409
    assert list(OpenPlacesEvent.objects.values_list("change", flat=True)) == ["said"]


def test_desk_finds_programs_by_name_and_town_and_not_those_no_longer_listed(desk):
    make_facility(name="Alder House", city="Peoria")
    make_facility(name="Alder Clinic", city="Springfield")
    make_facility(name="Alder Farm", city="Peoria", gone_since_year=2023)

    before = desk.get(LIST).content.decode()
    found = desk.post(LIST, {"name": "alder PEORIA"})
    nothing = desk.post(LIST, {"name": "Birch % _"})

    assert f'action="{LIST}#found"' in before
    assert [page.count('id="found"') for page in (before, found.content.decode())] == [0, 1]
    assert "Alder House" in words(found)
    assert "Alder Clinic" not in words(found)
    assert "Alder Farm" not in words(found)
    assert "No listed program has all these words" in words(nothing)


def test_desk_is_in_spanish_too(desk, rosa):
    facility = make_facility()
    said(facility, rosa, hours=3)

    assert "2 camas para mujeres, actualizado hace 3 horas" in words(desk.get(f"/es{LIST}"))
    assert "Guardar estos números" in words(desk.get(f"/es{sheet_of(facility)}"))


@pytest.mark.parametrize("path", ["nothing-here", "UPPER", "x" * 40])
def test_sheet_of_no_facility_is_not_found(desk, path):
    assert desk.get(f"{LIST}{path}/").status_code == 404


def test_sheet_of_a_facility_no_longer_listed_is_not_found(desk):
    assert desk.get(sheet_of(make_facility(gone_since_year=2023))).status_code == 404


@pytest.mark.parametrize(("is_signed_in", "status"), [(False, 302), (True, 404)])
def test_others_change_nothing(is_signed_in, status):
    facility, client = make_facility(), Client()
    if is_signed_in:
        sign_in(client, get_user_model().objects.create_user("member"))

    answer = client.post(sheet_of(facility), {"seen": "0", "available-withdrawal-women-any": "2"})

    assert answer.status_code == status
    assert OpenPlaces.objects.count() == 0


@pytest.mark.asvs("V3.5.1")
def test_forged_form_is_refused(rosa):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, rosa)

    answer = client.post(sheet_of(make_facility()), {"seen": "0", "available-withdrawal-women-any": "2"})

    assert (answer.status_code, OpenPlaces.objects.count()) == (403, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_as_many_queries_for_three_rows_as_for_one(desk, rosa, rows, django_assert_num_queries):
    for _ in range(rows):
        said(make_facility(), rosa)
    desk.get(LIST)

    with django_assert_num_queries(QUERIES_OF_LIST):
        desk.get(LIST)


# Session, whether they answer requests; person, facilities, what they said, what of it holds, their last events.
QUERIES_OF_LIST = 2 + 6


def test_sheet_too_shows_what_would_be_true_still(desk, rosa):
    facility = make_facility()
    said(facility, rosa, available=0, hours=30)

    told = [words(desk.get(f"{prefix}{sheet_of(facility)}")) for prefix in ("", "/es")]

    assert "Unknown now. Said last: full for women, 1 day ago" in told[0]
    assert "Ahora no se sabe. Lo último que dijeron: lleno para mujeres, hace 1 día" in told[1]


def test_sheet_sent_empty_says_that_nothing_was_typed(desk):
    facility = make_facility()

    answer = desk.post(sheet_of(facility), {"seen": "0"})

    assert answer.status_code == 422
    assert "Nothing is saved: no number is typed." in words(answer)
    assert OpenPlacesEvent.objects.count() == 0


def test_what_was_saved_is_said_also_where_all_of_it_was_taken_back(desk, rosa):
    facility = make_facility(codes="SA RD")
    form = {"seen": "0", "available-withdrawal-women-any": "2"}

    saved = desk.post(sheet_of(facility), form, follow=True)
    emptied = desk.post(sheet_of(facility), {"seen": field(saved, "seen")}, follow=True)

    assert "Saved." in words(saved)
    assert "Saved: nothing is said of this place now." in words(emptied)
    assert OpenPlaces.objects.count() == 0


MEDICAID_LINE = {"add-payer-withdrawal": "medicaid", "add-sex-withdrawal": "women", "add-age-withdrawal": "any"}


def test_places_of_one_payer_are_added_by_a_line_and_get_their_row(desk):
    facility = make_facility(codes="SA RD")
    form = {"seen": "0", "available-withdrawal-women-any": "3", **MEDICAID_LINE, "add-available-withdrawal": "2"}

    desk.post(sheet_of(facility), form)
    shown = desk.get(sheet_of(facility))

    said = OpenPlaces.objects.values_list("sex", "payer", "available").order_by("payer")
    assert list(said) == [("women", "any", 3), ("women", "medicaid", 2)]
    assert field(shown, "available-withdrawal-women-any-medicaid") == "2"
    assert "2 beds for women with Medicaid, updated just now" in words(shown)


def test_line_without_a_number_adds_nothing_and_a_row_that_is_emptied_is_taken_back(desk, rosa):
    facility = make_facility(codes="SA RD")
    say(facility=facility, numbers={MEDICAID_WOMEN: Numbers(2)}, by=rosa, at=timezone.now())
    seen = field(desk.get(sheet_of(facility)), "seen")
    form = {"seen": seen, "available-withdrawal-men-any": "1", "available-withdrawal-women-any-medicaid": ""}

    answer = desk.post(sheet_of(facility), {**form, **MEDICAID_LINE, "add-available-withdrawal": " "})

    assert answer.status_code == 302
    assert list(OpenPlaces.objects.values_list("sex", "payer")) == [("men", "any")]


def test_line_for_places_that_have_a_number_above_is_asked_about(desk):
    facility = make_facility(codes="SA RD")
    form = {"seen": "0", "available-withdrawal-women-any-medicaid": "3", **MEDICAID_LINE}

    answer = desk.post(sheet_of(facility), {**form, "add-available-withdrawal": "2"})

    assert answer.status_code == 422
    assert "You typed two numbers for these places." in words(answer)
    assert OpenPlaces.objects.count() == 0


def test_line_with_a_word_of_no_list_is_refused(desk):
    form = {"seen": "0", **MEDICAID_LINE, "add-payer-withdrawal": "rich", "add-available-withdrawal": "2"}

    answer = desk.post(sheet_of(make_facility()), form)

    assert answer.status_code == 400
    assert OpenPlaces.objects.count() == 0


def test_what_is_wrong_stands_over_its_row_as_wide_as_the_table(desk):
    answer = desk.post(sheet_of(make_facility()), {"seen": "0", "available-residential-men-adults": "two"})

    page = answer.content.decode()
    row = page.partition('<tr class="wrong">')[2].partition("</tr>")[0]
    after = page.partition('<tr class="wrong">')[2].partition("</tr>")[2]
    assert "Write a whole number, such as 2." in row
    assert 'aria-describedby="error-available-residential-men-adults"' in after.partition("</tr>")[0]


def test_telephone_on_the_sheet_can_be_tapped(desk):
    facility = make_facility(phone="217-555-0101 x12")

    page = desk.get(sheet_of(facility))

    assert all_with(page, "a", href="tel:+12175550101;ext=12") != []


@pytest.mark.parametrize(("places", "is_cut"), [(19, False), (21, True)])
def test_search_that_is_cut_says_so(desk, places, is_cut):
    for number in range(places):
        make_facility(name=f"Cedar House {number}")

    answer = desk.post(LIST, {"name": "Cedar House"})

    assert "Cedar House 1" in words(answer)
    assert ("At most 20 are shown." in words(answer)) is is_cut
