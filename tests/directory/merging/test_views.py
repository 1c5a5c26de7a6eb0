"""Pairs side by side, decided by a person."""

import pytest

from directory.desk_pages import signed_in
from factories import make_facility
from handrail.directory.merging.queries import all_pairs
from handrail.directory.models import Facility, Merge, NotTheSame
from pages.reading import all_with, words

pytestmark = pytest.mark.django_db
PATH = "/desk/duplicates/"


@pytest.fixture
def pair():
    all_pairs.forget()
    yield [
        make_facility(name=name, street1="1 Main St", phone="217-555-0101") for name in ("Hope <A>", "Hope <A> Inc.")
    ]
    all_pairs.forget()


def sent(pair, **more):
    return {"one": pair[0].public_id, "other": pair[1].public_id} | more


@pytest.mark.parametrize(("kept", "gone"), [(0, 1), (1, 0)])
def test_either_of_the_two_can_be_kept_and_it_is_undone(pair, kept, gone):
    desk = signed_in()
    shown = words(desk.get(PATH))

    desk.post(PATH, sent(pair, keep=pair[kept].public_id))
    listed = list(Facility.objects.listed())
    merged = words(desk.get(PATH))
    desk.post(PATH, {"undo": str(Merge.objects.get().pk)})

    assert "1 pair may be one place." in shown
    assert listed == [pair[kept]]
    assert f"“{pair[gone].name}” into “{pair[kept].name}”" in merged
    assert Facility.objects.listed().count() == 2


def test_not_the_same_is_not_asked_again(pair):
    desk = signed_in()

    desk.post(PATH, sent(pair, not_same="1"))

    assert NotTheSame.objects.count() == 1
    assert "0 pairs may be one place." in words(desk.get(PATH))


def test_double_tap_on_keep_is_told_and_merges_once(pair):
    desk = signed_in()
    desk.post(PATH, sent(pair, keep=pair[0].public_id))

    again = desk.post(PATH, sent(pair, keep=pair[0].public_id))

    assert (again.status_code, Merge.objects.count()) == (422, 1)
    assert "already merged" in words(again)


def test_names_of_any_two_places_merge_nothing(pair):
    broker = make_facility(name="Golden Rehab", state="FL", city="Miami", zip="33101")

    refused = signed_in().post(PATH, {"keep": broker.public_id, "other": pair[0].public_id})

    assert (refused.status_code, Merge.objects.count(), Facility.objects.listed().count()) == (422, 0, 3)
    assert "different states" in words(refused)


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"one": "x"},
        {"keep": "aaaa", "one": "bbbb", "other": "cccc"},
        {"undo": "0"},
        {"undo": "x"},
        {"undo": "9" * 40},
    ],
)
def test_what_names_no_place_is_not_found(posted):
    assert signed_in().post(PATH, posted).status_code == 404


def test_duplicates_in_spanish(pair):
    assert "1 par puede ser un solo lugar." in words(signed_in().get(f"/es{PATH}"))


def test_what_differs_stands_side_by_side_and_what_is_the_same_is_folded(pair):
    Facility.objects.filter(pk=pair[1].pk).update(codes="SA OP ORT BU GL", program="Groups")

    response = signed_in().get(PATH)

    text = words(response)
    assert [text.count(word) for word in ("Hope <A> Inc.", "LGBTQ+ program", "Takes Medicaid", "217-555-0101")] == [
        1,
        1,
        1,
        1,
    ]
    assert text.index("LGBTQ+ program") < text.index("The same in both") < text.index("217-555-0101")
    assert text.index("217-555-0101") < text.index("Help with alcohol and drugs · Visits, you live at home")
    assert len(all_with(response, "td", **{"class": "differs"})) == 2 * len(("name", "program", "codes"))
    assert [button["value"] for button in all_with(response, "button", name="keep")] == [one.public_id for one in pair]


def test_each_decision_is_said_to_be_saved_once(pair):
    desk = signed_in()
    said = []

    for decision in (sent(pair, keep=pair[0].public_id), None, sent(pair, not_same="1")):
        desk.post(PATH, decision or {"undo": str(Merge.objects.get().pk)})
        said.append(words(desk.get(PATH)))
    again = words(desk.get(PATH))

    assert "Saved: the two are one place now." in said[0]
    assert "Undone: both stand in the directory again." in said[1]
    assert "Saved: these are two places." in said[2]
    assert "Saved:" not in again


def test_saved_is_said_in_spanish(pair):
    desk = signed_in()

    desk.post(f"/es{PATH}", sent(pair, not_same="1"))

    assert "Guardado: son dos lugares." in words(desk.get(f"/es{PATH}"))
