"""Declared by one side, confirmed by the other, said again, ended; and everybody who may not."""

from datetime import timedelta

import pytest

from directory.partnerships_made import Keeper, confirmed, declared
from factories import make_facility, make_kept_claim, make_operator
from handrail.accounts.models import Membership
from handrail.directory.claims.actions.claiming import refuse, verify, withdraw
from handrail.directory.domain.claims import State
from handrail.directory.domain.partnerships import (
    ANSWERED_WITHIN,
    HOLDS,
    PartnerKind,
    Partners,
    PartnershipRefused,
    PartnerSide,
    PartnerState,
    over_at,
)
from handrail.directory.merging.actions import merge
from handrail.directory.models import OPENNESS, Claim, DirectoryRevision, Partnership
from handrail.directory.partnerships.actions.ending import end, end_by_operator, follow_partnerships
from handrail.directory.partnerships.actions.saying import confirm, say_again
from handrail.directory.partnerships.queries import partners_now
from handrail.messaging.models import Message
from handrail.privacy.models import AuditEntry

pytestmark = pytest.mark.django_db
YEAR_LATER = HOLDS - timedelta(days=20)


@pytest.fixture
def north():
    return Keeper("north")


@pytest.fixture
def south():
    return Keeper("south")


def refused_as(act, **values):
    with pytest.raises(PartnershipRefused) as refusal:
        act(**values)
    return str(refusal.value)


def openness():
    return DirectoryRevision.objects.filter(pk=OPENNESS).values_list("number", flat=True).first() or 0


def acts():
    rows = AuditEntry.objects.filter(about__startswith="partnership:").order_by("pk")
    return list(rows.values_list("what", flat=True))


def test_declared_one_is_known_to_no_search(north, south, at):
    made = declared(north, south, at)

    assert made.state is PartnerState.DECLARED
    assert made.ends_on == (at + ANSWERED_WITHIN).date()
    assert (partners_now(at), openness()) == ({}, 0)


def test_both_words_make_it_known_until_a_year_is_over(north, south, at):
    made = confirmed(north, south, at)

    pair = Partners(PartnerKind.AFTER_WITHDRAWAL, north.place.pk, south.place.pk, at.date())
    assert partners_now(at) == {pair: over_at(made.ends_on)}
    assert partners_now(over_at(made.ends_on)) == {}
    assert (made.ends_on, openness()) == ((at + HOLDS).date(), 1)
    assert acts() == ["partnership.declared", "partnership.confirmed"]


def test_side_where_people_go_on_may_declare_too(north, south, at):
    made = confirmed(south, north, at, side=PartnerSide.THEN)

    assert (made.first_id, made.then_id) == (north.claim.pk, south.claim.pk)


def test_other_side_is_asked_in_neutral_words_where_it_named_a_contact(settings, north, south, at):
    settings.DEMONSTRATION = True
    south.named_contact(at)

    made = declared(north, south, at)

    assert list(Message.objects.values_list("kind", "key")) == [("question", f"partnership:{made.public_id}")]


def test_who_keeps_no_page_cannot_declare(north, south, at):
    Claim.objects.filter(pk=north.claim.pk).update(state=State.CONTESTED, contested_at=at, reason="A doubt.")

    words = refused_as(declared, ours=north, theirs=south, at=at)

    assert words == "Your organization does not keep this page at the moment."


def test_place_whose_page_nobody_keeps_cannot_be_named(north, at):
    stranger = make_facility(name="Unclaimed")

    words = refused_as(declared, ours=north, theirs=north, at=at, other=stranger)

    assert words == "Nobody keeps the page of that place, so nobody could confirm it."
    assert Partnership.objects.count() == 0


@pytest.mark.parametrize("kind", ["referral_service", "police", "hospital"])
def test_broker_and_whoever_lists_no_place_has_no_partners(north, kind, at):
    other = Keeper("broker", kind=kind)

    as_declarer = refused_as(declared, ours=other, theirs=north, at=at)
    as_partner = refused_as(declared, ours=north, theirs=other, at=at)

    assert as_declarer == "Only a lead of a program that keeps its page can say this."
    assert as_partner == "Nobody keeps the page of that place, so nobody could confirm it."


def test_place_is_no_partner_of_its_own_organization(north, at):
    second = make_facility(name="Second House")
    make_kept_claim(organization=north.organization, facility=second)

    words = [refused_as(declared, ours=north, theirs=north, at=at, other=each) for each in (north.place, second)]

    assert words == ["Both places are yours. People see that already."] * 2


