"""What Twilio tells us: whether a text arrived, and what people answered. Every word of it is signed."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from handrail.messaging.actions import hear_stop_word
from handrail.messaging.channels.twilio_words import STATES, reason_of
from handrail.messaging.delivering.actions.provider_copies import remember_copy
from handrail.messaging.delivering.actions.recording import change
from handrail.messaging.domain.keywords import Keyword, keyword_of
from handrail.messaging.domain.numbers import as_e164
from handrail.messaging.domain.sending import Reason
from handrail.messaging.domain.status import Mover, Status, may_move
from handrail.messaging.models import Message


def is_signed(signature: str, *, url: str, fields: Iterable[tuple[str, list[str]]], token: str) -> bool:
    """X-Twilio-Signature: HMAC-SHA1 over the address and the fields in order. Twilio fixes SHA-1; as a MAC it holds."""
    text = url + "".join(name + value for name, values in sorted(fields) for value in sorted(set(values)))
    made = base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest())
    return hmac.compare_digest(made, signature.encode())


@transaction.atomic
def hear_state(*, key: str, sid: str, word: str, code: str, at: datetime) -> bool:
    """One word on one text. False where it tells nothing new: it came twice, late, or after the last word."""
    to = STATES.get(word)
    remember_copy(provider_id=sid, at=at, is_settled=to not in (None, Status.SENT))
    message = Message.objects.select_for_update().filter(public_id=key).first()
    if to is None or message is None or message.provider_id not in ("", sid):
        return False
    if not may_move(Status(message.status), to, mover=Mover.PROVIDER):
        return False
    failed = to is Status.FAILED
    change(
        message,
        status=to,
        reason=(reason_of(code) if code else Reason.DID_NOT_ARRIVE) if failed else "",
        letter=None,
        ended_at=message.ended_at or at,
        retry_at=None,
        provider_id=sid,
    )
    return True


def hear_text(*, number: str, text: str, sid: str, at: datetime) -> Keyword | None:
    """Somebody wrote to us. Only STOP, START and HELP are understood, and nothing else of it is kept."""
    remember_copy(provider_id=sid, at=at, is_settled=True)
    keyword, sender = keyword_of(text), as_e164(number)
    if sender is None:
        return None
    if keyword in (Keyword.STOP, Keyword.START):
        hear_stop_word(number=sender, is_stop=keyword is Keyword.STOP, at=at, provider_id=sid)
    return keyword
