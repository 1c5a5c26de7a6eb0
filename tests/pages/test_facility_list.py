"""The facility list as a page: what is asked, what is shown, and that nothing of it stands in an address."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factories import make_facility
from handrail.directory.actions import bump_revision
from handrail.directory.domain.filters import GROUPS
from handrail.directory.index.live import forget_index
from handrail.directory.models import Facility
from handrail.pages.forms import Search
from handrail.pages.list_form import ListSearch
from handrail.pages.list_from_paths import AS_FILTER
from handrail.pages.shared_list import SharedList
from pages.reading import all_with, carried, read, static_files, words

pytestmark = pytest.mark.django_db

LIST = "/facilities/list/"
ASKED = {"filtering": "1", "place": "62701", "radius": "25"}


@pytest.fixture
def client(clinics):
    return Client()


def more(number: int, **facts) -> list[Facility]:
    made = [make_facility(**{"latitude": 39.8 + each / 1000, **facts}) for each in range(number)]
    bump_revision(at=timezone.now())
    forget_index()
    return made


def test_form_asks_in_the_order_people_think(client):
    response = client.get(LIST)

    fields = [tag["name"] for tag in all_with(response, "input") + all_with(response, "select") if "name" in tag]
    groups = list(dict.fromkeys(name for name in fields if name in {group.name for group in GROUPS}))
    html = response.content.decode()
    assert groups == [group.name for group in GROUPS]
    assert html.index('name="payment"') < html.index('name="care"') < html.index('name="radius"')
    assert html.index('name="radius"') < html.index('name="age"') < html.index('name="sex"')
    assert [tag for tag in all_with(response, "details") if "open" in tag] == all_with(response, "details")[:2]


def test_list_is_nearest_first_with_all_that_a_card_must_say(client):
    response = client.post(LIST, ASKED)

    shown = words(response)
    assert shown.index("First & Example <Clinic>") < shown.index("Second Example Clinic")
    assert "2 places within 25 miles" in read(response).texts
    for said in (
        "less than 1 mile",
        "Ask for extension 12",
        "Lists buprenorphine",
        "Takes Medicaid",
        "SAMHSA National Directory, 2023",
        "Never verified since import",
        "Nearest first, and nothing else. Nobody pays for a place.",
    ):
        assert said in shown
    assert all_with(response, "a", href="tel:+12175550101;ext=12") != []
    assert "no-store" in response.headers["Cache-Control"]


def test_count_of_places_is_announced(client):
    response = client.post(LIST, ASKED)

    assert len(all_with(response, "p", role="status")) == 1


def test_nothing_of_the_search_stands_in_an_address(client):
    response = client.post(LIST, {**ASKED, "payment": "medicaid", "programs": "pregnant"})

    addresses = [
        value
        for _, attributes in read(response).tags
        for name, value in attributes.items()
        if name in ("href", "action", "formaction", "src")
    ]
    assert [
        each for each in addresses if "62701" in each or "medicaid" in each or "pregnant" in each or "?" in each
    ] == []
    assert response.cookies == {}


def test_every_choice_says_how_many_places_it_would_bring(client):
    response = client.post(LIST, {**ASKED, "medicine": ["methadone"]})

    shown = words(response)
    assert "1 place within 25 miles" in shown
    assert "Gives methadone (1)" in shown.replace(" (", " (")
    assert "Gives buprenorphine (1)" in shown
    assert "Medicaid (1)" in shown


def test_choices_are_kept_and_their_group_stands_open(client):
    response = client.post(LIST, {**ASKED, "medicine": ["methadone", "keeps"], "radius": "50"})

    checked = {tag["id"] for tag in all_with(response, "input", type="checkbox") if "checked" in tag}
    chosen = {tag["value"] for tag in all_with(response, "option") if "selected" in tag}
    assert checked == {"medicine-methadone", "medicine-keeps"}
    assert chosen == {"50"}
    assert len([tag for tag in all_with(response, "details") if "open" in tag]) == 1
    assert "2 chosen" in words(response)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"place": ""}, "Please write a ZIP code or a town."),
        ({"place": "Nowhereville"}, "We could not find"),
        ({"payment": ["gold"]}, "We do not know one of the choices that was sent."),
        ({"payment": ["medicaid"] * 30 + ["x" * 5_000]}, "We do not know one of the choices that was sent."),
        ({"radius": "7"}, "We do not know one of the choices that was sent."),
        ({"radius": "-1"}, "We do not know one of the choices that was sent."),
        ({"sex": ["{{7*7}}"]}, "We do not know one of the choices that was sent."),
    ],
)
def test_refused_list_says_what_to_mend_and_keeps_all_that_was_typed(client, wrong, said):
    response = client.post(LIST, {**ASKED, "quality": ["naloxone"], **wrong})

    assert response.status_code == 422
    assert said in words(response)
    assert "checked" in all_with(response, "input", id="quality-naloxone")[0]


def test_unknown_group_is_nothing_to_us(client):
    response = client.post(LIST, {**ASKED, "unicorns": ["one"]})

    assert "2 places within 25 miles" in words(response)


def test_nul_is_refused(client):
    assert client.post(LIST, {**ASKED, "payment": ["medi\x00caid"]}).status_code == 400


def test_ambiguous_place_offers_choices_that_keep_the_filters_and_the_picks(client, clinics):
    asked = client.post(LIST, {**ASKED, "place": "Springfield", "payment": "medicaid", "pick": clinics[0].public_id})

    chosen = client.post(LIST, {"search": carried(asked), "place": "Springfield, IL", "pick": clinics[0].public_id})

    assert all_with(asked, "input", name="pick")[0]["value"] == clinics[0].public_id
    assert all_with(asked, "form", id="kept")[0]["action"] == LIST
    assert "Places near Springfield, IL" in words(chosen)
    assert "checked" in all_with(chosen, "input", id="payment-medicaid")[0]
    assert "checked" in all_with(chosen, "input", id=f"pick-{clinics[0].public_id}")[0]


@pytest.mark.parametrize(
    ("asked", "page", "shown"), [("1", 1, 20), ("3", 3, 7), ("0", 1, 20), ("-1", 1, 20), ("999999", 3, 7), ("x", 1, 20)]
)
def test_page_that_does_not_exist_becomes_the_nearest_that_does(client, asked, page, shown):
    more(45)

    response = client.post(LIST, {**ASKED, "page": asked})

    assert f"page {page} of 3" in words(response)
    assert len(all_with(response, "input", name="pick", type="checkbox")) == shown
    assert all_with(response, "ol", start=str((page - 1) * 20 + 1)) != []


def test_paging_is_by_buttons_that_keep_filters_and_picks(client):
    made = more(45, codes="SA OP BU MD FEM")

    first = client.post(LIST, {**ASKED, "payment": "medicaid", "pick": [made[0].public_id]})
    second = client.post(LIST, {**ASKED, "payment": "medicaid", "pick": [made[0].public_id], "page": "2"})

    assert [button["value"] for button in all_with(first, "button", name="page")] == ["1", "2"]
    assert {button["value"] for button in all_with(second, "button", name="page")} == {"1", "3"}
    hidden = [tag["value"] for tag in all_with(second, "input", name="pick", type="hidden")]
    assert (
        hidden.count(made[0].public_id) == 3
    )  # in the list's own form, and carried to other pages and the other language
    assert "(1 picked on another page)" in words(second)
    assert "checked" in all_with(second, "input", id="payment-medicaid")[0]


def test_more_picks_than_a_sheet_holds_are_said_and_not_dropped_in_silence(client):
    made = more(25)

    response = client.post(LIST, {**ASKED, "pick": [each.public_id for each in made]})

    assert "20 picks are kept. The others were left out." in words(response)


def test_buttons_beside_a_path_lead_to_the_list_and_to_paper(clinics):
    from types import SimpleNamespace

    from handrail.web.rendering import environment

    buttons = environment("en").get_template("pages/components/list_links.jinja").module
    stops = [SimpleNamespace(facility=each) for each in (*clinics, None)]
    legs = ".".join(each.public_id for each in clinics)

    printed = buttons.path_sheet_button(SimpleNamespace(stops=stops))
    none = buttons.path_sheet_button(SimpleNamespace(stops=stops[2:]))

    assert f'formaction="/facilities/print/" name="path" value="{legs}"' in printed
    assert none.strip() == ""
    assert 'form="kept" formaction="/facilities/list/"' in buttons.list_button()


def test_contradictory_filters_say_which_group_to_let_go_and_what_that_brings(client):
    asked = {**ASKED, "payment": ["medicaid"], "care": ["hospital"], "medicine": ["methadone"]}

    response = client.post(LIST, asked)
    loosened = client.post(LIST, {**asked, "without": "care"})

    assert "0 places within 25 miles" in words(response)
    assert "No listed place fits all of this" in words(response)
    assert [(tag["name"], tag["value"]) for tag in all_with(response, "button", name="without")] == [
        ("without", "care")
    ]
    assert "Let go of “Kind of care” then 1 place" in words(response)
    assert "1 place within 25 miles" in words(loosened)
    assert "checked" not in all_with(loosened, "input", id="care-hospital")[0]
    assert "checked" in all_with(loosened, "input", id="payment-medicaid")[0]


def test_nothing_near_offers_the_nearest_distance_that_has_places(client):
    asked = {**ASKED, "place": "Chicago, IL", "radius": "5"}

    response = client.post(LIST, asked)
    wider = client.post(LIST, {**asked, "within": "any"})

    assert [tag["value"] for tag in all_with(response, "button", name="within")] == ["any"]
    assert "then 2 places" in words(response)
    assert "2 places at any distance" in words(wider)


def test_several_filters_that_only_together_bring_nothing_offer_to_let_go_of_all(client):
    response = client.post(LIST, {**ASKED, "language": ["hebrew"], "care": ["hospital"], "programs": ["hiv"]})

    assert [tag["value"] for tag in all_with(response, "button", name="without")] == ["all"]


def test_list_from_paths_takes_place_and_cover_over_and_knows_the_way_back(client):
    paths = client.post("/paths/", {"place": "62701", "matters": ["payment:none", "need:pregnant"], "radius": "50"})

    found = client.post(LIST, {"search": carried(paths)})
    back = client.post("/paths/", {"search": all_with(found, "input", name="paths")[0]["value"]})

    assert "Places near 62701" in words(found)
    assert {tag["id"] for tag in all_with(found, "input", type="checkbox") if "checked" in tag} == {"payment-low_cost"}
    assert {tag["value"] for tag in all_with(found, "option") if "selected" in tag} == {"50"}
    assert "Back to my paths" in words(found)
    assert words(back) == words(paths)


def test_facility_reached_from_the_list_leads_back_to_it_with_what_was_picked(client, clinics):
    found = client.post(LIST, {**ASKED, "payment": "medicaid"})
    pick = clinics[1].public_id

    facility = client.post(f"/facilities/{clinics[0].public_id}/", {"search": carried(found), "pick": pick})
    back = client.post(LIST, {"search": carried(facility), "pick": pick})

    assert "Back to my list" in words(facility)
    assert all_with(facility, "form", id="kept")[0]["action"] == LIST
    assert [tag["value"] for tag in all_with(facility, "input", name="pick")] == [
        pick,
        pick,
    ]  # for the way back, and for the other language
    assert "no-store" in facility.headers["Cache-Control"]
    assert "checked" in all_with(back, "input", id=f"pick-{pick}")[0]
    assert "2 places within 25 miles" in words(back)


@pytest.mark.parametrize("path", ["/crisis/", "/leaving/", "/how-results-are-ordered/", "/es/crisis/"])
def test_every_page_reached_from_the_list_knows_the_way_back(client, path):
    found = client.post(LIST, ASKED)

    reached = client.post(path, {"search": carried(found)})

    form = all_with(reached, "form", id="kept")[0]
    assert form["action"] == ("/es/facilities/list/" if path.startswith("/es/") else LIST)


def test_language_changes_by_post_and_keeps_the_list(client):
    found = client.post(LIST, {**ASKED, "payment": "medicaid"})
    switch = all_with(found, "form", id="as-sent")[0]["action"]

    spanish = client.post(switch, {"search": carried(found)})

    assert switch == "/es/facilities/list/"
    assert "Lugares cerca de 62701" in words(spanish)
    assert "2 lugares a menos de 25 millas" in words(spanish)
    assert "Cómo puede pagar" in words(spanish)


@pytest.mark.parametrize(
    "token",
    [
        "nonsense",
        "A" * 5_000,
        ListSearch(place="62701").token(at=timezone.now() - timedelta(hours=2, minutes=1)),
        SharedList(("a" * 13,)).token(at=timezone.now()),
    ],
)
def test_token_that_is_damaged_old_or_of_another_purpose_leads_back_to_the_form(client, token):
    response = client.post(LIST, {"search": token})

    assert response.status_code == 422
    assert "Your search has timed out." in words(response)


def test_token_of_a_list_is_noise_to_paths(client):
    response = client.post("/paths/", {"search": ListSearch(place="62701").token(at=timezone.now())})

    assert response.status_code == 422
    assert "Your search has timed out." in words(response)


def test_token_is_opaque():
    token = ListSearch(place="62701", chosen={"programs": ("pregnant",)}).token(at=timezone.now())

    assert "62701" not in token
    assert "pregnant" not in token


def test_way_back_to_paths_ends_with_the_life_of_their_search(client):
    old = Search(place="62701").token(at=timezone.now() - timedelta(hours=3))

    response = client.post(LIST, {**ASKED, "paths": old})

    assert response.status_code == 200
    assert "Back to my paths" not in words(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_equally_often_for_any_number_of_rows(db, rows, django_assert_max_num_queries):
    more(rows)
    client = Client()
    client.post(LIST, ASKED)

    with django_assert_max_num_queries(2) as asked:
        client.post(LIST, ASKED)

    assert len(asked) == 2  # the places, the open places


def test_list_without_any_listed_place_still_says_where_to_turn(db):
    response = Client().post(LIST, ASKED)

    assert response.status_code == 200
    assert "1-800-662-4357" in words(response)


def test_card_says_whom_a_place_keeps_out_and_what_its_listing_disputes(db):
    more(1, codes="SA OP NMOA BU DUO")
    more(1, codes="SA OP NOOP")

    shown = words(Client().post(LIST, ASKED))

    assert "Listed as serving only people with a drunk-driving case." in shown
    assert "Lists medicine for opioid use, and lists none: ask which is right" in shown
    assert "No opioid treatment here" in shown
    assert "How to pay is not listed: ask" in shown


def test_full_page_of_the_list_is_within_its_budget(client):
    more(20, codes="SA OP ORT BU BUM MOA MD MC PI SS PA SF FEM MALE ADLT NMOA")

    response = client.post(LIST, {**ASKED, "payment": "medicaid"})

    from pages.test_budgets import FIRST_VIEW, first_view

    assert first_view(response) < FIRST_VIEW
    assert len(static_files(response)) == 3


def test_form_from_another_site_is_refused_with_a_page(client):
    response = client.post(LIST, ASKED, headers={"sec-fetch-site": "cross-site"})

    assert response.status_code == 403


def test_get_reads_no_query(client):
    response = client.get(LIST, {"place": "62701", "payment": "medicaid", "filtering": "1"})

    assert response.status_code == 200
    assert "62701" not in response.content.decode()


def from_paths(client, **sent):
    return client.post(LIST, {"search": carried(client.post("/paths/", {"place": "62701", **sent}))})


def ticked(response) -> set[str]:
    return {tag["id"] for tag in all_with(response, "input", type="checkbox") if "checked" in tag}


def test_list_from_paths_takes_over_every_choice_that_has_a_filter(client):
    found = from_paths(
        client, matters=["under_18", "need:woman", "language:spanish"], medicine="methadone", language="arabic"
    )

    assert ticked(found) == {
        "age-under_18",
        "sex-women",
        "language-spanish",
        "language-arabic",
        "medicine-on_methadone",
    }
    assert "Not carried over" not in words(found)


def test_list_from_paths_takes_an_age_below_18_over_and_names_any_other(client):
    young, grown = from_paths(client, age="16"), from_paths(client, age="34")

    assert (ticked(young), ticked(grown)) == ({"age-under_18"}, set())
    assert "Not carried over: Age 34. Ask when you call." in words(grown)


def test_list_from_paths_names_what_no_filter_holds(client):
    sent = {"matters": ["need:pregnant", "need:alcohol", "payment:medicaid"], "medicine": "already_on_medication"}

    english = from_paths(client, **sent)
    spanish = client.post(f"/es{LIST}", {"search": carried(client.post("/paths/", {"place": "62701", **sent}))})

    left = "Another, or I do not want to say, Pregnant, Also alcohol every day"
    assert f"Not carried over: {left}. Ask when you call." in words(english)
    assert "No se incluyó:" in words(spanish)


def test_dangers_and_naloxone_go_from_paths_to_the_list_and_to_its_next_pages(client):
    found = from_paths(client, matters=["need:pregnant", "need:benzos"])
    again = client.post(
        LIST, {"filtering": "1", "place": "62701", "paths": all_with(found, "input", name="paths")[0]["value"]}
    )

    for response in (found, again):
        shown = words(response)
        assert "First, your safety" in shown
        assert "go to the nearest emergency department" in shown
        assert "Get naloxone now and keep it in reach." in shown
        assert "Not carried over: Pregnant, Also benzos every day." in shown


def test_list_of_its_own_says_nothing_of_paths(client):
    shown = words(client.post(LIST, ASKED))

    assert "First, your safety" not in shown
    assert "Get naloxone now and keep it in reach." not in shown
    assert "Not carried over" not in shown


def test_every_language_of_the_form_is_a_filter_of_the_list():
    filters = {(group.name, option) for group in GROUPS for option in group.option_names}

    assert set(AS_FILTER.values()) <= filters


def test_what_to_ask_for_stands_with_the_call_and_before_the_pick(client):
    response = client.post(LIST, ASKED)

    card = response.content.decode().partition('<li class="card stack tight place">')[2].partition("</li>")[0]
    assert card.index('href="tel:') < card.index("Ask for extension 12") < card.index('name="pick"')
