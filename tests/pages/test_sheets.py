"""Sheets of paper: large, in either language, with a QR to the public page, and never more than twenty places."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factories import make_facility, make_operator
from handrail.directory.actions import bump_openness
from handrail.directory.index.live import forget_index
from handrail.directory.models import OpenPlaces
from handrail.pages.list_form import ListSearch
from handrail.pages.picked import MOST_PICKED
from handrail.web.qr import QUIET, qr_drawing
from pages.reading import all_with, carried, read, words

pytestmark = pytest.mark.django_db

PRINT = "/facilities/print/"


@pytest.fixture
def client(clinics):
    return Client()


def ids(facilities):
    return [each.public_id for each in facilities]


def test_sheet_has_all_that_a_person_carries_to_the_telephone(client, clinics):
    response = client.post(PRINT, {"pick": ids(clinics)})

    shown = words(response)
    for said in (
        "No listing promises a place: call first.",
        "1. First & Example <Clinic>",
        "217-555-0101 x12",
        "ask for extension 12",
        clinics[0].address,
        "Lists buprenorphine",
        "What to ask when you call",
        "988 Suicide & Crisis Lifeline",
        "1-800-662-4357",
        "Someone is not waking or breathing. Give naloxone.",
        "SAMHSA National Directory, 2023",
        f"http://testserver/facilities/{clinics[0].public_id}/",
        "Printed on",
    ):
        assert said in shown
    assert len(all_with(response, "svg", **{"class": "qr"})) == 2
    assert "no-store" in response.headers["Cache-Control"]


def test_sheet_bears_the_day_of_its_first_place(client, monkeypatch):
    monkeypatch.setattr("handrail.pages.views.sheets.timezone.now", lambda: datetime(2026, 11, 28, 1, tzinfo=UTC))

    response = client.post(PRINT, {"pick": ids([make_facility(state="IL"), make_facility(state="GU")])})

    assert "Printed on November 27, 2026." in words(response)


def test_sheet_in_spanish_leads_to_the_spanish_page(client, clinics):
    response = client.post(f"/es{PRINT}", {"pick": ids(clinics)})

    shown = words(response)
    assert "Ninguna lista promete un lugar: llame primero." in shown
    assert f"http://testserver/es/facilities/{clinics[0].public_id}/" in shown
    assert "En la lista: buprenorfina" in shown


def test_sheet_has_no_inline_style_or_script(client, clinics):
    reader = read(client.post(PRINT, {"pick": ids(clinics)}))

    assert [tag for tag, attributes in reader.tags if "style" in attributes or tag == "style"] == []
    assert [tag for tag, attributes in reader.tags if tag == "script" and "src" not in attributes] == []


def test_path_sheet_shows_the_rail_with_its_headings(client, clinics):
    response = client.post(PRINT, {"path": ".".join(ids(clinics))})

    shown = words(response)
    assert len(all_with(response, "ol", **{"class": "rail"})) == 1
    assert shown.index("First: start here") < shown.index("First & Example <Clinic>")
    assert shown.index("Then: go on here. Ask whether your medicine stays the same.") < shown.index(
        "Second Example Clinic"
    )
    assert "People and routines that hold" in shown


def test_path_sheet_of_one_place_says_that_it_is_both_steps(client, clinics):
    response = client.post(PRINT, {"path": clinics[0].public_id})

    assert "One place for both steps" in words(response)
    assert "Then: go on here" not in words(response)


def test_path_sheet_changes_language_and_keeps_the_path(client, clinics):
    paths = client.post("/paths/", {"place": "62701"})
    path = ".".join(ids(clinics))

    response = client.post(PRINT, {"path": path, "search": carried(paths)})

    assert [tag["value"] for tag in all_with(response, "input", name="path")] == [path]
    assert all_with(response, "form", id="as-sent")[0]["action"] == "/es/facilities/print/"
    assert "Back to my paths" in words(response)


def test_sheet_from_the_list_leads_back_with_its_picks(client, clinics):
    token = ListSearch(place="62701").token(at=timezone.now())

    response = client.post(PRINT, {"pick": ids(clinics), "search": token})

    assert "Back to my list" in words(response)
    assert [tag["value"] for tag in all_with(response, "input", name="pick")] == [*ids(clinics), *ids(clinics)]


@pytest.mark.parametrize(("number", "status"), [(0, 422), (1, 200), (20, 200), (21, 422), (100, 422)])
def test_sheet_holds_at_most_twenty_places(client, number, status):
    facilities = [make_facility() for _ in range(min(number, 45))]
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    strangers = [f"{'a' * 10}{letters[each // 32 % 32]}{letters[each % 32]}b" for each in range(number - 45)]

    response = client.post(PRINT, {"pick": [*ids(facilities), *strangers]})

    assert response.status_code == status
    if number > MOST_PICKED:
        assert f"You picked {number}. Take some away, then go on." in words(response)
        assert len([tag for tag in all_with(response, "input", type="checkbox") if "checked" in tag]) == MOST_PICKED
    if number == 0:
        assert "Pick some places first" in words(response)


def test_place_no_longer_there_is_said_and_the_others_are_printed(client, clinics):
    gone = make_facility(gone_since_year=2024)

    response = client.post(PRINT, {"pick": [*ids(clinics), "a" * 13, gone.public_id]})

    assert "1 place is no longer listed." in words(response)
    assert "Not in the 2024 directory." in words(response)


@pytest.mark.parametrize("wrong", ["x", "A" * 13, "a\u0301" * 13, "<script>alert(1)</script>", "a.b.c"])
def test_wrong_letters_make_no_sheet(client, wrong):
    for field in ("pick", "path"):
        response = client.post(PRINT, {field: wrong})

        assert response.status_code == 422
        assert "<script>alert" not in response.content.decode()


def test_more_fields_than_any_page_sends_are_refused_with_a_page(client):
    response = client.post(PRINT, {"pick": ["a" * 13] * 500})

    assert response.status_code == 400
    assert len(all_with(response, "h1")) == 1


def test_nul_is_refused(client):
    assert client.post(PRINT, {"path": "a\x00"}).status_code == 400


def test_host_that_is_not_ours_is_never_printed(client, clinics):
    response = client.post(PRINT, {"pick": ids(clinics)}, headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_sheet_takes_two_queries_for_any_number_of_places(client, number, django_assert_max_num_queries):
    picks = ids([make_facility() for _ in range(number)])
    client.post(PRINT, {"pick": picks})

    with django_assert_max_num_queries(2) as asked:
        client.post(PRINT, {"pick": picks})

    assert len(asked) == 2


def test_sheet_of_twenty_places_is_within_the_budget_of_a_view(client):
    from pages.test_budgets import FIRST_VIEW, first_view

    response = client.post(PRINT, {"pick": ids([make_facility() for _ in range(20)])})

    assert first_view(response) < FIRST_VIEW


def test_qr_drawing_holds_exactly_the_dark_modules():
    import segno

    text = "https://handrail.example/facilities/gzee7frj3z5qg/"
    matrix = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]

    found = qr_drawing(text)

    drawn = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", found.path):
        drawn |= {(int(x) + step - QUIET, int(y) - QUIET) for step in range(int(width))}
    assert drawn == {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert found.size == len(matrix) + 2 * QUIET


@pytest.mark.parametrize("name", ["path", "pick"])
def test_every_sheet_warns_of_what_can_kill(client, clinics, name):
    english = words(client.post(PRINT, {name: clinics[0].public_id}))
    spanish = words(client.post(f"/es{PRINT}", {name: clinics[0].public_id}))

    assert "Alcohol or benzos every day: never stop suddenly. That can kill." in english
    assert "After a break or a stay, the amount you used before can kill." in english
    assert "nunca los deje de golpe. Puede matar." in spanish
    assert "la cantidad de antes puede matar." in spanish


def printed(client, *, which=0, **search):
    """The sheet of one of the paths, as its button sends it, and the page it stands on."""
    paths = client.post("/paths/", {"place": "62701", **search})
    path = all_with(paths, "button", name="path")[which]["value"]
    return client.post(PRINT, {"path": path, "search": carried(paths)}), paths


def test_printed_path_warns_and_asks_as_its_card_does(client, clinics):
    sheet, paths = printed(client, which=1, matters=["payment:private", "need:tolerance_low"])

    shown, card = words(sheet), words(paths)
    for said in (
        "Your listing does not name private insurance. Do you take it?",
        "the body has lost its tolerance",
        "A methadone clinic asks for daily visits at first.",
        "Start methadone, without a stay",
    ):
        assert said in card
        assert said in shown


def test_printed_path_tells_the_room_that_the_card_tells(client, clinics):
    for clinic in clinics:
        OpenPlaces.objects.create(
            facility=clinic,
            level="outpatient_medicine",
            sex="any",
            age_band="any",
            unit="slot",
            available=3,
            updated_at=timezone.now() - timedelta(hours=1),
            source="operator",
            updated_by=make_operator(),
        )
    bump_openness(at=timezone.now())
    forget_index()

    sheet, paths = printed(client)

    assert "3 openings for anyone, 1 hour ago" in words(paths)
    assert "3 openings for anyone, 1 hour ago" in words(sheet)


def test_printed_path_asks_in_the_words_of_who_calls(client, clinics):
    sheet, _ = printed(client, who="loved")

    assert "How soon can they start medicine?" in words(sheet)
    assert "What happens if they use again?" in words(sheet)


def test_path_of_another_search_is_printed_by_its_places_alone(client, clinics):
    paths = client.post("/paths/", {"place": "62701"})

    response = client.post(PRINT, {"path": make_facility().public_id, "search": carried(paths)})

    assert "Your path, step by step" in words(response)


def test_spanish_sheet_says_which_languages_are_spoken(client):
    spoken = make_facility(codes="SA BU SP")

    response = client.post(f"/es{PRINT}", {"pick": [spoken.public_id, make_facility().public_id]})

    assert "Se habla español" in words(response)
    assert "No figura otro idioma además del inglés: pida un intérprete gratis" in words(response)
