"""A passkey in Python: what a telephone does, so that wrong answers can be made on purpose."""

import hashlib
import json
import secrets
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT, VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


class SoftPasskey:
    """One credential of one device."""

    def __init__(self, *, origin: str, host: str, counts: bool = False) -> None:
        self.origin, self.host, self.counts = origin, host, counts
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id, self.uses = secrets.token_bytes(32), 0

    def made(self, options: dict, *, flags: int = PRESENT | VERIFIED) -> str:
        """The answer to a question for a new passkey."""
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        credential = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        data = self.authenticator_data(flags | HAS_CREDENTIAL) + credential
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self.client_data("webauthn.create", options)
        return self.answer(clientDataJSON=client, attestationObject=attested)

    def used(self, options: dict, *, flags: int = PRESENT | VERIFIED, kind: str = "webauthn.get") -> str:
        """The answer to a question for a known passkey."""
        self.uses += self.counts
        data, client = self.authenticator_data(flags), self.client_data(kind, options)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self.answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def authenticator_data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.uses)

    def client_data(self, kind: str, options: dict) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def answer(self, **parts: bytes) -> str:
        name = websafe_encode(self.id)
        response = {part: websafe_encode(content) for part, content in parts.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