@pytest.mark.parametrize("role", ["intake", "nurse", "counselor"])
def test_only_a_lead_declares_and_confirms(north, south, role, at):
    colleagues = [each.colleague(role) for each in (north, south)]
    made = declared(north, south, at)

    words = [
        refused_as(declared, ours=north, theirs=south, at=at, by=colleagues[0]),
        refused_as(confirm, partnership=made, ours=south.claim, nobody_pays=True, by=colleagues[1], at=at),
        refused_as(end, partnership=made, ours=south.claim, reason="", by=colleagues[1], at=at),
    ]

    assert words == ["Only a lead of a program that keeps its page can say this."] * 3


def test_nobody_pays_is_said_by_each_side(north, south, at):
    unsaid = refused_as(declared, ours=north, theirs=south, at=at, nobody_pays=False)
    made = declared(north, south, at)

    unconfirmed = refused_as(confirm, partnership=made, ours=south.claim, nobody_pays=False, by=south.lead, at=at)

    assert unsaid == unconfirmed == "Confirm that nobody pays anybody for this. The law forbids it."
    assert partners_now(at) == {}


def test_declarer_does_not_confirm_it(north, south, at):
    made = declared(north, south, at)

    words = refused_as(confirm, partnership=made, ours=north.claim, nobody_pays=True, by=north.lead, at=at)

    assert words == "The other side must confirm this, not you."


def test_one_person_who_leads_both_does_not_say_it_twice(north, south, at):
    Membership.objects.create(organization=south.organization, user=north.lead, role="lead", began_at=at)
    made = declared(north, south, at)

    words = refused_as(confirm, partnership=made, ours=south.claim, nobody_pays=True, by=north.lead, at=at)

    assert words == "Somebody else must confirm this: you said it yourself."


def test_stranger_of_a_third_program_confirms_and_ends_nothing(north, south, at):
    third = Keeper("third")
    made = declared(north, south, at)

    words = [
        refused_as(confirm, partnership=made, ours=third.claim, nobody_pays=True, by=third.lead, at=at),
        refused_as(end, partnership=made, ours=third.claim, reason="", by=third.lead, at=at),
        refused_as(end, partnership=made, ours=south.claim, reason="", by=third.lead, at=at),
    ]

    assert words == ["Only a lead of a program that keeps its page can say this."] * 3


def test_same_is_said_once_while_it_is_open(north, south, at):
    made = confirmed(north, south, at)
    again = refused_as(declared, ours=north, theirs=south, at=at)
    from_there = refused_as(declared, ours=south, theirs=north, at=at, side=PartnerSide.THEN)
    end(partnership=made, ours=north.claim, reason="", by=north.lead, at=at)

    anew = declared(north, south, at)

    assert again == from_there == "This is said already. Look at your list."
    assert anew.pk != made.pk


@pytest.mark.parametrize("by", ["north", "south"])
def test_either_side_ends_it_at_once_and_the_other_reads_why(north, south, by, at):
    made = confirmed(north, south, at)
    side = {"north": north, "south": south}[by]

    ended = end(partnership=made, ours=side.claim, reason=" Moved away ", by=side.lead, at=at)

    assert (ended.ended_as, ended.reason, partners_now(at), openness()) == (
        "first" if by == "north" else "then",
        "Moved away",
        {},
        2,
    )


def test_what_has_ended_is_neither_confirmed_nor_ended_again(north, south, at):
    made = declared(north, south, at)
    end(partnership=made, ours=south.claim, reason="", by=south.lead, at=at)

    words = [
        refused_as(confirm, partnership=made, ours=south.claim, nobody_pays=True, by=south.lead, at=at),
        refused_as(end, partnership=made, ours=north.claim, reason="", by=north.lead, at=at),
        refused_as(say_again, partnership=made, ours=north.claim, nobody_pays=True, by=north.lead, at=at),
    ]

    assert words == ["This has moved on. That step is no longer possible."] * 3


def test_operator_ends_one_and_nobody_else_as_an_operator(north, south, at):
    made = confirmed(north, south, at)
    words = refused_as(end_by_operator, partnership=made, reason="", by=south.lead, at=at)

    ended = end_by_operator(partnership=made, reason="Money was paid.", by=make_operator(), at=at)

    assert words == "Only a lead of a program that keeps its page can say this."
    assert (ended.ended_as, partners_now(at)) == ("operator", {})


