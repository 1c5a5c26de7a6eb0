"""Which keys an organization has, and whose key was sent."""

from datetime import datetime
from hashlib import sha256

from handrail.accounts.domain.api_keys import Scope
from handrail.accounts.models import ApiKey, Organization

MARK = "hrk_"  # so that a search of files for lost secrets knows it


def digest(secret: str) -> bytes:
    """Of 192 random bits: nobody finds them by trying, so a plain hash is enough."""
    return sha256(f"api key: {secret}".encode()).digest()


def key_sent(*, secret: str, scope: Scope, at: datetime) -> ApiKey | None:
    """Unknown, expired, revoked, of another scope or of an organization that ended: None, after one hash and query."""
    rows = ApiKey.objects.filter(digest=digest(secret), scope=scope, organization__ended_at=None)
    key = rows.select_related("organization").first()
    return key if key is not None and key.is_live(at=at) else None


def keys_of(*, organization: Organization) -> list[ApiKey]:
    """The newest first, those that ended too."""
    return list(ApiKey.objects.filter(organization=organization).order_by("-made_at", "-pk"))


def live_keys(*, organization: Organization, at: datetime) -> list[ApiKey]:
    return [key for key in keys_of(organization=organization) if key.is_live(at=at)]
