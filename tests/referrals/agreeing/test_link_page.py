"""The page on the person's own phone: nothing by looking, everything by a press, and a way back."""

from datetime import timedelta

import pytest
from django.test import Client

from handrail.directory.domain.phone_numbers import dial_address
from handrail.messaging.models import AskedContact
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import Consent, OneTimeLink, Receipt
from handrail.privacy.sealed_values import opened
from handrail.referrals.agreeing.actions import ask_to_agree, sign
from handrail.referrals.agreeing.wording import consent_words
from handrail.referrals.domain.agreeing import Reply, Signing
from handrail.referrals.models import AskedConsent
from handrail.referrals.wall_times import wall_time
from handrail.web.limiting.limits import forget_permits
from lost_answers import press_and_lose_the_answer
from referrals.samples import actor_of, make_program, make_referral, make_sender

pytestmark = pytest.mark.django_db
FROM_HERE = {"headers": {"origin": "http://testserver"}}


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_permits()


@pytest.fixture
def now():
    from django.utils import timezone

    return timezone.now()


def asked_by_phone(now, *, number="", **facts):
    sender, nurse = make_sender()
    _, facility = make_program()
    referral = make_referral(sender=sender, at=now, **facts)
    return ask_to_agree(
        referral=referral,
        facility=facility,
        way=Signing.OWN_PHONE,
        language="en",
        user=nurse,
        by=actor_of(nurse, sender),
        at=now,
        number=number,
    )


def read_of(answer) -> str:
    return answer.content.decode().partition('name="read" value="')[2].partition('"')[0]


def test_scanner_that_looks_claims_nothing_and_sees_nothing(now):
    _, link = asked_by_phone(now)

    looked = [Client().get(f"/agree/{link.token}/"), Client().head(f"/agree/{link.token}/")]
    guessed = Client().get("/agree/guessed/")

    assert looked[0].content.decode().replace(link.token, "guessed") == guessed.content.decode()
    assert (OneTimeLink.objects.get().browser_digest, "Rosa" in looked[0].content.decode()) == (None, False)


def test_person_reads_signs_and_takes_it_back(now):
    asked, link = asked_by_phone(now)
    phone, address = Client(), f"/agree/{link.token}/"

    shown = phone.post(address, **FROM_HERE)
    signed = phone.post(address, {"answer": "sign", "read": read_of(shown)}, **FROM_HERE)
    back = phone.post(address, {"answer": "take-back"}, **FROM_HERE)

    assert "This is about me: Rosa." in shown.content.decode()
    assert "You agreed" in signed.content.decode()
    assert "You took back your yes" in back.content.decode()
    asked.refresh_from_db()
    assert (asked.reply, Consent.objects.get().revoked_at is not None) == (Reply.TAKEN_BACK, True)


def test_person_says_no_and_the_link_is_gone(now):
    _, link = asked_by_phone(now)
    phone, address = Client(), f"/agree/{link.token}/"
    phone.post(address, **FROM_HERE)

    said = phone.post(address, {"answer": "decline"}, **FROM_HERE)
    again = phone.post(address, **FROM_HERE)

    assert ("You said no" in said.content.decode(), again.status_code) == (True, 404)
    assert AskedConsent.objects.get().reply == Reply.DECLINED


def test_yes_whose_answer_was_lost_is_read_again_on_the_same_phone_alone(now):
    asked, link = asked_by_phone(now)
    phone, other, address = Client(), Client(), f"/agree/{link.token}/"
    phone.get(address)
    other.get(address)
    press_and_lose_the_answer(phone, address)
    read = read_of(phone.post(address, **FROM_HERE))
    press_and_lose_the_answer(phone, address, answer="sign", read=read)

    again, elsewhere = phone.post(address, **FROM_HERE), other.post(address, **FROM_HERE)

    asked.refresh_from_db()
    assert (asked.reply, "You agreed" in again.content.decode(), elsewhere.status_code) == ("signed", True, 404)


def test_second_browser_finds_nothing(now):
    _, link = asked_by_phone(now)
    Client().post(f"/agree/{link.token}/", **FROM_HERE)

    other = Client().post(f"/agree/{link.token}/", **FROM_HERE)
    guessed = Client().post("/agree/guessed/", **FROM_HERE)

    assert (other.status_code, guessed.status_code) == (404, 404)
    assert other.content.decode().replace(link.token, "guessed") == guessed.content.decode()