def test_unanswered_and_run_out_ones_end_by_the_clock(north, south, at):
    third = Keeper("third")
    unanswered, old = declared(north, third, at), confirmed(north, south, at)

    follow_partnerships(at=at + ANSWERED_WITHIN)
    follow_partnerships(at=at + HOLDS)

    for each in (unanswered, old):
        each.refresh_from_db()
    assert (unanswered.ended_as, old.ended_as) == ("not_answered", "ran_out")
    assert follow_partnerships(at=at + HOLDS) == 0


def test_both_are_asked_once_before_it_runs_out(settings, north, south, at):
    settings.DEMONSTRATION = True
    for each in (north, south):
        each.named_contact(at)
    confirmed(north, south, at)
    Message.objects.all().delete()

    done = [follow_partnerships(at=at + YEAR_LATER) for _ in range(2)]

    assert (done, Message.objects.count()) == ([1, 0], 2)


def test_it_holds_another_year_when_both_say_it_again(north, south, at):
    made, later = confirmed(north, south, at), at + YEAR_LATER
    too_soon = refused_as(say_again, partnership=made, ours=north.claim, nobody_pays=True, by=north.lead, at=at)

    half = say_again(partnership=made, ours=south.claim, nobody_pays=True, by=south.lead, at=later)
    whole = say_again(partnership=made, ours=north.claim, nobody_pays=True, by=north.lead, at=later)

    assert too_soon == "It still holds for a while. We ask you again before it ends."
    assert half.ends_on == (at + HOLDS).date()
    assert (whole.ends_on, whole.confirmed_at, whole.declared_side) == ((later + HOLDS).date(), later, "then")


def test_one_side_alone_does_not_keep_it(north, south, at):
    made, later = confirmed(north, south, at), at + YEAR_LATER
    for _ in range(2):
        say_again(partnership=made, ours=north.claim, nobody_pays=True, by=north.lead, at=later)

    follow_partnerships(at=at + HOLDS)

    made.refresh_from_db()
    assert made.ended_as == "ran_out"


def test_page_that_is_given_back_or_revoked_ends_it(north, south, at):
    third = Keeper("third")
    back, revoked = confirmed(north, south, at), confirmed(third, north, at)

    withdraw(claim=south.claim, by=south.lead, at=at)
    refuse(claim=third.claim, to=State.REVOKED, reason="Not theirs.", by=make_operator(), at=at)

    for each in (back, revoked):
        each.refresh_from_db()
    assert (back.ended_as, revoked.ended_as, partners_now(at)) == ("page_lost", "page_lost", {})


def test_contested_page_has_no_partners_until_that_is_settled(north, south, at):
    confirmed(north, south, at)
    refuse(claim=south.claim, to=State.CONTESTED, reason="A neighbor asks too.", by=make_operator(), at=at)
    meanwhile, told = partners_now(at), openness()

    verify(claim=south.claim, evidence="The license is in the list.", by=make_operator(), at=at)

    assert (meanwhile, len(partners_now(at)), openness() - told) == ({}, 1, 1)


def test_organization_that_ends_takes_it_along(north, south, at):
    made = confirmed(north, south, at)
    type(south.organization).objects.filter(pk=south.organization.pk).update(ended_at=at)
    at_once = partners_now(at)

    follow_partnerships(at=at)

    made.refresh_from_db()
    assert (at_once, made.ended_as) == ({}, "page_lost")


def test_merged_place_counts_as_the_one_that_was_kept(north, south, at):
    confirmed(north, south, at)
    kept = make_facility(name=south.place.name, phone=south.place.phone, street1=south.place.street1)

    merge(kept=kept, merged=south.place, by=make_operator(), at=at)

    assert [(pair.first, pair.then) for pair in partners_now(at)] == [(north.place.pk, kept.pk)]
    assert refused_as(declared, ours=north, theirs=south, at=at, other=kept) == (
        "This is said already. Look at your list."
    )


def test_unlisted_place_has_no_partners(north, south, at):
    confirmed(north, south, at)
    type(south.place).objects.filter(pk=south.place.pk).update(closed_at=at)

    assert partners_now(at) == {}


def test_clinic_may_be_a_partner(north, at):
    clinic = Keeper("clinic", kind="clinic")

    confirmed(north, clinic, at, kind=PartnerKind.BESIDE_MEDICINE)

    assert [pair.kind for pair in partners_now(at)] == [PartnerKind.BESIDE_MEDICINE]


def test_ended_organization_declares_nothing(north, south, at):
    north.organization.ended_at = at
    north.organization.save()

    words = refused_as(declared, ours=north, theirs=south, at=at)

    assert words == "Only a lead of a program that keeps its page can say this."
