"""Who stands on which side of a referral, and which organizations may stand there at all."""

from collections.abc import Collection
from enum import StrEnum

from handrail.accounts.domain.roles import ANSWERERS, LISTED_KINDS, Kind, Role


class Side(StrEnum):
    """On whose behalf a move is made."""

    PERSON = "person"  # the one it is about, signed in or by receipt
    SENDER = "sender"
    ONE_WAY = "one_way"  # police, court, prison custody: they send, and learn nothing (S24)
    RECEIVER = "receiver"  # the program that was picked
    COORDINATOR = "coordinator"  # the operator's rostered human
    CLOCK = "clock"  # a limit ran out; no human did anything


ONE_WAY_KINDS = frozenset({Kind.POLICE, Kind.CUSTODY})
"""Custody is another role than the health service of the same prison, which sends like any clinic (S24)."""

SENDERS: dict[Kind, frozenset[Role]] = {
    Kind.HOSPITAL: frozenset({Role.INTAKE, Role.NURSE, Role.CLINICIAN, Role.COUNSELOR, Role.PEER, Role.REFERRER}),
    Kind.CLINIC: frozenset({Role.INTAKE, Role.NURSE, Role.CLINICIAN, Role.COUNSELOR, Role.PEER, Role.REFERRER}),
    Kind.PROGRAM: frozenset({Role.INTAKE, Role.NURSE, Role.CLINICIAN, Role.COUNSELOR, Role.PEER, Role.REFERRER}),
    Kind.PRISON_HEALTH: frozenset({Role.NURSE, Role.CLINICIAN, Role.COUNSELOR, Role.REFERRER}),
    Kind.PEER_ORGANIZATION: frozenset({Role.PEER}),
    Kind.REFERRAL_SERVICE: frozenset({Role.REFERRER}),
    Kind.POLICE: frozenset({Role.OFFICER}),
    Kind.CUSTODY: frozenset({Role.OFFICER}),
    Kind.OPERATOR: frozenset(),
}
"""Roles that meet the person. A lead manages people, a privacy officer reads the record: neither hands anybody over."""

NEEDS_ATTESTATION = frozenset({Kind.REFERRAL_SERVICE})
"""Off until the operator holds its attestation that nobody pays by the head (S29; 18 USC 220)."""

RECEIVERS: dict[Kind, frozenset[Role]] = dict.fromkeys(LISTED_KINDS, ANSWERERS)
"""Who answers for a program. A lead of a small program is often its intake."""


def may_send(kind: Kind, role: Role) -> bool:
    return role in SENDERS[kind]


def may_receive(kind: Kind, role: Role) -> bool:
    return role in RECEIVERS.get(kind, frozenset())


IN_THE_NETWORK = (
    frozenset({kind for kind in Kind if SENDERS[kind] or kind in RECEIVERS}) - ONE_WAY_KINDS - NEEDS_ATTESTATION
)
"""Whose members see the mirror, whatever their role. A broker gets no figures to trade on (S29): product choice."""


READS_NUMBERS: frozenset[tuple[Kind, Role]] = frozenset({(Kind.OPERATOR, Role.DESK)})
"""Beside whoever runs the site: an official of the State, whom the operator lets in as this. It opens no record."""

Held = Collection[tuple[Kind, Role]]
"""What somebody is, in all organizations they work for."""


def sees_mirror(held: Held) -> bool:
    """Who also works for police or custody does not (S24)."""
    is_member = any(kind in IN_THE_NETWORK for kind, _ in held)
    return is_told(held) and (is_member or reads_numbers(held))


def sees_state_report(held: Held) -> bool:
    return is_told(held) and reads_numbers(held)


def reads_numbers(held: Held) -> bool:
    return bool(READS_NUMBERS & set(held))


def is_told(held: Held) -> bool:
    return not any(kind in ONE_WAY_KINDS for kind, _ in held)
