"""A key is shown once, kept as a hash, and ends: by its day, by a lead, with its organization, and after a restore."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.people import make_organization, make_staff
from handrail.accounts.api_keys.actions import forget_past_keys, locked_for_use, make_key, revoke_key
from handrail.accounts.api_keys.queries import key_sent
from handrail.accounts.domain.api_keys import MOST_LIVE, KeyRefused, Scope
from handrail.accounts.models import ApiKey
from handrail.accounts.organizations.actions import end_organization
from handrail.accounts.queries import acting_for, membership_in
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SCOPE = Scope.CAPACITIES_WRITE


@pytest.fixture
def organization():
    return make_organization()


@pytest.fixture
def lead(organization):
    return make_staff(organization=organization)


@pytest.fixture
def made(organization, lead, at):
    return make(organization, lead, at)


def make(organization, user, at, **facts):
    by = acting_for(membership_in(organization=organization, user=user))
    values = {"label": "Bed board", "days": 30, "user": user, "by": by, "at": at}
    return make_key(organization=organization, **values | facts)


def test_key_is_found_by_its_secret_and_only_its_hash_is_kept(made, organization, lead, at):
    key = key_sent(secret=made.secret, scope=SCOPE, at=at)

    assert (key.public_id, key.organization, key.made_by, key.label) == (
        made.public_id,
        organization,
        lead,
        "Bed board",
    )
    assert (made.secret[: len(key.prefix)], len(made.secret)) == (key.prefix, 36)
    stored = [row for rows in everything_stored().values() for row in rows]
    assert [row for row in stored if made.secret[len(key.prefix) :] in row] == []
    made_entries = AuditEntry.objects.filter(what="api_key.made")
    assert list(made_entries.values_list("what", "about", "by_id")) == [
        ("api_key.made", f"api_key:{made.public_id}", lead.public_id)
    ]


def test_two_keys_are_never_alike(organization, lead, at):
    secrets = {make(organization, lead, at).secret for _ in range(MOST_LIVE)}

    assert len(secrets) == MOST_LIVE


@pytest.mark.asvs("V9.2.1")
def test_unknown_expired_revoked_and_orphaned_keys_open_nothing_after_equal_work(made, organization, lead, at):
    other, third = make_organization(), make(organization, lead, at)
    orphan = make(other, make_staff(organization=other, word="far"), at)
    end_organization(organization=other, by=PRODUCT, at=at)
    revoke_key(organization=organization, public_id=third.public_id, by=PRODUCT, at=at)
    asked = [("hrk_nobody", at), ("", at), (made.secret, at + 30 * DAY), (made.secret, at - DAY)]
    asked += [(third.secret, at), (orphan.secret, at), (made.secret.lower(), at)]

    found, statements = [], set()
    for secret, moment in asked:
        with CaptureQueriesContext(connection) as queries:
            found.append(key_sent(secret=secret, scope=SCOPE, at=moment))
        statements.add(len(queries))

    assert found == [None] * len(asked)
    assert statements == {1}


def test_key_that_ends_while_it_is_used_does_nothing(made, organization, at):
    key = key_sent(secret=made.secret, scope=SCOPE, at=at)
    revoke_key(organization=organization, public_id=made.public_id, by=PRODUCT, at=at)

    with pytest.raises(KeyRefused), transaction.atomic():
        locked_for_use(key=key, at=at)

    assert ApiKey.objects.get().last_used_on is None


def test_only_the_day_of_its_last_use_is_kept(made, at):
    key = key_sent(secret=made.secret, scope=SCOPE, at=at)

    locked_for_use(key=key, at=at)

    assert ApiKey.objects.get().last_used_on == date(2026, 11, 23)


def test_revoking_twice_is_once_and_another_organization_revokes_nothing(made, organization, at):
    revoke_key(organization=make_organization(), public_id=made.public_id, by=PRODUCT, at=at)
    before = ApiKey.objects.get().revoked_at

    for hours in (1, 2):
        revoke_key(organization=organization, public_id=made.public_id, by=PRODUCT, at=at + timedelta(hours=hours))

    assert (before, ApiKey.objects.get().revoked_at) == (None, at + timedelta(hours=1))
    assert AuditEntry.objects.filter(what="api_key.revoked").count() == 1


@pytest.mark.parametrize("facts", [{"label": "  "}, {"days": 366}, {"by": PRODUCT}])
def test_refused_key_is_not_made(organization, lead, at, facts):
    with pytest.raises(KeyRefused):
        make(organization, lead, at, **facts)

    assert ApiKey.objects.count() == 0


def test_sixth_key_waits_until_one_ends(organization, lead, at):
    keys = [make(organization, lead, at) for _ in range(MOST_LIVE)]
    with pytest.raises(KeyRefused):
        make(organization, lead, at)
    revoke_key(organization=organization, public_id=keys[0].public_id, by=PRODUCT, at=at)

    assert make(organization, lead, at).secret


@pytest.mark.parametrize(
    "wrong", [{"scope": "everything"}, {"days": 0}, {"days": 366}, {"label": ""}, {"prefix": ""}, {"revoked_at": 1}]
)
def test_database_refuses_a_key_without_its_limits(organization, at, wrong):
    facts = {"organization": organization, "label": "x", "prefix": "hrk_x", "digest": b"d" * 32, "scope": SCOPE}
    facts |= {"days": 30, "made_at": at}
    wrong = {name: at - DAY if name == "revoked_at" else value for name, value in wrong.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        ApiKey.objects.create(**facts | wrong)

    assert ApiKey.objects.create(**facts).pk


def test_ended_keys_go_after_thirty_days_and_live_ones_stay(made, organization, lead, at):
    ended, lasting = make(organization, lead, at), make(organization, lead, at, days=365)
    revoke_key(organization=organization, public_id=ended.public_id, by=PRODUCT, at=at)

    early, later = forget_past_keys(at=at + 30 * DAY), forget_past_keys(at=at + 30 * DAY + timedelta(seconds=1))
    last = forget_past_keys(at=at + 61 * DAY)

    assert (early, later, last) == (0, 1, 1)
    assert ApiKey.objects.get().public_id == lasting.public_id
