"""Each fact that must hold of a partnership, broken on purpose beneath the actions."""

import pytest
from django.db import IntegrityError, transaction

from directory.partnerships_made import Keeper, confirmed, declared
from handrail.directory.models import Partnership

pytestmark = pytest.mark.django_db

BROKEN = {
    "directory_partnership_kind_is_known": {"kind": "friendship"},
    "directory_partnership_nobody_pays": {"nobody_pays_declared": False},
    "directory_partnership_confirmation_is_whole": {"nobody_pays_confirmed": False},
    "directory_partnership_confirmed_by_the_other": {"confirmed_side": "first"},
    "directory_partnership_said_again_is_whole": {"again_side": "first"},
    "directory_partnership_end_is_whole": {"ended_as": "first"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_row_that_breaks_a_rule_is_refused(name, at):
    made = confirmed(Keeper("north"), Keeper("south"), at)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Partnership.objects.filter(pk=made.pk).update(**BROKEN[name])


def test_one_person_is_not_both_sides(at):
    made = confirmed(Keeper("north"), Keeper("south"), at)

    with pytest.raises(IntegrityError, match="confirmed_by_the_other"), transaction.atomic():
        Partnership.objects.filter(pk=made.pk).update(confirmed_by=made.declared_by)


def test_page_is_no_partner_of_itself(at):
    made = declared(Keeper("north"), Keeper("south"), at)

    with pytest.raises(IntegrityError, match="is_of_two"), transaction.atomic():
        Partnership.objects.filter(pk=made.pk).update(then=made.first)


def test_one_of_a_kind_is_open_at_a_time(at):
    made = declared(Keeper("north"), Keeper("south"), at)
    twin = Partnership.objects.get(pk=made.pk)
    twin.pk, twin.public_id = None, "another"

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