def test_words_that_were_not_read_are_not_signed(now):
    _, link = asked_by_phone(now)
    phone = Client()
    phone.post(f"/agree/{link.token}/", **FROM_HERE)

    answer = phone.post(f"/agree/{link.token}/", {"answer": "sign", "read": "0" * 64}, **FROM_HERE)

    assert ("have changed" in answer.content.decode(), answer.status_code) == (True, 422)
    assert Consent.objects.count() == 0


def test_link_that_came_by_text_opens_with_its_code_alone(now):
    _, link = asked_by_phone(now, number="(217) 555-0143")
    phone, address = Client(), f"/agree/{link.token}/"
    wrong_code = f"{(int(link.code) + 1) % 10**6:06}"

    first = phone.post(address, **FROM_HERE)
    wrong = phone.post(address, {"code": wrong_code}, **FROM_HERE)
    right = phone.post(address, {"code": link.code}, **FROM_HERE)
    signed = phone.post(address, {"code": link.code, "answer": "sign", "read": read_of(right)}, **FROM_HERE)

    assert ["Rosa" in each.content.decode() for each in (first, wrong, right)] == [False, False, True]
    assert (wrong.status_code, "You agreed" in signed.content.decode()) == (404, True)


def test_another_site_signs_for_nobody(now):
    _, link = asked_by_phone(now)

    answer = Client().post(f"/agree/{link.token}/", headers={"origin": "https://elsewhere.example"})

    assert (answer.status_code, OneTimeLink.objects.get().browser_digest) == (403, None)


def test_person_who_asked_to_be_forgotten_is_not_named(now):
    from handrail.privacy.erasing.actions import ask_erasure

    asked, link = asked_by_phone(now)
    ask_erasure(subject=asked.referral.subject, by=PRODUCT, at=now)

    answer = Client().post(f"/agree/{link.token}/", **FROM_HERE)

    assert ("Rosa" in answer.content.decode(), answer.status_code) == (False, 404)


def test_yes_is_taken_back_after_the_browser_forgot_the_page(now):
    asked, link = asked_by_phone(now, number="(217) 555-0143")
    phone, address = Client(), f"/agree/{link.token}/"
    phone.post(address, **FROM_HERE)
    shown = phone.post(address, {"code": link.code}, **FROM_HERE)
    phone.post(address, {"code": link.code, "answer": "sign", "read": read_of(shown)}, **FROM_HERE)

    back = Client().post(address, {"answer": "take-back"}, **FROM_HERE)

    asked.refresh_from_db()
    assert ("You took back your yes" in back.content.decode(), asked.reply) == (True, Reply.TAKEN_BACK)
    assert ("Rosa" in back.content.decode(), asked.facility.name in back.content.decode()) == (False, False)


def test_taking_back_what_was_not_signed_is_like_a_guess(now):
    asked, link = asked_by_phone(now)

    unsigned = Client().post(f"/agree/{link.token}/", {"answer": "take-back"}, **FROM_HERE)
    guessed = Client().post("/agree/guessed/", {"answer": "take-back"}, **FROM_HERE)

    asked.refresh_from_db()
    assert (unsigned.status_code, guessed.status_code, asked.reply) == (404, 404, "")
    assert unsigned.content.decode().replace(link.token, "guessed") == guessed.content.decode()


def test_link_lasts_as_long_as_the_yes_that_was_given_by_it(now):
    asked, _ = asked_by_phone(now)
    words = consent_words(referral=asked.referral, facility=asked.facility, language="en")

    consent = sign(asked=asked, read=words.hash, by=PRODUCT, at=now + timedelta(days=20))

    assert OneTimeLink.objects.get().ends_at == consent.expires_at


def signed_on(phone, address):
    return phone.post(address, {"answer": "sign", "read": read_of(phone.post(address, **FROM_HERE))}, **FROM_HERE)


def test_person_takes_a_number_with_them_once_they_signed_and_not_before(now):
    asked, link = asked_by_phone(now)
    phone, address = Client(), f"/agree/{link.token}/"

    early = phone.post(address, {"answer": "number"}, **FROM_HERE)
    signed_on(phone, address)
    page = phone.post(address, {"answer": "number", "pin": "4711"}, **FROM_HERE).content.decode()

    assert ("Your number" in early.content.decode(), "Your number" in page) == (False, True)
    assert ("4711" in page, 'id="as-sent"' in page) == (False, False)
    assert "<strong>testserver/receipt/</strong>" in page
    assert Receipt.objects.get().about == f"referral:{asked.referral.public_id}"


def test_bad_pin_on_the_phone_is_refused_and_the_copy_stays(now):
    _, link = asked_by_phone(now)
    phone, address = Client(), f"/agree/{link.token}/"
    signed_on(phone, address)

    page = phone.post(address, {"answer": "number", "pin": "12"}, **FROM_HERE)

    assert (page.status_code, Receipt.objects.count()) == (422, 0)
    assert "You agreed" in page.content.decode()


