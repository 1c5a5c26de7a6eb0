import pytest
from django.db import IntegrityError, transaction

from handrail.accounts.actions import create_demonstration_user, remove_demonstration_users
from handrail.accounts.models import User
from handrail.accounts.queries import has_demonstration_users
from handrail.privacy.models import AuditEntry, Subject

pytestmark = pytest.mark.django_db


@pytest.mark.asvs("V6.3.2")
def test_demonstration_user_gets_a_password_of_this_installation_only(at):
    first = create_demonstration_user(username="demo-operator", is_operator=True, at=at)
    second = create_demonstration_user(username="demo-visitor", is_operator=False, at=at)

    assert first.password != second.password
    assert (first.user.check_password(first.password), second.user.check_password(first.password)) == (True, False)
    assert (first.user.is_staff, second.user.is_staff) == (True, False)


def test_demonstration_user_made_again_has_a_new_password(at):
    create_demonstration_user(username="demo-operator", is_operator=True, at=at)

    again = create_demonstration_user(username="demo-operator", is_operator=True, at=at)

    assert list(User.objects.values_list("username", flat=True)) == ["demo-operator"]
    assert again.user.check_password(again.password) is True


def test_remove_demonstration_users_leaves_real_people(at):
    create_demonstration_user(username="demo-operator", is_operator=True, at=at)
    person = User.objects.create_user(username="operator")

    removed = remove_demonstration_users(at=at)

    assert (removed, list(User.objects.all()), has_demonstration_users()) == (1, [person], False)


def test_user_is_written_as_a_random_id():
    person = User.objects.create_user(username="a-telling-name")

    assert (str(person), len(person.public_id)) == (person.public_id, 13)


def test_user_made_by_a_command_has_an_entry_for_the_opening_of_their_record():
    made = [User.objects.create_user("clerk"), User.objects.create_superuser("root")]

    opened = AuditEntry.objects.filter(what="subject.opened").order_by("pk")
    assert [(one.subject_id, one.by_kind, one.at) for one in opened] == [
        (user.subject.public_id, "product", user.date_joined) for user in made
    ]


def test_user_whose_name_is_taken_leaves_no_record_behind():
    User.objects.create_user("clerk")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("clerk")

    assert Subject.objects.count() == 1
