"""`handrail breach`: counts are those of the record, and names open only for an officer, by what was counted (S28)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.people import make_organization, make_staff
from conftest import append_only_lifted
from directory.claims_made import Program
from handrail.accounts.models import User
from handrail.directory.domain.claims import State
from handrail.directory.domain.listing_changes import Field
from handrail.directory.models import ListingChange
from handrail.messaging.actions import give_agreement, hear_stop_word, withdraw_agreement
from handrail.messaging.domain.kinds import Channel
from handrail.privacy.actions import open_subject, write_identity
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.erasing.actions import ask_erasure, erase_own
from handrail.privacy.holds.actions import place_hold
from handrail.privacy.models import AuditEntry
from handrail.privacy.queries import identity_of

pytestmark = pytest.mark.django_db

NURSE = Actor(ActorKind.STAFF, "nurse", "clinic", "nurse")
OTHER = Actor(ActorKind.STAFF, "other", "hospital", "nurse")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def people(at):
    """Three of the clinic, and one of the hospital."""
    found = [person(f"Person {number}", at) for number in range(4)]
    for subject in found[:3]:
        look(subject, NURSE, at)
    look(found[0], NURSE, at + DAY)
    look(found[3], OTHER, at)
    return found


def person(name, at):
    subject = open_subject(by=PRODUCT, at=at - DAY)
    write_identity(subject=subject, person={"name": name, "phone": "312 555 0142"}, by=PRODUCT, at=at - DAY)
    return subject


def look(subject, by, at):
    identity_of(subject=subject, by=by, purpose="treatment", at=at)


def agree(subject, channel, at):
    give_agreement(
        subject=subject,
        channel=channel,
        address={Channel.SMS: "+13125550142", Channel.EMAIL: "somebody@example.org"}[channel],
        language="en",
        zone="America/Chicago",
        text_version="1",
        by=PRODUCT,
        at=at,
    )


@pytest.fixture
def officer():
    return make_staff(organization=make_organization(kind="operator"), role="privacy_officer", word="officer")


def breach(*arguments):
    out = StringIO()
    call_command("breach", *arguments, stdout=out)
    return out.getvalue()


def counted(*arguments):
    return json.loads(breach(*arguments, "--json"))


def test_counts_are_whose_records_by_whom_and_since_when(people, at):
    told = counted("--by", "nurse")

    assert (told["people"], told["acts"], told["with_identity"]) == (3, {"identity.viewed": 4}, 3)
    assert [(one["by"], one["organization"], one["role"], one["acts"], one["people"]) for one in told["acting"]] == [
        ("nurse", "clinic", "nurse", 4, 3)
    ]
    assert (told["acting"][0]["first"], told["acting"][0]["last"]) == (str(at), str(at + DAY))


def test_organization_and_time_narrow_what_is_counted(people, at):
    of_hospital = counted("--organization", "hospital")
    later = counted("--by", "nurse", "--from", (at + DAY).isoformat())
    earlier = counted("--from", at.isoformat(), "--until", (at + DAY).isoformat())

    assert (of_hospital["people"], later["people"], earlier["people"]) == (1, 1, 4)


def test_day_begins_at_midnight_utc(people):
    on_the_day = counted("--from", "2026-11-23", "--until", "2026-11-24")
    before = counted("--until", "2026-11-22")

    assert (on_the_day["people"], before["people"]) == (4, 0)


def test_look_that_was_folded_into_a_line_before_the_moment_counts(at):
    subject = person("Rosa", at)
    look(subject, NURSE, at + 5 * MINUTE)
    look(subject, NURSE, at + 45 * MINUTE)
    stolen = (at + 30 * MINUTE).isoformat()

    told, text = counted("--by", "nurse", "--from", stolen), breach("--by", "nurse", "--from", stolen)

    assert (told["people"], told["since"]) == (1, "2026-11-23 12:00:00+00:00")
    assert "Since 2026-11-23 12:00 UTC" in text


def test_what_was_refused_reached_nobody(at):
    record("disclosure.refused", by=NURSE, at=at, subject=person("Rosa", at), rule="no_consent")

    told = counted("--by", "nurse")

    assert (told["people"], told["acts"], told["acting"]) == (0, {}, [])


def test_number_that_said_stop_is_nobody(people, at):
    hear_stop_word(number="+13125550142", is_stop=True, at=at)

    everybody, in_time = counted("--everybody"), counted("--from", at.isoformat())

    assert (everybody["people"], in_time["people"]) == (4, 4)


def test_everybody_are_all_people_and_not_only_those_whom_somebody_looked_at(people, at):
    open_subject(by=PRODUCT, at=at)

    told = counted("--everybody")

    assert (told["people"], told["with_identity"], told["acting"]) == (5, 4, [])


@pytest.fixture
def program(settings, at):
    """Its lead named a mailbox for messages, and nobody has agreed to it yet."""
    settings.DEMONSTRATION = True
    program = Program()
    claim = program.claim(State.VERIFIED, at)
    program.change(claim, at, field=Field.CONTACT, text="front-desk@program.example")
    return program


def test_mailbox_of_a_program_is_no_person_and_is_counted_apart(program, officer):
    told, text = counted("--everybody"), breach("--everybody")

    names = json.loads(
        breach("--everybody", "--names", told["code"], "--officer", officer.public_id, "--json")
    )  # fmt: skip
    people = set(User.objects.values_list("subject__public_id", flat=True))
    assert (told["people"], told["mailboxes"], told["programs"]) == (len(people), 1, ["Example Program"])
    assert {one["public_id"] for one in names["people"]} == people
    assert "Apart from people, 1 mailboxes of programs: Example Program" in text


def test_act_that_reached_a_mailbox_reached_no_person(program):
    told = counted("--by", program.lead.public_id)

    assert (told["people"], told["mailboxes"]) == (1, 1)  # the one is the lead, who opened their own account
    assert {one["role"]: one["people"] for one in told["acting"]} == {"": 1, "lead": 0}


@pytest.mark.parametrize("is_told_apart_by", ["row", "record of acts"])
def test_mailbox_is_told_apart_by_what_names_it_or_by_the_record(program, is_told_apart_by):
    if is_told_apart_by == "row":
        with append_only_lifted(connection):
            AuditEntry.objects.filter(what="subject.opened").update(about="")
    else:
        ListingChange.objects.all().delete()

    told = counted("--everybody")

    assert (told["people"], told["mailboxes"]) == (User.objects.count(), 1)


@pytest.mark.parametrize("arguments", [(), ("--everybody", "--by", "nurse")])
def test_it_must_be_said_whose_acts_or_everybody(arguments):
    with pytest.raises(CommandError, match="or --everybody"):
        breach(*arguments)


@pytest.mark.parametrize("text", ["yesterday", "2026-11-23T12:00:00"])
def test_moment_that_cannot_be_meant_is_refused(text):
    with pytest.raises(CommandError, match="argument --from"):
        breach("--from", text)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--by", "nobody-1234"), "No account has the id nobody-1234"),
        (("--organization", "xxxx"), "No organization has the id xxxx"),
        (("--by", "nurse", "--from", "9998-01-01"), "--from is still to come"),
        (("--by", "nurse", "--from", "2026-11-24", "--until", "2026-11-23"), "--from must come before --until"),
    ],
)
def test_slip_of_the_pen_is_refused_and_reads_not_as_a_breach_of_nobody(people, arguments, words):
    with pytest.raises(CommandError, match=words):
        breach(*arguments)

    assert AuditEntry.objects.filter(what="breach.counted").count() == 0


def test_sign_in_name_is_no_id_and_an_account_or_organization_that_did_nothing_is_one(people, at):
    user = User.objects.create_user("quiet-1234")
    organization = make_organization()

    told = counted("--by", user.public_id), counted("--organization", organization.public_id)

    assert [one["people"] for one in told] == [0, 0]
    with pytest.raises(CommandError, match="Give the random id"):
        breach("--by", user.username)


def test_who_can_be_reached_are_those_whose_agreement_stands(people, at):
    for subject in people[:3]:
        agree(subject, Channel.SMS, at)
    agree(people[0], Channel.EMAIL, at)
    withdraw_agreement(subject=people[1], channel=Channel.SMS, by=PRODUCT, at=at)
    erase_own(subject=people[2], by=PRODUCT, at=at)

    told = counted("--by", "nurse")

    assert told["reachable"] == {"sms": 1, "email": 1}
    assert (told["people"], told["erased"], told["with_identity"]) == (3, 1, 2)


def test_deadlines_run_from_the_day_somebody_learned_of_it(people):
    told = counted("--by", "nurse", "--discovered", "2026-11-01")

    assert {duty["last_day"] for duty in told["duties"]} == {"2026-12-31", "2027-03-01"}
    assert "eCFR" in told["law"]


def test_counting_opens_no_name_and_stands_in_the_record(people):
    before = AuditEntry.objects.filter(what="identity.viewed").count()

    text = breach("--by", "nurse")

    code = counted("--by", "nurse")["code"]
    assert "Person" not in text
    assert AuditEntry.objects.filter(what="identity.viewed").count() == before
    assert set(AuditEntry.objects.filter(what="breach.counted").values_list("about", flat=True)) == {f"breach:{code}"}


def test_names_are_opened_by_the_officer_and_each_opening_stands_in_the_persons_record(people, officer):
    code = counted("--by", "nurse")["code"]

    told = json.loads(breach("--by", "nurse", "--names", code, "--officer", officer.public_id, "--json"))

    opened = AuditEntry.objects.filter(what="identity.viewed", by_id=officer.public_id)
    assert sorted(one["person"]["name"] for one in told["people"]) == ["Person 0", "Person 1", "Person 2"]
    assert set(opened.values_list("subject_id", "purpose", "role")) == {
        (subject.public_id, "breach_notice", "privacy_officer") for subject in people[:3]
    }
    assert AuditEntry.objects.filter(what="breach.named", by_id=officer.public_id, about=f"breach:{code}").count() == 1


def test_person_who_was_erased_is_told_as_unknown(people, officer, at):
    erase_own(subject=people[0], by=PRODUCT, at=at)
    code = counted("--by", "nurse")["code"]

    text = breach("--by", "nurse", "--names", code, "--officer", officer.public_id)

    assert f"{people[0].public_id}  nobody knows who" in text
    assert text.count("name: Person") == 2
    assert text.endswith("3 people. 2 names were opened: each opening stands in that person's own record.\n")
    assert AuditEntry.objects.filter(what="identity.viewed", by_id=officer.public_id).count() == 2


def test_person_whose_deletion_the_law_holds_up_can_be_told(people, officer, at):
    ask_erasure(subject=people[0], by=PRODUCT, at=at)
    place_hold(subject=people[0], reason="Order 42", by=OTHER, at=at)
    code = counted("--by", "nurse")["code"]

    told = json.loads(breach("--by", "nurse", "--names", code, "--officer", officer.public_id, "--json"))

    assert "Person 0" in [one["person"]["name"] for one in told["people"]]
    assert identity_of(subject=people[0], by=NURSE, purpose="treatment", at=at) is None


@pytest.mark.asvs("V8.2.2")
@pytest.mark.parametrize("who", ["", "nurse", "lead", "officer elsewhere"])
def test_names_open_for_nobody_but_a_privacy_officer_of_the_operator(people, who):
    code = counted("--by", "nurse")["code"]
    operator = make_organization(kind="operator")
    ids = {
        "lead": make_staff(organization=operator, role="lead", word="lead").public_id,
        "officer elsewhere": make_staff(role="privacy_officer", word="elsewhere").public_id,
    }

    with pytest.raises(CommandError, match="opened by a privacy officer of the operator"):
        breach("--by", "nurse", "--names", code, "--officer", ids.get(who, who))

    assert AuditEntry.objects.filter(purpose="breach_notice").count() == 0


def test_names_of_others_than_were_counted_stay_closed(people, officer, at):
    code = counted("--by", "nurse")["code"]
    look(people[3], replace(NURSE), at)

    with pytest.raises(CommandError, match="Count them again"):
        breach("--by", "nurse", "--names", code, "--officer", officer.public_id)

    assert AuditEntry.objects.filter(what="breach.named").count() == 0


def test_text_says_what_the_figures_say(people, at):
    text = breach("--by", "nurse", "--discovered", "2026-11-01")

    began = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert began == at
    assert "3 people; 0 of them were erased" in text
    assert "staff nurse nurse clinic: 4 acts, 3 people, 2026-11-23 12:00 to 2026-11-24 12:00 UTC" in text
    assert "By 2026-12-31, and without delay: each person (45 CFR 164.404" in text
    assert "By 2027-03-01: the Secretary of Health and Human Services, in the report of the year" in text
    assert "Since" not in text
    assert text.rstrip().endswith("--officer ID")
