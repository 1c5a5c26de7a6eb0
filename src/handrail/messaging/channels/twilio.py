"""SMS by Twilio: sending, and having deleted there what was sent (S37). What it tells us later is in `callbacks`."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from handrail.kernel.fetch import INTERNET, Answer, FetchRefused, Network, NeverReached, call
from handrail.messaging.channels.interface import Letter, Receipt, SendingFailed
from handrail.messaging.channels.twilio_words import refusal
from handrail.messaging.domain.leases import LONGEST_SENDING
from handrail.messaging.domain.sending import Reason
from handrail.messaging.words import sms_of

API = "https://api.twilio.com"
CALLBACK_PATH = "/messages/twilio/"
MESSAGE_SID = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")
LONGEST_VALIDITY = timedelta(hours=4)  # Twilio takes at most 14,400 seconds for a queued text
LONGEST_RETRY_AFTER = timedelta(hours=1)
OK, CREATED, NO_CONTENT, NOT_FOUND, TOO_MANY, OUR_FAULT = 200, 201, 204, 404, 429, 500


@dataclass(frozen=True, repr=False)
class Twilio:
    """One account. Our key travels as a part of the callback address: Twilio itself knows no key of a sender's."""

    account: str
    token: str
    sender: str  # a number, or a messaging service (MG...)
    callback_host: str
    api: str = API
    over: Network = INTERNET

    def send(self, letter: Letter) -> Receipt:
        answer = self.call("POST", "Messages.json", form=self.form(letter))
        if answer.status not in (OK, CREATED):
            raise failed(answer)
        sid = str(body_of(answer).get("sid", ""))
        return Receipt(sid if MESSAGE_SID.fullmatch(sid) else "")

    def form(self, letter: Letter) -> dict[str, str]:
        by = "MessagingServiceSid" if self.sender.startswith("MG") else "From"
        return {
            "To": letter.address,
            by: self.sender,
            "Body": sms_of(letter),
            "ValidityPeriod": str(max(1, int(min(letter.lives, LONGEST_VALIDITY).total_seconds()))),
            "StatusCallback": f"https://{self.callback_host}{CALLBACK_PATH}?m={letter.key}",
            "ShortenUrls": "false",  # a shortened link is a counted click
        }

    def forget(self, provider_id: str) -> None:
        """The whole record with number and text goes. While a text is on its way Twilio refuses: later, then."""
        answer = self.call("DELETE", f"Messages/{provider_id}.json")
        if answer.status not in (NO_CONTENT, NOT_FOUND):
            raise failed(answer)

    def call(self, method: str, path: str, *, form: dict[str, str] | None = None) -> Answer:
        url = f"{self.api}/2010-04-01/Accounts/{self.account}/{path}"
        timeout, account = LONGEST_SENDING.total_seconds(), (self.account, self.token)
        try:
            return call(url, method=method, form=form, account=account, timeout=timeout, over=self.over)
        except NeverReached:
            raise SendingFailed(Reason.PROVIDER_DOWN, is_channel_down=True) from None
        except FetchRefused:
            raise SendingFailed(Reason.PROVIDER_DOWN, is_channel_down=True, was_maybe_sent=True) from None


def failed(answer: Answer) -> SendingFailed:
    """By the status where the trouble is Twilio's or the account's, by Twilio's own code where it is the message's."""
    if answer.status == TOO_MANY:
        return SendingFailed(Reason.PROVIDER_BUSY, is_channel_down=True, wait=retry_after(answer))
    if answer.status >= OUR_FAULT:
        return SendingFailed(Reason.PROVIDER_DOWN, is_channel_down=True, was_maybe_sent=True)
    return refusal(body_of(answer).get("code"))


def retry_after(answer: Answer) -> timedelta:
    """Seconds, as Twilio says them. Never longer than an hour: what asks for more is asked again."""
    seconds = answer.headers.get("retry-after", "")
    waited = timedelta(seconds=int(seconds)) if seconds.isascii() and seconds.isdecimal() and len(seconds) < 7 else None
    return min(waited or timedelta(), LONGEST_RETRY_AFTER)


def body_of(answer: Answer) -> dict:
    try:
        body = json.loads(answer.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def twilio() -> Twilio:
    """As the settings say."""
    return Twilio(
        account=settings.TWILIO_ACCOUNT,
        token=auth_token(),
        sender=settings.TWILIO_FROM,
        callback_host=settings.MESSAGE_HOST,
    )


def auth_token() -> str:
    """Read each time from its file: a new token needs no restart."""
    token = Path(settings.TWILIO_TOKEN_FILE).read_text().strip()
    if not token:  # under an empty key anybody could sign
        raise ImproperlyConfigured(f"The file {settings.TWILIO_TOKEN_FILE} holds no token.")
    return token
