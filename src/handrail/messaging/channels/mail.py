"""E-mail through the operator's own relay: plain text, one neutral sentence, and no tracking (P8, S37)."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from handrail.messaging.channels.interface import Letter, Receipt, SendingFailed
from handrail.messaging.domain.leases import LONGEST_SENDING
from handrail.messaging.domain.sending import Reason
from handrail.messaging.words import subject_of, text_of

# By these, relays that count openings and clicks are told not to. A relay that knows none of them ignores them.
NO_TRACKING = {
    "X-Mailgun-Track": "no",
    "X-PM-TrackOpens": "false",
    "X-PM-TrackLinks": "None",
    "X-SMTPAPI": '{"filters": {"clicktrack": {"settings": {"enable": 0}}, "opentrack": {"settings": {"enable": 0}}}}',
}
FINAL = range(500, 600)


class Mail:
    """The relay's word is all we hear: once it took a mail, the mail counts as sent."""

    def send(self, letter: Letter) -> Receipt:
        connection = get_connection(timeout=LONGEST_SENDING.total_seconds())
        try:
            as_mail(letter, connection).send()
        except OSError as error:  # every error of SMTP is one
            raise failure(error) from None
        return Receipt()

    def forget(self, provider_id: str) -> None:
        """A relay keeps nothing that we could have deleted."""


def as_mail(letter: Letter, connection: object) -> EmailMessage:
    headers = {
        "Message-ID": f"<{letter.key}@{settings.MESSAGE_HOST}>",  # the same at each attempt
        "Auto-Submitted": "auto-generated",  # no "I am away" comes back (RFC 3834)
        **NO_TRACKING,
    }
    return EmailMessage(
        subject_of(letter),
        text_of(letter),
        settings.EMAIL_FROM,
        [letter.address],
        headers=headers,
        connection=connection,
    )


def failure(error: OSError) -> SendingFailed:
    """By what the error carries: which recipients a relay refused, or which code it gave for the whole mail."""
    if refused := getattr(error, "recipients", None):
        codes = [code for code, _ in refused.values()]
        return SendingFailed(Reason.BAD_ADDRESS, is_final=all(code in FINAL for code in codes))
    if hasattr(error, "smtp_code"):
        return SendingFailed(Reason.PROVIDER_REFUSED_US, is_channel_down=True)
    return SendingFailed(Reason.PROVIDER_DOWN, is_channel_down=True, was_maybe_sent=True)
