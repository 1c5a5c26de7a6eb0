import pytest
from django.test import Client

from content_files import FIRST, write_content
from factories import make_facility
from handrail.directory.index.live import forget_index
from handrail.learn.loading.actions import load_content
from handrail.learn.models import Article
from handrail.pages.search_box import BoxSearch
from pages.reading import all_with, carried, read, title, words

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

    assert "Mostramos resultados de “methadone springfield il”." in words(spanish)
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
    assert "We found nothing for that" in shown
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

    with django_assert_num_queries(3):
        response = client.post(BOX, {"text": "harbor springfield il"})

    assert words(response).count("Harbor Light") == rows


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("", "detox", ["By itself it is not treatment.", "Keep medicine and naloxone."]),
        ("", "alcohol", ["Never stop alcohol or benzos on your own.", "By itself it is not treatment."]),
        (
            "/es",
            "xanax",
            ["No deje el alcohol ni las benzos de golpe ni por su cuenta.", "Por sí sola no es un tratamiento."],
        ),
        ("", "methadone", []),
    ],
)
def test_withdrawal_service_says_what_it_is_not_before_its_places(client, language, text, said):
    found = client.post(f"{language}{BOX}", {"text": text})
    service = all_with(found, "input", name="service")[0]["value"]

    near = client.post(f"{language}{BOX}", {"search": carried(found), "service": service, "place": "62701"})

    every = [
        "By itself it is not treatment.",
        "Keep medicine and naloxone.",
        "Never stop alcohol or benzos on your own.",
    ]
    every += ["No deje el alcohol ni las benzos de golpe ni por su cuenta.", "Por sí sola no es un tratamiento."]
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

    assert "The box was empty. Type a question, a name, a town, a ZIP code or a service." in words(response)
    assert "We found nothing for that" not in words(response)
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


@pytest.mark.parametrize(
    ("language", "text", "said", "number"),
    [
        ("", "my son is not breathing", "They will not wake, or they breathe slowly or not at all", "tel:911"),
        ("", "siezure", "This may be an emergency", "tel:911"),
        ("", "I want to kill myself", "Thoughts of suicide, or too much to bear", "tel:988"),
        ("/es", "sobredosis", "No despierta, o respira muy despacio o no respira", "tel:911"),
        ("/es", "quiero morir", "Piensa en el suicidio, o ya no puede más", "tel:988"),
    ],
)
def test_crisis_words_bring_the_card_before_everything_else(client, language, text, said, number):
    response = client.post(f"{language}{BOX}", {"text": text})

    html = response.content.decode()
    main = html[html.index("<main") :]
    assert said in words(response)
    assert main.index('class="note alert') < main.index(f'href="{number}"') < main.index("<h1>")
    assert main.count('role="alert"') == 1


@pytest.mark.parametrize("text", ["methadone", "detox springfield il", "xyzzyqwert", ""])
def test_other_words_bring_no_crisis_card(client, text):
    assert all_with(client.post(BOX, {"text": text}), "section", role="alert") == []


def test_crisis_card_comes_with_what_else_the_words_found(client):
    shown = words(client.post(BOX, {"text": "overdose, methadone near Springfield, IL"}))

    order = [shown.index(each) for each in ("Give naloxone now", "What we found", "Towns and states", "Services")]
    assert order == sorted(order)


def test_crisis_words_alone_are_not_said_to_have_found_nothing(client):
    shown = words(client.post(BOX, {"text": "kill myself"}))

    assert ("Call first." in shown, "We found nothing" in shown) == (True, False)


@pytest.fixture
def health_pages(client, tmp_path):
    load_content(folder=write_content(tmp_path / "content"))


def test_health_pages_stand_before_places_and_carry_the_search(client, health_pages):
    make_facility(name="Water First Thing Clinic")
    forget_index()

    response = client.post(BOX, {"text": "first thing water"})
    page = client.post("/heroin/first/", {"search": carried(response)})

    shown = words(response)
    order = [shown.index(each) for each in ("Answers", "What is the first thing?", "Facilities by name")]
    assert order == sorted(order)
    assert all_with(response, "button", formaction="/heroin/first/") != []
    assert "Back to my search" in words(page)


def test_words_that_find_a_health_page_and_no_place_found_something(client, health_pages):
    shown = words(client.post(BOX, {"text": "which thing is the first one"}))

    assert ("What we found" in shown, "We found nothing" in shown, "whole sentence" in shown) == (True, False, False)


def test_page_in_the_other_language_says_so(client, health_pages):
    words_of_theirs = client.post(BOX, {"text": "agua"})
    untranslated = client.post(f"/es{BOX}", {"text": "nobody sells"})

    assert "In Spanish ¿Qué es lo primero?" in words(words_of_theirs)
    assert all_with(words_of_theirs, "button", formaction="/es/heroin/first/") != []
    assert "En inglés What is the second thing?" in words(untranslated)
    assert all_with(untranslated, "button", formaction="/es/about/second/") != []


def test_what_no_reader_sees_is_not_found(client, health_pages):
    draft = Article.objects.get(slug="first", locale__language_code="en")
    draft.title = "A glorpish that nobody published"
    draft.save_revision()

    response = client.post(BOX, {"text": "glorpish"})

    assert ("A glorpish that" in words(response), "We found nothing for that" in words(response)) == (False, True)


def test_words_of_a_search_are_in_no_title_and_no_address(client, health_pages):
    response = client.post(BOX, {"text": "water overdose"})

    reader = read(response)
    addresses = [value for _, tag in reader.tags for name, value in tag.items() if name in ("href", "formaction")]
    assert title(response) == "Handrail"
    assert [each for each in addresses if "water" in each or "overdose" in each] == []
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("rows", [1, 3])
def test_answer_asks_equally_often_for_any_number_of_health_pages(client, tmp_path, django_assert_num_queries, rows):
    pages = {f"page-{each}": FIRST.replace('slug = "first"', f'slug = "page-{each}"') for each in range(rows - 1)}
    load_content(folder=write_content(tmp_path / "content", **pages))
    client.post(BOX, {"text": "water springfield il"})

    with django_assert_num_queries(1):
        response = client.post(BOX, {"text": "water springfield il"})

    assert words(response).count("What is the first thing?") == rows


def test_nothing_that_was_typed_is_in_the_log(client, health_pages, caplog):
    caplog.set_level("DEBUG")

    client.post(BOX, {"text": "water overdose volcano"})

    assert [line for line in caplog.messages if "volcano" in line or "overdose" in line] == []
