"""What proves that a number is right, at the same cost whether or not there is such a receipt (S13, S16).

The secret digits and the PIN go through Argon2id with a salt of each row. The hash is then sealed under a key made from
a master key, which is the pepper: without the key file nobody can test a guess. A seal can be moved to a newer key
while the number stays unknown to us; a key within the hash would bind each receipt to it until its end.
"""

import hmac
import secrets
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from handrail.kernel.public_ids import new_public_id
from handrail.privacy.domain.receipts import COST
from handrail.privacy.master_keys import KEY_BYTES, Purpose, current_key, named_key
from handrail.privacy.models import Receipt, Subject
from handrail.privacy.sealing import KEY_ID_BYTES, DataKey, Place, SealBroken, sealed, unsealed

SALT_BYTES, HASH_BYTES = 16, 32


def keep_proof(receipt: Receipt, *, secret: str, pin: str) -> None:
    """Sets the columns by which the secret is known again. The row is not saved."""
    receipt.salt = secrets.token_bytes(SALT_BYTES)
    keep_hash(receipt, stretched(secret, pin, salt=receipt.salt))


def is_proof_of(receipt: Receipt | None, *, secret: str, pin: str | None) -> bool:
    """One slow hash in every case: without a receipt a decoy's is compared, and never fits."""
    row = receipt or decoy(current_key(Purpose.RECEIPTS).key_id)
    given = stretched(secret, pin or "", salt=bytes(row.salt))
    is_same = hmac.compare_digest(given, hash_of(row))
    return is_same and receipt is not None and pin is not None


def seal_anew(receipt: Receipt) -> None:
    """Under the newest key. The row is not saved. Raises `SealBroken` for a row that was changed from outside."""
    keep_hash(receipt, opened_hash(receipt))


def stretched(secret: str, pin: str, *, salt: bytes) -> bytes:
    slow = Argon2id(salt=salt, length=HASH_BYTES, iterations=COST.passes, lanes=COST.lanes, memory_cost=COST.kibibytes)
    return slow.derive(f"{secret} {pin}".encode())


def keep_hash(receipt: Receipt, content: bytes) -> None:
    receipt.master_id = current_key(Purpose.RECEIPTS).key_id
    receipt.proof = sealed(content, key=pepper(receipt.master_id), place=place_of(receipt))


def hash_of(receipt: Receipt) -> bytes:
    """A proof that was put there from outside fits nothing."""
    try:
        return opened_hash(receipt)
    except SealBroken:
        return secrets.token_bytes(HASH_BYTES)


def opened_hash(receipt: Receipt) -> bytes:
    return unsealed(bytes(receipt.proof), key=pepper(receipt.master_id), place=place_of(receipt))


def place_of(receipt: Receipt) -> Place:
    """Bound to the person and the record too: who can write to the database leads no receipt of theirs elsewhere."""
    row = " ".join((receipt.public_id, receipt.subject.public_id, receipt.about))
    return Place(Receipt._meta.db_table, "proof", row)


def pepper(master_id: str) -> DataKey:
    made = key_from(master_id, info=b"proofs of receipts", length=KEY_BYTES + KEY_ID_BYTES)
    return DataKey(made[KEY_BYTES:], made[:KEY_BYTES])


def blind_locator(locator: str) -> bytes:
    """By this the wrong tries of a locator are counted. After a new key they are counted from nothing."""
    key = key_from(current_key(Purpose.RECEIPTS).key_id, info=b"tries of receipts", length=KEY_BYTES)
    return hmac.digest(key, locator.encode(), "sha256")


def key_from(master_id: str, *, info: bytes, length: int) -> bytes:
    secret = named_key(Purpose.RECEIPTS, master_id).secret
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret)


@lru_cache(maxsize=1)
def decoy(master_id: str) -> Receipt:
    """A receipt of nobody, with the hash of nothing, kept in memory for as long as the key is the newest."""
    receipt = Receipt(public_id=new_public_id(), subject=Subject(), about="referral:nobody", master_id=master_id)
    receipt.salt = secrets.token_bytes(SALT_BYTES)
    receipt.proof = sealed(secrets.token_bytes(HASH_BYTES), key=pepper(master_id), place=place_of(receipt))
    return receipt