def test_note_is_asked_for_on_the_phone_and_its_address_is_never_shown(now, settings):
    settings.DEMONSTRATION = True
    asked, link = asked_by_phone(now, words={"alias": "Rosa", "reach": "text", "address": "447-555-0199"})
    phone, address = Client(), f"/agree/{link.token}/"

    offered = signed_on(phone, address).content.decode()
    sent = phone.post(address, {"answer": "way"}, **FROM_HERE).content.decode()

    assert ("Send me the note" in offered, "on its way to you" in sent) == (True, True)
    assert ("0199" in offered + sent, AskedContact.objects.get().subject) == (False, asked.referral.subject)


def test_copy_says_when_it_was_signed_and_whom_to_ring_and_opens_again_on_the_same_phone(now):
    asked, link = asked_by_phone(now)
    phone, address = Client(), f"/agree/{link.token}/"
    shown = phone.post(address, **FROM_HERE)

    signed = phone.post(address, {"answer": "sign", "read": read_of(shown)}, **FROM_HERE).content.decode()
    closed = phone.get(address).content.decode()
    again = phone.post(address, **FROM_HERE).content.decode()

    asked.refresh_from_db()
    moment = wall_time(asked.replied_at, zone="America/Chicago", language="en")
    assert [f"Signed: {moment}" in page for page in (shown.content.decode(), signed, again)] == [False, True, True]
    dialed = dial_address(asked.facility.phone, state=asked.facility.state)
    assert [f'href="{dialed}"' in page for page in (signed, again)] == [True, True]
    assert "your copy stays here, on that phone" in closed


def test_who_reads_spanish_reads_and_signs_every_line_in_spanish(now):
    asked, link = asked_by_phone(now)
    phone = Client()
    phone.post(f"/agree/{link.token}/", **FROM_HERE)

    shown = phone.post(f"/es/agree/{link.token}/", **FROM_HERE)
    signed = phone.post(f"/es/agree/{link.token}/", {"answer": "sign", "read": read_of(shown)}, **FROM_HERE)

    asked.refresh_from_db()
    evidence = opened(asked.consent, "evidence")["evidence"]
    assert ("Solo" in shown.content.decode(), "No other program." in shown.content.decode()) == (True, False)
    assert (signed.status_code, asked.language, asked.consent.language) == (200, "es", "es")
    assert "No other program." not in evidence["text"]


def test_words_that_were_read_in_one_language_are_not_signed_in_the_other(now):
    asked, link = asked_by_phone(now)
    phone = Client()
    shown = phone.post(f"/agree/{link.token}/", **FROM_HERE)

    answer = phone.post(f"/es/agree/{link.token}/", {"answer": "sign", "read": read_of(shown)}, **FROM_HERE)

    asked.refresh_from_db()
    assert (answer.status_code, asked.reply) == (422, "")


@pytest.mark.parametrize(
    ("kind", "chooses"), [("police", "A coordinator of this site"), ("hospital", "Whoever asked you")]
)
def test_copy_says_who_chooses_and_sends_nobody_back_to_an_officer(now, settings, kind, chooses):
    settings.OPERATOR_PHONE = "617-555-0199"
    sender, user = make_sender(kind=kind, role="officer" if kind == "police" else "nurse")
    place, who = make_program()[1], {"user": user, "by": actor_of(user, sender)}
    referrals = [make_referral(sender=sender, at=now) for _ in range(2)]
    way = {"way": Signing.OWN_PHONE, "language": "en"}
    links = [ask_to_agree(referral=each, facility=place, at=now, **way, **who)[1] for each in referrals]
    phone, (yes, no) = Client(), [f"/agree/{link.token}/" for link in links]
    phone.post(no, **FROM_HERE)

    signed = phone.post(yes, {"answer": "sign", "read": read_of(phone.post(yes, **FROM_HERE))}, **FROM_HERE)
    declined = phone.post(no, {"answer": "decline"}, **FROM_HERE)
    taken_back = phone.post(yes, {"answer": "take-back"}, **FROM_HERE)

    pages = [each.content.decode() for each in (signed, declined, taken_back)]
    is_police = kind == "police"
    assert f"{chooses} may choose this program now." in pages[0]
    assert [("whoever asked you" in page.lower()) for page in pages] == [not is_police] * 3
    assert ['href="tel:+16175550199"' in page for page in pages] == [is_police] * 3
    assert ["Find other help" in page for page in pages] == [False, True, True]
