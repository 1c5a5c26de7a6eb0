"""People with accounts, and what they would type."""

from datetime import UTC, datetime

from handrail.accounts.domain.totp import code_at_step, step_at
from handrail.accounts.models import AuthenticatorApp, Membership, Organization, User
from handrail.accounts.persons.actions import open_account
from handrail.accounts.second_factors.actions.authenticator_apps import app_of, secret_of

PASSWORD = "four plain words here"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def make_person(word: str = "river", *, at: datetime = NOON) -> tuple[User, list[str]]:
    """With an account of their own, and the recovery codes of it."""
    return open_account(word=word, password=PASSWORD, language="en", at=at)


def make_staff(*, organization: Organization | None = None, role: str = "lead", word: str = "harbor") -> User:
    user, _ = make_person(word)
    organization = organization or make_organization()
    Membership.objects.create(organization=organization, user=user, role=role, began_at=NOON)
    return user


def make_organization(**facts) -> Organization:
    return Organization.objects.create(**({"name": "Example Clinic", "kind": "clinic", "made_at": NOON} | facts))


def give_app(user: User, *, at: datetime = NOON) -> AuthenticatorApp:
    """An app that was enrolled and confirmed."""
    app = app_of(user=user, at=at)
    app.confirmed_at = at
    app.save()
    return app


def code_of(app: AuthenticatorApp, *, at: datetime) -> str:
    return code_at_step(secret_of(app), step_at(at))
