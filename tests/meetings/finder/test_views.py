"""The finder, as a person meets it."""

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.meetings.actions import bring_demonstration_to_life
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.positions import POSITIONS
from handrail.meetings.finder.search import MeetingSearch
from handrail.meetings.models import Feed, Meeting
from handrail.pages.forms import Search
from pages.reading import all_with, carried, title, words

EVENING = datetime(2026, 11, 28, 0, 42, tzinfo=UTC)  # Friday, 6:42 pm in Chicago


@pytest.fixture
def evening(db, monkeypatch):
    declare(kind=InstallationKind.DEMONSTRATION, at=EVENING)
    bring_demonstration_to_life(at=EVENING)
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING)


def find(client, path="/meetings/", **sent):
    return client.post(path, {"filtering": "1", "place": "60608"} | sent)


def read_plainly(response) -> str:
    return words(response).replace("\u00a0", " ")


def names(response) -> list[str]:
    html = response.content.decode().split('class="meetings"')
    return [re.sub("<[^>]+>", "", part.split("</h3>")[0]).strip() for day in html[1:] for part in day.split("<h3>")[1:]]


def chosen_clock(response) -> str:
    """Empty where none is chosen: browsers then show the first, which is Eastern time."""
    options = response.content.decode().partition('<select id="zone"')[2].partition("</select>")[0]
    return next(iter(re.findall('value="([^"]+)" selected', options)), "")


def press(client, response, **pressed):
    return client.post("/meetings/", {"search": carried(response)} | pressed)


def test_person_reads_what_runs_now_and_what_comes_next(client, evening):
    response = find(client)

    told = read_plainly(response)
    assert response.status_code == 200
    assert "Tonight, near 60608 and online" in told
    assert "Now since 6:30 Steps at the Corner Hall Narcotics Anonymous · 0.6 mi, about 11 minutes on foot" in told
    assert "7:00 pm in 18 min Recovering with Medicine MARA · 0.6 mi" in told
    assert "Medicine and Me MARA · online · starts 8:00 pm in New York, 7:00 pm for you" in told
    assert "11:30 pm in 4 h Night Owls" in told
    assert "Familias de la noche Nar-Anon · 0.5 mi, about 10 minutes on foot · in Spanish" in told
    assert "No meeting decides about your medicine. Never stop it because a group says so." in told
    assert "Example Cocaine Anonymous: list read 40 days ago" in told
    assert "List is 40 days old: ask first" in told
    assert names(response)[0] == "Steps at the Corner Hall"


def test_person_reads_it_in_spanish(client, evening):
    told = read_plainly(find(client, "/es/meetings/"))

    assert "Esta noche, cerca de 60608 y en línea" in told
    assert "Ahora desde 6:30 Steps at the Corner Hall" in told
    assert "empieza: 8:00 p. m. en Nueva York, 7:00 p. m. para usted" in told


def test_person_without_a_place_reads_what_is_online_by_the_clock_of_their_choice(client, evening):
    told = read_plainly(find(client, place="", zone="America/Denver"))

    assert "Tonight, online" in told or "Today, online" in told
    assert "Times are by Mountain time." in told
    assert "Medicine and Me MARA · online · starts 8:00 pm in New York, 6:00 pm for you" in told
    assert "Corner Hall" not in told
    assert "With a ZIP code or a town you see rooms near you too." in told


def test_room_that_is_online_too_is_told_without_its_room_where_it_is_joined(client, evening):
    here, elsewhere = read_plainly(find(client)), read_plainly(find(client, place="", where="online"))

    assert "Al-Anon · 2.9 mi, in person and online · open to all Russet Parish Hall" in here
    assert "The Long Table" in elsewhere
    assert "Russet Parish Hall" not in elsewhere


def test_online_alone_nothing_is_said_to_be_near(client, evening):
    near, online = read_plainly(find(client)), read_plainly(find(client, where="online"))

    assert "Soonest first, then the nearest." in near
    assert "Soonest first. Nobody pays for a place." in online


def test_day_that_the_page_is_not_named_for_has_a_heading_that_is_seen(client, evening):
    today, tomorrow = (find(client, when=when).content.decode() for when in ("", "tomorrow"))

    assert '<h2 class="unseen" id="first-meetings">Tonight</h2>' in today
    assert '<h2 class="day" id="first-meetings">' in tomorrow


