import pytest

from handrail.accounts.domain.roles import (
    LEAST,
    ROLES,
    Kind,
    Role,
    RoleRefused,
    check_role,
    gives_pages_back,
    keeps_pages,
)
from handrail.accounts.organizations.words import KINDS, ROLE_WORDS, role_choices
from handrail.privacy.domain.emergencies import MEDICAL_ROLES


def test_every_kind_has_roles_and_words_and_every_role_is_somewhere():
    assert set(ROLES) == set(KINDS) == set(Kind)
    assert set().union(*ROLES.values()) == set(ROLE_WORDS) == set(Role)


def test_every_kind_can_have_a_lead_and_a_privacy_officer():
    assert {kind for kind in Kind if {Role.LEAD, Role.PRIVACY_OFFICER} <= ROLES[kind]} == set(Kind)


def test_guard_and_nurse_of_a_prison_share_no_role_of_care():
    assert ROLES[Kind.CUSTODY] & ROLES[Kind.PRISON_HEALTH] == {Role.LEAD, Role.PRIVACY_OFFICER}
    assert ROLES[Kind.POLICE] == ROLES[Kind.CUSTODY]


def test_people_who_may_open_a_record_in_an_emergency_have_roles_that_exist_and_no_guard_has_them():
    assert set(Role) >= MEDICAL_ROLES
    assert not MEDICAL_ROLES & (ROLES[Kind.CUSTODY] | ROLES[Kind.POLICE])


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", Role)
def test_role_is_refused_where_the_kind_does_not_have_it(kind, role):
    if role in ROLES[kind]:
        check_role(kind, role)
        return
    with pytest.raises(RoleRefused):
        check_role(kind, role)


def test_choices_stand_in_one_order():
    assert [value for value, _ in role_choices(Kind.CUSTODY)] == ["lead", "officer", "privacy_officer"]


def test_pages_are_kept_by_lead_and_intake_of_a_program_or_clinic_and_nobody_else():
    keeping = {(kind, role) for kind in Kind for role in Role if keeps_pages(kind, role)}

    assert keeping == {(kind, role) for kind in ("program", "clinic") for role in ("lead", "intake")}


def test_pages_are_given_back_by_the_lead_of_a_program_or_clinic_and_nobody_else():
    giving = {(kind, role) for kind in Kind for role in Role if gives_pages_back(kind, role)}

    assert giving == {("program", "lead"), ("clinic", "lead")}


@pytest.mark.parametrize("kind", Kind)
def test_first_role_offered_is_one_of_the_kind_that_manages_nobody_keeps_no_page_and_opens_no_record(kind):
    first = LEAST[kind]

    assert first in ROLES[kind]
    assert (first in MEDICAL_ROLES | {Role.LEAD, Role.PRIVACY_OFFICER}, keeps_pages(kind, first)) == (False, False)
