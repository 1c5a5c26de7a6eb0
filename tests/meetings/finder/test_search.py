"""The form is kept exactly, carried sealed, and changed by one press at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict

from handrail.kernel.sealed_tokens import TokenRefused
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.finder.choices import GROUPS, MEMBERS, OFTEN
from handrail.meetings.finder.search import MOST_STEPS, MeetingSearch, MeetingSearchRefused

FULL = MeetingSearch(
    place="60608", where="in_person", when="today", part="evening", kind=("NA", "families"), needs=("medicine",),
    language="es", miles="10", zone="America/Denver", steps=3, is_suspended_shown=True, led_here="token",
)  # fmt: skip


def posted(**sent) -> QueryDict:
    post = QueryDict(mutable=True)
    for name, value in sent.items():
        post.setlist(name.rstrip("_"), value if isinstance(value, list) else [value])
    return post


def test_sealed_search_comes_back_whole(at):
    assert MeetingSearch.from_token(FULL.token(at=at), at=at) == FULL
    assert MeetingSearch.from_token(MeetingSearch().token(at=at), at=at) == MeetingSearch()


@pytest.mark.parametrize("late", [timedelta(hours=2, minutes=1), -timedelta(hours=1)])
def test_sealed_search_ends_after_two_hours(at, late):
    with pytest.raises(TokenRefused):
        MeetingSearch.from_token(FULL.token(at=at), at=at + late)


def test_sealed_search_tells_nothing(at):
    assert "60608" not in FULL.token(at=at)


def test_form_is_read_as_it_was_sent_and_cut_where_it_is_too_long():
    search = MeetingSearch.from_post(
        posted(place=" 60608 ", needs=["women", "x" * 900], kind=["NA", "NA", *map(str, range(90))], when="now")
    )

    assert (search.place, search.when, search.miles, search.where) == ("60608", "now", "25", "both")
    assert [len(each) for each in search.needs] == [5, 200]
    assert (len(search.kind), search.kind[:2]) == (39, ("NA", "0"))  # of forty that are read, one came twice


@pytest.mark.parametrize(
    ("pressed", "changed"),
    [
        ({"without": "kind:NA"}, {"kind": ("families",), "steps": 1}),
        ({"without": "when:today"}, {"when": "", "steps": 1}),
        ({"without": "kind"}, {"kind": (), "steps": 1}),
        ({"without": "time"}, {"when": "", "part": "", "steps": 1}),
        ({"with_": "needs:women"}, {"needs": ("medicine", "women"), "steps": 1}),
        ({"with_": "needs:medicine"}, {"steps": 1}),
        ({"with_": "miles:50"}, {"miles": "50", "steps": 1}),
        ({"with_": "place:elsewhere"}, {}),
        ({"without": "errors"}, {}),
        ({"steps": "5"}, {"steps": 5}),
        ({"steps": "999"}, {"steps": MOST_STEPS}),
        ({"steps": "-1"}, {"steps": 1}),
        ({"steps": "²"}, {"steps": 1}),
        ({"place": "Chicago, IL"}, {"place": "Chicago, IL", "steps": 1}),
    ],
)
def test_one_press_changes_one_thing(pressed, changed):
    assert FULL.pressed(posted(**pressed)) == replace(FULL, **changed)


def test_letting_go_of_all_keeps_the_place_and_the_way_back():
    kept = MeetingSearch("60608", miles="10", zone="America/Denver", led_here="token")

    assert FULL.pressed(posted(without="all")) == kept


@pytest.mark.parametrize(
    "wrong",
    [
        {"where": "moon"}, {"when": "7"}, {"part": "teatime"}, {"kind": ("XX",)}, {"needs": ("women", "x")},
        {"language": "xx"}, {"miles": "9999"}, {"zone": "Europe/Nowhere"},
    ],
)  # fmt: skip
def test_choice_that_is_none_is_refused_at_its_field(wrong):
    with pytest.raises(MeetingSearchRefused) as refused:
        replace(MeetingSearch(place="60608"), **wrong).check()

    assert refused.value.field_name == next(iter(wrong))
    assert "choose again" in refused.value.errors("en")[refused.value.field_name]
    assert "Elija" in refused.value.errors("es")[refused.value.field_name]


def test_rooms_need_a_place():
    with pytest.raises(MeetingSearchRefused) as refused:
        MeetingSearch(where="in_person").check()

    assert refused.value.errors("en") == {"place": "Please write a ZIP code or a town."}


def test_each_kind_has_members_and_each_offer_is_a_choice():
    assert {kind for kind, _ in GROUPS["kind"]} == set(MEMBERS)
    assert [value in dict(GROUPS[name]) for name, value in OFTEN] == [True] * len(OFTEN)
    assert MEMBERS["twelve_step"].isdisjoint(MEMBERS["not_twelve_step"] | MEMBERS["families"])
    assert Fellowship.OTHER not in MEMBERS["not_twelve_step"]


def test_moment_without_a_zone_is_no_moment():
    with pytest.raises(ValueError, match="time zone"):
        FULL.token(at=datetime(2026, 11, 28))  # noqa: DTZ001

    assert FULL.token(at=datetime(2026, 11, 28, tzinfo=UTC)) != ""
