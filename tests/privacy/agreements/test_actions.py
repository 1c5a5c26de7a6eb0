"""Papers are written down, ended, and never written over; hand-overs rest on them (S18)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, IntegrityError, transaction

from factories import make_consent
from handrail.privacy.actions import open_subject
from handrail.privacy.agreements.actions import end_agreement, record_agreement
from handrail.privacy.agreements.queries import agreements_of, live_papers, operator_role
from handrail.privacy.consenting.actions import ConsentRefused, hand_over
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.consents import HandOver, Information, Purpose, RecipientRole
from handrail.privacy.domain.operator_roles import THE_OPERATOR, AgreementKind, AgreementRefused
from handrail.privacy.models import Agreement, AgreementEnd, AuditEntry, Disclosure
from privacy.papers import stand_with

pytestmark = pytest.mark.django_db
ANA = Actor(ActorKind.STAFF, "ana", role="operator")
DAY = timedelta(days=1)


def written(at, **facts):
    values = {"organization": "detox", "kind": AgreementKind.QSOA, "begins_on": at.date(), "ends_on": None}
    return record_agreement(**(values | {"where": " Cabinet 3 ", "by": ANA, "at": at} | facts))


def acts():
    return list(
        AuditEntry.objects.filter(what__startswith="agreement").order_by("id").values_list("what", "by_id", "rule")
    )


def test_paper_is_written_down_with_who_when_and_where(at):
    agreement = written(at)

    assert (agreement.where, agreement.recorded_by, agreement.recorded_at) == ("Cabinet 3", "ana", at)
    assert live_papers(organizations=["detox", "clinic"], on=at.date()) == {"detox": {AgreementKind.QSOA}}
    assert acts() == [("agreement.recorded", "ana", "qsoa")]


def test_paper_that_was_ended_stays_and_no_longer_holds(at):
    agreement = written(at)

    end_agreement(agreement=agreement, on=at.date() + DAY, by=ANA, at=at)

    assert live_papers(organizations=["detox"], on=at.date()) == {"detox": {AgreementKind.QSOA}}
    assert live_papers(organizations=["detox"], on=at.date() + DAY) == {}
    assert [each.end.ends_on for each in agreements_of(organization="detox")] == [at.date() + DAY]
    assert acts()[-1] == ("agreement.ended", "ana", "qsoa")


def test_paper_is_ended_once(at):
    agreement = written(at)
    end_agreement(agreement=agreement, on=at.date(), by=ANA, at=at)

    with pytest.raises(AgreementRefused, match="already"):
        end_agreement(agreement=agreement, on=at.date() + DAY, by=ANA, at=at)

    assert AgreementEnd.objects.get().ends_on == at.date()


def test_refused_paper_leaves_nothing(at):
    with pytest.raises(AgreementRefused):
        written(at, where=" ")

    assert (Agreement.objects.count(), acts()) == (0, [])


@pytest.mark.parametrize("broken", [{"kind": "promise"}, {"where": ""}, {"organization_id": ""}, {"recorded_by": ""}])
def test_database_refuses_a_paper_that_cannot_be(at, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        stand_with("detox", **broken) if "organization_id" not in broken else stand_with("")


def test_database_refuses_a_paper_that_ends_before_it_begins(at):
    with pytest.raises(IntegrityError), transaction.atomic():
        stand_with("detox", begins_on=at.date(), ends_on=at.date())


@pytest.mark.parametrize("change", ["update", "delete"])
def test_database_never_changes_a_paper_or_its_end(at, change):
    agreement = written(at)
    end_agreement(agreement=agreement, on=at.date(), by=ANA, at=at)

    for rows, values in ((AgreementEnd, {"ends_on": at.date() + DAY}), (Agreement, {"where": "Elsewhere"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.objects.update(**values) if change == "update" else rows.objects.all()._raw_delete("default")

    assert (Agreement.objects.get().where, AgreementEnd.objects.get().ends_on) == ("Cabinet 3", at.date())


@pytest.fixture
def rosa(at):
    return open_subject(by=ANA, at=at)


def consented(rosa, at, **terms):
    return make_consent(subject=rosa, at=at, by=ANA, disclosers=frozenset({"detox"}), **terms)


def handed(rosa, at):
    asked = HandOver(
        subject=rosa.public_id,
        discloser="detox",
        recipient="clinic",
        role=RecipientRole.TREATMENT,
        information=frozenset({Information.IDENTITY}),
        purpose=Purpose.TREATMENT,
        at=at,
    )
    return hand_over(subject=rosa, asked=asked, by=ANA).rule


def test_hand_over_needs_the_role_and_a_paper_that_holds_that_day(rosa, at, settings):
    consented(rosa, at)
    without = handed(rosa, at)
    agreement = written(at)
    with_paper = handed(rosa, at)
    settings.OPERATOR_ROLE = ""
    unset = handed(rosa, at)
    settings.OPERATOR_ROLE = "ba_qso"
    end_agreement(agreement=agreement, on=at.date() + DAY, by=ANA, at=at)

    rules = [without, with_paper, unset, handed(rosa, at), handed(rosa, at + DAY)]

    assert rules == [
        "no_agreement_with_discloser",
        "all_elements",
        "no_operator_role",
        "all_elements",
        "no_agreement_with_discloser",
    ]
    assert Disclosure.objects.count() == 2


def test_service_organization_is_named_in_no_consent(rosa, at, settings):
    settings.OPERATOR_ROLE = "ba_qso"

    with pytest.raises(ConsentRefused, match="cannot be named"):
        consented(rosa, at, recipients=frozenset({"clinic", THE_OPERATOR}))


def test_check_before_serving_says_that_the_role_is_unset(settings):
    settings.OPERATOR_ROLE = ""
    with pytest.raises(SystemCheckError, match="HANDRAIL_OPERATOR_ROLE is not set"):
        call_command("check", "--deploy", "--fail-level", "WARNING", "--tag", "privacy")
    call_command("check")  # nothing to say before anybody is served
    settings.OPERATOR_ROLE = "intermediary"

    call_command("check", "--deploy", "--fail-level", "WARNING", "--tag", "privacy")

    assert operator_role() == "intermediary"
