"""A card is made once for each path that says the same, and never shows one reader what is another's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handrail.directory.actions import bump_revision
from handrail.directory.calls.numbers_found import NumbersFound
from handrail.directory.domain.visitor_answers import Doubt
from handrail.directory.index.companions import make_companions
from handrail.directory.index.live import current_index, forget_index
from handrail.directory.models import Facility
from handrail.directory.places.place import Place
from handrail.pages import card_sheets
from handrail.pages.card_sheets import CardSheets
from handrail.pages.path_cards import cards
from handrail.pathways import telling
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Availability
from handrail.pathways.queries import find_paths

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.fixture
def made(monkeypatch):
    """How many cards went through the template."""
    counted = []
    whole = card_sheets.sheet_of
    monkeypatch.setattr(card_sheets, "sheet_of", lambda *arguments: counted.append(1) or whole(*arguments))
    return counted


def near(latitude: float, language: str = "en", **need):
    place = Place("here", latitude, -89.65, "zip", "IL", "62701")
    found = find_paths(need=Need.read(**need), place=place, language=language, at=AT)
    return cards(found.paths, language)[0]


def test_same_path_seen_from_two_homes_is_made_once_and_tells_each_its_own_distance(clinics, made):
    sheets = CardSheets()
    near_card, far_card = near(39.80), near(39.95)

    near_html, far_html = sheets.html(near_card, "Why"), sheets.html(far_card, "Why")

    assert near_card.path.told is far_card.path.told
    assert len(made) == 1
    assert near_html != far_html
    assert card_sheets.GAP not in near_html + far_html


@pytest.mark.parametrize("other", [{"language": "es"}, {"payment": ["medicaid"]}, {"asked": [("need", "trauma")]}])
def test_other_words_are_another_sheet(clinics, made, other):
    sheets = CardSheets()

    sheets.html(near(39.80), "Why")
    sheets.html(near(39.80, **other), "Why")

    assert len(made) == 2


def test_room_is_never_remembered(clinics):
    sheets, card = CardSheets(), near(39.80)
    unknown = sheets.html(card, "Why")
    first, *rest = card.path.legs
    opened = replace(card.path, legs=(replace(first, availability=Availability("open")), *rest))

    shown = sheets.html(replace(card, path=opened), "Why")

    assert "Room today: unknown" in unknown
    assert "Open now" in shown


@pytest.mark.asvs("V1.1.2", "V1.2.1")
def test_what_a_facility_is_called_cannot_become_markup_or_a_gap(clinics):
    html = CardSheets().html(near(39.80), "Why & <how>")

    assert "First &amp; Example &lt;Clinic&gt;" in html
    assert "Why &amp; &lt;how&gt;" in html


@pytest.mark.asvs("V14.2.2")
@pytest.mark.parametrize("rare", [{"asked": [("need", "pregnant")]}, {"age": 16}])
def test_card_of_a_rare_need_is_never_remembered(clinics, made, rare):
    sheets = CardSheets()
    for clinic in clinics:
        Facility.objects.filter(pk=clinic.pk).update(codes=f"{clinic.codes} CHLD YAD ADOL")
    bump_revision(at=AT)
    forget_index()
    telling.told.cache_clear()

    for _ in range(2):
        sheets.html(near(39.80, **rare), "Why")

    assert len(made) == 2
    assert (len(sheets.known), telling.told.cache_info().currsize) == (0, 0)


def test_words_and_sheets_are_forgotten_after_an_hour_and_with_the_index(clinics):
    sheets = CardSheets()
    sheets.html(near(39.80), "Why")
    held = [len(sheets.known)]

    telling.forget_each_hour(AT + timedelta(minutes=59))
    held.append(len(sheets.known))
    telling.forget_each_hour(AT + timedelta(minutes=60))
    held.append(len(sheets.known))
    sheets.html(near(39.80), "Why")
    held.append(len(sheets.known))
    make_companions(current_index())
    held.append(len(sheets.known))

    assert held == [1, 1, 0, 1, 0]


def test_sheets_are_bounded(clinics, monkeypatch):
    monkeypatch.setattr(card_sheets, "MOST_SHEETS", 2)
    sheets, card = CardSheets(), near(39.80)

    for number in range(7):
        sheets.html(card, f"Why {number}")

    assert sum(map(len, sheets.known.values())) <= 2


def test_facility_that_changed_is_told_anew(clinics):
    before = CardSheets().html(near(39.80), "Why")
    Facility.objects.update(name="Renamed House")
    bump_revision(at=AT)
    forget_index()

    after = CardSheets().html(near(39.80), "Why")

    assert "Renamed House" in after
    assert "Renamed House" not in before


def test_warning_of_a_number_is_on_the_card_and_gone_with_its_reason(clinics):
    sheets, plain = CardSheets(), near(39.80)
    pk = plain.stops[0].facility.pk
    warned = cards([plain.path], "en", {pk: NumbersFound(doubt=Doubt.VISITORS)})[0]

    shown = [sheets.html(card, "Why") for card in (warned, plain, warned)]

    assert ["Some visitors met a wrong number here." in html for html in shown] == [True, False, True]
