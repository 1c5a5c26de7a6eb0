"""What no restored backup may undo: written down outside, and done again however old the backup is (S33, S34)."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import transaction

from accounts.people import PASSWORD, give_app, make_organization, make_person, make_staff
from directory.claims_made import EVIDENCE, LISTED, WORDS, Program
from factories import make_consent, make_facility
from handrail.accounts.api_keys.actions import MadeKey, make_key, revoke_key
from handrail.accounts.api_keys.queries import key_sent
from handrail.accounts.domain.api_keys import Scope
from handrail.accounts.models import ApiKey, AuthenticatorApp, Membership, Organization, Passkey, SignIn, User
from handrail.accounts.organizations.actions import dismiss_operator, end_membership
from handrail.accounts.passwords import is_password_of
from handrail.accounts.persons.actions import bring_back, change_password, hide_account
from handrail.accounts.persons.recovery import recover_account
from handrail.accounts.queries import acting_for, membership_in
from handrail.accounts.second_factors.actions.authenticator_apps import remove_app
from handrail.accounts.second_factors.actions.passkeys import remove_passkey
from handrail.accounts.second_factors.actions.recovery_codes import new_recovery_codes, spend_recovery_code
from handrail.accounts.sign_ins.actions import begin_sign_in
from handrail.config.safe_keeping.after_restore import bring_up_to_now
from handrail.directory.claims.actions.claiming import ask as ask_for_page
from handrail.directory.claims.actions.claiming import call_back, enter_code, refuse, verify, withdraw
from handrail.directory.domain.claims import State as ClaimState
from handrail.directory.listing_changes.actions.changing import STOPPING, link_of, stop_by_link
from handrail.directory.listing_changes.actions.clock import apply_due_changes
from handrail.directory.models import Claim, ListingChange, ListingContact
from handrail.messaging.actions import enqueue, give_agreement, hear_stop_word, withdraw_agreement
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.models import ContactAgreement, Message, StopWord
from handrail.messaging.queries import counts_by_reason, is_stopped
from handrail.privacy.actions import open_subject
from handrail.privacy.agreements.actions import end_agreement, record_agreement
from handrail.privacy.audit.verifying import faults
from handrail.privacy.consenting.actions import end_consent, withdraw_consent
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.consents import Information
from handrail.privacy.domain.emergencies import Emergency
from handrail.privacy.domain.operator_roles import AgreementKind
from handrail.privacy.emergencies.actions import open_in_emergency
from handrail.privacy.erasing import ledger
from handrail.privacy.erasing.actions import carry_out_erasures, destroy_program_records, erase_own, take_back_erasure
from handrail.privacy.erasing.ledger import add_missing_lines, lines
from handrail.privacy.holds.actions import lift_hold, place_hold
from handrail.privacy.master_keys import Purpose
from handrail.privacy.models import (
    Agreement,
    AgreementEnd,
    AuditEntry,
    Consent,
    EmergencyOpening,
    Erasure,
    LegalHold,
    OneTimeLink,
    Receipt,
    Subject,
)
from handrail.privacy.one_time_links.actions import make_link
from handrail.privacy.queries import is_hidden
from handrail.privacy.receipts.actions import end_receipt, give_receipt
from handrail.privacy.sealed_values import opened, seal

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "+13125550142", "+13125550143"
STAFF = Actor(ActorKind.STAFF, "doctor", "clinic", "clinician")
OFFICER = Actor(ActorKind.STAFF, "officer", "operator", "privacy_officer")
OTHER_OFFICER = Actor(ActorKind.STAFF, "deputy", "operator", "privacy_officer")
HOLD_FACTS = ("public_id", "subject_id", "placed_by", "placed_at", "is_secret", "lifted_by", "lifted_at")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class World:
    """An installation as it was when the backup was made."""

    rosa: User
    consent: Consent
    member: Membership
    kept: Claim
    shown: Claim
    passkey: Passkey
    app: AuthenticatorApp
    codes: list[str]
    change: ListingChange
    paper: Agreement
    key: MadeKey
    at: datetime

    @property
    def subject(self):
        return Subject.objects.get(pk=self.rosa.subject_id)

    @property
    def later(self):
        return self.at + HOUR


@pytest.fixture
def world(at):
    rosa, codes = make_person("river", at=at)
    clinic = make_organization()
    make_staff(organization=clinic)
    member = Membership.objects.get(user=make_staff(organization=clinic, role="nurse", word="meadow"))
    give_agreement(
        subject=rosa.subject, channel=Channel.SMS, address=NUMBER, language="en", zone="America/Chicago",
        text_version="1", by=PRODUCT, at=at,
    )  # fmt: skip
    hear_stop_word(number=OTHER, is_stop=True, at=at)
    facts = Emergency("Dr. Chen", "County Hospital", "Dr. Chen", "found unresponsive at home", at)
    open_in_emergency(
        subject=rosa.subject, emergency=facts, information=frozenset({Information.MEDICINES}), by=STAFF
    )  # fmt: skip
    program = Program()
    kept, shown = program.claim(ClaimState.VERIFIED, at), second_claim(at)
    change = program.told_change(kept, at)
    give_receipt(subject=rosa.subject, about="referral:k3", lasts=30 * DAY, at=at)
    paper = record_agreement(
        organization="clinic", kind=AgreementKind.QSOA, begins_on=date(2026, 1, 1), ends_on=None, where="Safe 2",
        by=OFFICER, at=at,
    )  # fmt: skip
    return World(
        rosa, make_consent(subject=rosa.subject, at=at), member, kept, shown, passkey_of(rosa, at),
        give_app(rosa, at=at), codes, change, paper, key_of(program, at), at,
    )  # fmt: skip


def key_of(program, at):
    by = acting_for(membership_in(organization=program.organization, user=program.lead))
    return make_key(organization=program.organization, label="Bed board", days=365, user=program.lead, by=by, at=at)


def revoke_the_key(world):
    revoke_key(organization=world.kept.organization, public_id=world.key.public_id, by=PRODUCT, at=world.later)


def opens_nothing(world):
    sent = {"secret": world.key.secret, "scope": Scope.CAPACITIES_WRITE}
    return key_sent(**sent, at=world.at) is None and ApiKey.objects.get().revoked_at == world.later


def second_claim(at):
    """Of another place, and not yet approved."""
    other = Claim.objects.get()
    asked = ask_for_page(
        facility=make_facility(phone=LISTED), organization=other.organization, words=WORDS, by=other.asked_by, at=at
    )
    code = call_back(claim=asked, number=LISTED, by=other.called_by, at=at)
    return enter_code(claim=asked, code=code, by=other.asked_by, at=at)


def passkey_of(user, at):
    passkey = Passkey(user=user, subject=user.subject, credential_hash=b"h" * 32, made_at=at)
    seal(passkey, at=at, credential="what checks a signature")
    passkey.save()
    return passkey


@pytest.fixture
def file(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "_compared", ledger.LastCompared())
    settings.ERASURE_FILE = tmp_path / "apart" / "ledger"
    settings.ERASURE_FILE.parent.mkdir()
    return settings.ERASURE_FILE


@contextmanager
def undone_by_a_restore():
    """Everything that is done within is as if it had never been."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


