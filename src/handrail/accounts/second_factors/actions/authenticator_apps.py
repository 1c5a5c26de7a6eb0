"""The app that shows six digits: enrolling it, confirming it, and taking its codes."""

import base64
import secrets
from datetime import datetime
from urllib.parse import quote

from django.db import transaction

from handrail.accounts.domain.totp import SECRET_BYTES, matched_step, plain_code
from handrail.accounts.models import AuthenticatorApp, User
from handrail.accounts.queries import acting_for_themselves
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.privacy.erasing.ledger import note
from handrail.privacy.sealed_values import opened, seal

LABEL = "Sign-in"  # what the app shows: a list of codes on a lock screen must tell nobody of a treatment (P8)


@transaction.atomic
def app_of(*, user: User, at: datetime) -> AuthenticatorApp:
    """The app with its secret: the same one until it is removed, so that going back and forth harms nothing."""
    app = AuthenticatorApp.objects.select_for_update().filter(user=user).first()
    return app or with_new_secret(AuthenticatorApp(user=user, subject=user.subject), at=at)


@transaction.atomic
def confirm_app(*, user: User, code: str, at: datetime) -> bool:
    """A code of the app shows that the person has it."""
    app = AuthenticatorApp.objects.select_for_update().filter(user=user, confirmed_at=None).first()
    if app is None or not takes(app, code, at=at):
        return False
    app.confirmed_at = at
    app.save(update_fields=["confirmed_at"])
    record("authenticator_app.enrolled", by=acting_for_themselves(user), at=at, subject=user.subject)
    return True


@transaction.atomic
def take_code(*, user: User, code: str, at: datetime) -> bool:
    """True for a code of now that was not used before. The row is locked: of two with one code one is refused."""
    app = AuthenticatorApp.objects.select_for_update().filter(user=user, confirmed_at__isnull=False).first()
    return app is not None and takes(app, code, at=at)


@transaction.atomic
def remove_app(*, user: User, at: datetime) -> None:
    app = AuthenticatorApp.objects.select_for_update(of=("self",)).filter(user=user).first()
    if app is not None:
        drop_app(app, by=acting_for_themselves(user), at=at)


def drop_app(app: AuthenticatorApp, *, by: Actor, at: datetime) -> None:
    """Call it in a transaction, with the row locked. No restored backup brings it back."""
    public_id = app.public_id
    app.delete()
    record("authenticator_app.removed", by=by, at=at, subject=app.subject, about=f"app:{public_id}")
    note("authenticator_app.removed", public_id, at=at)


def takes(app: AuthenticatorApp, code: str, *, at: datetime) -> bool:
    step = matched_step(secret_of(app), plain_code(code), at=at, last_step=app.last_step)
    if step is None:
        return False
    app.last_step = step
    app.save(update_fields=["last_step"])
    return True


def with_new_secret(app: AuthenticatorApp, *, at: datetime) -> AuthenticatorApp:
    seal(app, at=at, secret=base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode())
    app.save()
    return app


def secret_of(app: AuthenticatorApp) -> bytes:
    return base64.b32decode(opened(app, "secret")["secret"])


def address_for_app(app: AuthenticatorApp) -> str:
    """What the QR code says (Key Uri Format). The name in it is the person's own choice, and nothing says what for."""
    name, secret = quote(app.user.get_username()), opened(app, "secret")["secret"]
    return f"otpauth://totp/{LABEL}:{name}?secret={secret}&issuer={LABEL}"


def secret_to_type(app: AuthenticatorApp) -> str:
    """In groups of four, for who cannot scan."""
    secret = opened(app, "secret")["secret"]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