@pytest.mark.parametrize("sent", [{}, {"place": "60608"}, {"place": "Nowhere At All"}])
def test_texts_are_offered_where_they_are_answered(client, evening, monkeypatch, sent):
    pages = []
    for is_offered in (True, False):
        monkeypatch.setattr("handrail.meetings.finder.views.is_offered", lambda told=is_offered: told)
        pages.append(find(client, **sent) if sent else client.get("/meetings/"))

    assert [read_plainly(page).count("No data, or no smartphone? Meetings by text") for page in pages] == [1, 0]


@pytest.mark.parametrize(("sent", "is_open"), [({"place": "Nowhere At All"}, False), ({"miles": "5"}, True)])
def test_more_choices_are_unfolded_where_one_of_them_was_made(client, evening, sent, is_open):
    page = find(client, **sent).content.decode()

    assert ('<details class="more" open>' in page) is is_open


def test_clock_is_asked_for_only_where_no_place_tells_it(client, evening):
    near, online = find(client, zone="America/Denver"), find(client, place="", zone="America/Denver")

    assert [tag["id"] for tag in all_with(near, "select", name="zone")] == []
    assert [tag["value"] for tag in all_with(near, "input", name="zone")][-1] == "America/Denver"
    assert [tag["id"] for tag in all_with(online, "select", name="zone")] == ["zone"]


def test_page_before_a_search_shows_what_is_online_and_keeps_nothing(client, evening):
    response = client.get("/meetings/")

    told = read_plainly(response)
    assert "Online, now and next" in told
    assert "By Eastern time." in told
    assert chosen_clock(response) == "America/New_York"
    assert "no-cache" in response.headers["Cache-Control"]
    assert response.cookies == {}
    feed = all_with(response, "link", rel="alternate", type="application/json")
    assert feed == [
        {"rel": "alternate", "type": "application/json", "title": "Meetings Feed",
         "href": "http://testserver/meetings.json"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "clock"), [("America/Denver", "By Mountain time."), ("../../etc/passwd", "By Eastern time.")]
)
def test_list_beside_the_form_is_told_by_the_clock_that_stands_in_it(client, evening, zone, clock):
    response = find(client, place="Nowhere At All", zone=zone)

    assert clock in read_plainly(response)
    assert chosen_clock(response) == ("America/Denver" if clock == "By Mountain time." else "")


def test_answer_is_kept_by_nobody_and_its_address_and_title_tell_nothing(client, evening, caplog):
    with caplog.at_level(logging.DEBUG):
        response = find(client, needs="medicine")

    assert response.headers["Cache-Control"] == "no-store"
    assert (title(response), response.cookies) == ("Handrail", {})
    assert [record for record in caplog.records if "60608" in record.getMessage()] == []
    targets = [tag.get("action", "") for tag in all_with(response, "form")]
    targets += [tag.get("href", "") for tag in all_with(response, "a")]
    assert [target for target in targets if "60608" in target or "medicine" in target] == []


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"needs": "medicine"},
         {"Recovering with Medicine", "Medicine and Me", "SMART at the Library", "SMART Tools"}),
        ({"needs": ["women", "children_welcome"]}, {"Women Who Stay"}),
        ({"needs": "sign_language"}, {"Hands That Speak"}),
        ({"language": "es"}, {"Familias de la noche", "Noches en español"}),
        ({"kind": "MARA", "where": "in_person"}, {"Recovering with Medicine"}),
        ({"kind": "families", "where": "in_person"}, {"Familias de la noche", "The Long Table"}),
        ({"kind": "not_twelve_step", "where": "in_person", "miles": "2"}, {"SMART at the Library", "Sitting Together"}),
        ({"when": "now", "where": "in_person"},
         {"Steps at the Corner Hall", "One Day, One Door", "LifeRing West", "Hands That Speak", "Women Who Stay",
          "Recovering with Medicine", "The Long Table", "SMART at the Library"}),
        ({"when": "tomorrow", "part": "morning", "where": "in_person"}, {"First Cup"}),
        ({"when": "1", "part": "afternoon", "where": "in_person"}, {"Noon Break"}),
        ({"when": "today", "part": "night", "where": "in_person"}, {"Night Owls", "Steady Ground"}),
    ],
)  # fmt: skip
def test_choices_narrow_the_list(client, evening, sent, expected):
    assert set(names(find(client, **sent))) == expected


