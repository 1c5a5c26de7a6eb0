"""Which number of a program pages of handing over give first, and what a phone then dials."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factories import make_facility
from handrail.referrals.agreeing.actions import ask_to_agree
from handrail.referrals.calling import lines_to_call
from handrail.referrals.domain.agreeing import Signing
from handrail.referrals.domain.stages import Stage
from handrail.web.limiting.limits import forget_permits
from pages.reading import on_paper
from referrals.on_call import keep_coordinators
from referrals.samples import actor_of, moved
from referrals.sending.desks import agreed, at_the_desk, handed_over

pytestmark = pytest.mark.django_db
INTAKE, MAIN = "617-555-0170 x207", "617-555-0120"
DIALED = 'href="tel:+16175550170;ext=207"'
FROM_HERE = {"headers": {"origin": "http://testserver"}}


@pytest.fixture(autouse=True)
def coordinators(db):
    keep_coordinators(at=timezone.now())
    forget_permits()


def make_place(**facts):
    return make_facility(state="MA", phone=MAIN, intake_phones=[INTAKE], **facts)


def main_of(answer) -> str:
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def told(shown: str) -> tuple[bool, bool, bool, bool]:
    """The line to start treatment stands first, is named, dials its extension, and says what to ask for."""
    first = -1 < shown.find(INTAKE) < shown.find(MAIN)
    return first, "Line to start treatment: " in shown, DIALED in shown, "ask for extension 207" in shown


def test_place_that_was_written_down_is_called_by_its_line_to_start_treatment():
    nurse, _, _ = at_the_desk()
    referral = handed_over(nurse, make_place())

    shown = main_of(nurse.get(f"/referrals/{referral.public_id}/"))

    assert (told(shown), 'href="tel:617' in shown) == ((True, True, True, True), False)


def test_place_that_was_found_is_called_by_the_same_line():
    nurse, _, _ = at_the_desk()
    place = make_place(name="Kestrelhythe Center")
    referral = handed_over(nurse, make_facility())
    find = {"task": "find", "find": "Kestrelhythe"}

    pages = [main_of(nurse.post(f"/referrals/{where}/", find)) for where in ("new", referral.public_id)]

    assert [(place.name in shown, told(shown)) for shown in pages] == [(True, (True, True, True, True))] * 2


def test_program_that_was_chosen_is_called_first_by_its_line_to_start_treatment():
    nurse, user, hospital = at_the_desk()
    place = make_place()
    referral = handed_over(nurse, place)
    agreed(referral, place, user, hospital)

    chosen = nurse.post(f"/referrals/{referral.public_id}/", {"task": "pick", "place": place.public_id})

    button = main_of(chosen).partition('class="button wide" ')[2].partition(">")[0]
    assert (button, told(main_of(chosen))[1:]) == (DIALED, (True, True, True))


def test_paper_for_the_day_of_release_has_one_number_and_does_not_say_which_line_it_is():
    jail_nurse, _, _ = at_the_desk(kind="prison_health")
    day, place = (timezone.now() + timedelta(days=21)).date(), make_place()
    first_day = {"release_on": day.isoformat(), "first_day_medicine": "supply", "first_day_naloxone": "handed_over"}
    referral = handed_over(jail_nurse, place, **first_day | {"no_release_day": ""})
    moved(referral, Stage.SENT, Stage.EXPECTED, facility=place, at=timezone.now())

    paper = on_paper(jail_nurse.get(f"/referrals/{referral.public_id}/release-pack/"))

    assert (INTAKE in paper, "Ask for extension 207" in paper, MAIN in paper) == (True, True, False)
    assert "start treatment" not in paper


def test_copy_of_the_person_has_the_number_that_a_phone_can_dial():
    nurse, user, hospital = at_the_desk()
    place, now = make_place(), timezone.now()
    referral = handed_over(nurse, place)
    who = {"user": user, "by": actor_of(user, hospital), "at": now}
    _, link = ask_to_agree(referral=referral, facility=place, way=Signing.OWN_PHONE, language="en", **who)
    phone, address = Client(), f"/agree/{link.token}/"
    read = phone.post(address, **FROM_HERE).content.decode().partition('name="read" value="')[2].partition('"')[0]

    copy = main_of(phone.post(address, {"answer": "sign", "read": read}, **FROM_HERE))

    assert (DIALED in copy, "ask for extension 207" in copy, MAIN in copy) == (True, True, False)


def test_entry_that_goes_on_elsewhere_is_called_there_and_a_closed_place_not_at_all():
    now = timezone.now()
    kept = make_place()
    merged, closed = make_facility(merged_into=kept), make_facility(closed_at=now)

    lines = [lines_to_call(each, at=now, language="en") for each in (merged, closed)]

    assert [[line.shown for line in each] for each in lines] == [[INTAKE, MAIN], []]
