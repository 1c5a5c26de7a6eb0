"""`handrail hold`: a privacy officer stops a deletion and frees it again, and nobody else does."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.people import make_organization, make_person, make_staff
from handrail.privacy.holds.queries import is_held
from handrail.privacy.models import AuditEntry, LegalHold
from handrail.privacy.sealed_values import opened

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def officer():
    return make_staff(organization=make_organization(kind="operator"), role="privacy_officer", word="officer")


@pytest.fixture
def rosa():
    return make_person("river", at=timezone.now() - DAY)[0]


@pytest.fixture
def hold(monkeypatch):
    def run(*arguments, reason="Order 42 of the district court\n"):
        out = StringIO()
        monkeypatch.setattr("sys.stdin", StringIO(reason))
        call_command("hold", *arguments, stdout=out)
        return out.getvalue()

    return run


@pytest.mark.parametrize("by", ["record", "account", "name"])
def test_officer_places_it_by_record_account_or_name_and_lifts_it(hold, officer, rosa, by):
    person = {"record": rosa.subject.public_id, "account": rosa.public_id, "name": rosa.username}[by]

    hold("--place", person, "--officer", officer.public_id)
    placed = LegalHold.objects.get()
    was_held, standing = is_held(rosa.subject), hold()
    hold("--lift", placed.public_id, "--officer", officer.public_id)

    assert (was_held, is_held(rosa.subject)) == (True, False)
    assert (placed.placed_by, placed.is_secret) == (officer.public_id, False)
    assert opened(placed, "reason") == {"reason": "Order 42 of the district court"}
    assert (placed.public_id in standing, "Order" in standing, "1 stand." in standing) == (True, False, True)
    acts = AuditEntry.objects.filter(what__startswith="hold").order_by("pk")
    assert list(acts.values_list("what", "by_id", "role", "subject_id")) == [
        ("hold.placed", officer.public_id, "privacy_officer", rosa.subject.public_id),
        ("hold.lifted", officer.public_id, "privacy_officer", rosa.subject.public_id),
    ]


def test_order_that_forbids_to_tell_is_kept_from_the_person(hold, officer, rosa):
    hold("--place", rosa.public_id, "--officer", officer.public_id, "--secret")

    assert LegalHold.objects.get().is_secret
    assert "the person is not told" in hold()


@pytest.mark.parametrize("who", ["", "nobody", "lead"])
def test_nobody_else_places_or_lifts_one(hold, officer, rosa, who):
    lead = make_staff(organization=make_organization(name="Hope Clinic"), word="harbor")
    by = lead.public_id if who == "lead" else who
    hold("--place", rosa.public_id, "--officer", officer.public_id)

    with pytest.raises(CommandError, match="Only a privacy officer"):
        hold("--place", rosa.public_id, "--officer", by)
    with pytest.raises(CommandError, match="Only a privacy officer"):
        hold("--lift", LegalHold.objects.get().public_id, "--officer", by)

    assert (LegalHold.objects.count(), is_held(rosa.subject)) == (1, True)


def test_without_a_reason_a_person_or_a_hold_nothing_happens(hold, officer, rosa):
    by = ("--officer", officer.public_id)

    with pytest.raises(CommandError, match="Say which order"):
        hold("--place", rosa.public_id, *by, reason=" \n")
    with pytest.raises(CommandError, match="No record has this id"):
        hold("--place", "nobody", *by)
    with pytest.raises(CommandError, match="No hold"):
        hold("--lift", "nothing", *by)

    assert LegalHold.objects.count() == 0
