"""A program's own pages: one tap, one more or less, the sheet; and for whom there is no such page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.people import make_organization, make_staff
from directory.claims_made import Program
from directory.desk_pages import queries_of, signed_in
from factories import make_facility
from handrail.accounts.domain.roles import ROLES, Kind, Role, says_what_is_open
from handrail.accounts.models import Membership
from handrail.directory.domain.claims import State
from handrail.directory.domain.open_places import Group, Level, Numbers, SaidBy, Sex
from handrail.directory.models import Claim, Facility, ListingContact, OpenPlaces, OpenPlacesEvent, OpenPlacesNudge
from handrail.directory.open_places.actions import say
from handrail.messaging.domain.kinds import Channel
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.sealed_values import seal
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import PlaceHold
from pages.reading import all_with, words
from referrals.samples import make_referral, make_sender, moved
from signing_in import sign_in

pytestmark = pytest.mark.django_db
WOMEN, MEN = Group(Level.WITHDRAWAL, Sex.WOMEN), Group(Level.WITHDRAWAL, Sex.MEN)
SHEET = {"seen": "0", "available-withdrawal-women-any": "2", "maximum-withdrawal-women-any": "6"}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def program():
    return Program(codes="SA RD")


@pytest.fixture
def claim(program, now):
    return program.claim(State.VERIFIED, now - timedelta(days=1))


@pytest.fixture
def ours(program):
    return f"/account/listings/{program.organization.public_id}/places/"


@pytest.fixture
def place(claim):
    return f"/account/listings/{claim.organization.public_id}/{claim.public_id}/places/"


@pytest.fixture
def lead(program):
    return signed_in(program.lead)


def said_before(program, *, hours=3):
    at = timezone.now() - timedelta(hours=hours)
    numbers = {WOMEN: Numbers(2, 6), MEN: Numbers(1, 6)}
    say(facility=program.place, numbers=numbers, by=program.operator, at=at)
    return OpenPlacesEvent.objects.first().pk


def told():
    return sorted(OpenPlaces.objects.values_list("sex", "available", "source"))


def test_program_says_what_is_open_and_everybody_reads_who_said_it(program, lead, place):
    answer = lead.post(place, SHEET)
    visitor = words(Client().get(f"/facilities/{program.place.public_id}/"))

    assert (answer.status_code, answer.url) == (302, place)
    assert told() == [("women", 2, "program")]
    event = OpenPlacesEvent.objects.get()
    assert (event.by, event.source, event.through) == (program.lead, "program", "")
    assert "2 beds for women, updated just now by the program" in visitor


def test_still_true_is_one_tap_on_the_list_and_on_the_page_of_the_listing(program, claim, lead, ours, place):
    seen = said_before(program)
    listing = f"/account/listings/{claim.organization.public_id}/{claim.public_id}/"
    buttons = [all_with(lead.get(path), "button", name="still_true") for path in (ours, place, listing)]

    answer = lead.post(place, {"still_true": str(seen), "on_list": "1"})

    assert [[button["value"] for button in found] for found in buttons] == [[str(seen)]] * 3
    assert (answer.status_code, answer.url) == (302, ours)
    assert told() == [("men", 1, "program"), ("women", 2, "program")]
    assert "2 beds for women, updated just now by the program" in words(lead.get(ours))


def test_what_was_saved_is_said_once(program, lead, place):
    seen = said_before(program)

    lead.post(place, {"still_true": str(seen)})
    renewed, again = words(lead.get(place)), words(lead.get(place))
    newest = OpenPlacesEvent.objects.order_by("pk").last().pk
    lead.post(place, SHEET | {"seen": str(newest)})
    saved = words(lead.get(place))

    assert f"Saved: what {program.place.name} said is still true." in renewed
    assert "Saved" not in again
    assert "Saved." in saved


@pytest.mark.parametrize(("button", "number"), [("more", 3), ("less", 1)])
def test_one_more_or_less_changes_one_group_and_lets_the_others_grow_older(program, lead, place, button, number):
    seen = said_before(program)
    before = OpenPlaces.objects.get(sex="men").updated_at

    answer = lead.post(place, {button: "withdrawal-women-any", "seen": str(seen)})

    assert answer.status_code == 302
    assert told() == [("men", 1, "operator"), ("women", number, "program")]
    assert OpenPlaces.objects.get(sex="men").updated_at == before
    assert OpenPlacesEvent.objects.count() == 3


def test_nothing_is_less_than_none_or_more_than_all(program, lead, place, now):
    say(facility=program.place, numbers={WOMEN: Numbers(0, 6), MEN: Numbers(6, 6)}, by=program.operator, at=now)
    seen = OpenPlacesEvent.objects.first().pk
    page = lead.get(place)
    disabled = [button.get("value") for button in all_with(page, "button") if "disabled" in button]

    answers = [
        lead.post(place, {"less": "withdrawal-women-any", "seen": str(seen)}),
        lead.post(place, {"more": "withdrawal-men-any", "seen": str(seen)}),
    ]

    assert sorted(disabled) == ["withdrawal-men-any", "withdrawal-women-any"]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert "A number is from 0 to 999." in words(answers[0])
    assert "7 open is more than 6 in all." in words(answers[1])
    assert told() == [("men", 6, "operator"), ("women", 0, "operator")]


@pytest.mark.parametrize("button", ["more", "less"])
@pytest.mark.parametrize("name", ["", "castle-any-any", "residential-any-any"])
def test_step_of_a_group_that_has_no_number_is_not_found(program, lead, place, button, name):
    seen = said_before(program)

    assert lead.post(place, {button: name, "seen": str(seen)}).status_code == 404
    assert OpenPlacesEvent.objects.count() == 2


@pytest.mark.parametrize("form", [{"still_true": "1"}, {"more": "withdrawal-women-any", "seen": "1"}, SHEET])
def test_who_comes_second_is_told_and_nothing_changes(program, lead, place, form):
    said_before(program)

    answer = lead.post(place, form)

    assert answer.status_code == 409
    assert "Someone else changed these numbers" in words(answer)
    assert told() == [("men", 1, "operator"), ("women", 2, "operator")]


def test_second_writer_keeps_what_was_typed_and_may_save_then(program, lead, place):
    said_before(program)
    told_so = lead.post(place, SHEET | {"available-withdrawal-women-any": "5"})
    (field,) = all_with(told_so, "input", name="available-withdrawal-women-any")
    seen = {each["value"] for each in all_with(told_so, "input", name="seen")}

    again = lead.post(place, SHEET | {"available-withdrawal-women-any": "5", "seen": seen.pop()})

    assert (field["value"], "saved now: 2/6" in words(told_so), seen) == ("5", True, set())
    assert (again.status_code, told()) == (302, [("women", 5, "program")])


def test_wrong_number_says_what_is_wrong_and_keeps_it(lead, place):
    answer = lead.post(place, SHEET | {"available-withdrawal-women-any": "7"})

    assert answer.status_code == 422
    assert "7 open is more than 6 in all." in words(answer)
    assert OpenPlaces.objects.count() == 0


def test_operator_speaks_last_and_is_believed_by_name_at_the_desk_alone(program, lead, place, now):
    lead.post(place, SHEET)
    say(facility=program.place, numbers={WOMEN: Numbers(0, 6)}, by=program.operator, at=now + timedelta(minutes=1))

    page, desk = words(lead.get(place)), words(signed_in().get(f"/desk/open-places/{program.place.public_id}/"))

    assert told() == [("women", 0, "operator")]
    assert "an operator" in page
    assert program.operator.username not in page
    assert (program.operator.username in desk, program.lead.username in desk) == (True, True)


def test_faded_number_is_shown_to_the_program_as_faded(program, lead, place):
    said_before(program, hours=30)

    assert "1 day ago: reads “unknown” now" in words(lead.get(place))


@pytest.mark.asvs("V8.2.1", "V8.2.2")
@pytest.mark.parametrize(("kind", "role"), [(kind, role) for kind in Kind for role in sorted(ROLES[kind])])
def test_each_role_of_each_kind_finds_its_places_or_nothing(kind, role):
    organization = make_organization(kind=kind)
    member = signed_in(make_staff(organization=organization, role=role))

    answer = member.get(f"/account/listings/{organization.public_id}/places/")

    assert answer.status_code == (200 if says_what_is_open(kind, role) else 404)
    assert ("Say what is open" in words(member.get("/account/"))) is says_what_is_open(kind, role)


def test_lead_intake_and_nurse_say_what_is_open_and_nobody_else():
    who = {(kind, role) for kind in Kind for role in ROLES[kind] if says_what_is_open(kind, role)}

    assert who == {
        (kind, role) for kind in (Kind.PROGRAM, Kind.CLINIC) for role in (Role.LEAD, Role.INTAKE, Role.NURSE)
    }


def test_nurse_says_what_is_open_and_keeps_no_page(program, claim, place):
    nurse = signed_in(make_staff(organization=program.organization, role="nurse", word="night"))
    listing = f"/account/listings/{claim.organization.public_id}/{claim.public_id}/"

    answers = [nurse.get(listing), nurse.post(place, SHEET), nurse.get(place)]

    assert [answer.status_code for answer in answers] == [404, 302, 200]
    assert told() == [("women", 2, "program")]


@pytest.mark.asvs("V8.2.2")
def test_counselor_stranger_operator_and_who_left_change_nothing(program, place):
    stranger = make_staff(organization=make_organization(), word="far")
    left = program.intake
    Membership.objects.filter(user=left).update(ended_at=timezone.now())

    answers = [signed_in(user).post(place, SHEET) for user in (program.counselor, stranger, program.operator, left)]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert OpenPlacesEvent.objects.count() == 0


def test_keeper_reaches_no_page_of_another_organization_through_their_own(program, lead, claim):
    other = make_organization()
    make_staff(organization=other, word="far")
    foreign = Claim.objects.get(pk=claim.pk)
    Claim.objects.filter(pk=foreign.pk).update(organization=other)
    path = f"/account/listings/{program.organization.public_id}/{foreign.public_id}/places/"

    assert [lead.get(path).status_code, lead.post(path, SHEET).status_code] == [404, 404]
    assert OpenPlacesEvent.objects.count() == 0


@pytest.mark.parametrize(
    "state", [state for state in State if state is not State.VERIFIED and state is not State.REVOKED]
)
def test_page_that_is_not_kept_now_says_nothing(program, lead, now, ours, state):
    claim = program.claim(state, now)
    path = f"/account/listings/{claim.organization.public_id}/{claim.public_id}/places/"

    answers = [lead.get(path), lead.post(path, SHEET), lead.post(path, {"still_true": "0"})]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert "keeps no page yet" in words(lead.get(ours))
    assert OpenPlacesEvent.objects.count() == 0


@pytest.mark.parametrize("facts", [{"gone_since_year": 2024}, {"closed_at": timezone.now()}])
def test_place_that_is_listed_no_more_says_nothing(program, lead, place, facts):
    Facility.objects.filter(pk=program.place.pk).update(**facts)

    assert [lead.get(place).status_code, lead.post(place, SHEET).status_code] == [404, 404]


def test_claim_of_a_merged_row_speaks_for_the_row_that_is_listed(program, lead, place):
    kept = make_facility(name="Kept", codes="SA RD")
    Facility.objects.filter(pk=program.place.pk).update(merged_into=kept)

    lead.post(place, SHEET)

    assert OpenPlaces.objects.get().facility == kept


def test_list_asks_the_same_for_one_place_and_three(program, lead, ours, claim, now):
    before = queries_of(lead, ours)
    for _ in range(2):
        other = make_facility()
        copied = Claim.objects.get(pk=claim.pk)
        copied.pk, copied.public_id, copied.facility = None, f"c{other.public_id}"[:13], other
        copied.save(force_insert=True)
        say(facility=other, numbers={WOMEN: Numbers(1)}, by=program.lead, at=now, source=SaidBy.PROGRAM)

    assert lead.get(ours).content.count(b'name="still_true"') == 2
    assert queries_of(lead, ours) == before


def test_one_press_stays_one_press_after_a_while(program, place):
    client = Client()
    sign_in(client, program.lead, at=timezone.now() - timedelta(minutes=14))

    assert client.post(place, SHEET).status_code == 302


def test_pages_are_in_spanish_too(program, lead, ours, place):
    said_before(program)

    assert "Qué hay libre en sus lugares" in words(lead.get(f"/es{ours}"))
    assert "Guardar" in words(lead.get(f"/es{place}"))


def test_program_reads_how_many_of_its_open_places_are_kept_for_somebody(program, claim, lead, place, now):
    said_before(program)
    referral = moved(make_referral(sender=make_sender()[0], at=now), Stage.SENT, facility=program.place, at=now)
    hold = PlaceHold(referral=referral, facility=program.place, slot=1, held_at=now, until=now + timedelta(hours=6))
    hold.level, hold.sex, hold.age_band, hold.payer = WOMEN.level, WOMEN.sex, WOMEN.age_band, WOMEN.payer
    hold.save(force_insert=True)

    shown = lead.get(place).content.decode()

    assert shown.count("Of these, 1 is kept for somebody.") == 2  # beside the field, and beside what was said last


def test_program_that_keeps_none_reads_nothing_of_it(program, lead, place):
    said_before(program)

    assert "kept for somebody" not in lead.get(place).content.decode()


@pytest.fixture
def contact(claim, settings, now):
    settings.DEMONSTRATION = True
    found = ListingContact(
        claim=claim, subject=open_subject(by=PRODUCT, at=now), channel=Channel.EMAIL, language="en", since=now
    )
    seal(found, at=now, address="front-desk@program.example")
    found.save()
    return found


def test_link_is_asked_for_where_the_page_tells_of_it(program, claim, place, lead, contact, now):
    say(facility=program.place, numbers={WOMEN: Numbers(2)}, by=program.lead, at=now, source=SaidBy.PROGRAM)
    before = lead.get(place).content.decode()

    sent = lead.post(place, {"send_link": "1"}, follow=True).content.decode()
    again = lead.post(place, {"send_link": "1"})

    assert 'name="send_link"' in before
    assert "The link is on its way to your contact." in sent
    assert again.status_code == 409
    assert "A link went out a moment ago." in again.content.decode()
    assert OpenPlacesNudge.objects.count() == 1
    assert OpenPlacesEvent.objects.count() == 1


def test_without_a_contact_the_page_leads_to_where_one_is_named(program, claim, place, ours, lead, now):
    say(facility=program.place, numbers={WOMEN: Numbers(2)}, by=program.lead, at=now, source=SaidBy.PROGRAM)

    page = lead.get(place).content.decode()
    sent = lead.post(place, {"send_link": "1"})

    assert 'name="send_link"' not in page
    assert f'href="{ours.removesuffix("places/")}"' in page
    assert sent.status_code == 409
    assert "name a contact for messages" in sent.content.decode()
