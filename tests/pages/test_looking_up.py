import pytest
from django.test import Client

from factories import make_facility
from handrail.directory.index.live import forget_index
from handrail.pages.search_box import BoxSearch
from pages.reading import all_with, carried, title, words

pytestmark = pytest.mark.django_db
BOX = "/facilities/search/"


@pytest.fixture
def client(clinics):
    return Client()


def test_answer_is_kept_by_nobody_and_nothing_of_it_is_in_a_title_or_an_address(client):
    response = client.post(BOX, {"text": "buprenorphine in Springfield, IL"})

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert (title(response), response.cookies) == ("Handrail", {})
    addresses = [
        value for tag in ("a", "form", "button") for each in all_with(response, tag) for value in each.values()
    ]
    assert [address for address in addresses if "?" in address and address.startswith("/")] == []


def test_name_town_and_service_each_have_their_group(client, clinics):
    response = client.post(BOX, {"text": "example clinic methadone springfield il"})

    shown = words(response)
    assert all(group in shown for group in ("Towns and states", "Services", "Facilities by name"))
    assert all_with(response, "button", formaction="/facilities/in/il/springfield/") != []
    assert all_with(response, "button", formaction=clinics[1].get_absolute_url()) != []


def test_service_and_town_lead_to_the_nearest_and_back(client):
    found = client.post(BOX, {"text": "methadone springfield il"})
    form = {"search": carried(found), "service": "methadone", "place": "Springfield, IL"}

    near = client.post(BOX, form)
    back = client.post(BOX, {"search": carried(near), "place": ""})

    assert "Methadone near Springfield, IL" in words(near)
    assert "Second Example Clinic" in words(near)
    assert "One place within 100 miles, nearest first." in words(near)
    assert all_with(back, "input", name="text")[0]["value"] == "methadone springfield il"


def test_pages_of_the_nearest_are_turned_by_post(client):
    for _ in range(25):
        make_facility()
    forget_index()
    first = client.post(BOX, {"text": "x", "place": "Springfield, IL"})

    second = client.post(BOX, {"search": carried(first), "page": "2"})
    deep = client.post(BOX, {"search": carried(first), "page": "99999999999999999999"})

    assert "Page 1 of 2." in words(first)
    assert "Page 2 of 2." in words(second)
    assert deep.status_code == 200


def test_language_switch_keeps_the_search(client):
    found = client.post(BOX, {"text": "methodone springfield il"})

    spanish = client.post(f"/es{BOX}", {"search": carried(found)})

    assert "Resultados de “methadone springfield il”." in words(spanish)
    assert all_with(spanish, "input", name="text")[0]["value"] == "methodone springfield il"


@pytest.mark.parametrize(
    ("place", "offered"), [("Springfeild, IL", "Springfield, IL"), ("Springfield", "Springfield, IL")]
)
def test_place_that_is_misspelt_or_many_is_offered_as_buttons(client, place, offered):
    found = client.post(BOX, {"text": "methadone"})

    response = client.post(BOX, {"search": carried(found), "service": "methadone", "place": place})

    assert "Which place do you mean?" in words(response)
    assert all_with(response, "button", name="place", value=offered) != []


def test_nothing_found_is_kind_and_names_the_helpline(client):
    response = client.post(BOX, {"text": "xyzzyqwert"})

    shown = words(response)
    assert "We found nothing by that name" in shown
    assert "1-800-662-4357" in shown


@pytest.mark.parametrize(
    "text", ["", "x" * 5000, "😀🙃", "\u202eogacihC\u202c", "?!.,;", "<script>alert(1)</script>", "{{ 7*7 }}", "%s %n"]
)
def test_any_text_is_answered_and_shown_back_as_text(client, text):
    response = client.post(BOX, {"text": text})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_nul_is_refused_with_a_page(client):
    assert client.post(BOX, {"text": "a\x00b"}).status_code == 400


@pytest.mark.parametrize("token", ["", "nonsense", "A" * 5000])
def test_damaged_token_asks_to_type_again(client, token):
    response = client.post(BOX, {"search": token})

    assert response.status_code == 422
    assert "Your search has timed out." in words(response)


def test_token_of_a_path_search_does_not_open_the_box(client):
    found = client.post("/paths/", {"place": "62701"})

    assert client.post(BOX, {"search": carried(found)}).status_code == 422


def test_unknown_service_and_page_are_set_aside(client):
    response = client.post(BOX, {"text": "x", "service": "nosuch", "place": "Springfield, IL", "page": "abc"})

    assert response.status_code == 200
    assert "Places near Springfield, IL" in words(response)


