"""One person's page: ask, agree, choose, reply, end. Nobody learns who it is before they agreed."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.people import PASSWORD
from factories import make_facility
from handrail.directory.index.live import forget_index
from handrail.messaging.models import AskedContact
from handrail.privacy.models import AuditEntry, Consent, Identity, OneTimeLink, Receipt
from handrail.privacy.receipts.actions import open_receipt
from handrail.privacy.sealed_values import opened
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent, Question, Referral
from pages.reading import on_paper
from referrals.on_call import keep_coordinators
from referrals.samples import make_program, make_receiver, moved
from referrals.sending.desks import agreed, at_the_desk, handed_over

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinators(db):
    keep_coordinators(at=timezone.now())


def press(client, referral, task, **typed):
    return client.post(f"/referrals/{referral.public_id}/", {"task": task} | typed)


def expected_in_two_days(referral, place):
    at = timezone.now()
    to = (Stage.SENT, Stage.ACKNOWLEDGED, Stage.EXPECTED)
    return moved(referral, *to, facility=place, at=at, expected_at=at + timedelta(days=2))


def test_looking_at_a_person_is_written_down():
    client, user, hospital = at_the_desk()
    referral = handed_over(client, make_facility())

    page = client.get(f"/referrals/{referral.public_id}/").content.decode()

    entry = AuditEntry.objects.get(what="referral.viewed")
    assert ("Rosa" in page, entry.by_id, entry.organization_id) == (True, user.public_id, hospital.public_id)


def test_asking_tells_programs_no_name_and_no_trait_unasked():
    client, _, _ = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place, trait="wheelchair")

    press(client, referral, "ask", place=place.public_id)

    question = Question.objects.get()
    assert (question.facility, question.trait, Referral.objects.get().stage) == (place, "", "asking")


def test_one_trait_goes_out_where_the_person_was_told():
    client, _, _ = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place, trait="wheelchair")

    press(client, referral, "ask", place=place.public_id, trait="yes")

    assert Question.objects.get().trait == "wheelchair"


def test_four_programs_are_never_asked():
    client, _, _ = at_the_desk()
    places = [make_facility() for _ in range(3)]
    referral = handed_over(client, *places)
    press(client, referral, "ask", place=[each.public_id for each in places])

    answer = press(client, referral, "ask", place=make_facility().public_id)

    assert ("Three programs were asked already" in answer.content.decode(), Question.objects.count()) == (True, 3)


def test_program_is_chosen_after_the_person_agreed_and_not_before():
    client, user, hospital = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place)

    before = press(client, referral, "pick", place=place.public_id)
    agreed(referral, place, user, hospital)
    after = press(client, referral, "pick", place=place.public_id)

    assert ("has not agreed to this program" in before.content.decode(), before.status_code) == (True, 422)
    assert "Call them now and tell this code" in after.content.decode()
    assert Referral.objects.get().stage == Stage.SENT


@pytest.mark.parametrize(
    ("has_people", "heading", "tag"),
    [
        (True, "They see it at their desk", "They answer here"),
        (False, "Somebody has to call", "not on this site yet"),
    ],
)
def test_program_without_a_contact_answers_here_while_somebody_looks_into_its_inbox(has_people, heading, tag):
    client, user, hospital = at_the_desk()
    program, place = make_program(has_contact=False)
    if has_people:
        make_receiver(program)
    referral = handed_over(client, place)
    agreed(referral, place, user, hospital)

    before = client.get(f"/referrals/{referral.public_id}/").content.decode()
    chosen = press(client, referral, "pick", place=place.public_id).content.decode()

    headings = [words in chosen for words in ("They see it at their desk", "Somebody has to call")]
    assert (tag in before, heading in chosen, sum(headings)) == (True, True, 1)


def test_another_place_is_found_by_the_need_that_was_written():
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility(), level="withdrawal", payer="medicaid")
    make_facility(name="Harbor A", codes="SA OP BU PI")
    fits = make_facility(name="Harbor B", codes="SA HID RD BU MD")

    page = press(client, referral, "find", find="harbor").content.decode()

    assert page.index("Harbor B") < page.index("Harbor A")
    assert "Not listed: Withdrawal care, Medicaid" in page
    assert f'name="place" value="{fits.public_id}"' in page


@pytest.mark.parametrize(("typed", "is_measured"), [("harbor", False), ("62701", True)])
def test_page_says_that_the_nearer_come_first_only_where_a_place_was_typed(typed, is_measured):
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility())
    make_facility(name="Harbor", city="Springfield", zip="62701", latitude=39.8, longitude=-89.65)
    forget_index()

    page = press(client, referral, "find", find=typed).content.decode()

    assert ("then the nearer one." in page, "then it goes by name." in page) == (is_measured, not is_measured)
    assert "an open place goes first" in page


def test_consent_that_was_taken_back_while_the_page_was_open_sends_nobody():
    client, user, hospital = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place)
    agreed(referral, place, user, hospital)
    press(client, referral, "take_back")

    answer = press(client, referral, "pick", place=place.public_id)

    assert (answer.status_code, Referral.objects.get().stage) == (422, Stage.DRAFT)


def test_taking_back_ends_what_a_program_has():
    client, user, hospital = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place)
    agreed(referral, place, user, hospital)
    press(client, referral, "pick", place=place.public_id)

    press(client, referral, "take_back")

    ended = Referral.objects.get()
    assert (ended.stage, ended.outcome, Consent.objects.get().revoked_at is not None) == (
        "canceled",
        "consent_ended",
        True,
    )


def test_name_and_birth_date_are_asked_for_only_after_a_yes():
    client, user, hospital = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place)
    typed = {"name": "Rosa Castillo", "birth_date": "1990-04-01", "phone": "", "email": ""}

    before = press(client, referral, "identity", **typed)
    agreed(referral, place, user, hospital)
    press(client, referral, "identity", **typed)

    person = opened(Identity.objects.get(), "person")["person"]
    assert (before.status_code, person) == (422, {"name": "Rosa Castillo", "birth_date": "1990-04-01"})


def test_picture_for_the_phone_is_shown_once():
    client, _, _ = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)

    shown = press(client, referral, "agree", place=place.public_id, way="own_phone", language="en")
    later = client.get(f"/referrals/{referral.public_id}/")

    assert ["/agree/" in each.content.decode() for each in (shown, later)] == [True, False]


@pytest.mark.parametrize(
    ("way", "evidence", "kept"),
    [
        ("on_screen", {"present": "Ana Ruiz, nurse"}, ("present", ["Ana Ruiz, nurse"])),
        ("on_paper", {"kept_at": "Folder 7"}, ("kept_at", "Folder 7")),
    ],
)
def test_person_signs_on_the_screen_or_on_paper(way, evidence, kept):
    client, _, _ = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)
    led = press(client, referral, "agree", place=place.public_id, way=way, language="en")
    page = client.get(led.headers["Location"]).content.decode()
    read = page.partition('name="read" value="')[2].partition('"')[0]

    unproven = client.post(led.headers["Location"], {"answer": "sign", "read": read})
    client.post(led.headers["Location"], {"answer": "sign", "read": read} | evidence)

    assert (unproven.status_code, "This is about me: Rosa." in page) == (422, True)
    assert opened(Consent.objects.get(), "evidence")["evidence"][kept[0]] == kept[1]


def test_yes_that_ends_soon_is_asked_for_again():
    client, _, _ = at_the_desk()
    _, place = make_program()
    at = timezone.now() - timedelta(days=24)
    referral = moved(handed_over(client, place), Stage.SENT, Stage.WAITLISTED, facility=place, at=at)

    page = client.get(f"/referrals/{referral.public_id}/").content.decode()

    assert ("Their yes to this program ends on" in page, "Show them the words" in page) == (True, True)


@pytest.mark.parametrize(("way", "said"), [("on_screen", "Sí, firmo"), ("on_paper", "Mi acuerdo")])
def test_what_the_person_reads_is_in_their_language_on_the_page_of_staff(way, said):
    client, _, _ = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)
    page = press(client, referral, "agree", place=place.public_id, way=way, language="es").headers["Location"]

    shown = client.post(page, {"answer": "witness", "present": "Ana Ruiz", "kept_at": "Folder 7"}).content.decode()

    assert (said in shown, f'"/referrals/{referral.public_id}/"' in shown or way == "on_paper") == (True, True)


def test_paper_to_sign_gives_nothing_away_by_what_stands_around_a_page_of_ours():
    client, _, _ = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)
    page = press(client, referral, "agree", place=place.public_id, way="on_paper", language="en").headers["Location"]

    paper = on_paper(client.get(page))

    assert "My agreement" in paper
    assert [each for each in ("naloxone", "In crisis:", "Nobody pays", "Not ready to stop") if each in paper] == []


def test_sheet_for_the_day_of_release_is_in_the_language_of_who_leaves():
    client, _, _ = at_the_desk(kind="prison_health")
    day = (timezone.now() + timedelta(days=21)).date().isoformat()
    first_day = {"first_day_medicine": "supply", "first_day_naloxone": "handed_over"}
    referral = handed_over(client, make_facility(), language="es", release_on=day, **first_day)

    page = client.get(f"/referrals/{referral.public_id}/release-pack/").content.decode()

    assert ('<article class="sheet stack" lang="es">' in page, "A dónde" in page or "Adónde" in page) == (True, True)
    assert ("Where to go" in page, "Back to this person" in page) == (False, True)


def test_enter_in_the_field_of_the_witness_signs_for_nobody():
    client, _, _ = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)
    page = press(client, referral, "agree", place=place.public_id, way="on_screen", language="en").headers["Location"]

    first = client.get(page).content.decode()
    handed = client.post(page, {"answer": "witness", "present": "Ana Ruiz, nurse"}).content.decode()
    guessed = client.post(page, {"present": "Ana Ruiz, nurse"})

    buttons = ['value="sign"' in each for each in (first, handed)]
    assert (buttons, 'name="present" value="Ana Ruiz, nurse"' in handed) == ([False, True], True)
    assert (guessed.status_code, AskedConsent.objects.get().reply) == (422, "")


def test_screen_in_the_hands_of_the_person_opens_nothing_else_until_staff_show_who_they_are():
    client, _, _ = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)
    page = press(client, referral, "agree", place=place.public_id, way="on_screen", language="en").headers["Location"]
    elsewhere = [f"/referrals/{referral.public_id}/", "/referrals/", "/account/", "/es/referrals/"]

    handed = client.post(page, {"answer": "witness", "present": "Ana Ruiz, nurse"}).content.decode()
    kept_from = [client.get(address).headers.get("Location", "") for address in elsewhere]
    pressed = press(client, referral, "cancel", outcome="sender_took_it_back", seen="0").headers["Location"]
    read = handed.partition('name="read" value="')[2].partition('"')[0]
    signed = client.post(page, {"answer": "sign", "read": read, "present": "Ana Ruiz, nurse"})
    thanked = client.get(page).content.decode()
    client.post("/account/confirm/", {"password": PASSWORD})
    back = client.get(elsewhere[0])

    assert ("Back to this person" in handed, "Give the screen back" in thanked) == (False, True)
    assert [words for words in ("You are signed in as", "Sign out") if words in handed + thanked] == []
    assert ["/account/confirm/?next=" in address for address in [*kept_from, pressed]] == [True] * 5
    assert (signed.headers["Location"], AskedConsent.objects.get().reply) == (page, "signed")
    assert (back.status_code, Referral.objects.get().stage) == (200, Stage.DRAFT)


def test_person_says_no_on_the_screen():
    client, _, _ = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)
    led = press(client, referral, "agree", place=place.public_id, way="on_screen", language="en")

    client.post(led.headers["Location"], {"answer": "decline"})

    assert (AskedConsent.objects.get().reply, Consent.objects.count()) == ("declined", 0)


def test_question_of_the_program_is_answered():
    client, _, _ = at_the_desk()
    _, place = make_program()
    referral = moved(handed_over(client, place), Stage.SENT, Stage.ASKED_BACK, facility=place, at=timezone.now())

    page = client.get(f"/referrals/{referral.public_id}/").content.decode()
    press(client, referral, "reply", words="No, a cane.", seen=str(referral.moves))

    assert "Does the person use a wheelchair?" in page
    assert Referral.objects.get().stage == "acknowledged"


@pytest.mark.parametrize(
    ("task", "typed", "stage"),
    [
        ("cancel", {"outcome": "sender_took_it_back"}, "canceled"),
        ("fail", {"outcome": "found_care_elsewhere"}, "failed"),
        ("in_error", {}, "in_error"),
    ],
)
def test_sender_ends_it(task, typed, stage):
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility())

    press(client, referral, task, seen="0", **typed)

    assert Referral.objects.get().stage == stage


@pytest.mark.parametrize(
    ("task", "typed"),
    [
        ("cancel", {"outcome": "care_began", "seen": "0"}),
        ("cancel", {"outcome": "sender_took_it_back", "seen": "7"}),
        ("step", {"to": "completed", "seen": "0"}),
        ("step", {"to": "arrived", "seen": "0"}),
        ("pick", {"place": "nothing"}),
        ("ask", {}),
        ("agree", {"place": "nothing", "way": "own_phone", "language": "en"}),
        ("agree", {"way": "by_pigeon", "language": "en"}),
        ("reply", {"words": "Hello", "seen": "0"}),
        ("dance", {}),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(task, typed):
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility())

    answer = press(client, referral, task, **typed)

    assert ('role="alert"' in answer.content.decode(), answer.status_code) == (True, 422)
    assert Referral.objects.get().stage == "draft"


def test_places_are_put_on_the_way_and_taken_off():
    client, _, _ = at_the_desk()
    first, second = make_facility(), make_facility()
    referral = handed_over(client, first)

    press(client, referral, "add", place=second.public_id)
    press(client, referral, "add", place=second.public_id)
    both = [leg.facility for leg in referral.legs.all()]
    press(client, referral, "drop", place=first.public_id)

    assert (both, [leg.facility for leg in referral.legs.all()]) == ([first, second], [second])


def test_words_of_an_erased_person_are_gone_from_the_page():
    from handrail.privacy.domain.actors import PRODUCT
    from handrail.privacy.erasing.actions import ask_erasure

    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility())
    ask_erasure(subject=referral.subject, by=PRODUCT, at=timezone.now())

    page = client.get(f"/referrals/{referral.public_id}/").content.decode()

    assert ("Rosa" in page, "The words about this person are gone." in page) == (False, True)


def test_sheet_for_the_day_of_release_tells_when_and_where():
    client, _, _ = at_the_desk(kind="prison_health")
    place = make_facility()
    day = timezone.now().date().isoformat()
    release = {"release_on": day, "first_day_medicine": "supply", "first_day_naloxone": "handed_over"}
    referral = handed_over(client, place, **release)
    expected_in_two_days(referral, place)

    page = client.get(f"/referrals/{referral.public_id}/release-pack/").content.decode()

    assert (place.street1 in page, "They expect you" in page, "Not agreed yet" in page) == (True, True, False)
    assert ("You get a supply when you leave" in page, "This sheet belongs to: Rosa" in page) == (True, True)


def test_sheet_sends_nobody_to_a_place_that_has_not_said_yes():
    client, _, _ = at_the_desk(kind="prison_health")
    place = make_facility()
    release = {"release_on": timezone.now().date().isoformat()}
    first_day = {"first_day_medicine": "at_program", "first_day_naloxone": "at_program"}
    referral = handed_over(client, place, **release, **first_day)
    address = f"/referrals/{referral.public_id}/release-pack/"

    written = client.get(address).content.decode()
    moved(referral, Stage.SENT, Stage.ACKNOWLEDGED, facility=place, at=timezone.now())
    chosen = client.get(address).content.decode()

    assert [(place.street1 in page, place.phone in page) for page in (written, chosen)] == [(False, False)] * 2
    assert ["Not agreed yet" in page for page in (written, chosen)] == [True, True]
    assert "You get it at the place you go to" not in written + chosen


def test_without_a_day_of_release_there_is_no_sheet():
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility())

    assert client.get(f"/referrals/{referral.public_id}/release-pack/").status_code == 404


def test_a_lost_code_is_made_anew_for_the_program_that_has_the_person():
    client, user, hospital = at_the_desk()
    _, place = make_program(at=timezone.now())
    referral = handed_over(client, place)
    agreed(referral, place, user, hospital)
    press(client, referral, "pick", place=place.public_id)

    offered = client.get(f"/referrals/{referral.public_id}/").content.decode()
    answer = press(client, referral, "new_code")

    withdrawn = [link.withdrawn_at is not None for link in OneTimeLink.objects.filter(purpose="open-referral")]
    assert ("make a new one" in offered, "tell this code" in answer.content.decode()) == (True, True)
    assert withdrawn == [True, False]


def test_before_a_program_has_the_person_there_is_no_code_to_make():
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_program()[1])

    answer = press(client, referral, "new_code")

    assert (answer.status_code, OneTimeLink.objects.count()) == (422, 0)


def test_number_stands_once_on_a_neutral_sheet_and_on_no_page_after():
    client, _, hospital = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place)

    page = press(client, referral, "number", pin="4711").content.decode()

    sheet = page.partition('<article class="sheet')[2].partition("</article>")[0]
    number = re.search(r"\d{4} \d{4} \d{4} \d{4}", sheet).group()
    assert [word in sheet for word in ("Rosa", place.name, hospital.name)] == [False, False, False]
    assert open_receipt(number=number, pin="4711", at=timezone.now()).about == f"referral:{referral.public_id}"
    assert number not in client.get(f"/referrals/{referral.public_id}/").content.decode()


def test_bad_pin_gives_no_number_and_says_why():
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility())

    page = press(client, referral, "number", pin="12")

    assert (page.status_code, Receipt.objects.count()) == (422, 0)
    assert "A PIN has 4 to 8 digits" in page.content.decode()


def test_nurse_lets_a_neutral_note_ask_the_person_and_reads_where_it_stands(settings):
    settings.DEMONSTRATION = True
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility())

    press(client, referral, "way")

    assert AskedContact.objects.get().subject == referral.subject
    page = client.get(f"/referrals/{referral.public_id}/").content.decode()
    assert "We asked whether we may write to them." in page


def test_where_no_way_is_named_no_note_is_offered_and_none_goes(settings):
    settings.DEMONSTRATION = True
    client, _, _ = at_the_desk()
    referral = handed_over(client, make_facility(), reach="receipt", address="")

    page = press(client, referral, "way")

    assert (page.status_code, AskedContact.objects.count()) == (422, 0)
    assert "Ask if we may write to them" not in page.content.decode()


FIRST_DAY = {"first_day_medicine": "supply", "first_day_naloxone": "handed_over"}


def days_ahead(days):
    return timezone.now().date() + timedelta(days=days)


def test_day_of_release_is_written_later_and_the_clock_waits_for_it():
    client, _, _ = at_the_desk(kind="prison_health")
    referral = handed_over(client, make_facility())

    offered = client.get(f"/referrals/{referral.public_id}/").content.decode()
    press(client, referral, "first_day", release_on=days_ahead(90).isoformat(), **FIRST_DAY)

    referral.refresh_from_db()
    assert ("No day of release is known yet" in offered, referral.release_on) == (True, days_ahead(90))
    assert referral.due_at > timezone.now() + timedelta(days=60)


def test_day_of_release_moves_and_the_time_agreed_before_it_stands_on_no_sheet():
    client, _, _ = at_the_desk(kind="prison_health")
    place = make_facility()
    referral = handed_over(client, place, release_on=days_ahead(0).isoformat(), **FIRST_DAY)
    expected_in_two_days(referral, place)

    press(client, referral, "first_day", release_on=days_ahead(9).isoformat(), **FIRST_DAY)

    page = client.get(f"/referrals/{referral.public_id}/").content.decode()
    sheet = client.get(f"/referrals/{referral.public_id}/release-pack/").content.decode()
    assert ("Call the program: it has to give another." in page, "They expect you:" in sheet) == (True, False)
    assert (place.street1 in sheet, "No time is set yet." in sheet) == (True, True)


@pytest.mark.parametrize(("kind", "day"), [("prison_health", "soon"), ("prison_health", -2), ("hospital", 9)])
def test_no_day_that_cannot_be_is_written(kind, day):
    client, _, _ = at_the_desk(kind=kind)
    referral = handed_over(client, make_facility())
    typed = day if day == "soon" else days_ahead(day).isoformat()

    answer = press(client, referral, "first_day", release_on=typed, **FIRST_DAY)

    referral.refresh_from_db()
    assert (answer.status_code, referral.release_on) == (422, None)


def test_place_that_is_kept_says_until_when_and_what_the_program_says_next():
    client, _, _ = at_the_desk()
    place = make_facility()
    referral = handed_over(client, place)
    at, until = timezone.now(), timezone.now() + timedelta(hours=6)
    referral = moved(referral, Stage.SENT, Stage.HELD, facility=place, at=at, held_until=until)

    kept = client.get(f"/referrals/{referral.public_id}/").content.decode()
    moved(referral, Stage.ARRIVED, at=at)
    arrived = client.get(f"/referrals/{referral.public_id}/").content.decode()

    assert ["The place is kept until " in page for page in (kept, arrived)] == [True, False]
    assert "The program says when it expects them." in kept
    assert "The program has to answer." not in kept


def test_consent_is_taken_back_only_where_there_is_a_yes():
    client, user, hospital = at_the_desk()
    _, place = make_program()
    referral = handed_over(client, place)
    address, words = f"/referrals/{referral.public_id}/", "The person takes their consent back"

    before = client.get(address).content.decode()
    agreed(referral, place, user, hospital)
    with_a_yes = client.get(address).content.decode()
    press(client, referral, "take_back")
    after = client.get(address).content.decode()

    assert [words in page for page in (before, with_a_yes, after)] == [False, True, False]
