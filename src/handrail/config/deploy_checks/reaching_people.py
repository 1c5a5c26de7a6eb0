"""Messages to people: none by a channel that prints, none that says on a locked screen what it is about (S36, S37)."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from handrail.messaging.channels.choice import NEEDED, missing_setting
from handrail.messaging.domain.kinds import Channel

PRINTS = ("console", "locmem", "filebased")
TELLING = re.compile(r"handrail|opioid|heroin|methadone|buprenorphine|suboxone|addict|recover|rehab|detox|sober", re.I)
NEUTRAL = ("MESSAGE_HOST", "MESSAGE_NAME", "EMAIL_FROM")


def nothing_is_printed() -> Iterator[CheckMessage]:
    """What is printed stands in a log, with an address beside a link."""
    ways = {**settings.MESSAGE_SENDERS, "mail": settings.EMAIL_BACKEND}
    for channel, way in ways.items():
        if any(word in way.lower() for word in PRINTS):
            yield Error(f"Messages by {channel} would be printed, and reach nobody.", id="handrail.console_channel")


def channels_are_whole_or_closed() -> Iterator[CheckMessage]:
    """A channel for which something is set and something else is missing sends nothing, and nobody notices."""
    for channel in NEEDED:
        own = [name for name in NEEDED[channel] if name != "MESSAGE_HOST"]
        is_begun = channel in settings.MESSAGE_AGREEMENT or any(getattr(settings, name) for name in own)
        if is_begun and (missing := missing_setting(channel)):
            yield Error(f"Nothing goes out by {channel}: {missing} is missing.", id="handrail.half_open_channel")


def senders_say_nothing() -> Iterator[CheckMessage]:
    for name in NEUTRAL:
        if found := TELLING.search(getattr(settings, name)):
            yield Error(
                f"HANDRAIL_{name} tells whoever sees a locked screen what it is about: it holds {found.group()}.",
                id="handrail.telling_sender",
            )


def somebody_is_reached() -> Iterator[CheckMessage]:
    if all(missing_setting(channel) for channel in NEEDED):
        yield Warning("No message goes out: neither texts nor e-mail are set.", id="handrail.no_channel")


def texts_are_answered() -> Iterator[CheckMessage]:
    """A number on a page that nobody answers is worse than none (P10)."""
    if settings.MEETINGS_TEXT_NUMBER and (missing := missing_setting(Channel.SMS)):
        yield Error(
            f"HANDRAIL_MEETINGS_TEXT_NUMBER is set, and no text is answered: {missing} is missing.",
            id="handrail.text_number_unanswered",
        )


def professionals_find_us() -> Iterator[CheckMessage]:
    """Nobody joins by themselves: whoever would hand people over must know whom to ask."""
    if not (settings.OPERATOR_EMAIL or settings.OPERATOR_PHONE):
        yield Warning(
            "/for-professionals/ names nobody to ask for an account.",
            hint="Set HANDRAIL_OPERATOR_EMAIL or HANDRAIL_OPERATOR_PHONE.",
            id="handrail.nobody_to_ask",
        )


REACHING_PEOPLE = (
    nothing_is_printed,
    channels_are_whole_or_closed,
    senders_say_nothing,
    somebody_is_reached,
    texts_are_answered,
    professionals_find_us,
)
