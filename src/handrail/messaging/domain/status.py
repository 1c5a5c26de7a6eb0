"""What may become of a message, and who may make it so."""

from enum import StrEnum


class Status(StrEnum):
    """Where a message stands. It waits, a worker holds it, and it ends in one of six ways."""

    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"  # a provider took it. For e-mail that is all we ever hear
    DELIVERED = "delivered"
    FAILED = "failed"  # the provider took it and later said that it did not arrive
    DEAD = "dead"  # we gave up: an operator must look
    DROPPED = "dropped"  # the person did not want it, or no longer does
    EXPIRED = "expired"  # it came too late to be of use


class Mover(StrEnum):
    """Who moves a message."""

    WORKER = "worker"
    CLOCK = "clock"
    PROVIDER = "provider"
    ERASURE = "erasure"
    RESTORE = "restore"
    READER = "reader"  # who wants nothing more


W, C, P, E, R = Mover.WORKER, Mover.CLOCK, Mover.PROVIDER, Mover.ERASURE, Mover.RESTORE
S = Mover.READER

# A provider may speak before the worker has written that it took the message: the worker was killed just then, and its
# word ends the message instead of letting it be sent twice.
MOVES: dict[tuple[Status, Status], frozenset[Mover]] = {
    (Status.WAITING, Status.LEASED): frozenset({W}),
    (Status.WAITING, Status.SENT): frozenset({P}),
    (Status.WAITING, Status.DELIVERED): frozenset({P}),
    (Status.WAITING, Status.FAILED): frozenset({P}),
    (Status.WAITING, Status.DROPPED): frozenset({E, R, S}),
    (Status.LEASED, Status.WAITING): frozenset({W, C}),
    (Status.LEASED, Status.SENT): frozenset({W, P}),
    (Status.LEASED, Status.DELIVERED): frozenset({P}),
    (Status.LEASED, Status.FAILED): frozenset({P}),
    (Status.LEASED, Status.DEAD): frozenset({W}),
    (Status.LEASED, Status.DROPPED): frozenset({W, E, R, S}),
    (Status.LEASED, Status.EXPIRED): frozenset({W}),
    (Status.SENT, Status.DELIVERED): frozenset({P}),
    (Status.SENT, Status.FAILED): frozenset({P}),
}
OPEN = frozenset({Status.WAITING, Status.LEASED})
CLOSED = frozenset(Status) - OPEN  # the address is gone from the row


def may_move(current: Status, to: Status, *, mover: Mover) -> bool:
    return mover in MOVES.get((current, to), frozenset())


def sources(to: Status, *, mover: Mover) -> frozenset[Status]:
    """From where this mover may bring a message there."""
    return frozenset(current for current in Status if may_move(current, to, mover=mover))
