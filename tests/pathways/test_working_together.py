"""What the network knows reaches the searches: confirmed partnerships by the clock, arrivals by the quarter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from directory.partnerships_made import Keeper, confirmed, declared
from factories import make_facility
from handrail.directory.domain.partnerships import PartnerKind, Partners
from handrail.directory.index.build import index_from_database
from handrail.directory.index.openness import openness_from_database, with_openness
from handrail.directory.models import FACILITIES, DirectoryRevision, Facility
from handrail.directory.partnerships.actions.ending import end
from handrail.directory.places.place import Place
from handrail.pathways import arrivals
from handrail.pathways.columns import PathIndex
from handrail.pathways.domain.need import Need
from handrail.pathways.queries import find_paths
from handrail.pathways.working_together import WorkingTogether, working_together
from handrail.referrals.domain.arrival_rates import ArrivalRate
from handrail.referrals.mirroring.queries import arrival_rates_now
from referrals.mirroring.quarters import DUE, a_quarter, publish_all

pytestmark = pytest.mark.django_db
HOME = Place("Springfield, IL", 39.80, -89.65, "IL", "city")
MEDICINE = "SA OP ORT BU BUM MOA OTP MU"


@pytest.fixture
def index():
    return index_from_database()


def opened(at):
    return with_openness(index_from_database(), openness_from_database(at))


def paths_in(index, at, language="en"):
    return find_paths(need=Need.read(), place=HOME, language=language, at=at, index=index).paths


def reasons_of(path):
    return {line.code: line.text for line in path.reasons}


def two_steps():
    """People begin at the one, and only the other can go on."""
    start = Keeper("north", codes="SA OP ORT BU", latitude=39.8, longitude=-89.65, precision="address")
    go_on = Keeper("south", codes="SA OP ORT BU BUM MOA", latitude=39.8, longitude=-89.66, precision="address")
    return start, go_on


def test_only_what_both_confirmed_reaches_the_index_and_by_the_clock(at):
    north, south = two_steps()
    made = declared(north, south, at)
    before = openness_from_database(at).partners_until
    made.delete()
    made = confirmed(north, south, at)

    known = openness_from_database(at)

    assert before == {}
    pair = Partners(PartnerKind.AFTER_WITHDRAWAL, north.place.pk, south.place.pk, at.date())
    assert list(known.partners_until) == [pair]
    assert known.at(at + timedelta(days=364)).partners_until == known.partners_until
    assert known.at(at + timedelta(days=366)).partners_until == {}


def test_place_that_is_not_listed_works_with_nobody(at):
    north, south = two_steps()
    confirmed(north, south, at)
    openness = openness_from_database(at)
    Facility.objects.filter(pk=south.place.pk).update(gone_since_year=2026)

    found = working_together(with_openness(index_from_database(), openness))

    assert (found.go_on_from, found.since) == (WorkingTogether().go_on_from, WorkingTogether().since)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "These two places work together (both confirmed, November 23, 2026)"),
        ("es", "Estos dos lugares trabajan juntos (ambos lo confirmaron, 23 de noviembre de 2026)"),
    ],
)
def test_card_says_that_two_places_work_together_until_one_ends_it(at, language, says):
    north, south = two_steps()
    made = confirmed(north, south, at, kind=PartnerKind.BESIDE_MEDICINE)
    together = next(path for path in paths_in(opened(at), at, language) if not path.is_one_facility)
    end(partnership=made, ours=south.claim, reason="", by=south.lead, at=at)

    apart = paths_in(opened(at), at, language)

    assert reasons_of(together)["work_together"] == says
    assert [path for path in apart if "work_together" in reasons_of(path)] == []


def test_more_arrivals_are_a_reason_and_fewer_are_none(at):
    north, south = two_steps()
    index = opened(at)
    better = replace(index, arrivals={north.place.pk: 1.3, south.place.pk: 0.7}, companions={})

    told = {line.leg for path in paths_in(better, at) for line in path.reasons if line.code == "arrive_more"}
    none = [path for path in paths_in(index, at) if "arrive_more" in reasons_of(path)]

    assert (told, none) == ({"start"}, [])


def test_arrivals_are_read_with_an_index_and_charge_its_rows(monkeypatch, at):
    known, few = make_facility(name="Known", codes=MEDICINE), make_facility(name="Few", codes=MEDICINE)
    rates = {known.public_id: ArrivalRate(20, 0.7), few.public_id: None, "gone": ArrivalRate(20, 2.0)}
    monkeypatch.setattr(arrivals, "arrival_rates_now", lambda: rates)

    index = index_from_database()

    charged = (
        PathIndex(index).columns.start_charge
        - PathIndex(replace(index, arrivals={}, companions={})).columns.start_charge
    )
    by_id = dict(zip(index.facility_ids.tolist(), charged.tolist(), strict=True))
    assert index.arrivals == {known.pk: 0.7}
    assert by_id == {known.pk: 2000, few.pk: 0}


def test_published_quarter_asks_for_a_new_index_and_one_place_has_one_rate():
    one, other = a_quarter(came=12, turned_away=0), a_quarter(came=12, turned_away=0)
    before = DirectoryRevision.objects.filter(pk=FACILITIES).values_list("number", flat=True).first() or 0
    publish_all(at=DUE)
    after = DirectoryRevision.objects.get(pk=FACILITIES).number
    kept = make_facility(name="Kept")

    Facility.objects.filter(pk=other.pk).update(merged_into=kept)

    assert after == before + 1
    assert set(arrival_rates_now()) == {one.public_id, kept.public_id}
