import pytest

from handrail.accounts.actions import create_demonstration_user, remove_demonstration_users
from handrail.accounts.models import User
from handrail.accounts.queries import has_demonstration_users

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
