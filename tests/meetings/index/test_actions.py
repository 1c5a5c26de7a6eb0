"""The number by which processes learn of a change grows, and there is one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from handrail.meetings.index.actions import bump_revision
from handrail.meetings.models import MeetingsRevision

pytestmark = pytest.mark.django_db


def test_bump_revision_grows_with_each_change(at):
    later = at + timedelta(hours=1)

    found = [bump_revision(at=at), bump_revision(at=later)]

    assert found == [1, 2]
    assert MeetingsRevision.objects.values_list("pk", "number", "changed_at").get() == (1, 2, later)
    assert str(MeetingsRevision.objects.get()) == "meetings revision 2"


def test_a_change_that_is_taken_back_takes_its_number_back(at):
    bump_revision(at=at)

    with transaction.atomic():
        bump_revision(at=at)
        transaction.set_rollback(True)

    assert MeetingsRevision.objects.get().number == 1


def test_database_refuses_a_second_revision(at):
    bump_revision(at=at)

    with pytest.raises(IntegrityError, match="meetings_revision_is_one_row"), transaction.atomic():
        MeetingsRevision.objects.create(pk=2, changed_at=at)
