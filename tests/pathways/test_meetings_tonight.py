"""The last leg of a path names meetings to go to, by the clock of the place, and says where there are none."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import make_facility
from handrail.directory.index.build import index_from_database as facilities_from_database
from handrail.directory.places.place import Place
from handrail.directory.places.resolving import resolve_place
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.index.build import index_from_database
from handrail.meetings.index.live import forget_meetings
from handrail.meetings.models import Feed, Meeting, PeoplesWord
from handrail.meetings.wordings.times import TONIGHT
from handrail.pathways.as_json import answer_as_json, meeting_as_json
from handrail.pathways.as_text import answer_as_text
from handrail.pathways.domain.need import Need
from handrail.pathways.meetings_tonight import meetings_tonight
from handrail.pathways.queries import find_paths
from handrail.pathways.telling_meetings import tell_meetings
from handrail.web.translation import translate
from meeting_rows import make_stored_meeting

pytestmark = pytest.mark.django_db

SIX = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)  # Monday, 18:00 in Illinois
SPRINGFIELD = resolve_place("62701")
CLINIC = "SA OP ORT BU BUM MOA MD NOE ACC PEER CARF FEM MALE ADLT ICO"
ONLINE = {"venue": Venue.ONLINE, "latitude": None, "longitude": None, "zone": "America/New_York"}


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_meetings()
    yield
    forget_meetings()


def tonight(*, at=SIX, asked=(), place=SPRINGFIELD, language="en"):
    found = meetings_tonight(place=place, asked=asked, at=at, index=index_from_database(at))
    return found, tell_meetings(found, language)


def names(told) -> list[str]:
    return [card.name for card in told.cards]


@pytest.fixture
def evening():
    make_stored_meeting(name="Room at seven")
    make_stored_meeting(name="Room at nine", start=time(21), traits=[Trait.MEDICINE_WELCOME])
    make_stored_meeting(name="Call at eight", start=time(20), **ONLINE)
    Feed.objects.update(read_at=SIX)


def test_three_meetings_of_tonight_with_medicine_welcome_first(evening):
    found, told = tonight()

    assert told.heading == "Tonight, near 62701 and online"
    assert names(told) == ["Room at nine", "Room at seven", "Call at eight"]
    assert [card.when.main for card in told.cards] == ["9:00\xa0pm", "7:00\xa0pm", "7:00\xa0pm"]
    assert "Medicine welcome, says its list" in [tag.words for tag in told.cards[0].tags]
    assert told.notes == ("No meeting decides about your medicine. Never stop it because a group says so.",)
    assert (found.is_today, told.place) == (True, "62701 (Springfield, IL)")


def test_the_meeting_s_own_clock_is_named_where_it_differs(evening):
    _, told = tonight()

    assert "8:00\xa0pm in New York, 7:00\xa0pm for you" in " ".join(told.cards[2].facts)


def test_everything_is_said_in_spanish(evening):
    _, told = tonight(language="es")

    assert told.heading == f"{translate(TONIGHT, 'es')}, cerca de 62701 y en línea"
    assert told.notes == ("Ninguna reunión decide sobre su medicina. Nunca la deje porque un grupo lo diga.",)


def test_where_no_list_is_loaded_it_says_so():
    found, told = tonight()

    assert (found.is_listed, told.heading, told.cards) == (False, "", ())
    assert told.notes == ("No list of meetings is loaded here yet. Ask the program for one near you.",)


def test_where_nothing_is_near_it_says_so_and_names_what_is_online():
    make_stored_meeting(name="Far room", latitude=41.88, longitude=-87.63)
    make_stored_meeting(name="Call at eight", start=time(20), **ONLINE)

    _, told = tonight()

    assert (told.heading, names(told)) == ("Tonight, online", ["Call at eight"])
    assert told.notes[0].startswith("None that we list begins soon within 25 miles.")


def test_where_nothing_is_left_today_the_next_are_named_with_their_day():
    make_stored_meeting(name="Tuesday noon", weekdays="2", start=time(12))
    make_stored_meeting(name="Thursday", weekdays="4")

    found, told = tonight()

    assert (told.heading, names(told), found.is_today) == ("Next, near 62701 and online", ["Tuesday noon"], False)
    assert told.cards[0].when.beside == "tomorrow"


def test_where_nothing_begins_within_a_day_it_says_so():
    make_stored_meeting(name="Thursday", weekdays="4")

    _, told = tonight()

    assert (told.cards, told.notes[0][:41]) == ((), "No meeting we list begins within a day, n")


def test_meetings_that_nobody_can_just_go_to_are_not_named():
    make_stored_meeting(weekdays="", start=None)
    make_stored_meeting(venue=Venue.SUSPENDED)
    make_stored_meeting(gone_at=SIX)
    make_stored_meeting(fellowship=Fellowship.AL_ANON)
    make_stored_meeting(fellowship=Fellowship.OTHER)
    make_stored_meeting(traits=[Trait.WOMEN])

    found, told = tonight()

    assert (found.is_listed, names(told)) == (True, [])


def test_meeting_for_women_is_named_to_women():
    make_stored_meeting(name="Women at seven", traits=[Trait.WOMEN])

    assert names(tonight(asked={"woman"})[1]) == ["Women at seven"]
    assert names(tonight(asked={"man"})[1]) == []


@pytest.mark.parametrize(("word", "named"), [("told_to_stop", []), ("not_free", []), ("listen_only", ["Room"])])
def test_no_path_leads_to_where_people_are_told_to_stop_their_medicine(word, named):
    room = make_stored_meeting(name="Room")
    PeoplesWord.objects.create(meeting=room, medicine=word, medicine_days=5)

    found, told = tonight()

    assert (found.is_listed, names(told)) == (True, named)


def test_meeting_that_is_about_alcohol_stands_behind_those_about_drugs():
    make_stored_meeting(name="AA at half past six", fellowship=Fellowship.AA, start=time(18, 30))
    make_stored_meeting(name="NA at nine", start=time(21))

    assert names(tonight()[1]) == ["NA at nine", "AA at half past six"]


def test_meeting_taken_off_its_list_since_the_index_was_built_is_left_out(evening):
    index = index_from_database(SIX)
    Meeting.objects.filter(name="Room at seven").update(gone_at=SIX)

    found = meetings_tonight(place=SPRINGFIELD, asked=(), at=SIX, index=index)

    assert [each.meeting.name for each in found.meetings] == ["Room at nine", "Call at eight"]


def test_name_with_a_way_in_is_told_nowhere_also_where_its_list_lets_others():
    make_stored_meeting(name="Zoom ID 123 456 7890", place="Hall, passcode 777")
    Feed.objects.update(shares_video_links=True)

    found, told = tonight()

    assert (names(told), [card.where for card in told.cards]) == (["Meeting"], [""])
    assert [(each["name"], each["place"]) for each in map(meeting_as_json, found.meetings)] == [("Meeting", "")]


def test_it_asks_once_whatever_is_found_and_then_not_within_the_hour(evening):
    index = index_from_database(SIX)
    counts = []
    for minutes in (0, 1, 59, 60):
        with CaptureQueriesContext(connection) as asked:
            meetings_tonight(place=SPRINGFIELD, asked=(), at=SIX + timedelta(minutes=minutes), index=index)
        counts.append(len(asked))

    assert counts == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("near", "zone"),
    [("62701", "America/Chicago"), ("El Paso, TX", "America/Denver"), ("Pensacola, FL", "America/Chicago"),
     ("85001", "America/Phoenix"), ("Honolulu, HI", "Pacific/Honolulu")],
)  # fmt: skip
def test_clock_is_that_of_the_place_and_not_of_most_of_its_state(near, zone):
    assert tonight(place=resolve_place(near))[0].zone == zone


def test_clock_of_a_bare_point_is_that_of_its_state():
    assert tonight(place=Place("a point", 39.8, -89.6, "point", "IL"))[0].zone == "America/Chicago"


@pytest.fixture
def answer(evening):
    make_facility(codes=CLINIC, latitude=39.8, longitude=-89.65, city="Springfield", state="IL", zip="62701")
    return find_paths(
        need=Need.read(),
        place=SPRINGFIELD,
        language="en",
        at=SIX,
        index=facilities_from_database(),
        meetings=index_from_database(SIX),
    )


def test_every_path_ends_with_them_and_remembers_none(answer):
    legs = [path.legs[-1] for path in answer.paths]

    assert [len(leg.tonight.meetings) for leg in legs] == [3] * len(legs)
    assert {path.told.belong.tonight for path in answer.paths} == {None}


def test_json_of_a_path_names_them_on_their_own_clock(answer):
    leg = answer_as_json(answer)["paths"][0]["legs"][-1]

    call = leg["meetings"][2]
    assert (leg["role"], len(leg["meetings"])) == ("belong", 3)
    assert (call["starts"], call["ends"]) == ("2026-11-23T20:00:00-05:00", "2026-11-23T21:00:00-05:00")
    assert (call["time_zone"], call["venue"], call["distance_miles"]) == ("America/New_York", "online", None)
    assert [each["medicine_welcome"] for each in leg["meetings"]] == [True, False, False]
    assert (leg["meetings"][1]["fellowship"], leg["meetings"][1]["distance_miles"] < 1) == ("NA", True)


def test_terminal_names_them_below_the_last_step(answer):
    text = answer_as_text(answer)

    assert "Tonight, near 62701 and online" in text
    assert "* 7:00\xa0pm in\xa01\xa0h: Room at seven" in text
