import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import make_facility
from handrail.directory.index.live import current_index
from handrail.directory.labels import code_labels
from handrail.directory.looking_up.names import MOST_SHOWN
from handrail.directory.looking_up.queries import look_up, near_page
from handrail.directory.looking_up.services import services, vocabulary, written_services
from handrail.directory.places.resolving import resolve_place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]


@pytest.fixture
def directory():
    """A few towns: two Washingtons, a clinic that is easily misspelt, one that only treats alcohol."""
    make_facility(name="Haven House", city="Washington", state="IN", zip="47501", latitude=38.66, longitude=-87.17)
    make_facility(name="Lantern Clinic", city="Seattle", state="WA", latitude=47.6, longitude=-122.3, codes="SA OTP MU")
    make_facility(
        name="Gateway Foundation", program="Recovery Services", city="Chicago", latitude=41.88, longitude=-87.6
    )
    make_facility(name="Gatway Lodge", city="Chicago", latitude=41.9, longitude=-87.7, codes="SA RES RD DT NP")
    make_facility(name="Clínica Esperanza", city="Bayamón", state="PR", latitude=18.4, longitude=-66.15)
    return current_index()


def names(found) -> list[str]:
    return [card.facility.name for card in found.cards]


def labels(found) -> list[str]:
    return [place.label for place, _ in found.places.points]


@pytest.mark.parametrize("typed", ["Washington, Indiana", "washington IN", "WASHINGTON INDIANA"])
def test_washington_indiana_is_the_town_and_not_the_state(directory, typed):
    found = look_up(text=typed, language="en")

    assert labels(found) == ["Washington, IN"]
    assert found.places.points[0][1].facilities == 1
    assert (found.places.states, found.understood) == ((), "")


def test_washington_alone_is_the_state_and_the_towns_where_something_is_listed(directory):
    found = look_up(text="Washington", language="en")

    assert [state.name for state in found.places.states] == ["Washington"]
    assert labels(found) == ["Washington, IN"]


@pytest.mark.parametrize(
    ("typed", "keys", "place"),
    [
        ("suboxone in Chicago", ["buprenorphine"], "Chicago, IL"),
        ("methadone clinic 60608", ["methadone"], "60608 (Chicago, IL)"),
        ("free detox chicago il", ["free", "withdrawal"], "Chicago, IL"),
        ("rehab", ["residential"], None),
        ("rehab near me", ["residential"], None),
        ("suboxone cost", ["buprenorphine"], None),
        ("detox long beach ca", ["withdrawal"], "Long Beach, CA"),
        ("rehabs in chicago", ["residential"], "Chicago, IL"),
        ("metadona precio", ["methadone"], None),
        ("desintoxicación en Bayamón, PR", ["withdrawal"], "Bayamon, PR"),
        ("Spanish spoken", ["spanish"], None),
        ("breath test", ["code:BABA"], None),
    ],
)
def test_a_service_and_a_place_are_both_found(directory, typed, keys, place):
    found = look_up(text=typed, language="en")

    assert [one.service.key for one in found.services][: len(keys)] == keys
    assert (found.places.only.label if found.places.only else None) == place


@pytest.mark.parametrize(
    ("typed", "understood", "key", "place"),
    [
        ("methodone", "methadone", "methadone", None),
        ("suboxne Chicago", "suboxone chicago", "buprenorphine", "Chicago, IL"),
        ("detox in Chcago", "detox in Chicago, IL", "withdrawal", "Chicago, IL"),
    ],
)
def test_what_was_misspelt_is_said_as_it_was_understood(directory, typed, understood, key, place):
    found = look_up(text=typed, language="en")

    assert found.understood == understood
    assert found.services[0].service.key == key
    assert (found.places.only.label if found.places.only else None) == place


@pytest.mark.parametrize(("language", "meant"), [("en", "methadone"), ("es", "metadona")])
def test_of_two_words_that_are_equally_near_the_one_of_the_readers_language_is_meant(directory, language, meant):
    found = look_up(text="metadone", language=language)

    assert (found.understood, found.services[0].service.key) == (meant, "methadone")


def test_a_service_in_one_of_several_towns_keeps_the_name_of_the_town_to_choose_from(directory):
    make_facility(city="Springfield", state="MO", latitude=37.2, longitude=-93.3)

    found = look_up(text="suboxone springfield", language="en")

    assert (found.places.only, found.where) == (None, "springfield")
    assert found.services[0].service.key == "buprenorphine"


def test_a_misspelt_state_is_found(directory):
    found = look_up(text="Ilinois", language="en")

    assert ([state.code for state in found.places.states], found.understood) == (["IL"], "Illinois")


def test_name_as_typed_stands_before_one_that_had_to_be_corrected(directory):
    exact = look_up(text="gatway", language="en")
    corrected = look_up(text="gatewya foundation", language="en")

    assert (names(exact), exact.understood) == (["Gatway Lodge"], "")
    assert (names(corrected), corrected.understood) == (["Gateway Foundation"], "gateway foundation")


