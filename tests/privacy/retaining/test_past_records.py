"""What is past its time goes, once, with an entry; not a moment early, and not while the law holds it (S33)."""

from datetime import timedelta

import pytest

from factories import make_consent, make_person_request
from handrail.messaging.actions import enqueue, give_agreement, withdraw_agreement
from handrail.messaging.delivering.actions.old_messages import forget_old
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.models import ContactAgreement
from handrail.privacy.actions import open_subject
from handrail.privacy.consenting.actions import end_consent, withdraw_consent
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.consents import Condition, ConsentKind, Information
from handrail.privacy.domain.emergencies import Emergency
from handrail.privacy.domain.notices import Notice
from handrail.privacy.domain.requests import Outcome
from handrail.privacy.domain.retention import FOUR_YEARS, SIX_YEARS
from handrail.privacy.emergencies.actions import open_in_emergency
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.holds.actions import lift_hold, place_hold
from handrail.privacy.models import (
    AuditEntry,
    Consent,
    EmergencyOpening,
    LegalHold,
    NoticeGiven,
    OneTimeLink,
    PersonRequest,
)
from handrail.privacy.notices.actions import give_notices
from handrail.privacy.one_time_links.actions import make_link
from handrail.privacy.requests.actions import answer_request
from handrail.privacy.retaining import actions as retaining
from handrail.privacy.retaining.actions import forget_past_records

pytestmark = pytest.mark.django_db

OFFICER = Actor(ActorKind.STAFF, "officer", "clinic", "privacy_officer")
DOCTOR = Actor(ActorKind.STAFF, "doctor", "clinic", "clinician")
MOMENT, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def rosa(at):
    return open_subject(by=PRODUCT, at=at)


def ended_consent(subject, at):
    end_consent(consent=make_consent(subject=subject, at=at), by=PRODUCT, at=at)
    return Consent


def withdrawn_consent(subject, at):
    withdraw_consent(consent=make_consent(subject=subject, at=at), by=PRODUCT, at=at)
    return Consent


def expired_consent(subject, at):
    make_consent(subject=subject, at=at - DAY, expires_at=at)
    return Consent


def opening(subject, at):
    emergency = Emergency("Dr. Chen", "County Hospital", "Dr. Chen", "found unresponsive at home", at)
    open_in_emergency(subject=subject, emergency=emergency, information=frozenset({Information.MEDICINES}), by=DOCTOR)
    return EmergencyOpening


def lifted_hold(subject, at):
    lift_hold(hold=place_hold(subject=subject, reason="Order 42", by=OFFICER, at=at), by=OFFICER, at=at)
    return LegalHold


def answered_request(subject, at):
    request = make_person_request(subject=subject, at=at)
    answer_request(request=request, outcome=Outcome.HEARD, answer="Sorry.", by=OFFICER, at=at)
    return PersonRequest


def notice_of_who_was_erased(subject, at):
    give_notices(subject=subject, notices=[Notice.TERMS], language="en", at=at)
    erase_own(subject=subject, by=PRODUCT, at=at)
    return NoticeGiven


KINDS = [
    ended_consent,
    withdrawn_consent,
    expired_consent,
    opening,
    lifted_hold,
    answered_request,
    notice_of_who_was_erased,
]


@pytest.mark.asvs("V14.2.4")
@pytest.mark.parametrize("made", KINDS)
def test_record_goes_after_six_years_and_not_a_moment_before(rosa, at, made):
    model = made(rosa, at)

    early = forget_past_records(at=at + SIX_YEARS)
    kept = model.objects.count()
    gone = [forget_past_records(at=at + SIX_YEARS + MOMENT) for _ in range(2)]

    entry = AuditEntry.objects.get(what="retention.passed")
    assert (early, kept, gone, model.objects.count()) == (0, 1, [1, 0], 0)
    assert (entry.subject_id, entry.by_kind, entry.at) == (rosa.public_id, "product", at + SIX_YEARS + MOMENT)


@pytest.mark.parametrize("made", KINDS)
def test_record_stays_while_the_law_holds_it(rosa, at, made):
    model = made(rosa, at)
    hold = place_hold(subject=rosa, reason="Order 43", by=OFFICER, at=at + DAY)
    before = model.objects.count()

    held = forget_past_records(at=at + 2 * SIX_YEARS)
    kept = model.objects.count()
    lift_hold(hold=hold, by=OFFICER, at=at + 2 * SIX_YEARS)
    lifted = forget_past_records(at=at + 2 * SIX_YEARS)

    assert (held, kept, lifted) == (0, before, 1)


