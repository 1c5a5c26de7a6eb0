"""The name under which numbers that said STOP are found: one list for the whole installation."""

from handrail.privacy.models import BlindIndex

# Like the public id of an organization, which has 13 characters: no other blind index is ever made under it, so nobody
# who looks for a person finds an entry of this list, and an entry says nothing of who has an account.
STOP_LIST = "stop"


def number_key(index: BlindIndex) -> str:
    """By what the ledger knows a number: its keyed hash, and which key made it."""
    return f"{index.master_id}:{bytes(index.value).hex()}"