def ask(world):
    hide_account(user=world.rosa, at=world.later)


def asked_still(world):
    asked = list(Erasure.objects.filter(undone_at=None).values_list("asked_at", "due_at"))
    hidden_at = User.objects.get(pk=world.rosa.pk).hidden_at
    return (asked, hidden_at) == ([(world.later, world.later + DAY)], world.later)


def ask_and_take_back(world):
    hide_account(user=world.rosa, at=world.later)
    bring_back(user=world.rosa, at=world.later + HOUR)


def is_back(world):
    return not is_hidden(world.subject) and User.objects.get(pk=world.rosa.pk).hidden_at is None


def erase(world):
    erase_own(subject=world.subject, by=PRODUCT, at=world.later)


def is_erased(world):
    return world.subject.erased_at == world.later and not world.subject.keys.filter(purpose=Purpose.SUBJECTS).exists()


def destroy_what_programs_kept(world):
    """Once the papers about her have passed their time."""
    for papers in (EmergencyOpening, Consent):
        papers.objects.filter(subject=world.subject).delete()
    destroy_program_records(subject=world.subject, by=PRODUCT, at=world.later)


def keeps_no_key_of_programs(world):
    return not world.subject.keys.filter(purpose=Purpose.PROGRAMS).exists()


def consent_now(world):
    return Consent.objects.get(pk=world.consent.pk)


