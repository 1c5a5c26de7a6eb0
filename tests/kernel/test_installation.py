from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from handrail.kernel.installation import DeclarationRefused, current_kind, declare
from handrail.kernel.models import Installation, InstallationKind

pytestmark = pytest.mark.django_db


def test_current_kind_is_empty_before_anything_is_loaded():
    kind = current_kind()

    assert kind is InstallationKind.EMPTY


def test_declare_keeps_one_row_with_the_last_kind(at):
    with transaction.atomic():
        declare(kind=InstallationKind.DEMONSTRATION, at=at)
        declare(kind=InstallationKind.REAL, at=at + timedelta(days=1))

    assert current_kind() is InstallationKind.REAL
    assert list(Installation.objects.values_list("pk", "kind", "changed_at")) == [(1, "real", at + timedelta(days=1))]


def test_declare_never_turns_real_data_into_a_demonstration(at):
    with transaction.atomic():
        declare(kind=InstallationKind.REAL, at=at)

    with pytest.raises(DeclarationRefused), transaction.atomic():
        declare(kind=InstallationKind.DEMONSTRATION, at=at)

    assert current_kind() is InstallationKind.REAL


@pytest.mark.parametrize(("key", "kind"), [(2, "real"), (1, "imaginary")])
def test_installation_constraints_hold_in_the_database(at, key, kind):
    wrong = Installation(pk=key, kind=kind, changed_at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()

    assert Installation.objects.count() == 0


def test_installation_command_says_the_kind_in_one_word(at, capsys):
    with transaction.atomic():
        declare(kind=InstallationKind.REAL, at=at)

    call_command("installation")

    assert capsys.readouterr().out == "real\n"