def test_consent_in_force_stays_whatever_its_age(rosa, at):
    make_consent(subject=rosa, at=at)

    assert forget_past_records(at=at + 5 * SIX_YEARS) == 0


def test_withdrawn_consent_that_a_court_holds_is_counted_from_when_it_may_end(rosa, at):
    until = at + 365 * DAY
    held = {"kind": ConsentKind.JUSTICE, "condition": Condition.PAROLE, "irrevocable_until": until, "expires_at": until}
    withdraw_consent(consent=make_consent(subject=rosa, at=at, **held), by=PRODUCT, at=at)

    early = forget_past_records(at=at + SIX_YEARS + DAY)
    late = forget_past_records(at=at + SIX_YEARS + 366 * DAY)

    assert (early, late) == (0, 1)


def test_open_request_and_notice_of_who_is_here_stay(rosa, at):
    make_person_request(subject=rosa, at=at)
    give_notices(subject=rosa, notices=[Notice.TERMS], language="en", at=at)

    assert forget_past_records(at=at + 5 * SIX_YEARS) == 0


def test_consent_waits_for_a_message_that_names_it(rosa, at):
    consent = make_consent(subject=rosa, at=at)
    enqueue(
        subject=rosa,
        kind=MessageKind.NEWS,
        language="en",
        channel=Channel.EMAIL,
        address="rosa@example.org",
        at=at,
        key="one",
        consent=consent,
    )
    end_consent(consent=consent, by=PRODUCT, at=at)

    gone = forget_past_records(at=at + 2 * SIX_YEARS)

    assert (gone, Consent.objects.count()) == (0, 1)
    assert AuditEntry.objects.filter(what="retention.passed").count() == 0


def test_hold_that_comes_between_looking_and_removing_still_stops_it(rosa, at, monkeypatch):
    ended_consent(rosa, at)
    one = retaining.forget_one

    def held_first(kind, row, rows, *, at):
        place_hold(subject=rosa, reason="Order 44", by=OFFICER, at=at)
        return one(kind, row, rows, at=at)

    monkeypatch.setattr(retaining, "forget_one", held_first)

    gone = forget_past_records(at=at + 2 * SIX_YEARS)

    assert (gone, Consent.objects.count()) == (0, 1)


@pytest.mark.parametrize("end", [{}, {"used_at": 1}, {"withdrawn_at": 1}])
def test_links_go_a_month_after_they_ended(at, end):
    make_link(purpose="invitation", about="invitation:x", lasts=DAY, has_code=False, at=at)
    OneTimeLink.objects.update(**dict.fromkeys(end, at))

    counts = [forget_past_records(at=at + days * DAY + MOMENT) for days in (30, 31, 31)]

    assert (counts, OneTimeLink.objects.count()) == ([0, 1, 0], 0)


def test_withdrawn_agreements_go_after_four_years_and_standing_ones_stay(rosa, at):
    given = {"language": "en", "zone": "America/Chicago", "text_version": "1", "by": PRODUCT, "at": at}
    give_agreement(subject=rosa, channel=Channel.SMS, address="+13125550142", **given)
    give_agreement(subject=rosa, channel=Channel.EMAIL, address="rosa@example.org", **given)
    withdraw_agreement(subject=rosa, channel=Channel.SMS, by=PRODUCT, at=at)

    counts = [forget_old(at=at + FOUR_YEARS + later) for later in (timedelta(0), MOMENT, MOMENT)]

    assert counts == [0, 1, 0]
    assert [row.channel for row in ContactAgreement.objects.all()] == ["email"]


def test_messages_and_agreements_stay_while_the_law_holds_the_record(rosa, at):
    given = {"language": "en", "zone": "America/Chicago", "text_version": "1", "by": PRODUCT, "at": at}
    give_agreement(subject=rosa, channel=Channel.SMS, address="+13125550142", **given)
    withdraw_agreement(subject=rosa, channel=Channel.SMS, by=PRODUCT, at=at)
    place_hold(subject=rosa, reason="Order 42", by=OFFICER, at=at)

    assert forget_old(at=at + 2 * FOUR_YEARS) == 0


def test_record_of_acts_and_account_of_hand_overs_are_never_shortened(rosa, at):
    ended_consent(rosa, at)
    before = set(AuditEntry.objects.values_list("public_id", flat=True))

    forget_past_records(at=at + 10 * SIX_YEARS)

    assert before < set(AuditEntry.objects.values_list("public_id", flat=True))