def end_clinic(world):
    """By a statement: no page ends an organization yet."""
    Organization.objects.filter(pk=world.member.organization_id).update(ended_at=world.later)


def revoke(claim, world):
    refuse(claim=claim, to=ClaimState.REVOKED, reason="A broker.", by=claim.called_by, at=world.later)


def verify_and_revoke(world):
    revoke(verify(claim=world.shown, evidence=EVIDENCE, by=world.shown.called_by, at=world.later), world)


def give_back_and_revoke(world):
    withdraw(claim=world.kept, by=world.kept.asked_by, at=world.later)
    revoke(world.kept, world)


def state_of(claim):
    return Claim.objects.values_list("state", "ended_at").get(pk=claim.pk)


def object_to(world):
    """By the link that the old contact has."""
    path = link_of(world.change, STOPPING, "stop-change", "en", world.at)
    stop_by_link(token=path.strip("/").split("/")[-1], at=world.later)


def is_stopped_for_good(world):
    """The clock makes nothing of it, however late it is."""
    with undone_by_a_restore():
        apply_due_changes(at=world.at + 30 * DAY)
        change = ListingChange.objects.get(pk=world.change.pk)
    return (change.state, change.stopped, change.stopped_at) == ("stopped", "old_contact", world.later)


def spend(code, world, at):
    return spend_recovery_code(user=world.rosa, code=code, at=at)


def opens_once_more(code, world):
    with undone_by_a_restore():
        opens = spend(code, world, world.at + DAY)
    return opens


def make_new_codes(world):
    world.codes = [world.codes[0], *new_recovery_codes(user=world.rosa, at=world.later)]


def opens_by_the_new_codes_alone(world):
    old, *new = world.codes
    return [opens_once_more(code, world) for code in (old, *new)] == [False] + 10 * [True]


def end_of(paper):
    return AgreementEnd.objects.filter(agreement=paper).values_list("ends_on", "recorded_by", "recorded_at").first()


ACTS = {
    "change stopped by the old contact": (object_to, is_stopped_for_good),
    "recovery code used": (
        lambda world: spend(world.codes[3], world, world.later),
        lambda world: [opens_once_more(code, world) for code in world.codes[2:5]] == [True, False, True],
    ),
    "recovery codes made anew": (make_new_codes, opens_by_the_new_codes_alone),
    "signed paper ended": (
        lambda world: end_agreement(agreement=world.paper, on=date(2026, 12, 1), by=OFFICER, at=world.later),
        lambda world: end_of(world.paper) == (date(2026, 12, 1), "officer", world.later),
    ),
    "operator dismissed": (
        lambda world: dismiss_operator(user=User.objects.get(pk=world.kept.called_by_id), by=PRODUCT, at=world.later),
        lambda world: not User.objects.get(pk=world.kept.called_by_id).is_staff,
    ),
    "password changed": (
        lambda world: change_password(user=world.rosa, password="another four words", at=world.later),
        lambda world: not User.objects.get(pk=world.rosa.pk).has_usable_password(),
    ),
    "passkey removed": (
        lambda world: remove_passkey(user=world.rosa, public_id=world.passkey.public_id, at=world.later),
        lambda world: not Passkey.objects.exists(),
    ),
    "app for codes removed": (
        lambda world: remove_app(user=world.rosa, at=world.later),
        lambda world: not AuthenticatorApp.objects.exists(),
    ),
    "page of a program taken away": (
        lambda world: revoke(world.kept, world),
        lambda world: state_of(world.kept) == ("revoked", world.later),
    ),
    "page of a program given back": (
        lambda world: withdraw(claim=world.kept, by=world.kept.asked_by, at=world.later),
        lambda world: state_of(world.kept) == ("withdrawn", world.later),
    ),
    "page given back, and taken away all the same": (
        give_back_and_revoke,
        lambda world: state_of(world.kept) == ("revoked", world.later),
    ),
    "page taken away that was approved since the backup": (
        verify_and_revoke,
        lambda world: state_of(world.shown) in (("revoked", world.later), ("declined", world.later)),
    ),
    "deletion asked for": (ask, asked_still),
    "deletion taken back": (ask_and_take_back, is_back),
    "deletion carried out": (erase, is_erased),
    "records of programs destroyed": (
        destroy_what_programs_kept,
        keeps_no_key_of_programs,
    ),
    "consent withdrawn": (
        lambda world: withdraw_consent(consent=world.consent, by=PRODUCT, at=world.later),
        lambda world: consent_now(world).revoked_at == world.later,
    ),
    "consent ended": (
        lambda world: end_consent(consent=world.consent, by=PRODUCT, at=world.later),
        lambda world: consent_now(world).ended_at == world.later,
    ),
    "receipt ended": (
        lambda world: end_receipt(receipt=Receipt.objects.get(), by=PRODUCT, at=world.later),
        lambda world: Receipt.objects.get().ended_at == world.later,
    ),
    "STOP of a number that nobody had heard of": (
        lambda world: hear_stop_word(number=NUMBER, is_stop=True, at=world.later),
        lambda world: is_stopped(number="312 555 0142"),
    ),
    "START after a STOP": (
        lambda world: hear_stop_word(number=OTHER, is_stop=False, at=world.later),
        lambda world: not is_stopped(number=OTHER),
    ),
    "messages no longer wanted": (
        lambda world: withdraw_agreement(subject=world.subject, channel=Channel.SMS, by=PRODUCT, at=world.later),
        lambda world: ContactAgreement.objects.get().withdrawn_at == world.later,
    ),
    "key of an organization's system revoked": (revoke_the_key, opens_nothing),
    "membership ended": (
        lambda world: end_membership(
            organization=world.member.organization, public_id=world.member.public_id, by=PRODUCT, at=world.later
        ),
        lambda world: Membership.objects.get(pk=world.member.pk).ended_at == world.later,
    ),
}
KNOWN_ALONE = {
    "organization ended": (
        end_clinic,
        lambda world: Organization.objects.get(pk=world.member.organization_id).ended_at == world.later,
    )
}


