"""A key speaks for the pages its organization keeps at that very moment, also while somebody writes at the desk."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from accounts.people import make_organization, make_staff
from directory.claims_made import Program
from factories import make_facility
from handrail.accounts.api_keys.actions import make_key, revoke_key
from handrail.accounts.domain.api_keys import KeyRefused
from handrail.accounts.models import ApiKey
from handrail.accounts.queries import acting_for, membership_in
from handrail.directory.claims.actions.claiming import refuse, withdraw
from handrail.directory.domain.claims import State
from handrail.directory.domain.open_places import Group, Level, Numbers, OpenPlacesRefused
from handrail.directory.models import Facility, OpenPlaces, OpenPlacesEvent
from handrail.directory.own_places.actions.speaking import KeyedRow, PlaceNotFound, say_at_desk, say_by_key
from handrail.privacy.domain.actors import PRODUCT

ANYONE = Group(Level.WITHDRAWAL)


@pytest.fixture
def program(db, at):
    program = Program(codes="SA RD")
    program.kept = program.claim(State.VERIFIED, at)
    program.key = key_of(program.organization, program.lead, at)
    return program


def key_of(organization, user, at):
    by = acting_for(membership_in(organization=organization, user=user))
    made = make_key(organization=organization, label="Bed board", days=30, user=user, by=by, at=at)
    return ApiKey.objects.get(public_id=made.public_id)


def rows(at, *places, available=3):
    return [KeyedRow(place.public_id, ANYONE, Numbers(available), at) for place in places]


def test_key_says_what_is_open_where_its_organization_keeps_the_page(program, at):
    (event,) = say_by_key(key=program.key, rows=rows(at, program.place), at=at)

    assert (event.source, event.by, event.through) == ("api", None, program.key.public_id)
    assert OpenPlaces.objects.get().available == 3
    assert ApiKey.objects.get().last_used_on == at.date()


def given_back(program, at):
    withdraw(claim=program.kept, by=program.lead, at=at)


def contested(program, at):
    refuse(claim=program.kept, to=State.CONTESTED, reason="A neighbor.", by=program.operator, at=at)


def revoked(program, at):
    refuse(claim=program.kept, to=State.REVOKED, reason="They sold it.", by=program.operator, at=at)


def merged(program, at):
    Facility.objects.filter(pk=program.place.pk).update(merged_into=make_facility())


def gone(program, at):
    Facility.objects.filter(pk=program.place.pk).update(gone_since_year=2025)


@pytest.mark.asvs("V8.2.2")
@pytest.mark.parametrize("end", [given_back, contested, revoked, merged, gone])
def test_page_that_is_lost_is_spoken_for_no_more_at_once(program, at, end):
    end(program, at)

    with pytest.raises(PlaceNotFound) as refusal:
        say_by_key(key=program.key, rows=rows(at, program.place), at=at)

    assert refusal.value.number == 0
    assert (OpenPlacesEvent.objects.count(), ApiKey.objects.get().last_used_on) == (0, None)


def test_key_of_one_organization_never_speaks_for_another(program, at):
    other = make_organization()
    key = key_of(other, make_staff(organization=other, word="far"), at)

    with pytest.raises(PlaceNotFound):
        say_by_key(key=key, rows=rows(at, program.place), at=at)

    assert OpenPlacesEvent.objects.count() == 0


def test_one_foreign_place_among_several_saves_none(program, at):
    with pytest.raises(PlaceNotFound) as refusal:
        say_by_key(key=program.key, rows=rows(at, program.place, make_facility()), at=at)

    assert (refusal.value.number, OpenPlacesEvent.objects.count()) == (1, 0)


def test_key_that_was_revoked_a_moment_ago_says_nothing(program, at):
    revoke_key(organization=program.organization, public_id=program.key.public_id, by=PRODUCT, at=at)

    with pytest.raises(KeyRefused):
        say_by_key(key=program.key, rows=rows(at, program.place), at=at)

    assert OpenPlacesEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_desk_and_key_at_once_each_is_heard_in_turn_or_told(at):
    """Whoever comes first is saved. The desk then learns that somebody spoke; a key says what was true at its time."""
    program = Program(codes="SA RD")
    claim, together = program.claim(State.VERIFIED, at), Barrier(2)
    key = key_of(program.organization, program.lead, at)

    def attempt(work):
        together.wait()
        try:
            return len(work())
        except OpenPlacesRefused as refusal:
            return refusal.code
        finally:
            connections.close_all()

    def at_the_desk():
        return say_at_desk(claim=claim, numbers={ANYONE: Numbers(1)}, seen=0, by=program.intake, at=at)

    def by_the_key():
        return say_by_key(key=key, rows=rows(at, program.place), at=at)

    with ThreadPoolExecutor(2) as threads:
        desk, api = threads.map(attempt, (at_the_desk, by_the_key))

    (row,) = OpenPlaces.objects.all()
    events = list(OpenPlacesEvent.objects.order_by("pk").values_list("source", "available_before", "available_after"))
    assert (desk, api) in {(1, 1), ("changed_meanwhile", 1)}
    assert (row.available, row.source) == (3, "api")
    assert events[-1][0] == "api"
    assert len(events) == (2 if desk == 1 else 1)
    assert events[-1][1] == (1 if desk == 1 else None)
