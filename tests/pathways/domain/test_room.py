"""Which open places are room for this person on this leg."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from handrail.directory.domain.open_places import AgeBand, Group, Level, Numbers, Payer, SaidBy, Sex, known_at
from handrail.pathways.domain.care_rules import Door
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Availability
from handrail.pathways.domain.requirements import PLACE_OF, Kind
from handrail.pathways.domain.room import BIT_OF_GROUP, LEVELS, PAYERS, availability, fitting, payers, place_of
from handrail.pathways.domain.vocabulary import OPEN_PLACES, PAYMENTS

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EVERY_GROUP = [Group(*parts) for parts in product(Level, Sex, AgeBand)]


def place(group, available=1, hours=1):
    return known_at(
        group,
        Numbers(available),
        updated_at=NOON - timedelta(hours=hours),
        said_by=SaidBy.OPERATOR,
        at=NOON,
        shelf_life=timedelta(hours=24),
    )


def groups_for(need, *, role="start", where="withdrawal"):
    found = fitting([place(group) for group in EVERY_GROUP], need, role=role, place=where)
    return {(each.group.sex.value, each.group.age_band.value) for each in found}


@pytest.mark.parametrize(
    ("asked", "age", "sexes", "ages"),
    [
        ([], None, {"any", "women", "men"}, {"any", "adults"}),
        (["woman"], 40, {"any", "women"}, {"any", "adults"}),
        (["pregnant"], 40, {"any", "women"}, {"any", "adults"}),
        (["man"], 17, {"any", "men"}, {"any", "young_people"}),
        (["man"], 18, {"any", "men"}, {"any", "adults", "young_people"}),
        (["man"], 26, {"any", "men"}, {"any", "adults"}),
    ],
)
def test_places_fit_the_person(asked, age, sexes, ages):
    need = Need.read(asked=[("need", name) for name in asked], age=age)

    assert groups_for(need) == set(product(sexes, ages))


@pytest.mark.parametrize(
    ("kind", "is_stay", "levels"),
    [
        (Kind.MEDICINE_FIRST, False, {"outpatient_medicine"}),
        (Kind.WITHDRAWAL_FIRST, True, {"withdrawal"}),
        (Kind.WITHDRAWAL_FIRST, False, {"outpatient_medicine"}),
        (Kind.RESIDENTIAL, True, {"residential"}),
    ],
)
def test_start_leg_asks_for_the_level_of_its_place(kind, is_stay, levels):
    everything = [place(group) for group in EVERY_GROUP]

    found = fitting(everything, Need.read(), role="start", place=place_of(kind, is_stay=is_stay))

    assert {each.group.level.value for each in found} == levels


def test_every_leg_that_can_be_has_levels():
    starts = {("start", place_of(kind, is_stay=is_stay)) for kind in Kind for is_stay in (True, False)}

    assert starts | {("continue", "day")} | {("care", door.value) for door in Door} == set(LEVELS)


def test_open_groups_are_counted_together_and_are_as_old_as_the_oldest():
    beds = Group(Level.WITHDRAWAL)
    places = [place(beds, 2, hours=1), place(beds, 1, hours=5), place(beds, 0, hours=9), place(beds, 9, hours=30)]

    assert availability(places, text="x") == Availability("open", 3, NOON - timedelta(hours=5), "x")
    assert availability(places[2:]) == Availability("full", 0, NOON - timedelta(hours=9))
    assert availability(places[3:]) == Availability()
    assert availability([]) == Availability()


def test_every_place_that_a_search_looks_at_has_its_trait():
    assert set(OPEN_PLACES) == {*PLACE_OF.values(), *(door.value for door in Door)}


@pytest.mark.parametrize(
    ("payment", "found"),
    [
        ([], set(Payer)),
        (["medicaid"], {Payer.ANY, Payer.MEDICAID}),
        (["none", "va"], {Payer.ANY, Payer.STATE_FUNDED, Payer.MILITARY}),
    ],
)
def test_places_fit_how_the_person_can_pay(payment, found):
    need = Need.read(payment=payment)

    places = fitting(
        [place(Group(Level.WITHDRAWAL, payer=each)) for each in Payer], need, role="start", place="withdrawal"
    )

    assert payers(need) == found
    assert {each.group.payer for each in places} == found


def test_every_word_for_paying_has_its_payer_and_groups_fit_a_word():
    assert set(PAYERS) == set(PAYMENTS)
    assert len(BIT_OF_GROUP) <= 64