def told(file):
    return file.read_text() if file.exists() else ""


def counted():
    """Whatever doing again might do twice."""
    return AuditEntry.objects.count(), Erasure.objects.count(), StopWord.objects.count(), Subject.objects.count()


@pytest.mark.parametrize("name", ACTS)
def test_act_is_written_down_at_once_and_done_again(world, file, name, django_capture_on_commit_callbacks):
    act, holds = ACTS[name]
    with undone_by_a_restore(), django_capture_on_commit_callbacks(execute=True):
        act(world)
    held_before = holds(world) and name != "deletion taken back"

    bring_up_to_now(lines(file), at=world.at + DAY)

    assert (held_before, holds(world)) == (False, True)
    assert list(faults(at=world.at + DAY, anchor_file=None)) == []
    assert [number for number in (NUMBER, OTHER) if number[2:] in told(file)] == []


@pytest.mark.parametrize("name", ACTS)
def test_doing_again_twice_is_doing_it_once(world, file, name, django_capture_on_commit_callbacks):
    act, holds = ACTS[name]
    with undone_by_a_restore(), django_capture_on_commit_callbacks(execute=True):
        act(world)
    bring_up_to_now(lines(file), at=world.at + DAY)
    before = counted()

    counts, held = bring_up_to_now(lines(file), at=world.at + DAY)

    assert (counts.total(), held, counted(), holds(world)) == (0, 0, before, True)


@pytest.mark.parametrize("name", [*ACTS, *KNOWN_ALONE])
def test_line_that_could_not_be_written_is_made_up_for(world, file, name, django_capture_on_commit_callbacks):
    """The folder is gone for a while: the act stands all the same, and the comparison finds what is missing."""
    act, holds = (ACTS | KNOWN_ALONE)[name]
    file.parent.rmdir()
    with undone_by_a_restore():
        with django_capture_on_commit_callbacks(execute=True):
            act(world)
        file.parent.mkdir()
        before = told(file)
        written = ledger.write_missing_lines(at=world.later)

    bring_up_to_now(lines(file), at=world.at + DAY)

    assert (before, written > 0, holds(world)) == ("", True, True)


def test_comparison_after_everything_was_written_adds_nothing(world, file, django_capture_on_commit_callbacks):
    """Every line that is noted is the very line that the database tells of."""
    add_missing_lines(file)
    for act, _ in ACTS.values():
        with undone_by_a_restore():
            with django_capture_on_commit_callbacks(execute=True):
                act(world)
            missing = add_missing_lines(file)
        assert missing == 0


