"""Opening a record without consent in a medical emergency: 42 CFR 2.51 (S25).

Only medical personnel, only what the emergency needs, for an hour, with four facts written down at once. Never the
notes of counseling, and never what is the person's own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handrail.privacy.domain.consents import THE_PERSONS_OWN, Information

OPEN_FOR = timedelta(hours=1)  # product choice; 2.51 says "to the extent necessary"
MEDICAL_ROLES = frozenset({"clinician", "nurse"})  # of memberships; a prison's own belong to its health service (S24)
NEVER_OPENED = THE_PERSONS_OWN | {Information.COUNSELING_NOTES}
SHORTEST_NATURE = 10  # characters: "emergency" alone tells nobody what happened; product choice


@dataclass(frozen=True)
class Emergency:
    """The four facts of 2.51(c), written down before anything opens."""

    recipient: str  # name of the medical person who receives
    recipient_facility: str
    discloser: str  # name of who opens it
    nature: str  # what the emergency is
    at: datetime


class EmergencyRefused(Exception):
    """The message may be shown to the person who asked."""


def check_emergency(emergency: Emergency, *, role: str, information: frozenset[Information]) -> None:
    """Raises `EmergencyRefused` with what is missing or may not be opened."""
    if role not in MEDICAL_ROLES:
        raise EmergencyRefused("Only medical personnel may open a record in an emergency (42 CFR 2.51).")
    missing = [words for words, given in facts_of(emergency) if not given.strip()]
    if missing:
        raise EmergencyRefused(f"Write down first: {', '.join(missing)}.")
    if len(emergency.nature.strip()) < SHORTEST_NATURE:
        raise EmergencyRefused("Say what the emergency is, so that the person can read it later.")
    if forbidden := sorted(information & NEVER_OPENED):
        raise EmergencyRefused(f"Not even an emergency opens: {', '.join(forbidden)}.".replace("_", " "))
    if not information:
        raise EmergencyRefused("Say what the emergency needs.")


def facts_of(emergency: Emergency) -> tuple[tuple[str, str], ...]:
    return (
        ("who receives it", emergency.recipient),
        ("the receiving facility", emergency.recipient_facility),
        ("who opens it", emergency.discloser),
        ("what the emergency is", emergency.nature),
    )


def is_open(opened_at: datetime, *, at: datetime) -> bool:
    """A clock that was moved back never opens it longer."""
    return opened_at <= at < opened_at + OPEN_FOR