def test_from_another_site_it_is_not_read(client):
    response = client.post(BOX, {"text": "detox"}, headers={"sec-fetch-site": "cross-site"})

    assert response.status_code == 403


def test_new_text_is_a_new_search_and_token_keeps_the_rest(at):
    from django.http import QueryDict

    search = BoxSearch(text="detox", place="Chicago, IL", service="withdrawal", page="3")

    kept = BoxSearch.from_token(search.token(at=at), at=at)

    assert kept == search
    assert kept.changed(QueryDict("text=hope")) == BoxSearch(text="hope")
    assert kept.changed(QueryDict("place=Zion, IL")) == BoxSearch("detox", "Zion, IL", "withdrawal", "1")


@pytest.mark.parametrize("rows", [1, 3])
def test_answer_asks_the_database_equally_often_for_any_number_of_rows(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_facility(name="Harbor Light")
    forget_index()
    client.post(BOX, {"text": "harbor springfield il"})

    with django_assert_num_queries(2):
        response = client.post(BOX, {"text": "harbor springfield il"})

    assert words(response).count("Harbor Light") == rows


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("", "detox", ["By itself it is not treatment.", "Keep medicine and naloxone."]),
        ("", "alcohol", ["Never stop alcohol or benzos alone.", "By itself it is not treatment."]),
        ("/es", "xanax", ["Nunca deje de tomar alcohol ni benzos por su cuenta.", "Por sí sola no es un tratamiento."]),
        ("", "methadone", []),
    ],
)
def test_withdrawal_service_says_what_it_is_not_before_its_places(client, language, text, said):
    found = client.post(f"{language}{BOX}", {"text": text})
    service = all_with(found, "input", name="service")[0]["value"]

    near = client.post(f"{language}{BOX}", {"search": carried(found), "service": service, "place": "62701"})

    every = ["By itself it is not treatment.", "Keep medicine and naloxone.", "Never stop alcohol or benzos alone."]
    every += ["Nunca deje de tomar alcohol ni benzos por su cuenta.", "Por sí sola no es un tratamiento."]
    assert [[one for one in every if one in words(page)] for page in (found, near)] == [
        [one for one in every if one in said or (text == "alcohol" and one == every[1])]
    ] * 2


def test_box_advertises_medicine_and_promises_no_more_than_a_listing(client):
    nothing, found = words(client.post(BOX, {"text": "qqqqqqq"})), words(client.post(BOX, {"text": "methadone"}))

    assert ("like “methadone in Chicago”" in nothing, "detox" in nothing) == (True, False)
    assert ("list it." in found or "lists it." in found, "offer" in found) == (True, False)


@pytest.mark.parametrize("typed", ["62701", " 62701 ", "62701-1234", "near 62701"])
def test_zip_code_alone_leads_to_the_nearest_places_and_back_to_the_box(client, typed):
    near = client.post(BOX, {"text": typed})
    back = client.post(BOX, {"search": carried(near), "place": ""})

    assert "Places near 62701 (Springfield, IL)" in words(near)
    assert "Example Clinic" in words(near)
    assert all_with(back, "input", name="text")[0]["value"] == typed.strip()
    assert "Places near" not in words(back)


def test_pages_around_a_zip_code_are_turned(client):
    for _ in range(25):
        make_facility()
    forget_index()
    first = client.post(BOX, {"text": "62701"})

    assert "Page 2 of 2." in words(client.post(BOX, {"search": carried(first), "page": "2"}))


def test_zip_code_that_does_not_exist_is_said_to_be_unknown(client):
    response = client.post(BOX, {"text": "00000"})

    assert (response.status_code, "We could not find the ZIP code 00000." in words(response)) == (422, True)


def test_empty_box_says_what_can_be_typed_and_what_else_there_is(client):
    response = client.post(BOX, {"text": "  "})

    assert "The box was empty. Type a name, a town, a ZIP code or a service." in words(response)
    assert "We found nothing by that name" not in words(response)
    assert (
        all_with(response, "button", formaction="/help-me-choose/") + all_with(response, "a", href="/help-me-choose/")
        != []
    )


def test_sentence_that_names_nothing_leads_to_the_five_questions(client):
    response = client.post(BOX, {"text": "everything went wrong since my last birthday"})

    assert "We cannot read a whole sentence well" in words(response)
    assert all_with(response, "button", formaction="/help-me-choose/") != []


def test_sentence_is_read_as_far_as_it_can_be(client):
    response = client.post(
        BOX, {"text": "my son wants methadone near Springfield, IL, he was in hospital and has no insurance"}
    )

    shown = words(response)
    assert all(said in shown for said in ("Springfield, IL", "Methadone", "Not what you meant?"))
    assert "Showing results for" not in shown