def test_chosen_chip_is_let_go_and_an_offered_one_added_by_one_press(client, evening):
    response = find(client, language="es")
    chips = {tag["value"] for tag in all_with(response, "button", name="without")}
    offers = {tag["value"] for tag in all_with(response, "button", name="with")}

    wider = press(client, response, without="language:es")
    narrower = press(client, wider, **{"with": "needs:women"})

    assert (chips, offers) == ({"language:es"}, {"needs:medicine", "needs:women", "needs:wheelchair"})
    assert len(names(wider)) > len(names(response))
    assert set(names(narrower)) == {"Women Who Stay", "Women for Each Other"}


def test_nothing_found_says_so_and_offers_what_would_bring_some(client, evening):
    response = find(client, where="in_person", miles="2", kind="LIFERING", when="tomorrow", part="morning")

    told = read_plainly(response)
    assert "No listed meeting fits all of this" in told
    assert "Any kind then" in told
    assert "1-800-662-4357" in told
    found = press(client, response, without="all")
    assert len(names(found)) > 20


def test_one_change_that_is_enough_is_offered_alone(client, evening):
    response = find(client, where="in_person", miles="2", kind="LIFERING")

    assert "Within 50 miles then 1 meeting" in read_plainly(response)
    assert "Online too then 1 meeting" in read_plainly(response)
    assert "Any kind then 10 meetings" in read_plainly(response)
    assert names(press(client, response, **{"with": "miles:50"})) == ["LifeRing West"]


def test_each_choice_that_stands_in_the_way_is_offered_to_be_let_go(client, evening):
    response = find(client, needs=["medicine", "sign_language"])

    told = read_plainly(response)
    assert "Without “Medicine welcome” then 1 meeting" in told
    assert "Without “Sign language (ASL)” then 4 meetings" in told


def test_person_on_medicine_who_finds_nothing_reads_who_welcomes_it_and_who_says_so(client, evening):
    response = find(client, needs=["medicine", "sign_language"])

    told = read_plainly(response)
    assert "MARA (Medication-Assisted Recovery Anonymous) The fellowship welcomes people who take methadone" in told
    assert "Not confirmed We read what others say of it, and not its own pages." in told
    assert "SMART Recovery The fellowship welcomes people who take methadone or buprenorphine. Source:" in told
    assert "Narcotics Anonymous The fellowship leaves it to each group." in told
    assert "Without “Medicine welcome” then 1 meeting" in told
    assert "1-800-662-4357" in told
    sources = [tag["href"] for tag in all_with(response, "a", rel="noreferrer noopener")]
    assert sources == [POSITIONS[each].address for each in (Fellowship.MARA, Fellowship.SMART, Fellowship.NA)]
    assert all_with(response, "button", form="kept", formaction="/meetings/kinds/") != []


@pytest.mark.parametrize("sent", [{"needs": "medicine"}, {"needs": ["sign_language", "men"]}])
def test_who_welcomes_medicine_is_told_only_where_it_was_asked_for_and_nothing_found(client, evening, sent):
    told = read_plainly(find(client, **sent))

    assert "Kinds that welcome medicine" not in told


def test_who_welcomes_medicine_is_told_in_spanish(client, evening):
    told = read_plainly(find(client, "/es/meetings/", needs=["medicine", "sign_language"]))

    assert "Tipos de reunión con la medicina bienvenida" in told
    assert "Kinds" not in told


def test_installation_without_a_list_says_so(client, db):
    assert "No list of meetings is loaded here yet" in words(client.get("/meetings/"))
    assert "No list of meetings is loaded here yet" in words(find(client))


