"""The last leg on a page and on paper: real meetings, a way to all of them, and no word that is kept."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.directory.places.place import Place
from handrail.meetings.domain.venues import Venue
from handrail.pages import card_sheets
from handrail.pages.path_cards import cards
from handrail.pathways.domain.need import Need
from handrail.pathways.queries import find_paths
from meeting_rows import make_stored_meeting
from pages.reading import all_with, carried, words

pytestmark = pytest.mark.django_db

SEARCH = {"who": "myself", "place": "62701", "matters": ["payment:medicaid"]}
SEE_ALL = {"formaction": "/meetings/", "form": "kept"}


@pytest.fixture
def client(clinics):
    return Client()


def make_soon(name: str, **facts):
    """Held in half an hour in Springfield, whenever this is."""
    start = datetime.now(ZoneInfo("America/Chicago")) + timedelta(minutes=30)
    day, hour = str(start.isoweekday() % 7), start.time().replace(second=0, microsecond=0)
    return make_stored_meeting(**{"name": name, "weekdays": day, "start": hour, **facts})


def test_path_names_the_next_meetings_and_leads_to_all(client):
    make_soon("Room <&> Chairs")
    make_soon("Screen Group", venue=Venue.ONLINE, latitude=None, longitude=None)

    response = client.post("/paths/", SEARCH)

    shown = words(response)
    assert "near 62701 and online" in shown
    assert "Room <&> Chairs" in shown
    assert "Screen Group" in shown
    assert re.search(r"\d+\smin\b", shown)
    assert "No meeting decides about your medicine." in shown
    buttons = all_with(response, "button", **SEE_ALL)
    assert {button["value"] for button in buttons if button.get("name") == "place"} == {"62701 (Springfield, IL)"}


def test_path_says_that_no_list_is_loaded(client):
    shown = words(client.post("/paths/", SEARCH))

    assert "No list of meetings is loaded here yet." in shown


def test_path_in_spanish_names_them_in_spanish(client):
    make_soon("Room")

    shown = words(client.post("/es/paths/", SEARCH))

    assert "cerca de 62701 y en línea" in shown
    assert "Nunca la deje porque un grupo lo diga." in shown


def test_sheet_of_a_path_carries_them_on_paper(client, clinics):
    make_soon("Room")
    search = carried(client.post("/paths/", SEARCH))

    response = client.post("/facilities/print/", {"path": clinics[0].public_id, "search": search})

    assert "Room" in words(response)
    assert re.findall(r"\d+\smin\b", words(response)) == []  # paper is read later
    assert "No meeting decides about your medicine." in words(response)
    assert [each for each in all_with(response, "button", **SEE_ALL) if each.get("name") == "place"] == []


def test_page_asks_equally_often_for_any_number_of_meetings(client):
    client.post("/paths/", SEARCH)
    make_soon("One")
    counts = []
    for more in ((), ("Two", "Three", "Four")):
        for name in more:
            make_soon(name)
        card_sheets.card_sheets.forget()
        forget_and_begin()
        with CaptureQueriesContext(connection) as asked:
            client.post("/paths/", SEARCH)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def forget_and_begin():
    from handrail.meetings.index.live import current_meetings, forget_meetings

    forget_meetings()
    current_meetings()


def test_two_readers_of_one_card_get_each_their_own_meetings(clinics):
    make_soon("Near Springfield")
    at = timezone.now()
    html = [card_sheets.card_sheets.html(card_at(latitude, at), "Why") for latitude in (39.8, 40.7)]

    assert ["Near Springfield" in each for each in html] == [True, False]
    assert "near 62701" in html[0]


def card_at(latitude: float, at):
    place = Place("here", latitude, -89.65, "zip", "IL", "62701")
    return cards(find_paths(need=Need.read(), place=place, language="en", at=at).paths, "en")[0]


def test_meetings_of_an_answer_are_written_once_and_forgotten_with_it(clinics, monkeypatch):
    make_soon("Room")
    written = []
    told = card_sheets.tell_meetings
    monkeypatch.setattr(card_sheets, "tell_meetings", lambda *asked: written.append(1) or told(*asked))
    first, second = card_at(39.8, timezone.now()), card_at(39.8, timezone.now())

    for card in (first, first, second):
        card_sheets.card_sheets.html(card, "Why")
    held = len(card_sheets.of_one_answer)
    del first, second, card

    assert (len(written), held, len(card_sheets.of_one_answer)) == (2, 2, 0)