def test_a_name_with_a_town_is_found_also_where_it_lies_in_another_town_of_the_state(directory):
    make_facility(name="Gateway Foundation", city="Springfield")

    found = look_up(text="gateway chicago", language="en")

    assert [card.facility.city for card in found.cards] == ["Chicago"]
    assert names(look_up(text="haven house chicago il", language="en")) == ["Haven House"]


def test_accents_and_case_are_set_aside(directory):
    assert names(look_up(text="CLINICA esperanza", language="es")) == ["Clínica Esperanza"]


def test_a_known_name_is_not_taken_for_a_misspelt_town(directory):
    found = look_up(text="haven house", language="en")

    assert (names(found), bool(found.places), found.understood) == (["Haven House"], False, "")


def test_a_gone_facility_is_not_found():
    make_facility(name="Vanished Lodge", gone_since_year=2023)

    assert look_up(text="Vanished Lodge", language="en").is_empty


def test_at_most_twenty_names_are_shown_however_many_there_are(django_assert_max_num_queries):
    for number in range(60):
        make_facility(name=f"Harbor Light {number}")
    current_index()

    with django_assert_max_num_queries(1):
        found = look_up(text="harbor light", language="en")

    assert len(found.cards) == MOST_SHOWN


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_up_takes_the_same_queries_for_any_number_of_rows(django_assert_num_queries, rows):
    for _ in range(rows):
        make_facility(name="Harbor Light")
    look_up(text="harbor chicago", language="en")

    with django_assert_num_queries(1):
        found = look_up(text="harbor chicago", language="en")

    assert len(found.cards) == rows


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "😀", "\u202eogacihC", "x" * 5000, "{0.__class__}", "%s", "'; --"])
def test_what_names_nothing_is_empty_and_never_an_error(directory, typed):
    found = look_up(text=typed, language="en")

    assert (found.is_empty, found.cards) == (True, ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["detox", "in", "chicago", "il", "haven", "x"]), max_size=15).map(" ".join)
)
def test_any_text_at_all_is_answered(directory, typed):
    found = look_up(text=typed, language="es")

    assert len(found.cards) <= MOST_SHOWN
    assert len(found.services) <= 6


@pytest.mark.parametrize("rows", [1, 3])
def test_places_near_a_point_come_nearest_first_in_one_query(django_assert_num_queries, rows):
    for number in range(rows):
        make_facility(name=f"Place {number}", latitude=41.8 + number / 10, longitude=-87.67, codes="SA DT")
    make_facility(name="No such care", latitude=41.85, longitude=-87.67, codes="SA BU")
    place, withdrawal = resolve_place("60608"), services()["withdrawal"]
    near_page(place=place, service=withdrawal, page=1, language="en")

    with django_assert_num_queries(1):
        near = near_page(place=place, service=withdrawal, page=1, language="en")

    assert near.total == rows
    assert [card.miles for card in near.cards] == sorted(card.miles for card in near.cards)


@pytest.mark.parametrize(("page", "number", "shown"), [(1, 1, 20), (2, 2, 3), (10**9, 2, 3), (0, 1, 20), (-5, 1, 20)])
def test_deep_pages_near_a_point_are_answered(page, number, shown):
    for _ in range(23):
        make_facility(latitude=41.85, longitude=-87.67)

    near = near_page(place=resolve_place("60608"), service=None, page=page, language="en")

    assert (near.number, near.pages, len(near.cards)) == (number, 2, shown)


def test_where_nothing_is_near_the_nearest_anywhere_is_shown():
    make_facility(latitude=61.2, longitude=-149.9, state="AK", city="Anchorage")

    near = near_page(place=resolve_place("60608"), service=None, page=1, language="en")

    assert (near.is_far, near.total, near.cards[0].facility.city) == (True, 1, "Anchorage")


def test_every_service_has_words_in_both_languages_and_codes_that_exist():
    listed = code_labels()

    for key, one in written_services().items():
        assert one["en"] != one["es"] or key == "telehealth", key
        assert [code for code in one["codes"] if code not in listed] == [], key
        assert one["says"], key


def test_no_phrase_means_two_services():
    from handrail.directory.index.words import words_of

    said = [(words_of(text), key) for key, one in written_services().items() for text in one["says"]]

    taken = dict(said)
    assert [(phrase, key) for phrase, key in said if vocabulary().phrases[phrase] != key] == []
    assert len(taken) == len({phrase for phrase, _ in said})


def test_the_words_of_the_box_are_understood_as_people_use_them():
    wanted = {
        "suboxone": "buprenorphine",
        "detox": "withdrawal",
        "rehab": "residential",
        "free": "free",
        "methadone clinic": "methadone",
        "narcan": "naloxone",
        "sober living": "recovery_home",
    }

    assert {typed: vocabulary().phrases[tuple(typed.split())] for typed in wanted} == wanted


def test_word_that_means_something_elsewhere_is_no_misspelt_town_and_no_misspelt_service(directory):
    town, service = (look_up(text=text, language="en", known={"lapse", "poison"}) for text in ("lapse", "poison"))
    unknown = [look_up(text=text, language="en") for text in ("lapse", "poison")]

    assert (labels(town), town.understood, service.understood) == ([], "", "")
    assert [each.understood for each in unknown] == ["Lanse, MI", "prison"]