def test_what_is_not_held_now_is_told_and_shown_to_who_asks(client, evening):
    response = find(client)

    asked = press(client, response, suspended="1")

    assert "1 more is listed and not held now." in words(response)
    assert "Old Mill Group" not in words(response)
    assert "Not held now Old Mill Group" in read_plainly(asked)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"place": "Nowhere At All"}, "We could not find “Nowhere At All”"),
        ({"place": "near me"}, "We do not know where you are, and we do not ask your phone."),
        ({"place": "", "where": "in_person"}, "Please write a ZIP code or a town."),
        ({"kind": "XX"}, "We do not know one of the choices"),
        ({"when": "99"}, "We do not know one of the choices"),
        ({"miles": "1e9"}, "We do not know one of the choices"),
        ({"zone": "../../etc/passwd"}, "We do not know one of the choices"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_nothing_typed_is_lost(client, evening, sent, said):
    response = find(client, needs="women", **sent)

    assert response.status_code == 422
    assert said in words(response)
    assert "checked" in all_with(response, "input", id="needs-women")[0]
    assert response.headers["Cache-Control"] == "no-store"


def test_typed_markup_is_shown_as_it_was_typed(client, evening):
    page = find(client, place="<script>alert(1)</script>, IL").content.decode()

    assert ("<script>alert(1)" in page, "&lt;script&gt;alert(1)&lt;/script&gt;, IL" in page) == (False, True)


def test_place_that_exists_twice_is_chosen_and_the_choices_stay(client, evening):
    response = find(client, place="Springfield", needs="women")

    chosen = press(client, response, place="Springfield, IL")

    assert "Which place do you mean?" in words(response)
    assert "near Springfield, IL" in words(chosen)
    assert [tag["value"] for tag in all_with(chosen, "button", name="without")] == ["needs:women"]


def test_misspelt_place_offers_near_spellings(client, evening):
    response = find(client, place="Chicgo, IL")

    assert next(tag["value"] for tag in all_with(response, "button", name="place")) == "Chicago, IL"


def test_search_that_is_damaged_or_old_says_that_it_timed_out(client, evening):
    old = MeetingSearch(place="60608").token(at=EVENING - timedelta(hours=3))

    for token in (old, "noise"):
        response = client.post("/meetings/", {"search": token})

        assert response.status_code == 422
        assert "Your search has timed out." in words(response)


def test_person_who_comes_from_paths_sees_meetings_there_and_finds_the_way_back(client, evening):
    token = Search(place="60608").token(at=timezone.now())

    response = client.post("/meetings/", {"search": token})
    narrowed = press(client, response, **{"with": "needs:medicine"})

    assert "near 60608" in words(response)
    for answer in (response, narrowed):
        assert "Back to my paths" in words(answer)
        assert [tag["value"] for tag in all_with(answer, "input", name="search")][-1] == token


def test_meeting_leads_back_to_the_list_and_what_was_picked_stays_picked(client, evening):
    response = find(client)
    room = Meeting.objects.get(name="Steps at the Corner Hall", city="Chicago").public_id
    online = Meeting.objects.get(name="Medicine and Me").public_id
    sent = {"search": carried(response), "pick": [room, online]}

    meeting = client.post(f"/meetings/{room}/", sent)
    back = client.post("/meetings/", sent)
    rooms = client.post("/meetings/", sent | {"with": "where:in_person"})

    assert "Back to my meetings" in words(meeting)
    ticked = {tag["value"] for tag in all_with(back, "input", name="pick") if "checked" in tag}
    assert ticked == {room, online}
    assert {tag["value"] for tag in all_with(rooms, "input", name="pick") if "checked" in tag} == {room}
    kept = rooms.content.decode().partition('<form id="kept"')[2].partition("</form>")[0]
    assert re.findall('name="pick" value="([a-z2-7]+)"', kept) == [online]


def test_other_pages_lead_back_to_the_meetings(client, evening):
    response = find(client)

    crisis = client.post("/crisis/", {"search": carried(response)})

    assert "Back to my meetings" in words(crisis)
    assert all_with(crisis, "form", id="kept")[0]["action"] == "/meetings/"


@pytest.mark.parametrize("shares", [True, False])
def test_way_in_that_stands_in_a_name_or_a_room_is_on_no_list_whatever_the_terms(client, evening, shares):
    Meeting.objects.filter(name="Coast to Coast").update(name="Coast to Coast, passcode 123456")
    Meeting.objects.filter(place="Corner Hall").update(place="Corner Hall, or zoom.us/j/123456")
    Feed.objects.update(shares_video_links=shares)

    pages = [words(find(client)), words(client.get("/meetings/"))]

    assert ["123456" in told for told in pages] == [False, False]
    assert "Steps at the Corner Hall" in pages[0]


def test_markup_in_a_name_is_shown_as_it_is(client, evening):
    Meeting.objects.filter(name="Coast to Coast").update(name="<img src=x onerror=alert(1)>")

    page = find(client).content.decode()

    assert ("<img src=x" in page, "&lt;img src=x onerror=alert(1)&gt;" in page) == (False, True)


def test_form_of_another_site_is_refused(evening):
    from django.test import Client

    response = Client(headers={"sec-fetch-site": "cross-site"}).post("/meetings/", {"place": "60608"})

    assert response.status_code == 403


def test_page_of_forty_costs_as_few_queries_as_one_of_two(client, evening):
    find(client)
    counts = []
    for sent in ({}, {"needs": "medicine"}):
        with CaptureQueriesContext(connection) as queries:
            find(client, **sent)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 3
