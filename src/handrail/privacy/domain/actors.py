"""Who acts. A role belongs to a membership, so the same person may act as several."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What stands behind an act."""

    PERSON = "person"  # someone with an account of their own, acting for themselves
    STAFF = "staff"  # someone acting for an organization
    LINK = "link"  # whoever opened a one-time link, or came with a receipt: known by it alone
    PRODUCT = "product"  # a clock of ours ran out, or a command was run


@dataclass(frozen=True)
class Actor:
    """Who acted, for which organization and in which role: all that the record keeps of it."""

    kind: ActorKind
    public_id: str = ""
    organization_id: str = ""
    role: str = ""


PRODUCT = Actor(ActorKind.PRODUCT)
