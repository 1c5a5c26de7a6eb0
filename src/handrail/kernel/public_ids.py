"""Random identifiers for URLs, so that no address tells how many rows there are or which came first."""

import base64
import secrets


def new_public_id() -> str:
    """13 characters of lower-case base32: 65 random bits, readable aloud, safe in any address."""
    return base64.b32encode(secrets.token_bytes(9)).decode().lower()[:13]
