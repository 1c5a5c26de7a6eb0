"""Writing somebody down: whole or not at all, once, and only by who may."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from factories import make_facility
from handrail.messaging.models import Roster
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.operator_roles import AgreementKind
from handrail.privacy.models import Subject
from handrail.privacy.sealed_values import opened
from handrail.referrals.domain.questions import THREE_AT_MOST
from handrail.referrals.domain.sending import SAME_ORDER, WritingRefused
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.receiving.person_words import person_lines
from handrail.referrals.sending.actions import add_place, drop_place
from privacy.papers import stand_with
from referrals.on_call import keep_coordinators
from referrals.samples import NOON, make_program, make_referral, make_sender, moved
from referrals.sending.desks import FORM, at_the_desk, handed_over

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinators(db):
    keep_coordinators(at=timezone.now())


def test_nurse_writes_somebody_down_and_the_words_are_sealed():
    client, user, hospital = at_the_desk()
    _, one = make_program()
    other = make_facility()

    answer = client.post("/referrals/new/", FORM | {"pick": [one.public_id, other.public_id]})

    referral = Referral.objects.get()
    words = opened(referral, "words")["words"]
    assert answer.headers["Location"] == f"/referrals/{referral.public_id}/"
    assert [leg.facility for leg in referral.legs.all()] == [one, other]
    assert (referral.sender, referral.made_by, referral.stage, referral.turn) == (hospital, user, "draft", "sender")
    assert words == {
        "alias": "Rosa",
        "reach": "call",
        "address": "(217) 555-0143",
        "when": "evening",
        "note": "Uses a cane.",
        "no_voicemail": True,
    }


def order_shown(page: str, place) -> str:
    """As which the page says the place is asked; empty where it is not."""
    _, _, after = page.partition(f'id="pick-{place.public_id}"')
    found = re.search(rf'value="{place.public_id} (\d)" selected', after.partition("</select>")[0])
    return found[1] if found else ""


def test_places_are_asked_in_the_order_that_was_chosen():
    client, _, _ = at_the_desk()
    first, second, third = (make_facility(name=name) for name in ("Zenith", "Anchor", "Middle"))
    picks = [f"{second.public_id} 2", f"{third.public_id} 3", f"{first.public_id} 1"]

    client.post("/referrals/new/", FORM | {"pick": picks})

    legs = Referral.objects.get().legs.order_by("order")
    assert [(leg.order, leg.facility) for leg in legs] == [(1, first), (2, second), (3, third)]


def test_two_places_with_the_same_number_are_refused_and_stay_chosen():
    client, _, _ = at_the_desk()
    one, other = make_facility(), make_facility()

    answer = client.post("/referrals/new/", FORM | {"pick": [f"{one.public_id} 1", f"{other.public_id} 1"]})

    page = answer.content.decode()
    assert (answer.status_code, SAME_ORDER in page, Referral.objects.count()) == (422, True, 0)
    assert [order_shown(page, each) for each in (one, other)] == ["1", "1"]


@pytest.mark.parametrize("pick", ["{id} 9", "{id} 0", "{id} first", "{id} ", "{id} ²", " "])
def test_number_that_nobody_offers_is_no_order(pick):
    client, _, _ = at_the_desk()
    sure, place = make_facility(), make_facility()

    client.post("/referrals/new/", FORM | {"pick": [pick.format(id=place.public_id), f"{sure.public_id} 1"]})

    legs = [leg.facility for leg in Referral.objects.get().legs.order_by("order")]
    assert legs == ([sure, place] if "{id}" in pick else [sure])


def test_form_that_is_sent_twice_is_one_referral():
    client, _, _ = at_the_desk()
    place = make_facility()

    answers = [client.post("/referrals/new/", FORM | {"pick": place.public_id}) for _ in range(2)]

    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Referral.objects.count() == 1


def test_next_person_typed_into_a_form_that_was_sent_is_not_lost():
    client, _, _ = at_the_desk()
    place = make_facility()
    handed_over(client, place)

    refused = client.post("/referrals/new/", FORM | {"pick": place.public_id, "alias": "Luz"})
    key = refused.content.decode().partition('name="key" value="')[2].partition('"')[0]
    saved = client.post("/referrals/new/", FORM | {"pick": place.public_id, "alias": "Luz", "key": key})

    assert ("sent already, in other words" in refused.content.decode(), refused.status_code) == (True, 422)
    assert (saved.status_code, Referral.objects.count()) == (302, 2)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"alias": " "}, "Write what to call the person"),
        ({"level": "palace"}, "Choose one of the answers"),
        ({"trait": "tall"}, "Choose one of the answers"),
        ({"address": ""}, "Write the number or the address"),
        ({"pick": []}, "Choose at least one place"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(typed, said):
    client, _, _ = at_the_desk()
    people = Subject.objects.count()

    answer = client.post("/referrals/new/", FORM | {"pick": make_facility().public_id} | typed)

    assert (said in answer.content.decode(), answer.status_code) == (True, 422)
    assert (Referral.objects.count(), Subject.objects.count()) == (0, people)


def test_four_places_are_too_many():
    client, _, _ = at_the_desk()

    answer = client.post("/referrals/new/", FORM | {"pick": [make_facility().public_id for _ in range(4)]})

    assert ("Choose three places at most" in answer.content.decode(), Referral.objects.count()) == (True, 0)


def test_looking_for_places_keeps_what_was_typed_and_what_was_chosen():
    client, _, _ = at_the_desk()
    chosen, found = make_facility(name="Chosen Place"), make_facility(name="Harbor House")

    page = client.post(
        "/referrals/new/", FORM | {"task": "find", "find": "harbor", "pick": chosen.public_id}
    ).content.decode()

    assert 'value="Rosa"' in page
    assert (order_shown(page, chosen), order_shown(page, found)) == ("1", "")
    assert Referral.objects.count() == 0


def test_page_says_who_answers_here_and_who_must_be_called():
    client, _, _ = at_the_desk()
    _, answers = make_program(name="Answers Here")
    calls = make_facility(name="Nobody Confirmed")

    page = client.post(
        "/referrals/new/", FORM | {"task": "find", "pick": [answers.public_id, calls.public_id]}
    ).content.decode()

    assert page.index("They answer here") < page.index("not on this site yet")


def test_without_coordinators_nobody_is_handed_over():
    Roster.objects.all().delete()
    client, _, _ = at_the_desk()

    answer = client.post("/referrals/new/", FORM | {"pick": make_facility().public_id})

    assert ("switched off" in answer.content.decode(), Referral.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("kind", "role", "status"),
    [
        ("hospital", "nurse", 200),
        ("clinic", "intake", 200),
        ("prison_health", "nurse", 200),
        ("peer_organization", "peer", 200),
        ("police", "officer", 200),
        ("hospital", "lead", 404),
        ("hospital", "privacy_officer", 404),
        ("police", "lead", 404),
        ("referral_service", "referrer", 404),
    ],
)
def test_only_who_meets_people_finds_the_form(kind, role, status):
    client, _, _ = at_the_desk(kind=kind, role=role)

    answers = [client.get(path).status_code for path in ("/referrals/", "/referrals/new/")]

    assert answers == [status, status]


def test_referral_service_is_let_in_by_its_attestation_and_put_out_at_its_end():
    client, _, service = at_the_desk(kind="referral_service", role="referrer")
    before = client.get("/referrals/").status_code

    stand_with(service.public_id, kind=AgreementKind.ATTESTATION)
    attested = client.get("/referrals/").status_code
    other, _, elsewhere = at_the_desk(kind="referral_service", role="referrer")
    stand_with(elsewhere.public_id, kind=AgreementKind.ATTESTATION, ends_on=timezone.now().date() - timedelta(days=1))

    assert (before, attested, other.get("/referrals/").status_code) == (404, 200, 404)


def test_day_of_release_asks_for_medicine_and_naloxone():
    client, _, _ = at_the_desk(kind="prison_health")
    day = (timezone.now() + timedelta(days=21)).date().isoformat()
    typed = FORM | {"pick": make_facility().public_id, "release_on": day}

    refused = client.post("/referrals/new/", typed)
    client.post("/referrals/new/", typed | {"first_day_medicine": "supply", "first_day_naloxone": "handed_over"})

    referral = Referral.objects.get()
    assert "needs an answer on medicine and on naloxone" in refused.content.decode()
    assert (referral.release_on.isoformat(), referral.first_day_medicine) == (day, "supply")


@pytest.mark.parametrize(
    ("answered", "marked"),
    [
        ({}, ["first_day_medicine", "first_day_naloxone"]),
        ({"first_day_medicine": "supply"}, ["first_day_naloxone"]),
        ({"first_day_naloxone": "handed_over"}, ["first_day_medicine"]),
    ],
)
def test_each_answer_that_the_day_of_release_lacks_is_marked_and_the_first_is_led_to(answered, marked):
    client, _, _ = at_the_desk(kind="prison_health")
    day = (timezone.now() + timedelta(days=21)).date().isoformat()

    page = client.post(
        "/referrals/new/", FORM | {"pick": make_facility().public_id, "release_on": day} | answered
    ).content.decode()

    assert re.findall(r'<p class="error" id="error-(\w+)">', page) == marked
    assert re.findall(r'id="refused"><a href="#(\w+)">', page) == marked[:1]


def test_hospital_writes_no_day_of_release():
    client, _, _ = at_the_desk()
    day = (timezone.now() + timedelta(days=21)).date().isoformat()

    referral = handed_over(client, make_facility(), release_on=day)

    assert referral.release_on is None


def test_place_that_knew_the_person_makes_no_room_for_a_fourth():
    places = [make_program()[1] for _ in range(3)]
    referral = make_referral(sender=make_sender()[0], legs=places)
    for place in places:
        referral = moved(referral, Stage.SENT, Stage.DECLINED, facility=place)
    drop_place(referral=referral, facility=places[0], by=PRODUCT, at=NOON)

    with pytest.raises(WritingRefused, match=THREE_AT_MOST):
        add_place(referral=referral, facility=make_facility(), by=PRODUCT, at=NOON)

    assert referral.legs.count() == 2


def test_prison_says_the_day_of_release_or_that_nobody_knows_it():
    client, _, _ = at_the_desk(kind="prison_health")
    typed = FORM | {"pick": make_facility().public_id}

    refused = client.post("/referrals/new/", typed | {"no_release_day": ""})
    written = Referral.objects.count()
    client.post("/referrals/new/", typed)

    assert ("Write the day of release" in refused.content.decode(), written) == (True, 0)
    assert Referral.objects.get().release_on is None


@pytest.mark.parametrize(
    ("typed", "said"), [({"note": "x" * 1001}, "1,000 characters"), ({"alias": "R" * 61}, "60 char")]
)
def test_what_is_too_long_is_said_and_never_cut(typed, said):
    client, _, _ = at_the_desk()
    form = FORM | {"pick": make_facility().public_id}

    answer = client.post("/referrals/new/", form | typed)

    page = answer.content.decode()
    assert (answer.status_code, said in page, Referral.objects.count()) == (422, True, 0)
    assert next(iter(typed.values())) in page


def test_what_just_fits_is_kept_whole():
    client, _, _ = at_the_desk()
    note = "x" * 500 + "\r\n" + "y" * 499

    referral = handed_over(client, make_facility(), note=note)

    assert opened(referral, "words")["words"]["note"] == note.replace("\r\n", "\n")


def test_program_learns_whom_to_ring_and_a_number_that_is_none_is_refused():
    client, _, _ = at_the_desk()
    place = make_facility()

    refused = client.post("/referrals/new/", FORM | {"pick": place.public_id, "call_back": "ward five"})
    referral = handed_over(client, place, call_back="(217) 555-0188 ext. 4", key="bbbbbbbb")

    assert ("Your own number is not a telephone number." in refused.content.decode(), Referral.objects.count()) == (
        True,
        1,
    )
    lines = person_lines(opened(referral, "words")["words"], {}, sender=referral.sender)
    assert ("Call whoever sent them", "(217) 555-0188 ext. 4", False) in lines


def test_police_leave_no_number_for_a_program_to_ring():
    client, _, _ = at_the_desk(kind="police", role="officer")

    page = client.get("/referrals/new/").content.decode()
    client.post("/referrals/new/", FORM | {"agrees": "later", "call_back": "(217) 555-0188"})

    assert ("call_back" in page, "call_back" in opened(Referral.objects.get(), "words")["words"]) == (False, False)
