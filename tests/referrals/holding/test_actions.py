"""A place is kept for one person at a time, is counted while it is kept, and is free again by itself."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from handrail.directory.domain.open_places import AgeBand, Group, Level, Numbers, Payer, Sex
from handrail.directory.models import OPENNESS, DirectoryRevision, OpenPlaces, OpenPlacesEvent
from handrail.directory.open_places.actions import say
from handrail.directory.open_places.queries import fresh_places, open_places_of
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.domain.holds import HoldEnd, HoldRefused
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.holding.actions import end_held_places, hold_place, keep_longer, release_place
from handrail.referrals.models import PlaceHold, Referral
from referrals.samples import NOON, actor_of, agree_to, make_program, make_receiver, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db

ALL, WOMEN, MEN = (Group(Level.WITHDRAWAL, sex) for sex in (Sex.ANY, Sex.WOMEN, Sex.MEN))
EITHER = frozenset({Sex.ANY, Sex.WOMEN})
HOUR = timedelta(hours=1)
UNTIL = NOON + 6 * HOUR


def tell(facility, *, at=NOON, **numbers):
    """What the program says is open: by sex."""
    groups = {Group(Level.WITHDRAWAL, Sex(sex)): Numbers(count) for sex, count in numbers.items()}
    say(facility=facility, numbers=groups, by=None, at=at)


def sent_to(facility, *, sender=None):
    sender = sender or make_sender()[0]
    return moved(make_referral(sender=sender), Stage.SENT, facility=facility)


def hold(referral, *, until=UNTIL, sexes=EITHER, at=NOON, by=PRODUCT):
    return hold_place(referral=referral, until=until, sexes=sexes, by=by, side=Side.RECEIVER, at=at)


def free_in(facility, *, at=NOON):
    places = open_places_of(facility_ids=[facility.pk], at=at).get(facility.pk, ())
    return {place.group.sex: place.available for place in places}


@pytest.fixture
def facility():
    return make_program()[1]


def test_a_place_is_kept_and_the_referral_is_held(facility):
    tell(facility, any=2)
    before = DirectoryRevision.objects.get(pk=OPENNESS).number

    kept = hold(sent_to(facility))

    referral = Referral.objects.get()
    assert (kept.group, kept.slot, kept.until) == (ALL, 1, UNTIL)
    assert (referral.stage, referral.held_until, referral.due_at) == (Stage.HELD, UNTIL, UNTIL)
    assert DirectoryRevision.objects.get(pk=OPENNESS).number == before + 1


def test_the_last_place_is_kept_for_one(facility):
    tell(facility, any=1)
    first, second = sent_to(facility), sent_to(facility)
    hold(first)

    with pytest.raises(HoldRefused, match="No place is left"):
        hold(second)

    second.refresh_from_db()
    assert (second.stage, PlaceHold.objects.count()) == (Stage.SENT, 1)


def test_a_kept_place_is_open_to_nobody_else(facility):
    tell(facility, any=1, women=2)

    hold(sent_to(facility), sexes=frozenset({Sex.ANY}))

    assert free_in(facility) == {Sex.ANY: 0, Sex.WOMEN: 2}
    assert {place.group: place.available for place in fresh_places(NOON)} == {ALL: 0, WOMEN: 2}


def test_the_narrowest_place_is_kept_first(facility):
    tell(facility, any=1, women=1, men=5)

    groups = [hold(sent_to(facility)).group for _ in range(2)]

    assert groups == [WOMEN, ALL]


def test_a_place_for_others_is_not_kept(facility):
    tell(facility, men=3)

    with pytest.raises(HoldRefused):
        hold(sent_to(facility))

    assert PlaceHold.objects.count() == 0


def test_a_program_that_never_counts_may_keep_a_place(facility):
    kept = [hold(sent_to(facility)).slot for _ in range(2)]

    assert kept == [1, 2]


def test_numbers_nobody_believes_any_more_keep_nobody_out(facility):
    tell(facility, any=0, at=NOON - 48 * HOUR)

    assert hold(sent_to(facility)).slot == 1


def test_places_of_a_merged_row_are_those_of_the_kept_row(facility):
    tell(facility, any=1)
    former = make_program()[1]
    referral = sent_to(former)
    former.merged_into = facility
    former.save()

    kept = hold(referral)

    assert (kept.facility, free_in(facility)) == (facility, {Sex.ANY: 0})


@pytest.mark.parametrize("until", [NOON, NOON - HOUR, NOON + 25 * HOUR])
def test_a_place_is_kept_for_a_day_at_most(facility, until):
    tell(facility, any=1)

    with pytest.raises(HoldRefused, match="24 hours"):
        hold(sent_to(facility), until=until)

    assert PlaceHold.objects.count() == 0


def test_a_side_that_may_not_keeps_nothing(facility):
    tell(facility, any=1)
    referral = sent_to(facility)

    with pytest.raises(MoveRefused) as refused:
        hold_place(referral=referral, until=UNTIL, sexes=EITHER, by=PRODUCT, side=Side.SENDER, at=NOON)

    assert (refused.value.code, PlaceHold.objects.count()) == ("not_yours", 0)


def test_who_is_held_anew_has_one_place(facility):
    tell(facility, any=1)
    referral = sent_to(facility)
    hold(referral)

    hold(referral, until=UNTIL + HOUR)

    assert list(PlaceHold.objects.order_by("pk").values_list("slot", "end")) == [(1, "moved_on"), (1, "")]


def test_a_place_can_be_kept_longer(facility):
    referral = sent_to(facility)
    hold(referral)

    keep_longer(referral=referral, until=UNTIL + HOUR, by=PRODUCT, side=Side.RECEIVER, at=NOON + HOUR)

    referral.refresh_from_db()
    assert (PlaceHold.objects.get().until, referral.held_until) == (UNTIL + HOUR, UNTIL + HOUR)


def test_nothing_is_kept_longer_where_nothing_is_kept(facility):
    referral = sent_to(facility)

    with pytest.raises(HoldRefused, match="No place is kept"):
        keep_longer(referral=referral, until=UNTIL, by=PRODUCT, side=Side.RECEIVER, at=NOON)

    assert Referral.objects.get().stage == Stage.SENT


def test_a_released_place_is_open_again(facility):
    tell(facility, any=1)
    referral = sent_to(facility)
    hold(referral)

    release_place(referral=referral, by=PRODUCT, side=Side.RECEIVER, at=NOON + HOUR)

    referral.refresh_from_db()
    assert (referral.stage, PlaceHold.objects.get().end) == (Stage.ACKNOWLEDGED, HoldEnd.RELEASED)
    assert free_in(facility) == {Sex.ANY: 1}


def test_nothing_is_released_where_nothing_is_kept(facility):
    with pytest.raises(HoldRefused):
        release_place(referral=sent_to(facility), by=PRODUCT, side=Side.RECEIVER, at=NOON)


def test_a_time_that_ran_out_frees_the_place_and_starts_the_clock(facility):
    tell(facility, any=1)
    referral = sent_to(facility)
    hold(referral)

    done = [end_held_places(at=UNTIL - HOUR), end_held_places(at=UNTIL), end_held_places(at=UNTIL)]

    referral.refresh_from_db()
    assert (done, PlaceHold.objects.get().end) == ([0, 1, 0], HoldEnd.RAN_OUT)
    assert (referral.stage, referral.due_at) == (Stage.ACKNOWLEDGED, UNTIL + 4 * HOUR)
    assert free_in(facility, at=UNTIL) == {Sex.ANY: 1}


def test_who_is_expected_stays_expected_without_the_place(facility):
    referral = sent_to(facility)
    hold(referral)
    moved(referral, Stage.EXPECTED)

    end_held_places(at=UNTIL)

    referral.refresh_from_db()
    assert (referral.stage, PlaceHold.objects.get().end) == (Stage.EXPECTED, HoldEnd.RAN_OUT)


def test_a_promise_without_a_counted_place_runs_out_too(facility):
    referral = moved(sent_to(facility), Stage.HELD)

    done = end_held_places(at=UNTIL)

    referral.refresh_from_db()
    assert (done, referral.stage) == (1, Stage.ACKNOWLEDGED)


def test_one_place_that_cannot_end_holds_up_no_other(facility, monkeypatch):
    from handrail.referrals.holding import actions

    broken, sound = sent_to(facility), sent_to(facility)
    hold(broken), hold(sound)
    really = actions.end_holds

    def end(referral, *args, **kwargs):
        if referral.pk == broken.pk:
            raise RuntimeError
        return really(referral, *args, **kwargs)

    monkeypatch.setattr(actions, "end_holds", end)
    done = end_held_places(at=UNTIL)

    assert (done, Referral.objects.get(pk=sound.pk).stage) == (1, Stage.ACKNOWLEDGED)
    assert Referral.objects.get(pk=broken.pk).stage == Stage.HELD


def test_who_arrives_takes_the_place_and_one_less_is_open(facility):
    tell(facility, any=2)
    keeper = make_receiver(make_program()[0])
    referral = sent_to(facility)
    hold(referral)

    moved(referral, Stage.ARRIVED, at=NOON + HOUR)

    row, last = OpenPlaces.objects.get(), OpenPlacesEvent.objects.first()
    assert (row.available, row.updated_at, free_in(facility)) == (1, NOON, {Sex.ANY: 1})
    assert (last.available_before, last.available_after, last.at, last.by) == (2, 1, NOON + HOUR, None)
    assert keeper.pk not in OpenPlacesEvent.objects.values_list("by", flat=True)


def test_the_log_of_places_names_staff_who_took_somebody_in():
    organization, facility = make_program()
    keeper = make_receiver(organization)
    tell(facility, any=1)
    referral = sent_to(facility)
    hold(referral)
    from handrail.referrals.moving.actions import move

    move(referral=referral, to=Stage.ARRIVED, side=Side.RECEIVER, by=actor_of(keeper, organization), at=NOON + HOUR)

    last = OpenPlacesEvent.objects.first()
    assert (last.by, last.source, last.available_after) == (keeper, "program", 0)


def test_numbers_said_while_a_place_is_kept_count_it(facility):
    tell(facility, any=3)
    hold(sent_to(facility))

    tell(facility, any=2)

    assert free_in(facility) == {Sex.ANY: 1}


def test_more_kept_than_open_is_none_open(facility):
    tell(facility, any=2)
    hold(sent_to(facility)), hold(sent_to(facility))

    tell(facility, any=1)

    assert free_in(facility) == {Sex.ANY: 0}


@pytest.mark.parametrize("change", [{"slot": 1}, {"referral": None}])
def test_the_database_refuses_the_second_for_one_place(facility, change):
    tell(facility, any=2)
    first, second = (hold(sent_to(facility)) for _ in range(2))
    values = {"slot": 1} if "slot" in change else {"referral": first.referral}

    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceHold.objects.filter(pk=second.pk).update(**values)

    assert PlaceHold.objects.live().count() == 2


def test_a_place_is_kept_only_by_consent(facility):
    sender, _ = make_sender()
    referral = make_referral(sender=sender)
    agree_to(referral, facility)

    with pytest.raises(MoveRefused):
        hold(referral)

    assert PlaceHold.objects.count() == 0


def test_young_people_get_no_place_for_adults(facility):
    groups = {Group(Level.WITHDRAWAL, Sex.ANY, AgeBand.YOUNG_PEOPLE): Numbers(1)}
    say(facility=facility, numbers=groups, by=get_user_model().objects.create_user("desk"), at=NOON)

    with pytest.raises(HoldRefused):
        hold(sent_to(facility))


def tell_by_payer(facility, **numbers):
    groups = {Group(Level.WITHDRAWAL, payer=Payer(payer)): Numbers(count) for payer, count in numbers.items()}
    say(facility=facility, numbers=groups, by=None, at=NOON)


def paid_by(facility, payer):
    referral = sent_to(facility)
    Referral.objects.filter(pk=referral.pk).update(payer=payer)
    return Referral.objects.get(pk=referral.pk)


@pytest.mark.parametrize(
    ("payer", "kept"),
    [
        ("medicaid", Payer.MEDICAID),  # the narrowest: what is for whoever pays stays free
        ("private", Payer.ANY),
        ("none", Payer.STATE_FUNDED),
        ("unknown", Payer.ANY),
    ],
)
def test_a_person_gets_a_place_that_takes_how_they_pay(facility, payer, kept):
    tell_by_payer(facility, any=1, medicaid=1, state_funded=1)

    assert hold(paid_by(facility, payer)).group == Group(Level.WITHDRAWAL, payer=kept)


@pytest.mark.parametrize("payer", ["private", "unknown", "medicare"])
def test_a_place_that_others_pay_for_is_not_kept_and_it_is_said_why(facility, payer):
    tell_by_payer(facility, medicaid=3, any=0)

    with pytest.raises(HoldRefused, match="for people who pay in another way"):
        hold(paid_by(facility, payer))

    assert PlaceHold.objects.count() == 0


def test_the_last_place_of_a_payer_is_kept_for_one_and_goes_when_they_arrive(facility):
    tell_by_payer(facility, medicaid=1)
    first, second = paid_by(facility, "medicaid"), paid_by(facility, "medicaid")
    kept = hold(first)

    with pytest.raises(HoldRefused, match="No place is left"):
        hold(second)
    arrived = moved(Referral.objects.get(pk=first.pk), Stage.ARRIVED)

    assert (kept.slot, arrived.stage) == (1, Stage.ARRIVED)
    assert list(OpenPlaces.objects.values_list("payer", "available")) == [("medicaid", 0)]


def test_the_database_keeps_one_place_of_a_payer_for_one_person(facility):
    tell_by_payer(facility, medicaid=1, any=1)
    kept, other = hold(paid_by(facility, "medicaid")), hold(paid_by(facility, "private"))

    for wrong in ({"payer": "medicaid"}, {"payer": "rich"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlaceHold.objects.filter(pk=other.pk).update(**wrong)

    assert (kept.slot, other.slot) == (1, 1)
