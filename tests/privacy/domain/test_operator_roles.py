"""What follows from the operator's role: a table, and what passes through by which paper (S18)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handrail.privacy.domain.consents import Consent, ConsentKind, HandOver, Information, Purpose, RecipientRole
from handrail.privacy.domain.operator_roles import (
    BARE,
    ROLES,
    THE_OPERATOR,
    AgreementKind,
    AgreementRefused,
    Carrier,
    OperatorRole,
    RoleUnset,
    Seen,
    check_agreement,
    check_ending,
    check_recipients,
    coordinator_sees,
    decide_carried,
    is_live,
)

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY, DAY = AT.date(), timedelta(days=1)
CONSENT = Consent(
    public_id="c1",
    kind=ConsentKind.NAMED,
    subject="rosa",
    disclosers=frozenset({"detox", "rosa"}),
    information=frozenset({Information.IDENTITY}),
    recipients=frozenset({"clinic"}),
    purposes=frozenset({Purpose.TREATMENT}),
    tells_how_to_revoke=True,
    expires_at=AT + 30 * DAY,
    expires_on="",
    signed_by="person",
    signed_at=AT - DAY,
)
NAMES_US = replace(CONSENT, public_id="c2", recipients=frozenset({"clinic", THE_OPERATOR}))
ASKED = HandOver(
    subject="rosa",
    discloser="detox",
    recipient="clinic",
    role=RecipientRole.TREATMENT,
    information=frozenset({Information.IDENTITY}),
    purpose=Purpose.TREATMENT,
    at=AT,
)
K = AgreementKind


def rule_for(role, papers, *, consents=(CONSENT,), asked=ASKED):
    return decide_carried(
        asked, consents, Carrier(role, {name: frozenset(kinds) for name, kinds in papers.items()})
    ).rule


def test_every_role_has_its_rules():
    assert set(ROLES) == set(OperatorRole)


@pytest.mark.parametrize(
    ("role", "notice", "accounting", "may_be_recipient"),
    [
        ("part2_program", "2.22", "2.25", True),
        ("covered_entity", "45 CFR 164.520", "45 CFR 164.528", True),
        ("ba_qso", "2.22, of the program", "2.25", False),
        ("intermediary", "2.22, of the program", "2.24", True),
        ("consumer_service", "the privacy page", "the privacy page", True),
    ],
)
def test_role_drives_notice_account_and_recipients(role, notice, accounting, may_be_recipient):
    rules = ROLES[OperatorRole(role)]

    assert (rules.notice, rules.accounting, rules.may_be_recipient) == (notice, accounting, may_be_recipient)


def test_nothing_passes_while_the_role_is_unset():
    assert rule_for(None, {"detox": {K.QSOA, K.SAME_ENTITY}}) == "no_operator_role"


@pytest.mark.parametrize("papers", [set(), {K.BAA}, {K.MEMORANDUM}, {K.INTERMEDIARY}])
@pytest.mark.parametrize("role", ["part2_program", "covered_entity", "ba_qso"])
def test_record_of_another_passes_only_under_an_agreement_of_a_service_organization(role, papers):
    role = OperatorRole(role)

    assert rule_for(role, {"detox": papers, "clinic": {K.QSOA}}) == "no_agreement_with_discloser"
    assert rule_for(role, {"detox": papers | {K.QSOA}}) == "all_elements"


@pytest.mark.parametrize(
    ("role", "rule"),
    [
        ("part2_program", "all_elements"),
        ("covered_entity", "all_elements"),
        ("ba_qso", "no_agreement_with_discloser"),
        ("intermediary", "no_agreement_with_discloser"),
    ],
)
def test_one_legal_entity_needs_no_agreement_with_itself(role, rule):
    assert rule_for(OperatorRole(role), {"detox": {K.SAME_ENTITY}}) == rule


@pytest.mark.parametrize(
    ("papers", "consents", "rule"),
    [
        ({"detox": {K.INTERMEDIARY}, "clinic": {K.INTERMEDIARY}}, (NAMES_US,), "all_elements"),
        ({"detox": {K.INTERMEDIARY}, "clinic": {K.INTERMEDIARY}}, (CONSENT,), "operator_not_named"),
        ({"detox": {K.INTERMEDIARY}, "clinic": {K.INTERMEDIARY}}, (CONSENT, NAMES_US), "all_elements"),
        ({"detox": {K.INTERMEDIARY}}, (NAMES_US,), "no_agreement_with_recipient"),
        ({"clinic": {K.INTERMEDIARY}}, (NAMES_US,), "no_agreement_with_discloser"),
        ({"detox": {K.QSOA}, "clinic": {K.INTERMEDIARY}}, (NAMES_US,), "no_agreement_with_discloser"),
    ],
)
def test_intermediary_is_named_and_has_papers_with_both(papers, consents, rule):
    assert rule_for(OperatorRole.INTERMEDIARY, papers, consents=consents) == rule


def test_service_to_consumers_passes_on_only_what_the_person_hands_over():
    by_rosa = replace(ASKED, discloser="rosa")

    assert rule_for(OperatorRole.CONSUMER_SERVICE, {"detox": set(K)}) == "not_from_the_person"
    assert rule_for(OperatorRole.CONSUMER_SERVICE, {}, asked=by_rosa) == "all_elements"


@pytest.mark.parametrize("role", OperatorRole)
def test_papers_never_stand_in_for_a_consent(role):
    papers = {"detox": set(K), "clinic": set(K)}

    assert rule_for(role, papers, consents=()) == "no_consent"
    assert rule_for(role, papers, consents=(replace(NAMES_US, revoked_at=AT),)) == "revoked"


@pytest.mark.parametrize("role", OperatorRole)
def test_coordinator_sees_number_programs_and_clock_unless_a_consent_names_us(role):
    more = {Seen.IDENTITY} if ROLES[role].may_be_recipient else set()

    assert coordinator_sees(role, is_named=False) == BARE == {Seen.NUMBER, Seen.PROGRAMS, Seen.CLOCK}
    assert coordinator_sees(role, is_named=True) == BARE | more


def test_coordinator_sees_nothing_while_the_role_is_unset():
    with pytest.raises(RoleUnset):
        coordinator_sees(None, is_named=True)


def test_consent_names_the_operator_only_where_it_can_be_a_recipient():
    refused = []
    for role in OperatorRole:
        try:
            check_recipients(role, frozenset({THE_OPERATOR}))
        except AgreementRefused:
            refused.append(role)

    assert refused == [OperatorRole.BA_QSO]
    assert check_recipients(OperatorRole.BA_QSO, frozenset({"clinic"})) is None


@pytest.mark.parametrize(
    ("ends_on", "ended_on", "holds"),
    [
        (None, None, True),
        (TODAY + DAY, None, True),
        (TODAY, None, False),
        (None, TODAY, False),
        (None, TODAY + DAY, True),
        (TODAY + DAY, TODAY - DAY, False),
    ],
)
def test_paper_holds_until_the_day_it_ends(ends_on, ended_on, holds):
    assert is_live(begins_on=TODAY, ends_on=ends_on, ended_on=ended_on, on=TODAY) is holds


def test_paper_does_not_hold_before_it_begins():
    assert is_live(begins_on=TODAY + DAY, ends_on=None, ended_on=None, on=TODAY) is False


@pytest.mark.parametrize(("ends_on", "where"), [(TODAY, "Cabinet"), (TODAY - DAY, "Cabinet"), (None, "  ")])
def test_paper_that_cannot_be_is_refused(ends_on, where):
    with pytest.raises(AgreementRefused):
        check_agreement(begins_on=TODAY, ends_on=ends_on, where=where)


def test_paper_is_not_ended_before_it_began():
    with pytest.raises(AgreementRefused):
        check_ending(begins_on=date(2026, 11, 23), on=date(2026, 11, 22))
