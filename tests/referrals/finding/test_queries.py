"""Places for a need: those that fit stand first, none is hidden, and namesakes are told apart."""

from datetime import timedelta

import pytest

from factories import make_facility
from handrail.directory.domain.open_places import AgeBand, Group, Level, Numbers, Sex, State
from handrail.directory.index.live import forget_index
from handrail.directory.open_places.actions import say
from handrail.directory.open_places.queries import MOST_FOUND
from handrail.referrals.domain.fitting import Part, Wanted
from handrail.referrals.domain.needs import Age, Medicine, Need, PayerClass
from handrail.referrals.domain.release import Ahead
from handrail.referrals.finding.queries import places_found
from handrail.referrals.finding.words import told
from referrals.samples import NOON

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
STARTS = Group(Level.OUTPATIENT_MEDICINE)
WANTED = Wanted(
    Need(Age.ADULT, Level.OUTPATIENT_MEDICINE, Medicine.BUPRENORPHINE, PayerClass.MEDICAID, is_tonight=False)
)


@pytest.fixture(autouse=True)
def directory(db):
    forget_index()
    yield
    forget_index()


def found(text: str, wanted: Wanted | None = WANTED, **more):
    return places_found(text=text, wanted=wanted, at=NOON, **more)


def names(text: str, wanted: Wanted | None = WANTED, **more) -> list[str]:
    return [each.facility.name for each in found(text, wanted, **more).places]


def test_place_that_lists_the_need_stands_before_one_that_does_not_and_none_is_left_out():
    make_facility(name="Harbor A", codes="SA OP MD ADLT")
    make_facility(name="Harbor B", codes="SA OP BU PI ADLT")
    make_facility(name="Harbor C", codes="SA OP BU MD ADLT")

    places = found("harbor").places

    assert [each.facility.name for each in places] == ["Harbor C", "Harbor B", "Harbor A"]
    assert [each.fit.not_listed for each in places] == [(), (Part.PAYER,), (Part.CARE,)]


def test_without_a_need_they_stand_by_name():
    make_facility(name="Harbor B")
    make_facility(name="Harbor A", codes="SA OP")

    places = found("harbor", None).places

    assert [(each.facility.name, each.fit) for each in places] == [("Harbor A", None), ("Harbor B", None)]


def test_more_than_a_page_are_compared_before_any_is_cut():
    for number in range(MOST_FOUND):
        make_facility(name=f"Harbor A{number:02}", codes="SA OP")
    make_facility(name="Harbor Z", codes="SA OP BU MD ADLT")

    answer = found("harbor")

    assert (answer.places[0].facility.name, len(answer.places), answer.is_cut) == ("Harbor Z", MOST_FOUND, True)


def test_town_and_zip_code_find_what_lies_around_with_the_distance():
    make_facility(name="Next Door", city="Chatham", zip="62629", latitude=39.68, longitude=-89.7)
    make_facility(name="Downtown", city="Springfield", zip="62701", latitude=39.8, longitude=-89.65)
    make_facility(name="Far Away", city="Boston", state="MA", zip="02118", latitude=42.34, longitude=-71.07)

    by_zip, by_town = found("62701").places, found("Springfield, IL").places

    assert [each.facility.name for each in by_zip] == ["Downtown", "Next Door"]
    assert [each.facility.name for each in by_town] == ["Downtown", "Next Door"]
    assert [round(each.miles) for each in by_zip] == [0, 9]


def test_name_that_is_also_a_town_far_away_finds_the_program():
    make_facility(name="Chatham House", city="Boston", state="MA", zip="02118", latitude=42.34, longitude=-71.07)
    make_facility(name="Another", city="Springfield", latitude=39.8, longitude=-89.65)

    places = found("Chatham").places

    assert [(each.facility.name, each.miles) for each in places] == [("Chatham House", None)]


def test_open_places_for_such_a_person_are_told_with_their_age_and_end():
    place, men = make_facility(name="Harbor A"), make_facility(name="Harbor B")
    say(facility=place, numbers={STARTS: Numbers(3)}, by=None, at=NOON - 2 * HOUR)
    young = Group(Level.OUTPATIENT_MEDICINE, Sex.ANY, AgeBand.YOUNG_PEOPLE)
    say(facility=men, numbers={young: Numbers(5)}, by=None, at=NOON - HOUR)

    first, second = found("harbor").places
    words = told(first, WANTED, answers_here=False, at=NOON, language="en")

    assert (first.facility, first.room_state, second.room_state) == (place, State.OPEN, State.UNKNOWN)
    assert (words.room, words.is_open) == ("3 openings for anyone, 2 hours ago", True)
    assert words.room_until == "Tuesday, November 24, 4:00\u00a0am, Central time"


def test_full_place_stands_after_one_of_which_nothing_is_known_and_an_old_word_counts_no_more():
    full, old = make_facility(name="Harbor A"), make_facility(name="Harbor B")
    say(facility=full, numbers={STARTS: Numbers(0)}, by=None, at=NOON - HOUR)
    say(facility=old, numbers={STARTS: Numbers(3)}, by=None, at=NOON - 30 * HOUR)

    first, second = found("harbor").places
    words = [told(each, WANTED, answers_here=False, at=NOON, language="en").room for each in (first, second)]

    assert (first.facility, second.facility) == (old, full)
    assert words == ["", "Full when last asked, 1 hour ago"]


def test_for_a_release_weeks_ahead_the_places_of_today_say_nothing():
    place = make_facility(name="Harbor A")
    say(facility=place, numbers={STARTS: Numbers(0)}, by=None, at=NOON - HOUR)
    later = Wanted(WANTED.need, leaves_custody=True, ahead=Ahead.TWO_WEEKS)

    answer = found("harbor", later).places[0]

    assert (answer.room, Part.RELEASE in answer.fit.not_listed) == ((), True)


def test_bed_for_men_is_no_room_for_somebody_who_is_pregnant():
    place = make_facility(name="Harbor A")
    say(facility=place, numbers={Group(Level.OUTPATIENT_MEDICINE, Sex.MEN): Numbers(2)}, by=None, at=NOON - HOUR)

    states = [
        found("harbor", Wanted(WANTED.need, is_pregnant=is_pregnant)).places[0].room_state
        for is_pregnant in (False, True)
    ]

    assert states == [State.OPEN, State.UNKNOWN]


def test_what_is_on_the_way_already_is_found_no_second_time_and_gone_places_never():
    here = make_facility(name="Harbor A")
    make_facility(name="Harbor B", gone_since_year=2024)

    assert names("62701", without=[here]) == []


@pytest.mark.parametrize("text", ["", "   ", "00000", "x" * 300, "%"])
def test_words_that_mean_no_place_find_none(text):
    make_facility(name="Harbor A")

    assert names(text) == []


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_as_often_for_many_places_as_for_one(count, django_assert_num_queries):
    for number in range(count):
        make_facility(name=f"Harbor {number}")
    found("62701")  # the index is there

    with django_assert_num_queries(3):
        found("62701")
