"""Finding a telephone number or e-mail address that the database does not hold (S30)."""

import hmac
import unicodedata
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from handrail.privacy.master_keys import KEY_BYTES, Purpose, named_key, ring

AREA = 10  # digits of a US number without its country


def blind(*, organization: str, kind: str, value: str, master_id: str) -> bytes:
    """The same number gives another value for each organization: two of them cannot compare their people."""
    secret = named_key(Purpose.BLIND, master_id).secret
    key = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"{kind}:{organization}".encode()).derive(secret)
    return hmac.new(key, normal(kind, value).encode(), sha256).digest()


def every_blind(*, organization: str, kind: str, value: str) -> list[bytes]:
    """Under each key that may still be in use: rotation never makes a person impossible to find."""
    ids = [key.key_id for key in ring()[Purpose.BLIND]]
    return [blind(organization=organization, kind=kind, value=value, master_id=key_id) for key_id in ids]


def normal(kind: str, value: str) -> str:
    """As people write the same thing differently: case, spaces, dashes, the country's 1."""
    if kind == "email":
        return unicodedata.normalize("NFC", value).strip().casefold()
    plain = unicodedata.normalize("NFKC", value).strip()
    digits = "".join(sign for sign in plain if sign.isdecimal())
    if plain.startswith("+") and not digits.startswith("1"):
        return f"+{digits}"  # abroad: its ten digits may be those of somebody here
    is_american = len(digits) == AREA + 1 and digits.startswith("1")
    return digits[1:] if is_american else digits
