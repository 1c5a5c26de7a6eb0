"""Which ways of sending are open. Nothing goes to people before an agreement with who carries it is on record (S37)."""

from django.conf import settings
from django.utils.module_loading import import_string

from handrail.messaging.channels.interface import Sender
from handrail.messaging.domain.kinds import Channel

NEEDED: dict[Channel, tuple[str, ...]] = {
    Channel.SMS: ("MESSAGE_HOST", "TWILIO_ACCOUNT", "TWILIO_TOKEN_FILE", "TWILIO_FROM"),
    Channel.EMAIL: ("MESSAGE_HOST", "SMTP_HOST", "EMAIL_FROM"),
}


def missing_setting(channel: Channel) -> str:
    """The first setting that keeps a channel closed, or nothing. A demonstration only ever prints (S36)."""
    if settings.DEMONSTRATION:
        return ""
    missing = [name for name in NEEDED[channel] if not getattr(settings, name)]
    if channel not in settings.MESSAGE_AGREEMENT:
        missing.append("MESSAGE_AGREEMENT")
    return f"HANDRAIL_{missing[0]}" if missing else ""


def open_channels() -> list[Channel]:
    return [channel for channel in Channel if not missing_setting(channel)]


def sender_for(channel: Channel) -> Sender:
    sender: Sender = import_string(settings.MESSAGE_SENDERS[channel])()
    return sender
