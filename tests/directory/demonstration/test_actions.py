import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from factories import make_facility
from handrail.accounts.models import User
from handrail.directory.demonstration.actions import DemonstrationRefused, load_demonstration
from handrail.directory.domain.sources import Source
from handrail.directory.models import FACILITIES, DirectoryRevision, Facility
from handrail.kernel.installation import current_kind, declare
from handrail.kernel.models import InstallationKind

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, tzinfo=UTC)


def test_loading_puts_fictional_facilities_and_seven_marked_sign_ins():
    report = load_demonstration(at=AT)

    assert report.facilities == report.new == Facility.objects.demonstration().count() >= 400
    assert current_kind() == InstallationKind.DEMONSTRATION
    names = [one.user.get_username() for one in report.sign_ins]
    assert names == [
        "demo-operator",
        "demo-colleague",
        "demo-lead",
        "demo-intake",
        "demo-writer",
        "demo-reviewer",
        "demo-nurse",
    ]
    for one, is_operator in zip(report.sign_ins, (True, True, *[False] * 5), strict=True):
        user = User.objects.get(username=one.user.get_username())
        assert (user.is_demonstration, user.check_password(one.password)) == (True, True)
        assert (user.is_staff, user.is_superuser) == (is_operator, is_operator)
    assert DirectoryRevision.objects.get(pk=FACILITIES).number == 1


def test_loading_again_changes_nothing_but_the_passwords():
    first = load_demonstration(at=AT)
    before = dict(Facility.objects.values_list("public_id", "codes"))

    second = load_demonstration(at=AT)

    assert (second.new, second.changed, second.removed) == (0, 0, 0)
    assert dict(Facility.objects.values_list("public_id", "codes")) == before
    assert {one.password for one in first.sign_ins} & {one.password for one in second.sign_ins} == set()
    assert User.objects.filter(is_demonstration=True).count() == 8
    assert DirectoryRevision.objects.get(pk=FACILITIES).number == 1


def test_loading_brings_old_demonstration_rows_up_to_date():
    load_demonstration(at=AT)
    changed = Facility.objects.first()
    Facility.objects.filter(pk=changed.pk).update(codes="SA")
    old = make_facility(source=Source.DEMONSTRATION, source_year=2026)

    report = load_demonstration(at=AT)

    assert (report.new, report.changed, report.removed) == (0, 1, 1)
    assert Facility.objects.get(pk=changed.pk).codes == changed.codes
    assert not Facility.objects.filter(pk=old.pk).exists()
    assert DirectoryRevision.objects.get(pk=FACILITIES).number == 2


def test_loading_is_refused_where_the_real_directory_is():
    declare(kind=InstallationKind.REAL, at=AT)

    with pytest.raises(DemonstrationRefused):
        load_demonstration(at=AT)

    assert (Facility.objects.count(), User.objects.count()) == (0, 0)


def test_loading_is_refused_beside_a_real_row():
    make_facility(source=Source.NATIONAL_DIRECTORY)

    with pytest.raises(CommandError) as refusal:
        call_command("load_demonstration")

    assert str(refusal.value) == "This installation holds the real directory. Demonstration data never join it."


@pytest.mark.parametrize(
    "username",
    ["demo-operator", "demo-colleague", "demo-lead", "demo-intake", "demo-writer", "demo-reviewer", "demo-nurse"],
)
def test_loading_never_takes_over_a_person_s_sign_in(username):
    User.objects.create_user(username=username)

    with pytest.raises(DemonstrationRefused):
        load_demonstration(at=AT)

    assert Facility.objects.count() == 0


def test_the_command_ends_with_how_to_load_the_real_directory():
    output = StringIO()

    call_command("load_demonstration", stdout=output)

    assert output.getvalue().splitlines()[-1].strip() == "handrail import_facilities --latest"


def test_the_command_speaks_json():
    output = StringIO()

    call_command("load_demonstration", "--json", stdout=output)

    report = json.loads(output.getvalue())
    assert (report["facilities"], report["new"]) == (Facility.objects.count(),) * 2
    assert [sorted(one) for one in report["sign_ins"]] == [["codes", "password", "role", "secret", "username"]] * 7
    assert [one["role"] for one in report["sign_ins"]] == [
        "operator",
        "operator",
        "program",
        "program",
        "editor",
        "editor",
        "hospital",
    ]
    user = User.objects.get(username=report["sign_ins"][0]["username"])
    assert user.check_password(report["sign_ins"][0]["password"])