def test_deletion_taken_back_and_asked_for_anew_stands(world, file, django_capture_on_commit_callbacks):
    with undone_by_a_restore(), django_capture_on_commit_callbacks(execute=True):
        ask_and_take_back(world)
        hide_account(user=world.rosa, at=world.at + 3 * HOUR)

    bring_up_to_now(reversed(lines(file)), at=world.at + DAY)
    bring_up_to_now(lines(file), at=world.at + DAY)

    assert Erasure.objects.get(undone_at=None).asked_at == world.at + 3 * HOUR


def test_of_codes_that_were_made_anew_twice_the_last_ones_open_and_used_ones_do_not(
    world, file, django_capture_on_commit_callbacks
):
    with undone_by_a_restore(), django_capture_on_commit_callbacks(execute=True):
        between = new_recovery_codes(user=world.rosa, at=world.later)
        last = new_recovery_codes(user=world.rosa, at=world.later + HOUR)
        spend(last[0], world, world.later + 2 * HOUR)

    bring_up_to_now(lines(file), at=world.at + DAY)

    assert [opens_once_more(code, world) for code in (world.codes[0], between[0], last[0], last[1])] == [
        False,
        False,
        False,
        True,
    ]


def test_no_code_can_be_read_in_the_file_and_a_first_set_is_not_in_it(world, file, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_person("meadow", at=world.later)
        of_a_new_account = "recovery" in told(file)
        codes = new_recovery_codes(user=world.rosa, at=world.later)
        spend(codes[0], world, world.later)
    plain = [code.replace("-", "") for code in codes]

    written = told(file)

    assert (of_a_new_account, written.count("recovery")) == (False, 2)
    assert [code for code in (*codes, *plain) if code in written] == []


def test_request_of_the_backup_that_was_taken_back_since_is_taken_back(world, file, django_capture_on_commit_callbacks):
    hide_account(user=world.rosa, at=world.at)
    with undone_by_a_restore(), django_capture_on_commit_callbacks(execute=True):
        take_back_erasure(subject=world.subject, by=PRODUCT, at=world.later)

    bring_up_to_now(lines(file), at=world.at + DAY)

    assert is_back(world)


def test_what_the_law_holds_is_told_and_not_erased(world, file, django_capture_on_commit_callbacks):
    with undone_by_a_restore(), django_capture_on_commit_callbacks(execute=True):
        erase(world)
    place_hold(subject=world.subject, reason="Order 42", by=STAFF, at=world.at)

    counts, held = bring_up_to_now(lines(file), at=world.at + DAY)

    assert (counts.total(), held, world.subject.erased_at) == (0, 1, None)


@pytest.mark.parametrize("is_secret", [True, False])
def test_hold_stops_an_erasure_also_after_a_restore(world, file, is_secret):
    with undone_by_a_restore():
        ask(world)
        place_hold(subject=world.subject, reason="Order 42", by=OFFICER, at=world.later + HOUR, is_secret=is_secret)
        placed = LegalHold.objects.get()
        add_missing_lines(file)

    counts, _ = bring_up_to_now(lines(file), at=world.at + 3 * DAY)
    erased = carry_out_erasures(at=world.at + 3 * DAY)

    hold = LegalHold.objects.get()
    assert (counts["hold.placed"], erased, world.subject.erased_at) == (1, 0, None)
    assert [getattr(hold, name) for name in HOLD_FACTS] == [getattr(placed, name) for name in HOLD_FACTS]
    assert b"Order" not in file.read_bytes()
    assert opened(hold, "reason")["reason"].startswith("The reason is no longer here")
    told = StringIO()
    call_command("hold", stdout=told)
    assert "Its reason was lost in a restore. Look among the papers of officer officer." in told.getvalue()
    entry = AuditEntry.objects.get(what="hold.placed")
    assert entry.subject_id == ("" if is_secret else world.subject.public_id)


def test_hold_that_was_lifted_frees_the_erasure_also_after_a_restore(world, file):
    with undone_by_a_restore():
        ask(world)
        hold = place_hold(subject=world.subject, reason="Order 42", by=OFFICER, at=world.later)
        lift_hold(hold=hold, by=OTHER_OFFICER, at=world.later + HOUR)
        carry_out_erasures(at=world.later + DAY)
        add_missing_lines(file)

    counts, held = bring_up_to_now(lines(file), at=world.at + 3 * DAY)
    again, _ = bring_up_to_now(lines(file), at=world.at + 3 * DAY)

    hold = LegalHold.objects.get()
    assert (counts["hold.placed"], counts["hold.lifted"], held, again.total()) == (1, 1, 0, 0)
    assert (hold.lifted_by, hold.lifted_at, world.subject.erased_at) == (
        "deputy",
        world.later + HOUR,
        world.later + DAY,
    )


def test_hold_of_somebody_whom_the_backup_does_not_know_holds_nothing(world, file):
    with undone_by_a_restore():
        place_hold(subject=open_subject(by=PRODUCT, at=world.later), reason="Order 42", by=OFFICER, at=world.later)
        add_missing_lines(file)

    counts, held = bring_up_to_now(lines(file), at=world.at + DAY)

    assert (counts.total(), held, LegalHold.objects.count()) == (0, 0, 0)


def test_records_that_a_program_began_anew_are_not_destroyed_by_an_old_line(
    world, file, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        destroy_what_programs_kept(world)
    place_hold(subject=world.subject, reason="Order 42", by=STAFF, at=world.later + HOUR)

    bring_up_to_now(lines(file), at=world.at + DAY)

    assert not keeps_no_key_of_programs(world)


def test_act_of_a_newer_version_is_no_reason_to_pass_it_over(file):
    file.write_text('{"at": "2026-11-23T12:00:00+00:00", "what": "referral.withdrawn", "key": "k3"}\n')

    with pytest.raises(ledger.LedgerRefused, match=r"referral\.withdrawn"):
        lines(file)


def test_everybody_signs_in_anew_and_open_links_are_closed(world):
    begin_sign_in(user=world.rosa, is_shared_device=False, has_second_factor=False, at=world.at)
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=world.at + 30 * DAY)
    make_link(purpose="invitation", about="invitation:k3", lasts=7 * DAY, has_code=False, at=world.at)

    bring_up_to_now([], at=world.later)

    assert (SignIn.objects.count(), Session.objects.count()) == (0, 0)
    assert OneTimeLink.objects.get().withdrawn_at == world.later


def test_message_that_waited_is_not_sent_again_and_the_operator_sees_why(world):
    enqueue(
        subject=world.subject, kind=MessageKind.NEWS, language="en", channel=Channel.SMS, address=NUMBER, at=world.at,
        key="referral:k3:news",
    )  # fmt: skip

    bring_up_to_now([], at=world.later)

    message = Message.objects.get()
    assert (message.status, message.letter, message.ended_at) == ("dropped", None, world.later)
    assert [(row.reason, row.count) for row in counts_by_reason()] == [("restored", 1)]


def test_password_that_was_changed_since_opens_nothing_and_a_recovery_code_still_lets_its_person_in(
    world, file, django_capture_on_commit_callbacks
):
    codes = new_recovery_codes(user=world.rosa, at=world.at)
    with undone_by_a_restore(), django_capture_on_commit_callbacks(execute=True):
        change_password(user=world.rosa, password="another four words", at=world.later)
    bring_up_to_now(lines(file), at=world.at + DAY)
    handle = world.rosa.get_username()
    opened_by = [is_password_of(User.objects.get(pk=world.rosa.pk), word) for word in (PASSWORD, "another four words")]

    back = recover_account(handle=handle, code=codes[0], password="quite new four words", at=world.at + DAY)

    assert (opened_by, back) == ([False, False], world.rosa)
    assert User.objects.get(pk=world.rosa.pk).check_password("quite new four words") is True


def test_page_that_was_taken_away_again_loses_its_contact_for_messages(world, file, django_capture_on_commit_callbacks):
    contact = ListingContact(
        claim=world.kept, subject=world.rosa.subject, channel=Channel.SMS, language="en", since=world.at
    )
    seal(contact, at=world.at, address=NUMBER)
    contact.save()
    with undone_by_a_restore(), django_capture_on_commit_callbacks(execute=True):
        revoke(world.kept, world)

    bring_up_to_now(lines(file), at=world.at + DAY)

    assert ListingContact.objects.count() == 0
