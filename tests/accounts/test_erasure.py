"""An account as part of a deletion: hidden, brought back, gone; what it did for an organization stays (S33)."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate

from handrail.accounts.models import AuthenticatorApp, Membership, Organization, RecoveryCode, SignIn, User
from handrail.accounts.persons.actions import bring_back, hide_account, open_account
from handrail.accounts.second_factors.actions.authenticator_apps import app_of
from handrail.accounts.sign_ins.actions import begin_sign_in
from handrail.privacy.erasing.actions import carry_out_erasures
from handrail.privacy.erasing.contract import export_for
from handrail.privacy.models import SubjectKey

DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa(at):
    """With everything an account can have."""
    user, _ = open_account(word="river", password="a-long-enough-one", language="en", at=at)
    app_of(user=user, at=at)
    begin_sign_in(user=user, is_shared_device=False, has_second_factor=True, at=at)
    clinic = Organization.objects.create(name="Hope Clinic", kind="clinic", made_at=at)
    Membership.objects.create(organization=clinic, user=user, role="nurse", began_at=at)
    return user


def kept_of(user):
    return [model.objects.filter(user=user).count() for model in (AuthenticatorApp, RecoveryCode, SignIn)]


def test_hidden_for_a_day_it_is_brought_back_whole(rosa, at):
    hide_account(user=rosa, at=at)

    bring_back(user=rosa, at=at + DAY / 2)
    done = carry_out_erasures(at=at + 2 * DAY)

    rosa.refresh_from_db()
    assert (done, rosa.hidden_at, rosa.check_password("a-long-enough-one")) == (0, None, True)
    assert kept_of(rosa)[0] == 1


def test_after_a_day_nobody_signs_in_with_it_and_its_name_is_gone(rosa, at):
    name = rosa.get_username()
    hide_account(user=rosa, at=at)

    done = carry_out_erasures(at=at + DAY)

    rosa.refresh_from_db()
    assert done == 1
    assert (rosa.username, rosa.is_active, rosa.has_usable_password()) == (f"gone-{rosa.public_id}", False, False)
    assert kept_of(rosa) == [0, 0, 0]
    assert SubjectKey.objects.filter(subject=rosa.subject).count() == 0
    assert User.objects.filter(username=name).count() == 0
    assert authenticate(username=name, password="a-long-enough-one") is None


def test_what_was_done_for_an_organization_stays_under_a_random_id(rosa, at):
    hide_account(user=rosa, at=at)

    carry_out_erasures(at=at + DAY)

    membership = Membership.objects.get()
    assert (membership.user.public_id, membership.ended_at) == (rosa.public_id, at + DAY)


def test_export_tells_the_person_what_is_kept_of_their_account(rosa, at):
    told = json.loads(json.dumps(export_for(rosa.subject)))["accounts"]

    assert (told["name"], told["passkeys"], len(told["devices"])) == (rosa.get_username(), [], 1)
    assert told["acts_for"] == [{"organization": "Hope Clinic", "role": "nurse", "began": at.isoformat()}]
