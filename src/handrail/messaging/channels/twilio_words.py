"""Twilio's words in ours: states of a text, and the codes by which it refuses one."""

from handrail.messaging.channels.interface import SendingFailed
from handrail.messaging.domain.sending import Reason
from handrail.messaging.domain.status import Status

# What a callback says of a text. Words before "sent" tell nothing that we do not know.
STATES: dict[str, Status] = {
    "sent": Status.SENT,
    "delivered": Status.DELIVERED,
    "read": Status.DELIVERED,
    "undelivered": Status.FAILED,
    "failed": Status.FAILED,
    "canceled": Status.FAILED,
}

BAD_ADDRESS = {"21211", "21217", "21614", "30005", "30006"}
BLOCKED = {"30004", "30007"}
UNREACHABLE = {"21612", "30003", "30008"}
COUNTRY = {"21408"}
STOPPED = {"21610"}
OURS = {"20003", "21212", "21603", "21606", "21611", "21659", "21660", "30002", "30032", "30034"}


def reason_of(code: object) -> Reason:
    """Of a text that was refused, or did not arrive."""
    known = {
        Reason.BAD_ADDRESS: BAD_ADDRESS,
        Reason.BLOCKED_BY_CARRIER: BLOCKED,
        Reason.UNREACHABLE: UNREACHABLE,
        Reason.COUNTRY: COUNTRY,
        Reason.STOPPED: STOPPED,
        Reason.PROVIDER_REFUSED_US: OURS,
    }
    return next((reason for reason, codes in known.items() if str(code) in codes), Reason.PROVIDER_REFUSED)


def refusal(code: object) -> SendingFailed:
    """What is wrong with the account or the sender passes when an operator mends it; what is wrong with a number stays.

    A refusal without a known code is tried again: at worst it dies of its attempts, where an operator sees it.
    """
    reason = reason_of(code)
    if reason is Reason.PROVIDER_REFUSED_US:
        return SendingFailed(reason, is_channel_down=True)
    return SendingFailed(reason, is_final=reason is not Reason.PROVIDER_REFUSED, has_stopped=reason is Reason.STOPPED)
