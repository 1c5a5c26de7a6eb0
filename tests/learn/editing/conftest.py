"""People of the editor: roles are memberships in the organization that runs the installation."""

import pytest
from django.test import Client

from factories import NOON
from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization, User
from handrail.learn.models import Article
from signing_in import sign_in


@pytest.fixture
def operator(db) -> Organization:
    return Organization.objects.create(name="Example Operator", kind=Kind.OPERATOR, made_at=NOON)


@pytest.fixture
def people(operator) -> dict[str, User]:
    """A writer, two reviewers, and somebody at the desk who has no part in the editor."""
    roles = {"writer": Role.WRITER, "reviewer": Role.REVIEWER, "second": Role.REVIEWER, "desk": Role.DESK}
    made = {name: User.objects.create_user(name) for name in roles}
    for name, role in roles.items():
        Membership.objects.create(organization=operator, user=made[name], role=role, began_at=NOON)
    made["superuser"] = User.objects.create_superuser("superuser", "x")
    return made


@pytest.fixture
def browsers(people) -> dict[str, Client]:
    clients = {name: Client() for name in people}
    for name, client in clients.items():
        sign_in(client, people[name])
    return clients


@pytest.fixture
def page(content) -> Article:
    return Article.objects.get(slug="first", locale__language_code="en")
